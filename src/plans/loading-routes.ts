/**
 * The routes that come and go with the peers of a running interface, as wg-quick would have them (linux.bash, add_route;
 * wireguard-semantics §2.2): none with `Table = off`, all in a table of one's own, else those outside the interface's
 * own networks. What would end badly is told beforehand instead of done.
 */
import { contains, formatNetwork, isEverything, type Network, networkOf, parseNetwork } from "../wireguard/address.ts";
import type { LiveCommand } from "../wireguard/command.ts";
import type { Conf } from "../wireguard/conf.ts";
import type { Configured } from "../wireguard/configured.ts";
import type { World } from "../wireguard/world.ts";

type Route = Extract<LiveCommand, { kind: "add-route" | "delete-route" }>;

/** A network that gets no route: it lies in one of this machine's own networks, or IPv6 is switched off here. */
export type Withheld =
  | { readonly why: "machine"; readonly network: string; readonly device: string; readonly other: string }
  | { readonly why: "ipv6-off"; readonly network: string };

export interface Routes {
  readonly gone: readonly Route[];
  readonly come: readonly Route[];
  readonly unrouted: readonly string[];
  readonly withheld: readonly Withheld[];
  readonly leadNowhere: readonly string[];
}

/** One peer: its networks now, and as they will be; null for one that comes or goes. */
type Pair = readonly [now: Configured | null, then: Configured | null];

const NONE: Routes = { gone: [], come: [], unrouted: [], withheld: [], leadNowhere: [] };

/**
 * For these peers. One that stays as it is gets the route that it lacks, where the machine's routes are known: `wg` sets
 * none, however it is told (wireguard-semantics §3.1).
 */
export function routesOf(world: World, after: Conf, pairs: readonly Pair[]): Routes {
  const setting = after.interface.table;
  if (setting === "off") return NONE;
  const table = setting === null || setting === "" || setting === "auto" ? null : setting;
  const before = new Set(pairs.flatMap(([now]) => now?.allowedIPs ?? []));
  const then = new Set(pairs.flatMap(([, file]) => file?.allowedIPs ?? []));
  // A network that only moves from one peer to another has its route already.
  const gone = [...before].filter((entry) => !then.has(entry));
  const come = [...then].filter((entry) => !before.has(entry));
  const needed = needsRoute(world, after, table);
  const lacking = [...then].filter((entry) => before.has(entry) && needed(entry) && lacksRoute(entry, table, world));
  const wanted = [...come.filter(needed), ...lacking];
  const withheld = wanted.flatMap((network) => withheldIn(network, table, world));
  const held = new Set(withheld.map(({ network }) => network));
  return {
    gone: gone.filter(needed).map((network) => ({ kind: "delete-route", network, table })),
    come: wanted.filter((entry) => !held.has(entry)).map((network) => ({ kind: "add-route", network, table })),
    // wg-quick makes a default route of the main table by rules of its own, and marks the tunnel's packets for it.
    unrouted: table === null ? come.filter(isDefault) : [],
    leadNowhere: table === null && world.live?.fwMark ? gone.filter(isDefault) : [],
    withheld,
  };
}

/** In a table of one's own every network has a route; in the main one those that no address of the interface covers. */
function needsRoute(world: World, after: Conf, table: string | null): (entry: string) => boolean {
  const connected = (world.addresses ?? after.interface.addresses).flatMap(networkIn);
  return (entry) => {
    const [network] = networkIn(entry);
    if (!network) return false;
    return table !== null || (!isEverything(network) && !connected.some((one) => contains(one, network)));
  };
}

/** Whether no route of this interface in the main table covers it; false where that is not known. */
function lacksRoute(entry: string, table: string | null, { facts }: World): boolean {
  const [network] = networkIn(entry);
  if (!network || table !== null || !facts.routed) return false;
  return !facts.routed.flatMap(networkIn).some((route) => contains(route, network));
}

/** In a table of its own a network takes nothing from the machine. */
function withheldIn(network: string, table: string | null, { facts }: World): Withheld[] {
  const [wanted] = networkIn(network);
  if (!wanted) return [];
  if (wanted.family === 6 && facts.ipv6Disabled === true) return [{ why: "ipv6-off", network }];
  if (table !== null) return [];
  for (const { device, network: address } of facts.addresses) {
    const [own] = networkIn(address);
    if (own && contains(own, wanted)) {
      return [{ why: "machine", network, device, other: formatNetwork(networkOf(own)) }];
    }
  }
  return [];
}

function isDefault(entry: string): boolean {
  return networkIn(entry).some(isEverything);
}

function networkIn(entry: string): Network[] {
  const network = parseNetwork(entry.replace(/\s/g, ""));
  return network ? [network] : [];
}
