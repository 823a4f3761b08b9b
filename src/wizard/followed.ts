/**
 * The server as the new device is to meet it: the file's own lines, or what runs where the two differ and a person chose
 * that; what the file lacks comes from the running interface in any case. A peer that runs already and is only to be
 * written into the file is set apart, so that it does not stand in its own way.
 */

import { visible } from "../text/visible.ts";
import type { InterfaceSection } from "../wireguard/conf.ts";
import { onlyLive, ownDifferences } from "../wireguard/differences.ts";
import type { World } from "../wireguard/world.ts";
import type { Answers, Draft } from "./question.ts";
import type { Remark } from "./remarks.ts";
import { rotatedFile, rotatedIn } from "./rotating.ts";

/** What of the answers decides how the server looks. */
interface Choice {
  readonly follow: Answers["follow"];
  /** The device's public key, where it is given. */
  readonly key: string | null;
  /** The public key of a peer that gets new keys. */
  readonly rotate: string | null;
}

const known = new WeakMap<World, Map<string, World>>();

/** The server as this draft has it. The file's text, lines and peers are the same in each. */
export function followed(draft: Draft, world: World): World {
  const follow = draft.follow?.trim().toLowerCase() === "running" ? "running" : "file";
  return chosen({ follow, key: draft.keys?.trim() ?? null, rotate: draft.rotate ?? null }, world);
}

/** The same for answers that were understood already. */
export function followedBy({ follow = "file", keys, rotate }: Partial<Answers>, world: World): World {
  return chosen({ follow, key: keys?.kind === "given" ? keys.publicKey : null, rotate: rotate ?? null }, world);
}

/** How the running interface's own lines differ from the file's, in one remark: somebody has to choose. Else null. */
export function differing(world: World): Extract<Remark, { id: "follow-differs" }> | null {
  const found = ownDifferences(world);
  if (found.length === 0) return null;
  const both = (what: "listen-port" | "addresses") => {
    const one = found.find((difference) => difference.what === what);
    return one ? { file: listed(one.file), running: listed(one.running) } : null;
  };
  const interfaceName = visible(world.interfaceName);
  const key = found.some(({ what }) => what === "public-key");
  return {
    id: "follow-differs",
    values: { interfaceName, key, port: both("listen-port"), addresses: both("addresses") },
  };
}

function listed(value: number | string | readonly string[] | null): string {
  return visible(typeof value === "object" ? (value?.join(", ") ?? "") : String(value));
}

function chosen({ follow, key, rotate }: Choice, world: World): World {
  if (rotate !== null) return withRotating({ follow, key: null, rotate: null }, rotate, world);
  const adopted = key === null ? undefined : onlyLive(world).find(({ publicKey }) => publicKey === key);
  const name = `${follow} ${adopted?.publicKey ?? ""}`;
  const ways = known.get(world) ?? new Map<string, World>();
  const before = ways.get(name);
  if (before) return before;
  const own = ownLines(follow, world);
  const found = adopted && own.live ? { ...own, adopted, live: without(own.live, adopted.publicKey) } : own;
  known.set(world, ways.set(name, found));
  return found;
}

/** The server with this peer of its file marked as the one that gets new keys. */
function withRotating(choice: Choice, publicKey: string, world: World): World {
  const server = chosen(choice, world);
  const peer = rotatedIn(world.conf, publicKey);
  if (peer === null) return server;
  const ways = known.get(server) ?? new Map<string, World>();
  const found = ways.get(publicKey) ?? { ...server, rotating: { peer, file: rotatedFile(peer, server) } };
  known.set(server, ways.set(publicKey, found));
  return found;
}

function without<Live extends NonNullable<World["live"]>>(live: Live, publicKey: string): Live {
  return { ...live, peers: live.peers.filter((peer) => peer.publicKey !== publicKey) };
}

function ownLines(follow: Answers["follow"], world: World): World {
  const { conf, running, addresses } = world;
  const own = conf.interface;
  const live = running.kind === "up" ? running.live : null;
  const lines: Partial<InterfaceSection> = {
    ...(addresses && (own.addresses.length === 0 || follow === "running") ? { addresses } : {}),
    // A file without a port has another one at each start: that is said at the endpoint, and must not be hidden here.
    ...(live?.listenPort && own.listenPort !== null && follow === "running" ? { listenPort: live.listenPort } : {}),
  };
  const publicKey = follow === "running" ? (live?.publicKey ?? world.publicKey) : world.publicKey;
  if (Object.keys(lines).length === 0 && publicKey === world.publicKey) return world;
  return { ...world, publicKey, conf: { ...conf, interface: { ...own, ...lines } } };
}
