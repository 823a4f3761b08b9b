/** Rows put where a screen has nothing yet: above its keys, in blank rows, and else short at the end of its title. */
import { fitRow, pictureIn, type Row, rowWidth, span } from "../../text/row.ts";

/** The screen with these rows above its keys (and the rule over them); `short` at the right of its title where it has no room. */
export function beneath(screen: readonly Row[], rows: readonly Row[], short: Row, columns: number): Row[] {
  const last = screen.length - 1;
  const end = textOf(screen[last - 1]).startsWith("─") ? last - 1 : last;
  const from = end - rows.length;
  if (from > 0 && screen.slice(from, end).every((row, at) => isFree(screen, row, from + at))) {
    return [...screen.slice(0, from), ...rows, ...screen.slice(end)];
  }
  const [title = [], ...rest] = screen;
  const kept = title
    .slice(
      0,
      title.findIndex(({ text }) => text.startsWith("√")),
    )
    .filter(({ text }) => text.trim() !== "");
  return [[...fitRow(kept, columns - rowWidth(short) - 1), span(" "), ...short], ...rest];
}

/** A picture stands on blanks that are not free. */
function isFree(screen: readonly Row[], row: Row, at: number): boolean {
  const picture = pictureIn(screen);
  const covered = picture !== null && at + 1 < picture.row + picture.rows;
  return !covered && textOf(row).trim() === "";
}

function textOf(row: Row | undefined): string {
  return (row ?? []).map(({ text }) => text).join("");
}
