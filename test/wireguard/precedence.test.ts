/** Where several conventions fit one peer: marked forms before a bare comment inside, that before a bare one above. */
import { describe, expect, test } from "vitest";
import { parseConf } from "../../src/wireguard/conf.ts";
import { MARKED } from "../../src/wireguard/names/conventions.ts";
import { nameFormOf, nameLines } from "../../src/wireguard/names.ts";

const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const HEAD = "[Interface]\nListenPort = 51820\n\n";
const FORMS = [...new Set(MARKED.map(({ id }) => id))];

const read = (lines: readonly string[]) => {
  const conf = parseConf(HEAD + Buffer.from(`${lines.join("\n")}\n`).toString("latin1"));
  return conf.peers.map(({ name, nameForm }) => [name, nameForm]);
};

describe.each(FORMS)("%s", (form) => {
  const { above, inside, below } = nameLines(form, "alice", { publicKey: KEY });

  test("comes before a bare comment below the header", () => {
    const lines = [
      ...above,
      "[Peer]",
      "# a remark",
      ...inside,
      `PublicKey = ${KEY}`,
      "AllowedIPs = 10.0.0.2/32",
      ...below,
    ];
    expect(read(lines)).toEqual([["alice", form]]);
  });

  test("comes before a bare comment directly above the key", () => {
    const lines = [
      ...above,
      "[Peer]",
      ...inside,
      "AllowedIPs = 10.0.0.2/32",
      "# a remark",
      `PublicKey = ${KEY}`,
      ...below,
    ];
    expect(read(lines)).toEqual([["alice", form]]);
  });

  test("comes before a bare comment above the header", () => {
    const lines = [...above, "# a remark", "[Peer]", ...inside, `PublicKey = ${KEY}`, ...below];
    expect(read(lines)).toEqual([["alice", form]]);
    expect(read(["# a remark", ...lines.filter((line) => line !== "# a remark")])).toEqual([["alice", form]]);
  });
});

test("a bare comment inside comes before one above", () => {
  expect(read(["# above", "[Peer]", "# inside", `PublicKey = ${KEY}`])).toEqual([["inside", "inside"]]);
});

test("a comment directly above the key comes before one below the header, and the first of a run names it all", () => {
  const remark = ["[Peer]", "# a remark", "AllowedIPs = 10.0.0.2/32", "# alice", `PublicKey = ${KEY}`];
  expect(read(remark)).toEqual([["alice", "above-key"]]);
  expect(read(["[Peer]", "# alice", "# her new phone", `PublicKey = ${KEY}`])).toEqual([["alice", "inside"]]);
  expect(read(["[Peer]", "# PublicKey = old", "# alice", `PublicKey = ${KEY}`])).toEqual([["alice", "above-key"]]);
});

test("the last friendly_name wins, as in the exporter that reads it", () => {
  const lines = ["[Peer]", "# friendly_name=old", `PublicKey = ${KEY}`, "# friendly_name = alice"];
  expect(read(lines)).toEqual([["alice", "friendly_name"]]);
});

test("of the bare comments above, the one that touches the header names the peer", () => {
  expect(read(["# family", "", "# alice", "[Peer]", `PublicKey = ${KEY}`])).toEqual([["alice", "above"]]);
  expect(read(["# alice", "", "[Peer]", `PublicKey = ${KEY}`])).toEqual([[null, null]]);
});

test("a comment above a header is the next peer's, never the one's before", () => {
  const lines = ["# alice", "[Peer]", `PublicKey = ${KEY}`, "# bob", "[Peer]", `PublicKey = ${KEY}`];
  expect(read(lines)).toEqual([
    ["alice", "above"],
    ["bob", "above"],
  ]);
});

test.each([
  [["# alice", "# friendly_name = bob", "# Name = carol", "# friendly_name = dan"], "friendly_name"],
  [["# friendly_name = alice", "# Name = bob"], "name-equals"],
  [["# Name = alice", "# friendly_name = bob"], "friendly_name"],
  [["# Name = alice", "# bob", "# bob2", "# Name = carol"], "name-equals"],
  [["", "", "# Name = carol"], "name-equals"],
  [["", ""], "friendly_name"],
])("where names stand as %j, a new one is written as %s: most peers' form, of equals the last's", (comments, form) => {
  const text = HEAD + comments.map((comment) => `[Peer]\n${comment}\nPublicKey = ${KEY}\n\n`).join("");
  expect(nameFormOf(parseConf(text))).toBe(form);
});

test("a file without a peer is written to as its maker would, where its head tells who that is", () => {
  const first = `# 10.8.0.0/24 fd00::/64 203.0.113.5:51820 ${KEY} 1.1.1.1 1420 25 0.0.0.0/0,::/0\n`;
  expect(nameFormOf(parseConf(first + HEAD))).toBe("complexorganizations");
  expect(nameFormOf(parseConf(`# ENDPOINT 203.0.113.5\n${HEAD}`))).toBe("nyr");
  expect(nameFormOf(parseConf(HEAD))).toBe("friendly_name");
  expect(nameFormOf(parseConf(HEAD), "pivpn")).toBe("pivpn");
});
