/**
 * Which drawing of a code this terminal can show, whole: a code that is cut off never scans (terminal-qr.md §0.14).
 * The drawings are rows of one table, tried in its order.
 */
import { fullBlock } from "./full-block.ts";
import { halfBlock } from "./half-block.ts";
import type { Modules } from "./modules.ts";

export interface Space {
  /** Rows and columns that are free for the code. */
  readonly rows: number;
  readonly columns: number;
  readonly utf8: boolean;
  /** TERM=linux: its fonts have `█` but neither `▄` nor `▀`. */
  readonly console: boolean;
  /** Switched-off colours do not count: the code's black and white are the picture itself, not an ornament of it. */
  readonly colours: 0 | 16 | 256;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export type DrawingName = "half-block" | "full-block";

export type CodeDrawing =
  | {
      readonly kind: "drawn";
      readonly name: DrawingName;
      readonly lines: readonly string[];
      readonly rows: number;
      readonly columns: number;
    }
  /** `needs`: the least space in which the smallest drawing that this terminal can show stands whole. */
  | { readonly kind: "too-small"; readonly needs: Extent; readonly has: Extent }
  /** The text is longer than any code holds. */
  | { readonly kind: "cannot"; readonly why: "too-long" };

interface Drawing {
  readonly name: DrawingName;
  usable(space: Space): boolean;
  /** Columns and rows of modules in one cell; a module may be wider than a cell. */
  readonly cell: { readonly columns: number; readonly rows: number };
  draw(modules: Modules, quiet: { readonly rows: number; readonly columns: number }): string[];
}

const DRAWINGS: readonly Drawing[] = [
  {
    name: "half-block",
    usable: (space) => space.utf8 && !space.console,
    cell: { columns: 1, rows: 2 },
    draw: halfBlock,
  },
  { name: "full-block", usable: () => true, cell: { columns: 0.5, rows: 1 }, draw: fullBlock },
];

/** Modules of white around a code: four as the standard has it; above and below two still scan nearly as well (§5.2). */
const QUIET = { columns: 4, rows: [4, 2] } as const;

/** The first drawing that fits; else what the smallest one would need. `modules` is null for a text that no code holds. */
export function drawingFor(modules: Modules | null, space: Space): CodeDrawing {
  if (modules === null) return { kind: "cannot", why: "too-long" };
  const usable = DRAWINGS.filter((drawing) => drawing.usable(space));
  for (const drawing of usable) {
    for (const rows of QUIET.rows) {
      const extent = extentOf(drawing, modules, rows);
      if (extent.rows > space.rows || extent.columns > space.columns) continue;
      return {
        kind: "drawn",
        name: drawing.name,
        lines: drawing.draw(modules, { rows, columns: QUIET.columns }),
        ...extent,
      };
    }
  }
  const least = QUIET.rows[QUIET.rows.length - 1] as number;
  const needs = usable.map((drawing) => extentOf(drawing, modules, least)).sort((a, b) => a.rows - b.rows)[0] as Extent;
  return { kind: "too-small", needs, has: { rows: space.rows, columns: space.columns } };
}

/** Rows and columns of the terminal that a drawing takes with this many rows of white above and below. */
function extentOf(drawing: Drawing, modules: Modules, quietRows: number): Extent {
  return {
    rows: Math.ceil((modules.length + 2 * quietRows) / drawing.cell.rows),
    columns: Math.ceil((modules.length + 2 * QUIET.columns) / drawing.cell.columns),
  };
}
