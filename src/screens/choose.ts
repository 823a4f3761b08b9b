/** Several servers' files in the folder: which one. */
import type { State, View } from "../app/state.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { fit, width } from "../text/width.ts";
import type { Words } from "../words/words.ts";
import { exactly, line } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { plainHeader } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";
import { seen } from "./parts/scroll.ts";

export function choose(state: State, view: Extract<View, { at: "choose" }>, words: Words): Row[] {
  const { rows, columns } = state.size;
  const { interfaces, cursor } = view;
  const wide = Math.min(20, Math.max(...interfaces.map(({ name }) => width(visible(name)))));
  const path = Math.max(10, columns - wide - 22);
  const window = seen(interfaces.length, rows - 7, cursor, 0);
  const list = interfaces.slice(window.from, window.to).map((one, at): Row => {
    const selected = window.from + at === cursor;
    const tone = selected ? "lit" : "plain";
    return [
      span(selected ? " ► " : "   ", tone),
      span(fit(visible(one.name), wide), tone),
      span(`   ${fit(visible(one.path), path)}`, tone),
      span(` ${words.screens.header.peers(one.peers)}`, selected ? "lit" : "dim"),
    ];
  });
  return [
    plainHeader(`wg-wizard ${state.version}`, [], columns),
    rule(columns),
    line(words.screens.choose.title, "strong"),
    [],
    ...exactly(list, rows - 7),
    line(words.screens.choose.help, "dim"),
    rule(columns),
    footer(state, words),
  ];
}
