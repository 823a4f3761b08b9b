/** Finds the peer that is meant by what was typed: its name, the unique beginning of its public key, or an address. */

import { visible } from "../text/visible.ts";
import { contains, hostOf, parseAddress, parseNetwork } from "../wireguard/address.ts";
import type { Peer } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import type { Context, ExitStatus } from "./command.ts";

/** All that fit, best kind first: a name wins over a key, a key over an address. */
export function peersMeant(text: string, peers: readonly Peer[]): readonly Peer[] {
  const named = peers.filter((peer) => peer.name === text);
  if (named.length > 0) return named;
  const keyed = /^[A-Za-z0-9+/=]+$/.test(text) ? peers.filter((peer) => peer.publicKey?.startsWith(text)) : [];
  if (keyed.length > 0) return keyed;
  const network = parseNetwork(text);
  if (!network) return [];
  const own = peers.filter((peer) => peer.allowedIPs.some((entry) => sameNetwork(entry, text)));
  if (own.length > 0) return own;
  const address = parseAddress(text);
  return address ? narrowest(hostOf(address), peers) : [];
}

/** The one peer that is meant; else the exit status after it was said why: none 1, several 2 with their names and keys. */
export function peerMeant(text: string, world: World, context: Context): Peer | ExitStatus {
  const words = context.words.commands;
  const found = peersMeant(text, world.conf.peers);
  const [peer] = found;
  if (peer && found.length === 1) return peer;
  if (!peer) {
    context.err(`${words.usage.noPeer({ text: visible(text), path: visible(world.path) })}\n`);
    return 1;
  }
  context.err(`${words.usage.severalPeers({ text: visible(text) })}\n`);
  for (const one of found) {
    const name = one.name === null ? words.list.unnamed : visible(one.name);
    context.err(`  ${name}   ${visible(one.publicKey ?? "")}   ${visible(one.allowedIPs.join(", "))}\n`);
  }
  return 2;
}

function sameNetwork(entry: string, text: string): boolean {
  const one = parseNetwork(entry);
  const other = parseNetwork(text);
  return !!one && !!other && one.family === other.family && one.value === other.value && one.bits === other.bits;
}

/** The peers whose AllowedIPs hold the address most narrowly: to whom the server would send a packet for it. */
function narrowest(address: ReturnType<typeof hostOf>, peers: readonly Peer[]): readonly Peer[] {
  const bits = (peer: Peer) =>
    Math.max(
      -1,
      ...peer.allowedIPs.map((entry) => {
        const network = parseNetwork(entry);
        return network && contains(network, address) ? network.bits : -1;
      }),
    );
  const best = Math.max(-1, ...peers.map(bits));
  return best < 0 ? [] : peers.filter((peer) => bits(peer) === best);
}
