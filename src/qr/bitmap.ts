/**
 * A code as a picture of pixels, packed as PNG has it: one bit a pixel, 1 is white, each row begun on a byte of its own.
 */
import type { Modules } from "./modules.ts";
import { darkAt } from "./paint.ts";

export interface Bitmap {
  /** Pixels in a row, and rows. */
  readonly side: number;
  /** Bytes in a row. */
  readonly stride: number;
  readonly bits: Uint8Array;
}

/** Modules of white around a picture: what the standard asks for. */
export const PICTURE_QUIET = 4;

/** The code with its quiet zone, `scale` pixels a module. */
export function bitmapOf(modules: Modules, scale: number): Bitmap {
  const count = modules.length + 2 * PICTURE_QUIET;
  const side = count * scale;
  const stride = Math.ceil(side / 8);
  const bits = new Uint8Array(stride * side);
  for (let module = 0; module < count; module++) {
    const first = module * scale * stride;
    for (let x = 0; x < side; x++) {
      const dark = darkAt(modules, module - PICTURE_QUIET, Math.floor(x / scale) - PICTURE_QUIET);
      if (!dark) bits[first + (x >> 3)] = (bits[first + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
    for (let y = 1; y < scale; y++) bits.copyWithin(first + y * stride, first, first + stride);
  }
  return { side, stride, bits };
}

/** Whether a pixel is white. */
export function whiteAt({ stride, bits }: Bitmap, x: number, y: number): boolean {
  return ((bits[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}
