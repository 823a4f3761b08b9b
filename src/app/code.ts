/**
 * The QR code as the program's state knows it: how much room the screen leaves for it, and whether it is shown whole.
 */
import { drawingFor, type Space } from "../qr/fit.ts";
import { modulesOf } from "../qr/modules.ts";
import type { Size, State } from "./state.ts";

/** Rows that the screen needs beside the code: its title above, the keys below. */
export const ROWS_BESIDE_CODE = 2;

/** The room for a code in a window of this size. */
export function codeSpace(state: Pick<State, "abilities">, size: Size): Space {
  const { utf8, console, colours } = state.abilities;
  return { rows: size.rows - ROWS_BESIDE_CODE, columns: size.columns, utf8, console, colours };
}

/** Whether the code of this screen stands there whole. */
export function codeFits(state: State): boolean {
  if (state.view.at !== "code" || state.view.code.plan.code === null) return false;
  return drawingFor(modulesOf(state.view.code.plan.code), codeSpace(state, state.size)).kind === "drawn";
}
