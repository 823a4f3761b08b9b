/** What the sentences about a waiting name: the peer, the server, addresses. All of it made harmless to be drawn. */
import { visible } from "../text/visible.ts";
import { formatAddress, isGlobal, parseAddress, parseNetwork } from "../wireguard/address.ts";
import { word } from "../wireguard/command.ts";
import { shortKey } from "../wireguard/key-text.ts";
import { wgQuickArgument } from "../wireguard/wg-quick.ts";
import type { World } from "../wireguard/world.ts";
import { isAtHome } from "./diagnosis.ts";
import { attempts, knockerIn, lastSeen, type Waiting } from "./waiting.ts";

export interface About {
  readonly name: string;
  readonly interfaceName: string;
  /** The bare name of the server's file. */
  readonly file: string;
  /** UDP; null where the interface picks one. */
  readonly port: number | null;
  /** Where the device was last heard, or somebody who may be it: an address; empty where nobody was. */
  readonly from: string;
  /** How many of its packets were refused, or how many handshakes it began. */
  readonly times: number;
  /** Where the device was told to call, `203.0.113.5:47770`; empty where that is not known. */
  readonly calls: string;
  /** The server's own address behind a router; empty where it has one that can be called from everywhere. */
  readonly home: string;
  /** The server's public key, shortened. */
  readonly serverKey: string;
  /** AllowedIPs of the peer, as the interface has them. */
  readonly allowed: string;
  /** The server as a browser on the device would call it through the tunnel. */
  readonly url: string;
  /** The two addresses between which its endpoint jumps. */
  readonly two: readonly [string, string];
  /** What looks again, as typed at a shell. */
  readonly command: string;
}

/** `chosen`: the interface was named by the caller, so the command names it too. */
export function aboutOf(waiting: Waiting, world: World, name: string, chosen = false): About {
  const { live, conf, facts, path } = world;
  const jump = lastSeen(waiting, "two-devices");
  const knock = knockerIn(waiting);
  const heard = waiting.last?.peer?.endpoint ?? knock?.from ?? "";
  const tunnel = parseNetwork(world.addresses?.[0] ?? conf.interface.addresses[0] ?? "");
  const about: About = {
    name,
    interfaceName: world.interfaceName,
    file: path.slice(path.lastIndexOf("/") + 1),
    port: live?.listenPort ?? conf.interface.listenPort,
    from: hostIn(heard),
    times: waiting.last?.peer?.endpoint ? attempts(waiting) : (knock?.times ?? 0),
    calls: waiting.expected.endpoint ?? "",
    home: isAtHome(world) ? ownAddress(facts) : "",
    serverKey: world.publicKey === null ? "" : shortKey(world.publicKey),
    allowed: waiting.last?.peer?.allowedIPs.join(", ") ?? "",
    url: tunnel ? `http://${tunnel.family === 6 ? `[${formatAddress(tunnel)}]` : formatAddress(tunnel)}` : "",
    two: [jump?.one ?? "", jump?.other ?? ""],
    command: watchCommand(name, chosen ? wgQuickArgument(world) : null),
  };
  return harmless(about);
}

/** What looks again at the peer of this name, as typed at a shell; the interface is named where it was chosen. */
export function watchCommand(name: string, chosen: string | null): string {
  return peerCommand("watch", name, chosen);
}

/** The same for any command about one peer. */
export function peerCommand(command: string, name: string, chosen: string | null): string {
  return ["wg-wizard", command, ...(chosen === null ? [] : ["-i", chosen]), name].map(word).join(" ");
}

/** The address of an endpoint, without its port and brackets. */
export function hostIn(endpoint: string): string {
  const host = endpoint.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
  return parseAddress(host) ? host : endpoint;
}

/** Of the network behind the router: the first that is private. */
function ownAddress({ addresses }: World["facts"]): string {
  const own = addresses.flatMap(({ network }) => parseNetwork(network) ?? []);
  const home = own.find((address) => address.family === 4 && !isGlobal(address));
  return home ? formatAddress(home) : "";
}

function harmless(about: About): About {
  const [one, other] = about.two;
  const texts = Object.entries(about).map(([key, value]) => [key, typeof value === "string" ? visible(value) : value]);
  return { ...(Object.fromEntries(texts) as unknown as About), two: [visible(one), visible(other)] };
}
