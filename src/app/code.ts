/**
 * The QR code as the program's state knows it: how much room the screen leaves for it, which drawing stands there, and
 * what can be left out of it so that it fits.
 */
import { type Chosen, chooseDrawing, type DrawingName, type DrawingWish, nextDrawing, type Space } from "../qr/fit.ts";
import { sideFor } from "../qr/modules.ts";
import { type Saving, savingsFor } from "../qr/shrink.ts";
import { type TerminalGifts, UNKNOWN_GIFTS } from "../qr/terminal.ts";
import type { Showing } from "./handing.ts";
import type { Abilities, Size, State } from "./state.ts";

/** The window that a code is to stand in, and what its terminal can show. */
export type CodeWindow = Pick<State, "abilities" | "size">;

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
export function codeSpace({ abilities }: Pick<CodeWindow, "abilities">, size: Size): Space {
  return { rows: size.rows - ROWS_BESIDE_CODE, columns: size.columns, gifts: giftsOf(abilities) };
}

/** What the code carries: the plan's, or what is left of it. A secret; null where the key is not known here. */
export function codeText({ plan, saving }: Pick<Showing, "plan" | "saving">): string | null {
  return saving?.text ?? plan.code;
}

/** The drawing in a window of this size: the one that was picked where it fits, else the ladder's. */
export function chosenIn(
  window: Pick<CodeWindow, "abilities">,
  text: string,
  size: Size,
  picked: DrawingName | null = null,
): Chosen {
  const side = sideFor(text.length);
  const space = codeSpace(window, size);
  const asked: DrawingWish | null = window.abilities.wish ?? null;
  if (picked !== null) {
    const chosen = chooseDrawing(side, space, picked);
    if (chosen.kind === "fits") return chosen;
  }
  return chooseDrawing(side, space, asked);
}

/** Where the code stands: beside the hints where both have room, else above them; or why it stands nowhere. */
export function codePlace(
  window: Pick<CodeWindow, "abilities">,
  view: Showing,
  size: Size,
): { chosen: Chosen; beside: boolean } | null {
  const text = codeText(view);
  if (text === null) return null;
  const narrow = { rows: size.rows, columns: size.columns - HINTS_BESIDE_CODE };
  const chosen = chosenIn(window, text, narrow, view.drawing);
  // What was picked may only fit without the hints beside it.
  const picked = view.drawing === null || (chosen.kind === "fits" && chosen.variant.name === view.drawing);
  if (chosen.kind === "fits" && picked) return { chosen, beside: true };
  const whole = chosenIn(window, text, size, view.drawing);
  const better = whole.kind === "fits" && (chosen.kind !== "fits" || whole.variant.name === view.drawing);
  return better || chosen.kind !== "fits" ? { chosen: whole, beside: false } : { chosen, beside: true };
}

/** Whether the code of this screen stands there whole, or its text does. */
export function handedOver(state: State): boolean {
  if (state.view.at !== "code") return false;
  const { code } = state.view;
  return code.watch.waiting.connectedAt !== null || isWhole(state, code);
}

/** Whether somebody could have taken the key from this screen: off the code, off the text, or in files. */
export function isWhole(window: CodeWindow, code: Showing): boolean {
  if (code.told?.id === "handed-out") return true;
  if (code.asText) return textFits(window, code);
  return codePlace(window, code, window.size)?.chosen.kind === "fits";
}

/** Title, rule, rule, a row below, and the keys. */
const ROWS_BESIDE_TEXT = 5;

function textFits({ size }: CodeWindow, { plan }: Showing): boolean {
  const lines = plan.clientText.trimEnd().split("\n");
  const rows = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / size.columns)), 0);
  return rows <= size.rows - ROWS_BESIDE_TEXT;
}

/** What can be left out of the code so that it fits this window, after everything was written; cheapest first. */
export function savingsOf(window: CodeWindow, { plan }: Showing): readonly Saving[] {
  return savings(window, plan.code, false);
}

/**
 * The same before anything is written: what stands on both sides may go too. Of a text that no code holds, where
 * nothing makes it fit this window, what makes it a code at all.
 */
export function savings({ abilities, size }: CodeWindow, text: string | null, both: boolean): readonly Saving[] {
  if (text === null || abilities.wish === "none") return [];
  const space = codeSpace({ abilities }, size);
  const fits = (side: number | null) => chooseDrawing(side, space, abilities.wish ?? null).kind === "fits";
  const enough = savingsFor(text, both, fits);
  return enough.length > 0 || sideFor(text.length) !== null ? enough : savingsFor(text, both, (side) => side !== null);
}

/** The drawing that one key goes on to; null where there is no other. */
export function drawingAfter(window: CodeWindow, code: Showing): DrawingName | null {
  const text = codeText(code);
  const chosen = codePlace(window, code, window.size)?.chosen;
  if (text === null || chosen?.kind !== "fits") return null;
  return nextDrawing(sideFor(text.length), codeSpace(window, window.size), chosen.variant.name);
}

/** The window in which the code would stand with all its white around it, where this one is smaller; else null. */
export function roomierSize({ size }: CodeWindow, code: Showing): Size | null {
  const text = codeText(code);
  const side = text === null ? null : sideFor(text.length);
  if (side === null) return null;
  const rows = Math.ceil((side + 8) / 2) + ROWS_BESIDE_CODE;
  const columns = side + 8;
  if (rows <= size.rows && columns <= size.columns) return null;
  return { rows: Math.max(rows, size.rows), columns: Math.max(columns, size.columns) };
}
