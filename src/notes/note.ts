/**
 * Why a line is there, or why it is not: one id for each line that can stand in either file, or is left out of one on
 * purpose. The sentences stand in words/; they are true to wireguard-semantics.md.
 */

/**
 * Every id once, in the order in which the lines stand in the two files: who reads the file, in which section, which
 * key; `no-` for a line that is absent on purpose. The table of words is held against it.
 */
export const NOTE_IDS = [
  "server-interface/header",
  "server-interface/PrivateKey",
  "server-interface/ListenPort",
  "server-interface/FwMark",
  "server-interface/Address",
  "server-interface/DNS",
  "server-interface/MTU",
  "server-interface/Table",
  "server-interface/PreUp",
  "server-interface/PostUp",
  "server-interface/PreDown",
  "server-interface/PostDown",
  "server-interface/SaveConfig",
  "server-interface/clients-dial",
  "server-interface/no-ListenPort",
  "server-interface/no-DNS",
  "server-peer/header",
  "server-peer/name",
  "server-peer/PublicKey",
  "server-peer/PresharedKey",
  "server-peer/AllowedIPs",
  "server-peer/Endpoint",
  "server-peer/PersistentKeepalive",
  "server-peer/no-PresharedKey",
  "server-peer/no-PersistentKeepalive",
  "server-peer/no-others",
  "client-interface/header",
  "client-interface/PrivateKey",
  "client-interface/PrivateKey-elsewhere",
  "client-interface/ListenPort",
  "client-interface/FwMark",
  "client-interface/Address",
  "client-interface/DNS",
  "client-interface/MTU",
  "client-interface/Table",
  "client-interface/PreUp",
  "client-interface/PostUp",
  "client-interface/PreDown",
  "client-interface/PostDown",
  "client-interface/SaveConfig",
  "client-interface/no-DNS",
  "client-interface/no-MTU",
  "client-interface/no-others",
  "client-peer/header",
  "client-peer/PublicKey",
  "client-peer/PresharedKey",
  "client-peer/AllowedIPs",
  "client-peer/Endpoint",
  "client-peer/PersistentKeepalive",
  "client-peer/no-PresharedKey",
  "client-peer/no-PersistentKeepalive",
] as const;

export type NoteId = (typeof NOTE_IDS)[number];

/** The notes of one place. */
export type NotesOf<Where extends Place> = Extract<NoteId, `${Where}/${string}`>;

/** Where a line stands: who reads the file, and in which section. */
export type Place = "server-interface" | "server-peer" | "client-interface" | "client-peer";

/** A machine that is called, or one that calls: two roles, no terms of WireGuard. */
export type Role = "server" | "client";

/** What the sentences of a note may speak of: this peer, this server, the values that stand in the lines. */
export interface NoteSubject {
  /** The peer's name; "the device" is said where it has none yet. */
  readonly name: string | null;
  readonly interfaceName: string;
  /** `10.77.0.6/32, fd77::6/128`; empty while unknown. */
  readonly addresses: string;
  /** `192.168.7.0/24`; empty where there is no LAN behind the peer. */
  readonly lan: string;
  readonly traffic: "all" | "all4" | "vpn" | "list" | null;
  /** `203.0.113.5:47770`. */
  readonly endpoint: string | null;
  readonly listenPort: number | null;
  readonly dns: string;
  readonly mtu: string | null;
  /** Seconds, in the device's file; null for off or not yet decided. */
  readonly keepalive: number | null;
  /** The peer's block on the server where it stands already: its seconds, and whether it has an Endpoint. */
  readonly block?: { readonly keepalive: number | null; readonly dials: boolean };
}

/** Two lines, one in each file, that answer each other. The same pair lights up on both sides. */
export type Pair = "identity" | "preshared" | "address" | "server-identity" | "port" | "keepalive";

/** Which pair a line belongs to. */
export const PAIR_OF: Readonly<Partial<Record<NoteId, Pair>>> = {
  "server-peer/PublicKey": "identity",
  "client-interface/PrivateKey": "identity",
  "client-interface/PrivateKey-elsewhere": "identity",
  "server-peer/PresharedKey": "preshared",
  "client-peer/PresharedKey": "preshared",
  "server-peer/no-PresharedKey": "preshared",
  "client-peer/no-PresharedKey": "preshared",
  "server-peer/AllowedIPs": "address",
  "client-interface/Address": "address",
  "server-peer/no-PersistentKeepalive": "keepalive",
  "server-peer/PersistentKeepalive": "keepalive",
  "client-peer/PersistentKeepalive": "keepalive",
  "client-peer/no-PersistentKeepalive": "keepalive",
  "client-peer/PublicKey": "server-identity",
  "client-peer/Endpoint": "port",
};

/** Which key of the server's `[Interface]` is the other half of a pair: it stands far above the new block. */
export const SERVER_HALF: Readonly<Partial<Record<Pair, "PrivateKey" | "ListenPort">>> = {
  "server-identity": "PrivateKey",
  port: "ListenPort",
};

/** The note for a key in this place, in any letter case; null where there is none. */
export function noteOf(place: Place, key: string): NoteId | null {
  const wanted = `${place}/${key}`.toLowerCase();
  return NOTE_IDS.find((id) => id.toLowerCase() === wanted) ?? null;
}

/** The note that tells why a key is left out in this place; null where it is not left out on purpose. */
export function absenceOf(place: Place, key: string): NoteId | null {
  const others = OTHERS[place]?.includes(key) ? "others" : key;
  return noteOf(place, `no-${others}`);
}

/** Keys whose absence one note tells together. */
const OTHERS: Readonly<Partial<Record<Place, readonly string[]>>> = {
  "server-peer": ["Endpoint", "Address", "DNS"],
  "client-interface": ["ListenPort", "PreUp", "PostUp", "PreDown", "PostDown"],
};
