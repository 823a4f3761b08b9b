/**
 * What a check asks of the machine beyond the World's facts: evidence for rules that no file alone can settle. Records
 * only; who gathers them is host/.
 */

/** A route of the kernel's tables, as `ip -j route` tells it. */
export interface Route {
  /** `10.77.0.0/24`, always with its length; a default route is `0.0.0.0/0` or `::/0`. */
  readonly network: string;
  readonly device: string;
  /** True where the kernel made it with an address of the device: the device is in that network. */
  readonly connected: boolean;
}

/** The rules of the packet filter as their own programs print them; null where the program is missing or refuses. */
export interface FirewallText {
  /** `nft list ruleset`. */
  readonly nft: string | null;
  /** `iptables-save`. */
  readonly iptables: string | null;
}

/** A file of another interface in the same folder, and the port it listens on. */
export interface OtherPort {
  readonly path: string;
  readonly port: number;
}

/** Null always means: could not be found out. */
export interface MachineEvidence {
  readonly firewall: FirewallText | null;
  /** Local UDP ports that have a socket. */
  readonly listening: readonly number[] | null;
  readonly routes: readonly Route[] | null;
  readonly otherPorts: readonly OtherPort[] | null;
  /** Permission bits of the server's file: 0o600. */
  readonly fileMode: number | null;
  /** `5.2.15`. */
  readonly bash: string | null;
  /** wireguard-tools: `1.0.20210914`. */
  readonly tools: string | null;
  /** Whether wg-quick would find a `resolvconf`. */
  readonly resolvconf: boolean | null;
  /** Bytes: the MTU of the device that has the default route. */
  readonly pathMtu: number | null;
  /** Every network device there is. */
  readonly interfaces: readonly string[] | null;
}

/** Nothing could be found out. */
export const NO_EVIDENCE: MachineEvidence = {
  firewall: null,
  listening: null,
  routes: null,
  otherPorts: null,
  fileMode: null,
  bash: null,
  tools: null,
  resolvconf: null,
  pathMtu: null,
  interfaces: null,
};
