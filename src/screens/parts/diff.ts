/** The change of the server's file as a diff over the whole width, with line numbers; secrets as dots unless asked for. */
import type { ReviewState } from "../../app/state.ts";
import { type DiffLine, diffOf, masked } from "../../plans/diff.ts";
import { type Row, span, type Tone } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import type { Words } from "../../words/words.ts";
import { line } from "./cells.ts";

const LOOKS: Readonly<Record<DiffLine["kind"], { readonly sign: string; readonly tone: Tone }>> = {
  hunk: { sign: " ", tone: "dim" },
  context: { sign: " ", tone: "plain" },
  new: { sign: "+", tone: "new" },
  gone: { sign: "-", tone: "error" },
};

/** The review's diff in at most `rows` rows; what does not fit is counted in the last one. */
export function diffRows({ plan, secretsShown }: ReviewState, words: Words, rows: number): Row[] {
  return linesAsRows(diffOf(plan), secretsShown, words, rows);
}

/** Any diff in at most `rows` rows: where they are few, the lines around a change make room for it. */
export function linesAsRows(all: readonly DiffLine[], secretsShown: boolean, words: Words, rows: number): Row[] {
  const lines = [3, 2, 1].map((around) => near(all, around)).find((some) => some.length <= rows) ?? near(all, 0);
  const wide = Math.max(3, String(Math.max(...lines.map(({ before, after }) => after ?? before ?? 0))).length);
  const drawn = lines.map((one): Row => {
    const { sign, tone } = LOOKS[one.kind];
    const number = one.kind === "hunk" ? "" : String(one.after ?? one.before ?? "");
    return [
      span(` ${number.padStart(wide)} `, "dim"),
      span(`${sign} ${visible(secretsShown ? one.text : masked(one))}`, tone),
    ];
  });
  if (drawn.length <= rows) return drawn;
  return [...drawn.slice(0, rows - 1), line(words.screens.review.more(drawn.length - rows + 1), "dim")];
}

/** The diff with at most so many lines of context on either side of a change. */
function near(lines: readonly DiffLine[], around: number): readonly DiffLine[] {
  const changes = (one: DiffLine) => one.kind === "new" || one.kind === "gone";
  return lines.filter(
    (one, at) => one.kind !== "context" || lines.slice(Math.max(0, at - around), at + around + 1).some(changes),
  );
}
