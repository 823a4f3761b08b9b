/** The server as a new device is to meet it, where the file and what runs are not the same, or the file is silent. */
import { describe, expect, it } from "vitest";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { Live, LivePeer } from "../../src/wireguard/live.ts";
import { differing, followed, followedBy } from "../../src/wizard/followed.ts";
import { askedQuestions, suggestedDraft } from "../../src/wizard/questions.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR, testWorld } from "./world.ts";

const OTHER = keyPairFrom(new Uint8Array(32).fill(60)).publicKey;

const anton: LivePeer = {
  publicKey: ANTON_KEY,
  endpoint: null,
  allowedIPs: ["10.77.0.2/32"],
  latestHandshake: null,
  rx: 0,
  tx: 0,
  persistentKeepalive: null,
  presharedKey: null,
};
const live = (changes: Partial<Live> = {}): Live => ({
  publicKey: SERVER_PAIR.publicKey,
  listenPort: 47770,
  fwMark: null,
  peers: [anton],
  ...changes,
});
const without = (line: RegExp) => FOUNDING_CONF.replace(line, "");

describe("a server whose file and interface agree", () => {
  const world = testWorld(FOUNDING_CONF, { live: live(), addresses: ["10.77.0.1/24"] });

  it("stays the same record, and nobody is asked", () => {
    expect(differing(world)).toBeNull();
    expect(followed({}, world)).toBe(world);
    expect(followed({ follow: "running" }, world).publicKey).toBe(world.publicKey);
    expect(askedQuestions({}, world).map(({ id }) => id)).not.toContain("follow");
  });
});

describe("what the file lacks", () => {
  it("as Address comes from the running interface, so that there is a network to take an address from", () => {
    const world = testWorld(without(/Address.*\n/), { live: live(), addresses: ["10.77.0.1/24"] });
    expect(differing(world)).toBeNull();
    expect(suggestedDraft({ name: "lena" }, world).draft.address).toBe("10.77.0.3/32");
  });

  it("as ListenPort comes from there for the endpoint; that it is another one at each start is said", () => {
    const world = testWorld(without(/ListenPort.*\n/), { live: live() });
    expect(differing(world)).toBeNull();
    const { stoppedAt, draft } = suggestedDraft({ name: "lena" }, world);
    expect(stoppedAt).toMatchObject({ question: "endpoint", doubt: { id: "endpoint-random-port" } });
    const endpoint = askedQuestions(draft, world).find(({ id }) => id === "endpoint");
    expect(endpoint?.suggest(draft, world).text).toBe("203.0.113.5:47770");
  });
});

describe("every way in which the two differ", () => {
  const world = testWorld(FOUNDING_CONF, {
    live: null,
    running: { kind: "up", live: live({ publicKey: OTHER, listenPort: 51820, peers: [] }) },
    stranger: true,
    addresses: ["10.99.0.1/24", "fd99::1/64"],
  });

  it("is told with both values", () => {
    expect(differing(world)).toEqual({
      id: "follow-differs",
      values: {
        interfaceName: "wg0",
        key: true,
        port: { file: "47770", running: "51820" },
        addresses: { file: "10.77.0.1/24", running: "10.99.0.1/24, fd99::1/64" },
      },
    });
  });

  it("is chosen all at once", () => {
    expect(followedBy({ follow: "file" }, world)).toBe(world);
    const chosen = followedBy({ follow: "running" }, world);
    expect(chosen.publicKey).toBe(OTHER);
    expect(chosen.conf.interface).toMatchObject({ listenPort: 51820, addresses: ["10.99.0.1/24", "fd99::1/64"] });
    // The file itself is as it was: only how the device is to meet the server has changed.
    expect(chosen.conf.text).toBe(world.conf.text);
    expect(chosen.conf.peers).toBe(world.conf.peers);
  });

  it("gives the same record each time, so that what was worked out of it holds", () => {
    expect(followed({ follow: " Running " }, world)).toBe(followedBy({ follow: "running" }, world));
  });
});

describe("a peer that runs and is being written into the file", () => {
  const extra: LivePeer = { ...anton, publicKey: OTHER, allowedIPs: ["10.77.0.66/32"] };
  const world = testWorld(FOUNDING_CONF, { live: live({ peers: [anton, extra] }) });

  it("does not stand in its own way, and everybody else does", () => {
    expect(followed({ keys: OTHER }, world).adopted).toBe(extra);
    expect(followed({ keys: OTHER }, world).live?.peers).toEqual([anton]);
    expect(followed({ keys: ANTON_KEY }, world)).toBe(world);
    const address = askedQuestions({}, world).find(({ id }) => id === "address");
    expect(address?.parse("10.77.0.66", { keys: OTHER }, world).ok).toBe(true);
    expect(address?.parse("10.77.0.66", {}, world)).toMatchObject({ ok: false, problem: { id: "address-live" } });
    expect(address?.parse("10.77.0.2", { keys: OTHER }, world)).toMatchObject({ problem: { id: "address-peer" } });
  });

  it("has no preshared key offered where it runs without one", () => {
    const psk = askedQuestions({}, world).find(({ id }) => id === "psk");
    expect(psk?.suggest({ keys: OTHER }, world).text).toBe("no");
    expect(psk?.parse("running", { keys: OTHER }, world)).toMatchObject({ ok: false });
  });
});
