/** What the running interface says of a peer, in the words of the list and of its details. Knows no clock: `now` is handed in. */
import type { Tone } from "../../text/row.ts";
import { type LivePeer, stateOf } from "../../wireguard/live.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";

export const UNKNOWN = "–";

const byKey = new WeakMap<object, ReadonlyMap<string, LivePeer>>();

/** The running interface's record of the peer with this key; null where it is down or has not loaded the peer. */
export function livePeerOf(world: World, publicKey: string | null): LivePeer | null {
  if (world.live === null || publicKey === null) return null;
  let peers = byKey.get(world.live);
  if (!peers) {
    peers = new Map(world.live.peers.map((peer) => [peer.publicKey, peer]));
    byKey.set(world.live, peers);
  }
  return peers.get(publicKey) ?? null;
}

/** The handshake column: `active`, `3 h ago`, `never`, or `–` where nothing is known. `now` in milliseconds since 1970. */
export function handshakeCell(
  peer: LivePeer | null,
  now: number,
  words: Words,
): { readonly text: string; readonly tone: Tone } {
  if (peer === null) return { text: UNKNOWN, tone: "dim" };
  const { live } = words.screens;
  const state = stateOf(peer, now / 1000);
  if (state === "active") return { text: live.active, tone: "good" };
  return state === "never"
    ? { text: live.never, tone: "dim" }
    : { text: live.ago(secondsSince(peer, now)), tone: "plain" };
}

/** The traffic column: `↓1.2 MiB ↑340 KiB`; ↓ is what the server received from the peer. */
export function trafficCell(peer: LivePeer | null, words: Words): string {
  if (peer === null) return UNKNOWN;
  const { bytes } = words.screens.live;
  return `↓${bytes(peer.rx)} ↑${bytes(peer.tx)}`;
}

/** The details' sentence on it. */
export function handshakeSentence(world: World, peer: LivePeer | null, now: number, words: Words): string {
  const { live } = words.screens;
  if (world.live === null) return live.down({ interfaceName: world.interfaceName });
  if (peer === null) return live.notLoaded({ interfaceName: world.interfaceName });
  const state = stateOf(peer, now / 1000);
  if (state === "never") return live.neverLong;
  return state === "active" ? live.activeLong(secondsSince(peer, now)) : live.idleLong(secondsSince(peer, now));
}

function secondsSince(peer: LivePeer, now: number): number {
  return Math.max(0, Math.round(now / 1000 - (peer.latestHandshake ?? 0)));
}
