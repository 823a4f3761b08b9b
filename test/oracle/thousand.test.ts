/**
 * A thousand generated servers, each given a new peer with generated answers: what would be written is held against the
 * real `wg` and `wg-quick`, and the code against two decoders.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { planAdd } from "../../src/plans/add.ts";
import type { Plan } from "../../src/plans/plan.ts";
import { modulesOf } from "../../src/qr/modules.ts";
import { byteText, type Conf, parseConf } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import { nameLines } from "../../src/wireguard/names.ts";
import type { World } from "../../src/wireguard/world.ts";
import type { Draft } from "../../src/wizard/question.ts";
import { completeAnswers, suggestedDraft } from "../../src/wizard/questions.ts";
import { decode, prepareDecoders } from "../qr/decoders.ts";
import { testWorld } from "../wizard/world.ts";
import { bothAccept, SKIPPED, stopOracle, wgQuickStrip } from "./uapi.ts";

const COUNT = 1000;

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
const keyPair = bytes32.map(keyPairFrom);

/** Forms whose own grammar for names is narrow come with names that fit it. */
const FORMS = [
  "friendly_name",
  "angristan",
  "pivpn",
  "nyr",
  "wg-easy",
  "wireguard-ui",
  "wgdashboard",
  "above",
  "founding-note",
] as const;

const LAYOUTS = [
  { addresses: ["10.77.0.1/24"], hosts: (at: number) => [`10.77.0.${at + 2}/32`] },
  {
    addresses: ["10.9.0.1/16", "fd77::1/64"],
    hosts: (at: number) => [`10.9.${at}.9/32`, `fd77::${(at + 2).toString(16)}/128`],
  },
  { addresses: ["192.168.44.254/26"], hosts: (at: number) => [`192.168.44.${193 + at}/32`] },
  { addresses: ["fd00:aa::1/112"], hosts: (at: number) => [`fd00:aa::${(at + 2).toString(16)}`] },
] as const;

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);

const server = fc
  .record({
    layout: fc.constantFrom(...LAYOUTS),
    own: keyPair,
    peers: fc.array(
      fc.record({
        name: word,
        pair: keyPair,
        psk: fc.option(bytes32.map(presharedKeyFrom)),
        extra: fc.constantFrom("", "PersistentKeepalive = 25", "# a note", "Endpoint = 198.51.100.7:51820"),
      }),
      { maxLength: 6 },
    ),
    form: fc.constantFrom(...FORMS),
    port: fc.integer({ min: 1, max: 65535 }),
    head: fc.array(
      fc.constantFrom(
        "MTU = 1380",
        "SaveConfig = false",
        "SaveConfig = true",
        "Table = off",
        "PostUp = iptables -A FORWARD -i %i -j ACCEPT; true",
        "# Сервер",
        "# \xff\xfe kept as it is",
        "DNS=9.9.9.9",
        "",
        "  # indented",
      ),
      { maxLength: 5 },
    ),
    spaced: fc.boolean(),
    crlf: fc.boolean(),
    tail: fc.constantFrom("", "\n", "\n\n", "\n# the end", "\n\n# the end\n"),
  })
  .map(({ layout, own, peers, form, port, head, spaced, crlf, tail }) => {
    const set = (key: string, value: string | number) => (spaced ? `${key} = ${value}` : `${key}=${value}`);
    const unique = peers.filter((peer, at) => peers.findIndex((other) => other.name === peer.name) === at);
    const lines = [
      "[Interface]",
      ...layout.addresses.map((one) => set("Address", one)),
      set("ListenPort", port),
      set("PrivateKey", own.privateKey),
      ...once(head),
    ];
    for (const [at, peer] of unique.entries()) {
      const marks = nameLines(form, peer.name, { publicKey: peer.pair.publicKey });
      lines.push("", ...marks.above, "[Peer]", ...marks.inside, set("PublicKey", peer.pair.publicKey));
      if (peer.psk) lines.push(set("PresharedKey", peer.psk));
      lines.push(
        set("AllowedIPs", layout.hosts(at).join(", ")),
        ...(peer.extra === "" ? [] : [peer.extra]),
        ...marks.below,
      );
    }
    return `${lines.join(crlf ? "\r\n" : "\n")}${crlf ? tail.replaceAll("\n", "\r\n") : tail}`;
  });

const answers = fc.record(
  {
    name: fc.oneof(word, fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,14}$/)),
    lan: fc.constantFrom("none", "192.168.7.0/24", "172.20.0.0/16, fd55::/64"),
    traffic: fc.constantFrom("all", "all4", "vpn", "10.0.0.0/8, 192.168.0.0/16"),
    dns: fc.constantFrom("none", "1.1.1.1", "9.9.9.9, 2620:fe::fe"),
    endpoint: fc.constantFrom("203.0.113.5:47770", "vpn.example.org:51820", "[2001:db8::5]:443"),
    keepalive: fc.constantFrom("25", "off", "15", "65535"),
    psk: fc.constantFrom("yes", "no"),
    save: fc.constantFrom("none", "-"),
    "save-config": fc.constantFrom("off", "keep"),
  },
  { requiredKeys: ["name", "endpoint", "save-config"] },
);

function once(lines: readonly string[]): string[] {
  return lines.filter(
    (line, at) => line === "" || lines.findIndex((other) => other.split("=")[0] === line.split("=")[0]) === at,
  );
}

/** The plan for these answers, everything else as suggested; null where the generated answers are refused for this server. */
function planOf(
  world: World,
  given: Draft,
  made: { pair: ReturnType<typeof keyPairFrom>; presharedKey: string },
): Plan | null {
  const { "save-config": saveConfig, ...rest } = given;
  const asked: Draft = world.conf.interface.saveConfig ? given : rest;
  const { draft } = suggestedDraft(asked, world);
  const complete = completeAnswers(draft, world);
  return "answers" in complete ? planAdd(complete.answers, world, made) : null;
}

/** Whether every byte of `whole` stands in `text` in the same order. */
function inOrder(whole: string, text: string): boolean {
  let at = 0;
  for (const byte of whole) {
    at = text.indexOf(byte, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** What a client's file means, however it is spelled. */
function meaning(conf: Conf) {
  const spelled = (value: string) =>
    value
      .replace(/\s/g, "")
      .replace(/(^|,)([0-9.]+)\/32/g, "$1$2")
      .replace(/(^|,)([0-9a-f:]+)\/128/g, "$1$2");
  const of = (settings: Conf["interface"]["settings"]) =>
    settings.map(({ key, value }) => `${key}=${key === "Address" ? spelled(value) : value.replace(/\s/g, "")}`);
  return { interface: of(conf.interface.settings), peers: conf.peers.map((peer) => of(peer.settings)) };
}

const hex = (key: string) => Buffer.from(key, "base64").toString("hex");

describe.skipIf(SKIPPED)(`${COUNT} generated servers and answers`, () => {
  beforeAll(prepareDecoders);
  afterAll(stopOracle);

  it("the file is accepted by wg and wg-quick, keeps every byte, and the code says what the device's file says", {
    timeout: 600_000,
  }, async () => {
    const seen = { plans: 0, refused: 0, codes: 0 };
    await fc.assert(
      fc.asyncProperty(server, answers, keyPair, bytes32, async (text, given, pair, random) => {
        const world: World = { ...testWorld(), ...worldOf(text) };
        expect(world.faults).toEqual([]);
        const plan = planOf(world, given as Draft, { pair, presharedKey: presharedKeyFrom(random) });
        if (!plan) {
          seen.refused++;
          fc.pre(false);
          return;
        }
        seen.plans++;
        const edit = plan.files[0];
        if (edit?.kind !== "edit") throw new Error("no edit of the server's file");

        const before = world.conf.text;
        const kept = given["save-config"] === "off" ? before.replace(/SaveConfig = true/, "SaveConfig = ") : before;
        expect(inOrder(kept, edit.after)).toBe(true);

        const strip = await wgQuickStrip(edit.after);
        expect(strip).toMatchObject({ accepted: true, stderr: "" });
        const loaded = await bothAccept(edit.after);
        expect(loaded.accepted, loaded.stderr).toBe(true);
        expect(loaded.sent).toContain(`public_key=${hex(pair.publicKey)}`);

        // `wg` looks a name up when it loads the file, and there is nobody to ask: a number stands in for it.
        const client = await bothAccept(byteText(plan.clientText).replace("vpn.example.org", "198.51.100.9"));
        expect(client.accepted, client.stderr).toBe(true);
        expect(client.sent).toContain(`private_key=${hex(pair.privateKey)}`);

        const code = plan.code as string;
        const read = await decode(withQuietZone(modulesOf(code) as readonly (readonly boolean[])[]));
        expect(read.zxing).toBe(code);
        expect(read.jsqr).toBe(code);
        expect(meaning(parseConf(read.zxing))).toEqual(meaning(parseConf(byteText(plan.clientText))));
        seen.codes++;
      }),
      { numRuns: COUNT, maxSkipsPerRun: 2, endOnFailure: true },
    );
    expect(seen.plans).toBeGreaterThanOrEqual(COUNT);
    expect(seen.codes).toBe(seen.plans);
  });
});

function worldOf(text: string): Partial<World> {
  const raw =
    Array.from(text).every((letter) => letter.charCodeAt(0) < 256) && text.includes("\xff") ? text : byteText(text);
  const conf = parseConf(raw);
  return { ...testWorld(), conf, faults: faultsOf(conf), publicKey: keyOf(conf) };
}

function keyOf(conf: Conf): string | null {
  const { privateKey } = conf.interface;
  return privateKey === null ? null : keyPairFrom(Uint8Array.from(Buffer.from(privateKey, "base64"))).publicKey;
}

function withQuietZone(modules: readonly (readonly boolean[])[]): boolean[][] {
  const quiet = Array<boolean>(modules.length + 8).fill(false);
  const rows = modules.map((row) => [false, false, false, false, ...row, false, false, false, false]);
  return [quiet, quiet, quiet, quiet, ...rows, quiet, quiet, quiet, quiet];
}
