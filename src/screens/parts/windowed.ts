/** A long list in few rows: from one item on, as many as fit whole, and how many there are above and below. */
import type { Row } from "../../text/row.ts";
import type { Words } from "../../words/words.ts";
import { line } from "./cells.ts";

/** `draw` gives the rows of one item; `top` is the first that is shown, unless the end of the list leaves room for more. */
export function windowed(
  count: number,
  top: number,
  rows: number,
  draw: (at: number) => readonly Row[],
  words: Words,
): Row[] {
  const more = (hidden: number) => line(words.live.apply.more(hidden), "dim");
  const first = Math.max(0, Math.min(top, lastTop(count, rows, draw)));
  const shown: Row[] = first > 0 ? [more(first)] : [];
  for (let at = first; at < count; at++) {
    const next = draw(at);
    const below = at === count - 1 ? 0 : 1;
    if (shown.length + next.length + below > rows)
      return rows > 0 ? [...shown.slice(0, rows - 1), more(count - at)] : [];
    shown.push(...next);
  }
  return shown;
}

/** The first item of the last window: below it nothing is left over. */
function lastTop(count: number, rows: number, draw: (at: number) => readonly Row[]): number {
  let free = rows;
  let at = count;
  while (at > 0) {
    const next = draw(at - 1).length;
    // The row that counts what is above.
    if (free < next + (at === 1 ? 0 : 1)) return Math.min(at, count - 1);
    free -= next;
    at--;
  }
  return 0;
}
