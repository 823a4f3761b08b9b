/**
 * Bytes as a zlib stream (RFC 1950, 1951), without node:zlib: one block of fixed codes whose only repetitions are those
 * at distances that the caller knows of. For a picture whose rows repeat that is most of what there is to gain.
 */

/** The shortest and the longest repetition that deflate knows. */
const LEAST = 3;
const MOST = 258;

/** Bases of the length codes 257 to 285, and of the distance codes 0 to 29 (RFC 1951 §3.2.5); the rest are extra bits. */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];

/** `distances`: how far back the same bytes are likely to stand, at most 32768. */
export function zlib(bytes: Uint8Array, distances: readonly number[]): Uint8Array {
  const out: number[] = [0x78, 0x01];
  let held = 0;
  let count = 0;
  const put = (value: number, width: number) => {
    held |= value << count;
    count += width;
    while (count >= 8) {
      out.push(held & 0xff);
      held >>>= 8;
      count -= 8;
    }
  };
  /** Huffman codes stand with their highest bit first, everything else with its lowest. */
  const code = (value: number, width: number) => {
    for (let bit = width - 1; bit >= 0; bit--) put((value >> bit) & 1, 1);
  };
  const symbol = (value: number) => {
    if (value < 144) code(0x30 + value, 8);
    else if (value < 256) code(0x190 + value - 144, 9);
    else if (value < 280) code(value - 256, 7);
    else code(0xc0 + value - 280, 8);
  };

  put(1, 1);
  put(1, 2);
  for (let at = 0; at < bytes.length; ) {
    let [length, distance] = [0, 0];
    for (const back of distances) {
      const same = repeats(bytes, at, back);
      if (same > length) [length, distance] = [same, back];
    }
    if (length < LEAST) {
      symbol(bytes[at++] as number);
      continue;
    }
    const long = LENGTHS.findLastIndex((base) => base <= length);
    symbol(257 + long);
    put(length - (LENGTHS[long] as number), long < 8 || long === 28 ? 0 : (long >> 2) - 1);
    const far = DISTANCES.findLastIndex((base) => base <= distance);
    code(far, 5);
    put(distance - (DISTANCES[far] as number), far < 4 ? 0 : (far >> 1) - 1);
    at += length;
  }
  symbol(256);
  if (count > 0) put(0, 8 - count);
  const sum = adler32(bytes);
  return Uint8Array.from([...out, ...big32(sum)]);
}

/** How many bytes from `at` on are those that stand so far back. */
function repeats(bytes: Uint8Array, at: number, back: number): number {
  if (back > at) return 0;
  let length = 0;
  while (length < MOST && at + length < bytes.length && bytes[at + length] === bytes[at + length - back]) length++;
  return length;
}

function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}

/** A number as four bytes, the highest first. */
export function big32(value: number): readonly number[] {
  return [(value >>> 24) & 0xff, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}
