/**
 * Flags to answers: what was given stands, sure suggestions fill the rest, and everything that is still missing or
 * refused is told at once. A doubtful suggestion counts as missing: somebody has to look at it.
 */
import type { World } from "../wireguard/world.ts";
import type { Draft, QuestionId } from "../wizard/question.ts";
import { askedQuestions } from "../wizard/questions.ts";
import type { Remark } from "../wizard/remarks.ts";

export type Lack =
  | { readonly kind: "missing"; readonly question: QuestionId; readonly reason: Remark | null }
  | { readonly kind: "doubtful"; readonly question: QuestionId; readonly suggestion: string; readonly reason: Remark }
  | { readonly kind: "refused"; readonly question: QuestionId; readonly reason: Remark };

export interface FilledDraft {
  readonly draft: Draft;
  readonly lacks: readonly Lack[];
  /** Flags for questions that this server does not call for. */
  readonly notAsked: readonly QuestionId[];
}

/** Goes through the questions in their order, each seeing what was settled before it. */
export function filledDraft(given: Draft, world: World): FilledDraft {
  let draft: Draft = given;
  const lacks: Lack[] = [];
  const settled = new Set<QuestionId>();
  for (;;) {
    const question = askedQuestions(draft, world).find(({ id }) => !settled.has(id));
    if (!question) break;
    const { id } = question;
    settled.add(id);
    let text = draft[id];
    if (text === undefined) {
      const suggestion = question.suggest(draft, world);
      if (suggestion.text === null) lacks.push({ kind: "missing", question: id, reason: suggestion.doubt });
      else if (suggestion.doubt)
        lacks.push({ kind: "doubtful", question: id, suggestion: suggestion.text, reason: suggestion.doubt });
      else text = suggestion.text;
    }
    if (text === undefined) continue;
    const parsed = question.parse(text, draft, world);
    if (!parsed.ok) lacks.push({ kind: "refused", question: id, reason: parsed.problem });
    draft = { ...draft, [id]: text };
  }
  // Whose new keys these are, and what that peer is called, is known without a flag.
  const { rotate, ...flags } = given;
  const notAsked = (Object.keys(flags) as QuestionId[]).filter(
    (id) => !settled.has(id) && !(rotate !== undefined && id === "name"),
  );
  return { draft, lacks, notAsked };
}
