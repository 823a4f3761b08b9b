/** The bottom of the lesson: the question with its answers, the answer with the rule, or the knobs. */
import { type LessonState, questionOf } from "../../app/lesson.ts";
import { KNOB_IDS, type KnobId, type Knobs } from "../../lesson/knobs.ts";
import type { Fate } from "../../lesson/trail.ts";
import { type Row, span } from "../../text/row.ts";
import { fit, width } from "../../text/width.ts";
import type { Words } from "../../words/words.ts";
import { exactly, line, paragraph } from "../parts/cells.ts";
import { seen } from "../parts/scroll.ts";

export function block(view: LessonState, words: Words, columns: number): Row[] {
  if (view.stage === "knobs") return knobRows(view, words, columns);
  if (view.stage === "told") return toldRows(view, words, columns);
  if (view.topic === "free" && !view.free.asked) return paragraph(words.lesson.freeHelp, columns, "dim");
  return questionRows(view, words, columns);
}

function questionRows(view: LessonState, words: Words, columns: number): Row[] {
  const { lesson: texts } = words;
  const { part, answers } = questionOf(view);
  const asks = view.stage === "ask";
  const question = part === null ? texts.ask(view.free.knobs) : texts.parts[part.id].question;
  return [
    ...paragraph(question, columns, asks ? "strong" : "dim"),
    ...answers.map((id, at) => {
      const chosen = at === view.chosen;
      return line(`${chosen ? "►" : " "} ${texts.answers[id]}`, chosen ? "lit" : asks ? "plain" : "dim");
    }),
  ];
}

/** What was right, whether it was said so, and why it is so. */
function toldRows(view: LessonState, words: Words, columns: number): Row[] {
  const { lesson: texts } = words;
  const { part, answers, right } = questionOf(view);
  const said = answers[view.chosen] === right;
  const verdict = texts.verdict[said ? "right" : "other"]({ right: texts.answers[right] });
  const why = part === null ? freeWhy(view, words) : texts.parts[part.id].told;
  return [line(verdict, said ? "good" : "warning"), ...paragraph(why, columns)];
}

/** What became of the ping in question; a preset says what it is there to show. */
function freeWhy({ play, free }: LessonState, { lesson: texts }: Words): string {
  const entry = play.trail.find((one) => one.id === "packet" && one.packet.why === "ping" && one.packet.ping === 2);
  const refused = play.trail.some((one) => one.id === "stuck" && one.event.why === "ping");
  const fate: Fate | null = entry?.id === "packet" ? entry.fate : null;
  const why = texts.freeTold[fate === null || fate === "flying" ? (refused ? "no-address" : "waits") : fate];
  return free.preset === null || free.preset === "plain" ? why : `${why} ${texts.presets[free.preset].says}`;
}

/** Two columns where there is room for them; else a window on one. */
function knobRows({ free }: LessonState, words: Words, columns: number): Row[] {
  const rows = KNOB_IDS.map((id, at) => knobRow(id, free.knobs, at === free.cursor, words));
  if (columns < 78) {
    const window = seen(rows.length, 6, free.cursor, 0);
    return exactly(rows.slice(window.from, window.to), 6);
  }
  const half = Math.ceil(rows.length / 2);
  const column = Math.floor(columns / 2);
  return exactly(rows, half).map((row, at) => [...fitted(row, column), ...(rows[half + at] ?? [])]);
}

function knobRow(id: KnobId, knobs: Knobs, here: boolean, { lesson: texts }: Words): Row {
  const name = Math.max(...KNOB_IDS.map((one) => width(texts.knobs[one]))) + 1;
  const value = (texts.values[id] as (value: Knobs[KnobId]) => string)(knobs[id]);
  return [
    span(` ${here ? "►" : " "} ${fit(texts.knobs[id], name)}`, here ? "lit" : "plain"),
    span(value, here ? "lit" : "strong"),
  ];
}

function fitted(row: Row, columns: number): Row {
  const text = row.reduce((sum, { text: part }) => sum + width(part), 0);
  return [...row, span(" ".repeat(Math.max(1, columns - text)))];
}
