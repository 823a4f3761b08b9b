import fc from "fast-check";
import { expect, test } from "vitest";
import { isTunnelName, numbered, tunnelNameOf } from "../../src/wizard/tunnel-name.ts";

test.each([
  ["lena-phone", "lena-phone"],
  ["anton_sevnet", "anton_sevnet"],
  ["Лена телефон", "Lena-telefon"],
  ["Щука", "Shchuka"],
  ["Ёж и йод", "Yozh-i-yod"],
  ["подъезд", "podezd"],
  ["Їжак Ґанок", "Yizhak-Ganok"],
  ["Ўладзімір", "Uladzimir"],
  ["Zoë Çelik", "Zoe-Celik"],
  ["Łódź", "Lodz"],
  ["Straße", "Strasse"],
  ["ｐｈｏｎｅ", "phone"],
  ["李雷的手机", "peer"],
  ["👩‍👩‍👧", "peer"],
  ["", "peer"],
  ["...", "peer"],
  [".hidden.", "hidden"],
  ["--help", "help"],
  ["anna's / phone", "annas-phone"],
  ["a-name-that-is-too-long", "a-name-that-is"],
  ["CON", "peer-CON"],
  ["nul.phone", "peer-nul.phone"],
  ["com1", "peer-com1"],
  ["console", "console"],
])("%j becomes %s", (name, tunnel) => {
  expect(tunnelNameOf(name)).toBe(tunnel);
});

test("whatever a peer is called, wg-quick, Android and Windows take the name", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 70 }), fc.integer({ min: 2, max: 9999 }), (name, number) => {
      const tunnel = tunnelNameOf(name);
      expect(isTunnelName(tunnel)).toBe(true);
      expect(isTunnelName(numbered(tunnel, number))).toBe(true);
      expect(tunnelNameOf(tunnel)).toBe(tunnel);
    }),
  );
});

test("names that the apps refuse are known as such", () => {
  for (const name of ["", "a b", "лена", "a".repeat(16), ".a", "a.", "aux", "LPT9.x"])
    expect(isTunnelName(name), name).toBe(false);
});
