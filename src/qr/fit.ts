/**
 * The ladder (terminal-qr.md §5.2): which drawing of a code this terminal can show, whole, in the space that is free for
 * it; or what is missing. A code that is cut off never scans (§0.14).
 */
import {
  BLOCKS,
  type BlockName,
  DRAWINGS,
  type Drawing,
  type DrawingName,
  type DrawingRemark,
  type DrawingWish,
  type Extent,
  type Variant,
} from "./drawings.ts";
import type { Modules } from "./modules.ts";
import { FIXED, lines, THEMED } from "./paint.ts";
import { type Picture, pictureOf } from "./pictures.ts";
import type { Graphics, TerminalGifts } from "./terminal.ts";

export type { DrawingName, DrawingRemark, DrawingWish, Extent } from "./drawings.ts";

/** Rows and columns that are free for the code, and what the terminal can show. */
export interface Space extends Extent {
  readonly gifts: TerminalGifts;
}

export type NoDrawing =
  /** `needs`: the space in which the drawing that lacks least stands whole. */
  | { readonly kind: "too-small"; readonly needs: Extent; readonly has: Extent }
  | {
      readonly kind: "cannot";
      readonly why: /** The text is longer than any code holds. */
        | "too-long"
        /** `--qr none`. */
        | "not-wanted"
        /** A terminal without colour codes: only its own two colours, of which nobody knows which is light. */
        | "no-colours";
    };

export type Chosen =
  | { readonly kind: "fits"; readonly variant: Variant; readonly remark: DrawingRemark | null }
  | NoDrawing;

export type CodeDrawing =
  | {
      readonly kind: "drawn";
      readonly name: DrawingName;
      /** What stands in its cells: for a picture blanks, under it. */
      readonly lines: readonly string[];
      readonly picture: Picture | null;
      readonly rows: number;
      readonly columns: number;
      readonly remark: DrawingRemark | null;
    }
  | NoDrawing;

/**
 * The choice for a code of `side` modules (null: the text is too long for any). A wish is taken at its word, whatever
 * the terminal is known to show; only whole it must stand there.
 */
export function chooseDrawing(side: number | null, space: Space, wish: DrawingWish | null = null): Chosen {
  if (wish === "none") return { kind: "cannot", why: "not-wanted" };
  if (side === null) return { kind: "cannot", why: "too-long" };
  const drawings = DRAWINGS.filter((drawing) => (wish === null ? chosenFrom(drawing, space) : drawing.name === wish));
  const variants = drawings.flatMap((drawing) => drawing.variants(side, space));
  const fitting = variants.find((variant) => lacks(variant, space) === 0);
  if (fitting) return { kind: "fits", variant: fitting, remark: remarkOn(fitting, space.gifts) };
  const [nearest] = variants.filter(({ tight }) => !tight).sort((a, b) => lacks(a, space) - lacks(b, space));
  if (!nearest) return { kind: "cannot", why: "no-colours" };
  return {
    kind: "too-small",
    needs: { rows: nearest.rows, columns: nearest.columns },
    has: { rows: space.rows, columns: space.columns },
  };
}

/** The chosen drawing of the code; `modules` is null for a text that no code holds. */
export function drawingFor(modules: Modules | null, space: Space, wish: DrawingWish | null = null): CodeDrawing {
  const chosen = chooseDrawing(modules?.length ?? null, space, wish);
  return chosen.kind !== "fits" || modules === null ? (chosen as NoDrawing) : draw(modules, chosen, space.gifts);
}

/** A drawing that was chosen for a code of this size. */
export function draw(
  modules: Modules,
  chosen: Extract<Chosen, { kind: "fits" }>,
  { colours }: TerminalGifts,
): Extract<CodeDrawing, { kind: "drawn" }> {
  const { name, rows, columns, quiet, scale } = chosen.variant;
  const picture = scale === 0 ? null : pictureOf(name as Graphics, modules, scale);
  const { cell, draw: cellOf } = BLOCKS[picture === null ? (name as BlockName) : "full"];
  const step = { rows: cell.rows, columns: Math.max(1, cell.columns) };
  return {
    kind: "drawn",
    name,
    lines: picture
      ? Array.from({ length: rows }, () => " ".repeat(columns))
      : lines(modules, quiet, step, colours === 16 ? THEMED : FIXED, cellOf),
    picture,
    rows,
    columns,
    remark: chosen.remark,
  };
}

/** In the order in which one key goes round them. */
const ROUND: readonly DrawingName[] = ["half", "half-top", "full", "sextant", "kitty", "iterm", "sixel"];

/** The drawing after this one, of those that fit; null where there is no other. */
export function nextDrawing(side: number | null, space: Space, shown: DrawingName): DrawingName | null {
  const fits = (name: DrawingName) => {
    const drawing = DRAWINGS.find((one) => one.name === name);
    return drawing?.usable(space.gifts) && chooseDrawing(side, space, name).kind === "fits";
  };
  const at = ROUND.indexOf(shown);
  const others = [...ROUND.slice(at + 1), ...ROUND.slice(0, Math.max(0, at))];
  return others.find(fits) ?? null;
}

function chosenFrom(drawing: Drawing, { gifts }: Space): boolean {
  return drawing.name !== "half-top" && drawing.usable(gifts);
}

/** Rows and columns that are missing. */
function lacks(extent: Extent, space: Extent): number {
  return Math.max(0, extent.rows - space.rows) + Math.max(0, extent.columns - space.columns);
}

function remarkOn({ name, tight, scale }: Variant, gifts: TerminalGifts): DrawingRemark | null {
  if (scale > 0) return null;
  if (gifts.colours === 16 && !gifts.console) return "themed";
  if (tight) return "tight";
  if (name === "sextant") return "compact";
  return gifts.maker === "apple" && name !== "full" ? "gaps" : null;
}
