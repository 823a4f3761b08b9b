/** Whose SSH connection this is: the peer through which the person at the keyboard comes, found by its address. */
import { contains, hostOf, parseAddress, parseNetwork } from "./address.ts";
import type { World } from "./world.ts";

/** What SSH_CONNECTION holds: client, its port, server, its port (sshd(8)); null for anything else. */
export function sessionOf(variable: string | undefined): World["session"] {
  const [client = "", , server = "", port = ""] = (variable ?? "").split(" ");
  if (port === "" || !parseAddress(bare(client)) || !parseAddress(bare(server))) return null;
  return { client: bare(client), server: bare(server), port: Number(port) };
}

/**
 * The public key of the peer whose packets the caller's are, as the interface sorts them: the longest prefix wins. Null
 * where the connection does not come through this interface. A default route tells nothing: everybody is in it.
 */
export function ownPeer(world: Pick<World, "session" | "live">): string | null {
  const client = world.session && parseAddress(world.session.client);
  if (!client || !world.live) return null;
  const host = hostOf(client);
  let best = { bits: 0, publicKey: null as string | null };
  for (const { publicKey, allowedIPs } of world.live.peers) {
    for (const entry of allowedIPs) {
      const network = parseNetwork(entry);
      if (network && contains(network, host) && network.bits > best.bits) {
        best = { bits: network.bits, publicKey };
      }
    }
  }
  return best.publicKey;
}

/** Without a zone, and IPv4 as itself where sshd listens on IPv6: `::ffff:10.77.0.2`. */
function bare(address: string): string {
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
}
