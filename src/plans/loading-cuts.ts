/** Whether commands to the interface would cut off the very connection in which somebody gives them. */
import { contains, hostOf, parseAddress, parseNetwork } from "../wireguard/address.ts";
import { type Configured, configuredLive } from "../wireguard/configured.ts";
import { ownPeer } from "../wireguard/session.ts";
import type { World } from "../wireguard/world.ts";
import type { Routes } from "./loading-routes.ts";

/**
 * `expected`: the peers that are touched, as they will stand; `moves`: the port changes, which every device calls. A
 * session outlives a new preshared key until its next handshake: that counts as well.
 */
export function cutsSession(
  world: World,
  expected: Readonly<Record<string, Configured | null>>,
  routes: Routes,
  moves: boolean,
): boolean {
  const { live, session } = world;
  if (live === null || session === null) return false;
  const own = ownPeer(world);
  if (own === null) return routes.come.some(({ network }) => holds(network, session.client));
  const peers = live.peers.flatMap((peer) => {
    const then = expected[peer.publicKey];
    if (then === undefined) return [peer];
    return then === null ? [] : [{ ...peer, allowedIPs: then.allowedIPs }];
  });
  const running = new Set(live.peers.map(({ publicKey }) => publicKey));
  for (const [publicKey, then] of Object.entries(expected)) {
    if (then !== null && !running.has(publicKey)) peers.push({ ...NOBODY, publicKey, allowedIPs: then.allowedIPs });
  }
  if (moves || ownPeer({ session, live: { ...live, peers } }) !== own) return true;
  const now = live.peers.find(({ publicKey }) => publicKey === own);
  const then = expected[own];
  return now !== undefined && !!then && configuredLive(now).presharedKey !== then.presharedKey;
}

const NOBODY = {
  endpoint: null,
  latestHandshake: null,
  rx: 0,
  tx: 0,
  persistentKeepalive: null,
  presharedKey: null,
} as const;

function holds(network: string, client: string): boolean {
  const wide = parseNetwork(network);
  const one = parseAddress(client);
  return wide !== null && one !== null && contains(wide, hostOf(one));
}
