/**
 * Everything the wizard can object to or warn of: ids with the values their sentences need. The sentences stand in
 * words/; a remark without one does not compile. Values that were typed or read from a file are made visible here
 * already; no value is ever a secret.
 */

import type { Special } from "../wireguard/address.ts";

type Nothing = Record<never, never>;

/** A peer of the file, as a sentence can point at it; its name is null where the file has none. */
export interface Whose {
  readonly name: string | null;
  /** The line of its `[Peer]`. */
  readonly line: number;
}

export interface Remarks {
  // name
  "name-empty": Nothing;
  "name-long": { readonly length: number; readonly most: number };
  "name-sign": { readonly sign: string };
  "name-taken": { readonly name: string; readonly line: number };
  "name-form": { readonly tool: string; readonly allowed: string };
  /** The file's own tool, or this program, would read another name from the new block. */
  "name-not-readable": { readonly name: string };

  // follow
  "follow-bad": { readonly text: string };
  /** The device is made for a key that the file does not have: an interface with another key is never touched. */
  "follow-not-told": { readonly interfaceName: string };
  /** What the file has and what runs, where they differ; null where they do not. `key`: the keys differ. */
  "follow-differs": {
    readonly interfaceName: string;
    readonly key: boolean;
    readonly port: { readonly file: string; readonly running: string } | null;
    readonly addresses: { readonly file: string; readonly running: string } | null;
  };

  // address
  "address-empty": Nothing;
  /** `would`: what is free in the tunnel's own networks; null where nothing can be named. */
  "address-bad": { readonly text: string; readonly would: string | null };
  "address-network": { readonly text: string; readonly would: string };
  "address-twice": { readonly address: string };
  "address-server": { readonly address: string };
  "address-peer": { readonly address: string; readonly entry: string; readonly would: string | null } & Whose;
  "address-reserved": { readonly address: string; readonly network: string; readonly what: "network" | "broadcast" };
  /** From a range that is not for machines: loopback and the like. */
  "address-special": { readonly address: string; readonly what: Special };
  /** A warning, and the doubt of a suggestion. */
  "address-outside": { readonly address: string; readonly networks: string };
  "address-ipv6-off": { readonly address: string };
  /** There is nothing to suggest. */
  "address-full": { readonly network: string };
  "address-no-network": Nothing;

  /** A peer that runs and is not in the file has it; `key` is the beginning of its public key. */
  "address-live": { readonly address: string; readonly entry: string; readonly key: string };

  // lan
  "lan-bad": { readonly text: string };
  "lan-host-bits": { readonly text: string; readonly would: string };
  "lan-everything": { readonly text: string };
  "lan-own-address": { readonly network: string };
  "lan-special": { readonly network: string; readonly what: Special };
  "lan-interface": { readonly network: string; readonly other: string };
  "lan-peer": { readonly network: string; readonly other: string } & Whose;
  "lan-stolen": { readonly network: string } & Whose;
  "lan-live": { readonly network: string; readonly other: string; readonly key: string };
  "lan-machine": { readonly network: string; readonly other: string; readonly device: string };

  // traffic
  "traffic-bad": { readonly text: string };
  "traffic-host-bits": { readonly text: string; readonly would: string };
  "traffic-no-network": Nothing;

  // dns
  "dns-empty": Nothing;
  "dns-bad": { readonly text: string };
  "dns-many": { readonly count: number; readonly most: number };
  "dns-special": { readonly address: string; readonly what: Special };
  "dns-nobody": { readonly address: string };
  "dns-outside": { readonly address: string };
  /** The device has no address of this family in the tunnel, which is where the question would have to go. */
  "dns-family": { readonly address: string; readonly family: "IPv4" | "IPv6" };

  // endpoint; `would` is the exact text that would do
  "endpoint-empty": { readonly port: number | null };
  "endpoint-scheme": { readonly text: string; readonly would: string };
  "endpoint-no-port": { readonly text: string; readonly would: string };
  "endpoint-port": { readonly port: string };
  "endpoint-bare-ipv6": { readonly text: string; readonly would: string };
  "endpoint-underscore": { readonly host: string };
  "endpoint-not-ascii": { readonly host: string; readonly sign: string; readonly would: string | null };
  "endpoint-sign": { readonly host: string; readonly sign: string };
  "endpoint-host": { readonly host: string };
  "endpoint-address": { readonly host: string };
  "endpoint-special": { readonly host: string; readonly what: Special };
  /** Warnings, and the doubts of a suggestion. */
  "endpoint-private": { readonly host: string };
  "endpoint-local-name": { readonly host: string };
  "endpoint-in-tunnel": { readonly host: string };
  "endpoint-other-port": { readonly port: number; readonly listenPort: number };
  "endpoint-random-port": Nothing;
  /** There is nothing to suggest. */
  "endpoint-unknown": Nothing;

  // server-key
  "server-key-bad": { readonly length: number };
  "server-key-peer": Whose;
  "server-key-unsure": { readonly path: string };

  // keepalive
  "keepalive-bad": { readonly text: string };
  "keepalive-zero": Nothing;
  "keepalive-range": { readonly text: string };
  "keepalive-long": { readonly seconds: number };

  // keys: never the text itself, it could be a private key
  "keys-empty": Nothing;
  "keys-bad": { readonly length: number };
  "keys-zero": Nothing;
  "keys-private-server": Nothing;
  "keys-private-peer": Whose;
  "keys-preshared": Whose;
  "keys-server": Nothing;
  "keys-taken": Whose;
  /** The key of a peer that runs and is not in the file. */
  "keys-live": { readonly interfaceName: string };

  // psk
  "psk-bad": { readonly text: string };
  "psk-secret": Nothing;
  /** The file that is named could not be read, or holds something else than one key. */
  "psk-file-unreadable": { readonly path: string };
  "psk-file-no-key": { readonly path: string };

  // save
  "save-empty": { readonly would: string };
  "save-sign": { readonly sign: string };
  "save-relative": { readonly text: string; readonly would: string };
  /** `inside`: what would do if the path is a folder's; null where it cannot be one. */
  "save-ending": { readonly text: string; readonly would: string; readonly inside: string | null };
  "save-taken": { readonly path: string; readonly would: string };
  "save-name": { readonly base: string; readonly would: string };

  // save-config
  "save-config-bad": { readonly text: string };
  /** What SaveConfig = true will do to the file, and when; shown before it is answered. */
  "save-config-lost": { readonly interfaceName: string; readonly mangled: boolean };

  // What a plan warns of although each answer is right in itself.
  /** With new keys the old ones end: the device is out until it has its new file. */
  /** Somebody else took the peer out meanwhile, or gave it another key. */
  "rotate-gone": { readonly name: string };
  "rotate-ends-old": { readonly name: string; readonly later: boolean };
  /** The program that owns the file knows the old key, and writes that anew. */
  "rotate-owned": { readonly tool: string };
  /** The server dials the peer, whose new file has no port of its own. */
  "rotate-dialed": { readonly name: string; readonly endpoint: string };
  /** PiVPN's own list does not have the old key, so that it does not get the new one. */
  "rotate-unlisted": { readonly name: string };
  /** Further files with the old key, which stay as they are. */
  "rotate-copies": { readonly paths: string };
  /** Another program writes the file anew; `folder` is where it keeps what it makes the file from, if that is known. */
  "owned-by-tool": { readonly tool: string; readonly where: "web" | "files"; readonly folder: string | null };
  /** PiVPN finds its clients, and which addresses are free, in a list of its own beside the server's file. */
  "pivpn-list": {
    readonly name: string;
    readonly addresses: string;
    /** The list has another client of this name. */
    readonly taken?: boolean;
  };
  /** `goal`: what would not be reached, and from where: everything, networks of the list, or the LAN behind the peer. */
  "no-forwarding": {
    readonly name: string;
    readonly goal: "internet" | "networks" | "lan";
    readonly families: "ipv4" | "ipv6" | "both";
  };
  "no-masquerade": { readonly name: string; readonly goal: "internet" | "networks" };
  /**
   * SaveConfig = true stays. `runs`: whether the change reaches the running interface, from which the file is written
   * anew; `mangled`: that breaks a hook as well, so that the interface would not start again.
   */
  "save-config-kept": {
    readonly interfaceName: string;
    readonly runs: "loaded" | "down" | "stranger" | "unknown";
    readonly mangled: boolean;
  };

  // What loading into the running interface does beside what was asked for.
  /** The SSH connection of the person comes through this peer; null: another way, and would be led into the tunnel. */
  "loading-cuts-session": { readonly interfaceName: string; readonly name: string | null };
  "loading-takes": { readonly networks: string; readonly who: string };
  "loading-unrouted": { readonly networks: string; readonly interfaceName: string };
  "loading-lead-nowhere": { readonly networks: string; readonly interfaceName: string };
  "loading-machine": {
    readonly network: string;
    readonly other: string;
    readonly device: string;
    readonly interfaceName: string;
  };
  "loading-ipv6-off": { readonly networks: string };
  "loading-asks": { readonly hosts: string };
  /** Peers that were put onto the interface alone, and would be written into the file when it stops. */
  "loading-save-config": { readonly count: number; readonly interfaceName: string };
  "loading-port": { readonly port: number; readonly running: number | null; readonly interfaceName: string };
}

export type RemarkId = keyof Remarks;

export type Remark = { readonly [Id in RemarkId]: { readonly id: Id; readonly values: Remarks[Id] } }[RemarkId];
