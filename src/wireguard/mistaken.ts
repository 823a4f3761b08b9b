/** A private key that stands where a peer's public key belongs, as far as that is certain (wireguard-semantics.md §7). */
import type { Conf } from "./conf.ts";
import { isClamped, publicKeyOf } from "./key.ts";
import { isKey } from "./key-text.ts";
import type { World } from "./world.ts";

/** `equal`: it is the server's own PrivateKey, or a kept device's; `derived`: its public half is known here. */
export type Mistaken = "equal" | "derived";

/**
 * What such a key is; null for a public key, and for one of which nobody knows. Deriving its public half takes a
 * millisecond: `derive` false leaves that out.
 */
export function mistakenFor(
  key: string | null,
  { conf, clients, publicKey }: Pick<World, "conf" | "clients" | "publicKey">,
  derive = true,
): Mistaken | null {
  if (key === null || !isKey(key)) return null;
  if (key === conf.interface.privateKey || keptKeys(clients).has(key)) return "equal";
  // Every private key that `wg genkey` made is clamped.
  if (!derive || !isClamped(key)) return null;
  const half = halfOf(key, conf);
  return half === publicKey || conf.peers.some((peer) => peer.enabled && peer.publicKey === half) ? "derived" : null;
}

const kept = new WeakMap<World["clients"], ReadonlySet<string | null>>();

function keptKeys(clients: World["clients"]): ReadonlySet<string | null> {
  const known = kept.get(clients) ?? new Set(clients.map(({ conf }) => conf.interface.privateKey));
  kept.set(clients, known);
  return known;
}

const halves = new WeakMap<Conf, Map<string, string>>();

/** Made once for each file, not for each frame. */
function halfOf(key: string, conf: Conf): string {
  const known = halves.get(conf) ?? new Map<string, string>();
  halves.set(conf, known);
  const half = known.get(key) ?? publicKeyOf(key);
  known.set(key, half);
  return half;
}
