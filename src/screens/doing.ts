/** The steps while they are carried out, a tick each; where one fails: what happened, why, and what to do. */
import type { DoingState, State } from "../app/state.ts";
import type { Failure } from "../plans/plan.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { exactly, line, marked } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
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
    line(texts.title({ name }), "strong"),
    [],
    ...exactly(
      [...tickedSteps(view.plan, view.results, words, columns), ...failureRows(view.failure, words, columns)],
      rows - 6,
    ),
    rule(columns),
    footer(state, words),
  ];
}

function failureRows(failure: Failure | null, words: Words, columns: number): Row[] {
  if (failure === null) return [];
  const say = words.troubles.failures[failure.id] as (failure: Failure) => string;
  return [[], ...marked("!", visible(say(failure)), columns, "error")];
}
