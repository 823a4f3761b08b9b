/**
 * A code with two modules in each cell, one above the other: a blank where both are alike, `▄` where they differ. The
 * recipe that scans best of all half blocks (terminal-qr.md §3.6, §3.7).
 */
import type { Modules } from "./modules.ts";
import { type Cell, darkAt, paint } from "./paint.ts";

/** The lines, `quiet.rows` modules of white above and below, `quiet.columns` at the sides. */
export function halfBlock(modules: Modules, quiet: { readonly rows: number; readonly columns: number }): string[] {
  const lines: string[] = [];
  for (let row = -quiet.rows; row < modules.length + quiet.rows; row += 2) {
    const cells: Cell[] = [];
    for (let column = -quiet.columns; column < modules.length + quiet.columns; column++) {
      const upper = darkAt(modules, row, column);
      const lower = darkAt(modules, row + 1, column);
      cells.push(upper === lower ? { text: " ", ink: null, ground: upper } : { text: "▄", ink: lower, ground: upper });
    }
    lines.push(paint(cells));
  }
  return lines;
}
