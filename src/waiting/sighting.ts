/** One look at a peer that is waited for. */
import type { Flow } from "../wireguard/flow.ts";
import { type LivePeer, type NotUp, peersByKey, type Reading } from "../wireguard/live.ts";

/** Packets that came out of the tunnel, and such as were thrown away because their sender's address was not allowed. */
export interface Taken {
  readonly packets: number;
  /** The kernel counts them as frame errors (drivers/net/wireguard/receive.c); wireguard-go does not count them. */
  readonly refused: number;
}

export interface Sighting {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly status: "up" | NotUp;
  /** The running interface's record of the peer; null where it does not know it, or is not up. */
  readonly peer: LivePeer | null;
  /** Who sends to the interface's port and is no endpoint of any peer; null where that cannot be seen. */
  readonly strangers: readonly Flow[] | null;
  /** What the interface itself has taken in; null where that cannot be seen. */
  readonly taken: Taken | null;
  /** Bytes that came from all other peers. */
  readonly others: number;
}

/** What is read at one look beside the interface's dump; `at` in milliseconds since 1970. */
export interface Beside {
  /** Flows to the interface's port; null where connection tracking cannot be read, or tracks nothing. */
  readonly flows: readonly Flow[] | null;
  readonly taken: Taken | null;
  readonly at: number;
}

/** What a reading of the interface, and of connection tracking, says of this peer. */
export function sightingOf(publicKey: string, reading: Reading, { flows, taken, at }: Beside): Sighting {
  if (reading.kind !== "up") return { at, status: reading.kind, peer: null, strangers: null, taken: null, others: 0 };
  const { peers } = reading.live;
  const endpoints = new Set(peers.map(({ endpoint }) => endpoint));
  const peer = peersByKey(reading.live).get(publicKey) ?? null;
  return {
    at,
    status: "up",
    peer,
    taken,
    strangers: flows?.filter(({ from }) => !endpoints.has(from)) ?? null,
    others: peers.reduce((sum, { rx }) => sum + rx, 0) - (peer?.rx ?? 0),
  };
}
