/** Rules about keys: whose they are, and whether they can be what they stand for (wireguard-semantics.md §1.2, §7). */

import { visible } from "../text/visible.ts";
import type { Peer } from "../wireguard/conf.ts";
import { clampedKey, isClamped, publicKeyOf } from "../wireguard/key.ts";
import { isKey } from "../wireguard/key-text.ts";
import { mistakenFor } from "../wireguard/mistaken.ts";
import type { Evidence } from "./evidence.ts";
import { type Found, lineOf, named, peersOn, replaced, rule } from "./rule.ts";

export const KEY_RULES = [
  rule(15, "key-twice", "error", ["file"], keyTwice, "any"),
  rule(16, "own-key", "error", ["file"], ownKey, "any"),
  rule(17, "private-key-as-public", "error", ["file"], privateKey, "any"),
  rule(33, "preshared-key", "warning", ["file"], presharedKey),
  rule(35, "unclamped-key", "info", ["file"], unclamped),
] as const;

/** Two blocks of one key become one peer, and the last one's AllowedIPs replace the others'. */
function keyTwice({ world }: Evidence): Found<"key-twice">[] {
  const last = new Map<string, Peer>();
  const peers = peersOn(world.conf);
  for (const peer of peers) if (peer.publicKey !== null) last.set(peer.publicKey, peer);
  return peers.flatMap((peer) => {
    const winner = last.get(peer.publicKey ?? "");
    if (!winner || winner === peer) return [];
    return [{ line: keyLine(peer), peer, values: { loser: named(peer), winner: named(winner) } }];
  });
}

function ownKey({ world }: Evidence): Found<"own-key">[] {
  if (world.publicKey === null) return [];
  return peersOn(world.conf)
    .filter(({ publicKey }) => publicKey === world.publicKey)
    .map((peer) => ({ line: keyLine(peer), peer, values: { peer: named(peer) } }));
}

/** Deriving a key takes a millisecond; more than these are not tried, a server has them only by the thousand. */
const MOST_DERIVED = 64;

/**
 * A private key in the place of a public one. Every private key that `wg genkey` made has its bits clamped, and of real
 * public keys one in sixteen looks so by chance: alone that is no finding, with a device that never came it is a hint.
 */
function privateKey({ world }: Evidence): Found<"private-key-as-public">[] {
  const peers = peersOn(world.conf);
  const silent = new Set(
    (world.live?.peers ?? []).filter((one) => one.latestHandshake === null && one.rx === 0).map((one) => one.publicKey),
  );
  let left = MOST_DERIVED;
  return peers.flatMap((peer) => {
    const key = peer.publicKey;
    if (key === null || !isKey(key)) return [];
    const found = (how: "equal" | "derived" | "hint") => [
      {
        line: keyLine(peer),
        peer,
        values: { peer: named(peer), how },
        severity: how === "hint" ? ("info" as const) : ("error" as const),
      },
    ];
    const derive = isClamped(key) && left-- > 0;
    const how = mistakenFor(key, world, derive) ?? (derive && silent.has(key) ? "hint" : null);
    return how === null ? [] : found(how);
  });
}

/** A secret that two peers share is none between them; and both ends of one peer must have the same. */
function presharedKey({ world }: Evidence): Found<"preshared-key">[] {
  const first = new Map<string, Peer>();
  const peers = peersOn(world.conf);
  const shared = peers.flatMap((peer): Found<"preshared-key">[] => {
    const { presharedKey: key } = peer;
    if (key === null || !isKey(key) || key === NONE) return [];
    const other = first.get(key);
    if (!other) first.set(key, peer);
    if (!other || other.publicKey === peer.publicKey) return [];
    const values = { how: "shared", peer: named(peer), other: named(other) } as const;
    return [{ line: lineOf(peer.settings, "PresharedKey"), peer, values }];
  });
  return [...shared, ...oneSided(peers, world)];
}

/** 32 zero bytes: no preshared key. */
const NONE = `${"A".repeat(43)}=`;

/** The newest kept file of each device against its block. */
function oneSided(peers: readonly Peer[], { clients, publicKey }: Evidence["world"]): Found<"preshared-key">[] {
  const seen = new Set<string>();
  const byKey = new Map(peers.map((peer) => [peer.publicKey, peer]));
  return clients.flatMap(({ conf, path }): Found<"preshared-key">[] => {
    const secret = conf.interface.privateKey;
    const own = secret !== null && isKey(secret) ? publicKeyOf(secret) : null;
    const peer = byKey.get(own);
    const there = conf.peers.find((one) => one.publicKey === publicKey);
    if (own === null || !peer || !there || seen.has(own)) return [];
    seen.add(own);
    const [here, its] = [real(peer.presharedKey), real(there.presharedKey)];
    if (here === its) return [];
    const how = its === null ? "server-only" : here === null ? "client-only" : "differs";
    const line = lineOf(peer.settings, "PresharedKey") ?? peer.line;
    return [{ line, peer, values: { how, peer: named(peer), path: visible(path) } }];
  });
}

function real(key: string | null): string | null {
  return key === NONE ? null : key;
}

/** The clamped form is the same key: its public half stays (RFC 7748 §5). */
function unclamped({ world }: Evidence): Found<"unclamped-key">[] {
  const { conf } = world;
  const { privateKey: key, settings } = conf.interface;
  const line = lineOf(settings, "PrivateKey");
  if (key === null || line === null || !isKey(key) || isClamped(key)) return [];
  const raw = conf.lines[line - 1] as string;
  const mend = raw.includes(key)
    ? [
        replaced(
          conf,
          line,
          raw.replace(key, () => clampedKey(key)),
        ),
      ]
    : null;
  return [{ line, values: {}, mend }];
}

function keyLine(peer: Peer): number {
  return lineOf(peer.settings, "PublicKey") ?? peer.line;
}
