/**
 * A code of coloured blanks alone, two side by side for each module: needs no glyph of any font, so it works on the
 * Linux console and where nothing but ASCII arrives (terminal-qr.md §0.10, §5.2).
 */
import type { Modules } from "./modules.ts";
import { type Cell, darkAt, paint } from "./paint.ts";

/** The lines, `quiet.rows` modules of white above and below, `quiet.columns` at the sides. */
export function fullBlock(modules: Modules, quiet: { readonly rows: number; readonly columns: number }): string[] {
  const lines: string[] = [];
  for (let row = -quiet.rows; row < modules.length + quiet.rows; row++) {
    const cells: Cell[] = [];
    for (let column = -quiet.columns; column < modules.length + quiet.columns; column++) {
      cells.push({ text: "  ", ink: null, ground: darkAt(modules, row, column) });
    }
    lines.push(paint(cells));
  }
  return lines;
}
