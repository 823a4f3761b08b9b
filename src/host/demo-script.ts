/**
 * What the demo's peers do, second by second: a small play over an interface that is only played. It follows the time
 * alone, so that the same second always brings the same. Sizes are those on the wire (wireguard-semantics §4.2, §5.1).
 */
import { EMPTY, INITIATION, RESPONSE } from "../wireguard/wire.ts";
import type { PlayedInterface, PlayedPeer } from "./played.ts";

/** What a peer of the sample is like. */
export type Role =
  /** Reads the web: data in bursts. */
  | "browses"
  /** Online for four minutes, away for four, and back from another network. */
  | "comes-and-goes"
  /** Sends an empty packet every 25 seconds and little else. */
  | "keeps-alive"
  /** Not heard of while the demo runs. */
  | "away";

/** Seconds between keepalives, and between handshakes of a peer that sends (wireguard-semantics §4.2). */
const KEEPALIVE = 25;
const REKEY = 125;

/** Seconds from its loading to the first packet of a new peer: time to scan the code and to switch the tunnel on. */
const SCANNED_AFTER = 30;

/** Where peers call from: addresses kept for documentation (RFC 5737), one for the network at home, one on the way. */
const NEW_HOME = "203.0.113.77:41820";
const PLACES = ["198.51.100.61:40112", "203.0.113.140:52001"] as const;

/** After a longer pause only so many seconds are played: nobody watched the others. */
const MOST = 600;

export class DemoScript {
  private readonly played: PlayedInterface;
  private readonly roles: ReadonlyMap<string, Role>;
  /** When peers that were loaded later came, in seconds since 1970. */
  private readonly arrivals = new Map<string, number>();
  private readonly start: number;
  private second: number;

  /** `start` in milliseconds since 1970. */
  constructor(played: PlayedInterface, roles: ReadonlyMap<string, Role>, start: number) {
    this.played = played;
    this.roles = roles;
    this.start = Math.floor(start / 1000);
    this.second = this.start;
  }

  /** Plays on up to `now`, milliseconds since 1970. */
  advance(now: number): void {
    const to = Math.floor(now / 1000);
    this.second = Math.max(this.second, to - MOST);
    for (; this.second < to; this.second++) this.play(this.second + 1);
  }

  private play(second: number): void {
    for (const [key, peer] of this.played.peers) {
      const role = this.roles.get(key);
      if (role !== undefined) {
        ROLES[role](peer, second, second - this.start);
        continue;
      }
      const came = this.arrivals.get(key) ?? second;
      this.arrivals.set(key, came);
      arrive(peer, second, second - came);
    }
    for (const key of this.arrivals.keys()) if (!this.played.peers.has(key)) this.arrivals.delete(key);
  }
}

/** `passed`: seconds since the demo began. */
type Play = (peer: PlayedPeer, second: number, passed: number) => void;

const ROLES: Readonly<Record<Role, Play>> = {
  browses(peer, second, passed) {
    rekey(peer, second);
    if (passed % 9 < 3) move(peer, 1_800 + noise(second, 2_400), 21_000 + noise(second + 1, 64_000));
  },
  "comes-and-goes"(peer, second, passed) {
    const round = Math.floor(passed / 480);
    if (passed % 480 < 240) return;
    peer.endpoint = PLACES[round % PLACES.length] as string;
    rekey(peer, second);
    if (passed % 7 === 0) move(peer, 900 + noise(second, 700), 4_200 + noise(second, 9_000));
  },
  "keeps-alive"(peer, second, passed) {
    if (passed % KEEPALIVE !== 0) return;
    rekey(peer, second);
    move(peer, EMPTY, 0);
  },
  away: () => undefined,
};

/** A phone: its code is scanned, the tunnel switched on, a page opened; then it keeps the way open. */
function arrive(peer: PlayedPeer, second: number, passed: number): void {
  const on = passed - SCANNED_AFTER;
  if (on < 0) return;
  if (on === 0) {
    peer.endpoint = NEW_HOME;
    peer.latestHandshake = second;
    move(peer, INITIATION + EMPTY, RESPONSE);
  } else if (on <= 4) move(peer, 600 + noise(second, 900), 3_000 + noise(second, 12_000));
  else if ((on - 4) % KEEPALIVE === 0) {
    rekey(peer, second);
    move(peer, EMPTY, 0);
  }
}

/** A new handshake where the old one has served its time and something is to be sent. */
function rekey(peer: PlayedPeer, second: number): void {
  if (second - peer.latestHandshake < REKEY) return;
  peer.latestHandshake = second;
  move(peer, INITIATION, RESPONSE);
}

function move(peer: PlayedPeer, rx: number, tx: number): void {
  peer.rx += rx;
  peer.tx += tx;
}

/** Uneven numbers below `most`, always the same for the same second; a multiple of 16, as WireGuard pads to. */
function noise(second: number, most: number): number {
  const mixed = Math.imul(second ^ (second >>> 7), 2_654_435_761) >>> 0;
  return Math.floor(((mixed / 2 ** 32) * most) / 16) * 16;
}
