/** The client's file that belongs to a peer: the one whose private key is the other half of the peer's public key. */
import type { Conf, Peer } from "./conf.ts";
import { isKey, publicKeyOf } from "./key.ts";
import type { KeptClient, World } from "./world.ts";

/** The newest such file of those that are kept here; null where there is none. */
export function keptClientOf(peer: Peer, world: Pick<World, "clients">): KeptClient | null {
  if (peer.publicKey === null) return null;
  // A file named like the peer is tried first: making a public key takes a while, and there may be many files.
  const likely = [...world.clients].sort((a, b) => Number(isNamed(b, peer)) - Number(isNamed(a, peer)));
  return likely.find(({ conf }) => publicKeyIn(conf) === peer.publicKey) ?? null;
}

function isNamed(client: KeptClient, peer: Peer): boolean {
  return peer.name !== null && client.path.endsWith(`/${peer.name}.conf`);
}

const known = new WeakMap<Conf, string | null>();

/** The public half of the device's key; null where it has none, or no good one. */
export function publicKeyIn(conf: Conf): string | null {
  const made = known.get(conf);
  if (made !== undefined) return made;
  const secret = conf.interface.privateKey;
  const key = secret !== null && isKey(secret) ? publicKeyOf(secret) : null;
  known.set(conf, key);
  return key;
}
