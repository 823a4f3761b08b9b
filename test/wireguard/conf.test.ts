/** A server's file as it is read: lossless whatever it holds, and understood as `wg` and `wg-quick` understand it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteText, type Conf, editText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { nameFormOf, nameOfPeer } from "../../src/wireguard/names.ts";
import { isSecretLine, secretIn } from "../../src/wireguard/secret.ts";

const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const SECRET = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";

/** Arbitrary bytes, and lines that look like a server's file. */
const bytes = fc.uint8Array({ maxLength: 400 }).map((all) => Buffer.from(all).toString("latin1"));
const line = fc.constantFrom(
  "[Interface]",
  "[Peer]",
  "[ Peer ]",
  "[Other]",
  `PublicKey = ${KEY}`,
  "AllowedIPs = 10.0.0.2/32",
  "AllowedIPs=10.0.0.3/32,fd00::3/128",
  "# a name",
  "# BEGIN_PEER x",
  "# END_PEER x",
  "### begin x ###",
  "### end x ###",
  "# x start",
  "# x end",
  "### Client x",
  "# friendly_name = x",
  "# Name: x",
  "# PublicKey = x",
  "# -----",
  "#[disabled] [Peer]",
  "#[disabled] PublicKey = x",
  "#[disabled] # x",
  "",
  "  ",
  "\r",
  "junk",
  "\xef\xbb\xbf",
  "\0",
  "\xff\xfe",
  "Address = 10.0.0.1/24\r",
);
const file = fc.oneof(
  bytes,
  fc.array(fc.oneof({ weight: 9, arbitrary: line }, bytes), { maxLength: 30 }).map((lines) => lines.join("\n")),
);

describe("any bytes whatever", () => {
  test("come back as they were", () => {
    fc.assert(
      fc.property(file, (text) => {
        const conf = parseConf(text);
        expect(conf.text).toBe(text);
        expect(conf.lines.join("\n")).toBe(text);
        expect(editText(conf, [])).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });

  test("are divided among peers that never overlap, each around its own header", () => {
    fc.assert(
      fc.property(file, (text) => {
        const conf = parseConf(text);
        let before = 0;
        for (const peer of conf.peers) {
          expect(peer.from).toBeGreaterThan(before);
          expect(peer.from).toBeLessThanOrEqual(peer.line);
          expect(peer.to).toBeGreaterThanOrEqual(peer.line);
          expect(peer.to).toBeLessThanOrEqual(conf.lines.length);
          before = peer.to;
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("have the same names whether the file is read whole or one peer is looked up", () => {
    fc.assert(
      fc.property(file, (text) => {
        const conf = parseConf(text.replaceAll("\0", "").replace(/^\xef\xbb\xbf/, ""));
        for (const peer of conf.peers)
          expect(nameOfPeer(conf.lines, peer.line)).toEqual({ name: peer.name, form: peer.nameForm });
      }),
      { numRuns: 1000 },
    );
  });

  test("are judged without a stumble, in the order of the lines", () => {
    fc.assert(
      fc.property(file, (text) => {
        const lines = faultsOf(parseConf(text)).map((fault) => fault.line);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
      }),
      { numRuns: 1000 },
    );
  });

  test("that are UTF-8 are readable, and come back from there", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(readable(byteText(text))).toBe(text);
      }),
    );
    expect(readable("\xff\xfe")).toBe("\xff\xfe");
    expect(readable("\xef\xbb\xbfx")).toBe("\ufeffx");
  });
});

test("line ends of Windows, a missing final newline, a byte order mark and odd spacing change no meaning", () => {
  const plain = `[Interface]\nAddress = 10.0.0.1/24\nListenPort = 51820\n\n[Peer]\n# alice\nPublicKey = ${KEY}\nAllowedIPs = 10.0.0.2/32\n`;
  const meaning = ({ interface: own, peers }: Conf) => ({
    addresses: own.addresses,
    port: own.listenPort,
    peers: peers.map(({ name, publicKey, allowedIPs, from, to }) => ({ name, publicKey, allowedIPs, from, to })),
  });
  const expected = meaning(parseConf(plain));
  expect(expected.peers).toEqual([{ name: "alice", publicKey: KEY, allowedIPs: ["10.0.0.2/32"], from: 5, to: 8 }]);
  const variants = [
    plain.replaceAll("\n", "\r\n"),
    plain.slice(0, -1),
    `\xef\xbb\xbf${plain}`,
    plain.replaceAll(" = ", "="),
    plain.replaceAll(" = ", "\t =  "),
    plain.replace("PublicKey", "\0Public\0Key"),
    plain.replace(/^(?=[A-Z])/gm, "  "),
    plain.replaceAll("PublicKey", "PUBLICKEY").replaceAll("[Peer]", "[pEEr]").replace("address", "ADDRESS"),
    plain.replace("PublicKey", "Public Key").replace("10.0.0.2/32", "10.0.0.2 / 32"),
  ];
  for (const text of variants) expect(meaning(parseConf(text))).toEqual(expected);
});

test("keys are given in canonical spelling, and hooks keep what follows `#`", () => {
  const conf = parseConf(
    "[interface]\nadDress = 10.0.0.1/24 # mine\npostup = echo 'x # y'\nPOSTDOWN=a=b\nNonsense = 1\n",
  );
  expect(conf.interface.settings.map(({ key, value, line: at }) => [key, value, at])).toEqual([
    ["Address", "10.0.0.1/24", 2],
    ["PostUp", "echo 'x # y'", 3],
    ["PostDown", "a=b", 4],
    ["Nonsense", "1", 5],
  ]);
  expect(conf.interface.hooks).toEqual([
    { key: "PostUp", command: "echo 'x # y'", line: 3 },
    { key: "PostDown", command: "a=b", line: 4 },
  ]);
});

test("of a repeated key the last one counts, and addresses add up", () => {
  const conf = parseConf(
    `[Interface]\nListenPort = 1\nAddress = 10.0.0.1/24, fd00::1/64\n[Peer]\nPublicKey = x\nPublicKey = ${KEY}\n` +
      "AllowedIPs = 10.0.0.2/32\nAllowedIPs = 10.0.0.3/32,fd00::3/128\nPersistentKeepalive = 25\nPersistentKeepalive = off\n" +
      "[Interface]\nListenPort = 2\nAddress = 10.9.0.1/24 10.9.1.1/24\nSaveConfig = TRUE\n",
  );
  expect(conf.interface).toMatchObject({
    line: 1,
    listenPort: 2,
    saveConfig: true,
    addresses: ["10.0.0.1/24", "fd00::1/64", "10.9.0.1/24", "10.9.1.1/24"],
  });
  expect(conf.peers[0]).toMatchObject({
    publicKey: KEY,
    allowedIPs: ["10.0.0.2/32", "10.0.0.3/32", "fd00::3/128"],
    persistentKeepalive: null,
  });
});

test("a port out of range is no port", () => {
  for (const [text, port] of [
    ["65535", 65535],
    ["65536", null],
    ["0", null],
    ["080", 80],
    ["domain", null],
  ] as const) {
    expect(parseConf(`[Interface]\nListenPort = ${text}\n`).interface.listenPort).toBe(port);
  }
});

test("settings outside a section, or under a header that nobody knows, belong to nobody", () => {
  const conf = parseConf(
    "ListenPort = 5\n[Peers]\nAllowedIPs = 10.0.0.9/32\n[Peer]\nAllowedIPs = 10.0.0.2/32\n[Foo]\nAllowedIPs = 10.0.0.3/32\n",
  );
  expect(conf.interface.listenPort).toBe(null);
  expect(conf.peers.map(({ allowedIPs }) => allowedIPs)).toEqual([["10.0.0.2/32"]]);
});

test("a switched-off block between two lines of a peer takes none of them", () => {
  const conf = parseConf(
    "[Peer]\nPublicKey = a\n#[disabled] [Peer]\n#[disabled] PublicKey = b\n#[disabled] AllowedIPs = 10.0.0.3/32\nAllowedIPs = 10.0.0.2/32\n",
  );
  expect(conf.peers.map(({ publicKey, allowedIPs, enabled }) => [publicKey, allowedIPs, enabled])).toEqual([
    ["a", ["10.0.0.2/32"], true],
    ["b", ["10.0.0.3/32"], false],
  ]);
});

describe("a name", () => {
  const named = (text: string) => parseConf(byteText(text)).peers.map(({ name }) => name);
  const BLOCK = "[Peer]\nPublicKey = k\nAllowedIPs = 10.0.0.2/32\n";

  test("in a marked form goes before a bare comment inside, and that before a bare comment above", () => {
    expect(named("# above\n[Peer]\n# inside\n# friendly_name = marked\nPublicKey = k\n")).toEqual(["marked"]);
    expect(named("### Client marked\n[Peer]\n# inside\nPublicKey = k\n")).toEqual(["marked"]);
    expect(named("# above\n[Peer]\n# inside\nPublicKey = k\n")).toEqual(["inside"]);
    expect(named("# first\n# above\n[Peer]\nPublicKey = k\n")).toEqual(["above"]);
    expect(named("# above\n\n[Peer]\nPublicKey = k\n")).toEqual([null]);
  });

  test("stands above the header of the next peer, also where no blank line parts them", () => {
    expect(named(`${BLOCK}# bob\n${BLOCK}# carol\n${BLOCK}`)).toEqual([null, "bob", "carol"]);
    expect(named(`### Client a\n${BLOCK}### Client b\n\n${BLOCK}`)).toEqual(["a", "b"]);
  });

  test("inside goes to its own peer, also behind the last setting", () => {
    expect(named(`${BLOCK}# friendly_name = a\n${BLOCK}# friendly_name = b\n`)).toEqual(["a", "b"]);
    expect(named(`[Peer]\n# friendly_name = a\nPublicKey = k\n# friendly_name = b\n[Peer]\nPublicKey = l\n`)).toEqual([
      "a",
      "b",
    ]);
  });

  test("of which the last of several friendly names counts", () => {
    expect(named("[Peer]\n# friendly_name = old\n# friendly_name=new\nPublicKey = k\n")).toEqual(["new"]);
  });

  test("is never what says how clients reach the server, nor what was commented out, nor a rule", () => {
    const nobody = [
      "[Interface]\n# clients dial vpn.example.com:51820\n[Peer]\nPublicKey = k\n",
      "[Interface]\nListenPort = 1\n\n# PublicKey = old\n[Peer]\nPublicKey = k\n",
      "[Interface]\n\n#[Peer]\n#PublicKey = old\n# AllowedIPs = 10.0.0.3/32\n[Peer]\nPublicKey = k\n",
      "# ---------\n[Peer]\nPublicKey = k\n",
      "[Peer]\n# Endpoint will be dynamic\nPublicKey = k\n",
      "[Peer]\n# -WGP- PrivateKey: x\nPublicKey = k\n",
      '[Peer]\n# friendly_json = {"name":\n\nPublicKey = k\n',
    ];
    for (const text of nobody) expect(named(text)).toEqual([null]);
  });

  test("is found through a comment of 200 kB", () => {
    expect(named(`[Peer]\n# alice\n# ${"x ".repeat(100_000)}\nPublicKey = k\n`)).toEqual(["alice"]);
    expect(named(`# ${"x ".repeat(100_000)}\n[Peer]\nPublicKey = k\n`)).toEqual([null]);
  });

  test("in JSON is read with its escapes and in UTF-8", () => {
    expect(named('[Peer]\n# friendly_json = {"name":"\\u041b\u0435\u043d\u0430 \\"x\\""}\nPublicKey = k\n')).toEqual([
      '\u041b\u0435\u043d\u0430 "x"',
    ]);
  });

  test("between # NAME start and # NAME end needs both", () => {
    expect(named(`# a start\n${BLOCK}# a end\n# b start\n${BLOCK}# b end\n`)).toEqual(["a", "b"]);
    expect(named(`# a fresh start\n${BLOCK}`)).toEqual(["a fresh start"]);
  });

  test("in a head that another tool wrote steers a file without names", () => {
    const formOf = (text: string) => nameFormOf(parseConf(text));
    expect(formOf("# ENDPOINT 203.0.113.5\n\n[Interface]\n")).toBe("nyr");
    expect(formOf("# This file is generated by WG Commander\n[Interface]\n")).toBe("wg-cmd");
    expect(formOf(`[Interface]\n${BLOCK}`)).toBe("friendly_name");
    expect(formOf("")).toBe("friendly_name");
  });

  test("is written as most peers have it, and as the last one among equals", () => {
    const formOf = (text: string) => nameFormOf(parseConf(text));
    const below = "[Peer]\n# friendly_name = c\nPublicKey = k\n";
    expect(formOf(`### Client a\n${BLOCK}\n### Client b\n${BLOCK}\n${below}`)).toBe("angristan");
    expect(formOf(`### Client a\n${BLOCK}\n${below}`)).toBe("friendly_name");
    expect(formOf(`${below}\n### Client a\n${BLOCK}\n${BLOCK}`)).toBe("angristan");
  });
});

describe("what belongs to a peer", () => {
  const ranges = (text: string) => parseConf(text).peers.map(({ from, to }) => [from, to]);

  test("reaches over blank lines and remarks among its settings, and over its end mark", () => {
    expect(ranges("[Peer]\nPublicKey = k\n\n# remark\nAllowedIPs = x\n# last remark\n\n# other\n\n[Peer]\n")).toEqual([
      [1, 6],
      [10, 10],
    ]);
    expect(
      ranges("# BEGIN_PEER a\n[Peer]\nPublicKey = k\n\n# END_PEER a\n# BEGIN_PEER b\n[Peer]\n# END_PEER b\n"),
    ).toEqual([
      [1, 5],
      [6, 8],
    ]);
  });

  test("leaves a setting that was commented out, right below the block, with that block", () => {
    expect(ranges("[Peer]\nPublicKey = k\n# PersistentKeepalive = 25\n# bob\n[Peer]\nPublicKey = l\n")).toEqual([
      [1, 3],
      [4, 6],
    ]);
  });

  test("takes a framed heading with the name in it, but not the heading of a group", () => {
    expect(ranges("# =====\n# bob\n# =====\n[Peer]\nPublicKey = l\n")).toEqual([[1, 5]]);
    expect(ranges("# --- Phones ---\n# bob\n[Peer]\nPublicKey = l\n")).toEqual([[2, 4]]);
  });
});

test("lines with a private or preshared key are secret, however they are spelled", () => {
  const secret = [
    `PrivateKey = ${SECRET}`,
    `  presharedkey=${SECRET}\r`,
    `Private Key = ${SECRET}`,
    `# -WGP- PrivateKey: ${SECRET}`,
    `#[disabled] PresharedKey = ${SECRET}`,
    `# PrivateKey = ${SECRET}`,
    `#PrivateKey: ${SECRET}`,
  ];
  for (const one of secret) {
    expect(isSecretLine(one)).toBe(true);
    expect(secretIn(one)).toBe(SECRET);
  }
  for (const one of [
    `PublicKey = ${KEY}`,
    "# a private key is never shown",
    "PostUp = wg set %i private-key /etc/wireguard/key",
    "",
  ]) {
    expect(isSecretLine(one)).toBe(false);
    expect(secretIn(one)).toBe(null);
  }
});

test("ten thousand peers and three thousand addresses in a line are all there", () => {
  const peers = Array.from(
    { length: 10_000 },
    (_, at) => `\n[Peer]\n# friendly_name = p${at}\nPublicKey = ${KEY}\nAllowedIPs = 10.${at >> 8}.${at & 255}.0/32\n`,
  );
  const conf = parseConf(`[Interface]\nListenPort = 51820\n${peers.join("")}`);
  expect(conf.peers.length).toBe(10_000);
  expect(conf.peers[9_999]).toMatchObject({ name: "p9999", allowedIPs: ["10.39.15.0/32"] });
  const many = Array.from({ length: 3_000 }, (_, at) => `10.0.${at >> 8}.${at & 255}/32`);
  expect(parseConf(`[Peer]\nAllowedIPs = ${many.join(", ")}\n`).peers[0]?.allowedIPs).toEqual(many);
});
