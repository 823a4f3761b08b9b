/** What a packet that arrives does to a peer (receive.c, noise.c). */
import type { Packet, PacketKind } from "./packet.ts";
import {
  age,
  beforeSending,
  beginHandshake,
  emit,
  type Keypair,
  sendData,
  sendEmpty,
  sendStaged,
  type Turn,
  traversed,
} from "./peer.ts";
import { FORGET_AFTER, LAST_MINUTE_AFTER, RECEIPT_AFTER, REJECT_AFTER } from "./timing.ts";

/** Whether the packet was accepted; one that no key opens is dropped without a word. */
export function receive(one: Turn, packet: Packet): boolean {
  return RECEIVE[packet.kind](one, packet);
}

const RECEIVE: Readonly<Record<PacketKind, (one: Turn, packet: Packet) => boolean>> = {
  initiation: receiveInitiation,
  response: receiveResponse,
  data: receiveSealed,
  empty: receiveSealed,
};

function receiveInitiation(one: Turn, { session, source }: Packet): boolean {
  const { peer, now } = one;
  // One's own handshake is given up for the other side's.
  peer.begun = null;
  heard(one);
  follow(one, source);
  peer.lastHandshake = now;
  peer.previous = null;
  peer.next = { session, made: now, began: false };
  peer.timers.forget = now + FORGET_AFTER;
  beforeSending(one);
  emit(one, { kind: "response", why: "response", session, attempt: 0, ping: null });
  return true;
}

function receiveResponse(one: Turn, { session, source }: Packet): boolean {
  const { peer, now } = one;
  if (peer.begun !== session) return false;
  peer.begun = null;
  follow(one, source);
  heard(one);
  peer.previous = peer.next ?? peer.current;
  peer.next = null;
  peer.current = { session, made: now, began: true };
  peer.timers.forget = now + FORGET_AFTER;
  handshakeDone(one);
  // What waited goes out as the confirmation; where nothing did, an empty packet.
  peer.staged = peer.staged.map((staged) => (staged.kind === "empty" ? { ...staged, why: "confirm" } : staged));
  sendEmpty(one, "confirm");
  return true;
}

function receiveSealed(one: Turn, { kind, why, ping, session, source }: Packet): boolean {
  const { peer, now } = one;
  const key = [peer.current, peer.next, peer.previous].find((each) => each?.session === session);
  if (!key || age(key, now) > REJECT_AFTER) return false;
  if (key === peer.next) confirmed(one, key, source);
  follow(one, source);
  if (!peer.lastMinuteDone && peer.current?.began && age(peer.current, now) > LAST_MINUTE_AFTER) {
    peer.lastMinuteDone = true;
    beginHandshake(one, "last-minute");
  }
  heard(one);
  if (kind === "empty") return true;
  if (peer.timers.receipt === null) peer.timers.receipt = now + RECEIPT_AFTER;
  else peer.anotherReceipt = true;
  if (why === "ping") sendData(one, "answer", ping);
  return true;
}

/** The other side uses the new key: it is ours too from now on. */
function confirmed(one: Turn, key: Keypair, source: string): void {
  const { peer } = one;
  peer.previous = peer.current;
  peer.current = key;
  peer.next = null;
  follow(one, source);
  handshakeDone(one);
  sendStaged(one);
}

function handshakeDone({ peer }: Turn): void {
  peer.timers.retry = null;
  peer.attempts = 0;
  peer.lastMinuteDone = false;
}

/** After anything authenticated was received. */
function heard(one: Turn): void {
  traversed(one);
  one.peer.timers.noAnswer = null;
}

/** Replies go to where the last authenticated packet came from: roaming. */
function follow({ peer, acts }: Turn, source: string): void {
  if (peer.endpoint === source) return;
  peer.endpoint = source;
  acts.push({ id: "endpoint", endpoint: source });
}
