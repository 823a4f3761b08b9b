/** Rules about who calls whom: keepalive and Endpoint in the server's own blocks (wireguard-semantics.md §5). */
import { isHost, parseAddress } from "../wireguard/address.ts";
import type { Peer } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import type { Evidence } from "./evidence.ts";
import { entriesOf } from "./networks.ts";
import { type Found, lineOf, named, peersOn, removed, rule, told } from "./rule.ts";

export const KEEPALIVE_RULES = [
  rule(10, "server-keepalive", "warning", ["file"], serverKeepalive),
  rule(12, "endpoint-name", "info", ["file"], endpointName),
  rule(13, "endpoint-on-roaming-peer", "warning", ["file"], roamingEndpoint),
] as const;

/** With an Endpoint the server calls that peer itself, perhaps from behind NAT: then the line is in its place (§5.4). */
function serverKeepalive({ world }: Evidence): Found<"server-keepalive">[] {
  return peersOn(world.conf).flatMap((peer) => {
    const { persistentKeepalive: seconds, endpoint } = peer;
    if (seconds === null || endpoint !== null) return [];
    const lines = peer.settings.filter(({ key }) => key === "PersistentKeepalive").map(({ line }) => line);
    return [
      { line: lines.at(-1) ?? peer.line, peer, values: { peer: named(peer), seconds }, mend: lines.map(removed) },
    ];
  });
}

/** Whether the founding question has its quiet answer here: nobody is called, and nobody is kept awake. */
export function isKeepaliveRight({ conf }: World): boolean {
  const peers = peersOn(conf);
  return peers.length > 0 && peers.every((peer) => peer.endpoint === null && peer.persistentKeepalive === null);
}

function endpointName({ world }: Evidence): Found<"endpoint-name">[] {
  const refused = new Set(world.faults.map(({ line }) => line));
  return peersOn(world.conf).flatMap((peer) => {
    const host = refused.has(lineOf(peer.settings, "Endpoint") ?? 0) ? null : hostOf(peer);
    // inet_aton's old forms of an address have no letter but an x.
    if (host === null || parseAddress(host) || !/[a-wyz]/i.test(host)) return [];
    return [{ line: lineOf(peer.settings, "Endpoint"), peer, values: { peer: named(peer), host: told(host) } }];
  });
}

/** What SaveConfig leaves behind of a device that called: its number and the port that its router happened to choose. */
function roamingEndpoint({ world }: Evidence): Found<"endpoint-on-roaming-peer">[] {
  const { conf, live } = world;
  const port = conf.interface.listenPort;
  if (port === null) return [];
  const wide = new Set(entriesOf(conf).flatMap(({ network, peer }) => (isHost(network) ? [] : [peer])));
  const seen = new Map(live?.peers.map((one) => [one.publicKey, one.endpoint]));
  return peersOn(conf).flatMap((peer) => {
    const host = hostOf(peer);
    const called = Number(/:(\d+)$/.exec(peer.endpoint ?? "")?.[1] ?? 0);
    if (host === null || !parseAddress(host) || peer.persistentKeepalive !== null || wide.has(peer)) return [];
    const now = seen.get(peer.publicKey ?? "") ?? null;
    const moved = now !== null && now !== peer.endpoint;
    // A port that somebody chose is the usual one or this server's own.
    if (!moved && (called === 51820 || called === port)) return [];
    const values = { peer: named(peer), endpoint: told(peer.endpoint ?? ""), now: moved ? told(now) : null };
    return [{ line: lineOf(peer.settings, "Endpoint"), peer, values }];
  });
}

/** The host of its Endpoint without brackets; null where it has none. */
function hostOf({ endpoint }: Peer): string | null {
  return endpoint?.replace(/:[^:\]]*$/, "").replace(/^\[(.*)\]$/, "$1") ?? null;
}
