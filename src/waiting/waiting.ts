/**
 * Waiting for a peer's first handshake: what is seen, look by look, and what it means. Sizes on the wire tell packets
 * apart (wireguard-semantics §4.2, §5.1): 148 bytes begin a handshake, 92 answer it, 32 are an empty packet.
 */
import type { LivePeer } from "../wireguard/live.ts";
import { EMPTY, INITIATION, RESPONSE } from "../wireguard/wire.ts";
import type { Expected } from "./expected.ts";
import type { Sighting } from "./sighting.ts";

/** How far from its interval an empty packet may come and still be called a keepalive, in milliseconds. */
const SLACK = 3_000;

/** Two addresses in turn, so many times within so long: two devices use one key. */
const JUMPS = 3;
const JUMPS_WITHIN = 20_000;

/** A handshake so young that both ends still hold valid keys (§4.2), in milliseconds. */
const FRESH = 180_000;

/** A longer pause between two looks is none in which anybody looked: a clock that was set, a program that stood still. */
const LONGEST = 10_000;

/** Something that was seen to happen; `at` is a time of the waiting's own clock. */
export type Seen =
  /** A handshake was begun and accepted, and is not finished. */
  | { readonly what: "begun"; readonly at: number; readonly from: string | null }
  /** The first handshake; `already`: it was there at the first look. */
  | { readonly what: "connected"; readonly at: number; readonly from: string | null; readonly already: boolean }
  /** The first packet with something in it, so long after the handshake. */
  | { readonly what: "data"; readonly at: number; readonly after: number }
  /** A packet without content; whether it came as a keepalive does, so long after the last other packet. */
  | { readonly what: "empty"; readonly at: number; readonly keepalive: boolean; readonly after: number }
  | { readonly what: "moved"; readonly at: number; readonly from: string; readonly to: string }
  | { readonly what: "two-devices"; readonly at: number; readonly one: string; readonly other: string };

/** Somebody who sends to our port and is not answered: packets were seen so many times. */
export interface Knock {
  readonly from: string;
  readonly times: number;
  /** Was at it before we began to look. */
  readonly early: boolean;
}

/**
 * Times in it are those of a clock of its own, in milliseconds since 1970: the machine's, but never going back and never
 * leaping, whatever is done to that one.
 */
export interface Waiting {
  readonly publicKey: string;
  readonly expected: Expected;
  /** When it was looked for the first time. */
  readonly since: number;
  /** What has to be added to the machine's clock, in milliseconds. */
  readonly shift: number;
  /** What everything is counted against: the first look, or the one after the interface had forgotten the peer. */
  readonly first: Sighting | null;
  readonly last: Sighting | null;
  readonly seen: readonly Seen[];
  readonly connectedAt: number | null;
  /** Bytes that had been sent by then. */
  readonly connectedTx: number;
  readonly dataAt: number | null;
  /** When something with content first went back. */
  readonly answeredAt: number | null;
  /** When bytes last went either way. */
  readonly trafficAt: number | null;
  readonly knocks: readonly Knock[];
  readonly jumps: readonly { readonly at: number; readonly from: string; readonly to: string }[];
}

/** Nothing was looked at yet. */
export function startWaiting(publicKey: string, expected: Expected): Waiting {
  return {
    publicKey,
    expected,
    since: 0,
    shift: 0,
    first: null,
    last: null,
    seen: [],
    connectedAt: null,
    connectedTx: 0,
    dataAt: null,
    answeredAt: null,
    trafficAt: null,
    knocks: [],
    jumps: [],
  };
}

/** After one more look. */
export function look(waiting: Waiting, sighting: Sighting): Waiting {
  const { last } = waiting;
  const shift = shiftedBy(waiting, sighting.at);
  const at = sighting.at + shift;
  const now = { ...sighting, at };
  const known = { ...waiting, shift, since: last === null ? at : waiting.since, last: now };
  const next = { ...known, first: waiting.first ?? now, knocks: knocksIn(waiting, now) };
  const { peer } = now;
  if (peer === null) return next;
  if (last === null) return counted(handshaken(next, peer, peer, true), peer, peer);
  // Of a peer that was not there at the last look, or that the interface has begun to count anew, everything is new.
  const before = last.peer;
  const forgotten = before === null || peer.rx < before.rx || peer.tx < before.tx;
  const old = forgotten ? { ...peer, rx: 0, tx: 0, endpoint: null, latestHandshake: null } : before;
  const based = forgotten ? { ...next, first: { ...now, peer: old } } : next;
  return counted(moved(handshaken(based, old, peer, false), old, peer), old, peer);
}

/** For how long it was looked by now, in milliseconds. */
export function watchedFor({ since, last }: Waiting): number {
  return last === null ? 0 : last.at - since;
}

/** The newest of this kind that was seen. */
export function lastSeen<What extends Seen["what"]>(
  { seen }: Waiting,
  what: What,
): Extract<Seen, { what: What }> | null {
  return (seen.findLast((one) => one.what === what) as Extract<Seen, { what: What }> | undefined) ?? null;
}

/** Who most likely is the device that gets no answer: somebody who began after us comes before all others. */
export function knockerIn({ knocks }: Waiting): Knock | null {
  const lasting = knocks.filter(({ times }) => times >= 2);
  return lasting.find(({ early }) => !early) ?? lasting[0] ?? null;
}

/** How often a handshake was begun since we look; more than one begins the next only where the answer was of no use. */
export function attempts({ first, last }: Waiting): number {
  return Math.floor(((last?.peer?.rx ?? 0) - (first?.peer?.rx ?? 0)) / INITIATION);
}

function shiftedBy({ last, shift }: Waiting, machine: number): number {
  if (last === null) return 0;
  const gone = machine + shift - last.at;
  return shift - (gone < 0 ? gone : Math.max(0, gone - LONGEST));
}

/** Begun, then finished. One from before the first look counts while it is fresh: the device is connected already. */
function handshaken(waiting: Waiting, before: LivePeer, peer: LivePeer, already: boolean): Waiting {
  const { at } = waiting.last as Sighting;
  const { latestHandshake: handshake, endpoint: from, rx, tx } = peer;
  if (waiting.connectedAt !== null) return waiting;
  const age = handshake === null ? null : at - (handshake * 1000 + waiting.shift);
  if (age !== null && (already ? age <= FRESH : handshake !== before.latestHandshake)) {
    // Whole seconds, and of a clock that may have been set meanwhile: it was after the look before this one.
    const connectedAt = at - Math.max(0, already ? age : Math.min(age, 2_000));
    const connected = { ...waiting, connectedAt, connectedTx: tx };
    return add(connected, { what: "connected", at: connectedAt, from, already });
  }
  const begun = from !== null && rx - before.rx >= INITIATION;
  return begun && !lastSeen(waiting, "begun") ? add(waiting, { what: "begun", at, from }) : waiting;
}

function moved(waiting: Waiting, before: LivePeer, peer: LivePeer): Waiting {
  const { at } = waiting.last as Sighting;
  const [from, to] = [before.endpoint, peer.endpoint];
  if (from === null || to === null || from === to) return waiting;
  const jumps = [...waiting.jumps, { at, from, to }].filter((jump) => at - jump.at <= JUMPS_WITHIN);
  const next = { ...add(waiting, { what: "moved", at, from, to }), jumps };
  const addresses = new Set(jumps.flatMap((jump) => [jump.from, jump.to]));
  if (jumps.length < JUMPS || addresses.size !== 2 || lastSeen(waiting, "two-devices")) return next;
  return add(next, { what: "two-devices", at, one: from, other: to });
}

/** What the bytes since the last look were. */
function counted(waiting: Waiting, before: LivePeer, peer: LivePeer): Waiting {
  const { at } = waiting.last as Sighting;
  const { connectedAt, trafficAt } = waiting;
  const [rx, tx] = [peer.rx - before.rx, peer.tx - before.tx];
  if (rx === 0 && tx === 0) return waiting;
  if (connectedAt === null) return { ...waiting, trafficAt: at };
  const answeredAt = waiting.answeredAt ?? (holdsData(tx, RESPONSE) ? at : null);
  const next = { ...waiting, trafficAt: at, answeredAt };
  if (rx === EMPTY && tx === 0) return empty(next, trafficAt, at);
  if (waiting.dataAt !== null || !holdsData(rx, INITIATION)) return next;
  return { ...add(next, { what: "data", at, after: at - connectedAt }), dataAt: at };
}

/** Handshakes and one empty packet add up to other numbers; the smallest packet with content has 64 bytes. */
function holdsData(bytes: number, handshake: number): boolean {
  const rest = bytes % handshake;
  return rest !== 0 && rest !== EMPTY;
}

function empty(waiting: Waiting, trafficAt: number | null, at: number): Waiting {
  const after = trafficAt === null ? 0 : at - trafficAt;
  const interval = (waiting.expected.keepalive ?? 0) * 1000;
  const keepalive = interval > 0 && trafficAt !== null && Math.abs(after - interval) <= SLACK;
  return add(waiting, { what: "empty", at, keepalive, after });
}

/** Flows of people we do not know that are not answered. One whose time was set back had another packet. */
function knocksIn({ knocks, last }: Waiting, { strangers, at }: Sighting): readonly Knock[] {
  if (strangers === null) return knocks;
  const now = strangers.flatMap(({ from, answered, left }): Knock[] => {
    if (answered) return [];
    const known = knocks.find((knock) => knock.from === from) ?? { from, times: 0, early: last === null };
    const flow = last?.strangers?.find((one) => one.from === from);
    const gone = last === null ? 0 : (at - last.at) / 1000;
    const renewed = flow ? left > flow.left - gone + 1.5 : !!last?.strangers;
    return [renewed ? { ...known, times: known.times + 1 } : known];
  });
  const here = new Set(now.map(({ from }) => from));
  return [...knocks.filter(({ from, times }) => times >= 2 && !here.has(from)), ...now];
}

function add(waiting: Waiting, seen: Seen): Waiting {
  return { ...waiting, seen: [...waiting.seen, seen] };
}
