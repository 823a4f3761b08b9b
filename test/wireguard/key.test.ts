/** Keys: RFC 7748's, Node's and `wg`'s are the same as ours. */
import { spawnSync } from "node:child_process";
import { createPrivateKey, createPublicKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isKey, keyPairFrom, presharedKeyFrom, publicKeyOf, shortKey } from "../../src/wireguard/key.ts";

/** wireguard-semantics.md §7: RFC 7748 §6.1, wg(8), and the two extremes. */
const VECTORS = [
  ["dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=", "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo="],
  ["XasIfmJKikt54X+Lg4AO5m87sSkmGLb9HC+LJ/+I4Os=", "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08="],
  ["yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=", "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw="],
  ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "L+V9o0fNYkMVKNqsX7spBzD/9oSvxM/C7ZCZX1jLO3Q="],
  ["//////////////////////////////////////////8=", "hHwNLDdSNPNl5mCVUYejc1oPdhPRYJ06ak2MU66qWiI="],
] as const;

test.each(VECTORS)("the public half of %s is the known one", (privateKey, publicKey) => {
  expect(publicKeyOf(privateKey)).toBe(publicKey);
});

test("a made pair is clamped as `wg genkey` does it, and Node derives the same public key", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (random) => {
      const before = Uint8Array.from(random);
      const { privateKey, publicKey } = keyPairFrom(random);
      expect(random).toEqual(before);
      const raw = Buffer.from(privateKey, "base64");
      expect((raw[0] as number) & 7).toBe(0);
      expect((raw[31] as number) & 0xc0).toBe(0x40);
      expect(isKey(privateKey) && isKey(publicKey)).toBe(true);
      expect(publicKey).toBe(derivedByNode(raw));
      const unclamped = Buffer.from(random).toString("base64");
      expect(publicKeyOf(unclamped)).toBe(publicKey);
      expect(presharedKeyFrom(random)).toBe(unclamped);
    }),
    { numRuns: 40 },
  );
});

function derivedByNode(raw: Buffer): string {
  const der = Buffer.concat([Buffer.from("302e020100300506032b656e04220420", "hex"), raw]);
  const key = createPublicKey(createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
  return (key.export({ format: "der", type: "spki" }) as Buffer).subarray(-32).toString("base64");
}

test("other than 32 bytes make no key, and a text that is none has no public half", () => {
  for (const length of [0, 31, 33]) {
    expect(() => keyPairFrom(new Uint8Array(length))).toThrow(RangeError);
    expect(() => presharedKeyFrom(new Uint8Array(length))).toThrow(RangeError);
  }
  expect(() => publicKeyOf("abc")).toThrow(RangeError);
});

const WG = spawnSync("wg", ["--version"]).status === 0;

describe.skipIf(!WG && process.env.CI !== "true")("the real wg", () => {
  const pubkey = (text: string) => spawnSync("wg", ["pubkey"], { input: text, encoding: "utf8" });

  test("derives the same public keys", () => {
    for (let count = 0; count < 10; count++) {
      const { privateKey, publicKey } = keyPairFrom(randomBytes(32));
      expect(pubkey(privateKey).stdout.trim()).toBe(publicKey);
    }
  });

  test("takes and refuses the same texts as keys", () => {
    const key = VECTORS[0][0];
    const last = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"].map(
      (sign) => `${key.slice(0, 42)}${sign}=`,
    );
    const odd = [
      key.slice(0, 43),
      `${key}=`,
      `=${key.slice(1)}`,
      key.replace("+", "-").replace("X", "_"),
      "",
      key.slice(1),
      ` ${key.slice(1)}`,
    ];
    for (const text of [...last, ...odd]) expect([text, isKey(text)]).toEqual([text, pubkey(text).status === 0]);
  });
});

test("a shortened key still tells two keys apart", () => {
  expect(shortKey(VECTORS[0][1])).toBe("hSDw…bTmo=".replace("bTmo=", VECTORS[0][1].slice(-5)));
  expect(shortKey("short")).toBe("short");
});
