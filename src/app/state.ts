/**
 * The state of the interactive program: one record, changed by update.ts alone, drawn by screens/. Components hold
 * none of it. Pure: no clock, no randomness, no machine.
 */

import type { Failure, Plan, StepResult } from "../plans/plan.ts";
import type { KeyPair } from "../wireguard/key.ts";
import type { Opening, Trouble } from "../wireguard/opening.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft, QuestionId } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import type { Field } from "./field.ts";
import type { WhyNot } from "./keys.ts";

export type { Field } from "./field.ts";

export type Lang = "en" | "ru";

export interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** What the terminal can show. */
export interface Abilities {
  readonly utf8: boolean;
  /** 0: none at all (NO_COLOR). */
  readonly colours: 0 | 16 | 256;
  /** TERM=linux: the console's fonts lack the half blocks. */
  readonly console: boolean;
}

/** A cursor in a list, and the first row shown. */
export interface ListPlace {
  readonly cursor: number;
  readonly top: number;
}

export interface DashboardState {
  readonly place: ListPlace;
  /** What the peers are filtered by; the field is there while it is typed. */
  readonly filter: string;
  readonly filtering: Field | null;
}

export interface WizardState {
  /** Every answer given so far, as typed. */
  readonly draft: Draft;
  readonly current: QuestionId;
  readonly field: Field;
  /** Why the text was refused when Enter was pressed; gone with the next key. */
  readonly problem: Remark | null;
  /** Made when the wizard opened; only their public half is ever drawn unless asked for. */
  readonly keys: MadeKeys;
  /** Answers that were taken as suggested: they follow when an earlier answer changes what is suggested. */
  readonly taken: readonly QuestionId[];
  /** Reached by `e` from the review: the next answer goes back there. */
  readonly returning: boolean;
  /** The file that `psk` names while it is read, and what comes next; what is typed meanwhile is dropped. */
  readonly reading: { readonly path: string; readonly next: "accept" | "take-rest" | "review" } | null;
  /** The preshared key from that file, once it was read. A secret. */
  readonly presharedKeyFromFile: { readonly path: string; readonly key: string } | null;
}

/** Keys made for one peer. Secrets: never logged, never put into an effect's name. */
export interface MadeKeys {
  readonly pair: KeyPair;
  readonly presharedKey: string;
}

export interface ReviewState {
  readonly plan: Plan;
  /** Which pane the cursor is in, and the line of that side it stands on. */
  readonly side: "server" | "client";
  readonly line: number;
  readonly secretsShown: boolean;
  readonly pane: "files" | "diff";
  /** `e` was pressed: the questions are listed to jump to one. */
  readonly jumping: number | null;
  /** Enter was pressed: the footer says that `w` writes. */
  readonly nudged: boolean;
}

export interface DoingState {
  readonly plan: Plan;
  readonly results: readonly StepResult[];
  readonly failure: Failure | null;
}

export interface CodeState {
  readonly plan: Plan;
  readonly results: readonly StepResult[];
  readonly clientFile: string | null;
  /** The client's file as text, shown instead of the picture. */
  readonly asText: boolean;
  /** Leaving was asked for before the code or the text had been shown whole, and no file is kept. */
  readonly held: boolean;
}

/** What is on the screen. */
export type View =
  | { readonly at: "opening" }
  | { readonly at: "trouble"; readonly trouble: Trouble }
  | {
      readonly at: "choose";
      readonly interfaces: Extract<Opening, { kind: "several" }>["interfaces"];
      readonly cursor: number;
    }
  | { readonly at: "dashboard" }
  | { readonly at: "wizard"; readonly wizard: WizardState }
  | { readonly at: "review"; readonly wizard: WizardState; readonly review: ReviewState }
  | { readonly at: "doing"; readonly wizard: WizardState; readonly doing: DoingState }
  | { readonly at: "code"; readonly code: CodeState };

/** What lies over the screen until it is answered; `quit-wizard` asks the same as `leave-wizard`, and then ends the program. */
export type Over = "keys" | "leave-wizard" | "quit-wizard" | null;

export interface State {
  readonly size: Size;
  readonly lang: Lang;
  readonly abilities: Abilities;
  readonly version: string;
  readonly world: World | null;
  /** `-i`, or the interface that was chosen; null to find one. */
  readonly choice: string | null;
  readonly view: View;
  /** Kept while other screens are shown, so that coming back loses nothing. */
  readonly dashboard: DashboardState;
  readonly over: Over;
  /** Answers handed over on the command line: they prefill the questions. */
  readonly given: Draft;
  /** Why the demo was opened instead of a server; null where it was asked for or is none. */
  readonly demoBecause: Trouble | null;
  /** Milliseconds since 1970 when the world was read. */
  readonly readAt: number;
  /** The effect whose answer is awaited; answers to others are dropped. */
  readonly awaiting: number | null;
  /** The next effect's id. */
  readonly nextEffect: number;
  /** Why the last key did nothing; gone with the next one. */
  readonly refusal: WhyNot | null;
  /** Once set, the program ends with this exit status. */
  readonly exit: number | null;
}
