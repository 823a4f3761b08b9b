/** The networks of a server's file as the rules compare them: each entry of AllowedIPs with its peer and its line. */
import { contains, isHost, lastOf, type Network, networkOf, parseNetwork } from "../wireguard/address.ts";
import { squeeze } from "../wireguard/bytes.ts";
import type { Conf, Peer } from "../wireguard/conf.ts";
import { peersOn } from "./rule.ts";

export interface Entry {
  readonly peer: Peer;
  /** As written, without blanks. */
  readonly text: string;
  readonly line: number;
  /** Host bits as written. */
  readonly network: Network;
  /** First and last address of the network. */
  readonly from: bigint;
  readonly to: bigint;
}

const known = new WeakMap<Conf, readonly Entry[]>();

/** Every entry that can be read, of the peers that are switched on, in the file's order. */
export function entriesOf(conf: Conf): readonly Entry[] {
  const before = known.get(conf);
  if (before) return before;
  const entries = peersOn(conf).flatMap((peer) =>
    peer.settings
      .filter(({ key }) => key === "AllowedIPs")
      .flatMap(({ value, line }) => value.split(",").flatMap((one) => entryOf(peer, squeeze(one), line))),
  );
  known.set(conf, entries);
  return entries;
}

function entryOf(peer: Peer, text: string, line: number): Entry[] {
  const network = parseNetwork(text.replace(/^\+/, ""));
  if (!network) return [];
  if (isHost(network)) return [{ peer, text, line, network, from: network.value, to: network.value }];
  return [{ peer, text, line, network, from: networkOf(network).value, to: lastOf(network).value }];
}

/** The interface's own addresses with their lengths, host bits as written. */
export function ownAddresses(conf: Conf): readonly Network[] {
  return conf.interface.addresses.flatMap((text) => parseNetwork(text) ?? []);
}

/** The networks those are in. */
export function ownNetworks(conf: Conf): readonly Network[] {
  return ownAddresses(conf).map(networkOf);
}

/** Whether the interface's networks hold it: then wg-quick makes no route of its own for it. */
export function isInside(network: Network, networks: readonly Network[]): boolean {
  return networks.some((own) => contains(own, network));
}
