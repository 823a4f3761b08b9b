/**
 * What a change left in a file that was changed again since: no copy of that is kept, but its digest is. Of all that
 * differs between the file as it was and as it stands now, some part is the change and the rest came later; the digest
 * tells which, so that only the rest is shown. Never a guess: what the digest does not confirm is not used.
 */
import { type Edit, editText, parseConf } from "../wireguard/conf.ts";
import { editsBetween } from "./compare.ts";
import type { PastChange, PastFile } from "./undo.ts";

/** More than this is not tried: characters in all, and differing places. */
const MOST_CHARACTERS = 50_000_000;
const MOST_PLACES = 8;

/** The change with `after` known wherever it can be found again. `digestOf` is the digest that records are written with. */
export function withAfter(change: PastChange, digestOf: (text: string) => string): PastChange {
  return { ...change, files: change.files.map((file) => completed(file, digestOf)) };
}

function completed(file: PastFile, digestOf: (text: string) => string): PastFile {
  if (file.kind !== "edit" || file.after !== null || file.before === null || file.now === null) return file;
  return { ...file, after: foundAgain(file.before, file.now, (text) => digestOf(text) === file.digest) };
}

/** The text between these two that `is` the one; null where it is not among those that are tried. */
export function foundAgain(before: string, now: string, is: (text: string) => boolean): string | null {
  const edits = editsBetween(before, now);
  if (edits.length > MOST_PLACES) return null;
  const conf = parseConf(before);
  let left = Math.floor(MOST_CHARACTERS / Math.max(1, now.length, before.length));
  for (const some of choices(edits)) {
    if (left-- <= 0) return null;
    const text = editText(conf, some);
    if (is(text)) return text;
  }
  return null;
}

/** Every choice of whole places; then each with one place of which only the first or the last new lines were ours. */
function* choices(edits: readonly Edit[]): Generator<readonly Edit[]> {
  const masks = Array.from({ length: 2 ** edits.length }, (_, mask) => mask);
  const chosen = (mask: number) => edits.filter((_, at) => mask & (1 << at));
  for (const mask of masks) yield chosen(mask);
  for (const mask of masks) {
    const some = chosen(mask);
    for (const [at, edit] of some.entries()) {
      for (let count = 1; count < edit.insert.length; count++) {
        yield some.with(at, { ...edit, insert: edit.insert.slice(0, count) });
        yield some.with(at, { ...edit, insert: edit.insert.slice(-count) });
      }
    }
  }
}
