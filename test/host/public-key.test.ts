/** Two ways to a public key that must never differ: OpenSSL's here, tweetnacl's in wireguard/. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publicHalf } from "../../src/host/public-key.ts";
import { publicKeyOf } from "../../src/wireguard/key.ts";

describe("the public half of a key", () => {
  it("is the same by OpenSSL and by tweetnacl, clamped or not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const key = Buffer.from(bytes).toString("base64");
        expect(publicHalf(key)).toBe(publicKeyOf(key));
      }),
      { numRuns: 50 },
    );
  });

  it("is nothing for what is no key", () => {
    expect([publicHalf(null), publicHalf(""), publicHalf("x".repeat(44))]).toEqual([null, null, null]);
  });
});
