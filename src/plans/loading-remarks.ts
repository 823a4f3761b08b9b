/** What a person should hear of a loading before it is done: whatever it does beside what was asked for. */
import { visible } from "../text/visible.ts";
import { ownPeer } from "../wireguard/session.ts";
import type { World } from "../wireguard/world.ts";
import { quoted, remark } from "../wizard/parsed.ts";
import type { Remark } from "../wizard/remarks.ts";
import { calledIn } from "./called.ts";
import type { Loading } from "./loading.ts";
import type { Withheld } from "./loading-routes.ts";

/** The worst first; empty where nothing is loaded, or nothing is to be said of it. */
export function loadingRemarks(loading: Loading | null, world: World): readonly Remark[] {
  if (loading === null) return [];
  const { interfaceName } = world;
  const { own, unrouted, leadNowhere, withheld, asked } = loading;
  const port = own.listenPort;
  const off = withheld.flatMap((one) => (one.why === "ipv6-off" ? [one.network] : []));
  return [
    ...some(loading.cutsOwnSession, () => remark("loading-cuts-session", { interfaceName, name: ownName(world) })),
    ...about(leadNowhere, (networks) => remark("loading-lead-nowhere", { networks, interfaceName })),
    ...(port === undefined
      ? []
      : [remark("loading-port", { port, running: world.live?.listenPort ?? null, interfaceName })]),
    ...takes(loading, world),
    ...withheld.flatMap((one) => (one.why === "machine" ? [machine(one, interfaceName)] : [])),
    ...about(off, (networks) => remark("loading-ipv6-off", { networks })),
    ...about(unrouted, (networks) => remark("loading-unrouted", { networks, interfaceName })),
    ...about([...new Set(asked)], (hosts) => remark("loading-asks", { hosts })),
  ];
}

function ownName(world: World): string | null {
  const own = ownPeer(world);
  return own === null ? null : calledIn(world, own);
}

/** One for each peer that loses something. */
function takes({ taken }: Loading, world: World): Remark[] {
  const losers = [...new Set(taken.map(({ from }) => from))];
  return losers.map((loser) => {
    const networks = taken.filter(({ from }) => from === loser).map(({ network }) => network);
    return remark("loading-takes", { networks: listed(networks), who: calledIn(world, loser) });
  });
}

function machine({ network, device, other }: Extract<Withheld, { why: "machine" }>, interfaceName: string): Remark {
  return remark("loading-machine", { network, device: visible(device), other, interfaceName });
}

function about(texts: readonly string[], make: (listed: string) => Remark): Remark[] {
  return some(texts.length > 0, () => make(listed(texts)));
}

function some(is: boolean, make: () => Remark): Remark[] {
  return is ? [make()] : [];
}

/** A few of them; of the rest dots remain. */
function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map(quoted).join(", ");
  return texts.length > 3 ? `${shown}, …` : shown;
}
