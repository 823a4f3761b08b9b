/** The steps while they are carried out, a tick each; where one fails: what happened, why, and what to do. */
import type { DoingState, State } from "../app/state.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { exactly, line, paragraph } from "./parts/cells.ts";
import { failureRows, meanwhileRows } from "./parts/failure.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { noticeRows } from "./parts/met.ts";
import { rule } from "./parts/rule.ts";
import { tickedSteps } from "./parts/steps.ts";

export function doing(state: State, world: World, view: DoingState, words: Words): Row[] {
  const { rows, columns } = state.size;
  const texts = words.screens.doing;
  const name = visible(view.plan.peer.name);
  const right = [span(view.failure ? texts.failed : texts.running, view.failure ? "error" : "dim")];
  return [
    header(world, words, right, columns),
    rule(columns),
    line(texts.title[view.plan.kind]({ name }), "strong"),
    [],
    ...exactly(
      [
        ...tickedSteps(view.plan, view.results, words, columns),
        ...failureRows(view.failure, words, columns),
        ...noticeRows(view.notices, words, columns),
        ...changedRows(view, words, columns, rows),
      ],
      rows - 6,
    ),
    rule(columns),
    footer(state, words),
  ];
}

/** Somebody else changed the file: what of it, and that no answer is lost. */
function changedRows(view: DoingState, words: Words, columns: number, rows: number): Row[] {
  if (view.failure?.id !== "changed") return [];
  const path = view.failure.path;
  const same = paragraph(words.screens.doing.sameAgain, columns);
  return [...same, ...meanwhileRows(path, view.meanwhile, words, columns, rows - 10 - view.plan.steps.length)];
}
