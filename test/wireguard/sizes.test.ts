/** Files of every size are read right: a hundred thousand peers, a line of 200 kB, a list of 3,000 networks. */
import { describe, expect, test } from "vitest";
import { appendBlock, blockLines, readsBack } from "../../src/wireguard/block.ts";
import { editText, parseConf } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { nameFormOf } from "../../src/wireguard/names.ts";
import { ownerOf } from "../../src/wireguard/owner.ts";

const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const HEAD = "[Interface]\nAddress = 10.0.0.1/8\nListenPort = 51820\n";
const NEW = [
  ["PublicKey", KEY],
  ["AllowedIPs", "10.250.0.1/32"],
] as const;

describe("a file of 100,000 peers", () => {
  const COUNT = 100_000;
  const address = (at: number) => `10.${(at + 2) >> 16}.${((at + 2) >> 8) & 255}.${(at + 2) & 255}/32`;
  const key = (at: number) => `${at.toString().padStart(42, "A")}A=`;
  const blocks = Array.from(
    { length: COUNT },
    (_, at) =>
      `\n# BEGIN_PEER p${at}\n[Peer]\nPublicKey = ${key(at)}\nAllowedIPs = ${address(at)}\n# END_PEER p${at}\n`,
  );
  const text = HEAD + blocks.join("");
  const conf = parseConf(text);

  test("is read whole: each peer with its name, its key, its address and its lines", () => {
    expect(conf.peers).toHaveLength(COUNT);
    const wrong = conf.peers.filter(
      ({ name, publicKey, allowedIPs, line, from, to }, at) =>
        name !== `p${at}` ||
        publicKey !== key(at) ||
        allowedIPs.join() !== address(at) ||
        line !== 6 + 6 * at ||
        from !== line - 1 ||
        to !== line + 3,
    );
    expect(wrong).toEqual([]);
    expect(faultsOf(conf)).toEqual([]);
    expect(conf.lines.join("\n")).toBe(text);
  });

  test("gets one more at its end, and a fault in its last line is told with that line", () => {
    expect(nameFormOf(conf)).toBe("nyr");
    expect(readsBack(conf, "dora")).toBe(true);
    const after = editText(conf, [appendBlock(conf, blockLines(conf, "dora", NEW))]);
    expect(after.startsWith(text)).toBe(true);
    expect(after.slice(text.length)).toBe(
      `\n# BEGIN_PEER dora\n[Peer]\nPublicKey = ${KEY}\nAllowedIPs = 10.250.0.1/32\n# END_PEER dora\n`,
    );
    const bad = parseConf(`${text}Foo = 1\n`);
    expect(faultsOf(bad).map(({ id, line }) => [id, line])).toEqual([["unknown-key", bad.lines.length - 1]]);
  });
});

describe("a comment of 200 kB", () => {
  const long = "x".repeat(200_000);

  test.each([
    ["at the top", `#${long}\n${HEAD}\n[Peer]\n# alice\nPublicKey = ${KEY}\n`],
    ["above a peer", `${HEAD}\n#${long}\n# alice\n[Peer]\nPublicKey = ${KEY}\n`],
    ["inside a peer", `${HEAD}\n[Peer]\n# friendly_name = alice\n#${long}\nPublicKey = ${KEY}\n`],
    ["behind a setting", `${HEAD}\n[Peer]\n# alice\nPublicKey = ${KEY} #${long}\n`],
    [
      "of many marks",
      `${HEAD}\n[Peer]\n# alice\n# ${"a / Updated: BEGIN_PEER end ### ".repeat(6_000)}\nPublicKey = ${KEY}\n`,
    ],
  ])("%s changes nothing of what is read", (_where, text) => {
    const conf = parseConf(text);
    expect(conf.peers.map(({ name, publicKey }) => [name, publicKey])).toEqual([["alice", KEY]]);
    expect(conf.interface).toMatchObject({ listenPort: 51820, addresses: ["10.0.0.1/8"] });
    expect(faultsOf(conf)).toEqual([]);
    expect(ownerOf(conf)).toBeNull();
    const after = editText(conf, [appendBlock(conf, blockLines(conf, "dora", NEW))]);
    expect(after.startsWith(text)).toBe(true);
    expect(parseConf(after).peers.map(({ name }) => name)).toEqual(["alice", "dora"]);
  });

  test("names nobody by itself", () => {
    expect(parseConf(`[Peer]\n#${long}\nPublicKey = ${KEY}\n`).peers[0]?.name).toBeNull();
    expect(parseConf(`#${long}\n[Peer]\nPublicKey = ${KEY}\n`).peers[0]?.name).toBeNull();
  });
});

describe("3,000 AllowedIPs in one line", () => {
  const networks = Array.from({ length: 3_000 }, (_, at) => `10.${at >> 8}.${at & 255}.0/24`);
  const file = (list: readonly string[]) => `${HEAD}\n[Peer]\nPublicKey = ${KEY}\nAllowedIPs = ${list.join(", ")}\n`;

  test("are all read, in their order", () => {
    const conf = parseConf(file(networks));
    expect(conf.peers[0]?.allowedIPs).toEqual(networks);
    expect(faultsOf(conf)).toEqual([]);
  });

  test("are refused for the one that is wrong, which is told alone", () => {
    const [fault, ...more] = faultsOf(parseConf(file([...networks, "10.0.0.300/24", ...networks])));
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ id: "bad-value", line: 7, values: { value: "10.0.0.300" } });
  });
});
