/**
 * The drawings of a code (terminal-qr.md §5.2), as a table: where each is known to scan, how it is made, and how much of
 * a terminal it takes. Never quadrants, braille, letters, or light on dark: no decoder reads those.
 */
import { PICTURE_QUIET } from "./bitmap.ts";
import { type Blocks, FULL, HALF, HALF_TOP, SEXTANT } from "./blocks.ts";
import type { Quiet } from "./paint.ts";
import type { Graphics, TerminalGifts } from "./terminal.ts";

export type BlockName = "full" | "half" | "half-top" | "sextant";
export type DrawingName = BlockName | Graphics;

/** What `--qr` and WG_WIZARD_QR take. */
export type DrawingWish = DrawingName | "none";

export const WISHES: readonly DrawingWish[] = [
  "full",
  "half",
  "half-top",
  "sextant",
  "kitty",
  "iterm",
  "sixel",
  "none",
];

export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** What a person should know of the drawing that stands there, or could do for a better one. */
export type DrawingRemark =
  /** One module of white above and below: it scans nearly as well; a larger window makes it better (§5.2, 4b). */
  | "tight"
  /** The theme's own black and white: on some light themes nothing reads it (§3.5). */
  | "themed"
  /** Sextants: smaller and harder to scan. */
  | "compact"
  /** Terminal.app leaves gaps between its rows, by many reports. */
  | "gaps";

/** One way to draw a code of `side` modules in some space: with so much white around it, or so many pixels a module. */
export interface Variant extends Extent {
  readonly name: DrawingName;
  readonly quiet: Quiet;
  /** Pixels a module; 0 for a drawing made of cells. */
  readonly scale: number;
  /** Taken only where no other fits, and never what a person is told to make room for. */
  readonly tight: boolean;
}

export interface Drawing {
  readonly name: DrawingName;
  /** Whether it is known to scan on such a terminal. */
  usable(gifts: TerminalGifts): boolean;
  /** Every way to draw it, the best first; those that the space has no room for as well. */
  variants(side: number, space: Extent & { readonly gifts: TerminalGifts }): readonly Variant[];
}

export const BLOCKS: Readonly<Record<BlockName, Blocks>> = {
  full: FULL,
  half: HALF,
  "half-top": HALF_TOP,
  sextant: SEXTANT,
};

/** ZXing refuses a module that is 1.38 times as high as wide: a sextant's is 2/3 of the cell's own shape (§3.4). */
const TALLEST_FOR_SEXTANTS = 2;

const coloured = ({ colours }: TerminalGifts) => colours > 0;
const glyphs = (gifts: TerminalGifts) => coloured(gifts) && gifts.utf8 && !gifts.console;

/** An odd number of light rows above shifts which modules share a cell: only where nothing else fits (§3.5). */
const AROUND: readonly (readonly [rows: number, columns: number])[] = [
  [4, 4],
  [4, 2],
  [2, 4],
  [2, 2],
];
const TIGHT = [1, 4] as const;

/** In the order of the ladder; `half-top` is never chosen, only asked for. */
export const DRAWINGS: readonly Drawing[] = [
  picture("kitty"),
  picture("iterm"),
  picture("sixel"),
  // Of the full block both are small or both are large: it takes room enough as it is.
  { name: "full", usable: coloured, variants: blockVariants("full", [AROUND[0], AROUND[3]]) },
  { name: "half", usable: glyphs, variants: blockVariants("half", AROUND, TIGHT) },
  { name: "half-top", usable: glyphs, variants: blockVariants("half-top", AROUND, TIGHT) },
  {
    name: "sextant",
    usable: (gifts) =>
      glyphs(gifts) &&
      gifts.sextants &&
      gifts.multiplexer === null &&
      gifts.cell !== null &&
      gifts.cell.height / gifts.cell.width <= TALLEST_FOR_SEXTANTS,
    variants: blockVariants("sextant", [AROUND[0], AROUND[3]]),
  },
];

function blockVariants(
  name: BlockName,
  quiets: readonly ((typeof AROUND)[number] | undefined)[],
  tight?: readonly [number, number],
): Drawing["variants"] {
  const { cell } = BLOCKS[name];
  return (side) =>
    [...quiets, tight].flatMap((around) => {
      if (around === undefined) return [];
      const [rows, columns] = around;
      return {
        name,
        quiet: { rows, columns },
        scale: 0,
        tight: around === tight,
        rows: Math.ceil((side + 2 * rows) / cell.rows),
        columns: Math.ceil((side + 2 * columns) / cell.columns),
      };
    });
}

/** Pixels a module: fewer than 4 are lost on a camera, 6 and more gain nothing but bytes beyond a part of the window. */
const LEAST_SCALE = 4;
const GOOD_SCALE = 6;
const MOST_SCALE = 12;
const COMFORTABLE = 0.8;

/** Where the cell's size is not known: as small as a cell gets, so that the picture never needs more than is kept for it. */
const SMALL_CELL = { width: 6, height: 13 };

function picture(name: Graphics): Drawing {
  return {
    name,
    usable: ({ graphics, multiplexer }) => graphics === name && multiplexer === null,
    variants: (side, { rows, columns, gifts }) => {
      const cell = gifts.cell ?? SMALL_CELL;
      const count = side + 2 * PICTURE_QUIET;
      const room = Math.min(rows * cell.height, columns * cell.width);
      const comfortable = Math.max(GOOD_SCALE, Math.floor((room * COMFORTABLE) / count));
      const most = gifts.cell === null ? LEAST_SCALE : Math.min(MOST_SCALE, comfortable);
      return Array.from({ length: most - LEAST_SCALE + 1 }, (_, at) => {
        const scale = most - at;
        // A sixel picture ends with a whole band of six rows.
        const high = name === "sixel" ? Math.ceil((count * scale) / 6) * 6 : count * scale;
        return {
          name,
          quiet: { rows: PICTURE_QUIET, columns: PICTURE_QUIET },
          scale,
          tight: false,
          rows: Math.ceil(high / cell.height),
          columns: Math.ceil((count * scale) / cell.width),
        };
      });
    },
  };
}
