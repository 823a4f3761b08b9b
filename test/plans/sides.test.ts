/** Both files while the questions are asked: what stands in them when, and that every line says why it is there. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Sides, ViewLine } from "../../src/plans/plan.ts";
import { decidedLines, sidesOf } from "../../src/plans/sides.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import type { Answers } from "../../src/wizard/question.ts";
import { ANSWERS, asFarAsKeepalive, MADE, MOCKUP_CONF, mockupWorld, networks } from "../panes/mockup.ts";
import { keptClient } from "../wizard/world.ts";

const shown = (lines: readonly ViewLine[]) =>
  lines.map((line) => (line.kind === "absent" ? `no ${line.absent}` : line.text));
const byNote = (sides: Sides, note: string) =>
  [...sides.server.lines, ...sides.client.lines].find((line) => line.note === note && line.kind !== "gone");

describe("while the questions are asked", () => {
  test("before it has a name, the server's file shows its end and nothing new", () => {
    const { server, client } = sidesOf({}, mockupWorld(), MADE);
    expect(server.lines.map((line) => [line.kind, line.number])).toEqual([
      ["context", 26],
      ["context", 27],
    ]);
    expect(client.lines).toEqual([]);
  });

  test("with a name the block stands there: keys as suggested, no addresses yet, and what is left out", () => {
    const { server } = sidesOf({ name: "lena-phone" }, mockupWorld(), MADE);
    expect(
      shown(server.lines)
        .filter((text) => !text.startsWith("#"))
        .slice(2),
    ).toEqual([
      "",
      "[Peer]",
      `PublicKey = ${MADE.pair.publicKey}`,
      `PresharedKey = ${MADE.presharedKey}`,
      "no PersistentKeepalive",
      "no Endpoint,Address,DNS",
      "",
    ]);
  });

  test("a line appears with its answer", () => {
    const partial = { name: "lena-phone", address: ANSWERS.address };
    expect(byNote(sidesOf(partial, mockupWorld(), MADE), "client-peer/Endpoint")).toBeUndefined();
    const sides = sidesOf({ ...partial, endpoint: ANSWERS.endpoint }, mockupWorld(), MADE);
    expect(byNote(sides, "client-peer/Endpoint")?.text).toBe("Endpoint = 203.0.113.5:47770");
    expect(byNote(sides, "client-interface/Address")?.text).toBe("Address = 10.77.0.6/32");
  });

  test("without a preshared key the line is in neither file", () => {
    const sides = sidesOf({ ...ANSWERS, psk: { kind: "none" } }, mockupWorld(), MADE);
    expect([...sides.server.lines, ...sides.client.lines].some((line) => line.key === "PresharedKey")).toBe(false);
  });

  test("a network behind the peer stands in the server's AllowedIPs, and in no line of the client's file", () => {
    const sides = sidesOf({ ...ANSWERS, lan: networks("192.168.7.0/24") }, mockupWorld(), MADE);
    expect(byNote(sides, "server-peer/AllowedIPs")?.text).toBe("AllowedIPs = 10.77.0.6/32, 192.168.7.0/24");
    expect(shown(sides.client.lines).join("\n")).not.toContain("192.168.7");
  });

  test("keepalive off: its place in the client's file says so, and no value is written", () => {
    const sides = sidesOf({ ...ANSWERS, keepalive: null }, mockupWorld(), MADE);
    expect(byNote(sides, "client-peer/no-PersistentKeepalive")).toMatchObject({ kind: "absent", pair: "keepalive" });
    expect(byNote(sides, "client-peer/PersistentKeepalive")).toBeUndefined();
  });

  test("the server's MTU is copied into the client's file", () => {
    const conf = parseConf(MOCKUP_CONF.replace("ListenPort", "MTU = 1380\nListenPort"));
    expect(byNote(sidesOf(ANSWERS, mockupWorld({ conf }), MADE), "client-interface/MTU")?.text).toBe("MTU = 1380");
  });

  test("with the device's own public key, a comment says where its private key goes", () => {
    const publicKey = "uldAjVywUbjTxIPvxn133x8OwgGdTyBLw+9eHS4IfGk=";
    const sides = sidesOf({ ...ANSWERS, keys: { kind: "given", publicKey } }, mockupWorld(), MADE);
    expect(byNote(sides, "server-peer/PublicKey")?.value).toBe(publicKey);
    expect(byNote(sides, "client-interface/PrivateKey-elsewhere")?.text).toMatch(/^# PrivateKey = /);
    expect(shown(sides.client.lines).join("\n")).not.toContain(MADE.pair.privateKey);
  });
});

describe("the lines that a question decides", () => {
  test.each([
    ["keepalive", "server-peer/no-PersistentKeepalive", "client-peer/PersistentKeepalive"],
    ["address", "server-peer/AllowedIPs", "client-interface/Address"],
    ["lan", "server-peer/AllowedIPs", null],
    ["traffic", null, "client-peer/AllowedIPs"],
    ["dns", null, "client-interface/DNS"],
    ["endpoint", null, "client-peer/Endpoint"],
    ["keys", "server-peer/PublicKey", "client-interface/PrivateKey"],
    ["psk", "server-peer/PresharedKey", "client-peer/PresharedKey"],
  ] as const)("of %s are found on both sides", (question, server, client) => {
    const sides = sidesOf(ANSWERS, mockupWorld(), MADE);
    const found = decidedLines(question, sides);
    expect(found.server === null ? null : sides.server.lines[found.server]?.note).toBe(server);
    expect(found.client === null ? null : sides.client.lines[found.client]?.note).toBe(client);
  });
});

describe("the other half of a line", () => {
  test("that stands above what is shown is named by its line and key", () => {
    const sides = sidesOf(ANSWERS, mockupWorld(), MADE);
    expect(byNote(sides, "client-peer/PublicKey")?.counterpart).toEqual({ line: 3, key: "PrivateKey" });
    expect(byNote(sides, "client-peer/Endpoint")?.counterpart).toEqual({ line: 4, key: "ListenPort" });
  });

  test("is counted in the file as it will be", () => {
    const sides = sidesOf({ ...ANSWERS, save: { kind: "none" } }, mockupWorld(), MADE);
    expect(byNote(sides, "client-peer/Endpoint")?.counterpart).toEqual({ line: 5, key: "ListenPort" });
  });

  test("in a file without peers is among the lines shown", () => {
    const conf = parseConf("[Interface]\nPrivateKey = x\nAddress = 10.77.0.1/24\nListenPort = 47770\n");
    const sides = sidesOf(ANSWERS, mockupWorld({ conf }), MADE);
    expect(byNote(sides, "client-peer/Endpoint")?.counterpart).toBeNull();
    expect(sides.server.lines.find((line) => line.pair === "port")?.text).toBe("ListenPort = 47770");
  });

  test("has the same pair", () => {
    const sides = sidesOf(ANSWERS, mockupWorld(), MADE);
    for (const [one, other] of [
      ["server-peer/PublicKey", "client-interface/PrivateKey"],
      ["server-peer/PresharedKey", "client-peer/PresharedKey"],
      ["server-peer/AllowedIPs", "client-interface/Address"],
      ["server-peer/no-PersistentKeepalive", "client-peer/PersistentKeepalive"],
    ] as const) {
      expect(byNote(sides, one)?.pair).toBe(byNote(sides, other)?.pair);
      expect(byNote(sides, one)?.pair).not.toBeNull();
    }
  });
});

describe("where no client file is kept", () => {
  const none: Answers = { ...ANSWERS, save: { kind: "none" } };

  test("a comment under [Interface] remembers what clients dial, with its line number and one line above", () => {
    const { server } = sidesOf(none, mockupWorld(), MADE);
    expect(server.lines.slice(0, 4).map((line) => [line.kind, line.number, line.text])).toEqual([
      ["context", 1, "[Interface]"],
      ["new", 2, "# clients dial 203.0.113.5:47770"],
      ["context", 27, expect.stringContaining("PublicKey")],
      ["context", 28, "AllowedIPs = 10.77.0.5/32"],
    ]);
  });

  test("it is not written twice, and not where a kept file says the same", () => {
    const conf = parseConf(MOCKUP_CONF.replace("[Interface]\n", "[Interface]\n# clients dial 203.0.113.5:47770\n"));
    expect(byNote(sidesOf(none, mockupWorld({ conf }), MADE), "server-interface/clients-dial")).toBeUndefined();
    const serverKey = mockupWorld().publicKey;
    const clients = [
      keptClient("igor.conf", `[Interface]\n[Peer]\nPublicKey = ${serverKey}\nEndpoint = 203.0.113.5:47770\n`),
    ];
    expect(byNote(sidesOf(none, mockupWorld({ clients }), MADE), "server-interface/clients-dial")).toBeUndefined();
  });

  test("one that stands there is kept true even where the client's file is kept", () => {
    const conf = parseConf(MOCKUP_CONF.replace("[Interface]\n", "[Interface]\n# clients dial old.example:1\n"));
    const saved = { ...ANSWERS, save: { kind: "file", path: "/etc/wireguard/clients/lena.conf" } } as const;
    expect(byNote(sidesOf(saved, mockupWorld({ conf }), MADE), "server-interface/clients-dial")).toBeDefined();
    expect(byNote(sidesOf(saved, mockupWorld(), MADE), "server-interface/clients-dial")).toBeUndefined();
  });

  test("an outdated one is replaced", () => {
    const conf = parseConf(MOCKUP_CONF.replace("[Interface]\n", "[Interface]\n# clients dial old.example:1\n"));
    const { server } = sidesOf(none, mockupWorld({ conf }), MADE);
    expect(server.lines.slice(0, 3).map((line) => [line.kind, line.number, line.text])).toEqual([
      ["context", 1, "[Interface]"],
      ["gone", 2, "# clients dial old.example:1"],
      ["new", 2, "# clients dial 203.0.113.5:47770"],
    ]);
  });
});

test("SaveConfig = true becomes false in its own line when that was chosen", () => {
  const conf = parseConf(MOCKUP_CONF.replace("ListenPort", "SaveConfig = true # keep\nListenPort"));
  const keep = sidesOf(ANSWERS, mockupWorld({ conf }), MADE);
  expect(byNote(keep, "server-interface/SaveConfig")).toBeUndefined();
  const { server } = sidesOf({ ...ANSWERS, "save-config": "off" }, mockupWorld({ conf }), MADE);
  expect(server.lines.slice(1, 3).map((line) => [line.kind, line.number, line.text])).toEqual([
    ["gone", 4, "SaveConfig = true # keep"],
    ["new", 4, "SaveConfig = false # keep"],
  ]);
});

test("every line that can come has a note, blank lines apart, and every key line its key and value", () => {
  const partial = fc.record(
    {
      name: fc.constantFrom("lena-phone", "ноутбук"),
      address: fc.constantFrom(networks("10.77.0.6/32"), networks("10.77.0.6/32", "fd77::6/128")),
      lan: fc.constantFrom([], networks("192.168.7.0/24")),
      traffic: fc.constantFrom<Answers["traffic"]>(ANSWERS.traffic, {
        kind: "vpn",
        networks: networks("10.77.0.0/24"),
      }),
      dns: fc.constantFrom<Answers["dns"]>([], ["1.1.1.1", "2606:4700:4700::1111"]),
      endpoint: fc.constantFrom<Answers["endpoint"]>(
        { host: "vpn.example", port: 1 },
        { host: "2001:db8::1", port: 65535 },
      ),
      keepalive: fc.constantFrom<Answers["keepalive"]>(null, 25),
      keys: fc.constantFrom<Answers["keys"]>({ kind: "made" }, { kind: "given", publicKey: MADE.pair.publicKey }),
      psk: fc.constantFrom<Answers["psk"]>({ kind: "made" }, { kind: "none" }),
      save: fc.constantFrom<Answers["save"]>({ kind: "none" }, ANSWERS.save),
      "save-config": fc.constantFrom<Answers["save-config"]>("off", "keep"),
    },
    { requiredKeys: [] },
  );
  const conf = parseConf(MOCKUP_CONF.replace("ListenPort", "SaveConfig = true\nMTU = 1420\nListenPort"));
  fc.assert(
    fc.property(partial, (answers) => {
      const sides = sidesOf(answers, mockupWorld({ conf }), MADE);
      for (const line of [...sides.server.lines, ...sides.client.lines]) {
        const speaks = line.kind === "new" || line.kind === "absent" || line.kind === "gone";
        expect(line.note !== null, line.text).toBe(speaks && !(line.kind === "new" && line.text === ""));
        if (line.key !== null && line.kind === "new")
          expect(line.text.startsWith(`${line.key} = ${line.value}`)).toBe(true);
        if (line.kind === "new") expect(line.number).not.toBeNull();
        if (/^(Private|Preshared)Key/.test(line.text)) expect(line.secret).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test("until all is answered, the files are those of the mock-up", () => {
  expect(
    sidesOf(asFarAsKeepalive(), mockupWorld(), MADE).client.lines.map((line) => line.text || line.absent.join()),
  ).toEqual([
    "[Interface]",
    `PrivateKey = ${MADE.pair.privateKey}`,
    "Address = 10.77.0.6/32",
    "DNS = 1.1.1.1",
    "",
    "[Peer]",
    expect.stringMatching(/^PublicKey = /),
    `PresharedKey = ${MADE.presharedKey}`,
    "AllowedIPs = 0.0.0.0/0, ::/0",
    "Endpoint = 203.0.113.5:47770",
    "PersistentKeepalive = 25",
    "ListenPort,PostUp",
  ]);
});
