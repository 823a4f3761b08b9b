/** The document of `list --json`. Its shape may grow, never change; nothing in it is secret. */
import { type Peer, readable } from "../wireguard/conf.ts";
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
  /** The line of `[Peer]`, from 1. */
  readonly line: number;
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

/** `now` in milliseconds since 1970. */
export function listDocument(world: World, now: number): ListDocument {
  const own = world.conf.interface;
  const live = new Map<string | null, LivePeer>(world.live?.peers.map((peer) => [peer.publicKey, peer]));
  return {
    interface: {
      name: world.interfaceName,
      path: world.path,
      addresses: own.addresses.map(readable),
      listenPort: own.listenPort ?? world.live?.listenPort ?? null,
      publicKey: world.publicKey,
      up: world.live !== null,
    },
    peers: world.conf.peers.map((peer) => listed(peer, live.get(peer.publicKey), now)),
  };
}

function listed(peer: Peer, live: LivePeer | undefined, now: number): ListedPeer {
  return {
    name: peer.name,
    publicKey: text(peer.publicKey),
    allowedIPs: peer.allowedIPs.map(readable),
    endpoint: text(peer.endpoint),
    persistentKeepalive: peer.persistentKeepalive,
    enabled: peer.enabled,
    line: peer.line,
    live: live
      ? {
          latestHandshake: live.latestHandshake === null ? null : new Date(live.latestHandshake * 1000).toISOString(),
          endpoint: text(live.endpoint),
          rx: live.rx,
          tx: live.tx,
          state: stateOf(live, now / 1000),
        }
      : null,
  };
}

function text(bytes: string | null): string | null {
  return bytes === null ? null : readable(bytes);
}
