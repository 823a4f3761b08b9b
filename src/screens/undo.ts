/** Taking the last change back: the diff and the steps before, the ticks while, what is left to do after; or why not. */
import type { State, UndoState } from "../app/state.ts";
import { editAt } from "../plans/plan.ts";
import type { UndoFound, UndoPlan } from "../plans/undo.ts";
import { fitRow, type Row, rowWidth, type Span, span } from "../text/row.ts";
import { utcTime } from "../text/time.ts";
import { visible } from "../text/visible.ts";
import { cut, width } from "../text/width.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { remarkSentence } from "./parts/ask.ts";
import { ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { linesAsRows } from "./parts/diff.ts";
import { failureRows, meanwhileRows } from "./parts/failure.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { leftRows } from "./parts/left.ts";
import { noticeRows } from "./parts/met.ts";
import { fileName } from "./parts/paths.ts";
import { roomOf } from "./parts/room.ts";
import { rule } from "./parts/rule.ts";
import { laterRows, numberedSteps, tickedSteps } from "./parts/steps.ts";

export function undo(state: State, world: World, view: UndoState, words: Words): Row[] {
  const { found, phase } = view;
  if (found === null) return framed(state, world, words, [], [[], line(words.screens.undo.looking)]);
  if (found.kind !== "plan") return refused(state, world, found, words);
  if (phase === "shown") return shown(state, world, view, found.plan, words);
  return phase === "done" ? done(state, world, view, found.plan, words) : doing(state, world, view, found.plan, words);
}

/** What a sentence about the change needs to know of it. */
function pastOf({ peer, at }: UndoPlan): { readonly name: string; readonly when: string } {
  return { name: visible(peer?.name ?? ""), when: utcTime(at) };
}

/** Before anything is taken back: the diff has what the steps and the warnings leave of the window. */
function shown(state: State, world: World, view: UndoState, plan: UndoPlan, words: Words): Row[] {
  const texts = words.screens.undo;
  const { rows, columns } = state.size;
  const below = [
    ...plan.warnings.flatMap((one) => marked("!", remarkSentence(one, words), columns, "warning", 3)),
    rule(columns, [{ at: 0, text: texts.steps }]),
    ...numberedSteps(plan, words, columns, !roomOf(state.size).tall, { rows: Math.floor(rows / 2) }),
    ...laterRows(world, words, columns),
  ];
  const foot = view.nudged ? line(texts.nudge, "warning") : footer(state, words);
  const free = rows - 3 - below.length - 1;
  const diff = linesAsRows(plan.diff, view.secretsShown, words, Math.max(3, free));
  return [
    titleRow(world, plan, words, columns),
    rule(columns, diff.length === 0 ? [] : [{ at: 0, text: words.plans.diffTitle({ file: visible(plan.path) }) }]),
    ...exactly(diff, Math.max(3, free)),
    ...below,
    rule(columns),
    foot,
  ];
}

/** Columns of a name that say enough. */
const LEAST_NAME = 10;

/** What is taken back, with its date. Short of columns the name is cut, then the rest gives way to both. */
function titleRow(world: World, plan: UndoPlan, words: Words, columns: number): Row {
  const texts = words.screens.undo;
  const past = pastOf(plan);
  const say = (name: string) => texts.title[plan.of]({ ...past, name });
  const before = span(` ${visible(world.interfaceName)} · `);
  const right = [span(`${texts.back} `, "dim")];
  const room = columns - rowWidth(right) - 1;
  const bare = width(say(""));
  const needed = width(say(cut(past.name, LEAST_NAME)));
  const fits = (taken: number, free: number) => taken + needed <= free;
  const left = (first: Span, free: number) => [
    first,
    span(say(cut(past.name, free - width(first.text) - bare)), "strong"),
  ];
  if (fits(width(before.text), room)) return ends(left(before, room), right, columns);
  return fitRow(left(fits(width(before.text), columns) ? before : span(" "), columns), columns);
}

function doing(state: State, world: World, view: UndoState, plan: UndoPlan, words: Words): Row[] {
  const texts = words.screens.undo;
  const { columns } = state.size;
  const right = view.failure ? [span(texts.refused, "error")] : [span(texts.doing, "dim")];
  const ticks = tickedSteps(plan, view.results, words, columns, state.size.rows - 10);
  const body = [
    ...ticks,
    ...failureRows(view.failure, words, columns),
    ...noticeRows(view.notices, words, columns),
    ...(view.failure
      ? meanwhileRows(
          editAt(plan.files, view.failure.path)?.path ?? plan.path,
          view.meanwhile,
          words,
          columns,
          state.size.rows - 12,
        )
      : []),
  ];
  const title = paragraph(texts.title[plan.of](pastOf(plan)), columns, "strong");
  return framed(state, world, words, right, [...title, [], ...body]);
}

function done(state: State, world: World, view: UndoState, plan: UndoPlan, words: Words): Row[] {
  const texts = words.screens.undo;
  const { columns } = state.size;
  const past = pastOf(plan);
  return framed(
    state,
    world,
    words,
    [span(texts.done, "good")],
    [
      ...marked("√", texts.undone[plan.of]({ ...past, file: fileName(plan.path) }), columns, "good"),
      [],
      ...tickedSteps(plan, view.results, words, columns, Math.floor(state.size.rows / 2)),
      ...leftRows(plan, view.results, world, words, columns),
      ...(state.retry === null ? [] : [[], ...paragraph(texts.again, columns)]),
    ],
  );
}

/** Nothing is taken back, and why; where the file was changed since, by what. */
function refused(state: State, world: World, found: Exclude<UndoFound, { kind: "plan" }>, words: Words): Row[] {
  const texts = words.screens.undo;
  const { rows, columns } = state.size;
  const right = [span(texts.refused, "warning")];
  if (found.kind === "none") return framed(state, world, words, right, [[], ...paragraph(texts.none, columns)]);
  const path = visible(found.path);
  if (found.kind === "unreadable") {
    return framed(state, world, words, right, failureRows(found.failure, words, columns));
  }
  if (found.kind === "gone") {
    return framed(state, world, words, right, [[], ...marked("!", texts.gone({ path }), columns, "warning")]);
  }
  const said = marked("!", texts.changed({ file: fileName(found.path) }), columns, "warning");
  if (found.diff.length === 0) return framed(state, world, words, right, [[], ...said]);
  const title = found.whole ? texts.changedWhole : texts.changedSince;
  return framed(state, world, words, right, [
    [],
    ...said,
    [],
    rule(columns, [{ at: 0, text: title }]),
    ...linesAsRows(found.diff, false, words, rows - 8 - said.length),
  ]);
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
