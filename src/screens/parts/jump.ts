/** The questions with their answers, to go back to one of them. */

import { jumpTargets } from "../../app/adding.ts";
import type { State, WizardState } from "../../app/state.ts";
import { type Row, span } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { fit, shorten, width } from "../../text/width.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { shownName } from "./ask.ts";
import { seen } from "./scroll.ts";

export function jumpRows(
  state: State,
  world: World,
  wizard: WizardState,
  cursor: number,
  words: Words,
  columns: number,
  rows: number,
): Row[] {
  const targets = jumpTargets(state);
  const name = shownName(wizard.draft);
  const titles = targets.map((id) =>
    words.questions.asked[id].title({ name, interfaceName: visible(world.interfaceName) }),
  );
  const wide = Math.min(Math.floor(columns * 0.62), Math.max(...titles.map(width)));
  const window = seen(targets.length, rows, cursor, 0);
  return targets.slice(window.from, window.to).map((id, at): Row => {
    const selected = window.from + at === cursor;
    const said = visible(words.questions.answer(id, wizard.draft[id] ?? "", wizard.draft));
    const answer = shorten(said, columns - wide - 7);
    const tone = selected ? "lit" : "plain";
    return [
      span(selected ? " ► " : "   ", tone),
      span(fit(titles[window.from + at] ?? "", wide), tone),
      span(`   ${answer}`, selected ? "lit" : "dim"),
    ];
  });
}
