/**
 * A peer that stands in the file already and gets new keys: what is known of it is not asked. Its name and its networks
 * stay as they are. So does all else in the device's own file, where that is kept; where it is not, it is made anew.
 */
import { isEverything, isHost, type Network, parseNetwork } from "../wireguard/address.ts";
import type { Conf, Peer } from "../wireguard/conf.ts";
import { keptClientOf } from "../wireguard/kept.ts";
import { isKey } from "../wireguard/key.ts";
import { shortKey } from "../wireguard/key-text.ts";
import type { KeptClient, World } from "../wireguard/world.ts";
import type { Answers, Draft } from "./question.ts";

/** Why a peer cannot get new keys here: ids of sentences. */
export type WhyNotRotated =
  /** It has no public key that `wg` would take. */
  | "no-key"
  /** It is switched off: nobody would see whether the new key works. */
  | "off"
  /** Its key stands in several blocks. */
  | "twice"
  /** None of its AllowedIPs is a single address, which the device's own Address could be. */
  | "no-address";

/** Whether this peer of the file can get new keys. */
export function rotatable(peer: Peer, { peers }: Conf): true | WhyNotRotated {
  const { publicKey } = peer;
  if (publicKey === null || !isKey(publicKey)) return "no-key";
  if (!peer.enabled) return "off";
  if (peers.filter((one) => one.publicKey === publicKey).length > 1) return "twice";
  return networksOf(peer).address.length > 0 ? true : "no-address";
}

/** The peer of the file that gets new keys; null where none of this key can. */
export function rotatedIn(conf: Conf, publicKey: string): Peer | null {
  const peer = conf.peers.find((one) => one.publicKey === publicKey);
  return peer && rotatable(peer, conf) === true ? peer : null;
}

/** Its AllowedIPs as the two answers they would be: its own addresses, and what is behind it. */
export function networksOf({ allowedIPs }: Pick<Peer, "allowedIPs">): Pick<Answers, "address" | "lan"> {
  const networks = allowedIPs.flatMap((entry) => parseNetwork(entry.replace(/\s/g, "")) ?? []);
  return { address: networks.filter(isHost), lan: networks.filter((one) => !isHost(one) && !isEverything(one)) };
}

/** What the peer is called: by its name, else by its first address. */
export function nameOf(peer: Peer): string {
  const [first] = peer.allowedIPs;
  return peer.name ?? first?.replace(/\/\d+$/, "") ?? shortKey(peer.publicKey ?? "");
}

/**
 * The peer's own file, where it gets the new keys in place of the old ones: it is kept where all are, and has one key. A
 * copy in somebody's home is theirs, and stays as it is.
 */
export function rotatedFile(peer: Peer, world: World): KeptClient | null {
  const clients = world.clients.filter(({ path }) => path.startsWith(`${world.clientFolder}/`));
  const kept = keptClientOf(peer, { clients });
  if (kept === null) return null;
  const { settings } = kept.conf.interface;
  return settings.filter(({ key }) => key === "PrivateKey").length === 1 && serverIn(kept.conf, world) ? kept : null;
}

/** The block of a device's file that describes this server. */
export function serverIn({ peers }: Conf, { publicKey }: World): Peer | null {
  return (publicKey === null ? peers[0] : peers.find((peer) => peer.publicKey === publicKey)) ?? null;
}

/** The answers that are not asked for, because the peer stands there with them; none for a new peer. */
export function standingAnswers(world: World): Partial<Answers> {
  const { rotating } = world;
  if (!rotating?.peer.publicKey) return {};
  const { peer, file } = rotating;
  const known = { rotate: rotating.peer.publicKey, name: nameOf(peer), ...networksOf(peer) };
  const server = file && serverIn(file.conf, world);
  if (!file || !server) return known;
  const networks = server.allowedIPs.flatMap((entry) => parseNetwork(entry.replace(/\s/g, "")) ?? []);
  const [, host = "", port = ""] = /^\[?(.*?)\]?:(\d+)$/.exec(server.endpoint ?? "") ?? [];
  return {
    ...known,
    traffic: { kind: "list", networks },
    dns: file.conf.interface.dns,
    endpoint: { host, port: Number(port) },
    keepalive: server.persistentKeepalive,
    save: { kind: "file", path: file.path },
  };
}

/** What the questions start from for new keys of this peer. */
export function rotationDraft(peer: Peer): Draft {
  return { rotate: peer.publicKey ?? "", name: nameOf(peer) };
}

/** The peer's own addresses, where it stands there already. */
export function standingAddresses({ rotating }: World): readonly Network[] | null {
  return rotating ? networksOf(rotating.peer).address : null;
}
