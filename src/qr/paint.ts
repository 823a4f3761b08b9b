/**
 * The two colours of a code and the lines made of them: fixed entries of the 256-colour palette, black 16 and white
 * 231, which no theme changes (terminal-qr.md §3.5). No default colours anywhere.
 */

export interface Cell {
  readonly text: string;
  /** Whether the letter is dark; null where the cell is blank and any colour would do. */
  readonly ink: boolean | null;
  /** Whether what lies behind it is dark. */
  readonly ground: boolean;
}

/** One line with its colours: SGR codes only where something changes, and a reset at its end. */
export function paint(cells: readonly Cell[]): string {
  let line = "";
  let ink: boolean | null = null;
  let ground: boolean | null = null;
  for (const cell of cells) {
    const codes: string[] = [];
    if (cell.ink !== null && cell.ink !== ink) codes.push(`38;5;${colour(cell.ink)}`);
    if (cell.ground !== ground) codes.push(`48;5;${colour(cell.ground)}`);
    if (codes.length > 0) line += `\u001b[${codes.join(";")}m`;
    line += cell.text;
    ink = cell.ink ?? ink;
    ground = cell.ground;
  }
  return `${line}\u001b[0m`;
}

/** Whether the module in this row and column is dark, the quiet zone around the code being light. */
export function darkAt(modules: readonly (readonly boolean[])[], row: number, column: number): boolean {
  return modules[row]?.[column] ?? false;
}

function colour(dark: boolean): number {
  return dark ? 16 : 231;
}
