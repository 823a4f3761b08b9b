/**
 * Looks at one peer, written as the table of what real WireGuard showed (test/live makes the same rows for real): the
 * second, then what the dump, connection tracking and /proc/net/dev said.
 */
import { expect } from "vitest";
import { type CauseId, type DiagnosisId, diagnosisOf } from "../../src/waiting/diagnosis.ts";
import type { Expected } from "../../src/waiting/expected.ts";
import { type Beside, sightingOf } from "../../src/waiting/sighting.ts";
import { look, type Seen, startWaiting, type Waiting, watchedFor } from "../../src/waiting/waiting.ts";
import type { Flow } from "../../src/wireguard/flow.ts";
import type { LivePeer, Reading } from "../../src/wireguard/live.ts";
import type { Facts, World } from "../../src/wireguard/world.ts";
import { FACTS, SERVER_PAIR, testWorld } from "../wizard/world.ts";

/** When the first look is taken: 22 November 2026, 12:00 UTC. */
export const START = Date.UTC(2026, 10, 22, 12);
export const KEY = "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=";
export const HERE = "203.0.113.2:52753";
export const THERE = "203.0.113.3:40451";

export interface Look {
  /** Seconds since the first look. */
  readonly t: number;
  /** What the clock of the machine is wrong by just then, in seconds. */
  readonly wrong?: number;
  /** `[rx, tx]`; absent: nothing yet. */
  readonly bytes?: readonly [number, number];
  readonly endpoint?: string;
  /** When the latest handshake was, in seconds since the first look, by the machine's clock. */
  readonly handshake?: number;
  /** The interface does not have the peer, or is not there. */
  readonly gone?: "not-loaded" | "down" | "denied";
  /** Unanswered flows from these to the port: seconds that each is still kept. Null: no connection tracking. */
  readonly flows?: Readonly<Record<string, number>> | null;
  readonly answered?: Readonly<Record<string, number>>;
  /** Packets that the interface took in, and those it threw away. */
  readonly taken?: readonly [number, number];
  /** Bytes of the other peers. */
  readonly others?: number;
}

export const DEVICE: Expected = { keepalive: 25, traffic: "all", endpoint: "203.0.113.5:51820" };
const OTHER = "uldAjVywUbjTxIPvxn133x8OwgGdTyBLw+9eHS4IfGk=";

/** A waiting after these looks. */
export function looked(looks: readonly Look[], expected: Expected = DEVICE): Waiting {
  return looks.reduce((waiting, one) => look(waiting, taken(one)), startWaiting(KEY, expected));
}

function taken(one: Look) {
  const sight = sightOf(one);
  return sightingOf(KEY, sight.reading, sight);
}

/** What is read at such a look, of the peer with this key. */
export function sightOf(one: Look, key = KEY): Beside & { readonly reading: Reading } {
  const { t, wrong = 0, gone, flows = {}, answered = {}, taken: counted, others = 0 } = one;
  const known = [
    ...Object.entries(flows ?? {}).map(([from, left]): Flow => ({ from, answered: false, left })),
    ...Object.entries(answered).map(([from, left]): Flow => ({ from, answered: true, left })),
  ];
  const peers = [peer(OTHER, { t, bytes: [others, 0] }), ...(gone === undefined ? [peer(key, one)] : [])];
  const live = { publicKey: SERVER_PAIR.publicKey, listenPort: 51820, fwMark: null, peers };
  return {
    reading: gone === "down" || gone === "denied" ? { kind: gone } : { kind: "up", live },
    at: START + (t + wrong) * 1000,
    flows: flows === null ? null : known,
    taken: counted ? { packets: counted[0], refused: counted[1] } : null,
  };
}

function peer(publicKey: string, { bytes = [0, 0], endpoint, handshake }: Look): LivePeer {
  return {
    publicKey,
    endpoint: endpoint ?? null,
    allowedIPs: ["10.77.0.6/32"],
    latestHandshake: handshake === undefined ? null : START / 1000 + handshake,
    rx: bytes[0],
    tx: bytes[1],
    persistentKeepalive: null,
    presharedKey: null,
  };
}

export const world = (facts: Partial<Facts> = {}, changes: Partial<World> = {}): World =>
  testWorld(undefined, { facts: { ...FACTS, ...facts }, ...changes });

/** What is said of it, in one line: `refused: peer-key, server-key`. */
export function said(waiting: Waiting, around: World = world()): string {
  const { id, causes } = diagnosisOf(waiting, around);
  return causes.length === 0 ? id : `${id}: ${causes.join(", ")}`;
}

/** What was said at each of these looks, where it changed: `20 nothing-arrives`. */
export function story(looks: readonly Look[], expected: Expected = DEVICE, around: World = world()): readonly string[] {
  const lines: string[] = [];
  let waiting = startWaiting(KEY, expected);
  for (const one of looks) {
    waiting = look(waiting, taken(one));
    const { id } = diagnosisOf(waiting, around);
    if (lines.at(-1)?.endsWith(` ${id}`) !== true) lines.push(`${Math.round(watchedFor(waiting) / 1000)} ${id}`);
  }
  return lines;
}

/** Events in one line each, with the second in which they were seen. */
export function events({ seen, since }: Waiting): readonly string[] {
  return seen.map((one) => `${Math.round((one.at - since) / 1000)} ${eventText(one)}`);
}

function eventText(one: Seen): string {
  if (one.what === "begun") return `begun from ${one.from}`;
  if (one.what === "connected") return `connected from ${one.from}${one.already ? " already" : ""}`;
  if (one.what === "data") return `data ${Math.round(one.after / 1000)} s after`;
  if (one.what === "empty") return one.keepalive ? `keepalive ${Math.round(one.after / 1000)} s` : "empty";
  return one.what === "moved" ? `moved to ${one.to}` : `two devices ${one.one} ${one.other}`;
}

/** A look each second from `from` to `to`, all alike but for what `at` says. */
export function each(from: number, to: number, at: (t: number) => Omit<Look, "t">): Look[] {
  return Array.from({ length: to - from + 1 }, (_, step) => ({ ...at(from + step), t: from + step }));
}

/** These and no others. */
export function expectSaid(waiting: Waiting, id: DiagnosisId, causes: readonly CauseId[], around?: World): void {
  expect(said(waiting, around)).toBe(causes.length === 0 ? id : `${id}: ${causes.join(", ")}`);
}
