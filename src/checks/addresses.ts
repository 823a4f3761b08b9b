/** Rules about AllowedIPs: who gets which network, and whether that can be meant (wireguard-semantics.md §1.2, §8). */
import {
  contains,
  formatAddress,
  formatNetwork,
  hostOf,
  isEverything,
  isHost,
  lastOf,
  type Network,
  networkOf,
  overlaps,
  parseNetwork,
} from "../wireguard/address.ts";
import type { Conf, Edit } from "../wireguard/conf.ts";
import type { Evidence } from "./evidence.ts";
import type { RuleValues } from "./finding.ts";
import { type Entry, entriesOf, isInside, ownAddresses, ownNetworks } from "./networks.ts";
import { type Found, named, replaced, rule, told } from "./rule.ts";

export const ADDRESS_RULES = [
  rule(1, "same-network-twice", "error", ["file"], sameNetworkTwice, "any"),
  rule(2, "peer-has-vpn-network", "warning", ["file"], peerHasVpnNetwork),
  rule(3, "default-route-on-peer", "error", ["file"], defaultRoute),
  rule(23, "host-bits", "warning", ["file"], hostBits, "any"),
  rule(24, "outside-network", "info", ["file"], outsideNetwork),
  rule(25, "reserved-address", "warning", ["file"], reservedAddress),
  rule(26, "server-lan", "error", ["addresses"], serverLan),
  rule(27, "common-lan", "info", ["file"], commonLan),
] as const;

/** The last block that names a network takes it, and every earlier one loses it. */
function sameNetworkTwice({ world }: Evidence): Found<"same-network-twice">[] {
  const last = new Map<string, Entry>();
  const entries = entriesOf(world.conf);
  for (const entry of entries) last.set(idOf(entry), entry);
  if (last.size === entries.length) return [];
  return entries.flatMap((entry) => {
    const winner = last.get(idOf(entry)) as Entry;
    // Two blocks of one key are one peer: that is a rule of its own.
    if (winner.peer === entry.peer || winner.peer.publicKey === entry.peer.publicKey) return [];
    const network = formatNetwork(networkOf(entry.network));
    const values = { network, loser: named(entry.peer), winner: named(winner.peer) };
    return [{ line: entry.line, peer: entry.peer, values }];
  });
}

function idOf({ network, from }: Entry): string {
  return `${network.family} ${from}/${network.bits}`;
}

/** A peer that is called has the networks behind it; one that calls has its own address. */
function peerHasVpnNetwork({ world }: Evidence): Found<"peer-has-vpn-network">[] {
  const entries = entriesOf(world.conf);
  const wide = entries.filter(({ network, peer }) => !isHost(network) && !isEverything(network) && !peer.endpoint);
  if (wide.length === 0) return [];
  const own = ownAddresses(world.conf);
  const networks = own.map(networkOf);
  const sorted = [...entries].sort((a, b) => a.network.family - b.network.family || compare(a.from, b.from));
  return wide.flatMap((entry): Found<"peer-has-vpn-network">[] => {
    const { network, peer, line } = entry;
    // What lies outside the tunnel's own networks may overlap on purpose: the longer prefix wins.
    if (own.length > 0 && !networks.some((vpn) => overlaps(vpn, network))) return [];
    const values = { network: formatNetwork(networkOf(network)), peer: named(peer), other: null };
    const vpn = networks.some((one) => !isHost(one) && contains(network, one));
    if (vpn) return [{ line, peer, values: { ...values, holds: "vpn" } }];
    if (own.some((one) => contains(network, hostOf(one)))) {
      return [{ line, peer, values: { ...values, holds: "server" } }];
    }
    const inner = insideOf(entry, sorted);
    return inner ? [{ line, peer, values: { ...values, holds: "peer", other: named(inner.peer) } }] : [];
  });
}

/** Another peer's entry within this one; `sorted` by family and first address. */
function insideOf(outer: Entry, sorted: readonly Entry[]): Entry | null {
  const before = (one: Entry) =>
    one.network.family < outer.network.family || (one.network.family === outer.network.family && one.from < outer.from);
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(sorted[middle] as Entry)) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < sorted.length; at++) {
    const one = sorted[at] as Entry;
    if (one.network.family !== outer.network.family || one.from > outer.to) return null;
    if (one.peer !== outer.peer && one.network.bits > outer.network.bits) return one;
  }
  return null;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * A lone peer that is called is a way out that somebody chose; among others it is at least worth a look. With a table of
 * its own, or none, wg-quick leaves the server's own way out as it is (add_route).
 */
function defaultRoute({ world }: Evidence): Found<"default-route-on-peer">[] {
  const { conf } = world;
  if (!["", "auto"].includes(conf.interface.table ?? "")) return [];
  return entriesOf(conf).flatMap(({ network, peer, line }) => {
    // 10.0.0.2/0 is a slip of its own.
    if (!isEverything(network) || network.value !== 0n || (peer.endpoint && conf.peers.length === 1)) return [];
    const values = { network: formatNetwork(network), peer: named(peer) };
    return [{ line, peer, values, severity: peer.endpoint ? "warning" : "error" } as const];
  });
}

/** `wg` clears the host bits and says so only in passing; at /0 that is the whole internet. */
function hostBits({ world }: Evidence): Found<"host-bits">[] {
  const { conf } = world;
  const networks = ownNetworks(conf);
  return entriesOf(conf)
    .filter((entry) => entry.from !== entry.network.value)
    .map(({ peer, text, network, line }) => {
      const everything = isEverything(network);
      const values = { entry: told(text), network: formatNetwork(networkOf(network)), peer: named(peer), everything };
      const mend = mendOfBits(conf, line, networks);
      return { line, peer, values, severity: everything ? "error" : "warning", mend } as const;
    });
}

/**
 * A LAN is written as the network that `wg` takes it for anyway. In the tunnel's own networks a single device was
 * probably meant, and which is for a person to say.
 */
function mendOfBits(conf: Conf, line: number, networks: readonly Network[]): readonly Edit[] | null {
  const raw = conf.lines[line - 1] as string;
  const equals = raw.indexOf("=") + 1;
  const hash = raw.indexOf("#");
  const end = hash < 0 ? raw.length : hash;
  let certain = true;
  const value = raw.slice(equals, end).replace(/[^,\t-\r ]+/g, (text) => {
    const network = parseNetwork(text);
    if (!network || networkOf(network).value === network.value) return text;
    if (isEverything(network) || networks.some((own) => overlaps(own, network))) certain = false;
    return formatNetwork(networkOf(network));
  });
  const mended = raw.slice(0, equals) + value + raw.slice(end);
  return certain && mended !== raw ? [replaced(conf, line, mended)] : null;
}

/** An Address that is no more than itself leaves everybody outside on purpose. */
function outsideNetwork({ world }: Evidence): Found<"outside-network">[] {
  const networks = ownNetworks(world.conf);
  if (networks.length === 0) return [];
  const list = networks.map(formatNetwork).join(", ");
  const alone = (family: Network["family"]) => {
    const own = networks.filter((one) => one.family === family);
    return own.length > 0 && own.every(isHost);
  };
  return entriesOf(world.conf)
    .filter(({ network }) => isHost(network) && !isInside(network, networks) && !alone(network.family))
    .map(({ peer, text, line }) => ({ line, peer, values: { entry: told(text), peer: named(peer), networks: list } }));
}

function reservedAddress({ world }: Evidence): Found<"reserved-address">[] {
  const own = ownAddresses(world.conf);
  return entriesOf(world.conf).flatMap(({ network, peer, line }) => {
    if (!isHost(network)) return [];
    const reserved = reservedAs(network, own);
    if (!reserved) return [];
    const values = { address: formatAddress(network), peer: named(peer), ...reserved };
    return [{ line, peer, values, severity: reserved.what === "server" ? "error" : "warning" } as const];
  });
}

function reservedAs(
  host: Network,
  own: readonly Network[],
): Pick<RuleValues["reserved-address"], "what" | "network"> | null {
  for (const address of own) {
    if (!contains(address, host)) continue;
    const network = networkOf(address);
    const text = formatNetwork(network);
    if (host.value === address.value) return { what: "server", network: text };
    // A /31 and a /32 have neither (RFC 3021); IPv6 has no broadcast.
    if (isHost(network) || network.bits === (network.family === 4 ? 31 : 127)) continue;
    if (host.value === network.value) return { what: "network", network: text };
    if (network.family === 4 && host.value === lastOf(network).value) return { what: "broadcast", network: text };
  }
  return null;
}

/** The route to a peer's network against the way to the machine's own: the start fails, or the LAN is gone. */
function serverLan({ world }: Evidence): Found<"server-lan">[] {
  const local = world.facts.addresses.flatMap(({ device, network: text }) => {
    const network = parseNetwork(text);
    return network ? [{ device, network: networkOf(network) }] : [];
  });
  const own = ownNetworks(world.conf);
  return entriesOf(world.conf).flatMap(({ network, text, peer, line }) => {
    if (isEverything(network) || isInside(network, own)) return [];
    const hit = local.find((one) => overlaps(one.network, network));
    if (!hit) return [];
    const { device } = hit;
    const values = { entry: told(text), peer: named(peer), network: formatNetwork(hit.network), device: told(device) };
    return [{ line, peer, values, severity: contains(network, hit.network) ? "error" : "warning" } as const];
  });
}

/** What nearly every home router hands out. */
const COMMON = ["192.168.0.0/24", "192.168.1.0/24"].map((text) => parseNetwork(text) as Network);

function commonLan({ world }: Evidence): Found<"common-lan">[] {
  return entriesOf(world.conf)
    .filter(({ network }) => !isHost(network) && network.bits >= 8 && COMMON.some((one) => overlaps(one, network)))
    .map(({ peer, text, line }) => ({ line, peer, values: { entry: told(text), peer: named(peer) } }));
}
