/**
 * What the bundle puts in the place of yoga-layout, which Ink lays out with: 100 kB of WebAssembly that knows all of
 * flexbox. The screens are one box as large as the window with whole lines in it (screens/parts/rows.tsx), and where
 * such a line goes is no question: drawing.ts puts one below the other. So Ink's calls end here, and do nothing.
 * A style that would need more than that is refused aloud.
 */

/** A style as Ink's Box and Text write it. */
export type Style = Readonly<Record<string, unknown>>;

/** The values under which a line below a line is all there is to it. What is in no row here stops the program. */
const KNOWN: Readonly<Record<string, (value: unknown) => boolean>> = {
  width: isCount,
  height: isCount,
  // What Box and Text say unasked; drawing.ts wants a column of whatever holds more than one thing.
  flexDirection: (value) => value === "row" || value === "column",
  flexWrap: (value) => value === "nowrap",
  flexGrow: (value) => value === 0,
  // Nothing is higher than the window, so nothing ever shrinks.
  flexShrink: (value) => value === 0 || value === 1,
  backgroundColor: (value) => value === undefined,
  overflowX: (value) => value === "visible",
  overflowY: (value) => value === "visible",
  // Rows are cut to the window before Ink sees them; a text that wraps would have to be measured.
  textWrap: (value) => value === "truncate" || value === "wrap",
};

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0;
}

/** In the place of ink/build/styles.js. Throws at a style that drawing.ts would not follow. */
export function applyStyles(_node: unknown, style: Style): void {
  for (const [key, value] of Object.entries(style)) {
    if (!KNOWN[key]?.(value)) throw new Error(`the bundle draws whole lines, without ${key}: ${String(value)}`);
  }
}

/** In the place of yoga's Node: Ink makes one for each box and text, and asks nothing of it that matters here. */
class Node {
  static create(): Node {
    return new Node();
  }
  setMeasureFunc(): void {}
  unsetMeasureFunc(): void {}
  insertChild(): void {}
  removeChild(): void {}
  getChildCount(): number {
    return 0;
  }
  markDirty(): void {}
  setWidth(): void {}
  calculateLayout(): void {}
  free(): void {}
  freeRecursive(): void {}
}

export default { Node, DIRECTION_LTR: 1 };
