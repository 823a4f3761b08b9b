/**
 * The one list of questions, in the order in which they are asked. The TUI, the prompts and the flags all read it.
 */
import type { World } from "../wireguard/world.ts";
import { followed } from "./followed.ts";
import { quoted } from "./parsed.ts";
import type { Answers, Draft, Question, QuestionId } from "./question.ts";
import { address } from "./questions/address.ts";
import { dns } from "./questions/dns.ts";
import { endpoint } from "./questions/endpoint.ts";
import { follow } from "./questions/follow.ts";
import { keepalive } from "./questions/keepalive.ts";
import { keys } from "./questions/keys.ts";
import { lan } from "./questions/lan.ts";
import { name } from "./questions/name.ts";
import { psk } from "./questions/psk.ts";
import { save } from "./questions/save.ts";
import { saveConfig } from "./questions/save-config.ts";
import { serverKey } from "./questions/server-key.ts";
import { traffic } from "./questions/traffic.ts";
import type { Remark } from "./remarks.ts";
import { standingAnswers } from "./rotating.ts";

export const QUESTIONS: readonly Question[] = [
  name,
  follow,
  address,
  lan,
  traffic,
  dns,
  endpoint,
  serverKey,
  keepalive,
  keys,
  psk,
  save,
  saveConfig,
].map(ofFollowed);

/** Every other question sees the server as it was chosen. */
function ofFollowed(question: Question): Question {
  if (question.id === "follow") return question;
  const { control } = question;
  return {
    id: question.id,
    control:
      control.kind === "choice"
        ? { ...control, options: (draft, world) => control.options(draft, followed(draft, world)) }
        : control,
    asked: (draft, world) => question.asked(draft, followed(draft, world)),
    suggest: (draft, world) => question.suggest(draft, followed(draft, world)),
    parse: (text, draft, world) => question.parse(text, draft, followed(draft, world)),
  };
}

/** The questions that this draft and this server call for, in order. */
export function askedQuestions(draft: Draft, world: World): readonly Question[] {
  return QUESTIONS.filter((question) => question.asked(draft, world));
}

/** What of the draft is understood so far; unanswered and refused answers are left out. */
export function answersSoFar(draft: Draft, world: World): Partial<Answers> {
  const answers: Partial<Record<keyof Answers, unknown>> = { ...standingAnswers(followed(draft, world)) };
  for (const question of askedQuestions(draft, world)) {
    const text = draft[question.id];
    const parsed = text === undefined ? null : question.parse(text, draft, world);
    if (parsed?.ok) answers[question.id] = parsed.value;
  }
  return answers as Partial<Answers>;
}

/** Where taking suggestions came to a halt: `doubt` says why, null where there is simply nothing to suggest. */
export interface Stop {
  readonly question: QuestionId;
  readonly doubt: Remark | null;
}

/**
 * The draft with the remaining suggestions taken, up to the first question whose suggestion is doubtful or missing, or
 * whose answer given so far is refused. That one is left as it is; `stoppedAt` is null where everything is answered.
 */
export function suggestedDraft(draft: Draft, world: World): { readonly draft: Draft; readonly stoppedAt: Stop | null } {
  let taken: Draft = draft;
  for (const question of QUESTIONS) {
    if (!question.asked(taken, world)) continue;
    const { id } = question;
    const given = taken[id];
    const suggestion = given === undefined ? question.suggest(taken, world) : null;
    if (suggestion && (suggestion.text === null || suggestion.doubt))
      return { draft: taken, stoppedAt: { question: id, doubt: suggestion.doubt } };
    const text = given ?? (suggestion?.text as string);
    const parsed = question.parse(text, taken, world);
    if (!parsed.ok) return { draft: taken, stoppedAt: { question: id, doubt: parsed.problem } };
    taken = { ...taken, [id]: text };
  }
  return { draft: taken, stoppedAt: null };
}

export type Completion =
  | { readonly answers: Answers; readonly warnings: readonly Remark[] }
  | {
      readonly problems: readonly { readonly question: QuestionId; readonly remark: Remark }[];
      readonly missing: readonly QuestionId[];
    };

/**
 * All answers of a draft with everything there is to warn of, or what is refused and what is missing, all at once.
 * Takes no suggestion; a question that is not asked gets what the server itself says.
 */
export function completeAnswers(draft: Draft, world: World): Completion {
  const server = followed(draft, world);
  if (draft.rotate !== undefined && !server.rotating) {
    const values = { name: quoted(draft.name ?? "") };
    return { problems: [{ question: "keys", remark: { id: "rotate-gone", values } }], missing: [] };
  }
  const answers: Partial<Record<keyof Answers, unknown>> = {
    follow: "file",
    "server-key": server.publicKey,
    "save-config": "keep",
    ...standingAnswers(server),
  };
  const warnings = new Map<string, Remark>();
  const problems: { question: QuestionId; remark: Remark }[] = [];
  const missing: QuestionId[] = [];
  for (const question of askedQuestions(draft, world)) {
    const text = draft[question.id];
    if (text === undefined) {
      missing.push(question.id);
      continue;
    }
    const parsed = question.parse(text, draft, world);
    if (!parsed.ok) {
      problems.push({ question: question.id, remark: parsed.problem });
      continue;
    }
    answers[question.id] = parsed.value;
    for (const warning of parsed.warnings) warnings.set(JSON.stringify(warning), warning);
  }
  return problems.length > 0 || missing.length > 0
    ? { problems, missing }
    : { answers: answers as unknown as Answers, warnings: [...warnings.values()] };
}
