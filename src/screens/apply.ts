/**
 * Bringing the running interface to the file's state: who goes, the commands and what only a restart can do before, the
 * ticks while, what is left after; or why nothing is done.
 */
import type { ApplyState } from "../app/applying.ts";
import type { State } from "../app/state.ts";
import type { ApplyFound, ApplyPlan, LeftOver } from "../plans/apply.ts";
import { calledSo } from "../plans/called.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { wgQuickArgument } from "../wireguard/wg-quick.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { remarkSentence } from "./parts/ask.ts";
import { ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { failureRows } from "./parts/failure.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { leftRows } from "./parts/left.ts";
import { noticeRows } from "./parts/met.ts";
import { faultSentence } from "./parts/notices.ts";
import { fileName } from "./parts/paths.ts";
import { rule } from "./parts/rule.ts";
import { numberedSteps, tickedSteps } from "./parts/steps.ts";
import { windowed } from "./parts/windowed.ts";

export function apply(state: State, world: World, view: ApplyState, words: Words): Row[] {
  const { found, phase } = view;
  const texts = words.live.apply;
  if (found === null) return framed(state, world, words, [], [[], line(texts.looking)]);
  if (found.kind !== "plan") return withoutPlan(state, world, found, words);
  if (phase === "shown") return shown(state, world, view, found.plan, words);
  return phase === "done" ? done(state, world, view, found.plan, words) : doing(state, world, view, found.plan, words);
}

/** Rows of the steps that are seen in any window. */
const LEAST_STEPS = 7;

/** Before anything is done. The steps have what the rest leaves of the window; what goes beyond it is counted. */
function shown(state: State, world: World, view: ApplyState, plan: ApplyPlan, words: Words): Row[] {
  const texts = words.live.apply;
  const { rows, columns } = state.size;
  const left = [span(` ${visible(world.interfaceName)} · `), span(titleOf(plan, world, words), "strong")];
  const warnings = plan.warnings.flatMap((one) => marked("!", remarkSentence(one, words), columns, "warning", 3));
  const said = [...warnings, ...vanishRows(state, plan, words), ...leftOverRows(plan.left, world, words, columns)];
  const free = rows - 4;
  const above = counted(said, Math.max(free - LEAST_STEPS - 1, Math.floor(free / 2)), words);
  const steps = free - above.length - 1;
  return [
    ends(left, [span(`${texts.back} `, "dim")], columns),
    rule(columns),
    ...above,
    rule(columns, [{ at: 0, text: texts.steps }]),
    ...exactly(numberedSteps(plan, words, columns, false, { top: view.top, rows: steps }), steps),
    rule(columns),
    view.nudged ? line(texts.nudge, "warning") : footer(state, words),
  ];
}

/** Peers that are taken off, by name or key, with their last handshake; a few of many. */
function vanishRows(state: State, { vanish }: ApplyPlan, words: Words): Row[] {
  if (vanish.length === 0) return [];
  const texts = words.live.apply;
  const { columns, rows } = state.size;
  const one = (at: number): Row[] => {
    const { name, publicKey, latestHandshake } = vanish[at] as (typeof vanish)[number];
    const seconds = latestHandshake === null ? null : Math.max(0, Math.round(state.readAt / 1000 - latestHandshake));
    return marked("  ·", texts.vanishing({ who: calledSo({ name, publicKey }), seconds }), columns, "plain");
  };
  const most = Math.max(3, Math.floor(rows / 4));
  return [
    ...marked("!", texts.vanish(vanish.length), columns, "warning"),
    ...windowed(vanish.length, 0, most, one, words),
  ];
}

/** What only a down and up can do, quietly: it is not this that somebody came for. */
function leftOverRows(left: readonly LeftOver[], world: World, words: Words, columns: number): Row[] {
  if (left.length === 0) return [];
  const texts = words.live.apply;
  const say = (one: LeftOver) => visible((texts.leftOver[one.what] as (left: LeftOver) => string)(one));
  return [
    ...paragraph(texts.left({ interfaceName: visible(world.interfaceName) }), columns, "dim"),
    ...left.flatMap((one) => marked("  ·", say(one), columns, "dim")),
  ];
}

function doing(state: State, world: World, view: ApplyState, plan: ApplyPlan, words: Words): Row[] {
  const texts = words.live.apply;
  const { columns, rows } = state.size;
  const right = view.failure ? [span(texts.refused, "error")] : [span(texts.doing, "dim")];
  const told = [...failureRows(view.failure, words, columns), ...noticeRows(view.notices, words, columns)];
  return framed(state, world, words, right, [
    line(titleOf(plan, world, words), "strong"),
    [],
    ...tickedSteps(plan, view.results, words, columns, rows - 6 - told.length),
    ...told,
  ]);
}

function done(state: State, world: World, view: ApplyState, plan: ApplyPlan, words: Words): Row[] {
  const texts = words.live.apply;
  const { columns, rows } = state.size;
  const loaded = view.loaded === "loaded";
  const file = fileName(plan.path);
  const name = plan.peer === null ? null : calledSo(plan.peer);
  const said = loaded
    ? marked("√", texts.done({ interfaceName: visible(world.interfaceName), file, name }), columns, "good")
    : [line(titleOf(plan, world, words), "strong")];
  const below = [
    ...leftRows(plan, view.results, world, words, columns),
    ...noticeRows(view.notices, words, columns),
    ...(loaded ? leftOverRows(plan.left, world, words, columns) : []),
  ];
  const room = Math.max(3, rows - 6 - said.length - below.length);
  return framed(state, world, words, loaded ? [span(texts.finished, "good")] : [span(texts.partly, "error")], [
    ...said,
    [],
    ...tickedSteps(plan, view.results, words, columns, room),
    ...(loaded ? [[]] : []),
    ...below,
  ]);
}

/** Nothing is to be done, or nothing can be. */
function withoutPlan(state: State, world: World, found: Exclude<ApplyFound, { kind: "plan" }>, words: Words): Row[] {
  const texts = words.live.apply;
  const { columns } = state.size;
  const values = { interfaceName: visible(world.interfaceName), file: fileName(world.path) };
  if (found.kind === "same") {
    return framed(
      state,
      world,
      words,
      [],
      [[], ...marked("√", texts.same(values), columns, "good"), [], ...leftOverRows(found.left, world, words, columns)],
    );
  }
  const right = [span(texts.refused, "warning")];
  if (found.kind === "untold") {
    const argument = visible(wgQuickArgument(world));
    return framed(state, world, words, right, [
      [],
      ...marked("!", texts.untold[found.why]({ ...values, argument }), columns, "warning"),
    ]);
  }
  return framed(state, world, words, right, [
    [],
    ...marked("!", texts.faults(values), columns, "warning"),
    ...world.faults
      .slice(0, 3)
      .flatMap((fault) => marked(" ", visible(faultSentence(fault, words)), columns, "plain", 3)),
  ]);
}

function titleOf({ peer }: ApplyPlan, { interfaceName }: World, words: Words): string {
  return words.live.apply.title({ interfaceName: visible(interfaceName), name: peer === null ? null : calledSo(peer) });
}

/** No more than so many rows; what does not fit is counted in the last one. */
function counted(all: readonly Row[], rows: number, words: Words): readonly Row[] {
  if (all.length <= rows) return all;
  return [...all.slice(0, Math.max(0, rows - 1)), line(words.live.apply.more(all.length - rows + 1), "warning")];
}

function framed(state: State, world: World, words: Words, right: Row, body: readonly Row[]): Row[] {
  const { rows, columns } = state.size;
  return [
    header(world, words, right, columns),
    rule(columns),
    ...exactly(body, rows - 4),
    rule(columns),
    footer(state, words),
  ];
}
