/**
 * The running interface as the program last saw it: each reading becomes the world's, and the one before it is kept, so
 * that a rate can be told. A reading that says nothing new stays the same record: what was worked out of it holds.
 */
import { type Live, type LivePeer, peersByKey, type Reading } from "../wireguard/live.ts";
import { type World, withReading } from "../wireguard/world.ts";
import { followPeer } from "./peers.ts";
import type { State } from "./state.ts";
import { look, still, type Updated } from "./updated.ts";

/** What each peer had received and sent at the reading before the last. */
export interface Before {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly peers: ReadonlyMap<string, LivePeer>;
}

/** Bytes a second. */
export interface Rate {
  readonly rx: number;
  readonly tx: number;
}

/**
 * What another reading changes; `now` in milliseconds since 1970. Where the interface was started, stopped or made anew
 * since the last one, its addresses and whatever its hooks did are others too: then the whole server is read again, as
 * far as nothing else is awaited. Without the list on the screen that is left to the way back to it. The same where
 * somebody else has changed the file: a peer that stands in it by now would else be called only live. `text`: what the
 * file says; null where it cannot be read just now.
 */
export function statusSeen(state: State, reading: Reading, now: number, text: string | null = null): Updated {
  const { world } = state;
  if (world === null) return still(state);
  const changed = text !== null && text !== world.conf.text;
  if (state.view.at === "dashboard" && (changed || startedAnew(world.running, reading))) {
    return state.awaiting === null ? look(state) : still(state);
  }
  return still(seenStatus(state, world, reading, now));
}

function seenStatus(state: State, world: World, reading: Reading, now: number): State {
  const last = world.running;
  const before = last.kind === "up" ? { at: state.readAt, peers: peersByKey(last.live) } : null;
  const same = last.kind === "up" && reading.kind === "up" && sameLive(last.live, reading.live);
  const seen = { ...state, world: same ? world : withReading(world, reading), readAt: now, before };
  return followPeer(state, seen);
}

/** Counters never fall while an interface, and a peer on it, stays the same one. */
function startedAnew(last: Reading, now: Reading): boolean {
  if (last.kind !== "up" || now.kind !== "up") return last.kind !== now.kind;
  if (last.live.publicKey !== now.live.publicKey) return true;
  const before = peersByKey(last.live);
  return now.live.peers.some(({ publicKey, rx, tx }) => {
    const was = before.get(publicKey);
    return was !== undefined && (rx < was.rx || tx < was.tx);
  });
}

/** How fast this peer's bytes go just now; null where nothing is known yet, or nothing goes. */
export function rateOf({ before, readAt, world }: State, publicKey: string | null): Rate | null {
  const was = publicKey === null ? undefined : before?.peers.get(publicKey);
  const seconds = (readAt - (before?.at ?? readAt)) / 1000;
  if (!was || seconds <= 0 || world?.running.kind !== "up") return null;
  const now = peersByKey(world.running.live).get(publicKey as string);
  const [rx, tx] = [(now?.rx ?? 0) - was.rx, (now?.tx ?? 0) - was.tx];
  return rx < 0 || tx < 0 || (rx === 0 && tx === 0) ? null : { rx: rx / seconds, tx: tx / seconds };
}

/** Whatever order the peers come in: wireguard-go prints them in another one each time (wireguard-semantics §4). */
function sameLive(one: Live, other: Live): boolean {
  if (one.publicKey !== other.publicKey || one.listenPort !== other.listenPort || one.fwMark !== other.fwMark)
    return false;
  if (one.peers.length !== other.peers.length) return false;
  const peers = peersByKey(one);
  return other.peers.every((peer) => {
    const before = peers.get(peer.publicKey);
    return (
      before !== undefined &&
      before.rx === peer.rx &&
      before.tx === peer.tx &&
      before.latestHandshake === peer.latestHandshake &&
      before.endpoint === peer.endpoint &&
      before.persistentKeepalive === peer.persistentKeepalive &&
      before.presharedKey === peer.presharedKey &&
      before.allowedIPs.join() === peer.allowedIPs.join()
    );
  });
}
