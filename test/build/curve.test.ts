/** The bundle multiplies on Curve25519 by OpenSSL (curve.ts): to what tweetnacl says, which all other tests run with. */
import fc from "fast-check";
import nacl from "tweetnacl";
import { describe, expect, test } from "vitest";
import curve from "../../src/build/curve.ts";

describe("the public half of a private key", () => {
  test("is the same, clamped or not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (secret) => {
        expect(curve.scalarMult.base(secret)).toEqual(nacl.scalarMult.base(secret));
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ["zeros", 0],
    ["ones", 255],
  ])("is the same of a key of %s", (_name, byte) => {
    const secret = new Uint8Array(32).fill(byte);
    expect(curve.scalarMult.base(secret)).toEqual(nacl.scalarMult.base(secret));
  });

  test("is refused of what has another length", () => {
    expect(() => curve.scalarMult.base(new Uint8Array(31))).toThrow();
    expect(() => nacl.scalarMult.base(new Uint8Array(31))).toThrow();
  });
});
