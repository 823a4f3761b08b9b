/**
 * The QR code as the program's state knows it: how much room the screen leaves for it, which drawing stands there, and
 * what can be left out of it so that it fits.
 */
import { type Chosen, chooseDrawing, type DrawingName, type DrawingWish, nextDrawing, type Space } from "../qr/fit.ts";
import { sideFor } from "../qr/modules.ts";
import { type Saving, savingsFor } from "../qr/shrink.ts";
import { type TerminalGifts, UNKNOWN_GIFTS } from "../qr/terminal.ts";
import type { Abilities, CodeState, Size, State } from "./state.ts";

/** Rows that the screen needs beside the code: its title above, the keys below. */
export const ROWS_BESIDE_CODE = 2;

/** Columns for what stands beside the code, where it stands beside it. */
export const HINTS_BESIDE_CODE = 36;

/**
 * What the terminal can show of a code; what it was not asked for is taken as it usually is. Switched-off colours do not
 * count: the code's black and white are the picture itself, not an ornament of it.
 */
export function giftsOf({ gifts, utf8, console }: Abilities): TerminalGifts {
  if (gifts === undefined) return { ...UNKNOWN_GIFTS, utf8, console };
  return gifts.colours === 0 ? { ...gifts, colours: 256 } : gifts;
}

/** The room for a code in a window of this size. */
export function codeSpace(state: Pick<State, "abilities">, size: Size): Space {
  return { rows: size.rows - ROWS_BESIDE_CODE, columns: size.columns, gifts: giftsOf(state.abilities) };
}

/** What the code carries: the plan's, or what is left of it. A secret; null where the key is not known here. */
export function codeText({ plan, saving }: Pick<CodeState, "plan" | "saving">): string | null {
  return saving?.text ?? plan.code;
}

/** The drawing in a window of this size: the one that was picked where it fits, else the ladder's. */
export function chosenIn(state: State, text: string, size: Size, picked: DrawingName | null = null): Chosen {
  const side = sideFor(text.length);
  const space = codeSpace(state, size);
  const asked: DrawingWish | null = state.abilities.wish ?? null;
  if (picked !== null) {
    const chosen = chooseDrawing(side, space, picked);
    if (chosen.kind === "fits") return chosen;
  }
  return chooseDrawing(side, space, asked);
}

/** Where the code stands: beside the hints where both have room, else above them; or why it stands nowhere. */
export function codePlace(state: State, view: CodeState, size: Size): { chosen: Chosen; beside: boolean } | null {
  const text = codeText(view);
  if (text === null) return null;
  const narrow = { rows: size.rows, columns: size.columns - HINTS_BESIDE_CODE };
  const chosen = chosenIn(state, text, narrow, view.drawing);
  // What was picked may only fit without the hints beside it.
  const picked = view.drawing === null || (chosen.kind === "fits" && chosen.variant.name === view.drawing);
  if (chosen.kind === "fits" && picked) return { chosen, beside: true };
  const whole = chosenIn(state, text, size, view.drawing);
  const better = whole.kind === "fits" && (chosen.kind !== "fits" || whole.variant.name === view.drawing);
  return better || chosen.kind !== "fits" ? { chosen: whole, beside: false } : { chosen, beside: true };
}

/** Whether the code of this screen stands there whole, or its text does. */
export function handedOver(state: State): boolean {
  if (state.view.at !== "code") return false;
  const { code } = state.view;
  if (code.told?.id === "handed-out" || code.watch.waiting.connectedAt !== null) return true;
  if (code.asText) return textFits(state, code);
  return codePlace(state, code, state.size)?.chosen.kind === "fits";
}

/** Title, rule, rule, a row below, and the keys. */
const ROWS_BESIDE_TEXT = 5;

function textFits({ size }: State, { plan }: CodeState): boolean {
  const lines = plan.clientText.trimEnd().split("\n");
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / size.columns)), 0);
  return rows <= size.rows - ROWS_BESIDE_TEXT;
}

/** What can be left out of the code so that it fits this window, after everything was written; cheapest first. */
export function savingsOf(state: State, view: CodeState): readonly Saving[] {
  return savings(state, view.plan.code, false);
}

/** The same before anything is written: what stands on both sides may go too. */
export function savings(state: State, text: string | null, both: boolean): readonly Saving[] {
  if (text === null || state.abilities.wish === "none") return [];
  const space = codeSpace(state, state.size);
  return savingsFor(text, both, (side) => chooseDrawing(side, space, state.abilities.wish ?? null).kind === "fits");
}

/** The drawing that one key goes on to; null where there is no other. */
export function drawingAfter(state: State): DrawingName | null {
  if (state.view.at !== "code") return null;
  const { code } = state.view;
  const text = codeText(code);
  const chosen = codePlace(state, code, state.size)?.chosen;
  if (text === null || chosen?.kind !== "fits") return null;
  return nextDrawing(sideFor(text.length), codeSpace(state, state.size), chosen.variant.name);
}

/** The window in which the code would stand with all its white around it, where this one is smaller; else null. */
export function roomierSize(state: State): Size | null {
  const text = state.view.at === "code" ? codeText(state.view.code) : null;
  const side = text === null ? null : sideFor(text.length);
  if (side === null) return null;
  const rows = Math.ceil((side + 8) / 2) + ROWS_BESIDE_CODE;
  const columns = side + 8;
  const { size } = state;
  if (rows <= size.rows && columns <= size.columns) return null;
  return { rows: Math.max(rows, size.rows), columns: Math.max(columns, size.columns) };
}
