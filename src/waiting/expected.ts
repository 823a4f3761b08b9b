/** What the device was given, as far as it tells how the device will behave. */
import { parseNetwork } from "../wireguard/address.ts";
import type { Conf } from "../wireguard/conf.ts";

export interface Expected {
  /** Seconds of its PersistentKeepalive; 0 for off; null where its file is not known. */
  readonly keepalive: number | null;
  /** What it sends into the tunnel; null where its file is not known. */
  readonly traffic: "all" | "some" | null;
  /** Where it calls, `203.0.113.5:47770`; null where that is not known. */
  readonly endpoint: string | null;
}

/** From the device's own file; null where that is not kept here. */
export function expectedOf(client: Conf | null): Expected {
  const server = client?.peers.find(({ enabled }) => enabled);
  if (!server) return { keepalive: null, traffic: null, endpoint: null };
  // A half of all addresses (0.0.0.0/1) is a way of saying all of them.
  const all = server.allowedIPs.some((entry) => (parseNetwork(entry)?.bits ?? 2) < 2);
  return { keepalive: server.persistentKeepalive ?? 0, traffic: all ? "all" : "some", endpoint: server.endpoint };
}
