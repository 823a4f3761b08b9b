/**
 * Writing so that under a name there is always a whole file: the text waits under a hidden name, on the disk, and is
 * then moved into place, by a link where no file may be overwritten, by a rename where one is replaced.
 */
import { access, chmod, constants, lstat, mkdir, open, readFile, realpath, rename, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { takeAttributes } from "./attributes.ts";
import { errnoOf, failureOf } from "./failures.ts";
import { HostFailure, type Owner, type Replaced } from "./host.ts";
import { OldFile } from "./late-writers.ts";
import { discard, draftName, moveFile, syncFolder } from "./move.ts";
import { readBytes } from "./read.ts";

/** The path with its links resolved; where nothing stands there, its folder's links. */
export async function resolvePath(path: string): Promise<string> {
  try {
    return await realpath(path).catch(async (error) => {
      if (errnoOf(error) !== "ENOENT") throw error;
      const folder = await realpath(dirname(path)).catch(() => dirname(path));
      return join(folder, basename(path));
    });
  } catch (error) {
    throw failureOf(error, path);
  }
}

/**
 * A new file, 0600, in a folder made 0700 where it is missing (its own parent must be there). Never overwrites. With an
 * owner: for a folder that is theirs, where nobody else's may be made.
 */
export async function createFile(path: string, text: string, owner: Owner | null = null): Promise<void> {
  const draft = draftName(path);
  await inFolder(path, async () => {
    try {
      await writeNew(draft, text, null, owner);
      await moveFile(draft, path, "new");
    } catch (error) {
      await discard(draft);
      throw error;
    }
  });
}

/** A file of our own, 0600, made or replaced in one go. */
export async function saveFile(path: string, text: string): Promise<void> {
  const draft = draftName(path);
  await inFolder(path, async () => {
    try {
      await writeNew(draft, text, null);
      await rename(draft, path);
    } catch (error) {
      await discard(draft);
      throw error;
    }
    await syncFolder(dirname(path));
  });
}

/** Writes the text to `draft`, to be moved to `path` later; see Files.draft. Nothing is left of it on failure. */
export async function writeDraft(path: string, draft: string, text: string): Promise<void> {
  await inFolder(
    draft,
    async () => {
      const target = await resolvePath(path);
      const old = await OldFile.open(target, path).catch((error) => {
        if (errnoOf(error) === "ENOENT") return null;
        throw error;
      });
      try {
        if (old) await refuseIrreplaceable(target, path);
        await writeNew(draft, text, old);
        await syncFolder(dirname(draft));
      } finally {
        await old?.close();
      }
    },
    path,
  );
}

/** The draft takes the place of the file; see Files.swap. Until the rename the old file stands untouched. */
export async function swapFile(draft: string, path: string, before: string): Promise<Replaced> {
  try {
    const target = await realpath(path);
    if (dirname(target) !== dirname(draft)) throw new HostFailure({ id: "changed", path, detail: "" });
    const text = await readBytes(draft);
    const old = await OldFile.open(target, path);
    try {
      if ((await old.text()) !== before || !(await old.standsAt(target))) {
        throw new HostFailure({ id: "changed", path, detail: "" });
      }
      // Windows (the demo alone) replaces no file that is open; nobody else writes there.
      if (process.platform === "win32") await old.close();
      await rename(draft, target);
      const renamed = performance.now();
      const unsure = await syncFolder(dirname(target)).then(
        () => null,
        (error) => failureOf(error, path).failure,
      );
      // What cannot be read any more tells of nobody.
      const late = await old.lateText(before, renamed).catch(() => null);
      return { late, otherNames: old.stats.nlink - 1, since: await sinceThen(target, text, before), unsure };
    } finally {
      await old.close().catch(() => {});
    }
  } catch (error) {
    if (errnoOf(error) === "EBUSY") throw new HostFailure({ id: "mounted", path, detail: "EBUSY" });
    throw failureOf(error, path);
  }
}

/** Draft and swap in one, under a name that nobody else takes. */
export async function replaceFile(path: string, text: string, expected?: string): Promise<Replaced> {
  const before = expected ?? (await readBytes(path));
  const target = await realpath(path).catch((error) => {
    throw failureOf(error, path);
  });
  const draft = draftName(target);
  try {
    await writeDraft(path, draft, text);
    return await swapFile(draft, path, before);
  } catch (error) {
    await discard(draft);
    throw error;
  }
}

/**
 * What somebody else made of the text that we put there. It was compared on the draft: a difference is no fault of the
 * disk but somebody's right, so it is looked at and left.
 */
async function sinceThen(target: string, text: string, before: string): Promise<Replaced["since"]> {
  const now = await readBytes(target).catch((error) => (isMissing(error) ? "" : text));
  if (now === text) return "nothing";
  const [lines, ours, theirs] = [linesOf(now), linesOf(text), linesOf(before)];
  const came = [...ours].every((line) => theirs.has(line) || lines.has(line));
  const went = [...theirs].every((line) => ours.has(line) || !lines.has(line));
  return came && went ? "kept" : "lost";
}

function linesOf(text: string): ReadonlySet<string> {
  return new Set(text.split("\n"));
}

function isMissing(error: unknown): boolean {
  return error instanceof HostFailure && error.failure.id === "missing";
}

/** A new file with this text, on the disk; 0600, or with all that belongs to `like`. Nothing is left of it on failure. */
async function writeNew(path: string, text: string, like: OldFile | null, owner: Owner | null = null): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  try {
    try {
      // Before the text: so it never stands in a file that others could read.
      if (like) await takeAttributes(like.handle, handle);
      else await handle.chmod(0o600);
      // By the descriptor: in a folder of somebody else's the name may lead elsewhere by now.
      if (owner) await handle.chown(owner.uid, owner.gid);
      await handle.writeFile(text, "latin1");
      await handle.sync();
    } finally {
      await handle.close();
    }
    // In a folder of somebody else's nothing is opened by its name again: they may have put something else there.
    if (owner === null) await compare(path, text, path);
  } catch (error) {
    await discard(path);
    throw error;
  }
}

async function compare(path: string, text: string, shown: string): Promise<void> {
  if ((await readBytes(path)) !== text) throw new HostFailure({ id: "mismatch", path: shown, detail: "" });
}

/** Found out before anything is written: what would refuse the rename in the end. */
async function refuseIrreplaceable(target: string, path: string): Promise<void> {
  if (process.platform === "win32") return;
  try {
    await access(target, constants.W_OK);
  } catch (error) {
    const code = errnoOf(error);
    // EACCES says nothing: a file is replaced by the right to its folder.
    if (code === "EPERM") throw new HostFailure({ id: "immutable", path, detail: code });
    if (code === "EROFS") throw error;
  }
  const table = await readFile("/proc/self/mountinfo", "utf8").catch(() => "");
  // proc_pid_mountinfo(5): the fifth field is the mount point, blanks as octal escapes.
  const point = target.replace(/[ \t\n\\]/g, (one) => `\\0${one.charCodeAt(0).toString(8).padStart(2, "0")}`);
  if (table.split("\n").some((line) => line.split(" ")[4] === point)) {
    throw new HostFailure({ id: "mounted", path, detail: "" });
  }
}

/** Works in the folder of `path`, made 0700 where it is missing, and gone again if the work fails. */
async function inFolder(path: string, work: () => Promise<void>, shown = path): Promise<void> {
  const folder = dirname(path);
  try {
    const made = await makeFolder(folder);
    try {
      await work();
      if (made) await syncFolder(dirname(folder));
    } catch (error) {
      if (made) await rmdir(folder).catch(() => {});
      throw error;
    }
  } catch (error) {
    throw failureOf(error, shown);
  }
}

/** Makes the folder 0700; false where it stood already. */
async function makeFolder(folder: string): Promise<boolean> {
  // Looked at first: a folder that stands must not be asked to be made on a file system that is read-only.
  if (await lstat(folder).catch(() => null)) return false;
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
