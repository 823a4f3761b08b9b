/** The document of `list --json`. Its shape may grow, never change; nothing in it is secret. */
import { type Peer, readable } from "../wireguard/conf.ts";
import {
  type Differing,
  type OwnDifference,
  onlyLive,
  ownDifferences,
  type PeerDifference,
  peerDifferences,
} from "../wireguard/differences.ts";
import { type LivePeer, stateOf } from "../wireguard/live.ts";
import type { World } from "../wireguard/world.ts";

export interface ListDocument {
  readonly interface: {
    readonly name: string;
    readonly path: string;
    readonly addresses: readonly string[];
    readonly listenPort: number | null;
    readonly publicKey: string | null;
    readonly up: boolean;
    /** Where the running interface's own lines are others than the file's. */
    readonly differences: readonly OwnDifference[];
  };
  readonly peers: readonly ListedPeer[];
}

export interface ListedPeer {
  readonly name: string | null;
  readonly publicKey: string | null;
  readonly allowedIPs: readonly string[];
  readonly endpoint: string | null;
  /** Seconds. */
  readonly persistentKeepalive: number | null;
  readonly enabled: boolean;
  /** The line of `[Peer]`, from 1; null for a peer that only the running interface has. */
  readonly line: number | null;
  /** How file and running interface differ about it; null where they agree, or nothing runs. */
  readonly difference: DifferenceDocument | null;
  readonly live: {
    /** ISO 8601. */
    readonly latestHandshake: string | null;
    readonly endpoint: string | null;
    /** Bytes. */
    readonly rx: number;
    readonly tx: number;
    readonly state: "active" | "idle" | "never";
  } | null;
}

export type DifferenceDocument =
  | { readonly kind: "not-loaded" | "only-live" }
  | { readonly kind: "different"; readonly what: readonly Differing[] };

/** `now` in milliseconds since 1970. */
export function listDocument(world: World, now: number): ListDocument {
  const own = world.conf.interface;
  const differences = peerDifferences(world);
  const live = new Map<string | null, LivePeer>(world.live?.peers.map((peer) => [peer.publicKey, peer]));
  return {
    interface: {
      name: world.interfaceName,
      path: world.path,
      addresses: own.addresses.map(readable),
      listenPort: own.listenPort ?? world.live?.listenPort ?? null,
      publicKey: world.publicKey,
      up: world.live !== null,
      differences: ownDifferences(world),
    },
    peers: [
      ...world.conf.peers.map((peer) => ({
        ...listed(peer, live.get(peer.publicKey), now),
        difference: differing(differences.get(peer.publicKey ?? "")),
      })),
      ...onlyLive(world).map((peer) => running(peer, now)),
    ],
  };
}

/** A peer that is not in the file: what the interface says of it. */
function running(peer: LivePeer, now: number): ListedPeer {
  return {
    name: null,
    publicKey: peer.publicKey,
    allowedIPs: peer.allowedIPs,
    endpoint: null,
    persistentKeepalive: null,
    enabled: true,
    line: null,
    difference: { kind: "only-live" },
    live: seen(peer, now),
  };
}

function differing(difference: PeerDifference | undefined): DifferenceDocument | null {
  if (difference === undefined) return null;
  const { kind } = difference;
  return kind === "different" ? { kind, what: difference.what } : { kind };
}

function listed(peer: Peer, live: LivePeer | undefined, now: number): Omit<ListedPeer, "difference"> {
  return {
    name: peer.name,
    publicKey: text(peer.publicKey),
    allowedIPs: peer.allowedIPs.map(readable),
    endpoint: text(peer.endpoint),
    persistentKeepalive: peer.persistentKeepalive,
    enabled: peer.enabled,
    line: peer.line,
    live: live ? seen(live, now) : null,
  };
}

function seen(live: LivePeer, now: number): NonNullable<ListedPeer["live"]> {
  return {
    latestHandshake: live.latestHandshake === null ? null : new Date(live.latestHandshake * 1000).toISOString(),
    endpoint: text(live.endpoint),
    rx: live.rx,
    tx: live.tx,
    state: stateOf(live, now / 1000),
  };
}

function text(bytes: string | null): string | null {
  return bytes === null ? null : readable(bytes);
}
