/**
 * What happened, as a list for people: one entry a packet, with what became of it; the same packet again and again is
 * one entry that counts. Older ones fall off.
 */
import type { Packet } from "./packet.ts";
import type { LostAt, WorldEvent } from "./world.ts";

export type Fate = "flying" | "arrived" | LostAt;

export type Entry =
  | {
      readonly id: "packet";
      /** When the last of them was sent. */
      readonly at: number;
      readonly packet: Packet;
      readonly fate: Fate;
      /** What became of those before, where there were any. */
      readonly before: Fate | null;
      readonly count: number;
    }
  | Exclude<WorldEvent, { id: "sent" } | { id: "arrived" } | { id: "lost" } | { id: "no-endpoint" }>
  /** Packets that could not leave, because the side knows no endpoint. */
  | {
      readonly id: "stuck";
      readonly at: number;
      readonly event: Extract<WorldEvent, { id: "no-endpoint" }>;
      readonly count: number;
    };

/** More than any window shows, so that what stands there does not move when the oldest go. */
const KEPT = 400;

/** The list with what just happened. */
export function followed(trail: readonly Entry[], events: readonly WorldEvent[]): readonly Entry[] {
  return events.reduce(withEvent, trail).slice(-KEPT);
}

function withEvent(trail: readonly Entry[], event: WorldEvent): readonly Entry[] {
  switch (event.id) {
    case "sent":
      return withSent(trail, event);
    case "arrived":
      return withFate(trail, event.packet, "arrived");
    case "lost":
      return withFate(trail, event.packet, event.where);
    case "no-endpoint": {
      const last = trail.at(-1);
      const again = last?.id === "stuck" && last.event.side === event.side && event.why !== "ping";
      const stuck: Entry = { id: "stuck", at: event.at, event, count: again ? last.count + 1 : 1 };
      return [...(again ? trail.slice(0, -1) : trail), stuck];
    }
    default:
      return [...trail, event];
  }
}

type PacketEntry = Extract<Entry, { id: "packet" }>;

function withSent(trail: readonly Entry[], { at, packet }: Extract<WorldEvent, { id: "sent" }>): readonly Entry[] {
  const last = trail.at(-1);
  if (last?.id === "packet" && sameKind(last, packet)) {
    return [...trail.slice(0, -1), { ...last, at, packet, fate: "flying", before: last.fate, count: last.count + 1 }];
  }
  return [...trail, { id: "packet", at, packet, fate: "flying", before: null, count: 1 }];
}

/** Pings are told one by one: it is they who are asked about. */
function sameKind({ packet, fate }: PacketEntry, next: Packet): boolean {
  const retried = packet.kind === "initiation" && next.why === "retry";
  const again = packet.why === next.why && packet.ping === null;
  return fate !== "flying" && packet.from === next.from && (again || retried);
}

/** What became of it; where those before fared otherwise, it gets an entry of its own. */
function withFate(trail: readonly Entry[], packet: Packet, fate: Fate): readonly Entry[] {
  const at = trail.findLastIndex((one) => one.id === "packet" && one.packet.id === packet.id);
  const entry = trail[at];
  if (entry?.id !== "packet") return trail;
  const settled: readonly Entry[] =
    entry.before === null || entry.before === fate
      ? [{ ...entry, fate }]
      : [
          { ...entry, fate: entry.before, count: entry.count - 1 },
          { ...entry, fate, before: null, count: 1 },
        ];
  return [...trail.slice(0, at), ...settled, ...trail.slice(at + 1)];
}
