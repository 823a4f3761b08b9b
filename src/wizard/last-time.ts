/**
 * What was answered last time, read from where it was kept: the newest client file of this server, and the comment
 * `# clients dial HOST:PORT` directly under [Interface].
 */
import { formatNetwork, type Network, networkOf, parseNetwork } from "../wireguard/address.ts";
import { type Conf, type Peer, readable } from "../wireguard/conf.ts";
import { keptClientOf } from "../wireguard/kept.ts";
import type { World } from "../wireguard/world.ts";
import type { Traffic } from "./question.ts";
import { interfaceNetworks, unique } from "./server.ts";

/** A kept client's file with its block that describes this server. */
export interface LastTime {
  readonly path: string;
  readonly conf: Conf;
  readonly server: Peer;
}

/**
 * The kept files that belong to this server, newest first: two interfaces may share the folder. The old file of a peer
 * that gets new keys comes before all others.
 */
export function keptFiles(world: World): readonly LastTime[] {
  const own = world.rotating ? keptClientOf(world.rotating.peer, world) : null;
  const clients = own === null ? world.clients : [own, ...world.clients.filter((client) => client !== own)];
  return clients.flatMap(({ path, conf }) => {
    const server =
      world.publicKey === null ? conf.peers[0] : conf.peers.find((peer) => peer.publicKey === world.publicKey);
    return server ? [{ path, conf, server }] : [];
  });
}

/** What a kept file sends through the tunnel; null where its AllowedIPs cannot be read. */
export function trafficIn(file: LastTime, world: World): Traffic | null {
  const networks = file.server.allowedIPs.map((entry) => parseNetwork(entry.replace(/\s/g, "")));
  if (networks.length === 0 || networks.some((network) => network === null)) return null;
  return trafficOf(networks as Network[], world);
}

/** Networks as the answer that a person would give for them. */
export function trafficOf(networks: readonly Network[], world: World): Traffic {
  const clean = unique(networks.map(networkOf));
  const spelled = textOf(clean);
  if (spelled === textOf(ALL)) return { kind: "all", networks: clean };
  if (spelled === textOf(ALL.slice(0, 1))) return { kind: "all4", networks: clean };
  const own = interfaceNetworks(world);
  return { kind: own.length > 0 && spelled === textOf(own) ? "vpn" : "list", networks: clean };
}

/** Everything, in both families. */
export const ALL: readonly Network[] = [
  { family: 4, value: 0n, bits: 0 },
  { family: 6, value: 0n, bits: 0 },
];

/** HOST:PORT of the comment directly under [Interface] that says what clients dial; null where there is none. */
export function dialComment(conf: Conf): string | null {
  const { line } = conf.interface;
  const below = line === null ? undefined : conf.lines[line];
  return below === undefined ? null : (/^\s*#\s*clients dial\s+(\S+)\s*$/i.exec(readable(below))?.[1] ?? null);
}

function textOf(networks: readonly Network[]): string {
  return networks.map(formatNetwork).sort().join(",");
}
