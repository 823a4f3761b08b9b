/** Long text that a person may have to copy: broken only where the window ends, nothing added, nothing lost. */
import { type Row, span, type Tone } from "../../text/row.ts";
import { split, width } from "../../text/width.ts";

/** The text in rows that use the whole window from its first column on. */
export function wholeText(text: string, columns: number, tone: Tone = "plain"): Row[] {
  const rows: Row[] = [];
  let row = "";
  for (const part of split(text)) {
    if (width(row) + width(part) > columns) {
      rows.push([span(row, tone)]);
      row = "";
    }
    row += part;
  }
  return [...rows, [span(row, tone)]];
}
