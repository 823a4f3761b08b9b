/**
 * What a check finds: a rule that a file or its machine breaks, where, and what could be done about it. Ids and values
 * only; the sentences stand in words/.
 */
import type { Edit } from "../wireguard/conf.ts";
import type { FaultId } from "../wireguard/grammar.ts";

/** `error`: it blocks or breaks something; `warning`: likely wrong; `info`: good to know. */
export type Severity = "error" | "warning" | "info";

/** A peer as a sentence may name it: made harmless already; `name` is null where the file has none. */
export interface Named {
  readonly name: string | null;
  /** The line of its `[Peer]`. */
  readonly line: number;
}

type Families = "ipv4" | "ipv6" | "both";

/** The ids of the rules, with the values that their sentences need. Text in values is readable and made harmless. */
export interface RuleValues {
  "same-network-twice": { readonly network: string; readonly loser: Named; readonly winner: Named };
  /** `holds`: what else is in that network. */
  "peer-has-vpn-network": {
    readonly network: string;
    readonly peer: Named;
    readonly holds: "vpn" | "server" | "peer";
    readonly other: Named | null;
  };
  "default-route-on-peer": { readonly network: string; readonly peer: Named };
  "forwarding-off": { readonly families: Families };
  /** `rule`: no masquerade; `forward`: the filter drops what is forwarded; `device`: a hook names a device that is gone. */
  "no-masquerade": { readonly what: "rule" | "forward" | "device"; readonly device: string };
  /** `socket`: nothing listens; `filter`: the packet filter drops what is not let in by name. */
  "port-closed": { readonly port: number; readonly what: "socket" | "filter" };
  "route-missing": { readonly network: string; readonly interfaceName: string; readonly command: string };
  /** `mangled`: a hook with `&`, and a bash that replaces it. */
  "save-config": { readonly interfaceName: string; readonly mangled: boolean };
  "ipv6-disabled": { readonly entry: string; readonly key: "Address" | "AllowedIPs" };
  "server-keepalive": { readonly peer: Named; readonly seconds: number };
  "mtu-too-high": { readonly mtu: number; readonly most: number; readonly path: number };
  "endpoint-name": { readonly peer: Named; readonly host: string };
  "endpoint-on-roaming-peer": { readonly peer: Named; readonly endpoint: string; readonly now: string | null };
  "dns-on-server": { readonly fails: boolean };
  "key-twice": { readonly loser: Named; readonly winner: Named };
  "own-key": { readonly peer: Named };
  /** `equal`: it is the server's own PrivateKey, or a device's; `derived`: its public half is known; `hint`: it looks like one. */
  "private-key-as-public": { readonly peer: Named; readonly how: "equal" | "derived" | "hint" };
  "bad-key": { readonly key: string };
  /** The fault's own sentence is in words/troubles; `spelling`: only `wg` overlooks it. */
  "refused-line":
    | { readonly fault: FaultId; readonly faultValues: object }
    | { readonly fault: "spelling"; readonly faultValues: { readonly text: string; readonly meant: string } };
  "bad-port": { readonly key: "ListenPort" | "Endpoint"; readonly text: string; readonly becomes: number | null };
  "no-listen-port": { readonly now: number | null };
  /** Another file's path, or null: a socket of somebody else. */
  "port-taken": { readonly port: number; readonly path: string | null };
  "host-bits": { readonly entry: string; readonly network: string; readonly peer: Named; readonly everything: boolean };
  "outside-network": { readonly entry: string; readonly peer: Named; readonly networks: string };
  "reserved-address": {
    readonly address: string;
    readonly peer: Named;
    readonly what: "server" | "network" | "broadcast";
    readonly network: string;
  };
  "server-lan": { readonly entry: string; readonly peer: Named; readonly network: string; readonly device: string };
  "common-lan": { readonly entry: string; readonly peer: Named };
  "readable-by-others": { readonly mode: string; readonly path: string };
  /** `undo`: nothing takes back what is done at the start; `redo`: what is taken back was never done. */
  "hook-unpaired": { readonly command: string; readonly what: "undo" | "redo" };
  "hash-in-hook": { readonly tools: string | null; readonly certain: boolean };
  "fixed-interface-in-hook": { readonly text: string };
  /** `misspelt`: neither `off` nor `auto` as wg-quick spells them. */
  "table-without-routes": { readonly table: string; readonly networks: string; readonly misspelt: boolean };
  /** `shared` with another peer; else how the device's kept file differs from the server's block. */
  "preshared-key":
    | { readonly how: "shared"; readonly peer: Named; readonly other: Named }
    | { readonly how: "server-only" | "client-only" | "differs"; readonly peer: Named; readonly path: string };
  "ipv4-only-full-tunnel": { readonly path: string };
  "unclamped-key": Record<never, never>;
  "owned-by-tool": { readonly tool: string; readonly where: "web" | "files"; readonly folder: string | null };
  /** `lines`: every `[Interface]` but the first, "12, 30"; `key`: a setting of which the values differ, and the last counts. */
  "two-interfaces": { readonly lines: string; readonly key: string | null; readonly isClient: boolean };
  "bad-file-name": { readonly name: string; readonly long: boolean };
  "hook-fails-when-repeated": { readonly command: string };
}

export type RuleId = keyof RuleValues;

export interface FoundPeer {
  readonly name: string | null;
  readonly publicKey: string | null;
  readonly line: number;
}

export type Finding = {
  readonly [Id in RuleId]: {
    readonly id: Id;
    readonly severity: Severity;
    /** From 1, in the server's file; null where no line of it is meant. */
    readonly line: number | null;
    /** The peer it is about: its name as in the file (not made harmless), its key, the line of its `[Peer]`. */
    readonly peer: FoundPeer | null;
    readonly values: RuleValues[Id];
    /** What mends it, where that is safe and certain; else null. */
    readonly mend: readonly Edit[] | null;
  };
}[RuleId];
