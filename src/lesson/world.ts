/**
 * The lesson's world as a reducer over a clock: two machines, the routers between them, packets on their way. Nothing
 * in it is drawn by lot: the same knobs and the same script give the same packets at the same millisecond.
 */
import { perform } from "./deeds.ts";
import { expire } from "./expired.ts";
import type { Knobs } from "./knobs.ts";
import { type Mapping, nextForgotten } from "./nat.ts";
import type { Packet, Side } from "./packet.ts";
import { freshPeer, type PeerState, sendData, type TimerName } from "./peer.ts";
import {
  DEVICE_ENDPOINT,
  type DeviceAt,
  type RouterName,
  type Routers,
  routersOf,
  SERVER_ENDPOINT,
  type Stop,
} from "./places.ts";
import { act, land } from "./travel.ts";

/** Something that is done to the world from outside. */
export type Deed =
  | { readonly do: "ping"; readonly from: Side }
  | { readonly do: "stream"; readonly on: boolean }
  | { readonly do: "keepalive"; readonly side: Side; readonly seconds: number | null }
  | { readonly do: "router-restarts" }
  | { readonly do: "server-restarts" }
  | { readonly do: "device-leaves" }
  /** In another network, with another address. */
  | { readonly do: "device-returns" };

/** A deed and when it is done, in milliseconds of the world's clock. */
export interface Timed {
  readonly at: number;
  readonly deed: Deed;
}

/** Where a packet ended that did not arrive. */
export type LostAt =
  /** A router that knows nobody it could be for. */
  | "device-router"
  | "server-router"
  /** The device is in no network. */
  | "no-network"
  /** Nobody is at this address any more. */
  | "nobody"
  /** It arrived, and no key there opens it. */
  | "no-key";

export type WorldEvent = { readonly at: number } & (
  | { readonly id: "sent"; readonly packet: Packet }
  | { readonly id: "arrived"; readonly packet: Packet }
  | { readonly id: "lost"; readonly packet: Packet; readonly where: LostAt }
  | { readonly id: "no-endpoint"; readonly side: Side; readonly why: Packet["why"]; readonly attempt: number }
  | { readonly id: "gave-up"; readonly side: Side }
  | { readonly id: "keys-wiped"; readonly side: Side }
  | { readonly id: "endpoint"; readonly side: Side; readonly endpoint: string }
  | { readonly id: "opened"; readonly router: RouterName; readonly mapping: Mapping }
  | { readonly id: "forgotten"; readonly router: RouterName; readonly mapping: Mapping }
  | { readonly id: "done"; readonly deed: Deed }
);

/** A packet between two stops. */
export interface Flight {
  readonly packet: Packet;
  readonly way: readonly Stop[];
  /** It left `way[leg]` at `left` and comes to the next stop at `due`. */
  readonly leg: number;
  readonly left: number;
  readonly due: number;
}

export interface World {
  /** Milliseconds since the world began. */
  readonly now: number;
  readonly knobs: Knobs;
  readonly device: PeerState;
  readonly server: PeerState;
  readonly routers: Routers;
  readonly deviceAt: DeviceAt;
  readonly flights: readonly Flight[];
  /** What is still to be done, in order. */
  readonly script: readonly Timed[];
  /** When the download sends next; null where there is none. */
  readonly stream: number | null;
  readonly packets: number;
  readonly pings: number;
}

const STREAM_EVERY = 1000;

export interface Stepped {
  readonly world: World;
  readonly events: readonly WorldEvent[];
}

/** Both interfaces just came up: where there is a PersistentKeepalive, that side begins at once. */
export function beginWorld(knobs: Knobs, script: readonly Timed[] = []): World {
  return {
    now: 0,
    knobs,
    device: freshPeer("device", null, SERVER_ENDPOINT),
    server: freshPeer("server", null, knobs.serverEndpoint ? DEVICE_ENDPOINT : null),
    routers: routersOf(knobs),
    deviceAt: "home",
    flights: [],
    script: [
      { at: 0, deed: { do: "keepalive", side: "device", seconds: knobs.device } },
      { at: 0, deed: { do: "keepalive", side: "server", seconds: knobs.server } },
      ...(knobs.stream ? [{ at: 1000, deed: { do: "stream", on: true } as const }] : []),
      ...[...script].sort((a, b) => a.at - b.at),
    ],
    stream: null,
    packets: 0,
    pings: 0,
  };
}

/** The world with more to do: times count from now. */
export function withScript(world: World, script: readonly Timed[]): World {
  const later = script.map(({ at, deed }) => ({ at: world.now + at, deed }));
  return { ...world, script: [...world.script, ...later].sort((a, b) => a.at - b.at) };
}

/**
 * Lets time pass up to `to`; `stop`: as soon as one of these events has happened. What falls on one moment comes in a
 * fixed order: what is forgotten, what is done, timers, then packets. So where both sides' timers run out at the moment
 * the other's packet arrives, both send; on a real line that is a race.
 */
export function advance(world: World, to: number, stop?: (event: WorldEvent) => boolean): Stepped {
  const events: WorldEvent[] = [];
  let now = world;
  for (;;) {
    const due = nextDue(now);
    if (due === null || due.at > to) return { world: { ...now, now: Math.max(now.now, to) }, events };
    const stepped = due.happen({ ...now, now: due.at });
    now = stepped.world;
    events.push(...stepped.events);
    if (stop && stepped.events.some(stop)) return { world: now, events };
  }
}

interface Due {
  readonly at: number;
  happen(world: World): Stepped;
}

/** What happens next; of several at one moment the first of this list. */
function nextDue(world: World): Due | null {
  let next: Due | null = null;
  const offer = (at: number | null | undefined, happen: Due["happen"]) => {
    if (at !== null && at !== undefined && (next === null || at < next.at)) next = { at, happen };
  };
  for (const name of ROUTER_NAMES) {
    const router = world.routers[name];
    const mapping = router && nextForgotten(router);
    if (mapping) offer(mapping.expires, (now) => forget(now, name, mapping));
  }
  const [first] = world.script;
  if (first) offer(first.at, (now) => perform({ ...now, script: now.script.slice(1) }, first.deed));
  offer(world.stream, (now) =>
    act({ ...now, stream: now.now + STREAM_EVERY }, "server", (one) => sendData(one, "stream", null)),
  );
  for (const side of SIDES) {
    for (const [name, at] of Object.entries(world[side].timers) as [TimerName, number | null][]) {
      offer(at, (now) => act(now, side, (one) => expire(one, name)));
    }
  }
  for (const flight of world.flights) offer(flight.due, (now) => land(now, flight));
  return next;
}

const ROUTER_NAMES = ["home", "elsewhere", "server"] as const;
const SIDES = ["device", "server"] as const;

function forget(world: World, name: RouterName, mapping: Mapping): Stepped {
  const router = world.routers[name];
  if (!router) return { world, events: [] };
  const mappings = router.mappings.filter((one) => one !== mapping);
  return {
    world: { ...world, routers: { ...world.routers, [name]: { ...router, mappings } } },
    events: [{ at: world.now, id: "forgotten", router: name, mapping }],
  };
}
