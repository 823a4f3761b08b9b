/** Lines across the window, with titles in them and joints where another line meets them. */
import { type Row, span, type Tone } from "../../text/row.ts";
import { cut, width } from "../../text/width.ts";

export interface RuleTitle {
  /** The column of the rule's `─` before the title, from 0. */
  readonly at: number;
  readonly text: string;
  readonly tone?: Tone;
}

export interface Joint {
  readonly at: number;
  readonly glyph: "┬" | "┴" | "┼";
}

/** `─ title ────┬─ title ────`: as wide as the window; a title ends before the next joint or title. */
export function rule(columns: number, titles: readonly RuleTitle[] = [], joints: readonly Joint[] = []): Row {
  const row: { text: string; tone: Tone }[] = [];
  let at = 0;
  const lineTo = (end: number) => {
    let text = "";
    for (; at < end; at++) text += joints.find((joint) => joint.at === at)?.glyph ?? "─";
    if (text !== "") row.push(span(text, "dim"));
  };
  for (const [index, title] of titles.entries()) {
    lineTo(title.at + 1);
    // A title before another one ends where the joint between them is; the last one has the rest of the rule.
    const next = titles[index + 1];
    const stop =
      next === undefined
        ? columns
        : Math.min(next.at, ...joints.map((joint) => joint.at).filter((end) => end > title.at));
    const text = cut(title.text, Math.max(0, stop - at - 3));
    if (text === "") continue;
    row.push(span(` ${text} `, title.tone ?? "plain"));
    at += width(text) + 2;
  }
  lineTo(columns);
  return row;
}
