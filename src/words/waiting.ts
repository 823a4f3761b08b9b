/** What is said while a first handshake is waited for, and of what comes after it. */
import type { About } from "../waiting/about.ts";
import type { CauseId, DiagnosisId } from "../waiting/diagnosis.ts";
import type { Seen } from "../waiting/waiting.ts";

type Sentence<Values = About> = (values: Values) => string;

export interface WaitingWords {
  /** One sentence on how it stands. */
  readonly headlines: Readonly<Record<DiagnosisId, Sentence>>;
  /** Above several causes. */
  readonly so: string;
  readonly causes: Readonly<Record<CauseId, Sentence>>;
  /** Below the causes where nothing was accepted: what this server would have seen, or cannot see. */
  readonly wouldBeSeen: string;
  readonly cannotSee: string;
  /** The right end of the title, before the time. */
  readonly waiting: string;
  readonly connected: string;
  /** Beside the headline where the code stands: which key tells more. */
  readonly more: string;
  /** What this server sees, fact by fact: a label, and what was found of it. */
  readonly facts: {
    readonly up: Sentence;
    readonly packets: Sentence;
    readonly refused: Sentence;
    readonly accepted: Sentence;
    readonly noneYet: string;
    readonly unseen: string;
    readonly handshake: string;
    readonly begun: Sentence;
    readonly none: string;
  };
  /** The device is there: from where, how long ago in seconds, and how long after that its first data came. */
  readonly cameFrom: Sentence<{
    readonly name: string;
    readonly from: string;
    readonly ago: number;
    readonly data: number | null;
  }>;
  /** It was there before anybody looked. */
  readonly wasThere: Sentence<{ readonly name: string; readonly from: string; readonly ago: number }>;
  /** Things that happened, behind the time at which they did. Seconds; addresses made harmless. */
  readonly events: {
    readonly [What in Exclude<Seen["what"], "two-devices">]: Sentence<EventValues>;
  };
  /** `left`: seconds until the next one is due; null where that is past. */
  readonly keepalive: Sentence<{ readonly seconds: number; readonly left: number | null }>;
  readonly copy: {
    readonly ask: Sentence<{ readonly name: string; readonly path: string }>;
    readonly keep: string;
    readonly away: string;
    readonly kept: Sentence<{ readonly path: string }>;
    readonly moved: Sentence<{ readonly path: string }>;
  };
  readonly endpoint: {
    /** `path`: the device's file; null where none is kept. */
    readonly does: Sentence<{ readonly path: string | null; readonly file: string }>;
  };
  readonly up: {
    readonly offer: string;
    readonly hooks: string;
    readonly sure: Sentence;
    readonly running: string;
    readonly said: string;
  };
  readonly leave: string;
  /** `wg-wizard watch`. */
  readonly watch: {
    readonly begin: Sentence;
    /** After it, where nobody sits at a terminal. */
    readonly until: Sentence<{ readonly seconds: number }>;
    readonly noKey: Sentence<{ readonly name: string }>;
    readonly needsRoot: string;
    readonly again: string;
    /** Above the command, after a peer was added. */
    readonly whether: string;
  };
}

export interface EventValues {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly after: number;
  readonly keepalive: boolean;
}
