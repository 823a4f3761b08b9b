/**
 * Randomness that is the same in every run: for tests alone, so it stands where no bundle can take it in.
 */
import type { Randomness } from "../../src/host/host.ts";

/** Bytes of a small generator (mulberry32) begun with this number. */
export function seeded(seed: number): Randomness {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 0xff;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, next) };
}
