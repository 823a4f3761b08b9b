/**
 * One writer at a time: an exclusive `flock` on the folder that holds the file. The lock lives on a descriptor of our
 * own, so it ends with this process, however it ends, and leaves no lock file behind. Who holds it stands in a file
 * of /run, for the sentence that the next one gets to read.
 */
import { spawn } from "node:child_process";
import { open, readFile, realpath, stat, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { errnoOf, failureOf } from "./failures.ts";
import { HostFailure, type Lock } from "./host.ts";
import { ENVIRONMENT, findProgram } from "./programs.ts";

/** Milliseconds that a timer can count. */
const LONGEST = 2 ** 31 - 1;

interface Holder {
  readonly pid: number;
  readonly user: string;
  /** ISO 8601. */
  readonly since: string;
  /** Field 22 of /proc/PID/stat: tells the process from a later one with the same number. */
  readonly started: string;
}

/**
 * Locks the folder of the file (links resolved), waiting `seconds` at most, or until `signal`; `run` is the folder for the
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
      const ours = await runFlock(flock, ["-x", "-n", "3"], handle.fd, folder, null);
      if (!ours && !(seconds > 0 && (await inTurn(flock, handle.fd, folder, seconds, signal)))) {
        if (signal?.aborted) throw new HostFailure({ id: "interrupted", path, detail: "" });
        throw new HostFailure({ id: "locked", path, detail: await heldBy(note) });
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

/** Waits in the kernel's queue: whoever asks again and again instead may be passed over for ever. */
async function inTurn(
  flock: string,
  descriptor: number,
  folder: string,
  seconds: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const late = AbortSignal.timeout(Math.min(seconds * 1000, LONGEST));
  const stop = signal ? AbortSignal.any([signal, late]) : late;
  return !stop.aborted && (await runFlock(flock, ["-x", "3"], descriptor, folder, stop));
}

/**
 * True once the folder is ours, false while another holds it, or where `stop` came first. The child shares our open
 * descriptor as its own 3: what it locks is locked for us, and free when we close it.
 */
function runFlock(
  flock: string,
  // Short options: BusyBox knows no others.
  args: readonly string[],
  descriptor: number,
  folder: string,
  stop: AbortSignal | null,
): Promise<boolean> {
  return new Promise((done, failed) => {
    const child = spawn(flock, args, {
      stdio: ["ignore", "ignore", "ignore", descriptor],
      env: ENVIRONMENT,
      cwd: "/",
    });
    const kill = () => child.kill("SIGKILL");
    stop?.addEventListener("abort", kill, { once: true });
    child.once("error", (error) => failed(failureOf(error, folder)));
    child.once("close", (status) => {
      stop?.removeEventListener("abort", kill);
      // Ended by a signal: we no longer wait, or the terminal's Ctrl-C has reached it too.
      if (status === 0 || status === 1 || status === null) done(status === 0);
      else failed(new HostFailure({ id: "failed", path: folder, detail: `flock: ${status}` }));
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

/**
 * The person behind sudo, else the user of this process. The system is not asked for names: it may ask a server on the
 * network (nsswitch), while the lock is held.
 */
export function userName(own = process.env, uid = process.getuid?.() ?? null): string {
  if (uid === 0) return plainName(own["SUDO_USER"] || "root");
  return plainName(own["LOGNAME"] || own["USER"] || `uid ${uid ?? "?"}`);
}

function plainName(name: string): string {
  return name.replace(/[^\p{L}\p{N}._@ -]/gu, "?").slice(0, 64);
}
