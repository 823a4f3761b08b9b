/**
 * What is wrong, if anything, from what was seen so far: one state, and the causes that can apply, the most frequent
 * first (wireguard-semantics §4.3). Nothing is accused in the first 20 seconds.
 */
import { isGlobal, parseNetwork } from "../wireguard/address.ts";
import type { World } from "../wireguard/world.ts";
import { attempts, knockerIn, lastSeen, type Waiting, watchedFor } from "./waiting.ts";

/** Milliseconds in which nothing is said to be wrong. */
export const PATIENCE = 20_000;

/** So long after the handshake something of a device that sends should have come, in milliseconds. */
const SILENCE = 12_000;

export type DiagnosisId =
  /** Nobody looked yet, or nothing was seen and it is too early to say why. */
  | "waiting"
  | "down"
  | "stranger"
  | "not-loaded"
  /** What runs cannot be asked: no `wg`, or not root. */
  | "blind"
  /** Nothing is accepted, and whether anything arrives cannot be seen here. */
  | "nothing-accepted"
  /** Nothing arrives. */
  | "nothing-arrives"
  /** Packets arrive and are refused: a key is another. */
  | "refused"
  /** A handshake is begun and not finished: the preshared keys differ, or our answers do not arrive. */
  | "unfinished"
  /** Connected, and what the device sends is thrown away: AllowedIPs do not match its Address. */
  | "filtered"
  /** Connected, and the device has nothing to send. */
  | "silent"
  /** Connected; what it has sent so far was empty or is still to come. */
  | "connected"
  /** Connected, and data flows. */
  | "working"
  /** Data comes, and nothing of it is answered. */
  | "unanswered"
  /** Data comes, but this server forwards nothing of it. */
  | "not-forwarding"
  | "two-devices";

export type CauseId =
  | "not-switched-on"
  | "nothing-to-send"
  | "same-network"
  | "port-shut"
  | "endpoint"
  | "server-key"
  | "peer-key"
  | "preshared-key"
  | "answers-lost"
  | "allowed-ips"
  | "forwarding"
  | "masquerade"
  | "two-devices";

export interface Diagnosis {
  readonly id: DiagnosisId;
  readonly causes: readonly CauseId[];
}

/** Of what was seen until the last look. */
export function diagnosisOf(waiting: Waiting, world: World): Diagnosis {
  const { last, connectedAt } = waiting;
  if (last === null) return { id: "waiting", causes: [] };
  if (last.status === "down") return { id: "down", causes: [] };
  if (last.status !== "up") return { id: "blind", causes: [] };
  if (world.stranger) return { id: "stranger", causes: [] };
  if (last.peer === null) return { id: "not-loaded", causes: [] };
  if (lastSeen(waiting, "two-devices")) return { id: "two-devices", causes: ["two-devices"] };
  if (connectedAt !== null) return afterwards(waiting, world, connectedAt);
  return watchedFor(waiting) < PATIENCE ? { id: "waiting", causes: [] } : before(waiting, world);
}

/** Nobody can connect, however long one waits: somebody has to do something on this server. */
export function isHopeless({ id }: Diagnosis): boolean {
  return id === "down" || id === "stranger" || id === "not-loaded" || id === "blind";
}

function before(waiting: Waiting, world: World): Diagnosis {
  // One that was begun a moment ago may be finished in the next.
  if (attempts(waiting) >= 2) return { id: "unfinished", causes: ["preshared-key", "answers-lost"] };
  if (knockerIn(waiting)) return { id: "refused", causes: ["peer-key", "server-key"] };
  const seen = waiting.last?.strangers != null;
  const causes: readonly CauseId[] = [
    "not-switched-on",
    ...(staysSilent(waiting) ? (["nothing-to-send"] as const) : []),
    ...(isAtHome(world) ? (["same-network"] as const) : []),
    "port-shut",
    "endpoint",
    // Where packets that are refused cannot be seen, a wrong key looks like silence.
    ...(seen ? [] : (["peer-key", "server-key"] as const)),
  ];
  return { id: seen ? "nothing-arrives" : "nothing-accepted", causes };
}

function afterwards(waiting: Waiting, world: World, connectedAt: number): Diagnosis {
  const { dataAt, answeredAt, last, since } = waiting;
  const quiet = (last?.at ?? 0) - (dataAt ?? Math.max(connectedAt, since)) >= SILENCE;
  if (quiet && refusesContent(waiting)) return { id: "filtered", causes: ["allowed-ips"] };
  if (dataAt === null) {
    return quiet
      ? { id: "silent", causes: staysSilent(waiting) ? ["nothing-to-send"] : [] }
      : { id: "connected", causes: [] };
  }
  const missing = missingOf(waiting, world);
  // What only may be missing is said when nothing has come back for a while.
  if (missing.length > 0 && (quiet || missing.includes("forwarding"))) return { id: "not-forwarding", causes: missing };
  if (answeredAt !== null || !quiet) return { id: "working", causes: [] };
  // Where other peers send too, nobody can tell whose packets came out of the tunnel.
  const sure = tookContent(waiting) === true;
  return { id: "unanswered", causes: ["forwarding", "masquerade", ...(sure ? [] : (["allowed-ips"] as const))] };
}

/** Without keepalive, and with a part of its traffic in the tunnel alone, a device that has nothing to say says nothing. */
function staysSilent({ expected }: Waiting): boolean {
  return expected.keepalive === 0 && expected.traffic === "some";
}

/** What came out of the tunnel was thrown away: its sender's address is not among the peer's AllowedIPs. */
function refusesContent(waiting: Waiting): boolean {
  const { first, last, dataAt, connectedTx } = waiting;
  // wireguard-go counts what it threw away among the peer's bytes, and hands nothing on.
  if (dataAt !== null) return tookContent(waiting) === false;
  // The kernel does not, but counts it as errors of the interface, whoever sent it; and content from this peer is
  // acknowledged by an empty packet, thrown away or not.
  const acknowledged = (last?.peer?.tx ?? 0) - connectedTx >= 32;
  return acknowledged && (last?.taken?.refused ?? 0) > (first?.taken?.refused ?? Number.POSITIVE_INFINITY);
}

/** Whether the interface has handed on what this peer sent; null where other peers sent as well, or nobody can see it. */
function tookContent({ first, last }: Waiting): boolean | null {
  if (!first?.taken || !last?.taken || first.others !== last.others) return null;
  return last.taken.packets > first.taken.packets;
}

/** What this server lacks to pass on what the device sends beyond it; that something is answered proves no more. */
function missingOf({ expected, answeredAt }: Waiting, { facts }: World): CauseId[] {
  if (expected.traffic !== "all") return [];
  const closed = facts.forwarding.ipv4 === false;
  const bare = facts.masquerade === false && (closed || answeredAt === null);
  return [...(closed ? (["forwarding"] as const) : []), ...(bare ? (["masquerade"] as const) : [])];
}

/** The machine has no address that can be called from everywhere: a router stands between it and the world. */
export function isAtHome({ facts }: World): boolean {
  const own = facts.addresses.flatMap(({ network }) => parseNetwork(network) ?? []);
  const ipv4 = own.filter(({ family }) => family === 4);
  return ipv4.length > 0 && !ipv4.some(isGlobal);
}
