/**
 * What the interface knows of each peer once a file is loaded whole, by the rules of `wg` itself (wireguard-semantics
 * §1.2): a key that stands twice becomes one peer, a network that stands at two peers belongs to the last one.
 */
import { formatNetwork, networkOf, parseNetwork } from "./address.ts";
import type { Conf, Peer } from "./conf.ts";
import { isKey } from "./key-text.ts";
import { type LivePeer, NO_KEY } from "./live.ts";

/** A peer as an interface is configured: what is learned while it runs is left out. */
export interface Configured {
  /** In the form in which `wg` prints them, host bits cleared, sorted. */
  readonly allowedIPs: readonly string[];
  /** Seconds; null for off. */
  readonly keepalive: number | null;
  /** A secret; null for none. */
  readonly presharedKey: string | null;
}

/** What the file says of a peer, and the block that says it: the last one, where the key stands in several. */
export interface InFile extends Configured {
  readonly peer: Peer;
  /** The line that gives it its preshared key; null for none. */
  readonly presharedLine: number | null;
}

const known = new WeakMap<Conf, { readonly ownKey: string | null; readonly found: ReadonlyMap<string, InFile> }>();

/** A peer while the blocks are read one after the other. */
interface Growing {
  readonly peer: Peer;
  readonly networks: Set<string>;
  readonly keepalive: number | null;
  readonly psk: string | null;
  readonly pskLine: number | null;
}

/** By public key. Left out are switched-off peers, what is no key, and `ownKey`, which an interface passes over. */
export function configured(conf: Conf, ownKey: string | null): ReadonlyMap<string, InFile> {
  const before = known.get(conf);
  if (before?.ownKey === ownKey) return before.found;
  const found = new Map<string, Growing>();
  const holders = new Map<string, string>();
  for (const peer of conf.peers) {
    const key = peer.publicKey;
    if (!peer.enabled || key === null || !isKey(key) || key === ownKey) continue;
    const earlier = found.get(key);
    for (const network of earlier?.networks ?? []) holders.delete(network);
    const networks = new Set(peer.allowedIPs.map(canonical));
    for (const network of networks) {
      found.get(holders.get(network) ?? "")?.networks.delete(network);
      holders.set(network, key);
    }
    found.set(key, {
      peer,
      networks,
      keepalive: says(peer, "PersistentKeepalive") ? peer.persistentKeepalive : (earlier?.keepalive ?? null),
      psk: says(peer, "PresharedKey") ? real(peer.presharedKey) : (earlier?.psk ?? null),
      pskLine: lineOf(peer, "PresharedKey") ?? earlier?.pskLine ?? null,
    });
  }
  const result = new Map<string, InFile>();
  for (const [key, { peer, networks, keepalive, psk, pskLine }] of found) {
    const allowedIPs = [...networks].sort();
    result.set(key, { peer, allowedIPs, keepalive, presharedKey: psk, presharedLine: psk === null ? null : pskLine });
  }
  known.set(conf, { ownKey, found: result });
  return result;
}

/** What this one block says, whatever others say of the same key or the same networks. */
export function configuredAlone(peer: Peer): Configured {
  const allowedIPs = [...new Set(peer.allowedIPs.map(canonical))].sort();
  return { allowedIPs, keepalive: peer.persistentKeepalive, presharedKey: real(peer.presharedKey) };
}

/** The same of a peer of the running interface. */
export function configuredLive(peer: LivePeer): Configured {
  // `wg` may print the end of an IPv6 address as IPv4 (inet_ntop).
  const allowedIPs = peer.allowedIPs.map((entry) => (entry.includes(":") ? canonical(entry) : entry)).sort();
  return { allowedIPs, keepalive: peer.persistentKeepalive, presharedKey: peer.presharedKey };
}

/** Whether two are configured alike. */
export function sameConfigured(one: Configured, other: Configured): boolean {
  return (
    one.keepalive === other.keepalive &&
    one.presharedKey === other.presharedKey &&
    one.allowedIPs.length === other.allowedIPs.length &&
    one.allowedIPs.every((network, at) => network === other.allowedIPs[at])
  );
}

/** `10.77.0.5/24` as `wg` prints it: `10.77.0.0/24`. What it would refuse stays as it is. */
function canonical(entry: string): string {
  const bare = entry.replace(/\s/g, "").replace(/^\+/, "");
  if (/^\d+\.\d+\.\d+\.\d+\/32$/.test(bare)) return bare;
  const network = parseNetwork(bare);
  return network ? formatNetwork(networkOf(network)) : bare;
}

function says(peer: Peer, key: string): boolean {
  return peer.settings.some((setting) => setting.key === key);
}

function lineOf(peer: Peer, key: string): number | null {
  return peer.settings.findLast((setting) => setting.key === key)?.line ?? null;
}

/** 32 zero bytes mean none (wireguard-semantics §1.4). */
function real(key: string | null): string | null {
  return key === NO_KEY ? null : key;
}
