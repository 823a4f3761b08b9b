/** The list of peers while it is looked at: readings of the interface come in, numbers grow, peers come and go. */
import { describe, expect, it } from "vitest";
import { listedPeers, selectedPeer } from "../../src/app/peers.ts";
import { rateOf } from "../../src/app/status.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { Live, LivePeer, Reading } from "../../src/wireguard/live.ts";
import { SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { session } from "./session.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const KEYS = [21, 22, 23].map((seed) => keyPairFrom(new Uint8Array(32).fill(seed)).publicKey);
const [ANNA = "", BORIS = "", VERA = ""] = KEYS;

const CONF = `[Interface]
Address = 10.77.0.1/24
ListenPort = 47770
PrivateKey = ${SERVER_PAIR.privateKey}
${KEYS.map((key, at) => `\n[Peer]\n# friendly_name = ${["vera", "anna", "boris"][at]}\nPublicKey = ${key}\nAllowedIPs = 10.77.0.${at + 2}/32\n`).join("")}`;

const peer = (publicKey: string, at: number, changes: Partial<LivePeer> = {}): LivePeer => ({
  publicKey,
  endpoint: "198.51.100.7:41641",
  allowedIPs: [`10.77.0.${at + 2}/32`],
  latestHandshake: null,
  rx: 0,
  tx: 0,
  persistentKeepalive: null,
  presharedKey: null,
  ...changes,
});

/** The first was heard of a minute ago, the second an hour ago, the third never. */
const PEERS: readonly LivePeer[] = [
  peer(ANNA, 0, { latestHandshake: NOW / 1000 - 60, rx: 1_000, tx: 1_000 }),
  peer(BORIS, 1, { latestHandshake: NOW / 1000 - 3_600, rx: 90_000, tx: 10_000 }),
  peer(VERA, 2),
];

const live = (peers: readonly LivePeer[] = PEERS, changes: Partial<Live> = {}): Live => ({
  publicKey: SERVER_PAIR.publicKey,
  listenPort: 47770,
  fwMark: null,
  peers,
  ...changes,
});

const up = (peers?: readonly LivePeer[], changes?: Partial<Live>): Reading => ({
  kind: "up",
  live: live(peers, changes),
});

const reading = (given: Reading, seconds = 0) =>
  ({ type: "status", reading: given, now: NOW + seconds * 1000 }) as const;

const open = () => session(testWorld(CONF, { live: live() })).send(reading(up()));

const names = (program: ReturnType<typeof open>) => listedPeers(program.state()).map(({ name }) => name);

describe("the file, looked at beside the interface", () => {
  const changed = (text: string | null) => ({ ...reading(up(), 2), text });

  it("is read again when somebody else has changed it, so that nobody is called only live who stands in it by now", () => {
    const program = open();
    const before = program.effects.length;
    program.send(changed(`${CONF}\n`));
    expect(program.effects.slice(before)).toMatchObject([{ type: "open", choice: "/etc/wireguard/wg0.conf" }]);
  });

  it("is left alone while it is as it was, or cannot be read just now", () => {
    const program = open();
    const before = program.effects.length;
    program.send(changed(CONF)).send(changed(null));
    expect(program.effects.length).toBe(before);
  });
});

describe("another reading", () => {
  it("that says nothing new leaves the world the same record, so that nothing is drawn or worked out anew", () => {
    const program = open();
    const { world } = program.state();
    // wireguard-go prints its peers in another order each time.
    program.send(reading(up([...PEERS].reverse()), 2));
    expect(program.state().world).toBe(world);
    expect(program.state().readAt).toBe(NOW + 2000);
  });

  it("tells how fast bytes go, and forgets it when they stop", () => {
    const program = open();
    const faster = [peer(ANNA, 0, { latestHandshake: NOW / 1000 - 60, rx: 5_000, tx: 21_000 }), ...PEERS.slice(1)];
    program.send(reading(up(faster), 2));
    expect(rateOf(program.state(), ANNA)).toEqual({ rx: 2_000, tx: 10_000 });
    expect(rateOf(program.state(), BORIS)).toBeNull();
    expect(rateOf(program.state(), null)).toBeNull();
    program.send(reading(up(faster), 4));
    expect(rateOf(program.state(), ANNA)).toBeNull();
  });

  it("counts a peer that was not there before from the next one on", () => {
    const program = session(testWorld(CONF, { live: live(PEERS.slice(1)) })).send(reading(up(PEERS.slice(1))));
    program.send(reading(up(), 2));
    expect(rateOf(program.state(), ANNA)).toBeNull();
  });

  it.each([
    ["was stopped", { kind: "down" } as const],
    ["was started anew, as its counters tell", up(PEERS.map((one) => ({ ...one, rx: 0, tx: 0 })))],
    ["was started with another key", up(PEERS, { publicKey: ANNA })],
  ])("that tells that the interface %s has the whole server read again", (_what, given) => {
    const program = open();
    const before = program.effects.length;
    program.send(reading(given, 2));
    expect(program.effects.slice(before)).toMatchObject([{ type: "open", choice: "/etc/wireguard/wg0.conf" }]);
    expect(program.state().view.at).toBe("dashboard");
  });

  it("does so once it is back up too", () => {
    const program = session(testWorld(CONF));
    expect(program.state().world?.running).toEqual({ kind: "down" });
    const before = program.effects.length;
    program.send(reading(up()));
    expect(program.effects.slice(before)).toMatchObject([{ type: "open" }]);
  });

  it("waits with that while another answer is awaited, whose screen would else be lost", () => {
    const program = session(testWorld(CONF, { live: live() }), { silent: ["make-keys"] }).press("a");
    const before = program.effects.length;
    program.send(reading({ kind: "down" }));
    expect(program.effects.length).toBe(before);
    expect(program.state().world?.running.kind).toBe("up");
  });
});

describe("another order", () => {
  it("goes round: last heard first, most traffic first, by name, and the file's again", () => {
    const program = open();
    expect(names(program)).toEqual(["vera", "anna", "boris"]);
    expect(names(program.press("s"))).toEqual(["vera", "anna", "boris"]);
    expect(program.state().dashboard.order).toBe("heard");
    expect(names(program.press("s"))).toEqual(["anna", "vera", "boris"]);
    expect(names(program.press("s"))).toEqual(["anna", "boris", "vera"]);
    expect(names(program.press("s"))).toEqual(["vera", "anna", "boris"]);
    expect(program.state().dashboard.order).toBe("file");
  });

  it("keeps the cursor on its peer, and so does a reading that turns the order about", () => {
    const program = open().press("s", "s");
    expect(selectedPeer(program.state())?.name).toBe("vera");
    expect(program.state().dashboard.place.cursor).toBe(1);
    const [first, second, third] = PEERS as [LivePeer, LivePeer, LivePeer];
    program.send(reading(up([{ ...first, rx: 900_000 }, second, third]), 2));
    expect(names(program)).toEqual(["vera", "anna", "boris"]);
    expect(selectedPeer(program.state())?.name).toBe("vera");
    expect(program.state().dashboard.place.cursor).toBe(0);
  });
});

describe("one kind of peers", () => {
  it("goes round: active, idle, never seen, unlike the file, all", () => {
    const program = session(testWorld(CONF, { live: live(PEERS.slice(0, 2)) })).send(reading(up(PEERS.slice(0, 2))));
    expect(names(program.press("f"))).toEqual(["vera"]);
    expect(names(program.press("f"))).toEqual(["anna"]);
    expect(names(program.press("f"))).toEqual([]);
    expect(names(program.press("f"))).toEqual(["boris"]);
    expect(names(program.press("f"))).toEqual(["vera", "anna", "boris"]);
  });

  it("is given up with Esc, the cursor still on its peer", () => {
    const program = open().press("f", "f");
    expect(names(program)).toEqual(["anna"]);
    program.press("esc");
    expect(names(program)).toEqual(["vera", "anna", "boris"]);
    expect(selectedPeer(program.state())?.name).toBe("anna");
  });

  it("loses a peer that is active no more, without losing the cursor", () => {
    const program = open().press("f");
    program.send(reading(up(), 181));
    expect(names(program)).toEqual([]);
    expect(selectedPeer(program.state())).toBeNull();
    program.send(
      reading(up([{ ...(PEERS[0] as LivePeer), latestHandshake: NOW / 1000 + 182 }, ...PEERS.slice(1)]), 183),
    );
    expect(selectedPeer(program.state())?.name).toBe("vera");
  });

  it("holds together with a filter that is typed", () => {
    expect(names(open().press("f", "/", "ann"))).toEqual([]);
    expect(names(open().press("f", "/", "ver"))).toEqual(["vera"]);
  });
});

describe("a peer that only the interface has", () => {
  const extra = peer(keyPairFrom(new Uint8Array(32).fill(40)).publicKey, 60, { latestHandshake: NOW / 1000 - 5 });

  it("stands below the file's, has no lines to look at, and is found by its address", () => {
    const program = session(testWorld(CONF, { live: live([extra, ...PEERS]) }));
    expect(listedPeers(program.state()).map(({ line }) => line)).toEqual([6, 11, 16, 0]);
    program.press("G", "enter");
    expect(program.state()).toMatchObject({ view: { at: "dashboard" }, refusal: "not-in-file" });
    expect(listedPeers(program.press("/", "0.62").state())).toMatchObject([{ publicKey: extra.publicKey }]);
  });

  it("is not told twice where its block is switched off", () => {
    const off = CONF.replace(/\[Peer\]\n# friendly_name = boris\n.*\n.*\n/, (block) =>
      block.replace(/^(?=.)/gm, "#[disabled] "),
    );
    const program = session(testWorld(off, { live: live() }));
    expect(program.state().world?.conf.peers.at(-1)).toMatchObject({ enabled: false, publicKey: VERA });
    expect(listedPeers(program.state())).toHaveLength(3);
  });
});
