/** Whose file a text is: a server's, whom others call, or a device's, which calls. Told by what it holds. */
import type { Conf } from "../wireguard/conf.ts";
import type { Role } from "./note.ts";

/**
 * `called`: a peer has no Endpoint. `calls`: every peer has one. `port`: they have, but it listens on a port of its own.
 * `alone`: there is no peer to tell it by.
 */
export type ReaderSign = "called" | "calls" | "port" | "alone";

export function readerOf({ interface: own, peers }: Conf): { readonly role: Role; readonly sign: ReaderSign } {
  if (peers.length === 0)
    return { role: own.dns.length > 0 && own.listenPort === null ? "client" : "server", sign: "alone" };
  if (peers.some(({ endpoint }) => endpoint === null)) return { role: "server", sign: "called" };
  const everything = peers.some(({ allowedIPs }) => allowedIPs.some((entry) => entry.endsWith("/0")));
  const calls = own.listenPort === null || own.dns.length > 0 || everything;
  return calls ? { role: "client", sign: "calls" } : { role: "server", sign: "port" };
}
