/** What a real terminal's buffer holds after some bytes, drawn cell by cell as a font would draw it. */
import xterm from "@xterm/headless";
import type { Pixels } from "./decoders.ts";

/** Colours of the two palettes that a code may use: 16 and 231 are fixed, 0, 15 and their like a theme's. */
const DARK: Readonly<Record<number, boolean>> = { 16: true, 231: false, 0: true, 15: false };

interface Cell {
  readonly sign: string;
  /** Null: the terminal's own colour, of which nobody knows which it is. */
  readonly ink: boolean | null;
  readonly ground: boolean | null;
}

export interface Cells {
  readonly rows: number;
  readonly columns: number;
  at(row: number, column: number): Cell;
}

/** Lets a terminal of this size read the bytes. */
export async function cellsAfter(bytes: string, rows: number, columns: number): Promise<Cells> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
  try {
    await new Promise<void>((done) => terminal.write(bytes, done));
    return cellsOf(terminal);
  } finally {
    terminal.dispose();
  }
}

/** What stands in a terminal's window now. */
export function cellsOf({ rows, cols, buffer }: xterm.Terminal): Cells {
  const read = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: cols }, (_, column): Cell => {
      const cell = buffer.active.getLine(buffer.active.viewportY + row)?.getCell(column);
      const of = (palette: boolean | undefined, colour: number | undefined) =>
        palette ? (DARK[colour ?? -1] ?? null) : null;
      return {
        sign: cell?.getChars() || " ",
        ink: of(cell?.isFgPalette(), cell?.getFgColor()),
        ground: of(cell?.isBgPalette(), cell?.getBgColor()),
      };
    }),
  );
  const nowhere: Cell = { sign: " ", ink: null, ground: null };
  return { rows, columns: cols, at: (row, column) => read[row]?.[column] ?? nowhere };
}

/** The part of a screen whose cells have the code's own colours; null where there is none. */
export function codeIn(cells: Cells): { top: number; left: number; rows: number; columns: number } | null {
  let [top, left, bottom, right] = [cells.rows, cells.columns, -1, -1];
  for (let row = 0; row < cells.rows; row++) {
    for (let column = 0; column < cells.columns; column++) {
      if (cells.at(row, column).ground === null) continue;
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row);
      right = Math.max(right, column);
    }
  }
  return bottom < 0 ? null : { top, left, rows: bottom - top + 1, columns: right - left + 1 };
}

/**
 * The pixels of a part of the screen. Throws where a cell has no colour of its own, or holds a sign that no code is
 * drawn with.
 */
export function pixelsOf(
  cells: Cells,
  part: { top: number; left: number; rows: number; columns: number },
  cell: { width: number; height: number },
): Pixels {
  const colour = (known: boolean | null, what: string) => {
    if (known === null) throw new Error(`${what} has no colour of its own`);
    return known;
  };
  return {
    width: part.columns * cell.width,
    height: part.rows * cell.height,
    dark: (x, y) => {
      const [row, column] = [part.top + Math.floor(y / cell.height), part.left + Math.floor(x / cell.width)];
      const { sign, ink, ground } = cells.at(row, column);
      const inked = hasInk(sign, (x % cell.width) / cell.width, (y % cell.height) / cell.height);
      return colour(inked ? ink : ground, `cell ${row}, ${column}`);
    },
  };
}

/** Whether a sign has ink at this place of its cell; right and down from 0 to 1. */
function hasInk(sign: string, right: number, down: number): boolean {
  if (sign === " ") return false;
  if (sign === "▄") return down >= 0.5;
  if (sign === "▀") return down < 0.5;
  if (sign === "▌") return right < 0.5;
  if (sign === "▐") return right >= 0.5;
  const place = (sign.codePointAt(0) ?? 0) - 0x1fb00;
  if (place < 0 || place > 59) throw new Error(`a code is not drawn with ${sign}`);
  // Unicode's own order (15.0, 22.7): the bits of the six parts, without those that stood elsewhere already.
  const bits = SEXTANTS[place] as number;
  return (bits & (1 << (Math.min(2, Math.floor(down * 3)) * 2 + (right < 0.5 ? 0 : 1)))) !== 0;
}

const SEXTANTS = Array.from({ length: 62 }, (_, at) => at + 1).filter((bits) => bits !== 21 && bits !== 42);
