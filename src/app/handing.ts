/** What the keys of a code's screen (code-keys.ts) have led to, and how they change the program's own. */
import type { HandedOut } from "../plans/hand-out.ts";
import type { Failure, Plan } from "../plans/plan.ts";
import type { DrawingName } from "../qr/fit.ts";
import type { Saving } from "../qr/shrink.ts";
import { actOnCode, type CodeCommand, unwarned } from "./code-keys.ts";
import type { Event } from "./events.ts";
import type { CodeState, State } from "./state.ts";
import { ask, once, still, type Updated } from "./updated.ts";

/** What a key on the code's screen has led to. */
export type CodeTold =
  /** It lets the key out of this screen: the same key once more does it. */
  | { readonly id: "warn-copy" }
  | { readonly id: "warn-print" }
  | { readonly id: "copied" }
  | { readonly id: "too-narrow"; readonly columns: number }
  | { readonly id: "did-not-grow" }
  | { readonly id: "handed-out"; readonly handedOut: HandedOut }
  | { readonly id: "not-handed-out"; readonly failure: Failure };

/** The part of the code's state that these keys change. */
export interface Handing {
  /** The drawing that was picked; null leaves it to the ladder. */
  readonly drawing: DrawingName | null;
  /** What was left out of the code so that it fits; null where it carries everything. */
  readonly saving: Saving | null;
  readonly told: CodeTold | null;
}

/** A code on a screen of its own, the program's or a command's: all that its drawing, its savings and its keys go by. */
export interface Showing extends Handing {
  /** `code`: what it carries; `clientText`: the whole file, as a person reads it. Secrets. */
  readonly plan: Pick<Plan, "code" | "clientText" | "tunnelName">;
  /** The file as text, shown instead of the picture. */
  readonly asText: boolean;
  /** Leaving was asked for before the code or the text had been shown whole, and no file is kept. */
  readonly held: boolean;
}

/** What came of putting the picture and the file where they can be fetched. */
export function toldOf({ handedOut, failure }: Extract<Event, { type: "handed-out" }>): CodeTold | null {
  if (handedOut) return { id: "handed-out", handedOut };
  return failure && { id: "not-handed-out", failure };
}

/** As the code's screen begins. */
export const UNTOUCHED: Handing = { drawing: null, saving: null, told: null };

/** The code's screen changed by these. */
export function inCode(state: State, change: (code: CodeState) => Partial<CodeState>): State {
  if (state.view.at !== "code") return state;
  const { code } = state.view;
  return { ...state, view: { at: "code", code: { ...code, ...change(code) } } };
}

/** A warning is answered by its own key alone: any other one takes it back. */
export function withoutWarning(state: State, command: string | null): State {
  return inCode(state, ({ told }) => (unwarned(told, command) === told ? {} : { told: null }));
}

/** What this key does on the program's own screen. */
export function handing(command: CodeCommand): (state: State) => Updated {
  return (state) => {
    if (state.view.at !== "code") return still(state);
    const { code, wish } = actOnCode(command, state, state.view.code);
    const next = inCode(state, () => code);
    if (wish === null) return still(next);
    return wish.type === "grow-terminal" || wish.type === "save-picture" ? ask(next, wish) : once(next, wish);
  };
}
