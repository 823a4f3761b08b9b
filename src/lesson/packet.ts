/** What travels between the two machines, and why it was sent. */
import { EMPTY, INITIATION, RESPONSE } from "../wireguard/wire.ts";

export type Side = "device" | "server";

export function otherSide(side: Side): Side {
  return side === "device" ? "server" : "device";
}

/** `empty` is a data packet without data: a keepalive, a receipt, or the confirmation of a new key. */
export type PacketKind = "initiation" | "response" | "data" | "empty";

export type Why =
  /** A handshake, because there is no key to send with. */
  | "no-session"
  /** A handshake, because the key is older than 120 s and this side began the session. */
  | "rekey"
  /** The same at a packet that came in, after 165 s. */
  | "last-minute"
  /** A handshake, because data was sent and nothing came back for 15 s. */
  | "no-answer"
  /** A handshake once more, because none of the tries before was answered. */
  | "retry"
  | "response"
  /** The first packet with a new key. */
  | "confirm"
  | "keepalive"
  | "receipt"
  | "ping"
  | "answer"
  /** One packet of a download that is never answered. */
  | "stream";

export interface Packet {
  /** Counts from 1. */
  readonly id: number;
  readonly kind: PacketKind;
  readonly why: Why;
  readonly from: Side;
  /** The session whose key it is sealed with, or the handshake that it belongs to. */
  readonly session: string;
  /** Which try of this handshake, from 1; 0 for all else. */
  readonly attempt: number;
  /** Which ping it carries or answers; null for none. */
  readonly ping: number | null;
  /** `IP:port` of sender and receiver, as they read on the stretch it is on. */
  readonly source: string;
  readonly target: string;
}

/** Octets of UDP payload: handshakes have a fixed size, data here is an ICMP echo of 84 octets, padded to 96. */
const SIZES: Readonly<Record<PacketKind, number>> = {
  initiation: INITIATION,
  response: RESPONSE,
  empty: EMPTY,
  data: 128,
};
/** Octets of an IPv4 and a UDP header. */
const HEADERS = 28;

/** Octets on the wire, with the headers of IPv4 and UDP. */
export function wireSize(kind: PacketKind): number {
  return SIZES[kind] + HEADERS;
}
