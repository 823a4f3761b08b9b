/**
 * Writing so that a file is either the old one or the new one, whole: new files are made exclusively, old ones are
 * replaced by a rename within their folder, and both are on the disk before anything is said to be done.
 */
import { randomBytes } from "node:crypto";
import type { Stats } from "node:fs";
import { chmod, type FileHandle, mkdir, open, realpath, rename, rmdir, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { errnoOf, failureOf } from "./failures.ts";
import { HostFailure } from "./host.ts";
import { readBytes, refuseOthers } from "./read.ts";
import { utcStamp } from "./stamp.ts";

/** A new file, 0600, in a folder made 0700 where it is missing (its own parent must be there). Never overwrites. */
export async function createFile(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  try {
    const made = await makeFolder(folder);
    try {
      await writeNew(path, text, null);
      await syncFolder(folder);
      if (made) await syncFolder(dirname(folder));
    } catch (error) {
      if (made) await rmdir(folder).catch(() => {});
      throw error;
    }
  } catch (error) {
    throw failureOf(error, path);
  }
}

/**
 * The file replaced whole, links to it kept, its owner and mode as before, and only if it is still `expected` (else as
 * it was when this began) just before the rename. It is read back and compared; should that fail after the rename, the
 * old text is put back.
 */
export async function replaceFile(path: string, text: string, expected?: string): Promise<void> {
  try {
    const target = await realpath(path);
    const old = await stat(target);
    refuseOthers(old, path);
    const before = expected ?? (await readBytes(target));
    await renameOver(target, text, old, async () => {
      if ((await readBytes(target)) !== before) throw new HostFailure({ id: "changed", path, detail: "" });
    });
    try {
      await syncFolder(dirname(target));
      await compare(target, text, path);
    } catch (error) {
      await renameOver(target, before, old).catch(() => {
        throw new HostFailure({ id: "mismatch", path, detail: "the old text could not be put back" });
      });
      throw error;
    }
  } catch (error) {
    throw failureOf(error, path);
  }
}

/**
 * A copy in `backups/` beside the file (its links resolved), named by UTC time: `wg0.conf.20261122T140531Z`, and
 * `…Z-2` where that second has one already. Gives the copy's path.
 */
export async function backupFile(path: string, now: number): Promise<string> {
  try {
    const target = await realpath(path);
    const text = await readBytes(target);
    const folder = join(dirname(target), "backups");
    const first = join(folder, `${basename(target)}.${utcStamp(now)}`);
    for (let count = 1; ; count++) {
      const copy = count === 1 ? first : `${first}-${count}`;
      try {
        await createFile(copy, text);
        return copy;
      } catch (error) {
        if (!(error instanceof HostFailure) || error.failure.id !== "exists" || count >= 100) throw error;
      }
    }
  } catch (error) {
    throw failureOf(error, path);
  }
}

/** Makes the folder 0700; false where it stood already. */
async function makeFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    // The umask may have taken bits that we need.
    await chmod(folder, 0o700);
    return true;
  } catch (error) {
    if (errnoOf(error) !== "EEXIST") throw error;
    return false;
  }
}

/** Writes beside the target and renames over it, if `unchanged` lets it: until then the old file stands untouched. */
async function renameOver(target: string, text: string, old: Stats, unchanged = async () => {}): Promise<void> {
  // Hidden and not ending in .conf, so that nobody who looks for interfaces takes it for one.
  const draft = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.new`);
  await writeNew(draft, text, old);
  try {
    await compare(draft, text, target);
    await unchanged();
    await rename(draft, target);
  } catch (error) {
    await unlink(draft).catch(() => {});
    throw error;
  }
}

/** A new file with this text, on the disk; 0600, or the owner and mode of `like`. Nothing is left of it on failure. */
async function writeNew(path: string, text: string, like: Stats | null): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    try {
      if (like) await takeOwner(handle, like);
      await handle.chmod(like ? like.mode & 0o777 : 0o600);
      await handle.writeFile(text, "latin1");
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await unlink(path).catch(() => {});
    throw error;
  }
}

async function takeOwner(handle: FileHandle, like: Stats): Promise<void> {
  const mine = await handle.stat();
  if (mine.uid !== like.uid || mine.gid !== like.gid) await handle.chown(like.uid, like.gid);
}

async function compare(path: string, text: string, shown: string): Promise<void> {
  if ((await readBytes(path)) !== text) throw new HostFailure({ id: "mismatch", path: shown, detail: "" });
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
