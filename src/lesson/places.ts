/** Where things stand in the lesson's world: addresses, routers, and the way a packet takes between the two machines. */
import type { Knobs } from "./knobs.ts";
import type { Mapping, Router } from "./nat.ts";
import type { Side } from "./packet.ts";

/** A stop on the way; `device-router` is the router of the network in which the device is. */
export type Stop = "device" | "device-router" | "server-router" | "server";

/** The device's network: at home, in none, or in another one with another address. */
export type DeviceAt = "home" | "gone" | "elsewhere";

/** The routers there are; null where a machine stands behind none. */
export interface Routers {
  readonly home: Router | null;
  readonly elsewhere: Router | null;
  readonly server: Router | null;
}

export type RouterName = keyof Routers;

const HOME_IP = "198.51.100.7";
const ELSEWHERE_IP = "192.0.2.44";
const SERVER_IP = "203.0.113.5";
const DEVICE_PORT = 41641;
const SERVER_PORT = 47770;

/** The Endpoint in the device's file. */
export const SERVER_ENDPOINT = `${SERVER_IP}:${SERVER_PORT}`;
/** The Endpoint in the server's block, where it has one. */
export const DEVICE_ENDPOINT = `${HOME_IP}:${DEVICE_PORT}`;

const INSIDE = { home: `192.168.1.20:${DEVICE_PORT}`, elsewhere: `10.20.0.9:${DEVICE_PORT}` } as const;
const SERVER_INSIDE = `192.168.0.10:${SERVER_PORT}`;

export function routersOf({ devicePlace, serverPlace }: Knobs): Routers {
  const own = (ip: string): Router | null => (devicePlace === "router" ? { ip, forwarded: null, mappings: [] } : null);
  const forwarded = serverPlace === "forwarded" ? { outside: SERVER_ENDPOINT, inside: SERVER_INSIDE } : null;
  return {
    home: own(HOME_IP),
    elsewhere: own(ELSEWHERE_IP),
    server: serverPlace === "public" ? null : { ip: SERVER_IP, forwarded, mappings: [] },
  };
}

/** The machine's own `IP:port`, in its own network. */
export function ownAddress(side: Side, knobs: Knobs, deviceAt: DeviceAt): string {
  if (side === "server") return knobs.serverPlace === "public" ? SERVER_ENDPOINT : SERVER_INSIDE;
  const network = deviceAt === "elsewhere" ? "elsewhere" : "home";
  if (knobs.devicePlace === "router") return INSIDE[network];
  return network === "home" ? DEVICE_ENDPOINT : `${ELSEWHERE_IP}:${DEVICE_PORT}`;
}

/** The stops between one machine and the other, both included. */
export function wayFrom(side: Side, knobs: Knobs): readonly Stop[] {
  const stops: Stop[] = ["device"];
  if (knobs.devicePlace === "router") stops.push("device-router");
  if (knobs.serverPlace !== "public") stops.push("server-router");
  stops.push("server");
  return side === "device" ? stops : stops.reverse();
}

/** The router whose network the device is in, or was in last. */
export function deviceRouter(deviceAt: DeviceAt): RouterName {
  return deviceAt === "elsewhere" ? "elsewhere" : "home";
}

/** The router that stands at this stop for a packet of this side: what comes in goes to the one that owns the address. */
export function routerAt(stop: Stop, from: Side, target: string, deviceAt: DeviceAt): RouterName {
  if (stop === "server-router") return "server";
  if (from === "device") return deviceRouter(deviceAt);
  return target.startsWith(`${ELSEWHERE_IP}:`) ? "elsewhere" : "home";
}

/** Whether the device, where it is now, is the one that owns this address. */
export function deviceHas(address: string, knobs: Knobs, deviceAt: DeviceAt): boolean {
  return deviceAt !== "gone" && address === ownAddress("device", knobs, deviceAt);
}

/** The mapping in front of this machine for what the other one sends; null for none, or where no router stands there. */
export function wayIn(routers: Routers, side: Side, deviceAt: DeviceAt): Mapping | null {
  const router = routers[side === "server" ? "server" : deviceRouter(deviceAt)];
  return router?.mappings.at(-1) ?? null;
}
