/**
 * What the questions ask of the server's file again and again, worked out once for each file: its networks, who holds
 * which address, name or key, peers that run without standing in the file among them. A file of 10,000 peers is walked
 * once, not at every letter typed.
 */
import { visible } from "../text/visible.ts";
import {
  contains,
  formatNetwork,
  freeAddress,
  hostOf,
  isEverything,
  isHost,
  lastOf,
  type Network,
  networkOf,
  parseNetwork,
} from "../wireguard/address.ts";
import type { Conf, Peer } from "../wireguard/conf.ts";
import { onlyLive } from "../wireguard/differences.ts";
import { shortKey } from "../wireguard/key-text.ts";
import type { Live, LivePeer } from "../wireguard/live.ts";
import type { World } from "../wireguard/world.ts";
import type { Whose } from "./remarks.ts";

/** One entry of a peer's AllowedIPs, host bits as written, with its first and last address. */
export interface Held extends Whose {
  /** The shortened key of a peer that runs and is not in the file; it has neither name nor line. Null for all others. */
  readonly live: string | null;
  readonly network: Network;
  readonly from: bigint;
  readonly to: bigint;
}

interface Server {
  /** The interface's own addresses with their lengths. */
  readonly addresses: readonly Network[];
  /** The networks they are in; two addresses of one network give it once. */
  readonly networks: readonly Network[];
  readonly held: readonly Held[];
  /** The entries that are a single address, by family and value. */
  readonly hosts: ReadonlyMap<string, Held>;
  readonly ranges: readonly Held[];
  readonly names: ReadonlyMap<string, number>;
  readonly keys: ReadonlyMap<string, Whose>;
  readonly free: readonly { readonly network: Network; readonly address: Network | null }[];
}

const known = new WeakMap<Conf, { readonly live: Live | null; readonly server: Server }>();

function serverOf(world: World): Server {
  const { conf, live } = world;
  const before = known.get(conf);
  if (before?.live === live) return before.server;
  const server = read(conf, onlyLive(world));
  known.set(conf, { live, server });
  return server;
}

function read(conf: Conf, running: readonly LivePeer[]): Server {
  const addresses = conf.interface.addresses.flatMap(networkIn);
  const networks = unique(addresses.map(networkOf));
  const held = conf.peers.flatMap((peer) =>
    peer.allowedIPs
      .flatMap(networkIn)
      .map((network): Held => ({ network, ...span(network), ...whose(peer), live: null })),
  );
  held.push(...switchedOffByHand(conf), ...running.flatMap(heldLive));
  const hosts = new Map<string, Held>();
  for (const one of held) {
    // An entry such as 10.77.0.5/24 means 10.77.0.0/24 to `wg`; its writer meant the address, so that counts as well.
    if (isHost(one.network) || networkOf(one.network).value !== one.network.value) {
      const at = addressKey(one.network);
      if (!hosts.has(at)) hosts.set(at, one);
    }
  }
  const names = new Map<string, number>();
  const keys = new Map<string, Whose>();
  for (const peer of conf.peers) {
    if (peer.name !== null && !names.has(peer.name)) names.set(peer.name, peer.line);
    if (peer.publicKey !== null && !keys.has(peer.publicKey)) keys.set(peer.publicKey, whose(peer));
  }
  const ranges = held.filter((one) => !isHost(one.network) && !swallows(one.network, networks));
  const taken = [
    ...addresses.map(hostOf),
    ...[...hosts.values()].map(({ network }) => hostOf(network)),
    ...ranges.map((one) => one.network),
  ];
  const free = networks
    .filter((network) => !isHost(network))
    .map((network) => {
      const address = freeAddress(network, taken);
      return { network, address: address && hostOf(address) };
    });
  return { addresses, networks, held, hosts, ranges, names, keys, free };
}

/** A block that somebody has commented out is a peer that may come back: `# AllowedIPs = …` keeps its addresses. */
function switchedOffByHand({ lines, peers }: Conf): Held[] {
  const known = new Set(peers.flatMap((peer) => peer.settings.map(({ line }) => line)));
  return lines.flatMap((text, at) => {
    const list = /^\s*#[#\s]*AllowedIPs\s*=([^#]*)/i.exec(text)?.[1];
    if (list === undefined || known.has(at + 1)) return [];
    const networks = list.split(",").flatMap(networkIn);
    return networks.map((network) => ({ network, ...span(network), name: null, line: at + 1, live: null }));
  });
}

/** What a peer has that somebody put onto the interface alone: given to another one, it would be taken from it. */
function heldLive({ publicKey, allowedIPs }: LivePeer): Held[] {
  const live = shortKey(publicKey);
  return allowedIPs.flatMap(networkIn).map((network) => ({ network, ...span(network), name: null, line: 0, live }));
}

/** The networks of the interface, host bits cleared; a lone address stays a /32 or /128. */
export function interfaceNetworks(world: World): readonly Network[] {
  return serverOf(world).networks;
}

/** For each network of the interface its lowest free address, null where it is full. */
export function freeAddresses(world: World): Server["free"] {
  return serverOf(world).free;
}

/** Whether the interface itself has this address. */
export function isServerAddress(address: Network, world: World): boolean {
  return serverOf(world).addresses.some((own) => own.family === address.family && own.value === address.value);
}

/** The first address of the interface in this family, as a /32 or /128. */
export function serverAddress(family: 4 | 6, world: World): Network | null {
  const own = serverOf(world).addresses.find((address) => address.family === family);
  return own ? hostOf(own) : null;
}

/**
 * The peer that holds an address, switched-off ones included. An entry that takes in a whole network of the interface
 * (0.0.0.0/0, 10.77.0.0/24) holds none of its addresses for itself: the longer prefix wins (wireguard-semantics §1.2).
 */
export function holderOf(address: Network, world: World): Held | null {
  const { hosts, ranges } = serverOf(world);
  return hosts.get(addressKey(address)) ?? ranges.find((one) => contains(one.network, address)) ?? null;
}

/** Every entry of another peer that shares addresses with this network; default routes are left out. */
export function overlapping(network: Network, world: World): readonly Held[] {
  const { from, to } = span(network);
  return serverOf(world).held.filter(
    (one) => one.network.family === network.family && one.from <= to && from <= one.to && !isEverything(one.network),
  );
}

/** The line of the peer with exactly this name; null where the name is free. */
export function lineOfName(name: string, world: World): number | null {
  return serverOf(world).names.get(name) ?? null;
}

/** Whether a peer with this public key runs that is not in the file. */
export function runsAlone(publicKey: string, world: World): boolean {
  return onlyLive(world).some((peer) => peer.publicKey === publicKey);
}

/** The peer of the file with this public key. */
export function holderOfKey(publicKey: string, world: World): Whose | null {
  return serverOf(world).keys.get(publicKey) ?? null;
}

/** What an address is reserved for in the interface's networks; a /31 and a /32 reserve nothing (RFC 3021). */
export function reservedIn(
  address: Network,
  world: World,
): { readonly network: Network; readonly what: "network" | "broadcast" } | null {
  for (const network of interfaceNetworks(world)) {
    if (!contains(network, address) || (network.family === 4 ? 32 : 128) - network.bits <= 1) continue;
    if (address.value === network.value) return { network, what: "network" };
    if (address.family === 4 && address.value === lastOf(network).value) return { network, what: "broadcast" };
  }
  return null;
}

/** The port on which the server listens: the file's, else the running interface's. */
export function listenPort(world: World): number | null {
  const { running, conf } = world;
  return conf.interface.listenPort ?? (running.kind === "up" ? running.live.listenPort : null);
}

/** How a sentence points at a peer. */
export function whose(peer: Peer): Whose {
  return { name: peer.name === null ? null : visible(peer.name), line: peer.line };
}

/** The same networks once each, in order. */
export function unique(networks: readonly Network[]): Network[] {
  const seen = new Map(networks.map((network) => [formatNetwork(network), network]));
  return [...seen.values()];
}

/** `wg` deletes every blank in a line before it reads it, and newer ones take a `+` before an entry. */
function networkIn(entry: string): Network[] {
  const network = parseNetwork(entry.replace(/\s/g, "").replace(/^\+/, ""));
  return network ? [network] : [];
}

/** First and last address: comparing two numbers is far cheaper than shifting them, and there may be thousands. */
function span(network: Network): { readonly from: bigint; readonly to: bigint } {
  return { from: networkOf(network).value, to: lastOf(network).value };
}

function swallows(entry: Network, networks: readonly Network[]): boolean {
  return isEverything(entry) || networks.some((network) => contains(entry, network));
}

function addressKey({ family, value }: Network): string {
  return `${family} ${value}`;
}
