/**
 * One writer at a time: an exclusive `flock` on the folder that holds the file. The lock lives on a descriptor of our
 * own, so it ends with this process, however it ends, and leaves no lock file behind. Who holds it stands in a file
 * of /run, for the sentence that the next one gets to read.
 */
import { spawn } from "node:child_process";
import { open, readFile, realpath, stat, unlink, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { errnoOf, failureOf } from "./failures.ts";
import { HostFailure, type Lock } from "./host.ts";
import { ENVIRONMENT, findProgram } from "./programs.ts";

/** Milliseconds between two tries. */
const RETRY = 100;

interface Holder {
  readonly pid: number;
  readonly user: string;
  /** ISO 8601. */
  readonly since: string;
  /** Field 22 of /proc/PID/stat: tells the process from a later one with the same number. */
  readonly started: string;
}

/**
 * Locks the folder of the file (links resolved), trying for `seconds`, or until `signal`; `run` is the folder for the
 * note of who holds it.
 */
export async function lockFolder(path: string, seconds: number, run = "/run", signal?: AbortSignal): Promise<Lock> {
  try {
    const folder = dirname(await realpath(path).catch((error) => unlessMissing(error, path)));
    const flock = await findProgram("flock");
    if (flock === null) throw new HostFailure({ id: "no-flock", path: folder, detail: "flock" });
    const handle = await open(folder, "r");
    try {
      const { dev, ino } = await handle.stat();
      const note = `${run}/wg-wizard-${dev}-${ino}.json`;
      const end = performance.now() + seconds * 1000;
      while (!(await tryLock(flock, handle.fd, folder))) {
        if (signal?.aborted) throw new HostFailure({ id: "interrupted", path, detail: "" });
        if (performance.now() >= end) throw new HostFailure({ id: "locked", path, detail: await heldBy(note) });
        await pause(Math.min(RETRY, Math.max(1, end - performance.now())));
      }
      const noted = await writeNote(note);
      let released = false;
      return {
        async release() {
          if (released) return;
          released = true;
          if (noted) await unlink(note).catch(() => {});
          await handle.close();
        },
      };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw failureOf(error, path);
  }
}

/** A file that is yet to be made is locked by the folder its path names. */
function unlessMissing(error: unknown, path: string): string {
  if (errnoOf(error) === "ENOENT") return path;
  throw error;
}

/** True once the folder is ours, false while another holds it. The child shares our open descriptor as its own 3. */
function tryLock(flock: string, descriptor: number, folder: string): Promise<boolean> {
  return new Promise((done, failed) => {
    // Short options: BusyBox knows no others.
    const child = spawn(flock, ["-x", "-n", "3"], {
      stdio: ["ignore", "ignore", "ignore", descriptor],
      env: ENVIRONMENT,
      cwd: "/",
    });
    child.once("error", (error) => failed(failureOf(error, folder)));
    child.once("close", (status) => {
      if (status === 0 || status === 1) done(status === 0);
      else failed(new HostFailure({ id: "failed", path: folder, detail: `flock: ${status ?? "stopped"}` }));
    });
  });
}

/** Writes who holds the lock; false where /run cannot be written (not root, no Linux), which harms nothing. */
async function writeNote(note: string): Promise<boolean> {
  const started = await startOf(process.pid);
  if (started === null) return false;
  const holder: Holder = { pid: process.pid, user: userName(), since: new Date().toISOString(), started };
  try {
    await unlink(note).catch(() => {});
    await writeFile(note, JSON.stringify(holder), { flag: "wx", mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

/** `anna, pid 4711, 2026-11-22 14:05:31 UTC`; empty where nobody left a note, or the one who did is gone. */
async function heldBy(note: string): Promise<string> {
  try {
    if ((await stat(note)).size > 4096) return "";
    const holder = JSON.parse(await readFile(note, "utf8")) as Partial<Holder>;
    const { pid, user, since, started } = holder;
    if (!Number.isInteger(pid) || started === undefined || (await startOf(pid as number)) !== started) return "";
    const time = new Date(String(since))
      .toISOString()
      .replace("T", " ")
      .replace(/\.\d+Z/, " UTC");
    return `${plainName(String(user))}, pid ${pid}, ${time}`;
  } catch {
    return "";
  }
}

/** When the process started, in ticks since boot (proc(5), field 22); null where there is no such process. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const line = await readFile(`/proc/${pid}/stat`, "latin1");
    // The second field, the program's name, may hold blanks and brackets of its own.
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

/** The person behind sudo, else the user of this process. */
function userName(): string {
  const behind = process.getuid?.() === 0 ? process.env["SUDO_USER"] : undefined;
  try {
    return plainName(behind ?? userInfo().username);
  } catch {
    return `uid ${process.getuid?.() ?? "?"}`;
  }
}

function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._@ -]/gu, "?").slice(0, 64);
}
