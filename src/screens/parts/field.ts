/** A line of text being typed, as spans: the block cursor, and a window on what is longer than its place. */
import type { Field } from "../../app/field.ts";
import { type Row, span } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { split, width } from "../../text/width.ts";
import { inverse } from "./paper.ts";

/** The field in `columns` columns. A suggestion nobody touched is dim: the first letter typed replaces it. */
export function fieldRow(field: Field, columns: number): Row {
  const parts = split(field.text).map(visible);
  const tone = field.fresh ? "dim" : "plain";
  const under = parts[field.cursor] ?? " ";
  let from = field.cursor;
  let left = columns - width(under) - 1;
  while (from > 0 && left - width(parts[from - 1] as string) >= (from > 1 ? 1 : 0))
    left -= width(parts[--from] as string);
  let to = field.cursor + 1;
  while (to < parts.length && left - width(parts[to] as string) >= (to < parts.length - 1 ? 1 : 0))
    left -= width(parts[to++] as string);
  return [
    span(from > 0 ? "…" : "", "dim"),
    span(parts.slice(from, field.cursor).join(""), tone),
    span(inverse(under)),
    span(parts.slice(field.cursor + 1, to).join(""), tone),
    span(to < parts.length ? "…" : "", "dim"),
  ];
}
