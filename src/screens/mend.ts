/** The mend of one rule's findings: the diff and the steps before, the ticks while, what is left to do after. */
import type { MendingState } from "../app/checking.ts";
import type { State } from "../app/state.ts";
import type { MendPlan } from "../plans/mend.ts";
import type { Step } from "../plans/plan.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { Fault } from "../wireguard/grammar.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { remarkSentence } from "./parts/ask.ts";
import { cutRow, ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { linesAsRows } from "./parts/diff.ts";
import { failureRows, meanwhileRows } from "./parts/failure.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { leftRows } from "./parts/left.ts";
import { noticeRows } from "./parts/met.ts";
import { roomOf } from "./parts/room.ts";
import { rule } from "./parts/rule.ts";
import { numberedSteps, tickedSteps } from "./parts/steps.ts";

/** Commands to the interface that are listed; the others are counted. */
const MOST_COMMANDS = 2;

/** Header, rules and footer; and rows of the diff that are seen in any window. */
const FRAME = 4;
const LEAST = 4;

export function mending(state: State, world: World, view: MendingState, words: Words): Row[] {
  const { found, phase } = view;
  if (found.kind === "faults") return refused(state, world, found.fault, words);
  return phase === "shown"
    ? shown(state, world, view, found.plan, words)
    : carried(state, world, view, found.plan, words);
}

function titleOf({ group }: MendingState, words: Words): string {
  return words.checks.mending.title({ rule: words.checks.rules[group.id].title });
}

/** Before anything is done: the diff has what the steps leave of the window. */
function shown(state: State, world: World, view: MendingState, plan: MendPlan, words: Words): Row[] {
  const said = words.checks.mending;
  const { rows, columns } = state.size;
  const left = [span(` ${visible(world.interfaceName)} · `), span(titleOf(view, words), "strong")];
  const below = [
    ...plan.warnings.flatMap((one) => marked("!", remarkSentence(one, words), columns, "warning", 3)),
    rule(columns, [{ at: 0, text: said.steps }]),
    ...numberedSteps(listed(plan), words, columns, !roomOf(state.size).tall),
    ...moreRows(plan, words),
  ];
  const foot = view.nudged ? line(said.nudge, "warning") : footer(state, words);
  const steps = below.slice(0, rows - FRAME - LEAST).map((row) => cutRow(row, columns));
  const free = rows - FRAME - steps.length;
  return [
    ends(left, [span(`${said.back} `, "dim")], columns),
    rule(columns, [{ at: 0, text: words.plans.diffTitle({ file: visible(plan.path) }) }]),
    ...exactly(linesAsRows(plan.diff, view.secretsShown, words, free), free).map((row) => cutRow(row, columns)),
    ...steps,
    rule(columns),
    foot,
  ];
}

/** While it is done, and when it is, or is not. */
function carried(state: State, world: World, view: MendingState, plan: MendPlan, words: Words): Row[] {
  const said = words.checks.mending;
  const { rows, columns } = state.size;
  const { phase, failure, results } = view;
  const right =
    phase === "done"
      ? span(words.screens.undo.done, "good")
      : failure
        ? span(said.refused, "error")
        : span(said.running, "dim");
  const body: Row[] = [
    line(titleOf(view, words), "strong"),
    [],
    ...tickedSteps(listed(plan), results, words, columns),
    ...moreRows(plan, words),
    ...failureRows(failure, words, columns),
    ...noticeRows(view.notices, words, columns),
    ...(failure ? meanwhileRows(plan.path, view.meanwhile, words, columns, rows - 14) : []),
    ...(phase === "done" ? leftRows(plan, results, world, words, columns) : []),
    ...(phase === "done" ? [[], ...paragraph(said.mended, columns)] : []),
  ];
  return framed(state, world, words, [right], body);
}

/** Even so the file would be refused. */
function refused(state: State, world: World, fault: Fault, words: Words): Row[] {
  const { columns } = state.size;
  const sentence = visible((words.troubles.faults[fault.id] as (values: unknown) => string)(fault.values));
  const said = words.checks.stillRefused({ line: fault.line, sentence });
  return framed(
    state,
    world,
    words,
    [span(words.checks.mending.refused, "warning")],
    [[], ...marked("!", said, columns, "warning")],
  );
}

/** The steps as they are shown: hundreds of commands of one kind are not read one by one. */
function listed({ steps }: MendPlan): { readonly steps: readonly Step[] } {
  return { steps: steps.filter((step) => step.id !== "run" || step.at < MOST_COMMANDS) };
}

function moreRows({ steps }: MendPlan, words: Words): Row[] {
  const more = steps.filter(({ id }) => id === "run").length - MOST_COMMANDS;
  return more > 0 ? [line(`   ${words.checks.mending.more({ count: more })}`, "dim")] : [];
}

function framed(state: State, world: World, words: Words, right: Row, body: readonly Row[]): Row[] {
  const { rows, columns } = state.size;
  return [
    header(world, words, right, columns),
    rule(columns),
    ...exactly(body, rows - FRAME).map((row) => cutRow(row, columns)),
    rule(columns),
    footer(state, words),
  ];
}
