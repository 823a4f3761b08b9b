/** What the running interface says of a peer, in the words of the list and of its details. Knows no clock: `now` is handed in. */
import type { Rate } from "../../app/status.ts";
import type { Tone } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { fit } from "../../text/width.ts";
import { type LivePeer, stateOf } from "../../wireguard/live.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";

export const UNKNOWN = "–";

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

/** The traffic column: `↓1.2 MiB ↑340 KiB`; ↓ is what the server received from the peer. ↑ stands at one place always. */
export function trafficCell(peer: LivePeer | null, words: Words): string {
  if (peer === null) return UNKNOWN;
  const { bytes } = words.screens.live;
  return `↓${fit(bytes(peer.rx), 7)} ↑${bytes(peer.tx)}`;
}

/** How fast just now: `↓1.2 KiB/s ↑340 KiB/s`. */
export function rateCell({ rx, tx }: Rate, words: Words): string {
  const { rate } = words.screens.live;
  return `↓${fit(rate(rx), 9)} ↑${rate(tx)}`;
}

/** The details' row: how much since the interface is up, and how fast just now. */
export function movedSentence(peer: LivePeer, rate: Rate | null, words: Words): string {
  const { bytes, rate: speed, moved } = words.screens.live;
  const now = rate && { received: speed(rate.rx), sent: speed(rate.tx) };
  return moved({ received: bytes(peer.rx), sent: bytes(peer.tx), now });
}

/** The details' sentence on it. */
export function handshakeSentence(world: World, peer: LivePeer | null, now: number, words: Words): string {
  const { live } = words.screens;
  if (world.running.kind === "down") return live.down({ interfaceName: visible(world.interfaceName) });
  if (world.live === null) return live.unknown;
  if (peer === null) return live.notLoaded({ interfaceName: visible(world.interfaceName) });
  const state = stateOf(peer, now / 1000);
  if (state === "never") return live.neverLong;
  return state === "active" ? live.activeLong(secondsSince(peer, now)) : live.idleLong(secondsSince(peer, now));
}

function secondsSince(peer: LivePeer, now: number): number {
  return Math.max(0, Math.round(now / 1000 - (peer.latestHandshake ?? 0)));
}
