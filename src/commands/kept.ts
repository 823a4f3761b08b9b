/** The client's file that belongs to a peer: the one whose private key is the other half of the peer's public key. */
import type { Peer } from "../wireguard/conf.ts";
import { isKey, publicKeyOf } from "../wireguard/key.ts";
import type { KeptClient, World } from "../wireguard/world.ts";

/** The newest such file of the folder of clients; null where none is kept here. */
export function keptClientOf(peer: Peer, world: World): KeptClient | null {
  if (peer.publicKey === null) return null;
  // A file named like the peer is tried first: making a public key takes a while, and there may be many files.
  const likely = [...world.clients].sort((a, b) => Number(isNamed(b, peer)) - Number(isNamed(a, peer)));
  return likely.find((client) => publicKeyIn(client) === peer.publicKey) ?? null;
}

function isNamed(client: KeptClient, peer: Peer): boolean {
  return peer.name !== null && client.path.endsWith(`/${peer.name}.conf`);
}

function publicKeyIn({ conf }: KeptClient): string | null {
  const secret = conf.interface.privateKey;
  return secret !== null && isKey(secret) ? publicKeyOf(secret) : null;
}
