/** What somebody may have meant by a word that nobody knows. */
import { VOCABULARY } from "../wireguard/vocabulary.ts";

/** The key that is fewest letters away, in canonical spelling; null where none is near. */
export function nearestKey(typed: string): string | null {
  const text = typed.toLowerCase();
  let best: { readonly key: string; readonly apart: number } | null = null;
  for (const { key } of VOCABULARY) {
    const known = key.toLowerCase();
    const apart = text.length >= 4 && known.includes(text) ? 1 : lettersApart(text, known);
    if (apart <= Math.max(1, Math.floor(known.length / 3)) && (best === null || apart < best.apart))
      best = { key, apart };
  }
  return best?.key ?? null;
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function lettersApart(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 0; at < Math.min(one.length, 40); at++) {
    const next = [at + 1];
    for (let to = 0; to < other.length; to++) {
      const changed = (row[to] as number) + (one[at] === other[to] ? 0 : 1);
      next.push(Math.min(changed, (row[to + 1] as number) + 1, (next[to] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}
