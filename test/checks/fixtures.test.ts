/** Files of other tools and of people: quiet where they are healthy, and nothing found twice or without its reason. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { evidenceFor } from "../../src/checks/evidence.ts";
import type { Finding } from "../../src/checks/finding.ts";
import { groupsOf, judge } from "../../src/checks/judge.ts";
import { SAMPLE_EVIDENCE, SAMPLE_FACTS, type SampleKeys, sampleDump, sampleServer } from "../../src/host/sample.ts";
import { byteText, readable } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { parseDump } from "../../src/wireguard/live.ts";
import { FIVE_PEERS } from "../screens/states.ts";
import { FACTS, FOUNDING_CONF, testWorld } from "../wizard/world.ts";

const NAMES = new URL("../fixtures/names/", import.meta.url);
const FOUND = new URL("../fixtures/found/", import.meta.url);

/** Of these fixtures, and only of them, something is said: all their peers share one PresharedKey, or a tool owns them. */
const SHARED = ["preshared-key"];
const SAID: Readonly<Record<string, readonly string[]>> = {
  "01-angristan": SHARED,
  "02-nyr": SHARED,
  "03-pivpn": SHARED,
  "03b-pivpn-disabled": SHARED,
  "04-complexorganizations": SHARED,
  "05-wg-cmd": ["owned-by-tool", ...SHARED],
  "06-wg-easy": ["hook-unpaired", "owned-by-tool", ...SHARED],
  "07-wireguard-ui": ["owned-by-tool", ...SHARED, "server-keepalive"],
  "08-wg-gen-web": SHARED,
  "09-easy-wg-quick": SHARED,
  "10-wireme": SHARED,
  "11-wireguard-webadmin": SHARED,
  "12-wg-quickrs": SHARED,
  "13-streisand": ["save-config"],
  "14-akasha": SHARED,
  "16-wg-show": SHARED,
  "19-wg-portal": ["owned-by-tool", ...SHARED],
  "20-wgdashboard": ["owned-by-tool"],
  "24-linuxserver": SHARED,
};

const grave = (findings: readonly Finding[]) =>
  [...new Set(findings.filter(({ severity }) => severity !== "info").map(({ id }) => id))].sort();

describe("files in the conventions of 29 tools", () => {
  it.each(readdirSync(NAMES).map((name) => name.replace(".conf", "")))("%s", (name) => {
    const world = testWorld(readable(readFileSync(new URL(`${name}.conf`, NAMES), "latin1")));
    expect(grave(judge(evidenceFor(world, null)).findings)).toEqual(SAID[name] ?? []);
  });

  it("with a PresharedKey for each peer the ones that are nobody's own are quiet", () => {
    for (const [name, said] of Object.entries(SAID)) {
      if (said !== SHARED) continue;
      let count = 0;
      const text = readable(readFileSync(new URL(`${name}.conf`, NAMES), "latin1"));
      const each = text.replace(/(PresharedKey\s*=\s*)\S+/g, (_, head: string) => {
        return `${head}${Buffer.alloc(32, ++count).toString("base64")}`;
      });
      expect([name, grave(judge(evidenceFor(testWorld(each), null)).findings)]).toEqual([name, []]);
    }
  });
});

describe("files that the programs judge in odd ways", () => {
  it.each(readdirSync(FOUND).filter((name) => name.endsWith(".conf")))("%s: a fault is told once", (name) => {
    const world = testWorld(readable(readFileSync(new URL(name, FOUND), "latin1")));
    const { findings } = judge(evidenceFor(world, null));
    const told = findings.filter(({ id }) => id === "bad-key" || id === "refused-line" || id === "bad-port");
    for (const { line } of world.faults) expect(told.filter((one) => one.line === line)).toHaveLength(1);
  });
});

describe("healthy servers", () => {
  it("the founding note's server: not a word but the quiet one, that no keepalive is right", () => {
    const report = judge(evidenceFor(testWorld(FOUNDING_CONF), null));
    expect(report.findings).toEqual([]);
    expect(report.keepaliveRight).toBe(true);
  });

  it("five peers of different kinds: nothing but the keepalive of one", () => {
    const report = judge(evidenceFor(testWorld(FIVE_PEERS), null));
    expect(report.findings.map(({ id, peer }) => [id, peer?.name])).toEqual([["server-keepalive", "nas"]]);
    expect(report.keepaliveRight).toBe(false);
  });

  it("the demo, its machine included: nothing but the old tablet's keepalive", () => {
    const pair = (seed: number) => keyPairFrom(new Uint8Array(32).fill(seed));
    const peers = [1, 2, 3, 4, 6].map((seed) => ({ pair: pair(seed), preshared: pair(seed + 10).privateKey }));
    const keys: SampleKeys = { server: pair(7), peers };
    const live = parseDump(sampleDump(keys, 1_800_000_000_000));
    const world = testWorld(readable(sampleServer(keys)), { live, facts: { ...FACTS, ...SAMPLE_FACTS } });
    const report = judge(evidenceFor(world, { ...SAMPLE_EVIDENCE, fileMode: 0o600, otherPorts: [] }));
    expect(report.findings.map(({ id, peer }) => [id, peer?.name])).toEqual([["server-keepalive", "old-tablet"]]);
    expect(report.notLookedAt).toEqual(["ipv4-only-full-tunnel"]);
  });

  it("what is no finding: a peer without AllowedIPs, another port, longer prefixes, a client's /24", () => {
    const server = `[Interface]
Address = 10.77.0.1/24
ListenPort = 123
PrivateKey = ${keyPairFrom(new Uint8Array(32).fill(7)).privateKey}

[Peer]
PublicKey = ${keyPairFrom(new Uint8Array(32).fill(8)).publicKey}

[Peer]
PublicKey = ${keyPairFrom(new Uint8Array(32).fill(9)).publicKey}
AllowedIPs = 10.77.0.3/32, 172.16.0.0/12

[Peer]
PublicKey = ${keyPairFrom(new Uint8Array(32).fill(10)).publicKey}
AllowedIPs = 10.77.0.4/32, 172.16.5.0/24
`;
    expect(judge(evidenceFor(testWorld(server), null)).findings).toEqual([]);
    const client = `[Interface]
Address = 10.77.0.3/24
DNS = 10.77.0.1
PrivateKey = ${keyPairFrom(new Uint8Array(32).fill(9)).privateKey}

[Peer]
PublicKey = ${keyPairFrom(new Uint8Array(32).fill(7)).publicKey}
AllowedIPs = 0.0.0.0/0, ::/0
Endpoint = vpn.example.org:47770
PersistentKeepalive = 25
`;
    const report = judge(evidenceFor(testWorld(client), null));
    expect(report).toMatchObject({ findings: [], isClient: true, keepaliveRight: false });
  });
});

it("findings come the gravest first, and the same rule's together", () => {
  const text = FIVE_PEERS.replaceAll("10.77.0.200/32", "10.77.0.2/32\nPersistentKeepalive = 25");
  const { findings } = judge(evidenceFor(testWorld(text), null));
  expect(groupsOf(findings).map(({ id, findings: all }) => [id, all.length])).toEqual([
    ["same-network-twice", 1],
    ["server-keepalive", 2],
  ]);
});

it("a switched-off peer is not judged", () => {
  const off = FOUNDING_CONF.replace("[Peer]", "#[disabled] [Peer]")
    .replace("# Публичный ключ пира: anton_sevnet\nPublicKey", "#[disabled] PublicKey")
    .replace(
      "AllowedIPs = 10.77.0.2/32",
      "#[disabled] AllowedIPs = 10.77.0.0/24\n#[disabled] PersistentKeepalive = 25",
    );
  const report = judge(evidenceFor(testWorld(off), null));
  expect(report).toMatchObject({ findings: [], keepaliveRight: false });
  expect(byteText(off)).toContain("[disabled]");
});
