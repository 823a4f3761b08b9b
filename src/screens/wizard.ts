/** One question at a time: the question above, both files growing beside each other, and below them why the lines are there. */
import { draftOnScreen } from "../app/asking.ts";
import type { State, WizardState } from "../app/state.ts";
import type { Sides } from "../plans/plan.ts";
import { decidedLines, sidesOf } from "../plans/sides.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { QuestionId } from "../wizard/question.ts";
import { answersSoFar, askedQuestions } from "../wizard/questions.ts";
import type { Words } from "../words/words.ts";
import { answerRows, askRows, shownName } from "./parts/ask.ts";
import { beside, exactly, paragraph } from "./parts/cells.ts";
import { filesOfWizard, paneJoint } from "./parts/files.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { twoNotes } from "./parts/notes.ts";
import { roomOf } from "./parts/room.ts";
import { rule } from "./parts/rule.ts";

/** Columns of the answers at the right of a wide window. */
const ANSWERS = 35;

/** All rows of the screen. */
export function wizard(state: State, world: World, view: WizardState, words: Words): Row[] {
  const { rows, columns } = state.size;
  const { wide, tall } = roomOf(state.size);
  const asked = askedQuestions(view.draft, world);
  const at = asked.findIndex(({ id }) => id === view.current);
  const texts = words.screens.wizard;
  const { rotate, name } = view.draft;
  const title = texts.title[rotate === undefined ? "add" : "rotate"]({ name: visible(name ?? "") });
  const right = [span(title, "strong"), span(` · ${texts.of({ at: at + 1, all: asked.length })}`)];
  const split = wide ? columns - ANSWERS - 1 : null;
  const sides = sidesOf(answersSoFar(draftOnScreen(view), world), world, view.keys);
  const notes = noteRows(state, view, sides, words);
  const above = [
    header(world, words, right, columns),
    rule(columns, [], split === null ? [] : [{ at: split, glyph: "┬" }]),
    ...questionRows(state, world, view, words, split),
  ];
  const panes = Math.max(0, rows - above.length - notes.length - 1);
  const files = filesOfWizard(sides, view.current, words, { columns, rows: panes, briefs: tall });
  return [...above, ...exactly(files, panes), ...notes, footer(state, words)];
}

/** The question; in a wide window the answers so far stand to its right. */
function questionRows(state: State, world: World, view: WizardState, words: Words, split: number | null): Row[] {
  const question = askRows(view, world, words, split ?? state.size.columns, state.size.rows);
  if (split === null) return question;
  return beside(question, answerRows(view, askedQuestions(view.draft, world), words, ANSWERS), split);
}

/** The rule under the panes, and the note of the lines that this question decides; else the question's own help. */
function noteRows(state: State, view: WizardState, sides: Sides, words: Words): Row[] {
  const { rows, columns } = state.size;
  const { wide, tall } = roomOf(state.size);
  const found = notesFor(view.current, sides, words);
  // In a tall window the help stands above already.
  const help = tall ? words.notes.law : words.questions.asked[view.current].help({ name: shownName(view.draft) });
  if (wide && tall) return twoNotes(found.server ?? (found.client === null ? help : ""), found.client ?? "", columns);
  const joint = paneJoint(columns);
  const line = rule(columns, [], joint === null ? [] : [{ at: joint, glyph: "┴" }]);
  const one = found.client ?? found.server ?? help;
  if (!tall && rows < 24) return [line, ...exactly(paragraph(found.brief ?? one, columns, "plain", 1), 1)];
  if (!tall) return [line, ...exactly(paragraph(one, columns, "plain", 3), 3)];
  const other = found.client !== null && found.server !== null && found.client !== found.server ? found.server : "";
  return [line, ...paragraph(one, columns), ...paragraph(other, columns)];
}

interface Found {
  readonly server: string | null;
  readonly client: string | null;
  /** One row, for a short window. */
  readonly brief: string | null;
}

/** The notes of the first line on each side that the question decides. */
function notesFor(question: QuestionId, sides: Sides, words: Words): Found {
  const decided = decidedLines(question, sides);
  const noteAt = (side: "server" | "client") => {
    const note = decided[side] === null ? null : sides[side].lines[decided[side]]?.note;
    return note ? words.notes.lines[note] : null;
  };
  const [server, client] = [noteAt("server"), noteAt("client")];
  return {
    server: server?.full(sides.subject) ?? null,
    client: client?.full(sides.subject) ?? null,
    brief: (client ?? server)?.brief(sides.subject) ?? null,
  };
}
