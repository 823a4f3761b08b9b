/**
 * Text to the black and white squares of a QR code (its modules). Knows no terminal and nothing of what the text means.
 */
import QRCode from "qrcode-terminal/vendor/QRCode/index.js";

/** Rows of modules without any quiet zone; true is dark. Always square: 17 + 4 x version, from 21 to 177. */
export type Modules = readonly (readonly boolean[])[];

/** The weakest error correction, L: a screen is neither torn nor dirty, and M costs up to three versions (terminal-qr.md §2.1). */
const LEVEL_L = 1;

/** The most bytes that a code of level L holds (version 40, byte mode). */
export const CODE_BYTES = 2953;

/**
 * The code that carries this byte text (one character a byte: the encoder takes nothing wider). Null where the text
 * is longer than any code holds.
 */
export function modulesOf(byteText: string): Modules | null {
  if (byteText.length > CODE_BYTES) return null;
  if (/[\u0100-\uffff]/.test(byteText)) throw new RangeError("a QR code takes byte text, one character a byte");
  const code = new QRCode(-1, LEVEL_L);
  code.addData(byteText);
  code.make();
  return code.modules.map((row) => row.map(Boolean));
}
