/**
 * Programs of the machine, run from the system's own folders whatever PATH says, in the C locale, for a bounded time.
 * Arguments can be read by everybody on the machine: no secret may stand in them.
 */
import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";

const FOLDERS = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"] as const;
/** All that a program is told of our environment. */
export const ENVIRONMENT = { PATH: FOLDERS.join(":"), LC_ALL: "C" } as const;

export interface Ran {
  /** Null where it was stopped by a signal, ours after the time allowed included. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program's absolute path; null where the machine has none. */
export async function findProgram(name: string): Promise<string | null> {
  for (const folder of FOLDERS) {
    const path = `${folder}/${name}`;
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {}
  }
  return null;
}

/**
 * Runs the program to its end, at most `seconds`; null where the machine has none or cannot start it. `input` (byte
 * text) is its standard input.
 */
export async function run(name: string, args: readonly string[], seconds = 5, input = ""): Promise<Ran | null> {
  const path = await findProgram(name);
  if (path === null) return null;
  const options = {
    env: ENVIRONMENT,
    cwd: "/",
    timeout: seconds * 1000,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
    encoding: "latin1",
  } as const;
  return new Promise((done) => {
    const child = execFile(path, [...args], options, (error, stdout, stderr) => {
      if (!error) done({ status: 0, stdout, stderr });
      else if (typeof error.code === "string") done(null);
      else done({ status: typeof error.code === "number" ? error.code : null, stdout, stderr });
    });
    // A program that ends without reading all of it is heard of by its status.
    child.stdin?.on("error", () => {});
    child.stdin?.end(input, "latin1");
  });
}
