/**
 * Two panes on one screen: how wide each is, their titles in the rules, side by side or one under the other, and the
 * part of a pane that fits its height.
 */
import { fitRow, type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { shorten, width } from "../text/width.ts";
import type { PaneRow } from "./pane.ts";

/** From this width on, two panes stand side by side. */
export const SIDE_BY_SIDE = 76;

/** Widths of the two panes and the separator between them; null where they must stand one under the other. */
export function paneColumns(columns: number): { readonly left: number; readonly right: number } | null {
  if (columns < SIDE_BY_SIDE) return null;
  // The server's lines are longer and have numbers: where there is room, its pane gets the odd column.
  const left = columns < 100 ? Math.floor((columns - 1) / 2) : Math.ceil((columns - 1) / 2);
  return { left, right: columns - 1 - left };
}

/** Both columns as whole rows; the shorter one is filled with blanks. */
export function sideBySide(
  left: readonly (PaneRow | Row)[],
  right: readonly (PaneRow | Row)[],
  columns: number,
  separator = "│",
): Row[] {
  const widths = paneColumns(columns) ?? { left: Math.floor((columns - 1) / 2), right: Math.ceil((columns - 1) / 2) };
  return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => [
    ...fitRow(rowOf(left[at]), widths.left),
    span(separator, "dim"),
    ...fitRow(rowOf(right[at]), widths.right),
  ]);
}

/** One pane after the other, each under its title. */
export function stacked(
  panes: readonly { readonly title: string; readonly rows: readonly (PaneRow | Row)[] }[],
  columns: number,
  ascii = false,
): Row[] {
  return panes.flatMap(({ title, rows }) => [
    titleRule(title, columns, ascii),
    ...rows.map((row) => fitRow(rowOf(row), columns)),
  ]);
}

/** Columns for a title in a rule of this width. */
export function titleColumns(columns: number): number {
  return columns - 4;
}

/** Columns for the title of either pane, side by side or one under the other. */
export function titleRoom(columns: number): readonly [server: number, client: number] {
  const widths = paneColumns(columns) ?? { left: columns, right: columns };
  return [titleColumns(widths.left), titleColumns(widths.right)];
}

/** `─ wg0.conf, read by the server ─────`, exactly this wide; a title that is too long loses its middle. */
export function titleRule(title: string, columns: number, ascii = false): Row {
  const rule = ascii ? "-" : "─";
  const room = titleColumns(columns);
  const text = title === "" || room < 4 ? "" : ` ${shorten(visible(title), room)} `;
  const shown = ascii ? text.replaceAll("…", "~") : text;
  return [span(rule, "dim"), span(shown), span(rule.repeat(Math.max(0, columns - 1 - width(shown))), "dim")];
}

/** The rule over, between or under two panes, with their titles and the sign where the separator meets it. */
export function titleRules(
  titles: readonly [string, string],
  columns: number,
  joint: "┬" | "┼" | "┴",
  ascii = false,
): Row {
  const widths = paneColumns(columns);
  if (widths === null) return titleRule(titles.filter((title) => title !== "").join(", "), columns, ascii);
  return [
    ...titleRule(titles[0], widths.left, ascii),
    span(ascii ? "+" : joint, "dim"),
    ...titleRule(titles[1], widths.right, ascii),
  ];
}

/** The first row to show so that the line stays in sight, together with its brief note; 0 as long as it can be. */
export function windowTop(rows: readonly PaneRow[], height: number, keepIndex: number | null): number {
  const most = Math.max(0, rows.length - height);
  const first = rows.findIndex((row) => row.line === keepIndex);
  if (keepIndex === null || first < 0) return 0;
  const last = rows.findLastIndex((row) => row.line === keepIndex);
  // Once it has to scroll, one more row under the lit one says that the file goes on.
  const top = last + 1 - height;
  return top <= 0 ? 0 : Math.min(most, first, top + 1);
}

/** The rows that fit, the line with this index among them. */
export function window(rows: readonly PaneRow[], height: number, keepIndex: number | null): readonly PaneRow[] {
  const top = windowTop(rows, height, keepIndex);
  return rows.slice(top, top + height);
}

/** The row as text without tones, blanks at its end taken off: for plain output and tests. */
export function rowText(row: Row): string {
  return row
    .map(({ text }) => text)
    .join("")
    .trimEnd();
}

function rowOf(row: PaneRow | Row | undefined): Row {
  if (row === undefined) return [];
  return "row" in row ? row.row : row;
}
