/**
 * What lies in `backups/` beside a server's file: copies of it as it was, what late writers wrote, files that were moved
 * there, and what is left of runs that were cut off. Which of it may go, and what a new one is called.
 */
import { basename, dirname, join } from "node:path";
import type { Files } from "./host.ts";
import { backupFolder, type ChangeRecord, nameParts, newestFirst, nextId, readRecord, recordPath } from "./record.ts";

/** So many changes of one file are kept. */
export const KEPT = 50;

export interface Backup {
  /** The id of the change that begins with it. */
  readonly id: string;
  readonly path: string;
}

/** Copies the text of the file (its links resolved) to a new name there: `wg0.conf.20261122T140531Z`. */
export async function backUp(files: Files, target: string, text: string, now: number): Promise<Backup> {
  const id = await freeId(files, target, now);
  const path = join(backupFolder(target), `${basename(target)}.${id}`);
  await files.create(path, text);
  return { id, path };
}

/** The id for a change of this file (its links resolved) that begins now, in milliseconds since 1970. */
export async function freeId(files: Files, target: string, now: number): Promise<string> {
  const names = (await files.list(backupFolder(target)).catch(() => [])).map(({ name }) => name);
  return nextId(
    names.flatMap((name) => nameParts(name, basename(target))?.id ?? []),
    now,
  );
}

/** Where the text of late writers is kept, of whichever file: in the server's `backups/`. */
export function latePath(server: string, target: string, id: string): string {
  return join(backupFolder(server), `${basename(target)}.${id}.late`);
}

/** A free name there for a file that is moved away, or for a copy of one that is not the server's: `anna.conf.20261122T140531Z`. */
export async function placeFor(files: Files, server: string, moved: string, id: string): Promise<string> {
  const folder = backupFolder(server);
  const names = new Set((await files.list(folder).catch(() => [])).map(({ name }) => name));
  const first = `${basename(moved)}.${id}`;
  let name = first;
  for (let count = 2; names.has(name); count++) name = `${first}-${count}`;
  return join(folder, name);
}

/** The newest changes stay, with all that belongs to them, and so does every change that is not at its end. */
export async function prune(files: Files, target: string, most = KEPT): Promise<void> {
  const base = basename(target);
  const folder = backupFolder(target);
  const names = (await files.list(folder)).map(({ name }) => name);
  const parts = names.flatMap((name) => nameParts(name, base) ?? []);
  const ids = parts.filter(({ rest }) => rest === ".json").map(({ id }) => id);
  const oldestKept = ids.sort(newestFirst)[most - 1];
  if (oldestKept === undefined) return;
  const old = new Set(parts.map(({ id }) => id).filter((id) => newestFirst(id, oldestKept) > 0));
  for (const id of old) {
    const record = await readRecord(files, target, id);
    if (record?.state !== "begun") await forget(files, target, id, record, names);
  }
}

/** Takes the copies away first and the record last, so that one that is cut off here can be gone on with. */
async function forget(
  files: Files,
  target: string,
  id: string,
  record: ChangeRecord | null,
  names: readonly string[],
): Promise<void> {
  const own = names.filter((name) => {
    const found = nameParts(name, basename(target));
    return found?.id === id && found.rest !== ".json";
  });
  const folder = backupFolder(target);
  const told = [...(record?.files.map(({ backup }) => backup) ?? []), record?.late ?? null];
  const paths = new Set([
    ...own.map((name) => join(folder, name)),
    ...told.filter((path) => path !== null && dirname(path) === folder).map(String),
  ]);
  for (const path of paths) await files.remove(path).catch(() => {});
  if (record) await files.remove(recordPath(target, id));
}

/**
 * What runs that were cut off left lying beside the file and in the server's `backups/`: only names that this program alone makes.
 * Whoever holds the lock knows that nobody is at work on them.
 */
export async function leftovers(files: Files, target: string, server = target): Promise<readonly string[]> {
  const base = basename(target);
  const found: string[] = [];
  for (const folder of [dirname(target), backupFolder(server)]) {
    const entries = await files.list(folder).catch(() => []);
    for (const { name, kind } of entries) if (kind === "file" && isDraftOf(name, base)) found.push(join(folder, name));
  }
  return found;
}

/** `.wg0.conf.0123456789ab.new`, `.wg0.conf.20261122T140531Z.new`, `.wg0.conf.20261122T140531Z.json.0123456789ab.new` */
function isDraftOf(name: string, base: string): boolean {
  if (!name.startsWith(`.${base}.`) || !name.endsWith(".new")) return false;
  const middle = name.slice(base.length + 2, -".new".length);
  return /^(?:\d{8}T\d{6}Z(?:-\d{1,6})?(?:\.json|\.late)?\.)?[0-9a-f]{12}$|^\d{8}T\d{6}Z(?:-\d{1,6})?$/.test(middle);
}
