/**
 * The wizard as state: which question is asked, what stands in its field, and where Enter, Tab and Esc lead. The rules
 * of the questions themselves stand in wizard/.
 */
import type { World } from "../wireguard/world.ts";
import type { Draft, Question, QuestionId } from "../wizard/question.ts";
import { answersSoFar, askedQuestions, suggestedDraft } from "../wizard/questions.ts";
import type { Event } from "./events.ts";
import { editField, freshField, typedField } from "./field.ts";
import type { MadeKeys, WizardState } from "./state.ts";

/** Where an answer leads: on within the wizard, to the review, or out of it. */
export type Turn =
  | { readonly to: "wizard"; readonly wizard: WizardState }
  | { readonly to: "review"; readonly wizard: WizardState }
  | { readonly to: "leave"; readonly wizard: WizardState };

/** The wizard at its first question, prefilled with what the command line gave. */
export function startWizard(given: Draft, keys: MadeKeys, world: World): WizardState {
  const first = askedQuestions(given, world)[0] as Question;
  const blank: WizardState = {
    draft: given,
    current: first.id,
    field: freshField(""),
    problem: null,
    keys,
    taken: [],
    returning: false,
    reading: null,
    presharedKeyFromFile: null,
  };
  return goTo(blank, first.id, world);
}

/** The question that is asked now. */
export function currentQuestion(wizard: Pick<WizardState, "draft" | "current">, world: World): Question {
  const asked = askedQuestions(wizard.draft, world);
  return asked.find((question) => question.id === wizard.current) ?? (asked[0] as Question);
}

/** The draft with what stands in the field, as the two files are drawn from it. */
export function draftOnScreen(wizard: WizardState): Draft {
  return wizard.field.text === "" && wizard.draft[wizard.current] === undefined
    ? wizard.draft
    : { ...wizard.draft, [wizard.current]: wizard.field.text };
}

/** The wizard at this question: its earlier answer in the field, else what is suggested. */
export function goTo(wizard: WizardState, id: QuestionId, world: World): WizardState {
  const question = askedQuestions(wizard.draft, world).find((one) => one.id === id);
  if (!question) return wizard;
  const given = wizard.draft[id];
  const typed = given !== undefined && !wizard.taken.includes(id);
  const suggestion = question.suggest(wizard.draft, world);
  const text = given ?? suggestion.text ?? "";
  // An empty field says why nothing stands in it.
  const problem = text === "" ? suggestion.doubt : null;
  return { ...wizard, current: id, field: typed ? typedField(text) : freshField(text), problem };
}

/** Enter: the answer is taken, or refused with the reason. */
export function accept(wizard: WizardState, world: World): Turn {
  const answered = takeAnswer(wizard, world);
  if (answered.problem) return { to: "wizard", wizard: answered };
  const asked = askedQuestions(answered.draft, world);
  const here = asked.findIndex((question) => question.id === answered.current);
  const open = answered.returning ? asked.find((one) => !isAnswered(one, answered, world)) : asked[here + 1];
  if (!open) return { to: "review", wizard: { ...answered, returning: false } };
  return { to: "wizard", wizard: goTo(answered, open.id, world) };
}

/** Tab: this answer and all that is suggested, up to the first question that needs a person. */
export function takeRest(wizard: WizardState, world: World): Turn {
  const answered = takeAnswer(wizard, world);
  if (answered.problem) return { to: "wizard", wizard: answered };
  const { draft, stoppedAt } = suggestedDraft(answered.draft, world);
  const taken = askedQuestions(draft, world)
    .map(({ id }) => id)
    .filter((id) => draft[id] !== undefined && (answered.draft[id] === undefined || answered.taken.includes(id)));
  const filled: WizardState = { ...answered, draft, taken };
  if (stoppedAt)
    return { to: "wizard", wizard: { ...goTo(filled, stoppedAt.question, world), problem: stoppedAt.doubt } };
  return { to: "review", wizard: { ...filled, returning: false } };
}

/** The file that the answer in the field names, which has to be read before the answer can be taken; null for others. */
export function fileToRead(wizard: WizardState, world: World): string | null {
  if (currentQuestion(wizard, world).id !== "psk") return null;
  const answer = answersSoFar(draftOnScreen(wizard), world).psk;
  return answer?.kind === "file" ? answer.path : null;
}

/** Esc: one question back, what was typed kept; out of the wizard at the first one, or back to the review it came from. */
export function back(wizard: WizardState, world: World): Turn {
  if (wizard.returning) return { to: "review", wizard: { ...wizard, returning: false, problem: null } };
  const kept = keepTyped(wizard, world);
  const asked = askedQuestions(kept.draft, world);
  const before = asked[asked.findIndex((question) => question.id === kept.current) - 1];
  return before ? { to: "wizard", wizard: goTo(kept, before.id, world) } : { to: "leave", wizard: kept };
}

/** Whether leaving would lose anything that a person typed; what was taken as suggested is suggested again. */
export function wouldLose(wizard: WizardState, given: Draft): boolean {
  const answered = Object.entries(wizard.draft).some(([name, text]) => {
    const id = name as QuestionId;
    return text !== "" && given[id] !== text && !wizard.taken.includes(id);
  });
  return answered || (!wizard.field.fresh && wizard.field.text !== "" && given[wizard.current] !== wizard.field.text);
}

/** Whether the question offers answers to pick from. */
export function offersOptions(wizard: WizardState, world: World): boolean {
  return currentQuestion(wizard, world).control.kind === "choice";
}

/** Up and down among the offered answers; a text of one's own counts as standing before the first. */
export function pickOption(wizard: WizardState, world: World, step: 1 | -1): WizardState {
  const { control } = currentQuestion(wizard, world);
  if (control.kind !== "choice") return wizard;
  const options = control.options(wizard.draft, world);
  const here = options.findIndex((option) => option.text === wizard.field.text);
  const next = options[Math.max(0, Math.min(options.length - 1, here + step))];
  return next ? { ...wizard, field: freshField(next.text), problem: null } : wizard;
}

/** A letter, a paste or an editing key. */
export function typeInto(wizard: WizardState, event: Event): WizardState {
  const field = editField(wizard.field, event);
  return field ? { ...wizard, field, problem: null } : wizard;
}

/** The field's text as this question's answer, or the problem with it. */
function takeAnswer(wizard: WizardState, world: World): WizardState {
  const question = currentQuestion(wizard, world);
  const parsed = question.parse(wizard.field.text, wizard.draft, world);
  return parsed.ok ? keepTyped(wizard, world) : { ...wizard, problem: parsed.problem };
}

/** The draft with the field's text; answers that were only taken as suggested follow the new draft. */
function keepTyped(wizard: WizardState, world: World): WizardState {
  const question = currentQuestion(wizard, world);
  const { text } = wizard.field;
  const suggested = question.suggest(wizard.draft, world).text === text;
  const others = wizard.taken.filter((id) => id !== question.id);
  const taken = suggested ? [...others, question.id] : others;
  const untouched = text === "" && wizard.draft[question.id] === undefined;
  let draft: Draft = untouched ? wizard.draft : { ...wizard.draft, [question.id]: text };
  for (const later of askedQuestions(draft, world)) {
    if (later.id === question.id || !taken.includes(later.id)) continue;
    const anew = later.suggest(without(draft, later.id), world).text;
    if (anew !== null) draft = { ...draft, [later.id]: anew };
  }
  return { ...wizard, draft, taken, problem: null };
}

function isAnswered(question: Question, wizard: WizardState, world: World): boolean {
  const text = wizard.draft[question.id];
  return text !== undefined && question.parse(text, wizard.draft, world).ok;
}

function without(draft: Draft, id: QuestionId): Draft {
  const { [id]: _, ...rest } = draft;
  return rest;
}
