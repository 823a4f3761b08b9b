/**
 * The state of the interactive program: one record, changed by update.ts alone, drawn by screens/. Components hold
 * none of it. Pure: no clock, no randomness, no machine.
 */

import type { DiffLine } from "../plans/diff.ts";
import type { Failure, Notice, Outcome, Plan, StepResult } from "../plans/plan.ts";
import type { Settling, UndoFound, Unfinished } from "../plans/undo.ts";
import type { DrawingWish } from "../qr/drawings.ts";
import type { TerminalGifts } from "../qr/terminal.ts";
import type { KeyPair } from "../wireguard/key.ts";
import type { Opening, Trouble } from "../wireguard/opening.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft, QuestionId } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import type { WhyNot } from "./allowed.ts";
import type { ApplyState } from "./applying.ts";
import type { ChecksState } from "./checking.ts";
import type { DetailState } from "./detailing.ts";
import type { Field } from "./field.ts";
import type { Handing } from "./handing.ts";
import type { LessonState } from "./lesson.ts";
import type { LogEntry, LogState } from "./logging.ts";
import type { Kind, Order } from "./peers.ts";
import type { Before } from "./status.ts";
import type { WatchState } from "./waiting.ts";

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
  /** What it can show beyond text; absent where it was not asked. */
  readonly gifts?: TerminalGifts;
  /** The drawing of the code that `--qr` or WG_WIZARD_QR asks for; absent where neither does. */
  readonly wish?: DrawingWish;
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
  readonly order: Order;
  readonly kind: Kind;
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

/** What a question needs to be drawn and answered by itself. */
export type Asking = Pick<WizardState, "draft" | "current" | "field" | "problem">;

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
  /** `i` was pressed: the whole note of the lit line stands in place of the files. */
  readonly told: boolean;
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
  /** Where the file was changed by somebody else: what they changed of what was shown; null until it was read. */
  readonly meanwhile: readonly DiffLine[] | null;
  readonly notices: readonly Notice[];
}

export interface CodeState extends Handing {
  readonly plan: Plan;
  readonly results: readonly StepResult[];
  readonly clientFile: string | null;
  /** What became of the running interface. */
  readonly loaded: Outcome["loaded"];
  /** The client's file as text, shown instead of the picture. */
  readonly asText: boolean;
  /** Leaving was asked for before the code or the text had been shown whole, and no file is kept. */
  readonly held: boolean;
  /** The device that is to come, and what is seen of it. */
  readonly watch: WatchState;
  /** The screen of a peer that stood there before, whose code is shown once more; null at the end of a change. */
  readonly from: DetailState | null;
}

/** Taking the last change back: looked over, done, told. */
export interface UndoState {
  /** What may be taken back, or why nothing may; null while it is looked for. */
  readonly found: UndoFound | null;
  readonly results: readonly StepResult[];
  readonly phase: "looking" | "shown" | "doing" | "failed" | "done";
  readonly failure: Failure | null;
  readonly meanwhile: readonly DiffLine[] | null;
  readonly notices: readonly Notice[];
  readonly secretsShown: boolean;
  /** Enter was pressed: the footer says that `w` does it. */
  readonly nudged: boolean;
  /** The screen that Esc goes back to; null for the list. */
  readonly from: CodeState | null;
}

/** A change that stopped in the middle, found at the start: to be finished or taken back. */
export interface UnfinishedState {
  readonly unfinished: Unfinished;
  readonly phase: "asked" | "doing" | "failed" | "done";
  readonly chosen: Settling | null;
  readonly failure: Failure | null;
  readonly notices: readonly Notice[];
}

/** What was met while something was written, to be seen before anything else: what somebody wrote meanwhile, above all. */
export interface MetState {
  readonly notices: readonly Notice[];
  /** The server's file as it was, byte text. */
  readonly was: string;
  /** How what somebody wrote into the old file differs from it; null until it was read. */
  readonly diff: readonly DiffLine[] | null;
  /** What comes after it was seen. */
  readonly next: View;
}

/** What this session wrote last, so that `u` can take it back and the answers can be tried again. */
export interface OwnChange {
  /** Its record. */
  readonly record: string;
  /** The server's file. */
  readonly path: string;
  /** The answers it was made from. */
  readonly draft: Draft;
  /** The one before it, which it alone does not take back: a peer was added, and then its file put away. */
  readonly earlier: OwnChange | null;
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
  | { readonly at: "detail"; readonly detail: DetailState }
  | { readonly at: "wizard"; readonly wizard: WizardState }
  | { readonly at: "review"; readonly wizard: WizardState; readonly review: ReviewState }
  | { readonly at: "doing"; readonly wizard: WizardState; readonly doing: DoingState }
  | { readonly at: "code"; readonly code: CodeState }
  | { readonly at: "undo"; readonly undo: UndoState }
  | { readonly at: "unfinished"; readonly unfinished: UnfinishedState }
  | { readonly at: "checks"; readonly checks: ChecksState }
  | { readonly at: "apply"; readonly apply: ApplyState }
  | { readonly at: "log"; readonly log: LogState }
  | { readonly at: "met"; readonly met: MetState }
  /** `back`: the screen that Esc goes back to, with all that was typed there; null to leave the program. */
  | { readonly at: "lesson"; readonly lesson: LessonState; readonly back: View | null };

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
  /** The first key that the list of keys shows. */
  readonly keysTop: number;
  /** Answers handed over on the command line: they prefill the questions. */
  readonly given: Draft;
  /** The answers of a change that was taken back: they prefill the questions once more, before those of the call. */
  readonly retry: Draft | null;
  /** What the questions start from where it is not a new peer: one that runs already, or one that gets new keys. */
  readonly begun: Draft | null;
  /** This session's last change, as long as it can be taken back. */
  readonly own: OwnChange | null;
  /** A change that stopped in the middle and was neither finished nor taken back: nothing is written before it is. */
  readonly unfinished: Unfinished | null;
  /** Why the demo was opened instead of a server; null where it was asked for or is none. */
  readonly demoBecause: Trouble | null;
  /** What the running interface was told, the newest first. */
  readonly log: readonly LogEntry[];
  /** Milliseconds since 1970 when the world was read. */
  readonly readAt: number;
  /** The interface at the reading before the last, for rates; null where there was none. */
  readonly before: Before | null;
  /** The effect whose answer is awaited; answers to others are dropped. */
  readonly awaiting: number | null;
  /** Ctrl-C was pressed while steps are carried out: none comes after the one that is being done. */
  readonly stopping: boolean;
  /** The next effect's id. */
  readonly nextEffect: number;
  /** Why the last key did nothing; gone with the next one. */
  readonly refusal: WhyNot | null;
  /** Once set, the program ends with this exit status. */
  readonly exit: number | null;
}
