/** The question that is asked: its title, the field, and below it why an answer was refused, what to look at, or what to choose. */
import { currentQuestion } from "../../app/asking.ts";
import type { Asking, WizardState } from "../../app/state.ts";
import { type Row, rowWidth, span, type Tone } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { cut, fit, shorten, width } from "../../text/width.ts";
import type { World } from "../../wireguard/world.ts";
import type { Draft, Option, Question, Suggestion } from "../../wizard/question.ts";
import { suggestedFile } from "../../wizard/questions/save.ts";
import type { Remark } from "../../wizard/remarks.ts";
import { tunnelNameOf } from "../../wizard/tunnel-name.ts";
import type { Words } from "../../words/words.ts";
import { ends, marked, paragraph } from "./cells.ts";
import { fieldRow } from "./field.ts";

/** Rows of an objection: the longest sentences need all of them at 80 columns. */
const MOST_SAID = 4;

/** What the sentences need to know of the peer. */
interface Asked {
  readonly question: Question;
  readonly suggestion: Suggestion;
  readonly name: string | null;
}

/** The rows of the question: in a tall window with its help, in a short one only what cannot be left out. */
export function askRows(wizard: Asking, world: World, words: Words, columns: number, rows: number): Row[] {
  const roomy = rows >= 32;
  const question = currentQuestion(wizard, world);
  const asked: Asked = { question, suggestion: question.suggest(wizard.draft, world), name: shownName(wizard.draft) };
  const sentences = words.questions.asked[question.id];
  const title = paragraph(
    sentences.title({ name: asked.name, interfaceName: visible(world.interfaceName) }),
    columns,
    "strong",
    2,
  );
  const help = roomy ? paragraph(sentences.help({ name: asked.name }), columns, "dim", 3) : [];
  return [
    ...title,
    ...help,
    ...(rows >= 20 ? [[]] : []),
    ...inputRows(wizard, words, columns),
    ...(roomy ? [[]] : []),
    ...objections(wizard, asked, world, words, columns),
    ...tunnelRow(wizard, world, words, columns),
    ...optionRows(wizard, asked, world, words, columns),
  ];
}

/** The peer's name as far as it is known, made harmless. */
export function shownName(draft: Draft): string | null {
  const name = draft.name?.trim() ?? "";
  return name === "" ? null : cut(visible(name), 24);
}

/** A remark as its sentence. */
export function remarkSentence(remark: Remark, words: Words): string {
  return visible((words.remarks[remark.id] as (values: Remark["values"]) => string)(remark.values));
}

function inputRows(wizard: Asking, words: Words, columns: number): Row[] {
  const { label, form } = words.questions.asked[wizard.current];
  const head = ` ${label}  `;
  const room = columns - width(head) - width(form) - 3;
  if (room >= 24) return [ends([span(head), ...fieldRow(wizard.field, room)], [span(`${form} `, "dim")], columns)];
  return [
    [span(head), ...fieldRow(wizard.field, Math.max(8, columns - width(head) - 1))],
    ...paragraph(form, columns, "dim", 2),
  ];
}

/** Why the text was refused; else what to look at before it is taken; else where the suggestion comes from. */
function objections(wizard: Asking, asked: Asked, world: World, words: Words, columns: number): Row[] {
  const { question, suggestion } = asked;
  const said = (remark: Remark, tone: Tone) => marked("!", remarkSentence(remark, words), columns, tone, MOST_SAID);
  if (wizard.problem) return said(wizard.problem, "error");
  const untouched = wizard.field.fresh && wizard.field.text === suggestion.text;
  if (untouched && suggestion.doubt) return said(suggestion.doubt, "warning");
  const parsed = question.parse(wizard.field.text, wizard.draft, world);
  const [warning] = parsed.ok ? parsed.warnings : [];
  if (warning) return said(warning, "warning");
  // Between answers of which none is suggested, what there is to weigh stays in sight.
  if (question.control.kind === "choice" && suggestion.text === null && suggestion.doubt)
    return said(suggestion.doubt, "warning");
  // A usual choice is marked among those that are offered; where a suggestion was found is worth a row.
  const told = suggestion.source?.kind === "usual" && question.control.kind === "choice";
  const source =
    untouched && suggestion.text !== null && suggestion.source && !told
      ? words.questions.sources(suggestion.source)
      : "";
  return source === "" ? [] : paragraph(visible(source), columns, "dim", 1);
}

/** A name becomes the name of a file and of a tunnel, which allow fewer signs: what is made of it stands here. */
function tunnelRow(wizard: Asking, world: World, words: Words, columns: number): Row[] {
  const name = wizard.field.text;
  if (wizard.current !== "name" || wizard.problem !== null || name.trim() === "") return [];
  const names = { tunnel: tunnelNameOf(name), file: suggestedFile(name, world) };
  return paragraph(words.screens.wizard.tunnel(names), columns, "dim", 2);
}

function optionRows(wizard: Asking, asked: Asked, world: World, words: Words, columns: number): Row[] {
  const { question, suggestion, name } = asked;
  if (question.control.kind !== "choice") return [];
  const options = question.control.options(wizard.draft, world);
  const wide = Math.min(columns < 100 ? 14 : 28, Math.max(...options.map(({ text }) => width(visible(text)))));
  const mark: Row = [span(`${words.screens.wizard.suggested} `, "dim")];
  return options.map((option) => {
    const row = optionRow(option, option.text === wizard.field.text, wide, name, words);
    const marked = option.text === suggestion.text && rowWidth(row) + rowWidth(mark) < columns;
    return marked ? ends(row, mark, columns) : row;
  });
}

function optionRow(option: Option, chosen: boolean, wide: number, name: string | null, words: Words): Row {
  const sentence =
    words.questions.asked[option.question].options[option.id]?.({ name, text: visible(option.text) }) ?? "";
  const tone = chosen ? "lit" : "plain";
  return [
    span(chosen ? " ► " : "   ", tone),
    span(fit(shorten(visible(option.text), wide), wide), tone),
    span(`   ${sentence}`, tone),
  ];
}

/** The answers so far, for the right side of a wide window. */
export function answerRows(wizard: WizardState, asked: readonly Question[], words: Words, columns: number): Row[] {
  const here = asked.findIndex(({ id }) => id === wizard.current);
  const label = Math.max(...asked.map(({ id }) => width(id)));
  const given = asked
    .filter(({ id }, at) => at <= here || wizard.draft[id] !== undefined)
    .map(({ id }): Row => {
      const text = id === wizard.current ? wizard.field.text : (wizard.draft[id] ?? "");
      const value = cut(visible(words.questions.answer(id, text, wizard.draft)), Math.max(1, columns - label - 5));
      const tone = id === wizard.current ? "lit" : "plain";
      return [
        span(id === wizard.current ? "► " : "  ", tone),
        span(fit(id, label + 1), tone === "lit" ? "lit" : "dim"),
        span(value, tone),
      ];
    });
  const open = asked.filter(({ id }, at) => at > here && wizard.draft[id] === undefined).map(({ id }) => id);
  if (open.length === 0) return given;
  const { later } = words.screens.wizard;
  return [...given, ...paragraph(` ${later}: ${open.join(", ")}`, columns, "dim", 3)];
}
