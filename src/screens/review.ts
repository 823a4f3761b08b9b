/** Everything before it happens: both files with their notes, the steps, the command, the warnings, and whether the code will fit. */
import { litLine, twinLine } from "../app/reviewing.ts";
import type { ReviewState, State, View } from "../app/state.ts";
import type { ViewLine } from "../plans/plan.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { width } from "../text/width.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { remarkSentence } from "./parts/ask.ts";
import { BLANK, ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { drawingOf, missingText, windowFor } from "./parts/code-size.ts";
import { diffRows } from "./parts/diff.ts";
import { filesOfReview, paneJoint } from "./parts/files.ts";
import { footer } from "./parts/footer.ts";
import { jumpRows } from "./parts/jump.ts";
import { ROWS as NOTE_ROWS, twoNotes } from "./parts/notes.ts";
import { fileName } from "./parts/paths.ts";
import { roomOf } from "./parts/room.ts";
import { rule } from "./parts/rule.ts";
import { numberedSteps } from "./parts/steps.ts";

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
    span(texts.title({ name: visible(plan.peer.name) }), "strong"),
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
  const notes = noteRows(state, world, view, words, most);
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

/** The note of the line under the cursor, and of its counterpart where there is room for both; a rule with their names above. */
function noteRows(state: State, world: World, view: ReviewState, words: Words, most: number): Row[] {
  const { columns } = state.size;
  const { wide, tall } = roomOf(state.size);
  const here = litLine(view);
  const twin = twinLine(view);
  const other = twin ? (view.plan.sides[twin.side].lines[twin.line] ?? null) : null;
  const { subject } = view.plan.sides;
  const told = (one: ViewLine | null, room: number) =>
    one ? toldLine(one, view, words, room) : { title: "", whole: "" };
  const full = (one: ViewLine | null) => (one?.note ? words.notes.lines[one.note].full(subject) : "");
  const elsewhere = counterpartText(here, world, words);
  if (wide && tall) {
    const room = Math.floor(columns / 2) - 5;
    const [own, answer] = [told(here, room), told(other, room)];
    const more = own.whole === "" && answer.whole === "" ? 0 : 1;
    const halves = [
      { title: own.title === "" ? "" : `► ${own.title}`, note: joined(own.whole, full(here)) },
      { title: answer.title === "" ? elsewhere : `= ${answer.title}`, note: joined(answer.whole, full(other)) },
    ];
    const [left, right] = view.side === "server" ? halves : halves.reverse();
    return twoNotes(
      left?.note ?? "",
      right?.note ?? "",
      columns,
      [left?.title ?? "", right?.title ?? ""],
      NOTE_ROWS + more,
    ).slice(0, -1);
  }
  const joint = paneJoint(columns);
  const own = told(here, columns - 6);
  // The counterpart is marked in its pane; here it is named as fully as the row allows.
  const names = other
    ? [`   = ${told(other, columns).title}`, `   = ${other.key ?? ""}`]
    : [elsewhere === "" ? "" : `   ${elsewhere}`];
  const answer = names.find((one) => width(own.title) + width(one) + 6 <= columns) ?? "";
  const title = `► ${own.title}${answer}`;
  const short = !tall && most < 3 && here?.note ? words.notes.lines[here.note].brief(subject) : null;
  const note = [
    ...paragraph(short ?? joined(own.whole, full(here)), columns, "plain", tall ? 5 : most),
    ...(tall && other ? [BLANK, ...paragraph(full(other), columns, "twin", 3)] : []),
  ];
  return [
    rule(columns, [{ at: 0, text: title }], joint === null ? [] : [{ at: joint, glyph: "┴" }]),
    ...exactly(note, Math.max(note.length, tall ? 3 : most)),
  ];
}

function joined(whole: string, note: string): string {
  return whole === "" ? note : `${whole}\n${note}`;
}

/** A line as a title of this width; where it is too long for that, its key is the title and the line stands whole in the note. */
function toldLine(
  one: ViewLine,
  { secretsShown }: ReviewState,
  words: Words,
  room: number,
): { readonly title: string; readonly whole: string } {
  const text = one.secret && !secretsShown ? `${one.key} = ••••••••` : visible(one.text);
  const named = (said: string) =>
    one.number === null ? said : words.screens.review.line({ line: one.number, text: said });
  if (one.kind === "absent")
    return { title: words.screens.review.absent({ text: words.plans.panes.absent(one.absent) }), whole: "" };
  if (one.key === null || width(named(text)) <= room) return { title: named(text), whole: "" };
  return { title: named(one.key), whole: text };
}

function counterpartText(here: ViewLine | null, world: World, words: Words): string {
  return here?.counterpart ? words.notes.counterpart({ ...here.counterpart, file: fileName(world.path) }) : "";
}

function warningRows({ plan }: ReviewState, words: Words, columns: number): Row[] {
  const sentences = new Set(plan.warnings.map((warning) => remarkSentence(warning, words)));
  return [...sentences].flatMap((sentence) => marked("!", sentence, columns, "warning", 3));
}

function stepRows(state: State, world: World, { plan }: ReviewState, words: Words): Row[] {
  const { columns, rows } = state.size;
  const values = { interfaceName: visible(world.interfaceName) };
  const steps = numberedSteps(plan, words, columns, !roomOf(state.size).tall);
  const load =
    plan.loadCommand === null
      ? paragraph(world.demo ? words.plans.loadPlayed : words.plans.loadLater(values), columns, "plain", 2)
      : [
          ...paragraph(words.screens.review.load(values), columns, "plain", 2),
          ...paragraph(visible(plan.loadCommand), columns, "strong"),
        ];
  // In a very low window the command waits until the code's screen, where it stands again.
  const low = rows < 20;
  const texts = words.screens.review;
  const title = low && plan.loadCommand !== null ? texts.stepsThenLoad : texts.steps;
  return [rule(columns, [{ at: 0, text: title }]), ...steps, ...(low ? [] : load), ...codeRows(state, plan, words)];
}

/** Whether the code will fit this window, said before anything is written. */
function codeRows(state: State, plan: ReviewState["plan"], words: Words): Row[] {
  const texts = words.screens.review;
  const { size } = state;
  const drawing = drawingOf(plan, state, size);
  if (drawing === null) return paragraph(texts.noCode, size.columns, "plain", 2);
  if (drawing.kind === "cannot") return paragraph(texts.codeTooLong, size.columns, "warning", 2);
  if (drawing.kind === "drawn")
    return paragraph(texts.codeFits({ rows: drawing.rows, columns: drawing.columns }), size.columns, "plain", 2);
  const needs = windowFor(drawing.needs);
  const text = texts.codeTooSmall({ needs, has: size, missing: missingText(needs, size, words) });
  return paragraph(text, size.columns, "warning", 2);
}
