/** The sentences of the questions: the decision they ask for, help, offered answers, the flag's line in `--help`. */
import type { Draft, QuestionId, SuggestionSource } from "../wizard/question.ts";

export interface QuestionSentences {
  /** The decision, not the field: "What should go through the tunnel?" `name` is null before the peer has one. */
  readonly title: (values: { readonly name: string | null; readonly interfaceName: string }) => string;
  /** The field's label: the key in the file where there is one, or the flag's name. */
  readonly label: string;
  /** What may be typed, in a few words: "seconds 1-65535, or off". */
  readonly form: string;
  /** One or two sentences: what it means and why one would choose what. At most 3 x 78 columns. */
  readonly help: (values: { readonly name: string | null }) => string;
  /** The flag's line in `--help`. */
  readonly flag: string;
  /** Offered answers by their ids; at most 60 columns. */
  readonly options: Readonly<
    Record<string, (values: { readonly name: string | null; readonly text: string }) => string>
  >;
}

export interface QuestionWords {
  readonly asked: Readonly<Record<QuestionId, QuestionSentences>>;
  /** Where a suggestion comes from: "suggested: the next free one". */
  readonly sources: (source: SuggestionSource) => string;
  /** An answer as one short text for the list of answers: `25`, "made here". */
  readonly answer: (id: QuestionId, text: string, draft: Draft) => string;
}
