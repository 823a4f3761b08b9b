/**
 * How the file and the running interface differ: peer by peer, and in the interface's own lines. Nobody else decides
 * what counts as a difference. An endpoint never does: a peer that moves takes its endpoint along.
 */
import { formatNetwork, parseNetwork } from "./address.ts";
import type { Conf, Peer } from "./conf.ts";
import { type Configured, configured, configuredLive, sameConfigured } from "./configured.ts";
import type { Live, LivePeer } from "./live.ts";
import type { World } from "./world.ts";

export type PeerDifference =
  /** In the file alone: the interface does not know it. */
  | { readonly kind: "not-loaded"; readonly publicKey: string; readonly peer: Peer }
  /** On the interface alone, as `wg set` puts it there: gone when the interface goes down. */
  | { readonly kind: "only-live"; readonly publicKey: string; readonly live: LivePeer }
  | {
      readonly kind: "different";
      readonly publicKey: string;
      readonly peer: Peer;
      readonly file: Configured;
      readonly live: Configured;
      readonly what: readonly Differing[];
    };

export type Differing = "allowed-ips" | "keepalive" | "preshared-key";

const NONE: ReadonlyMap<string, PeerDifference> = new Map();
const known = new WeakMap<Live, { readonly conf: Conf; readonly found: ReadonlyMap<string, PeerDifference> }>();

/** By public key: the file's peers in its order, then those of the interface alone. Empty where nothing runs. */
export function peerDifferences({ conf, live, publicKey }: World): ReadonlyMap<string, PeerDifference> {
  if (live === null) return NONE;
  const before = known.get(live);
  if (before?.conf === conf) return before.found;
  const found = new Map<string, PeerDifference>();
  const running = new Map(live.peers.map((peer) => [peer.publicKey, peer]));
  const inFile = configured(conf, publicKey);
  for (const [key, file] of inFile) {
    const there = running.get(key);
    if (!there) {
      found.set(key, { kind: "not-loaded", publicKey: key, peer: file.peer });
      continue;
    }
    const here = configuredLive(there);
    if (sameConfigured(file, here)) continue;
    found.set(key, {
      kind: "different",
      publicKey: key,
      peer: file.peer,
      file,
      live: here,
      what: [
        ...(file.allowedIPs.join() === here.allowedIPs.join() ? [] : (["allowed-ips"] as const)),
        ...(file.keepalive === here.keepalive ? [] : (["keepalive"] as const)),
        ...(file.presharedKey === here.presharedKey ? [] : (["preshared-key"] as const)),
      ],
    });
  }
  for (const peer of live.peers) {
    if (!inFile.has(peer.publicKey)) {
      found.set(peer.publicKey, { kind: "only-live", publicKey: peer.publicKey, live: peer });
    }
  }
  known.set(live, { conf, found });
  return found;
}

/** Peers that the interface knows and no block of the file does, a switched-off one neither, in the dump's order. */
export function onlyLive(world: World): readonly LivePeer[] {
  const found = [...peerDifferences(world).values()].flatMap((one) => (one.kind === "only-live" ? [one.live] : []));
  if (found.length === 0) return found;
  const blocks = new Set(world.conf.peers.map(({ publicKey }) => publicKey));
  return found.filter(({ publicKey }) => !blocks.has(publicKey));
}

export type OwnDifference =
  | { readonly what: "public-key"; readonly file: string; readonly running: string | null }
  | { readonly what: "listen-port"; readonly file: number; readonly running: number }
  | { readonly what: "addresses"; readonly file: readonly string[]; readonly running: readonly string[] };

/** How the interface's own lines differ from the file's, where the file has them and something runs. */
export function ownDifferences(world: World): readonly OwnDifference[] {
  const { running, conf, fileKey, addresses } = world;
  if (running.kind !== "up") return [];
  const { live } = running;
  const port = conf.interface.listenPort;
  const own = sorted(conf.interface.addresses);
  const has = addresses && sorted(addresses);
  return [
    ...(fileKey === null || fileKey === live.publicKey
      ? []
      : [{ what: "public-key", file: fileKey, running: live.publicKey } as const]),
    ...(port === null || live.listenPort === null || port === live.listenPort
      ? []
      : [{ what: "listen-port", file: port, running: live.listenPort } as const]),
    // Further addresses, as a hook may give it, harm no device.
    ...(own.length === 0 || !has || own.every((address) => has.includes(address))
      ? []
      : [{ what: "addresses", file: own, running: has } as const]),
  ];
}

/** In one spelling; an address without a length is a host, and a length may be a mask (ip-address(8)). */
function sorted(addresses: readonly string[]): readonly string[] {
  return addresses
    .map((entry) => {
      const network = parseNetwork(entry.replace(/\s/g, "").replace(/\/(\d+(?:\.\d+){3})$/, lengthOf));
      return network ? formatNetwork(network) : entry;
    })
    .sort();
}

/** `/255.255.255.0` as `/24`; what is no mask stays as it is. */
function lengthOf(whole: string, mask: string): string {
  const bits = mask
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
  return /^1*0*$/.test(bits) && bits.length === 32 ? `/${bits.replace(/0/g, "").length}` : whole;
}
