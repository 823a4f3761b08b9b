/** Everything before it happens: both files with their notes, the steps, the command, the warnings, and whether the code will fit. */
import { chosenIn, savings } from "../app/code.ts";
import type { ReviewState, State, View } from "../app/state.ts";
import { CODE_BYTES } from "../qr/modules.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { remarkSentence } from "./parts/ask.ts";
import { ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { missingText, windowFor } from "./parts/code-size.ts";
import { savedParts } from "./parts/code-told.ts";
import { diffRows } from "./parts/diff.ts";
import { filesOfReview } from "./parts/files.ts";
import { footer } from "./parts/footer.ts";
import { jumpRows } from "./parts/jump.ts";
import { lineNotes } from "./parts/line-notes.ts";
import { roomOf } from "./parts/room.ts";
import { rule } from "./parts/rule.ts";
import { laterRows, numberedSteps } from "./parts/steps.ts";
import { toldRows } from "./parts/told.ts";

/** Rows of the panes that are kept before the note is shortened. */
const LEAST_PANES = 7;

export function review(state: State, world: World, view: Extract<View, { at: "review" }>, words: Words): Row[] {
  const { rows, columns } = state.size;
  const foot = [view.review.nudged ? line(words.screens.review.nudge, "warning") : footer(state, words)];
  const head = titleRow(state, world, view.review, words);
  if (view.review.jumping !== null) {
    const list = jumpRows(state, world, view.wizard, view.review.jumping, words, columns, rows - 4);
    return [
      head,
      rule(columns, [{ at: 0, text: words.screens.review.jump }]),
      ...exactly(list, rows - 4),
      rule(columns),
      ...foot,
    ];
  }
  if (view.review.told) {
    const told = toldRows({ ...view.review, sides: view.review.plan.sides }, words, columns, rows - 1 - foot.length);
    return [head, ...told, ...foot];
  }
  const title = words.plans.diffTitle({ file: visible(world.path) });
  if (view.review.pane === "diff") {
    const diff = diffRows(view.review, words, rows - 4);
    return [head, rule(columns, [{ at: 0, text: title }]), ...exactly(diff, rows - 4), rule(columns), ...foot];
  }
  return [head, ...bothFiles(state, world, view.review, words, rows - 1 - foot.length), ...foot];
}

function titleRow(state: State, world: World, { plan }: ReviewState, words: Words): Row {
  const texts = words.screens.review;
  const left = [
    span(` ${visible(world.interfaceName)} · `),
    span(texts.title[plan.kind]({ name: visible(plan.peer.name) }), "strong"),
  ];
  return ends(left, [span(`${texts.nothingYet} `, "dim")], state.size.columns);
}

/**
 * Files, note, warnings, steps: what comes below has its rows, the files have the rest. In a very low window the
 * warnings go before the files and their note, which `e` and the panes of the questions show as well.
 */
function bothFiles(state: State, world: World, view: ReviewState, words: Words, rows: number): Row[] {
  const { columns } = state.size;
  const steps = stepRows(state, world, view, words);
  const warnings = counted(warningRows(view, words, columns), rows - steps.length, words);
  const below = [...warnings, ...steps];
  const most = Math.max(1, Math.min(3, rows - below.length - LEAST_PANES - 1));
  const notes = lineNotes(state, world, { ...view, sides: view.plan.sides }, words, most);
  const panes = rows - below.length - notes.length;
  if (panes < 3) return exactly(below, rows);
  const files = filesOfReview(view, words, { columns, rows: panes, briefs: roomOf(state.size).tall });
  return [...exactly(files, panes), ...notes, ...below];
}

/** No more than so many rows; what does not fit is counted in the last one. */
function counted(all: readonly Row[], rows: number, words: Words): readonly Row[] {
  if (all.length <= rows) return all;
  return [...all.slice(0, Math.max(0, rows - 1)), line(words.screens.review.more(all.length - rows + 1), "warning")];
}

function warningRows({ plan }: ReviewState, words: Words, columns: number): Row[] {
  const sentences = new Set(plan.warnings.map((warning) => remarkSentence(warning, words)));
  return [...sentences].flatMap((sentence) => marked("!", sentence, columns, "warning", 3));
}

function stepRows(state: State, world: World, { plan }: ReviewState, words: Words): Row[] {
  const { columns, rows } = state.size;
  const steps = numberedSteps(plan, words, columns, !roomOf(state.size).tall);
  const later = laterRows(world, words, columns);
  const title = words.screens.review.steps;
  return [
    rule(columns, [{ at: 0, text: title }]),
    ...steps,
    ...(rows < 20 ? [] : later),
    ...codeRows(state, plan, words),
  ];
}

/** Whether the code will fit this window, said before anything is written. */
function codeRows(state: State, plan: ReviewState["plan"], words: Words): Row[] {
  const texts = words.screens.review;
  const { size } = state;
  if (plan.code === null) return paragraph(texts.noCode, size.columns, "plain", 2);
  const chosen = chosenIn(state, plan.code, size);
  if (chosen.kind === "fits") return paragraph(texts.codeFits(chosen.variant), size.columns, "plain", 2);
  const [cheapest] = savings(state, plan.code, true);
  const less = cheapest ? words.code.without({ what: savedParts(cheapest, words), bytes: cheapest.bytes }) : "";
  if (chosen.kind === "cannot") {
    const why = words.code.cannot[chosen.why]({ over: plan.code.length - CODE_BYTES });
    return paragraph(`${why} ${less}`.trim(), size.columns, "warning", 3);
  }
  const needs = windowFor(chosen.needs);
  const text = texts.codeTooSmall({ needs, has: size, missing: missingText(needs, size, words) });
  return paragraph(`${text} ${less}`.trim(), size.columns, "warning", 3);
}
