/**
 * The record of a change: one small file per plan in `backups/` beside the server's file (links resolved), there before
 * anything is written and marked when it is done. Undo, recovery after a crash and pruning read it. It holds paths and
 * digests, never a file's text: whoever can read it learns no key from it.
 */
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import type { FileChange, PastKind } from "../plans/plan.ts";
import { byteText, readable } from "../wireguard/bytes.ts";
import type { Files } from "./host.ts";
import { utcStamp } from "./stamp.ts";

/**
 * `begun`: something may stand half done. `done`: all files are as planned. `taken back`: all files are as before.
 * `left`: a person decided to leave what stood there as it was.
 */
export type RecordState = "begun" | "done" | "taken back" | "left";

/** One file of the change. Digests are SHA-256 in hexadecimal digits, of the whole file. */
export interface RecordedFile {
  readonly kind: FileChange["kind"];
  /** As it was shown. */
  readonly path: string;
  /** With its links resolved. */
  readonly target: string;
  /** Null for a file that was created. */
  readonly before: string | null;
  /** Null for a file that was moved away. */
  readonly after: string | null;
  /** The copy of the file as it was (edit), or where it was moved to (move); null for a file that was created. */
  readonly backup: string | null;
  /** Where the new text waits to be moved into place; gone once that is done. Null for a file that was moved away. */
  readonly draft: string | null;
}

export interface ChangeRecord {
  readonly format: 1;
  /** UTC time, `20261122T140531Z`, and `…Z-2` for the second in that second. Never earlier than the one before it. */
  readonly id: string;
  readonly kind: PastKind;
  readonly peer: { readonly name: string; readonly publicKey: string } | null;
  readonly state: RecordState;
  /** In the order in which they are written. */
  readonly files: readonly RecordedFile[];
  /** The server's file where the change leaves it as it is. */
  readonly beside?: Pick<RecordedFile, "path" | "target">;
  /** Commands that were run, as typed at a shell; nothing secret in them. */
  readonly commands: readonly string[];
  /** The id of the change that this one takes back. */
  readonly undoes: string | null;
  /** What somebody wrote into the old file while it was replaced is kept here. */
  readonly late: string | null;
}

/** The folder of records and backups for a server's file; `target` has its links resolved. */
export function backupFolder(target: string): string {
  return join(dirname(target), "backups");
}

export function recordPath(target: string, id: string): string {
  return join(backupFolder(target), `${basename(target)}.${id}.json`);
}

/** Of byte text. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text, "latin1").digest("hex");
}

/** The server's file as the record has it: the first that is edited, unless none of the files is the server's. */
export function serverOf({ beside, files }: ChangeRecord): Pick<RecordedFile, "path" | "target"> | null {
  return beside ?? files.find(({ kind }) => kind === "edit") ?? null;
}

/** Every record of the file, newest first. Empty where there is none, or no right to look. */
export async function listRecords(files: Files, path: string): Promise<readonly ChangeRecord[]> {
  const { target, ids } = await idsOf(files, path);
  const records = await Promise.all(ids.map((id) => readRecord(files, target, id)));
  return records.filter((one) => one !== null);
}

/** The newest record of the file, whatever became of it; null where there is none. Reads no other. */
export async function lastRecord(files: Files, path: string): Promise<ChangeRecord | null> {
  const { target, ids } = await idsOf(files, path);
  for (const id of ids) {
    const record = await readRecord(files, target, id);
    if (record) return record;
  }
  return null;
}

/** Writes the record, on the disk when this resolves. */
export async function saveRecord(files: Files, target: string, record: ChangeRecord): Promise<void> {
  await files.save(recordPath(target, record.id), byteText(`${JSON.stringify(record)}\n`));
}

/** Null for what is no record of ours, or one of a later version of the program. */
export async function readRecord(files: Files, target: string, id: string): Promise<ChangeRecord | null> {
  try {
    const record = JSON.parse(readable(await files.read(recordPath(target, id)))) as Partial<ChangeRecord> | null;
    const whole = record?.format === 1 && record.id === id && Array.isArray(record.files);
    return whole ? (record as ChangeRecord) : null;
  } catch {
    return null;
  }
}

/** The id for a change that begins now: never one that is taken, never before the newest, whatever the clock says. */
export function nextId(taken: readonly string[], now: number): string {
  const stamp = utcStamp(now);
  const [newest] = [...taken].sort(newestFirst);
  const last = newest === undefined ? null : partsOf(newest);
  if (last === null || last.stamp < stamp) return stamp;
  return `${last.stamp}-${last.count + 1}`;
}

const ID = /^(\d{8}T\d{6}Z)(?:-(\d{1,6}))?$/;

function partsOf(id: string): { readonly stamp: string; readonly count: number } {
  const found = ID.exec(id);
  return { stamp: found?.[1] ?? "", count: Number(found?.[2] ?? 1) };
}

export function newestFirst(a: string, b: string): number {
  const [first, second] = [partsOf(a), partsOf(b)];
  if (first.stamp !== second.stamp) return first.stamp < second.stamp ? 1 : -1;
  return second.count - first.count;
}

/** What a name in `backups/` belongs to: the id of its change, and which of the change's files it is. */
export function nameParts(name: string, base: string): { readonly id: string; readonly rest: string } | null {
  if (!name.startsWith(`${base}.`)) return null;
  const found = /^(\d{8}T\d{6}Z(?:-\d{1,6})?)(|\.json|\.late)$/.exec(name.slice(base.length + 1));
  return found ? { id: found[1] ?? "", rest: found[2] ?? "" } : null;
}

async function idsOf(files: Files, path: string): Promise<{ target: string; ids: readonly string[] }> {
  const target = await files.resolve(path).catch(() => path);
  const entries = await files.list(backupFolder(target)).catch(() => []);
  const ids = entries.flatMap(({ name }) => {
    const parts = nameParts(name, basename(target));
    return parts?.rest === ".json" ? [parts.id] : [];
  });
  return { target, ids: ids.sort(newestFirst) };
}
