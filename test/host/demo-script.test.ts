/** The demo's interface while time goes by: peers that come, go and move, as a real one's counters would tell it. */
import { describe, expect, test } from "vitest";
import { DemoScript } from "../../src/host/demo-script.ts";
import { PlayedInterface } from "../../src/host/played.ts";
import { SAMPLE_PEERS, type SampleKeys, sampleDump, sampleRoles } from "../../src/host/sample.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { type Live, parseDump, stateOf } from "../../src/wireguard/live.ts";

const START = Date.UTC(2026, 10, 22, 12);
const pair = (seed: number) => keyPairFrom(new Uint8Array(32).fill(seed));
const KEYS: SampleKeys = {
  server: pair(1),
  byHand: pair(80).publicKey,
  peers: Array.from({ length: SAMPLE_PEERS }, (_, at) => ({ pair: pair(at + 2), preshared: pair(at + 20).publicKey })),
};
const NEW = pair(90).publicKey;

/** What `wg show dump` says at each of these seconds; `load`: when a new peer is loaded. */
function played(seconds: readonly number[], load: number | null = null): readonly Live[] {
  const demo = new PlayedInterface(sampleDump(KEYS, START));
  const script = new DemoScript(demo, sampleRoles(KEYS), START);
  return seconds.map((second) => {
    if (load !== null && second >= load && !demo.peers.has(NEW)) {
      demo.run("wg0", {
        kind: "add-peer",
        publicKey: NEW,
        block: `[Peer]\nPublicKey = ${NEW}\nAllowedIPs = 10.77.0.6/32\n`,
        from: 1,
        to: 3,
      });
    }
    script.advance(START + second * 1000);
    const live = parseDump(demo.dump());
    if (!live) throw new Error("no dump");
    return live;
  });
}

const every = (step: number, to: number) => Array.from({ length: to / step + 1 }, (_, at) => at * step);
const stateAt = (live: Live | undefined, peer: number, second: number) => {
  const found = live?.peers[peer];
  return found && stateOf(found, START / 1000 + second);
};

describe("the demo's interface", () => {
  test("is the same at the same second, however often it was looked at on the way", () => {
    const often = played(every(1, 300)).at(-1);
    const once = played([300]).at(-1);
    expect(often).toEqual(once);
    expect(played([300.4]).at(-1)).toEqual(once);
  });

  test("has counters that only grow, and handshakes that only get younger, for ten minutes", () => {
    const readings = played(every(2, 600));
    for (const [at, live] of readings.entries()) {
      const before = readings[at - 1];
      for (const [place, peer] of live.peers.entries()) {
        const was = before?.peers[place];
        if (!was) continue;
        expect(peer.rx).toBeGreaterThanOrEqual(was.rx);
        expect(peer.tx).toBeGreaterThanOrEqual(was.tx);
        expect(peer.latestHandshake ?? 0).toBeGreaterThanOrEqual(was.latestHandshake ?? 0);
        expect(peer.latestHandshake ?? 0).toBeLessThanOrEqual(START / 1000 + at * 2);
        expect(Number.isInteger(peer.rx) && Number.isInteger(peer.tx)).toBe(true);
      }
    }
  });

  test("a peer that browses stays active and moves more than it sends", () => {
    const seconds = every(10, 600);
    const readings = played(seconds);
    expect(readings.map((live, at) => stateAt(live, 0, seconds[at] ?? 0))).toEqual(seconds.map(() => "active"));
    const [first, last] = [readings[0]?.peers[0], readings.at(-1)?.peers[0]];
    expect((last?.tx ?? 0) - (first?.tx ?? 0)).toBeGreaterThan(4 * ((last?.rx ?? 0) - (first?.rx ?? 0)));
  });

  test("one comes after four minutes, from another place than before, goes, and comes back from a third", () => {
    const readings = played([0, 239, 241, 470, 480 + 200, 480 + 241]);
    expect(readings.map((live, at) => stateAt(live, 1, [0, 239, 241, 470, 680, 721][at] ?? 0))).toEqual([
      "idle",
      "idle",
      "active",
      "active",
      "idle",
      "active",
    ]);
    expect(new Set(readings.map((live) => live.peers[1]?.endpoint)).size).toBe(3);
  });

  test("one keeps its way open: 32 bytes every 25 seconds, a handshake now and then, nothing sent to it between", () => {
    const readings = played(every(1, 100));
    const steps = readings.flatMap((live, at) => {
      const [was, now] = [readings[at - 1]?.peers[2], live.peers[2]];
      return was && now && now.rx > was.rx ? [{ second: at, rx: now.rx - was.rx, tx: now.tx - was.tx }] : [];
    });
    expect(steps.map(({ second }) => second)).toEqual([25, 50, 75, 100]);
    // The handshake before the demo was 118 s old: the first packet makes a new one.
    expect(steps[0]).toMatchObject({ rx: 148 + 32, tx: 92 });
    expect(steps.slice(1).map(({ rx, tx }) => [rx, tx])).toEqual([
      [32, 0],
      [32, 0],
      [32, 0],
    ]);
  });

  test("two stay away", () => {
    const [first, last] = played([0, 600]);
    for (const place of [3, 4]) expect(last?.peers[place]).toEqual(first?.peers[place]);
  });
});

describe("a phone that is loaded while the demo runs", () => {
  const newest = (live: Live) => live.peers.find(({ publicKey }) => publicKey === NEW);

  test("is silent for half a minute, shakes hands, opens a page, and then keeps its way open", () => {
    const seconds = every(1, 130);
    const readings = played(seconds, 10).map(newest);
    const met = readings.findIndex((peer) => (peer?.latestHandshake ?? null) !== null);
    expect(met).toBeGreaterThanOrEqual(40);
    expect(met).toBeLessThanOrEqual(42);
    expect(readings[met - 1]).toMatchObject({ rx: 0, tx: 0, endpoint: null });
    expect(readings[met]).toMatchObject({ rx: 180, tx: 92, endpoint: "203.0.113.77:41820" });
    const data = (readings[met + 4]?.rx ?? 0) - (readings[met]?.rx ?? 0);
    expect(data).toBeGreaterThan(1_000);
    // A quarter of a minute later nothing but empty packets.
    const quiet = readings.slice(met + 5, met + 90).map((peer) => peer?.rx ?? 0);
    expect(new Set(quiet.slice(1).map((rx, at) => rx - (quiet[at] ?? 0)))).toEqual(new Set([0, 32]));
  });

  test("begins anew when it was taken off and loaded again", () => {
    const demo = new PlayedInterface(sampleDump(KEYS, START));
    const script = new DemoScript(demo, sampleRoles(KEYS), START);
    const load = () => demo.run("wg0", { kind: "set-peer", publicKey: NEW, allowedIPs: ["10.77.0.6/32"] });
    const at = (second: number) => {
      script.advance(START + second * 1000);
      return demo.peers.get(NEW)?.latestHandshake ?? 0;
    };
    load();
    at(1);
    expect(at(60)).toBeGreaterThan(0);
    demo.run("wg0", { kind: "remove-peer", publicKey: NEW });
    at(61);
    load();
    expect(at(80)).toBe(0);
    expect(at(120)).toBeGreaterThan(0);
  });

  test("a machine that slept an hour is caught up with at once", () => {
    const [, later] = played([0, 3_600]);
    expect(stateAt(later, 0, 3_600)).toBe("active");
  });
});
