/** Everything the keys do on the screen below, each in a sentence; where one does nothing just now, why. */
import { keysOf } from "../app/keys.ts";
import type { State } from "../app/state.ts";
import { type Row, span } from "../text/row.ts";
import { fit, width } from "../text/width.ts";
import type { Words } from "../words/words.ts";
import { exactly, paragraph } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { plainHeader } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";
import { windowed } from "./parts/windowed.ts";

export function keysScreen(state: State, words: Words): Row[] {
  const { rows, columns } = state.size;
  const texts = words.screens.keys;
  const all = keysOf({ ...state, over: null }).filter((key) => words.keys.short[key.command] !== "");
  // Where one row stands for both arrows, the second needs none of its own.
  const keys = all.filter(({ label }) => label !== "↓" || !all.some((other) => other.label === "↑↓"));
  const wide = Math.max(...keys.map(({ label }) => width(label))) + 3;
  const list = keys.map(({ command, label, reason }) => {
    const sentence = words.keys.long[command];
    const why = reason === null ? "" : ` ${texts.notNow({ reason: words.keys.whyNot[reason] })}`;
    return paragraph(sentence + why, columns - wide, reason === null ? "plain" : "dim").map(
      (row, at): Row => [span(` ${fit(at === 0 ? label : "", wide - 1)}`, "strong"), ...row],
    );
  });
  const fits = list.flat().length <= rows - 4;
  const body = fits ? list.flat() : windowed(list.length, state.keysTop, rows - 4, (at) => list[at] ?? [], words);
  return [
    plainHeader(texts.title, [], columns),
    rule(columns),
    ...exactly(body, rows - 4),
    rule(columns),
    footer(state, words, fits ? "scroll-up" : null),
  ];
}
