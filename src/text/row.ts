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
}

export type Row = readonly Span[];

export function span(text: string, tone: Tone = "plain"): Span {
  return { text, tone };
}

/** Columns that the row takes. */
export function rowWidth(row: Row): number {
  return row.reduce((sum, { text }) => sum + width(text), 0);
}

/** The row at exactly this width: cut with `…` or filled with blanks. */
export function fitRow(row: Row, columns: number): Row {
  const fitted: Span[] = [];
  let left = columns;
  for (const { text, tone } of row) {
    if (left <= 0) break;
    const part = cut(text, left);
    fitted.push({ text: part, tone });
    left -= width(part);
  }
  return left > 0 ? [...fitted, span(" ".repeat(left))] : fitted;
}
