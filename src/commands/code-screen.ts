/**
 * A code that a command hands over: what of it this terminal can show, and, where it is none, why and what else there
 * is. Its own screen is drawn by code-lines.ts and kept by show-code.ts.
 */
import { type CodeWindow, codeSpace, giftsOf, ROWS_BESIDE_CODE } from "../app/code.ts";
import { type CodeDrawing, drawingFor, type NoDrawing } from "../qr/fit.ts";
import { CODE_BYTES, modulesOf } from "../qr/modules.ts";
import type { Saving } from "../qr/shrink.ts";
import type { Words } from "../words/words.ts";

export interface CodeShown {
  /** What the code carries, byte text; a secret. */
  readonly text: string;
  /** The whole file, byte text; a secret. */
  readonly file: string;
  /** The name that the device is told ("" where nobody gave one), and the file's path where one is kept. */
  readonly tunnelName: string;
  readonly path: string | null;
  /** The key is nowhere but here: what shows it is not left before it was shown whole. */
  readonly onlyHere: boolean;
}

/** What can be drawn on a screen of its own in a window of this size. */
export function drawingIn(window: CodeWindow, text: string): CodeDrawing {
  const drawing = drawingFor(modulesOf(text), codeSpace(window, window.size), window.abilities.wish ?? null);
  if (drawing.kind !== "too-small") return drawing;
  const needs = { ...drawing.needs, rows: drawing.needs.rows + ROWS_BESIDE_CODE };
  return { ...drawing, needs, has: window.size };
}

/** The same window for lines that stay on the screen among others: no pictures, which would not scroll with them. */
export function plainWindow({ size, abilities: { wish, ...abilities } }: CodeWindow): CodeWindow {
  const lines = wish === "kitty" || wish === "iterm" || wish === "sixel" ? undefined : wish;
  const gifts = { ...giftsOf(abilities), graphics: null };
  return { size, abilities: { ...abilities, gifts, ...(lines && { wish: lines }) } };
}

/** Why there is no picture, and the other way onto the device. */
export function sentences(
  drawing: NoDrawing,
  { path, text }: Pick<CodeShown, "path" | "text">,
  words: Words,
): readonly string[] {
  const said = words.commands.code;
  const why =
    drawing.kind === "cannot"
      ? words.code.cannot[drawing.why]({ over: text.length - CODE_BYTES })
      : said.tooSmall({ needs: drawing.needs, has: drawing.has });
  return path === null ? [why] : [why, said.file({ path })];
}

/** What is left out of the code, each by its name. */
export function partsOf({ ids }: Saving, words: Words): readonly string[] {
  return ids.map((id) => words.code.savings[id].what);
}

/** Without what the code would fit, and what it costs to be without it. */
export function savingText(saving: Saving, words: Words): string {
  const price = saving.ids.map((id) => words.code.savings[id].price).join(" ");
  return `${words.code.leavesOut({ what: partsOf(saving, words), bytes: saving.bytes })} ${price}`;
}
