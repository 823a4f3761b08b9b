/**
 * What can happen to the program (events), and what it asks of the outside (effects): plain data. The runner carries
 * effects out and hands their answers back as events with the effect's id, so that update can drop those that nobody
 * awaits any more.
 */
import type { ApplyPlan } from "../plans/apply.ts";
import type { ClientPlan } from "../plans/client-file.ts";
import type { HandedOut, HandOut } from "../plans/hand-out.ts";
import type { MendPlan } from "../plans/mend.ts";
import type { Failure, Outcome, Plan, StepResult } from "../plans/plan.ts";
import type { PastChange, Settled, Settling, UndoPlan, Unfinished } from "../plans/undo.ts";
import type { TerminalGifts } from "../qr/terminal.ts";
import type { Beside } from "../waiting/sighting.ts";
import type { Reading } from "../wireguard/live.ts";
import type { MachineEvidence } from "../wireguard/machine.ts";
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
  /** The terminal has said what it can show, or its cells have changed with its window. */
  | { readonly type: "gifts"; readonly gifts: TerminalGifts }
  /**
   * A subscription's: what runs under the interface's name, and what its file says (null: it cannot be read just now);
   * `now` in milliseconds since 1970.
   */
  | { readonly type: "status"; readonly reading: Reading; readonly now: number; readonly text?: string | null }
  /** A subscription's: the interface as somebody sees it who waits for a device. */
  | { readonly type: "watched"; readonly sight: Beside & { readonly reading: Reading } }
  /** A subscription's: the time, in milliseconds since 1970. */
  | { readonly type: "clock"; readonly now: number }
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
  /** `now` in milliseconds since 1970. */
  | { readonly type: "carried"; readonly effect: number; readonly outcome: Outcome; readonly now: number }
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
  /** The server read anew, and the evidence of its machine; null where the file is not this machine's own interface. */
  | {
      readonly type: "gathered";
      readonly effect: number;
      readonly opening: Opening;
      readonly machine: MachineEvidence | null;
      readonly now: number;
    }
  /** An unfinished change was finished or taken back. */
  | { readonly type: "settled"; readonly effect: number; readonly settled: Settled }
  /** `wg-quick up` has ended: what it said, and why it failed where it did. */
  | {
      readonly type: "brought-up";
      readonly effect: number;
      readonly said: readonly string[];
      readonly failure: Failure | null;
      readonly now: number;
    }
  /** Whether the terminal grew when it was asked. */
  | { readonly type: "grown"; readonly effect: number; readonly grew: boolean }
  /** The picture and the file lie in the person's home, or why they don't. */
  | {
      readonly type: "handed-out";
      readonly effect: number;
      readonly handedOut: HandedOut | null;
      readonly failure: Failure | null;
    };

export type Effect =
  /** Find and read the server; `choice` is a name or a path, null for the one that is found. */
  | { readonly type: "open"; readonly id: number; readonly choice: string | null }
  | { readonly type: "open-demo"; readonly id: number }
  | { readonly type: "make-keys"; readonly id: number }
  /** The file that holds a preshared key. */
  | { readonly type: "read-key"; readonly id: number; readonly path: string }
  | { readonly type: "carry"; readonly id: number; readonly plan: Plan | UndoPlan | MendPlan | ApplyPlan | ClientPlan }
  /** `wg-quick up`, with its argument. */
  | { readonly type: "bring-up"; readonly id: number; readonly argument: string }
  /** What a check looks at. */
  | { readonly type: "gather"; readonly id: number; readonly path: string }
  | { readonly type: "read"; readonly id: number; readonly path: string }
  /** Find the change of this record, and read what it wrote and the server anew. */
  | { readonly type: "find-change"; readonly id: number; readonly record: string; readonly path: string }
  | {
      readonly type: "settle";
      readonly id: number;
      readonly unfinished: Unfinished;
      readonly how: Settling;
    }
  /** Ask the terminal for a window of this size at least; null gives back the size that it had before. */
  | { readonly type: "grow-terminal"; readonly id: number; readonly size: Size | null }
  /** Put the code's picture and the client's file where the person can fetch them. Secrets. */
  | { readonly type: "save-picture"; readonly id: number; readonly handOut: HandOut }
  /** Hand a text to the clipboard of the person's own machine, by way of the terminal. A secret. */
  | { readonly type: "copy-text"; readonly id: number; readonly text: string }
  /** Print lines on the main screen, below the program, where they stay. Secrets. */
  | { readonly type: "print-below"; readonly id: number; readonly lines: readonly string[] }
  /** No step is to come after the one that is being done. */
  | { readonly type: "stop"; readonly id: number }
  /** Ctrl-Z. */
  | { readonly type: "suspend"; readonly id: number }
  /** Ask for the same program as root: the sudo line that is shown, run in this terminal. */
  | { readonly type: "sudo"; readonly id: number };
