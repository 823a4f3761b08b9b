/** What the device sends through the tunnel: AllowedIPs in its own file. */
import { formatNetwork, type Network, networkOf, parseNetwork } from "../../wireguard/address.ts";
import type { World } from "../../wireguard/world.ts";
import { ALL, keptFiles, trafficIn, trafficOf } from "../last-time.ts";
import { items, quoted, refused, suggested, suggestedFrom, understood } from "../parsed.ts";
import type { Draft, Option, Question, Traffic } from "../question.ts";
import { interfaceNetworks } from "../server.ts";
import { toldTraffic } from "../tool-defaults.ts";

export const traffic: Question<"traffic"> = {
  id: "traffic",
  control: {
    kind: "choice",
    options: (_draft, world) =>
      ["all", "all4", ...(interfaceNetworks(world).length > 0 ? ["vpn"] : [])].map(
        (id): Option => ({ question: "traffic", text: id, id }),
      ),
  },
  asked: (_draft, { rotating }) => !rotating?.file,
  suggest(_draft, world) {
    for (const file of keptFiles(world)) {
      const last = trafficIn(file, world);
      if (last) return suggestedFrom(textOf(last), { kind: "last-time", path: file.path });
    }
    const told = toldTraffic(world);
    return told ? suggestedFrom(textOf(told.value), told.source) : suggested("all", "usual");
  },
  parse(text, _draft, world) {
    const word = text.trim().toLowerCase();
    if (word === "all") return understood({ kind: "all", networks: ALL });
    if (word === "all4") return understood({ kind: "all4", networks: ALL.slice(0, 1) });
    if (word === "vpn") {
      const networks = interfaceNetworks(world);
      return networks.length === 0 ? refused("traffic-no-network", {}) : understood({ kind: "vpn", networks });
    }
    const networks: Network[] = [];
    for (const item of items(text)) {
      const network = parseNetwork(item);
      if (!network) return refused("traffic-bad", { text: quoted(item) });
      const clean = networkOf(network);
      if (clean.value !== network.value)
        return refused("traffic-host-bits", { text: quoted(item), would: formatNetwork(clean) });
      networks.push(clean);
    }
    return networks.length === 0 ? refused("traffic-bad", { text: "" }) : understood(trafficOf(networks, world));
  },
};

/** What the draft sends through the tunnel, or would; null while that cannot be told. */
export function trafficNow(draft: Draft, world: World): Traffic | null {
  const text = draft.traffic ?? traffic.suggest(draft, world).text;
  const parsed = text === null ? null : traffic.parse(text, draft, world);
  return parsed?.ok ? parsed.value : null;
}

function textOf({ kind, networks }: Traffic): string {
  return kind === "list" ? networks.map(formatNetwork).join(", ") : kind;
}
