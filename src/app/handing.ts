/**
 * What can be done with a code beside scanning it: another drawing, a larger window, a smaller code, the picture and the
 * file in the person's home, the text in the clipboard or below the program. What lets the key out of this screen is
 * asked for twice.
 */
import type { HandedOut } from "../plans/hand-out.ts";
import type { Failure } from "../plans/plan.ts";
import { type DrawingName, drawingFor } from "../qr/fit.ts";
import { modulesOf } from "../qr/modules.ts";
import { pngOf } from "../qr/png.ts";
import type { Saving } from "../qr/shrink.ts";
import { byteText } from "../wireguard/conf.ts";
import { codeSpace, codeText, drawingAfter, roomierSize, savingsOf } from "./code.ts";
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

/** What came of putting the picture and the file where they can be fetched. */
export function toldOf({ handedOut, failure }: Extract<Event, { type: "handed-out" }>): CodeTold | null {
  if (handedOut) return { id: "handed-out", handedOut };
  return failure && { id: "not-handed-out", failure };
}

/** As the code's screen begins. */
export const UNTOUCHED: Handing = { drawing: null, saving: null, told: null };

/** Pixels of a module in the picture that is saved. */
const SCALE = 8;

/** The code's screen changed by these. */
export function inCode(state: State, change: (code: CodeState) => Partial<CodeState>): State {
  if (state.view.at !== "code") return state;
  const { code } = state.view;
  return { ...state, view: { at: "code", code: { ...code, ...change(code) } } };
}

/** A warning is answered by its own key alone: any other one takes it back. */
export function withoutWarning(state: State, command: string | null): State {
  return inCode(state, ({ told }) => (told && WARNED[told.id] && WARNED[told.id] !== command ? { told: null } : {}));
}

const WARNED: Readonly<Partial<Record<CodeTold["id"], string>>> = { "warn-copy": "copy", "warn-print": "print" };

export function goRound(state: State): Updated {
  const drawing = drawingAfter(state);
  return still(drawing === null ? state : inCode(state, () => ({ drawing, told: null, asText: false })));
}

export function grow(state: State): Updated {
  const size = roomierSize(state);
  return size === null
    ? still(state)
    : ask(
        inCode(state, () => ({ told: null })),
        { type: "grow-terminal", size },
      );
}

/** From one saving to the next, and back to the whole code. */
export function leaveOut(state: State): Updated {
  return still(
    inCode(state, (code) => {
      const savings = savingsOf(state, code);
      const at = savings.findIndex(({ ids }) => ids.join() === code.saving?.ids.join());
      return { saving: savings[at + 1] ?? null, told: null, asText: false };
    }),
  );
}

export function savePicture(state: State): Updated {
  if (state.view.at !== "code") return still(state);
  const { code } = state.view;
  const text = codeText(code);
  const modules = text === null ? null : modulesOf(text);
  const picture = modules === null ? null : bytesAsText(pngOf(modules, SCALE));
  const file = byteText(code.plan.clientText);
  return ask(
    inCode(state, () => ({ told: null })),
    {
      type: "save-picture",
      handOut: { name: code.plan.tunnelName, picture, file },
    },
  );
}

export function copy(state: State): Updated {
  if (state.view.at !== "code") return still(state);
  const { code } = state.view;
  if (code.told?.id !== "warn-copy") return still(inCode(state, () => ({ told: { id: "warn-copy" } })));
  return once(
    inCode(state, () => ({ told: { id: "copied" } })),
    { type: "copy-text", text: code.plan.clientText },
  );
}

/** Blocks only, as wide as the window and as high as they need: what is below the program can be scrolled. */
export function print(state: State): Updated {
  if (state.view.at !== "code") return still(state);
  const { code } = state.view;
  const text = codeText(code);
  if (text === null) return still(state);
  if (code.told?.id !== "warn-print") return still(inCode(state, () => ({ told: { id: "warn-print" } })));
  const space = codeSpace(state, { ...state.size, rows: 1000 });
  const drawing = drawingFor(modulesOf(text), { ...space, gifts: { ...space.gifts, graphics: null } });
  if (drawing.kind === "too-small")
    return still(inCode(state, () => ({ told: { id: "too-narrow", columns: drawing.needs.columns } })));
  if (drawing.kind !== "drawn") return still(state);
  return once(
    inCode(state, () => ({ told: null })),
    { type: "print-below", lines: drawing.lines },
  );
}

/** One character a byte. */
function bytesAsText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
