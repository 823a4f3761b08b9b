/** What can be turned in the lesson: the two files, the routers, and what is tried. */

import type { Forgets, Renewed } from "./nat.ts";
import type { Side } from "./packet.ts";

export interface Knobs {
  /** PersistentKeepalive in the device's file, in seconds. */
  readonly device: number | null;
  /** PersistentKeepalive in the server's block for the device, in seconds. */
  readonly server: number | null;
  readonly forgets: Forgets;
  readonly renewed: Renewed;
  /** Where the device stands: behind a router, or where everybody can call it. */
  readonly devicePlace: "router" | "public";
  /** Where the server stands: `forwarded` and `closed` are behind a router, with its port forwarded or not. */
  readonly serverPlace: "public" | "forwarded" | "closed";
  /** The server's block has an Endpoint: the device's public address. */
  readonly serverEndpoint: boolean;
  /** A download from the server that is never answered, one packet a second. */
  readonly stream: boolean;
  /** Who pings after the silence, and after how many seconds. */
  readonly asks: Side;
  readonly after: number;
  /** What happens 15 s into the silence. */
  readonly meanwhile: "nothing" | "router" | "server" | "moves" | "leaves";
}

export type KnobId = keyof Knobs;

/** A server that everybody can call, a device behind a router that forgets after 30 s; nobody has the line. */
export const PLAIN: Knobs = {
  device: null,
  server: null,
  forgets: 30,
  renewed: "both",
  devicePlace: "router",
  serverPlace: "public",
  serverEndpoint: false,
  stream: false,
  asks: "server",
  after: 60,
  meanwhile: "nothing",
};

const INTERVALS: readonly (number | null)[] = [null, 10, 15, 25, 60, 150];

/** The values of each knob, in the order in which they are turned through. */
export const VALUES: { readonly [Id in KnobId]: readonly Knobs[Id][] } = {
  device: INTERVALS,
  server: INTERVALS,
  forgets: ["linux", 30, 60, 120, 300],
  renewed: ["both", "outward"],
  devicePlace: ["router", "public"],
  serverPlace: ["public", "forwarded", "closed"],
  serverEndpoint: [false, true],
  stream: [false, true],
  asks: ["server", "device"],
  after: [15, 30, 45, 60, 120, 170, 300],
  meanwhile: ["nothing", "router", "server", "moves", "leaves"],
};

export const KNOB_IDS = Object.keys(VALUES) as readonly KnobId[];

/** The knob turned one value on, round and round; a value of one's own goes to the nearest one in that direction. */
export function turned(knobs: Knobs, id: KnobId, step: 1 | -1): Knobs {
  const values: readonly unknown[] = VALUES[id];
  const here = values.indexOf(knobs[id]);
  const from = here >= 0 ? here : placeOf(values, knobs[id], step);
  const value = values[(from + step + values.length) % values.length];
  return { ...knobs, [id]: value };
}

/** Where a number that is not in the list stands, so that a step from there is the next one. */
function placeOf(values: readonly unknown[], value: unknown, step: 1 | -1): number {
  const larger = values.findIndex((one) => typeof one === "number" && typeof value === "number" && one > value);
  const at = larger < 0 ? values.length : larger;
  return step > 0 ? at - 1 : at;
}
