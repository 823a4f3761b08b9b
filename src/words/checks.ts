/** What the checks say: of each rule what is so, what happens because of it, and what to do; and the words around it. */
import type { RuleId, RuleValues, Severity } from "../checks/finding.ts";

type Sentence<Values> = (values: Values) => string;

export interface RuleSentences<Values> {
  /** A few words for a list; at most 44 columns. */
  readonly title: string;
  /** What is so. */
  readonly what: Sentence<Values>;
  /** What happens because of it. */
  readonly why: Sentence<Values>;
  /** What to do; empty where the first sentence has said it. */
  readonly mend: Sentence<Values>;
}

export interface ChecksWords {
  readonly rules: { readonly [Id in RuleId]: RuleSentences<RuleValues[Id]> };
  /** At most 9 columns each. */
  readonly severity: Readonly<Record<Severity, string>>;
  /** "2 errors, 1 warning, 3 notes"; what there is none of is left out. */
  readonly summary: Sentence<Readonly<Record<Severity, number>>>;
  readonly nothing: string;
  /** A client's file was checked: the rules about servers are not for it. */
  readonly clientFile: string;
  /** Why no server's block has a PersistentKeepalive, and rightly so. */
  readonly keepaliveRight: { readonly title: string; readonly text: string };
  readonly line: Sentence<{ readonly line: number }>;
  /** `shown`: "12, 20, 28"; `more`: how many are not among them. */
  readonly lines: Sentence<{ readonly shown: string; readonly more: number }>;
  readonly times: Sentence<{ readonly count: number }>;
  /** Before the titles of rules that could not be judged. */
  readonly notLookedAt: string;
  /** Why, where the file is not this machine's own interface. */
  readonly notThisMachine: string;
  readonly cannotKnow: string;
  /** What `check --mend` needs typed. */
  readonly mendable: Sentence<{ readonly id: string }>;
  readonly unknownRule: Sentence<{ readonly id: string; readonly known: string }>;
  readonly nothingToMend: Sentence<{ readonly id: string }>;
  readonly notCertain: Sentence<{ readonly id: string }>;
  /** Mended so, the file would still be refused; `sentence` says where. */
  readonly stillRefused: Sentence<{ readonly line: number; readonly sentence: string }>;
  readonly notForFile: string;
  readonly mending: {
    readonly title: Sentence<{ readonly rule: string }>;
    readonly confirm: string;
    readonly done: Sentence<{ readonly path: string }>;
    readonly nothingDone: string;
    readonly needsYes: string;
    readonly back: string;
    readonly steps: string;
    readonly nudge: string;
    readonly running: string;
    readonly refused: string;
    readonly mended: string;
    /** Behind the first of many commands to the interface. */
    readonly more: Sentence<{ readonly count: number }>;
  };
  readonly screen: {
    readonly title: string;
    /** At most 78 columns. */
    readonly notLookedAt: Sentence<{ readonly count: number; readonly own: boolean }>;
    readonly looking: string;
  };
}
