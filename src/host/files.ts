/**
 * The machine's files, as `Files` wants them. What each act does step by step stands in read.ts, write.ts, move.ts and lock.ts.
 */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { failureOf } from "./failures.ts";
import type { FileEntry, Files } from "./host.ts";
import { lockFolder } from "./lock.ts";
import { moveFile, removeFile } from "./move.ts";
import { readBytes } from "./read.ts";
import { createFile, replaceFile, resolvePath, saveFile, swapFile, writeDraft } from "./write.ts";

/** Real files; `run` is the folder in which the holder of a lock is noted. */
export function machineFiles(run = "/run"): Files {
  return {
    read: (path) => readBytes(path),
    list,
    lock: (path, seconds, signal) => lockFolder(path, seconds, run, signal),
    resolve: resolvePath,
    create: (path, text) => createFile(path, text),
    give: createFile,
    draft: writeDraft,
    move: (from, to) => moveFile(from, to, "again"),
    swap: swapFile,
    replace: replaceFile,
    save: saveFile,
    remove: removeFile,
  };
}

/** What stands in the folder, links followed; a link that leads nowhere is `other`. */
async function list(folder: string): Promise<FileEntry[]> {
  try {
    const names = await readdir(folder);
    return await Promise.all(names.map((name) => entryOf(folder, name)));
  } catch (error) {
    throw failureOf(error, folder);
  }
}

async function entryOf(folder: string, name: string): Promise<FileEntry> {
  try {
    const found = await stat(join(folder, name));
    const kind = found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
    return { name, kind, changed: found.mtimeMs, mode: found.mode & 0o777, size: found.size };
  } catch {
    return { name, kind: "other", changed: 0, mode: 0, size: 0 };
  }
}
