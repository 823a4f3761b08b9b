/** What a camera before the screen reads: the program's own drawing, cell by cell, by two decoders. */
import { cellsAfter, codeIn, pixelsOf } from "../qr/cells.ts";
import { decodePixels, prepareDecoders } from "../qr/decoders.ts";

/** Pixels of a terminal's cell. */
const CELL = { width: 8, height: 16 };

/** Of a window of this size into which these bytes were written. */
export async function scanned(written: string, rows: number, columns: number): Promise<string> {
  await prepareDecoders();
  const cells = await cellsAfter(written, rows, columns);
  const place = codeIn(cells);
  if (place === null) throw new Error("there is no code on the screen");
  const { cpp, java } = await decodePixels(pixelsOf(cells, place, CELL));
  if (cpp === "" || cpp !== java) throw new Error("the decoders do not read the same from the screen");
  return cpp;
}
