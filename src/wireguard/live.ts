/**
 * What the running interface says: `wg show IF dump` as records. The dump holds private and preshared keys; only the
 * public half is kept here, so nothing of it can be drawn or logged by mistake.
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
  readonly hasPresharedKey: boolean;
}

export interface Live {
  readonly publicKey: string | null;
  readonly listenPort: number | null;
  readonly fwMark: string | null;
  readonly peers: readonly LivePeer[];
}

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
    hasPresharedKey: preshared !== "(none)",
  };
}

/** `active` up to 180 s (both ends then hold valid keys), else `idle`: silent is not offline (wireguard-semantics §4.2). */
export function stateOf(peer: LivePeer, now: number): "active" | "idle" | "never" {
  if (peer.latestHandshake === null) return "never";
  return now - peer.latestHandshake <= 180 ? "active" : "idle";
}
