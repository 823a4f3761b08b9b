/**
 * What belongs to a file apart from its text: owner, mode, ACL, security label. Node has no call for the last two, GNU
 * `cp` does; where the system has none, owner and mode still go over.
 */
import { spawn } from "node:child_process";
import type { FileHandle } from "node:fs/promises";
import { ENVIRONMENT, findProgram } from "./programs.ts";

/** Milliseconds that `cp` is given; it copies no text. */
const PATIENCE = 5000;

/**
 * Gives an empty file everything that the old one has but its text. The mode never becomes wider than the old one's.
 * Rejects where the owner cannot be kept: a file that changes hands is not the same file.
 */
export async function takeAttributes(from: FileHandle, to: FileHandle): Promise<void> {
  if (process.platform === "linux") await copyAll(from.fd, to.fd);
  const like = await from.stat();
  const mine = await to.stat();
  if (mine.uid !== like.uid || mine.gid !== like.gid) await to.chown(like.uid, like.gid);
  const mode = like.mode & 0o777;
  if (((await to.stat()).mode & 0o7777) !== mode) await to.chmod(mode);
}

/**
 * `cp --attributes-only --preserve=all`, on our own descriptors: whatever a name may lead to by now, these two files
 * are meant. A `cp` that cannot do it (BusyBox) changes nothing, and nothing is said.
 */
async function copyAll(from: number, to: number): Promise<void> {
  const cp = await findProgram("cp");
  if (cp === null) return;
  await new Promise<void>((done) => {
    const child = spawn(cp, ["--attributes-only", "--preserve=all", "--", "/proc/self/fd/4", "/proc/self/fd/3"], {
      stdio: ["ignore", "ignore", "ignore", to, from],
      env: ENVIRONMENT,
      cwd: "/",
      timeout: PATIENCE,
      killSignal: "SIGKILL",
    });
    child.once("error", () => done());
    child.once("close", () => done());
  });
}
