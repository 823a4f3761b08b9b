/** The code's lines or its picture, made once for as long as they stand there; and what a window is short of. */
import { giftsOf, ROWS_BESIDE_CODE } from "../../app/code.ts";
import type { Size, State } from "../../app/state.ts";
import { type Chosen, type CodeDrawing, draw, type Extent } from "../../qr/fit.ts";
import { type Modules, modulesOf } from "../../qr/modules.ts";
import type { Words } from "../../words/words.ts";

export type Drawn = Extract<CodeDrawing, { kind: "drawn" }>;

/** The last one: a screen is composed anew at every tick, and its code seldom changes. A secret, gone with the next. */
let made: { readonly key: string; readonly drawing: Drawn } | null = null;

/** A drawing that was chosen for this text. */
export function drawnCode(text: string, chosen: Extract<Chosen, { kind: "fits" }>, state: State): Drawn {
  const gifts = giftsOf(state.abilities);
  const key = JSON.stringify([text, chosen, gifts.colours]);
  if (made?.key !== key) made = { key, drawing: draw(modulesOf(text) as Modules, chosen, gifts) };
  return made.drawing;
}

/** The window that a drawing needs: its own rows and those of the screen around it. */
export function windowFor(needs: Extent): Extent {
  return { rows: needs.rows + ROWS_BESIDE_CODE, columns: needs.columns };
}

/** "10 rows", "9 columns", or both: what the window is short of. */
export function missingText(needs: Extent, size: Size, words: Words): string {
  const { missing } = words.screens;
  const rows = Math.max(0, needs.rows - size.rows);
  const columns = Math.max(0, needs.columns - size.columns);
  if (columns === 0) return missing.rows(rows);
  return rows === 0
    ? missing.columns(columns)
    : missing.both({ rows: missing.rows(rows), columns: missing.columns(columns) });
}
