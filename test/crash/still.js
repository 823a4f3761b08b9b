/**
 * Loaded before the program (`node --import`): keys and names come from a counter and the clock stands, so that every
 * run makes the same calls on the same paths and writes the same bytes. Only the tests' own Node is told of it.
 */

/**
 * Loaded before the program (`node --import`): keys and names come from a counter and the clock stands, so that every
 * run makes the same calls on the same paths and writes the same bytes. Only the tests' own Node is told of it.
 */
import crypto, { createHash } from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

let drawn = 0;

/** As many bytes as asked, the same ones in each process. */
crypto.randomBytes = (count) => {
  const parts = [];
  for (let size = 0; size < count; size += 32) {
    parts.push(createHash("sha256").update(`${process.env.WG_WIZARD_STILL} ${drawn++}`).digest());
  }
  return Buffer.concat(parts).subarray(0, count);
};
syncBuiltinESMExports();

const NOW = Date.UTC(2026, 10, 22, 14, 5, 31);
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(NOW);
    else super(...given);
  }
  static now() {
    return NOW;
  }
};
