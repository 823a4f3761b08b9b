/**
 * A world being watched: frame by frame, silence in quick motion and packets in slow motion, so that both can be seen.
 * How long a frame stands is the program's business.
 */
import { type Packet, wireSize } from "./packet.ts";
import { type Entry, followed } from "./trail.ts";
import { LONGEST_WAY } from "./travel.ts";
import { advance, type LostAt, type World, type WorldEvent } from "./world.ts";

export interface Play {
  readonly world: World;
  readonly trail: readonly Entry[];
  /** The world's clock at which it is over, once nothing is on its way any more. */
  readonly until: number;
  /** Place in SPEEDS. */
  readonly speed: number;
  /** The last packet that was lost; gone when the next one is sent. */
  readonly lost: { readonly packet: Packet; readonly where: LostAt } | null;
  /** Packets and their octets on the wire since the play began, by who sent them. */
  readonly sent: { readonly device: Count; readonly server: Count };
}

export interface Count {
  readonly packets: number;
  readonly octets: number;
}

/** Milliseconds of silence in one frame, and frames that a packet takes for its whole way. */
export const SPEEDS = [
  { silence: 200, frames: 8 },
  { silence: 1_000, frames: 5 },
  { silence: 2_000, frames: 4 },
  { silence: 5_000, frames: 2 },
] as const;

const NONE: Count = { packets: 0, octets: 0 };

/** A play of this world for so many milliseconds. */
export function playOf(world: World, lasts: number, speed: number): Play {
  const sent = { device: NONE, server: NONE };
  return { world, trail: [], until: world.now + lasts, speed, lost: null, sent };
}

/** The same play, and more of it. */
export function playOn(play: Play, world: World, lasts: number): Play {
  return { ...play, world, until: world.now + lasts, lost: null };
}

export function isOver({ world, until }: Play): boolean {
  return world.now >= until && world.flights.length === 0;
}

/** The next frame. */
export function frame(play: Play): Play {
  const { world, until } = play;
  const speed = SPEEDS[play.speed] ?? SPEEDS[0];
  const same = isSame(play);
  if (world.flights.length > 0) {
    return watched(play, world.now + Math.ceil(LONGEST_WAY / (same ? 1 : speed.frames)), isSent);
  }
  return watched(play, Math.min(until, world.now + speed.silence * (same ? 2 : 1)), isSent);
}

/** The same packet for the third time: nobody wants to watch that as long as the first. */
function isSame({ trail }: Play): boolean {
  const last = trail.at(-1);
  return last?.id === "packet" && last.count > 2;
}

/** On to the next thing that happens. */
export function step(play: Play): Play {
  return watched(play, Math.max(play.until, play.world.now), () => true);
}

/** At once to the end. */
export function toTheEnd(play: Play): Play {
  const ended = watched(play, Math.max(play.until, play.world.now));
  return ended.world.flights.length === 0 ? ended : watched(ended, ended.world.now + LONGEST_WAY * 4);
}

/** Frames stop where a packet leaves, so that none passes unseen. */
function isSent(event: WorldEvent): boolean {
  return event.id === "sent";
}

function watched(play: Play, to: number, stop?: (event: WorldEvent) => boolean): Play {
  const { world, events } = advance(play.world, to, stop);
  return events.reduce(noticed, { ...play, world, trail: followed(play.trail, events) });
}

function noticed(play: Play, event: WorldEvent): Play {
  if (event.id === "lost") return { ...play, lost: { packet: event.packet, where: event.where } };
  if (event.id !== "sent") return play;
  const { from, kind } = event.packet;
  const { packets, octets } = play.sent[from];
  return {
    ...play,
    lost: null,
    sent: { ...play.sent, [from]: { packets: packets + 1, octets: octets + wireSize(kind) } },
  };
}
