/**
 * What another tool's settings say of the files of its clients, as answers that can be suggested. What they say is
 * text from outside: an entry that is not what it should be counts as not said.
 */
import { formatAddress, type Network, parseAddress, parseNetwork } from "../wireguard/address.ts";
import type { ClientDefaults, World } from "../wireguard/world.ts";
import { trafficOf } from "./last-time.ts";
import type { SuggestionSource, Traffic } from "./question.ts";

export interface Told<Value> {
  readonly value: Value;
  readonly source: SuggestionSource;
}

/** What a tool sends through the tunnel. */
export function toldTraffic(world: World): Told<Traffic> | null {
  return firstTold(world, (one) => trafficIn(one, world));
}

/**
 * The resolvers of a tool whose clients send the same kind of traffic; one that does not say what they send, sends
 * everything. At most `most` of them.
 */
export function toldDns(traffic: Traffic | null, most: number, world: World): Told<readonly string[]> | null {
  return firstTold(world, (one) => {
    const theirs = trafficIn(one, world)?.kind ?? "all";
    if (traffic === null || isFull(theirs) !== isFull(traffic.kind)) return null;
    if (!isFull(theirs) && theirs !== traffic.kind) return null;
    const addresses = one.dns.flatMap((text) => {
      const address = parseAddress(text);
      return address && address.value !== 0n ? [formatAddress(address)] : [];
    });
    return addresses.length > 0 ? [...new Set(addresses)].slice(0, most) : null;
  });
}

/** The tool's keepalive in seconds; 0 for off. */
export function toldKeepalive(world: World): Told<number> | null {
  return firstTold(world, ({ keepalive }) => keepalive);
}

function trafficIn({ allowedIPs }: ClientDefaults, world: World): Traffic | null {
  const networks = allowedIPs.map((entry) => parseNetwork(entry));
  if (networks.length === 0 || networks.some((network) => network === null)) return null;
  return trafficOf(networks as Network[], world);
}

function isFull(kind: Traffic["kind"]): boolean {
  return kind === "all" || kind === "all4";
}

function firstTold<Value>(world: World, read: (one: ClientDefaults) => Value | null): Told<Value> | null {
  for (const one of world.facts.defaults ?? []) {
    const value = read(one);
    if (value !== null) return { value, source: { kind: "settings", path: one.path } };
  }
  return null;
}
