/** How the file and the running interface differ, and what never counts as a difference. */
import { describe, expect, it } from "vitest";
import { onlyLive, ownDifferences, peerDifferences } from "../../src/wireguard/differences.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import type { Live, LivePeer } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR, testWorld } from "../wizard/world.ts";

const OTHER = keyPairFrom(new Uint8Array(32).fill(33)).publicKey;
const anton: LivePeer = {
  publicKey: ANTON_KEY,
  endpoint: "198.51.100.7:4000",
  allowedIPs: ["10.77.0.2/32"],
  latestHandshake: 1,
  rx: 1,
  tx: 1,
  persistentKeepalive: null,
  presharedKey: null,
};
const running = (peers: readonly LivePeer[], changes: Partial<Live> = {}): Live => ({
  publicKey: SERVER_PAIR.publicKey,
  listenPort: 47770,
  fwMark: null,
  peers,
  ...changes,
});
const world = (peers: readonly LivePeer[], changes: Partial<World> = {}) =>
  testWorld(FOUNDING_CONF, { live: running(peers), ...changes });
const kinds = (one: World) => [...peerDifferences(one).values()].map(({ kind, publicKey }) => [kind, publicKey]);

describe("peers", () => {
  it("agree, however the device has moved meanwhile", () => {
    expect(kinds(world([anton]))).toEqual([]);
  });

  it("in the file alone, on the interface alone, and different: in the file's order", () => {
    const live = { ...anton, publicKey: OTHER, allowedIPs: ["10.77.0.9/32"] };
    expect(kinds(world([live]))).toEqual([
      ["not-loaded", ANTON_KEY],
      ["only-live", OTHER],
    ]);
    expect(onlyLive(world([anton, live]))).toEqual([live]);
  });

  it.each([
    ["allowed-ips", { allowedIPs: [] }],
    ["keepalive", { persistentKeepalive: 25 }],
    ["preshared-key", { presharedKey: presharedKeyFrom(new Uint8Array(32).fill(1)) }],
  ])("differ in %s", (what, change) => {
    expect([...peerDifferences(world([{ ...anton, ...change }])).values()]).toMatchObject([
      { kind: "different", what: [what] },
    ]);
  });

  it("are not compared where nothing runs", () => {
    expect(kinds(testWorld(FOUNDING_CONF))).toEqual([]);
  });

  it("are compared anew with every reading", () => {
    const before = world([anton]);
    expect(kinds(before)).toEqual([]);
    expect(kinds({ ...before, live: running([]) })).toEqual([["not-loaded", ANTON_KEY]]);
  });
});

describe("the interface's own lines", () => {
  it("agree, in whatever order and spelling the addresses come", () => {
    const text = FOUNDING_CONF.replace("10.77.0.1/24", "fd77:0::1/64, 10.77.0.1/24");
    const live = running([anton]);
    expect(ownDifferences(testWorld(text, { live, addresses: ["10.77.0.1/24", "fd77::1/64"] }))).toEqual([]);
  });

  it("differ in key, port and addresses", () => {
    const live = running([], { publicKey: OTHER, listenPort: 1 });
    const found = ownDifferences(
      testWorld(FOUNDING_CONF, {
        live: null,
        stranger: true,
        running: { kind: "up", live },
        addresses: ["10.1.0.1/24"],
      }),
    );
    expect(found).toEqual([
      { what: "public-key", file: SERVER_PAIR.publicKey, running: OTHER },
      { what: "listen-port", file: 47770, running: 1 },
      { what: "addresses", file: ["10.77.0.1/24"], running: ["10.1.0.1/24"] },
    ]);
  });

  it("do not where the file does not say, where nobody could look, and where a length is written as a mask", () => {
    const silent = FOUNDING_CONF.replace(/(ListenPort|Address).*\n/g, "");
    expect(ownDifferences(testWorld(silent, { live: running([]), addresses: ["10.1.0.1/24"] }))).toEqual([]);
    expect(ownDifferences(testWorld(FOUNDING_CONF, { live: running([]), addresses: null }))).toEqual([]);
    const mask = FOUNDING_CONF.replace("10.77.0.1/24", "10.77.0.1/255.255.255.0");
    expect(ownDifferences(testWorld(mask, { live: running([]), addresses: ["10.77.0.1/24"] }))).toEqual([]);
  });

  it("an address without a length is a host, as ip-address(8) takes it", () => {
    const bare = FOUNDING_CONF.replace("10.77.0.1/24", "10.77.0.1");
    expect(ownDifferences(testWorld(bare, { live: running([]), addresses: ["10.77.0.1/32"] }))).toEqual([]);
    expect(ownDifferences(testWorld(bare, { live: running([]), addresses: ["10.77.0.1/24"] }))).toHaveLength(1);
  });
});
