/** Rows put together: cut, filled, left and right ends, wrapped paragraphs, and blocks beside each other. */
import { fitRow, type Row, rowWidth, span, type Tone } from "../../text/row.ts";
import { fit, width, wrap } from "../../text/width.ts";

export const BLANK: Row = [];

/** The row at most this wide; what it ends with is not filled. */
export function cutRow(row: Row, columns: number): Row {
  return rowWidth(row) <= columns ? row : fitRow(row, columns);
}

/** One text as a row, one column in from the edge. */
export function line(text: string, tone: Tone = "plain"): Row {
  return [span(` ${text}`, tone)];
}

/** A paragraph as rows, one column in from either edge; never more than `most` of them, the last one ending in `…`. */
export function paragraph(text: string, columns: number, tone: Tone = "plain", most = Number.POSITIVE_INFINITY): Row[] {
  if (text === "" || most < 1) return [];
  const lines = wrap(text, Math.max(1, columns - 2));
  const kept = lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]} …`];
  return kept.map((one) => line(fitEnd(one, columns - 2), tone));
}

/** A mark in front of a paragraph, whose other rows hang below its text: `! the port is not in the file`. */
export function marked(
  mark: string,
  text: string,
  columns: number,
  tone: Tone,
  most = Number.POSITIVE_INFINITY,
): Row[] {
  const indent = width(mark) + 1;
  return paragraph(text, columns - indent, tone, most).map((row, at) => [
    span(` ${at === 0 ? mark : " ".repeat(width(mark))}`, tone),
    ...row,
  ]);
}

/** Left and right end of one row. Where both do not fit, the right one stays whole and the left one is cut. */
export function ends(left: Row, right: Row, columns: number): Row {
  const room = columns - rowWidth(right);
  if (room < 8) return fitRow(left, columns);
  return rowWidth(right) === 0 ? left : [...fitRow(left, room - 1), span(" "), ...right];
}

/** Two blocks of rows beside each other with a line between them; the left one `columns` wide. */
export function beside(left: readonly Row[], right: readonly Row[], columns: number, between = "│"): Row[] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, at) => [
    ...fitRow(left[at] ?? BLANK, columns),
    span(between, "dim"),
    ...(right[at] ?? BLANK),
  ]);
}

/** Exactly this many rows: the rest blank, or the end left out. */
export function exactly(rows: readonly Row[], count: number): Row[] {
  return Array.from({ length: Math.max(0, count) }, (_, at) => rows[at] ?? BLANK);
}

/** A cell of a table: cut or filled to its width. */
export function cell(text: string, columns: number, tone: Tone = "plain", side: "end" | "start" = "end") {
  return span(fit(text, columns, side), tone);
}

function fitEnd(text: string, columns: number): string {
  return width(text) <= columns ? text : fit(text, columns);
}
