/** What brings a running interface to a file's state: as few commands as will do, and nothing that ends badly unasked. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PlayedInterface } from "../../src/host/played.ts";
import { type Loading, loadingLine, loadingOf, loadingTexts, touchedBetween } from "../../src/plans/loading.ts";
import { loadingRemarks } from "../../src/plans/loading-remarks.ts";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";
import { configured, configuredLive, sameConfigured } from "../../src/wireguard/configured.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import { type Live, parseDump } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";
import { FACTS, SERVER_PAIR, testWorld } from "../wizard/world.ts";

const KEYS = [1, 2, 3, 4, 5].map((seed) => keyPairFrom(new Uint8Array(32).fill(seed)).publicKey);
const [A = "", B = "", C = ""] = KEYS;
const PSK = presharedKeyFrom(new Uint8Array(32).fill(9));
const OTHER_PSK = presharedKeyFrom(new Uint8Array(32).fill(10));

const HEAD = `[Interface]\nAddress = 10.77.0.1/24\nListenPort = 47770\nPrivateKey = ${SERVER_PAIR.privateKey}\n`;
const block = (key: string, ...lines: string[]) =>
  `\n[Peer]\nPublicKey = ${key}\n${lines.map((one) => `${one}\n`).join("")}`;

interface Row {
  readonly networks: string;
  readonly psk?: string;
  readonly keepalive?: number;
}

/** An interface that runs with these peers. */
function liveOf(rows: Readonly<Record<string, Row>>, mark = "off", port = 47770): Live {
  const lines = Object.entries(rows).map(([key, { networks, psk, keepalive }]) =>
    [key, psk ?? "(none)", "198.51.100.7:4000", networks || "(none)", 1, 0, 0, keepalive ?? "off"].join("\t"),
  );
  const head = [SERVER_PAIR.privateKey, SERVER_PAIR.publicKey, port, mark].join("\t");
  return parseDump(`${[head, ...lines].join("\n")}\n`) as Live;
}

function worldOf(text: string, rows: Readonly<Record<string, Row>>, changes: Partial<World> = {}): World {
  return testWorld(HEAD + text, { live: liveOf(rows), addresses: ["10.77.0.1/24"], ...changes });
}

const all = (world: World): Loading => loadingOf(world, world.conf, "all") as Loading;
const texts = (loading: Loading) => loadingTexts(loading);
const warned = (world: World) => loadingRemarks(all(world), world);

describe("the smallest set of commands", () => {
  it("none where file and interface agree: the comparison alone is left", () => {
    const loading = all(worldOf(block(A, "AllowedIPs = 10.77.0.2/32"), { [A]: { networks: "10.77.0.2/32" } }));
    expect(loading.commands).toEqual([]);
    expect(loading.expected[A]).toEqual({ allowedIPs: ["10.77.0.2/32"], keepalive: null, presharedKey: null });
  });

  it("a new peer by its block, from its header to its last setting", () => {
    const text = block(A, `PresharedKey = ${PSK}`, "AllowedIPs = 10.77.0.2/32", "### end anna ###");
    const loading = all(worldOf(text, {}));
    expect(texts(loading)).toEqual(['wg addconf wg0 <(sed -n "6,9p" /etc/wireguard/wg0.conf)']);
    expect(loading.commands).toMatchObject([
      {
        kind: "add-peer",
        block: `[Peer]\nPublicKey = ${A}\nPresharedKey = ${PSK}\nAllowedIPs = 10.77.0.2/32\n`,
      },
    ]);
  });

  it.each<[string, string[], Row, string]>([
    ["networks", ["AllowedIPs = 10.77.0.3/32"], { networks: "10.77.0.2/32" }, "allowed-ips 10.77.0.3/32"],
    ["no network at all", [], { networks: "10.77.0.2/32" }, 'allowed-ips ""'],
    ["a keepalive whose line is gone", [], { networks: "", keepalive: 25 }, "persistent-keepalive off"],
    ["a keepalive", ["PersistentKeepalive = 25"], { networks: "" }, "persistent-keepalive 25"],
    ["a preshared key whose line is gone", [], { networks: "", psk: PSK }, "preshared-key /dev/null"],
    [
      "a preshared key",
      [`PresharedKey = ${PSK}`],
      { networks: "", psk: OTHER_PSK },
      String.raw`preshared-key <(sed -n "8s/^[^=]*=[[:space:]]*\([^[:space:]#]*\).*/\1/p" /etc/wireguard/wg0.conf)`,
    ],
  ])("of a peer that differs in %s only that is told", (_what, lines, row, said) => {
    expect(texts(all(worldOf(block(A, ...lines), { [A]: row })))).toEqual([`wg set wg0 peer ${A} ${said}`]);
  });

  it("peers that are in the file no more are taken off, switched-off ones too; whoever leaves its networks to a new one, after that one is there", () => {
    const off = block(B, "AllowedIPs = 10.77.0.3/32").replace(/^(?=.)/gm, "#[disabled] ");
    const world = worldOf(`${block(A, "AllowedIPs = 10.77.0.9/32")}${off}`, {
      [B]: { networks: "10.77.0.3/32" },
      [C]: { networks: "10.77.0.9/32" },
    });
    expect(texts(all(world))).toEqual([
      `wg set wg0 peer ${B} remove`,
      'wg addconf wg0 <(sed -n "6,8p" /etc/wireguard/wg0.conf)',
      `wg set wg0 peer ${C} remove`,
    ]);
  });

  it("of the others nobody is named", () => {
    const world = worldOf(block(A, "AllowedIPs = 10.77.0.2/32"), { [B]: { networks: "10.77.0.3/32" } });
    const loading = loadingOf(world, world.conf, new Set([A]));
    expect(Object.keys(loading?.expected ?? {})).toEqual([A]);
    expect(loading?.commands).toHaveLength(1);
  });

  it("port and mark of the interface last, where the file has them", () => {
    const world = worldOf("", {}, { live: liveOf({}, "0xca6c", 1000) });
    expect(texts(all(world))).toEqual(["wg set wg0 listen-port 47770"]);
    const marked = testWorld(HEAD.replace("ListenPort", "FwMark = 0xCA6D\nListenPort"), { live: liveOf({}, "0xca6c") });
    expect(texts(all(marked))).toEqual(["wg set wg0 fwmark 0xCA6D"]);
    expect(all(marked).own).toEqual({ fwMark: 0xca6d });
    const same = testWorld(HEAD.replace("ListenPort", "FwMark = 51820\nListenPort"), { live: liveOf({}, "0xca6c") });
    expect(texts(all(same))).toEqual([]);
    expect(loadingOf(world, world.conf, new Set())?.commands).toEqual([]);
  });

  it("nothing where it is down or runs with another key", () => {
    expect(loadingOf(testWorld(HEAD), parseConf(byteText(HEAD)), "all")).toBe(null);
  });

  it("nothing secret stands in what is shown", () => {
    const world = worldOf(block(A, `PresharedKey = ${PSK}`) + block(B, `PresharedKey = ${PSK}`), {
      [A]: { networks: "" },
    });
    const loading = all(world);
    expect(loading.commands).toHaveLength(2);
    expect(texts(loading).join("\n") + loadingLine(loading)).not.toContain(PSK);
  });
});

describe("where the file says a thing twice", () => {
  it("a block that would take another's network is not loaded as it stands", () => {
    const world = worldOf(
      block(A, "AllowedIPs = 10.77.0.2/32, 10.77.0.3/32", "Endpoint = 203.0.113.1:1") +
        block(B, "AllowedIPs = 10.77.0.3/32"),
      { [B]: { networks: "10.77.0.3/32" } },
    );
    expect(texts(all(world))).toEqual([`wg set wg0 peer ${A} endpoint 203.0.113.1:1 allowed-ips 10.77.0.2/32`]);
  });

  it("what an earlier block of the same key says is told too", () => {
    const world = worldOf(
      block(A, "PersistentKeepalive = 25", `PresharedKey = ${PSK}`) + block(A, "AllowedIPs = 10.77.0.2/32"),
      {},
    );
    expect(all(world).commands).toEqual([
      {
        kind: "set-peer",
        publicKey: A,
        allowedIPs: ["10.77.0.2/32"],
        keepalive: 25,
        presharedKey: { key: PSK, line: 9 },
      },
    ]);
  });
});

describe("routes", () => {
  const lan = block(A, "AllowedIPs = 10.77.0.2/32, 192.168.7.0/24");
  const loaded = { [A]: { networks: "10.77.0.2/32,192.168.7.0/24" } };

  it("come for what no address of the interface covers, after their peer", () => {
    expect(texts(all(worldOf(lan, {}))).slice(1)).toEqual(["ip -4 route add 192.168.7.0/24 dev wg0"]);
  });

  it("go before their peer does", () => {
    expect(texts(all(worldOf("", loaded)))).toEqual([
      "ip -4 route del 192.168.7.0/24 dev wg0",
      `wg set wg0 peer ${A} remove`,
    ]);
  });

  it("stay where the network only moves to another peer", () => {
    const world = worldOf(block(A, "AllowedIPs = 10.77.0.2/32") + block(B, "AllowedIPs = 192.168.7.0/24"), {
      ...loaded,
      [B]: { networks: "" },
    });
    expect(texts(all(world)).filter((text) => text.startsWith("ip"))).toEqual([]);
  });

  it("none at all with Table = off, whatever the networks", () => {
    const text = HEAD.replace("ListenPort", "Table = off\nListenPort") + lan;
    const { commands } = all(testWorld(text, { live: liveOf({}), addresses: ["10.77.0.1/24"] }));
    expect(commands.map(({ kind }) => kind)).toEqual(["add-peer"]);
  });

  it("all of them, a default route too, in a table of one's own", () => {
    const text = `${HEAD.replace("ListenPort", "Table = 1234\nListenPort")}${block(A, "AllowedIPs = 10.77.0.2/32, ::/0")}`;
    const world = testWorld(text, { live: liveOf({}), addresses: ["10.77.0.1/24"] });
    expect(texts(all(world)).slice(1)).toEqual([
      "ip -4 route add 10.77.0.2/32 dev wg0 table 1234",
      "ip -6 route add ::/0 dev wg0 table 1234",
    ]);
    expect(all(world).unrouted).toEqual([]);
  });

  it("a default route in the main table is wg-quick's own affair: it is said, and not made", () => {
    const world = worldOf(block(A, "AllowedIPs = 0.0.0.0/0"), {});
    expect(all(world).commands.map(({ kind }) => kind)).toEqual(["add-peer"]);
    expect(warned(world)).toEqual([
      { id: "loading-unrouted", values: { networks: "0.0.0.0/0", interfaceName: "wg0" } },
    ]);
  });

  it("a default route whose peer goes leads nowhere from then on, as long as wg-quick's rules stand", () => {
    const rows = { [A]: { networks: "0.0.0.0/0" } };
    expect(warned(worldOf("", rows, { live: liveOf(rows, "0xca6c") }))).toEqual([
      { id: "loading-lead-nowhere", values: { networks: "0.0.0.0/0", interfaceName: "wg0" } },
    ]);
    expect(warned(worldOf("", rows))).toEqual([]);
  });

  it("none into a network of this very machine: it is said", () => {
    const facts = { ...FACTS, addresses: [{ device: "eth0", network: "192.168.7.10/24" }] };
    const world = worldOf(lan, {}, { facts });
    expect(all(world).commands.map(({ kind }) => kind)).toEqual(["add-peer"]);
    expect(warned(world)).toEqual([
      {
        id: "loading-machine",
        values: { network: "192.168.7.0/24", other: "192.168.7.0/24", device: "eth0", interfaceName: "wg0" },
      },
    ]);
    const wider = { ...FACTS, addresses: [{ device: "eth0", network: "192.168.7.129/25" }] };
    expect(all(worldOf(lan, {}, { facts: wider })).withheld).toEqual([]);
  });

  it("none of IPv6 where that is off: it is said", () => {
    const facts = { ...FACTS, ipv6Disabled: true };
    const world = worldOf(block(A, "AllowedIPs = fd77::2/128, 10.77.0.2/32"), {}, { facts });
    expect(all(world).commands.map(({ kind }) => kind)).toEqual(["add-peer"]);
    expect(warned(world)).toEqual([{ id: "loading-ipv6-off", values: { networks: "fd77::2/128" } }]);
  });

  it("the one that a loaded peer lacks, as after syncconf, where the machine's routes are known", () => {
    const routed = (...networks: string[]) => worldOf(lan, loaded, { facts: { ...FACTS, routed: networks } });
    expect(texts(all(routed("10.77.0.0/24")))).toEqual(["ip -4 route add 192.168.7.0/24 dev wg0"]);
    expect(texts(all(routed("10.77.0.0/24", "192.168.7.0/24")))).toEqual([]);
    expect(texts(all(routed("192.168.0.0/16")))).toEqual([]);
    expect(texts(all(worldOf(lan, loaded)))).toEqual([]);
  });
});

describe("what else is said before it is done", () => {
  const two = block(A, "AllowedIPs = 10.77.0.2/32");

  it("a network that a peer of the interface holds, and would lose: that peer is expected to lose it", () => {
    const world = worldOf(two, { [B]: { networks: "10.77.0.2/32,10.77.0.9/32" } });
    const loading = loadingOf(world, world.conf, new Set([A])) as Loading;
    expect(loading.taken).toEqual([{ network: "10.77.0.2/32", from: B }]);
    expect(loading.expected[B]).toMatchObject({ allowedIPs: ["10.77.0.9/32"] });
    expect(loadingRemarks(loading, world)).toMatchObject([{ id: "loading-takes" }]);
  });

  it("a name that wg has to ask DNS for", () => {
    const named = (endpoint: string) => all(worldOf(block(A, `Endpoint = ${endpoint}`), {})).asked;
    expect(named("vpn.example.com:51820")).toEqual(["vpn.example.com"]);
    expect([named("203.0.113.1:51820"), named("[2001:db8::1]:51820")]).toEqual([[], []]);
  });

  it("a port that every device calls", () => {
    expect(warned(worldOf("", {}, { live: liveOf({}, "off", 1000) }))).toEqual([
      { id: "loading-port", values: { port: 47770, running: 1000, interfaceName: "wg0" } },
    ]);
  });

  const through = (client: string) => ({ session: { client, server: "10.77.0.1", port: 22 } });

  it.each<[string, string, Row, boolean]>([
    ["is taken off", "", { networks: "10.77.0.2/32" }, true],
    ["gets another address", block(A, "AllowedIPs = 10.77.0.3/32"), { networks: "10.77.0.2/32" }, true],
    ["gets one more network", block(A, "AllowedIPs = 10.77.0.2/32, 10.8.0.0/24"), { networks: "10.77.0.2/32" }, false],
    ["gets another preshared key", block(A, "AllowedIPs = 10.77.0.2/32"), { networks: "10.77.0.2/32", psk: PSK }, true],
    ["loses its keepalive", block(A, "AllowedIPs = 10.77.0.2/32"), { networks: "10.77.0.2/32", keepalive: 25 }, false],
  ])("whoever comes through a peer that %s is told", (_what, text, row, cut) => {
    const world = worldOf(text, { [A]: row }, through("10.77.0.2"));
    expect(all(world).cutsOwnSession).toBe(cut);
    expect(warned(world).some(({ id }) => id === "loading-cuts-session")).toBe(cut);
    expect(all(worldOf(text, { [A]: row }, through("10.77.0.99"))).cutsOwnSession).toBe(false);
  });

  it("so is whoever would be led into another peer, or into the tunnel", () => {
    const other = block(A, "AllowedIPs = 10.77.0.0/24") + block(B, "AllowedIPs = 10.77.0.2/32");
    expect(all(worldOf(other, { [A]: { networks: "10.77.0.0/24" } }, through("10.77.0.2"))).cutsOwnSession).toBe(true);
    const far = block(A, "AllowedIPs = 198.51.100.0/24");
    expect(all(worldOf(far, {}, through("198.51.100.9"))).cutsOwnSession).toBe(true);
    expect(all(worldOf(far, {}, through("203.0.113.9"))).cutsOwnSession).toBe(false);
  });
});

describe("which peers a change of the file touches", () => {
  it("those that come, go or differ, and those whose network another one takes", () => {
    const before = parseConf(
      byteText(HEAD + block(A, "AllowedIPs = 10.77.0.2/32") + block(B, "AllowedIPs = 10.77.0.3/32")),
    );
    const after = parseConf(byteText(`${before.text}${block(C, "AllowedIPs = 10.77.0.3/32")}`));
    expect([...touchedBetween(before, after, null)].sort()).toEqual([B, C].sort());
    expect([...touchedBetween(after, before, null)].sort()).toEqual([B, C].sort());
    expect(touchedBetween(before, parseConf(`${before.text}# a comment\n`), null).size).toBe(0);
  });
});

describe("what is left to be typed", () => {
  it("is one line for a person's own shell, from the first command that was not done", () => {
    const loading = all(worldOf("", { [A]: { networks: "" }, [B]: { networks: "" } }));
    const [first, second] = [A, B].map((key) => `wg set wg0 peer ${key} remove`);
    expect(loadingLine(loading)).toBe(`sudo bash -c '${first} && ${second}'`);
    expect(loadingLine(loading, 1)).toBe(`sudo bash -c '${second}'`);
    expect([loadingLine(loading, 2), loadingLine(null)]).toEqual([null, null]);
  });
});

describe("whatever the file and the interface are", () => {
  const network = fc.constantFrom(
    "10.77.0.2/32",
    "10.77.0.3/32",
    "10.77.0.4/32",
    "192.168.7.0/24",
    "fd77::2/128",
    "10.8.0.0/16",
  );
  const row = fc.record({
    key: fc.constantFrom(...KEYS),
    networks: fc.uniqueArray(network, { maxLength: 3 }),
    psk: fc.constantFrom(null, PSK, OTHER_PSK),
    keepalive: fc.constantFrom(null, 0, 25),
  });

  it("the commands bring the one to the other, and a second look finds nothing left to do", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 7 }), fc.array(row, { maxLength: 5 }), fc.boolean(), (file, live, one) => {
        const text = file
          .map(({ key, networks, psk, keepalive }) =>
            block(
              key,
              ...(networks.length > 0 ? [`AllowedIPs = ${networks.join(", ")}`] : []),
              ...(psk === null ? [] : [`PresharedKey = ${psk}`]),
              ...(keepalive === null ? [] : [`PersistentKeepalive = ${keepalive}`]),
            ),
          )
          .join("");
        const played = new PlayedInterface(`${SERVER_PAIR.privateKey}\t${SERVER_PAIR.publicKey}\t47770\toff\n`);
        for (const { key, networks, psk, keepalive } of live) {
          played.run("wg0", {
            kind: "set-peer",
            publicKey: key,
            allowedIPs: networks,
            keepalive: keepalive ?? 0,
            presharedKey: psk === null ? null : { key: psk, line: 1 },
          });
        }
        const worldNow = () => worldOf(text, {}, { live: parseDump(played.dump()) as Live });
        const before = worldNow();
        const loading = loadingOf(before, before.conf, one ? new Set([KEYS[0] as string]) : "all") as Loading;
        const others = new Map((before.live?.peers ?? []).map((peer) => [peer.publicKey, configuredLive(peer)]));
        for (const command of loading.commands) played.run("wg0", command);
        const after = worldNow();
        const now = new Map((after.live?.peers ?? []).map((peer) => [peer.publicKey, configuredLive(peer)]));
        for (const [key, wanted] of Object.entries(loading.expected)) {
          const found = now.get(key);
          expect(wanted && found ? sameConfigured(wanted, found) : !wanted && !found, key).toBe(true);
        }
        for (const [key, was] of others) {
          if (!(key in loading.expected)) expect(sameConfigured(was, now.get(key) as typeof was), key).toBe(true);
        }
        if (!one) {
          expect([...now.keys()].sort()).toEqual([...configured(after.conf, after.publicKey).keys()].sort());
          expect(all(after).commands).toEqual([]);
        }
      }),
    );
  });
});
