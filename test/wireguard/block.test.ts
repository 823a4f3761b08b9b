/** A new peer's block at the end of a file: the old bytes whole, one blank line, none inside, the file's own line ends. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendBlock, blockLines, readsBack } from "../../src/wireguard/block.ts";
import { byteText, editText, parseConf } from "../../src/wireguard/conf.ts";
import { MARKED } from "../../src/wireguard/names/conventions.ts";
import { nameLines, nameRefusal } from "../../src/wireguard/names.ts";

const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const SETTINGS = [
  ["PublicKey", KEY],
  ["AllowedIPs", "10.0.0.9/32"],
] as const;
const BLOCK = `[Peer]\n# friendly_name = dora\nPublicKey = ${KEY}\nAllowedIPs = 10.0.0.9/32\n`;

function added(text: string, name = "dora"): string {
  const conf = parseConf(text);
  return editText(conf, [appendBlock(conf, blockLines(conf, name, SETTINGS))]);
}

describe("after a block is added", () => {
  test.each([
    ["an empty file", "", BLOCK],
    ["a file that is one newline", "\n", `\n${BLOCK}`],
    ["a usual file", "[Interface]\nListenPort = 1\n", `[Interface]\nListenPort = 1\n\n${BLOCK}`],
    ["a file that ends in a blank line", "[Interface]\n\n", `[Interface]\n\n${BLOCK}`],
    ["a file that ends in several", "[Interface]\n\n\n", `[Interface]\n\n\n${BLOCK}`],
    ["a file without its last newline", "[Interface]\nListenPort = 1", `[Interface]\nListenPort = 1\n\n${BLOCK}`],
    [
      "a file of Windows' line ends",
      "[Interface]\r\nListenPort = 1\r\n",
      `[Interface]\r\nListenPort = 1\r\n\r\n${BLOCK.replaceAll("\n", "\r\n")}`,
    ],
    [
      "one of these that ends in a blank line",
      "[Interface]\r\n\r\n",
      `[Interface]\r\n\r\n${BLOCK.replaceAll("\n", "\r\n")}`,
    ],
    [
      "one of these without its last newline",
      "[Interface]\r\nListenPort = 1",
      `[Interface]\r\nListenPort = 1\r\n\r\n${BLOCK.replaceAll("\n", "\r\n")}`,
    ],
    [
      "a file with one odd line end",
      "[Interface]\nListenPort = 1\r\nMTU = 1400\n",
      `[Interface]\nListenPort = 1\r\nMTU = 1400\n\n${BLOCK}`,
    ],
    ["a file that ends in a line of blanks", "[Interface]\n  \n", `[Interface]\n  \n\n${BLOCK}`],
  ])("%s looks as it should", (_, before, after) => {
    expect(added(before)).toBe(after);
  });

  test("the name stands in the file as UTF-8", () => {
    expect(added("", "Лена")).toContain(byteText("# friendly_name = Лена"));
  });

  test("all the old bytes are there, in their order, and nobody else is touched", () => {
    const file = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((all) => Buffer.from(all).toString("latin1")),
      fc
        .array(
          fc.constantFrom(
            "[Interface]",
            "[Peer]",
            "# a",
            "# friendly_name = b",
            `PublicKey = ${KEY}`,
            "",
            "\r",
            "  ",
            "Address = 10.0.0.1/24\r",
            "# END_PEER a",
            "\xff",
          ),
          { maxLength: 20 },
        )
        .map((lines) => lines.join("\n")),
    );
    fc.assert(
      fc.property(file, (text) => {
        const after = added(text);
        let at = -1;
        for (const sign of text) {
          at = after.indexOf(sign, at + 1);
          if (at < 0) throw new Error("a byte is lost");
        }
        expect(after.endsWith("\n")).toBe(true);
        const before = parseConf(text);
        const now = parseConf(after);
        expect(now.peers.length).toBe(before.peers.length + 1);
        expect(now.peers.slice(0, -1).map(({ publicKey, name, to }) => [publicKey, name, to])).toEqual(
          before.peers.map(({ publicKey, name, to }) => [publicKey, name, to]),
        );
        expect(now.peers.at(-1)).toMatchObject({ publicKey: KEY, allowedIPs: ["10.0.0.9/32"] });
        const block = now.lines.slice((now.peers.at(-1)?.from ?? 0) - 1, now.peers.at(-1)?.to);
        expect(block.filter((line) => line.trim() === "")).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a name", () => {
  const forms = [...new Set(MARKED.map(({ id }) => id)), "inside", "above", "above-key"];

  test.each(forms)("that %s can hold reads back, one that it cannot is refused before it is written", (form) => {
    const conf = parseConf("[Interface]\nListenPort = 1\n");
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }),
      fc.constantFrom(
        "alice",
        "Лена",
        "a (2)",
        "a / b",
        "x ###",
        "start",
        "a end",
        "a\nb",
        " a",
        "a ",
        "#",
        "---",
        "PublicKey = x",
        "[Peer]",
        '"',
        "a > b.conf",
        "peer1",
      ),
    );
    fc.assert(
      fc.property(name, (one) => {
        const reads = readsBack(conf, one, form);
        if (!reads) return;
        const { above, inside, below } = nameLines(form, one, { publicKey: KEY });
        const text = [
          "[Interface]",
          "ListenPort = 1",
          "",
          ...above,
          "[Peer]",
          ...inside,
          `PublicKey = ${KEY}`,
          ...below,
          "",
        ].join("\n");
        expect(parseConf(byteText(text)).peers.map((peer) => peer.name)).toEqual([one]);
      }),
      { numRuns: 150 },
    );
    expect(readsBack(conf, "alice", form)).toBe(true);
    expect(readsBack(conf, "", form)).toBe(false);
    // JSON can hold a newline; what is typed is never allowed one anyway.
    expect(readsBack(conf, "a\nb", form)).toBe(form === "friendly_json");
    expect(readsBack(conf, " a", form)).toBe(false);
  });

  test("that would be read as something else does not read back", () => {
    const above = parseConf("[Interface]\nListenPort = 1\n\n# bob\n[Peer]\nPublicKey = k\n");
    expect(readsBack(above, "Lena's phone")).toBe(true);
    for (const name of ["---", "PublicKey", "clients dial a:1", "friendly_name = x"])
      expect([name, readsBack(above, name)]).toEqual([name, false]);
    const genWeb = parseConf("[Interface]\n\n# bob / - / Updated: - / Created: -\n[Peer]\nPublicKey = k\n");
    expect(readsBack(genWeb, "a / b")).toBe(false);
  });

  test("reads back in a file of ten thousand peers as well", () => {
    const conf = parseConf(
      Array.from({ length: 10_000 }, (_, at) => `\n# p${at}\n[Peer]\nPublicKey = ${KEY}\n`).join(""),
    );
    expect(readsBack(conf, "dora")).toBe(true);
    expect(readsBack(conf, "-----")).toBe(false);
  });

  test.each([
    [
      "angristan",
      ["alice", "a_b-9", "x".repeat(15)],
      ["x".repeat(16), "a b", "Лена", "a.b", ""],
      "wireguard-install (angristan)",
    ],
    ["nyr", ["alice"], ["a b", "x".repeat(16), "a.b"], "wireguard-install (Nyr, hwdsl2)"],
    ["pivpn", ["alice", "a.b@c"], ["a b", "x".repeat(16), "Лена"], "PiVPN"],
    ["wg-cmd", ["alice", "A1._@:+-"], ["1a", "a b", "Лена", ""], "WG Commander (wg-cmd)"],
    ["linuxserver", ["alice", "peer1", "1"], ["a_b", "a b"], "docker-wireguard (linuxserver)"],
    ["complexorganizations", ["alice"], ["a b"], "wireguard-manager (complexorganizations)"],
    ["easy-wg-quick", ["alice"], ["a b", "a/b"], "easy-wg-quick"],
  ])("in a file of %s keeps to that tool's grammar", (form, good, bad, tool) => {
    for (const name of good) expect(nameRefusal(form, name)).toBe(null);
    for (const name of bad) expect(nameRefusal(form, name)?.tool).toBe(tool);
    expect(nameRefusal(form, "*")?.allowed).toMatch(/^A-Z a-z/);
  });

  test("in other files has no narrower grammar", () => {
    for (const form of ["friendly_name", "above", "inside", "founding-note", "wg-easy"])
      expect(nameRefusal(form, "Лена, телефон")).toBe(null);
  });
});
