/**
 * What can happen to the program (events), and what it asks of the outside (effects): plain data. The runner carries
 * effects out and hands their answers back as events with the effect's id, so that update can drop those that nobody
 * awaits any more.
 */
import type { Outcome, Plan, StepResult } from "../plans/plan.ts";
import type { PastChange, Settled, Settling, UndoPlan, Unfinished } from "../plans/undo.ts";
import type { Opening } from "../wireguard/opening.ts";
import type { MadeKeys, Size } from "./state.ts";

/** A key with a name of its own, as the bindings table spells it: `enter`, `esc`, `up`, `ctrl-c`, `shift-tab`. */
export type KeyName =
  | "enter"
  | "esc"
  | "tab"
  | "shift-tab"
  | "up"
  | "down"
  | "left"
  | "right"
  | "home"
  | "end"
  | "page-up"
  | "page-down"
  | "backspace"
  | "delete"
  | `ctrl-${string}`;

export type Event =
  | { readonly type: "key"; readonly key: KeyName }
  /** One grapheme that was typed. */
  | { readonly type: "letter"; readonly letter: string }
  /** Pasted text, cleaned by update, never taken as keys. */
  | { readonly type: "paste"; readonly text: string }
  | { readonly type: "resized"; readonly size: Size }
  | {
      readonly type: "opened";
      readonly effect: number;
      readonly opening: Opening;
      readonly now: number;
      /** A change of this file that stopped in the middle. */
      readonly unfinished?: Unfinished | null;
    }
  | { readonly type: "keys-made"; readonly effect: number; readonly keys: MadeKeys }
  /** The text of the file that `psk` names; null where it could not be read. */
  | { readonly type: "key-read"; readonly effect: number; readonly text: string | null }
  | { readonly type: "step"; readonly effect: number; readonly result: StepResult }
  | { readonly type: "carried"; readonly effect: number; readonly outcome: Outcome }
  /** A file's text (byte text) as it stands now; null where it could not be read. */
  | { readonly type: "text-read"; readonly effect: number; readonly text: string | null }
  /** The change that is to be taken back, with its files as they stand now, and the server read anew. */
  | {
      readonly type: "change-found";
      readonly effect: number;
      readonly change: PastChange | null;
      readonly opening: Opening;
      readonly now: number;
    }
  /** An unfinished change was finished or taken back. */
  | { readonly type: "settled"; readonly effect: number; readonly settled: Settled };

export type Effect =
  /** Find and read the server; `choice` is a name or a path, null for the one that is found. */
  | { readonly type: "open"; readonly id: number; readonly choice: string | null }
  | { readonly type: "open-demo"; readonly id: number }
  | { readonly type: "make-keys"; readonly id: number }
  /** The file that holds a preshared key. */
  | { readonly type: "read-key"; readonly id: number; readonly path: string }
  | { readonly type: "carry"; readonly id: number; readonly plan: Plan | UndoPlan }
  | { readonly type: "read"; readonly id: number; readonly path: string }
  /** Find the change of this record, and read what it wrote and the server anew. */
  | { readonly type: "find-change"; readonly id: number; readonly record: string; readonly path: string }
  | {
      readonly type: "settle";
      readonly id: number;
      readonly unfinished: Unfinished;
      readonly how: Settling;
    }
  /** Ctrl-Z. */
  | { readonly type: "suspend"; readonly id: number }
  /** Ask for the same program as root: the sudo line that is shown, run in this terminal. */
  | { readonly type: "sudo"; readonly id: number };
