/** What is done to the world from outside: somebody pings, a router restarts, the device walks away. */
import { freshPeer, sendData, switchKeepalive } from "./peer.ts";
import { DEVICE_ENDPOINT } from "./places.ts";
import { act } from "./travel.ts";
import type { Deed, Stepped, World } from "./world.ts";

const DEEDS: { readonly [Do in Deed["do"]]: (world: World, deed: Extract<Deed, { do: Do }>) => Stepped } = {
  ping: (world, { from }) => {
    const ping = world.pings + 1;
    return act({ ...world, pings: ping }, from, (one) => sendData(one, "ping", ping));
  },
  stream: (world, { on }) => quiet({ ...world, stream: on ? world.now : null }),
  keepalive: (world, { side, seconds }) => {
    const knobs = { ...world.knobs, [side]: seconds };
    return act({ ...world, knobs }, side, (one) => switchKeepalive(one, seconds));
  },
  "router-restarts": (world) => {
    const { home, elsewhere, server } = world.routers;
    const emptied = (router: typeof home) => router && { ...router, mappings: [] };
    return quiet({ ...world, routers: { home: emptied(home), elsewhere: emptied(elsewhere), server } });
  },
  "server-restarts": (world) => {
    const server = freshPeer("server", null, world.knobs.serverEndpoint ? DEVICE_ENDPOINT : null);
    return act({ ...world, server }, "server", (one) => switchKeepalive(one, world.knobs.server));
  },
  "device-leaves": (world) => quiet({ ...world, deviceAt: "gone" }),
  "device-returns": (world) => quiet({ ...world, deviceAt: "elsewhere" }),
};

/** The deeds that the packets they cause tell of well enough. */
const TELLS_ITSELF: ReadonlySet<Deed["do"]> = new Set(["ping", "stream"]);

/** Does it, and tells of it; interfaces that come up at the beginning are not told of. */
export function perform(world: World, deed: Deed): Stepped {
  const done = (DEEDS[deed.do] as (world: World, deed: Deed) => Stepped)(world, deed);
  if (TELLS_ITSELF.has(deed.do) || world.now === 0) return done;
  return { ...done, events: [{ at: world.now, id: "done", deed }, ...done.events] };
}

function quiet(world: World): Stepped {
  return { world, events: [] };
}
