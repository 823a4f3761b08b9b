/** Packets on their way: out of a machine, through the routers, into the other machine, or lost somewhere. */
import { inward, outward } from "./nat.ts";
import { otherSide, type Packet, type Side } from "./packet.ts";
import { type Act, type Turn, turn } from "./peer.ts";
import { deviceHas, ownAddress, routerAt, type Stop, wayFrom } from "./places.ts";
import { receive } from "./receive.ts";
import type { Flight, Stepped, World, WorldEvent } from "./world.ts";

/** Milliseconds between a machine and its own router, and between what stands in the internet. */
const INSIDE_LEG = 10;
const OUTSIDE_LEG = 20;

/** Milliseconds of the longest way. */
export const LONGEST_WAY = 2 * INSIDE_LEG + OUTSIDE_LEG;

/** One machine's turn, and the packets that come of it. */
export function act(world: World, side: Side, happen: (one: Turn) => void): Stepped {
  const { peer, acts } = turn(world[side], world.now, happen);
  return acts.reduce<Stepped>(
    (before, one) => {
      const after = one.id === "send" ? launch(before.world, side, one) : told(before.world, side, one);
      return { world: after.world, events: [...before.events, ...after.events] };
    },
    { world: { ...world, [side]: peer }, events: [] },
  );
}

function told(world: World, side: Side, one: Exclude<Act, { id: "send" }>): Stepped {
  return { world, events: [{ at: world.now, side, ...one }] };
}

function launch(world: World, side: Side, { id: _, ...sent }: Extract<Act, { id: "send" }>): Stepped {
  const { now, knobs, deviceAt } = world;
  const packet: Packet = { id: world.packets + 1, from: side, source: ownAddress(side, knobs, deviceAt), ...sent };
  const counted = { ...world, packets: packet.id };
  const left: WorldEvent = { at: now, id: "sent", packet };
  if (side === "device" && deviceAt === "gone") {
    return { world: counted, events: [left, { at: now, id: "lost", packet, where: "no-network" }] };
  }
  return {
    world: flying(counted, { packet, way: wayFrom(side, knobs), leg: -1, left: now, due: now }),
    events: [left],
  };
}

/** The packet on the next stretch of its way. */
function flying(world: World, flight: Flight): World {
  const leg = flight.leg + 1;
  const [from, to] = [flight.way[leg], flight.way[leg + 1]].map((stop) => stop?.replace("-router", ""));
  const due = flight.due + (from === to ? INSIDE_LEG : OUTSIDE_LEG);
  return { ...world, flights: [...world.flights, { ...flight, leg, left: flight.due, due }] };
}

/** A packet has come to the next stop: a router, or the other machine. */
export function land(world: World, flight: Flight): Stepped {
  const stop = flight.way[flight.leg + 1] as Stop;
  const landed: World = { ...world, flights: world.flights.filter((one) => one !== flight) };
  if (stop === "device" || stop === "server") return arrive(landed, flight.packet);
  return stop === `${flight.packet.from}-router` ? leaveBy(landed, flight, stop) : enterBy(landed, flight, stop);
}

type RouterStop = Extract<Stop, `${string}-router`>;

/** Outward the packet is given the router's address. */
function leaveBy(world: World, flight: Flight, stop: RouterStop): Stepped {
  const { packet } = flight;
  const name = routerAt(stop, packet.from, packet.target, world.deviceAt);
  const router = world.routers[name];
  if (!router) return { world, events: [] };
  const passed = outward(router, world.knobs, packet, world.now);
  const routed = { ...world, routers: { ...world.routers, [name]: passed.router } };
  return {
    world: flying(routed, { ...flight, packet: { ...packet, source: passed.mapping.outside } }),
    events: passed.opened ? [{ at: world.now, id: "opened", router: name, mapping: passed.mapping }] : [],
  };
}

/** Inward it needs somebody inside that it is for. */
function enterBy(world: World, flight: Flight, stop: RouterStop): Stepped {
  const { packet } = flight;
  const name = routerAt(stop, packet.from, packet.target, world.deviceAt);
  const router = world.routers[name];
  const entered = router && inward(router, world.knobs, packet, world.now);
  if (!entered) return { world, events: [{ at: world.now, id: "lost", packet, where: stop }] };
  const routed = { ...world, routers: { ...world.routers, [name]: entered.router } };
  return { world: flying(routed, { ...flight, packet: { ...packet, target: entered.inside } }), events: [] };
}

function arrive(world: World, packet: Packet): Stepped {
  const at = world.now;
  const side = otherSide(packet.from);
  if (side === "device" && !deviceHas(packet.target, world.knobs, world.deviceAt)) {
    return { world, events: [{ at, id: "lost", packet, where: "nobody" }] };
  }
  let accepted = false;
  const acted = act(world, side, (one) => {
    accepted = receive(one, packet);
  });
  const first: WorldEvent = accepted ? { at, id: "arrived", packet } : { at, id: "lost", packet, where: "no-key" };
  return { world: acted.world, events: [first, ...acted.events] };
}
