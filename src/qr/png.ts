/** A code as a PNG (W3C PNG, third edition): greyscale, one bit a pixel. */
import { bitmapOf } from "./bitmap.ts";
import { big32, zlib } from "./deflate.ts";
import type { Modules } from "./modules.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The picture's file, `scale` pixels a module. A secret, as the code is. */
export function pngOf(modules: Modules, scale: number): Uint8Array {
  const { side, stride, bits } = bitmapOf(modules, scale);
  // Each row begins with the byte that names its filter: none.
  const rows = new Uint8Array((stride + 1) * side);
  for (let y = 0; y < side; y++) rows.set(bits.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return Uint8Array.from([
    ...SIGNATURE,
    ...chunk("IHDR", [...big32(side), ...big32(side), 1, 0, 0, 0, 0]),
    ...chunk("IDAT", [...zlib(rows, [stride + 1, 1])]),
    ...chunk("IEND", []),
  ]);
}

function chunk(type: string, data: readonly number[]): number[] {
  const body = [...Array.from(type, (letter) => letter.charCodeAt(0)), ...data];
  return [...big32(data.length), ...body, ...big32(crc32(body))];
}

/** CRC-32 as PNG's annex D has it. */
function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
