import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { jsonText } from "../../src/commands/json.ts";
import { bareList, table } from "../../src/commands/list.ts";
import type { ListedPeer } from "../../src/commands/list-document.ts";
import { width } from "../../src/text/width.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { en } from "../../src/words/en.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { caught, machine, NOW, PATH, ran } from "./context.ts";

const OTHER_KEY = keyPairFrom(new Uint8Array(32).fill(9)).publicKey;

/** `wg show wg0 dump`: the interface, and Anton 42 s after his handshake. */
const DUMP = [
  [SERVER_PAIR.privateKey, SERVER_PAIR.publicKey, "47770", "off"],
  [ANTON_KEY, "(none)", "198.51.100.7:40000", "10.77.0.2/32", String(NOW / 1000 - 42), "1024", "2048", "off"],
]
  .map((row) => `${row.join("\t")}\n`)
  .join("");

describe("list --json", () => {
  it("is the document that the README describes", async () => {
    const text = `${FOUNDING_CONF}
[Peer]
PublicKey = ${OTHER_KEY}
PresharedKey = ${SERVER_PAIR.privateKey}
AllowedIPs = 10.77.0.4/32,192.168.7.0/24
AllowedIPs = fd77::4/128
Endpoint = nas.example.org:51820
PersistentKeepalive = 25
`;
    const { status, out, err } = await ran(machine({ files: { [PATH]: byteText(text) }, dumps: { wg0: DUMP } }), [
      "list",
      "--json",
    ]);
    expect(status).toBe(0);
    expect(err).toBe("");
    expect(JSON.parse(out)).toEqual({
      interface: {
        name: "wg0",
        path: PATH,
        addresses: ["10.77.0.1/24"],
        listenPort: 47770,
        publicKey: SERVER_PAIR.publicKey,
        up: true,
        differences: [],
      },
      peers: [
        {
          name: "anton_sevnet",
          publicKey: ANTON_KEY,
          allowedIPs: ["10.77.0.2/32"],
          endpoint: null,
          persistentKeepalive: null,
          enabled: true,
          line: 6,
          difference: null,
          live: {
            latestHandshake: "2026-11-22T14:04:49.000Z",
            endpoint: "198.51.100.7:40000",
            rx: 1024,
            tx: 2048,
            state: "active",
          },
        },
        {
          name: null,
          publicKey: OTHER_KEY,
          allowedIPs: ["10.77.0.4/32", "192.168.7.0/24", "fd77::4/128"],
          endpoint: "nas.example.org:51820",
          persistentKeepalive: 25,
          enabled: true,
          line: 11,
          difference: { kind: "not-loaded" },
          live: null,
        },
      ],
    });
    expect(out).not.toContain(SERVER_PAIR.privateKey);
  });

  it("tells how file and interface differ, peer by peer and in the interface's own lines, and no secret", async () => {
    const extra = keyPairFrom(new Uint8Array(32).fill(10)).publicKey;
    const dump = [
      [SERVER_PAIR.privateKey, SERVER_PAIR.publicKey, "51820", "off"],
      [ANTON_KEY, SERVER_PAIR.privateKey, "(none)", "10.77.0.9/32", "0", "0", "0", "25"],
      [extra, "(none)", "198.51.100.9:40001", "10.77.0.66/32", "0", "10", "20", "off"],
    ];
    const host = machine({ dumps: { wg0: dump.map((row) => `${row.join("\t")}\n`).join("") } });
    const { out } = await ran(host, ["list", "--json"]);
    const { interface: own, peers } = JSON.parse(out);
    expect(own.differences).toEqual([{ what: "listen-port", file: 47770, running: 51820 }]);
    expect(peers[0].difference).toEqual({ kind: "different", what: ["allowed-ips", "keepalive", "preshared-key"] });
    expect(peers[1]).toEqual({
      name: null,
      publicKey: extra,
      allowedIPs: ["10.77.0.66/32"],
      endpoint: null,
      persistentKeepalive: null,
      enabled: true,
      line: null,
      difference: { kind: "only-live" },
      live: { latestHandshake: null, endpoint: "198.51.100.9:40001", rx: 10, tx: 20, state: "never" },
    });
    expect(out).not.toContain(SERVER_PAIR.privateKey);
  });

  it("no server: an error document and status 1, never the demo's peers", async () => {
    const { status, out } = await ran(machine({ files: {}, folders: ["/etc/wireguard"] }), ["list", "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: expect.any(String), path: "/etc/wireguard" });
  });
});

describe("list", () => {
  it("the table alone goes to stdout", async () => {
    const { status, out, err } = await ran(machine({ dumps: { wg0: DUMP } }), ["list"]);
    expect(status).toBe(0);
    expect(out).toBe(
      [
        "name          allowed IPs   last handshake  public key",
        `anton_sevnet  10.77.0.2/32  42 s ago        ${ANTON_KEY.slice(0, 4)}…${ANTON_KEY.slice(-5)}`,
        "",
      ].join("\n"),
    );
    expect(err).toBe("wg0 · 10.77.0.1/24 · port 47770 · up · 1 peer\n");
  });

  it("says in a column how a peer differs, and on stderr how the interface does", async () => {
    const dump = `${DUMP.replace("47770", "51820")}${OTHER_KEY}\t(none)\t(none)\t10.77.0.66/32\t0\t0\t0\toff\n`;
    const { out, err } = await ran(machine({ dumps: { wg0: dump } }), ["list"]);
    const rows = out.trimEnd().split("\n");
    expect(rows.map((row) => row.split(/ {2,}/)[3])).toEqual(["interface", expect.any(String), "only live"]);
    expect(rows[1]).not.toMatch(/differs|only live|not loaded/);
    expect(err).toContain("Port: 47770 in the file, 51820 on wg0.\n");
  });

  it("says of a switched-off peer that it runs all the same", async () => {
    const text = FOUNDING_CONF.replace(/\[Peer\][\s\S]*/, (block) => block.replace(/^(?=.)/gm, "#[disabled] "));
    const { out } = await ran(machine({ files: { [PATH]: byteText(text) }, dumps: { wg0: DUMP } }), ["list"]);
    expect(out).toMatch(/switched off.* still on /);
    expect(out.trimEnd().split("\n")).toHaveLength(2);
  });

  it.each([
    ["down", {}, "wg0 is down: nothing is known"],
    ["without wg", { notUp: "no-wg" }, "wg is not installed"],
    ["without the right to ask", { notUp: "denied" }, "Only root may ask what wg0 does"],
    ["where the answer cannot be read", { notUp: "unknown" }, "could not be found out"],
    [
      "of an interface with another key",
      { dumps: { wg0: DUMP.replaceAll(SERVER_PAIR.publicKey, OTHER_KEY) } },
      "another key",
    ],
  ] as const)("%s: lists the file, and says in one sentence on stderr what is missing", async (_what, setup, said) => {
    const { status, out, err } = await ran(machine(setup), ["list"]);
    expect(status).toBe(0);
    expect(out).toContain("anton_sevnet");
    expect(err.trimEnd().split("\n")).toHaveLength(2);
    expect(err).toContain(said);
  });

  it("counts peers as the screens do", async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `\n[Peer]\nPublicKey = k${at}\n`).join("");
    const { err } = await ran(machine({ files: { [PATH]: byteText(`[Interface]\nListenPort = 1\n${many}`) } }), [
      "list",
    ]);
    expect(err).toContain("10,000 peers");
  });

  it("Russian counts as Russians do", async () => {
    expect((await ran(machine(), ["list"], { lang: "ru" })).err).toContain("1 пир\n");
  });

  it("several interfaces without a terminal: named, status 2", async () => {
    const host = machine({
      files: { [PATH]: byteText(FOUNDING_CONF), "/etc/wireguard/wg1.conf": byteText(FOUNDING_CONF) },
    });
    const { status, out, err } = await ran(host, ["list"]);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("-i wg0   /etc/wireguard/wg0.conf");
    expect(err).toContain("-i wg1   /etc/wireguard/wg1.conf");
    expect((await ran(host, ["list"], { options: { interface: "wg1" } })).status).toBe(0);
  });

  it("no right to read: the sudo line, status 1", async () => {
    const host = machine({ refusals: { [PATH]: "denied", list: "denied" } });
    const { status, err } = await ran(host, ["list"], { tty: { stdout: true } });
    expect(status).toBe(1);
    expect(err).toContain("sudo wg-wizard");
  });

  it("a file that wg would refuse is listed, with the lines that are wrong", async () => {
    const { status, out, err } = await ran(
      machine({ files: { [PATH]: byteText(`${FOUNDING_CONF}Colour = blue\n`) } }),
      ["list"],
    );
    expect(status).toBe(0);
    expect(out).toContain("anton_sevnet");
    expect(err).toContain(`${PATH}:10:`);
  });
});

describe("the bare call without a terminal", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "wg-wizard-list-"));
    vi.stubEnv("TMPDIR", folder);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });

  it("lists the server that is there", async () => {
    const { context, out } = caught(machine());
    expect(await bareList(context)).toBe(0);
    expect(out()).toContain("anton_sevnet");
  });

  it("answers what was asked for by name, and plays no demo", async () => {
    const { context, out, err } = caught(machine(), { options: { interface: "wg9" } });
    expect(await bareList(context)).toBe(1);
    expect(out()).toBe("");
    expect(err()).toContain("/etc/wireguard/wg9.conf");
  });

  it("lists the demo where there is none, says why, and that is no failure", async () => {
    const { context, out, err } = caught(machine({ files: {}, folders: ["/etc/wireguard"] }));
    expect(await bareList(context)).toBe(0);
    expect(out()).toContain("anton_sevnet");
    expect(err()).toContain("/etc/wireguard");
    expect(err()).toContain("--demo");
  });
});

const peer = (name: string | null, more: Partial<ListedPeer> = {}): ListedPeer => ({
  name,
  publicKey: ANTON_KEY,
  allowedIPs: ["10.77.0.2/32"],
  endpoint: null,
  persistentKeepalive: null,
  enabled: true,
  line: 1,
  difference: null,
  live: null,
  ...more,
});

describe("a document", () => {
  it("prints nothing that a terminal would obey, and reads back as the same text", async () => {
    const signs = [0x7f, 0x9b, 0xad, 0x061c, 0x180e, 0x200b, 0x200e, 0x2028, 0x202e, 0x2066, 0xfeff, 0xe0041];
    const name = `Zü${String.fromCodePoint(...signs)} テレビ 👩‍👧`;
    const document = { name, list: ["a\u001b[31m", { [name]: null }] };
    for (const text of [jsonText(document), jsonText(document, 0)]) {
      expect(JSON.parse(text)).toEqual(document);
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(text).toContain("\\u009b\\u00ad\\u061c");
      expect(text).toContain("Zü");
    }
  });

  it("of the list tells where a peer was last seen as people read it", async () => {
    const dump = byteText(DUMP.replace("198.51.100.7:40000", "zürich.example:40000"));
    const { out } = await ran(machine({ dumps: { wg0: dump } }), ["list", "--json"]);
    expect(JSON.parse(out).peers[0].live.endpoint).toBe("zürich.example:40000");
  });
});

describe("the table's columns", () => {
  it("say how long ago a handshake was as the screens do", () => {
    const seen = [59, 109 * 60, 47 * 3600, 23 * 86_400].map((seconds) => {
      const latestHandshake = new Date(NOW - seconds * 1000).toISOString();
      return peer("a", { live: { latestHandshake, endpoint: null, rx: 0, tx: 0, state: "idle" } });
    });
    const rows = table(seen, NOW, en, null).slice(1);
    expect(rows.map((row) => row.split(/ {2,}/)[2])).toEqual(["59 s ago", "1 h ago", "47 h ago", "23 d ago"]);
  });

  it("stay straight with names of every script and length", () => {
    const names = ["anton", "телефон Лены", "テレビ", "👩‍👩‍👧‍👦 family", "é́́", "x".repeat(200), null];
    const lines = table(
      names.map((name) => peer(name)),
      NOW,
      en,
      null,
    );
    const columns = lines.map((line) => width(line.slice(0, line.lastIndexOf("  ") + 2)));
    expect(new Set(columns).size).toBe(1);
    expect(lines.at(-2)).toContain("x…");
  });

  it("never draw a control character, and fit the window", () => {
    const lines = table(
      [peer("a\u001b[2Jb\u202ec"), peer("b", { enabled: false, allowedIPs: Array(20).fill("10.0.0.0/24") })],
      NOW,
      en,
      60,
    );
    for (const sign of ["\u202e", "\u001b"]) expect(lines.join("")).not.toContain(sign);
    expect(lines[1]).toContain("^[[2J");
    expect(lines[2]).toContain("switched off");
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(60);
  });
});
