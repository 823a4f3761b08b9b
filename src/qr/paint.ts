/**
 * The two colours of a code and the lines made of them: fixed entries of the 256-colour palette, black 16 and white
 * 231, which no theme changes (terminal-qr.md §3.5). No default colours anywhere.
 */
import type { Modules } from "./modules.ts";

export interface Cell {
  readonly text: string;
  /** Whether the letter is dark; null where the cell is blank and any colour would do. */
  readonly ink: boolean | null;
  /** Whether what lies behind it is dark. */
  readonly ground: boolean;
}

/** SGR parameters for light and dark. */
export interface Palette {
  readonly ink: readonly [light: string, dark: string];
  readonly ground: readonly [light: string, dark: string];
}

/** Black 16 and white 231 of the 256 colours. */
export const FIXED: Palette = { ink: ["38;5;231", "38;5;16"], ground: ["48;5;231", "48;5;16"] };

/** The theme's own black and bright white: the last resort, unreadable where a theme swaps the two (§3.5). */
export const THEMED: Palette = { ink: ["97", "30"], ground: ["107", "40"] };

/** One line with its colours: SGR codes only where something changes, and a reset at its end. */
export function paint(cells: readonly Cell[], palette: Palette = FIXED): string {
  let line = "";
  let ink: boolean | null = null;
  let ground: boolean | null = null;
  for (const cell of cells) {
    const codes: string[] = [];
    if (cell.ink !== null && cell.ink !== ink) codes.push(palette.ink[cell.ink ? 1 : 0]);
    if (cell.ground !== ground) codes.push(palette.ground[cell.ground ? 1 : 0]);
    if (codes.length > 0) line += `\u001b[${codes.join(";")}m`;
    line += cell.text;
    ink = cell.ink ?? ink;
    ground = cell.ground;
  }
  return `${line}\u001b[0m`;
}

/** Whether the module in this row and column is dark, the quiet zone around the code being light. */
export function darkAt(modules: Modules, row: number, column: number): boolean {
  return modules[row]?.[column] ?? false;
}

/** Modules of white around a code: above and below it, and at its sides. */
export interface Quiet {
  readonly rows: number;
  readonly columns: number;
}

/** The lines of a drawing whose cells hold so many modules each; `cell` gives the one whose upper left module this is. */
export function lines(
  modules: Modules,
  quiet: Quiet,
  step: { readonly rows: number; readonly columns: number },
  palette: Palette,
  cell: (dark: (down: number, right: number) => boolean) => Cell,
): string[] {
  const painted: string[] = [];
  for (let row = -quiet.rows; row < modules.length + quiet.rows; row += step.rows) {
    const cells: Cell[] = [];
    for (let column = -quiet.columns; column < modules.length + quiet.columns; column += step.columns)
      cells.push(cell((down, right) => darkAt(modules, row + down, column + right)));
    painted.push(paint(cells, palette));
  }
  return painted;
}
