/**
 * Asks the wizard's questions one by one in plain lines: the same list, help, offered answers, refusals and warnings
 * as on the screens.
 */
import type { Context } from "../commands/command.ts";
import { remarkText } from "../commands/sentences.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/width.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft, Question, QuestionId } from "../wizard/question.ts";
import { askedQuestions } from "../wizard/questions.ts";
import type { Asker } from "./asker.ts";

/** Which questions are put to the person; the others take what was given or suggested. */
export type Wanted = (id: QuestionId) => boolean;

/** The draft with every question answered that this server calls for. Throws Cancelled on Ctrl-C. */
export async function askQuestions(
  context: Context,
  world: World,
  given: Draft,
  asking: Asker,
  wanted: Wanted,
): Promise<Draft> {
  let draft: Draft = given;
  const settled = new Set<QuestionId>();
  for (;;) {
    const question = askedQuestions(draft, world).find(({ id }) => !settled.has(id));
    if (!question) return draft;
    settled.add(question.id);
    const sure = wanted(question.id) ? null : (draft[question.id] ?? question.suggest(draft, world).text);
    const text =
      sure !== null && question.parse(sure, draft, world).ok
        ? sure
        : await ask(question, draft, context, world, asking);
    draft = { ...draft, [question.id]: text };
    const parsed = question.parse(text, draft, world);
    if (!parsed.ok) continue;
    for (const warning of parsed.warnings) {
      context.err(`${context.words.commands.prompts.warning({ text: remarkText(warning, context.words) })}\n`);
    }
  }
}

/** One question: its title and help, then the field or the offered answers. */
async function ask(question: Question, draft: Draft, context: Context, world: World, asking: Asker): Promise<string> {
  const { words } = context;
  const said = words.questions.asked[question.id];
  const name = draft.name === undefined ? null : visible(draft.name);
  const suggestion = question.suggest(draft, world);
  // What was typed or given before comes first, also where it was refused: it is mended sooner than typed anew.
  const start = draft[question.id] ?? suggestion.text;
  const check = (text: string): string | null => {
    const parsed = question.parse(text, draft, world);
    return parsed.ok ? null : remarkText(parsed.problem, words);
  };
  const tell = (text: string) =>
    context.err(
      `${wrap(text, Math.max(20, context.size.columns - 2))
        .map((line) => `  ${line}`)
        .join("\n")}\n`,
    );
  context.err(`\n${said.title({ name, interfaceName: visible(world.interfaceName) })}\n`);
  tell(said.help({ name }));
  const given = draft[question.id];
  if (given !== undefined) {
    const problem = check(given);
    if (problem !== null) tell(problem);
  } else {
    if (suggestion.source)
      tell(words.commands.prompts.suggested({ source: words.questions.sources(suggestion.source) }));
    if (suggestion.doubt) tell(remarkText(suggestion.doubt, words));
  }
  const message = `${said.label} (${said.form})`;
  if (question.control.kind === "choice") {
    const options = question.control.options(draft, world);
    const picked = await pick(question.id, options, start, { name, message }, context, asking);
    if (picked === null) return asking.text({ message, suggestion: null, check });
    const problem = check(picked);
    if (problem === null) return picked;
    tell(problem);
  }
  return asking.text({ message, suggestion: start, check });
}

/** Stands for "type another"; no answer looks like it. */
const ANOTHER = "\u0000";

/** One of the offered answers; null to type one. What was given and is not among them is offered too. */
async function pick(
  id: QuestionId,
  options: readonly { readonly text: string; readonly id: string }[],
  start: string | null,
  { name, message }: { readonly name: string | null; readonly message: string },
  context: Context,
  asking: Asker,
): Promise<string | null> {
  const { words } = context;
  const choices = options.map(({ text, id: option }) => {
    const sentence = words.questions.asked[id].options[option]?.({ name, text }) ?? "";
    // An offer without a text says what may be typed.
    return text === "" ? { value: ANOTHER, name: sentence } : { value: text, name: `${text}   ${sentence}`.trimEnd() };
  });
  if (start !== null && !choices.some(({ value }) => value === start)) choices.unshift({ value: start, name: start });
  if (!choices.some(({ value }) => value === ANOTHER))
    choices.push({ value: ANOTHER, name: words.commands.prompts.another });
  const drawn = choices.map((choice) => ({ ...choice, name: visible(choice.name) }));
  const value = await asking.pick({ message, choices: drawn, suggestion: start });
  return value === ANOTHER ? null : value;
}
