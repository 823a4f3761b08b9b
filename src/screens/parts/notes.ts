/** Two notes under the two panes of a wide window, each in its own column. */
import { type Row, span } from "../../text/row.ts";
import { BLANK, beside, paragraph } from "./cells.ts";
import { paneJoint } from "./files.ts";
import { type RuleTitle, rule } from "./rule.ts";

/** A full note at this width takes no more. */
export const ROWS = 5;

/** The rule with its titles, the notes, and the rule that ends them. */
export function twoNotes(
  left: string,
  right: string,
  columns: number,
  titles: readonly [string, string] = ["", ""],
  rows = ROWS,
): Row[] {
  const joint = paneJoint(columns) ?? 0;
  const found = titles.flatMap((text, at): RuleTitle[] =>
    text === "" ? [] : [{ at: at === 0 ? 0 : joint + 1, text }],
  );
  const block = beside(indented(left, joint, rows), indented(right, columns - joint - 1, rows), joint);
  const empty = beside([BLANK], [BLANK], joint)[0] as Row;
  return [
    rule(columns, found, [{ at: joint, glyph: "┼" }]),
    ...Array.from({ length: rows }, (_, at) => block[at] ?? empty),
    rule(columns, [], [{ at: joint, glyph: "┴" }]),
  ];
}

function indented(text: string, columns: number, rows: number): Row[] {
  return paragraph(text, columns - 2, "plain", rows).map((row) => [span("  "), ...row]);
}
