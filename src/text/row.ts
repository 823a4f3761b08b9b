/**
 * A row of the screen as spans of text with a tone: what it means, not how it looks. Screens give tones a colour,
 * commands an SGR code or nothing; nothing is told by tone alone.
 */
import { cut, width } from "./width.ts";

export type Tone =
  | "plain"
  | "strong"
  | "dim"
  /** A line that will be written. */
  | "new"
  /** The line under the cursor, or decided by the question at hand. */
  | "lit"
  /** Its counterpart in the other file. */
  | "twin"
  /** A line that is absent on purpose. */
  | "absent"
  | "good"
  | "warning"
  | "error";

export interface Span {
  readonly text: string;
  readonly tone: Tone;
  /** A picture whose upper left cell is the span's first: the text keeps the first of its rows free, in blanks. */
  readonly picture?: RowPicture;
}

/** What draws a picture with the cursor in its upper left cell, what takes it away, and the rows it covers. */
export interface RowPicture {
  readonly show: string;
  readonly remove: string;
  readonly rows: number;
}

export type Row = readonly Span[];

export function span(text: string, tone: Tone = "plain"): Span {
  return { text, tone };
}

/** Columns that the row takes. */
export function rowWidth(row: Row): number {
  return row.reduce((sum, { text }) => sum + width(text), 0);
}

/** The picture among these rows, and its upper left cell, from 1; null where there is none. */
export function pictureIn(
  rows: readonly Row[],
): (RowPicture & { readonly row: number; readonly column: number }) | null {
  for (const [at, row] of rows.entries()) {
    let column = 1;
    for (const { text, picture } of row) {
      if (picture) return { ...picture, row: at + 1, column };
      column += width(text);
    }
  }
  return null;
}

/** The row at exactly this width: cut with `…` or filled with blanks. */
export function fitRow(row: Row, columns: number): Row {
  const fitted: Span[] = [];
  let left = columns;
  for (const one of row) {
    if (left <= 0) break;
    const part = cut(one.text, left);
    fitted.push({ ...one, text: part });
    left -= width(part);
  }
  return left > 0 ? [...fitted, span(" ".repeat(left))] : fitted;
}
