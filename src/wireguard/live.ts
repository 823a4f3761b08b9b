/**
 * What the running interface says: `wg show IF dump` as records. The dump holds the private key too: only its public
 * half is kept. Preshared keys are kept, to be compared with the file's: secrets, never drawn, logged or put into JSON.
 */
import { isKey, publicKeyOf } from "./key.ts";

export interface LivePeer {
  readonly publicKey: string;
  readonly endpoint: string | null;
  readonly allowedIPs: readonly string[];
  /** Seconds since 1970; null where there never was one. */
  readonly latestHandshake: number | null;
  /** Bytes. */
  readonly rx: number;
  readonly tx: number;
  /** Seconds; null for off. */
  readonly persistentKeepalive: number | null;
  /** A secret; null for none, which an all-zero key means as well (wireguard-semantics §1.4). */
  readonly presharedKey: string | null;
}

export interface Live {
  readonly publicKey: string | null;
  readonly listenPort: number | null;
  readonly fwMark: string | null;
  readonly peers: readonly LivePeer[];
}

/** What was found under an interface's name: it runs, it does not, or why nobody can tell. */
export type Reading = { readonly kind: "up"; readonly live: Live } | { readonly kind: NotUp };

/** `no-wg`: the program is not installed; `denied`: only root may ask; `unknown`: asked, and not understood. */
export type NotUp = "down" | "no-wg" | "denied" | "unknown";

/** 32 zero bytes: as a preshared key it means none. */
export const NO_KEY = `${"A".repeat(43)}=`;

/** Reads a dump of one interface (wireguard-tools, src/show.c dump_print); null where the text is none. */
export function parseDump(text: string): Live | null {
  const [head, ...rows] = text.split("\n").filter((line) => line !== "");
  const own = head?.split("\t") ?? [];
  if (own.length !== 4) return null;
  const [privateKey = "", publicKey = "", port = "", fwMark = ""] = own;
  return {
    publicKey: isKey(publicKey) ? publicKey : isKey(privateKey) ? publicKeyOf(privateKey) : null,
    listenPort: Number(port) || null,
    fwMark: fwMark === "off" ? null : fwMark,
    peers: rows
      .map((row) => row.split("\t"))
      .filter((fields) => fields.length === 8)
      .map(livePeer),
  };
}

function livePeer(fields: readonly string[]): LivePeer {
  const [
    publicKey = "",
    preshared = "",
    endpoint = "",
    allowed = "",
    handshake = "",
    rx = "",
    tx = "",
    keepalive = "",
  ] = fields;
  return {
    publicKey,
    endpoint: endpoint === "(none)" ? null : endpoint,
    allowedIPs: allowed === "(none)" ? [] : allowed.split(","),
    latestHandshake: Number(handshake) || null,
    rx: Number(rx) || 0,
    tx: Number(tx) || 0,
    persistentKeepalive: Number(keepalive) || null,
    presharedKey: preshared === "(none)" || preshared === NO_KEY ? null : preshared,
  };
}

/** `active` up to 180 s (both ends then hold valid keys), else `idle`: silent is not offline (wireguard-semantics §4.2). */
export function stateOf(peer: LivePeer, now: number): "active" | "idle" | "never" {
  if (peer.latestHandshake === null) return "never";
  return now - peer.latestHandshake <= 180 ? "active" : "idle";
}

const known = new WeakMap<Live, ReadonlyMap<string, LivePeer>>();

/** The peers of a reading by their public keys. */
export function peersByKey(live: Live): ReadonlyMap<string, LivePeer> {
  const before = known.get(live);
  if (before) return before;
  const peers = new Map(live.peers.map((peer) => [peer.publicKey, peer]));
  known.set(live, peers);
  return peers;
}

/** The running interface's record of the peer with this key; null where it is down or has not loaded the peer. */
export function livePeerOf({ live }: { readonly live: Live | null }, publicKey: string | null): LivePeer | null {
  return live === null || publicKey === null ? null : (peersByKey(live).get(publicKey) ?? null);
}
