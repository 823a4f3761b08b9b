/**
 * Changes that were cut off half way: found by their record, then finished or taken back. Both can be done again and
 * again, and can be cut off themselves: each file is looked at anew, and only what is not yet as wanted is touched.
 */
import type { Notice } from "../plans/plan.ts";
import { latePath, leftovers, placeFor } from "./backups.ts";
import { type Files, type Host, HostFailure, type Lock, type Replaced } from "./host.ts";
import {
  type ChangeRecord,
  digestOf,
  lastRecord,
  type RecordedFile,
  type RecordState,
  readRecord,
  saveRecord,
  serverOf,
} from "./record.ts";

/** What stands under the file's name now: as it was, as it was to be, or neither. */
export type FileStanding = "before" | "after" | "other";

export interface Unfinished {
  readonly record: ChangeRecord;
  /**
   * `before`: nothing was changed yet. `after`: all is changed, only the record does not say so. `between`: some files
   * are changed and some are not. `changed`: a file is neither, somebody was at it since.
   */
  readonly standing: "before" | "between" | "after" | "changed";
  /** In the record's order. */
  readonly files: readonly { readonly file: RecordedFile; readonly standing: FileStanding }[];
  readonly canFinish: boolean;
  readonly canTakeBack: boolean;
}

export interface RecoverOptions {
  /** Seconds to wait for the lock; none unless told. */
  readonly wait?: number;
  readonly signal?: AbortSignal;
  /** A lock that is held already; it is not released here. */
  readonly held?: Lock;
}

/**
 * What a crash left half done in the server's file at `path` and the files that belong to it, or null. A change that
 * somebody is at work on just now is none. Changes nothing, and never rejects.
 */
export async function unfinished(
  host: Host,
  path: string,
  { held }: Pick<RecoverOptions, "held"> = {},
): Promise<Unfinished | null> {
  const record = await lastRecord(host.files, path);
  const server = record && serverOf(record);
  if (!record || !server || record.state !== "begun") return null;
  let lock: Lock | null = null;
  try {
    lock = held ?? (await host.files.lock(server.target, 0));
    // Whoever had the lock a moment ago may have come to the end meanwhile.
    const now = await readRecord(host.files, server.target, record.id);
    return now?.state === "begun" ? await lookAt(host.files, now) : null;
  } catch {
    return null;
  } finally {
    if (!held) await lock?.release().catch(() => {});
  }
}

/** All files become as they were to be. Rejects with a HostFailure where that cannot be, and has then changed nothing. */
export function finish(host: Host, record: ChangeRecord, options: RecoverOptions = {}): Promise<readonly Notice[]> {
  return settle(host, record, options, async (found, notices) => {
    if (!found.canFinish) throw inTheWay(found, "after");
    for (const { file, standing } of found.files) {
      if (standing === "before") notices.push(...(await finishFile(host.files, file, found.record)));
    }
    return "done";
  });
}

/**
 * All files become as they were before; a file that had been created is moved into `backups/`. Rejects with a
 * HostFailure where that cannot be, and has then changed nothing.
 */
export function takeBack(host: Host, record: ChangeRecord, options: RecoverOptions = {}): Promise<readonly Notice[]> {
  return settle(host, record, options, async (found, notices) => {
    if (!found.canTakeBack) throw inTheWay(found, "before");
    for (const { file, standing } of [...found.files].reverse()) {
      if (standing === "after") notices.push(...(await takeBackFile(host.files, file, found.record, "keep")));
    }
    return "taken back";
  });
}

/** All files stay as they are; what waited to be moved into place goes, and nobody is asked again. */
export function leave(host: Host, record: ChangeRecord, options: RecoverOptions = {}): Promise<readonly Notice[]> {
  return settle(host, record, options, async () => "left");
}

/** The file from before to after. */
async function finishFile(files: Files, file: RecordedFile, record: ChangeRecord): Promise<Notice[]> {
  if (file.kind === "edit" && file.draft !== null) {
    const before = await files.read(file.target);
    return noticesOf(files, file, record, await files.swap(file.draft, file.target, before));
  }
  if (file.kind === "create" && file.draft !== null) await files.move(file.draft, file.target);
  if (file.kind === "move" && file.backup !== null) await files.move(file.target, file.backup);
  return [];
}

/** The file from after to before. `drop`: a file that was created a moment ago and that nobody has seen yet goes. */
export async function takeBackFile(
  files: Files,
  file: RecordedFile,
  record: ChangeRecord,
  created: "keep" | "drop",
): Promise<Notice[]> {
  if (file.kind === "edit" && file.backup !== null) {
    const now = await files.read(file.target);
    // Somebody has written into it since: no old text may go over theirs.
    if (digestOf(now) !== file.after) throw new HostFailure({ id: "changed", path: file.path, detail: "" });
    return noticesOf(files, file, record, await files.replace(file.target, await files.read(file.backup), now));
  }
  if (file.kind === "move" && file.backup !== null) await files.move(file.backup, file.target);
  if (file.kind === "create" && created === "drop") await files.remove(file.target);
  if (file.kind === "create" && created === "keep") {
    const server = serverOf(record)?.target ?? file.target;
    await files.move(file.target, await placeFor(files, server, file.target, record.id));
  }
  return [];
}

/** Keeps what a late writer wrote, and says so. */
export async function noticesOf(
  files: Files,
  file: RecordedFile,
  record: ChangeRecord,
  { late, otherNames, since }: Replaced,
): Promise<Notice[]> {
  const { path, target } = file;
  const notices: Notice[] = [];
  if (since === "kept") notices.push({ id: "since", path });
  if (otherNames > 0) notices.push({ id: "other-names", path, count: otherNames });
  if (late !== null) {
    const copy = latePath(serverOf(record)?.target ?? target, target, record.id);
    const kept = await files.save(copy, late).then(
      () => copy,
      () => "",
    );
    notices.push({ id: "late", path, copy: kept });
  }
  return notices;
}

/**
 * What waited to be moved into place, and is not wanted any more; and what a run that was cut off left beside a file in
 * another folder than the server's, where nobody would look for it later.
 */
export async function dropDrafts(files: Files, record: ChangeRecord): Promise<void> {
  const server = serverOf(record)?.target;
  for (const file of record.files) {
    if (file.kind !== "edit" || file.target === server) continue;
    for (const left of await leftovers(files, file.target, server)) await files.remove(left).catch(unlessMissing);
  }
  for (const { draft } of record.files) {
    if (draft !== null) await files.remove(draft).catch(unlessMissing);
  }
}

async function settle(
  host: Host,
  told: ChangeRecord,
  { wait = 0, signal, held }: RecoverOptions,
  work: (found: Unfinished, notices: Notice[]) => Promise<RecordState>,
): Promise<readonly Notice[]> {
  const server = serverOf(told);
  if (!server) throw new HostFailure({ id: "missing", path: "", detail: "" });
  const lock = held ?? (await host.files.lock(server.target, wait, signal));
  try {
    const record = await readRecord(host.files, server.target, told.id);
    const notices: Notice[] = [];
    if (record?.state !== "begun") return notices;
    const found = await lookAt(host.files, record);
    const state = await work(found, notices);
    await dropDrafts(host.files, record);
    const late = notices.find((one) => one.id === "late")?.copy || record.late;
    await saveRecord(host.files, server.target, { ...record, state, late });
    return notices;
  } finally {
    if (!held) await lock.release().catch(() => {});
  }
}

async function lookAt(files: Files, record: ChangeRecord): Promise<Unfinished> {
  const looked = await Promise.all(record.files.map((file) => lookAtFile(files, file, record)));
  const all = (standing: FileStanding) => looked.every((one) => one.standing === standing);
  return {
    record,
    standing: all("after")
      ? "after"
      : all("before")
        ? "before"
        : looked.some(({ standing }) => standing === "other")
          ? "changed"
          : "between",
    files: looked.map(({ file, standing }) => ({ file, standing })),
    canFinish: looked.every(({ canFinish }) => canFinish),
    canTakeBack: looked.every(({ canTakeBack }) => canTakeBack),
  };
}

interface Looked {
  readonly file: RecordedFile;
  readonly standing: FileStanding;
  readonly canFinish: boolean;
  readonly canTakeBack: boolean;
}

async function lookAtFile(files: Files, file: RecordedFile, record: ChangeRecord): Promise<Looked> {
  const text = await textAt(files, file.target);
  const now = text === null ? null : digestOf(text);
  const standing = now === file.after ? "after" : now === file.before ? "before" : "other";
  if (standing === "other") {
    // A change that never came to this file, or of which nothing is left in it: here there is nothing to take back.
    const key = record.peer?.publicKey ?? "";
    const strange =
      file.kind === "edit"
        ? (record.kind === "add" || record.kind === "rotate") && key !== "" && text?.includes(key) === false
        : file.kind === "create" && file.draft !== null && (await textAt(files, file.draft)) !== null;
    return { file, standing, canFinish: false, canTakeBack: strange };
  }
  return {
    file,
    standing,
    canFinish: standing === "after" || file.kind === "move" || (await isWhole(files, file.draft, file.after)),
    canTakeBack: standing === "before" || file.kind === "create" || (await isWhole(files, file.backup, file.before)),
  };
}

async function isWhole(files: Files, path: string | null, digest: string | null): Promise<boolean> {
  const text = path === null ? null : await textAt(files, path);
  return text !== null && digestOf(text) === digest;
}

async function textAt(files: Files, path: string): Promise<string | null> {
  return files.read(path).catch((error) => {
    unlessMissing(error);
    return null;
  });
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof HostFailure) || error.failure.id !== "missing") throw error;
}

/** Why a half change cannot be brought to that end: a file was changed since, or what is needed for it is gone. */
function inTheWay({ files, record }: Unfinished, wanted: FileStanding): HostFailure {
  const other = files.find(({ standing }) => standing === "other")?.file;
  if (other) return new HostFailure({ id: "changed", path: other.path, detail: "" });
  const file = files.find(({ standing }) => standing !== wanted)?.file ?? record.files[0];
  const needed = wanted === "after" ? file?.draft : file?.backup;
  return new HostFailure({ id: "missing", path: needed ?? file?.path ?? "", detail: "" });
}
