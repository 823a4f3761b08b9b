/** Addresses and networks, held against ipaddr.js, Node and brute force. */
import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import {
  contains,
  type Family,
  formatAddress,
  formatNetwork,
  freeAddress,
  hostOf,
  isEverything,
  isGlobal,
  isHost,
  lastOf,
  type Network,
  networkOf,
  overlaps,
  parseAddress,
  parseNetwork,
  specialOf,
} from "../../src/wireguard/address.ts";

const value4 = fc.oneof(fc.nat({ max: 0xffff }), fc.integer({ min: 0, max: 0xffffffff })).map(BigInt);
const group = fc.oneof(fc.constant(0n), fc.nat({ max: 0xffff }).map(BigInt));
const value6 = fc
  .array(group, { minLength: 8, maxLength: 8 })
  .map((groups) => groups.reduce((sum, one) => (sum << 16n) | one, 0n));
const network: fc.Arbitrary<Network> = fc.oneof(
  fc.record({ family: fc.constant<Family>(4), value: value4, bits: fc.nat({ max: 32 }) }),
  fc.record({ family: fc.constant<Family>(6), value: value6, bits: fc.nat({ max: 128 }) }),
);

function theirs({ family, value }: { family: Family; value: bigint }): ipaddr.IPv4 | ipaddr.IPv6 {
  const bytes = Array.from({ length: family === 4 ? 4 : 16 }, (_, at) =>
    Number((value >> BigInt((family === 4 ? 24 : 120) - 8 * at)) & 255n),
  );
  return ipaddr.fromByteArray(bytes);
}

describe("an address", () => {
  test("is printed as ipaddr.js prints it, and read back", () => {
    fc.assert(
      fc.property(network, (one) => {
        const text = formatAddress(one);
        const other = theirs(one);
        expect(text).toBe(other instanceof ipaddr.IPv6 ? other.toRFC5952String() : other.toString());
        expect(parseAddress(text)).toEqual({ family: one.family, value: one.value });
        expect(parseNetwork(formatNetwork(one))).toEqual(one);
        if (one.family === 6) expect(parseAddress((other as ipaddr.IPv6).toNormalizedString())?.value).toBe(one.value);
      }),
      { numRuns: 500 },
    );
  });

  test("is read from exactly the texts that Node reads, zone ids left out", () => {
    const sign = fc.constantFrom(..."0123456789abcdefABCDEFg.:::::/%[] ");
    const part = fc.constantFrom(
      "0",
      "1",
      "00",
      "01",
      "255",
      "256",
      "ffff",
      "10000",
      "abcd",
      "",
      ":",
      "::",
      ".",
      "1.2.3.4",
    );
    const text = fc.oneof(
      fc.array(sign, { maxLength: 20 }).map((signs) => signs.join("")),
      fc.array(part, { maxLength: 10 }).map((parts) => parts.join(":")),
      fc.array(part, { maxLength: 5 }).map((parts) => parts.join(".")),
      network.map((one) => theirs(one).toString()),
    );
    fc.assert(
      fc.property(text, (one) => {
        const expected = !one.includes("%") && (isIPv4(one) || isIPv6(one));
        expect([one, parseAddress(one) !== null]).toEqual([one, expected]);
        const address = parseAddress(one);
        // ipaddr.js takes ::1.2.3.4 for ::ffff:1.2.3.4, which inet_pton does not
        if (address?.family === 6 && !one.includes("."))
          expect(theirs(address).toString()).toBe(ipaddr.parse(one).toString());
      }),
      { numRuns: 3000 },
    );
  });

  test("of IPv6 may end in an IPv4 address", () => {
    expect(parseAddress("::1.2.3.4")).toEqual({ family: 6, value: 0x01020304n });
    expect(parseAddress("64:ff9b::1.2.3.4")).toEqual(parseAddress("64:ff9b::102:304"));
  });

  test.each([
    "010.0.0.1",
    "1.2.3",
    "0x7f.0.0.1",
    "fe80::1%eth0",
    "[::1]",
    "1:2:3:4:5:6:7:8::",
    "::1::",
    "",
    "1.2.3.4 ",
    "1.2.3.4::",
  ])("is not read from %j", (text) => {
    expect(parseAddress(text)).toBe(null);
  });
});

test.each([
  ["10.0.0.2", "10.0.0.2/32"],
  ["10.0.0.2/024", "10.0.0.2/24"],
  ["fd00::/0000000000064", "fd00::/64"],
  ["::ffff:1.2.3.4/128", "::ffff:102:304/128"],
  ["10.0.0.2/33", null],
  ["fd00::/129", null],
  ["10.0.0.2/", null],
  ["10.0.0.2/-1", null],
  ["10.0.0.2/24/3", null],
  ["10.0.0.0/255.255.255.0", null],
])("the network %j is read as %j", (text, expected) => {
  const parsed = parseNetwork(text);
  expect(parsed && formatNetwork(parsed)).toBe(expected);
});

test("what a network holds and touches is what ipaddr.js says", () => {
  const near = fc
    .tuple(network, fc.nat({ max: 128 }), fc.bigInt({ min: 0n, max: 255n }))
    .map(([one, bits, flip]): [Network, Network] => [
      one,
      { ...one, value: one.value ^ flip, bits: Math.min(bits, one.family === 4 ? 32 : 128) },
    ]);
  fc.assert(
    fc.property(fc.oneof(near, fc.tuple(network, network)), ([outer, inner]) => {
      const same = outer.family === inner.family;
      const match = (a: Network, b: Network) =>
        same && (theirs(a) as ipaddr.IPv4).match(theirs(b) as ipaddr.IPv4, b.bits);
      expect(contains(outer, inner)).toBe(outer.bits <= inner.bits && match(inner, outer));
      expect(overlaps(outer, inner)).toBe(outer.bits <= inner.bits ? match(inner, outer) : match(outer, inner));
      expect(overlaps(outer, inner)).toBe(overlaps(inner, outer));
      expect(contains(outer, networkOf(outer)) && contains(outer, hostOf(lastOf(outer)))).toBe(true);
    }),
    { numRuns: 1500 },
  );
});

test("a single address and a default route are known as such", () => {
  const read = (text: string) => parseNetwork(text) as Network;
  expect([isHost(read("10.0.0.1/32")), isHost(read("fd00::1/128")), isHost(read("10.0.0.1/31"))]).toEqual([
    true,
    true,
    false,
  ]);
  expect([isEverything(read("0.0.0.0/0")), isEverything(read("::/0")), isEverything(read("0.0.0.0/1"))]).toEqual([
    true,
    true,
    false,
  ]);
});

test("addresses nobody can call from the internet are known", () => {
  const global = (text: string) => isGlobal(parseAddress(text) as Network);
  for (const text of [
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.1.1",
    "127.0.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fd00::1",
    "fe80::1",
    "ff02::1",
  ]) {
    expect([text, global(text)]).toEqual([text, false]);
  }
  for (const text of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"])
    expect([text, global(text)]).toEqual([text, true]);
});

test("ranges that are not for machines are known by what they are for, wider ones are not taken for them", () => {
  const what = (text: string) => specialOf(parseNetwork(text) as Network);
  expect(what("0.0.0.0")).toBe("unspecified");
  expect(what("127.0.0.0/8")).toBe("loopback");
  expect(what("169.254.1.1")).toBe("link-local");
  expect(what("239.0.0.0/8")).toBe("multicast");
  expect(what("255.255.255.255")).toBe("reserved");
  expect(what("::")).toBe("unspecified");
  expect(what("::1")).toBe("loopback");
  expect(what("::ffff:10.0.0.1")).toBe("mapped");
  expect(what("febf::1")).toBe("link-local");
  expect(what("ff02::1")).toBe("multicast");
  for (const text of ["0.0.0.0/0", "126.0.0.0/7", "10.0.0.1", "192.168.0.0/16", "::/0", "::2", "fd00::1", "fec0::1"])
    expect([text, what(text)]).toEqual([text, null]);
});

test("the free address is the lowest that brute force finds", () => {
  const small = fc
    .record({ family: fc.constantFrom<Family>(4, 6), host: fc.nat({ max: 255 }), bits: fc.integer({ min: 0, max: 6 }) })
    .map(
      ({ family, host, bits }): Network => ({
        family,
        value: (family === 4 ? 0x0a080000n : 0xfd000000000000000000000000000000n) + BigInt(host),
        bits: (family === 4 ? 32 : 128) - bits,
      }),
    );
  const taken = fc.array(small, { maxLength: 40 });
  fc.assert(
    fc.property(small, taken, (one, others) => {
      const base = networkOf(one);
      const tiny = (one.family === 4 ? 32 : 128) - one.bits <= 1;
      let expected: bigint | null = null;
      for (let value = base.value; value <= lastOf(one).value; value++) {
        if (!tiny && value === base.value) continue;
        if (!tiny && one.family === 4 && value === lastOf(one).value) continue;
        if (others.some((other) => contains(other, hostOf({ family: one.family, value })))) continue;
        expected = value;
        break;
      }
      expect(freeAddress(one, others)).toEqual(expected === null ? null : { family: one.family, value: expected });
    }),
    { numRuns: 1500 },
  );
});

test("in a wide network the free address is found at once, and none where all is taken", () => {
  const read = (text: string) => parseNetwork(text) as Network;
  expect(freeAddress(read("fd77::1/64"), [read("fd77::1/128"), read("fd77::/112")])).toEqual(parseAddress("fd77::1:0"));
  expect(freeAddress(read("10.77.0.1/24"), [read("10.0.0.0/8")])).toBe(null);
  expect(freeAddress(read("10.77.0.1/30"), [read("10.77.0.1/32"), read("10.77.0.2/32")])).toBe(null);
});
