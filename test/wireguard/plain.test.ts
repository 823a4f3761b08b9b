/** Peers in the usual form are read in one go (plain.ts): to the same as line by line, whatever stands between them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseConf, parseLineByLine } from "../../src/wireguard/conf.ts";
import { plainRuns } from "../../src/wireguard/plain.ts";

const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

const name = fc.oneof(
  fc.constantFrom(
    "start",
    "x start",
    "end",
    "x end",
    "begin x",
    "Name",
    "=",
    "= x",
    "\xd0\x9b\xd0\xb5\xd0\xbd\xd0\xb0",
    "\xc2\xa0",
    "\xff",
  ),
  fc.stringMatching(/^[\w.-]{1,10}(?: [\w.-]{1,10}){0,2}$/),
);

/** A block as most tools write it, and now and then a little different. */
const block = fc
  .record({
    comment: fc.option(
      fc.oneof(
        { weight: 5, arbitrary: name.map((one) => `# friendly_name = ${one}`) },
        fc.constantFrom("# x", "### begin x ###", "# friendly_json = {}", "#friendly_name=x"),
      ),
    ),
    psk: fc.boolean(),
    networks: fc.constantFrom(
      "10.0.0.2/32",
      "10.0.0.2/32, fd00::2/128",
      "10.0.0.2/32,10.1.0.0/16",
      "",
      "10.0.0.2/32 ,10.1.0.0/16",
    ),
    endpoint: fc.option(fc.constantFrom("198.51.100.7:51820", "[2001:db8::7]:51820", "vpn.example.org:51820")),
    keepalive: fc.option(fc.constantFrom("25", "off", "0", "65536", "0x19", "")),
    key: fc.constantFrom(KEY, "short", ""),
    header: fc.oneof(
      { weight: 9, arbitrary: fc.constant("[Peer]") },
      fc.constantFrom("[peer]", " [Peer]", "[Peer] # x", "[Interface]", "[Other]"),
    ),
  })
  .map(({ comment, psk, networks, endpoint, keepalive, key, header }) => [
    header,
    ...(comment === null ? [] : [comment]),
    `PublicKey = ${key}`,
    ...(psk ? [`PresharedKey = ${KEY}`] : []),
    `AllowedIPs = ${networks}`,
    ...(endpoint === null ? [] : [`Endpoint = ${endpoint}`]),
    ...(keepalive === null ? [] : [`PersistentKeepalive = ${keepalive}`]),
  ]);

/** What stands between two blocks: nearly always one blank line. */
const between = fc.oneof(
  { weight: 12, arbitrary: fc.constant([""]) },
  fc.constantFrom<string[]>(
    [],
    ["", ""],
    [" "],
    ["", "# a name"],
    ["# of the one above", ""],
    ["# END_PEER x", ""],
    ["# x end", "", "# x start"],
    ["### begin x ###"],
    ["", "# -WGP- x", ""],
    ["#[disabled] [Peer]", "#[disabled] PublicKey = x", ""],
    ["", "#[disabled] [Peer]", "#[disabled] AllowedIPs = 10.0.0.9/32", ""],
    ["junk", ""],
    ["\r"],
    ["\0", ""],
  ),
);

const HEADS = [
  "[Interface]\nAddress = 10.0.0.1/8\nListenPort = 51820\n\n",
  "[Interface]\n\n",
  "# a remark\n\n",
  "",
  "\n\n",
  "\xef\xbb\xbf[Interface]\n\n",
];
const file = fc
  .record({
    head: fc.constantFrom(...HEADS),
    blocks: fc.array(fc.tuple(block, between), { maxLength: 9 }),
    end: fc.constantFrom("", "\n", "\n\n", "\n# the last\n", "\n#[disabled] AllowedIPs = 10.0.0.9/32\n"),
  })
  .map(({ head, blocks, end }) => head + blocks.flatMap(([lines, gap]) => [...lines, ...gap]).join("\n") + end);

describe("peers in the usual form", () => {
  test("say what they say line by line", () => {
    fc.assert(
      fc.property(file, (text) => {
        expect(parseConf(text)).toEqual(parseLineByLine(text));
      }),
      { numRuns: 4000 },
    );
  });

  test("are read in one go, and the one that is different is not", () => {
    const peer = (at: number) =>
      `[Peer]\n# friendly_name = peer-${at}\nPublicKey = ${KEY}\nAllowedIPs = 10.0.0.${at}/32\n`;
    const odd = `[Peer]\nPublicKey=${KEY}\n`;
    const text = `[Interface]\nListenPort = 51820\n\n${[peer(2), peer(3), odd, peer(4), peer(5), peer(6)].join("\n")}`;
    const runs = plainRuns(text, text.split("\n"), Number);
    expect(runs.map(({ peers }) => peers.map(({ name }) => name))).toEqual([
      ["peer-2", "peer-3"],
      ["peer-4", "peer-5", "peer-6"],
    ]);
    expect(parseConf(text)).toEqual(parseLineByLine(text));
  });
});
