/**
 * Changes that were made or begun, as the rest of the program knows them: their records, and the texts that their files
 * had and have. What can be made of them is decided in plans/.
 */
import type { Failure, PastKind } from "../plans/plan.ts";
import type { PastChange, PastFile, Settled, Settling, Unfinished, UnfinishedFile } from "../plans/undo.ts";
import { failureOf } from "./failures.ts";
import { type Files, type Host, HostFailure } from "./host.ts";
import { type ChangeRecord, digestOf, listRecords, type RecordedFile, readRecord } from "./record.ts";
import { type FileStanding, finish, leave, type RecoverOptions, takeBack, unfinished } from "./recover.ts";

/**
 * The change of this record, or, with null, the newest that stands: done, an undo too, and neither taken back nor left.
 * Null where there is none.
 */
export async function pastChange(files: Files, path: string, id: string | null): Promise<PastChange | null> {
  const records = await listRecords(files, path);
  const record = records.find((one) => (id === null || one.id === id) && one.state === "done");
  if (!record) return null;
  const changed = await Promise.all(record.files.map((file) => pastFile(files, file, records)));
  const { kind, peer, beside } = record;
  const at = timeOf(record.id);
  return { record: record.id, at, kind, peer, files: changed, ...(beside && { beside: beside.path }) };
}

const STATES: Readonly<Record<FileStanding, UnfinishedFile>> = { before: "old", after: "new", other: "other" };

/** An undo that makes a file gives back what an earlier one had taken. */
function kindOf({ kind, beside, files }: ChangeRecord): PastKind {
  if (beside) return "client";
  return kind === "undo" && files.some((file) => file.kind === "create") ? "add" : kind;
}

/** The change of this file that a crash cut off; null where there is none, or somebody is at work on it just now. */
export async function unfinishedChange(host: Host, path: string): Promise<Unfinished | null> {
  const found = await unfinished(host, path);
  if (!found) return null;
  const { record, standing, files, canFinish, canTakeBack } = found;
  return {
    record: record.id,
    path,
    at: timeOf(record.id),
    kind: kindOf(record),
    peer: record.peer,
    files: files.map(({ file, standing: one }) => ({ path: file.path, state: STATES[one] })),
    canFinish,
    canTakeBack,
    torn: standing === "between" || standing === "changed",
  };
}

const SETTLE = { finish, "take-back": takeBack, leave } as const;

/** Brings an unfinished change to an end. Never rejects. */
export async function settleChange(
  host: Host,
  { record: id, path }: Pick<Unfinished, "record" | "path">,
  how: Settling,
  options: RecoverOptions = {},
): Promise<Settled> {
  try {
    const record = await readRecord(host.files, await host.files.resolve(path), id);
    if (!record) throw new HostFailure({ id: "missing", path, detail: "" });
    return { kind: "done", notices: await SETTLE[how](host, record, options) };
  } catch (error) {
    return { kind: "failed", failure: failureOf(error, path).failure };
  }
}

/** `20261122T140531Z-2` as milliseconds since 1970. */
export function timeOf(id: string): number {
  const iso = id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, "$1-$2-$3T$4:$5:$6Z");
  const time = Date.parse(iso);
  return Number.isNaN(time) ? 0 : time;
}

async function pastFile(files: Files, file: RecordedFile, records: readonly ChangeRecord[]): Promise<PastFile> {
  const { kind, path } = file;
  if (kind === "create") return { kind, path, ...(await standing(files, path)) };
  if (kind === "move") return { kind, path, copy: await copyOf(files, file.backup, file.before) };
  const [before, now] = await Promise.all([copyOf(files, file.backup, file.before), textOf(files, path)]);
  const same = now !== null && file.after === digestOf(now);
  const after = same ? now : await afterOf(files, file, records);
  return { kind, path, before, now, after, digest: file.after, same };
}

/** What the change left: the copy that a later change made of it before it wrote, where there is one. */
async function afterOf(
  files: Files,
  { after }: RecordedFile,
  records: readonly ChangeRecord[],
): Promise<string | null> {
  for (const { files: changed } of records) {
    for (const { kind, before, backup } of changed) {
      if (kind !== "edit" || before !== after) continue;
      const text = await copyOf(files, backup, before);
      if (text !== null) return text;
    }
  }
  return null;
}

/** A copy, as long as it still is what the record says. */
async function copyOf(files: Files, path: string | null, digest: string | null): Promise<string | null> {
  const text = path === null ? null : await textOf(files, path);
  return text !== null && digest === digestOf(text) ? text : null;
}

async function textOf(files: Files, path: string): Promise<string | null> {
  return files.read(path).catch(() => null);
}

/** Its text, and only where nothing stands there null alone: what cannot be read is there all the same. */
async function standing(files: Files, path: string): Promise<{ now: string | null; failure?: Failure }> {
  try {
    return { now: await files.read(path) };
  } catch (error) {
    const { failure } = failureOf(error, path);
    return failure.id === "missing" ? { now: null } : { now: null, failure };
  }
}
