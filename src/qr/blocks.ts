/**
 * The drawings made of a terminal's own cells: what each puts into one cell. Nothing else may be drawn so: quadrants,
 * braille and letters were never read by ZXing, which the Android app uses (terminal-qr.md §0.3, §3.4).
 */
import type { Cell } from "./paint.ts";

/** Modules of the cell by their place in it; true is dark. */
type Dark = (down: number, right: number) => boolean;

export interface Blocks {
  /** Modules in one cell; a module of the full block is two cells wide. */
  readonly cell: { readonly rows: number; readonly columns: number };
  /** What stands for the modules of one cell, or the two cells of one module. */
  readonly draw: (dark: Dark) => Cell;
}

/** Coloured blanks alone, two side by side for each module: no glyph of any font is needed (§0.10). */
export const FULL: Blocks = {
  cell: { rows: 1, columns: 0.5 },
  draw: (dark) => ({ text: "  ", ink: null, ground: dark(0, 0) }),
};

/** Two modules, one above the other: a blank where both are alike, `▄` where they differ. Scans best (§3.6, §3.7). */
export const HALF: Blocks = {
  cell: { rows: 2, columns: 1 },
  draw: (dark) => {
    const [upper, lower] = [dark(0, 0), dark(1, 0)];
    return upper === lower ? blank(upper) : { text: "▄", ink: lower, ground: upper };
  },
};

/** The same with `▀`: better where a font leaves its gap at the bottom of the cell (§3.6). */
export const HALF_TOP: Blocks = {
  cell: { rows: 2, columns: 1 },
  draw: (dark) => {
    const [upper, lower] = [dark(0, 0), dark(1, 0)];
    return upper === lower ? blank(upper) : { text: "▀", ink: upper, ground: lower };
  },
};

/** Six modules in a cell, three rows of two: Unicode 13's sextants, where a terminal draws them itself (§3.4). */
export const SEXTANT: Blocks = {
  cell: { rows: 3, columns: 2 },
  draw: (dark) => {
    let bits = 0;
    for (let at = 0; at < 6; at++) if (dark(at >> 1, at & 1)) bits |= 1 << at;
    return bits === 0 || bits === 63 ? blank(bits === 63) : { text: sextant(bits), ink: true, ground: false };
  },
};

/** U+1FB00 and the 59 after it; the two halves stood elsewhere already. */
function sextant(bits: number): string {
  if (bits === 21) return "▌";
  if (bits === 42) return "▐";
  return String.fromCodePoint(0x1fb00 + bits - 1 - (bits > 21 ? 1 : 0) - (bits > 42 ? 1 : 0));
}

function blank(dark: boolean): Cell {
  return { text: " ", ink: null, ground: dark };
}
