/**
 * Names on the disk: a file gets another one without ever overwriting, a name goes, and both last through a power cut.
 */
import { randomBytes } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { chmod, copyFile, link, lstat, open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errnoOf, failureOf } from "./failures.ts";
import { HostFailure } from "./host.ts";
import { readBytes } from "./read.ts";

/** What a file system without hard links (FAT, some network ones) answers to link(2). */
const NO_LINKS: readonly (string | null)[] = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

/**
 * Gives the file another name; the old one goes last, so that a crash leaves one of them or both. `again`: a move that
 * was cut off is brought to its end. `new`: whatever stands at `to` is in the way, even the same text.
 */
export async function moveFile(from: string, to: string, how: "new" | "again"): Promise<void> {
  try {
    if (how === "again" && (await isDone(from, to))) return;
    const made = (how === "again" && (await isSame(from, to))) || (await makeName(from, to));
    if (made === "renamed") return;
    try {
      if (dirname(from) !== dirname(to)) await narrow(to);
      await syncFolder(dirname(to));
      await drop(from);
    } catch (error) {
      // Half a move is none; but what stood at `to` before is not ours to take.
      if (made === "made") await discard(to);
      throw error;
    }
    // So that a draft with a key in it does not come back after a power cut; the move itself is done by now.
    await syncFolder(dirname(from)).catch(() => {});
  } catch (error) {
    throw failureOf(error, to);
  }
}

export async function removeFile(path: string): Promise<void> {
  try {
    await drop(path);
    await syncFolder(dirname(path));
  } catch (error) {
    throw failureOf(error, path);
  }
}

/** Takes a file of our own away, if it can be had. */
export async function discard(path: string): Promise<void> {
  await drop(path).catch(() => {});
}

/** Hidden and not ending in .conf, so that nobody who looks for interfaces takes it for one. */
export function draftName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.new`);
}

/** Makes a rename or a new name in the folder last. Windows (the demo alone) cannot, and needs not. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A disk that refuses once may not refuse twice, and a file with a key in it is worth a second try. */
async function drop(path: string): Promise<void> {
  await unlink(path).catch(async (error) => {
    if (errnoOf(error) === "ENOENT") throw error;
    await unlink(path);
  });
}

async function isDone(from: string, to: string): Promise<boolean> {
  return (await standing(from)) === null && (await standing(to)) !== null;
}

/** Both names are there with one and the same text: the move was cut off before its last act. */
async function isSame(from: string, to: string): Promise<boolean> {
  const found = await standing(to);
  return found?.isFile() === true && (await readBytes(from)) === (await readBytes(to));
}

async function standing(path: string): Promise<Stats | null> {
  return lstat(path).catch((error) => {
    if (errnoOf(error) === "ENOENT") return null;
    throw error;
  });
}

async function makeName(from: string, to: string): Promise<"made" | "renamed"> {
  try {
    await link(from, to);
    return "made";
  } catch (error) {
    const code = errnoOf(error);
    if (code === "EXDEV") {
      await copyAcross(from, to);
      return "made";
    }
    if (!NO_LINKS.includes(code)) throw error;
    if (await standing(to)) throw new HostFailure({ id: "exists", path: to, detail: "EEXIST" });
    await rename(from, to);
    await syncFolder(dirname(to));
    return "renamed";
  }
}

/** A file that goes into another folder of ours is a backup: for its owner alone. */
async function narrow(path: string): Promise<void> {
  if (((await lstat(path)).mode & 0o077) !== 0) await chmod(path, 0o600);
}

/** To another file system: whole and on its disk before it gets its name. */
async function copyAcross(from: string, to: string): Promise<void> {
  const draft = draftName(to);
  try {
    await copyFile(from, draft, constants.COPYFILE_EXCL);
    await chmod(draft, 0o600);
    const handle = await open(draft, "r+");
    await handle.sync().finally(() => handle.close());
    await link(draft, to);
  } finally {
    await discard(draft);
  }
}
