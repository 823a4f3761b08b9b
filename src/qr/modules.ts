/**
 * Text to the black and white squares of a QR code (its modules). Knows no terminal and nothing of what the text means.
 */
import QRCode from "qrcode-terminal/vendor/QRCode/index.js";

/** Rows of modules without any quiet zone; true is dark. Always square: 17 + 4 x version, from 21 to 177. */
export type Modules = readonly (readonly boolean[])[];

/** The weakest error correction, L: a screen is neither torn nor dirty, and M costs up to three versions (terminal-qr.md §2.1). */
const LEVEL_L = 1;

/** Bytes that the versions 1 to 40 hold at level L in byte mode (ISO/IEC 18004, table 7). */
const CAPACITY = [
  17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858, 929, 1003, 1091, 1171,
  1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953,
] as const;

/** The most bytes that any code holds. */
export const CODE_BYTES = 2953;

/** The version of the code for so many bytes, 1 to 40; null where no code holds them. */
export function versionFor(bytes: number): number | null {
  const at = CAPACITY.findIndex((most) => bytes <= most);
  return at < 0 ? null : at + 1;
}

/** Modules in a row of the code for so many bytes; null where no code holds them. */
export function sideFor(bytes: number): number | null {
  const version = versionFor(bytes);
  return version === null ? null : 17 + 4 * version;
}

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
