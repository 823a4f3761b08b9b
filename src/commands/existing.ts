/**
 * Whether a peer that stands already is what was asked for: the flags that were given are compared with its block and
 * with its kept file, those that were not given are not. What cannot be known here does not count as the same.
 */
import { formatNetwork, type Network, networkOf, parseNetwork } from "../wireguard/address.ts";
import type { Conf, Peer } from "../wireguard/conf.ts";
import { keptClientOf } from "../wireguard/kept.ts";
import type { World } from "../wireguard/world.ts";
import type { Answers, Draft, QuestionId } from "../wizard/question.ts";
import { QUESTIONS } from "../wizard/questions.ts";

/** The peer of this name, or null. */
export function peerNamed(name: string, world: World): Peer | null {
  return world.conf.peers.find((peer) => peer.name === name) ?? null;
}

export function sameAsAsked(given: Draft, peer: Peer, world: World): boolean {
  // Its own addresses are free again for the comparison: else each flag that repeats them would be refused.
  const without: World = { ...world, conf: { ...world.conf, peers: world.conf.peers.filter((one) => one !== peer) } };
  const client = keptClientOf(peer, world)?.conf ?? null;
  return QUESTIONS.every(({ id, parse }) => {
    const text = given[id];
    if (text === undefined || id === "name") return true;
    const parsed = parse(text, given, without);
    return parsed.ok && COMPARED[id](parsed.value as never, { text, peer, client });
  });
}

interface Standing {
  readonly text: string;
  readonly peer: Peer;
  /** The device's own file, where it is kept here. */
  readonly client: Conf | null;
}

type Compare = { readonly [Id in QuestionId]: (answer: Answers[Id], standing: Standing) => boolean };

const COMPARED: Compare = {
  name: () => true,
  follow: () => true,
  address: (wanted, { text, peer }) => text.trim() === "auto" || holdsAll(peer.allowedIPs, wanted),
  lan: (wanted, { peer }) => holdsAll(peer.allowedIPs, wanted),
  traffic: (wanted, { client }) => client !== null && sameNetworks(client.peers[0]?.allowedIPs ?? [], wanted.networks),
  dns: (wanted, { client }) => client !== null && sameTexts(client.interface.dns, wanted),
  endpoint: (wanted, { client }) => {
    const host = wanted.host.includes(":") ? `[${wanted.host}]` : wanted.host;
    return client?.peers[0]?.endpoint === `${host}:${wanted.port}`;
  },
  "server-key": (wanted, { client }) => client?.peers[0]?.publicKey === wanted,
  keepalive: (wanted, { client }) => client !== null && (client.peers[0]?.persistentKeepalive ?? null) === wanted,
  keys: (wanted, { peer }) => wanted.kind === "made" || peer.publicKey === wanted.publicKey,
  psk: (wanted, { peer }) => wanted.kind !== "file" && (peer.presharedKey !== null) === (wanted.kind === "made"),
  // Where the file lies, and what happens to SaveConfig, is not what the peer is.
  save: () => true,
  "save-config": () => true,
};

function holdsAll(entries: readonly string[], wanted: readonly Network[]): boolean {
  const standing = new Set(entries.map(canonical));
  return wanted.every((network) => standing.has(formatNetwork(networkOf(network))));
}

function sameNetworks(entries: readonly string[], wanted: readonly Network[]): boolean {
  return sameTexts(
    entries.map(canonical),
    wanted.map((network) => formatNetwork(networkOf(network))),
  );
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return [...some].sort().join() === [...others].sort().join();
}

function canonical(entry: string): string {
  const network = parseNetwork(entry);
  return network ? formatNetwork(networkOf(network)) : entry;
}
