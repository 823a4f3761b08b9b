/** All there is to say of the lit line, in place of the files: its whole note, and what the programs say of it. */
import { litLine } from "../../app/lines.ts";
import { paragraphsOf } from "../../panes/told.ts";
import { type Row, span } from "../../text/row.ts";
import { wrap } from "../../text/width.ts";
import type { Words } from "../../words/words.ts";
import { BLANK, exactly, line } from "./cells.ts";
import { type Looked, lineTitle } from "./line-notes.ts";
import { rule } from "./rule.ts";

/** Exactly so many rows; what does not fit is counted in the last one. */
export function toldRows(view: Looked, words: Words, columns: number, rows: number): Row[] {
  const lit = litLine(view.sides, view);
  if (lit === null) return exactly([], rows);
  const { title, whole } = lineTitle(lit, view, words, columns - 6);
  const paragraphs = paragraphsOf(lit, view.sides.subject, words);
  const text = [...(whole === "" ? [] : [whole]), ...paragraphs].flatMap((one, at): Row[] => [
    ...(at > 0 ? [BLANK] : []),
    ...one.split("\n").flatMap((part) => {
      // The programs' own words, and what a hook does, stand in from the sentence above them.
      const indent = /^ */.exec(part)?.[0] ?? "";
      return wrap(part.trimStart(), columns - 2 - indent.length).map((said) => [span(` ${indent}${said}`)]);
    }),
  ]);
  // With many quotes the blank rows between them go first.
  const close = text.length <= rows - 1 ? text : text.filter((row) => row !== BLANK);
  const shown =
    close.length <= rows - 1
      ? close
      : [...close.slice(0, rows - 2), line(words.screens.review.more(close.length - rows + 2), "dim")];
  return [rule(columns, [{ at: 0, text: `► ${title}`, tone: "lit" }]), ...exactly(shown, rows - 1)];
}
