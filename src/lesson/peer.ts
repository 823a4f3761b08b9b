/**
 * What WireGuard knows of the machine at the other end, and what sending does to it: the timers of timers.c and
 * wireguard-go's device/timers.go, function for function (reference wireguard-semantics.md §5.1). Times in milliseconds.
 */
import type { PacketKind, Side, Why } from "./packet.ts";
import { jitter, NO_ANSWER_AFTER, REJECT_AFTER, REKEY_AFTER, RETRY_AFTER } from "./timing.ts";

/** One session's key. */
export interface Keypair {
  readonly session: string;
  readonly made: number;
  /** This side began the handshake. */
  readonly began: boolean;
}

/** What waits for a key: `empty` packets too. */
export interface Staged {
  readonly kind: "data" | "empty";
  readonly why: Why;
  readonly ping: number | null;
}

/** When each timer is due; null where it does not run. */
export interface Timers {
  /** The handshake is tried again. */
  readonly retry: number | null;
  readonly receipt: number | null;
  /** Data was sent; unless something comes back by then, a new handshake. */
  readonly noAnswer: number | null;
  readonly keepalive: number | null;
  /** Keys are wiped. */
  readonly forget: number | null;
}

export type TimerName = keyof Timers;

export interface PeerState {
  readonly side: Side;
  /** PersistentKeepalive in seconds; null for off. */
  readonly keepalive: number | null;
  /** Where the next packet goes; null while nobody knows. */
  readonly endpoint: string | null;
  readonly previous: Keypair | null;
  readonly current: Keypair | null;
  /** A key that the other side has not used yet. */
  readonly next: Keypair | null;
  /** The handshake that was begun and not answered yet. */
  readonly begun: string | null;
  /** When the last handshake message was sent. */
  readonly lastHandshake: number | null;
  readonly attempts: number;
  readonly lastMinuteDone: boolean;
  /** More data came while a receipt was due already. */
  readonly anotherReceipt: boolean;
  readonly staged: readonly Staged[];
  readonly timers: Timers;
  /** How often the lot was drawn. */
  readonly draws: number;
}

/** What a peer does: packets, and what is worth telling. */
export type Act =
  | {
      readonly id: "send";
      readonly kind: PacketKind;
      readonly why: Why;
      readonly session: string;
      readonly attempt: number;
      readonly ping: number | null;
      readonly target: string;
    }
  /** A packet could not leave: no endpoint is known. */
  | { readonly id: "no-endpoint"; readonly why: Why; readonly attempt: number }
  /** 20 tries were not answered; what waited is dropped. */
  | { readonly id: "gave-up" }
  | { readonly id: "keys-wiped" }
  /** The other side answers from another address than before. */
  | { readonly id: "endpoint"; readonly endpoint: string };

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** One turn of a peer: a copy that may be changed, and what it did. */
export interface Turn {
  readonly now: number;
  readonly peer: Draft<Omit<PeerState, "timers" | "staged">> & { timers: Draft<Timers>; staged: Staged[] };
  readonly acts: Act[];
}

const NO_TIMERS: Timers = { retry: null, receipt: null, noAnswer: null, keepalive: null, forget: null };

/** A peer as an interface that just came up has it. `endpoint`: as the file has it. */
export function freshPeer(side: Side, keepalive: number | null, endpoint: string | null): PeerState {
  return {
    side,
    keepalive,
    endpoint,
    previous: null,
    current: null,
    next: null,
    begun: null,
    lastHandshake: null,
    attempts: 0,
    lastMinuteDone: false,
    anotherReceipt: false,
    staged: [],
    timers: NO_TIMERS,
    // Two sides that begin at one moment must not wait equally long.
    draws: side === "device" ? 0 : 3,
  };
}

/** Lets something happen to a peer; the peer that was given stays as it is. */
export function turn(
  peer: PeerState,
  now: number,
  happen: (turn: Turn) => void,
): Pick<Turn, "acts"> & { peer: PeerState } {
  const one: Turn = { now, peer: { ...peer, timers: { ...peer.timers }, staged: [...peer.staged] }, acts: [] };
  happen(one);
  return { peer: one.peer, acts: one.acts };
}

export function age(key: Keypair, now: number): number {
  return now - key.made;
}

/** Any authenticated packet, sent or received, arms PersistentKeepalive anew. */
export function traversed({ peer, now }: Turn): void {
  if (peer.keepalive !== null) peer.timers.keepalive = now + peer.keepalive * 1000;
}

/** Before anything authenticated is sent: the other side will hear of us, so no receipt is due. */
export function beforeSending(one: Turn): void {
  traversed(one);
  one.peer.timers.receipt = null;
}

type Sent = Omit<Extract<Act, { id: "send" }>, "id" | "target">;

export function emit({ peer, acts }: Turn, sent: Sent): void {
  if (peer.endpoint === null) acts.push({ id: "no-endpoint", why: sent.why, attempt: sent.attempt });
  else acts.push({ id: "send", ...sent, target: peer.endpoint });
}

/** Begins a handshake, unless one was sent less than five seconds ago. */
export function beginHandshake(one: Turn, why: Why): void {
  const { peer, now } = one;
  if (why !== "retry") peer.attempts = 0;
  if (peer.lastHandshake !== null && now - peer.lastHandshake < RETRY_AFTER) return;
  peer.lastHandshake = now;
  peer.begun = `${peer.side}@${now}`;
  beforeSending(one);
  emit(one, { kind: "initiation", why, session: peer.begun, attempt: peer.attempts + 1, ping: null });
  peer.timers.retry = now + RETRY_AFTER + drawn(one);
}

function drawn({ peer }: Turn): number {
  return jitter(peer.draws++);
}

/** Sends what waits; without a valid key a handshake is begun instead, and it goes on waiting. */
export function sendStaged(one: Turn): void {
  const { peer, now } = one;
  if (peer.staged.length === 0) return;
  const key = peer.current;
  if (key === null || age(key, now) >= REJECT_AFTER) {
    beginHandshake(one, "no-session");
    return;
  }
  for (const { kind, why, ping } of peer.staged.splice(0)) {
    beforeSending(one);
    emit(one, { kind, why, session: key.session, attempt: 0, ping });
    if (kind === "data" && peer.timers.noAnswer === null) peer.timers.noAnswer = now + NO_ANSWER_AFTER + drawn(one);
    if (key.began && age(key, now) > REKEY_AFTER) beginHandshake(one, "rekey");
  }
}

/**
 * Data from the machine itself. With nowhere to send it the kernel refuses it at once (device.c, wg_xmit:
 * EDESTADDRREQ); only wireguard-go lets it wait.
 */
export function sendData(one: Turn, why: Why, ping: number | null): void {
  if (one.peer.endpoint === null) {
    one.acts.push({ id: "no-endpoint", why, attempt: 0 });
    return;
  }
  if (one.peer.staged.length > MOST_STAGED) one.peer.staged.shift();
  one.peer.staged.push({ kind: "data", why, ping });
  sendStaged(one);
}

/** When more than these wait, the oldest is dropped for the newest (queueing.h, MAX_STAGED_PACKETS). */
const MOST_STAGED = 128;

/** An empty packet; what waits goes in its place. */
export function sendEmpty(one: Turn, why: Why): void {
  if (one.peer.staged.length === 0) one.peer.staged.push({ kind: "empty", why, ping: null });
  sendStaged(one);
}

/** The interface comes up, or PersistentKeepalive is switched on while it runs: one is sent at once. */
export function switchKeepalive(one: Turn, seconds: number | null): void {
  const before = one.peer.keepalive;
  one.peer.keepalive = seconds;
  if (before === null && seconds !== null) sendEmpty(one, "keepalive");
}
