/**
 * The World: all that is known before anything is asked. The server's file, the running interface, and the facts of
 * the machine, as records; who gathers them is host/.
 */
import type { Conf, Peer } from "./conf.ts";
import type { Fault } from "./grammar.ts";
import type { Live, LivePeer, Reading } from "./live.ts";
import type { NameFormId } from "./names.ts";
import type { PivpnList } from "./pivpn-list.ts";

/** What the machine says of itself. `null` always means: could not be found out. */
export interface Facts {
  /** Addresses on the machine's interfaces, this tunnel's left out. */
  readonly addresses: readonly { readonly device: string; readonly network: string }[];
  readonly forwarding: { readonly ipv4: boolean | null; readonly ipv6: boolean | null };
  /** Whether nftables or iptables has any masquerade or SNAT rule. */
  readonly masquerade: boolean | null;
  readonly ipv6Disabled: boolean | null;
  /** Networks that the kernel's main table routes through this tunnel; absent where nobody looked. */
  readonly routed?: readonly string[] | null;
  /** The MTU of this tunnel's running interface; absent where nobody looked. */
  readonly mtu?: number | null;
  /** `5.2.15`; absent where nobody looked, as where no hook calls for it. */
  readonly bash?: string | null;
  /** Local addresses on which something listens on port 53 (UDP); `0.0.0.0` and `::` mean all of them. */
  readonly resolvers: readonly string[];
  /** The public key of a private key file that a hook names (`wg set %i private-key FILE`). */
  readonly hookKey: { readonly path: string; readonly publicKey: string } | null;
  /** What other tools wrote down about how clients reach this server, best first. */
  readonly endpoints: readonly { readonly endpoint: string; readonly source: EndpointSource }[];
  /** What other tools put into every client's file, best first; absent where nobody looked for it. */
  readonly defaults?: readonly ClientDefaults[];
}

/** A machine of which nothing is known. */
export const NO_FACTS: Facts = {
  addresses: [],
  forwarding: { ipv4: null, ipv6: null },
  masquerade: null,
  ipv6Disabled: null,
  resolvers: [],
  hookKey: null,
  endpoints: [],
};

/** What a tool's own settings say that the file of each client gets; empty or null where they do not say. */
export interface ClientDefaults {
  /** The file they stand in. */
  readonly path: string;
  /** The convention by which the tool finds its peers in the server's file. */
  readonly form: NameFormId;
  readonly dns: readonly string[];
  readonly allowedIPs: readonly string[];
  /** Seconds; 0 for off. */
  readonly keepalive: number | null;
}

export interface EndpointSource {
  readonly kind: "client" | "comment" | "settings";
  /** The file it was read from. */
  readonly path: string;
}

/** A client's file that is kept on this machine. */
export interface KeptClient {
  readonly path: string;
  readonly conf: Conf;
  /** Milliseconds since 1970. */
  readonly changed: number;
}

/** SSH_CONNECTION (sshd(8)): who calls, and the address of this machine that was called. */
export interface Session {
  readonly client: string;
  readonly server: string;
  /** The port of this machine that was called. */
  readonly port?: number;
}

export interface World {
  /** `wg0`. */
  readonly interfaceName: string;
  /** The file's path as it is shown and opened, links not resolved: `/etc/wireguard/wg0.conf`. */
  readonly path: string;
  readonly conf: Conf;
  /** What `wg` or `wg-quick` would refuse. While there is any, the file is shown but not edited. */
  readonly faults: readonly Fault[];
  /** What runs under the interface's name, whatever its key, or why that is not known. */
  readonly running: Reading;
  /** What runs, where its key is the file's; else null: `stranger` is true where something runs with another key. */
  readonly live: Live | null;
  readonly stranger: boolean;
  /** The running interface's own addresses, `10.77.0.1/24`; null where it is down or they cannot be had. */
  readonly addresses: readonly string[] | null;
  /** A peer that runs already and is being written into the file: it is left out of `live`. Absent otherwise. */
  readonly adopted?: LivePeer;
  /**
   * A peer of the file that is given new keys, and its own file, where that is kept with all others and gets them too.
   * Absent otherwise.
   */
  readonly rotating?: { readonly peer: Peer; readonly file: KeptClient | null };
  /** The SSH connection in which this program runs; null where there is none, or it cannot be found. */
  readonly session: Session | null;
  /** The public half of the file's own PrivateKey; null where it has none. */
  readonly fileKey: string | null;
  /** The server's public key: derived from the file, else from the interface, else from a hook's key file. */
  readonly publicKey: string | null;
  readonly facts: Facts;
  /** Client files of this server, as their keys tell: beside its file and in the homes of its admins; newest first. */
  readonly clients: readonly KeptClient[];
  /** Every file name in the folder where new ones are kept, so that none is overwritten. */
  readonly clientFileNames: readonly string[];
  /** The folder where new client files are kept. */
  readonly clientFolder: string;
  /** The list beside the file by which PiVPN finds its clients; absent where the file is not PiVPN's, or there is none. */
  readonly pivpnList?: PivpnList;
  /** True in the demo: the file is real, the server is not. */
  readonly demo: boolean;
}

/** What a reading of the interface means beside this file: the running interface is the file's only by its key. */
export function standing(
  { conf, fileKey, facts }: Pick<World, "conf" | "fileKey" | "facts">,
  running: Reading,
): Pick<World, "running" | "live" | "stranger" | "publicKey"> {
  const up = running.kind === "up" ? running.live : null;
  const stranger = up !== null && conf.interface.privateKey !== null && up.publicKey !== fileKey;
  const live = stranger ? null : up;
  return { running, live, stranger, publicKey: fileKey ?? live?.publicKey ?? facts.hookKey?.publicKey ?? null };
}

/** The same World after another look at the interface. */
export function withReading(world: World, running: Reading): World {
  return { ...world, ...standing(world, running) };
}
