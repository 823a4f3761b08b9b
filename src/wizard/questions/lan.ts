/** Networks behind the peer: they go into the server's AllowedIPs, so that it sends there what is for them. */
import {
  contains,
  formatNetwork,
  isEverything,
  isHost,
  type Network,
  networkOf,
  overlaps,
  parseNetwork,
  specialOf,
} from "../../wireguard/address.ts";
import type { World } from "../../wireguard/world.ts";
import { items, quoted, refused, remark, suggestedFrom, understood } from "../parsed.ts";
import type { Question } from "../question.ts";
import type { Remark } from "../remarks.ts";
import { interfaceNetworks, overlapping, unique } from "../server.ts";
import { addressesOf } from "./address.ts";

export const lan: Question<"lan"> = {
  id: "lan",
  control: { kind: "text" },
  asked: (_draft, { rotating }) => !rotating,
  suggest(_draft, { adopted }) {
    const networks = (adopted?.allowedIPs ?? []).flatMap((entry) => parseNetwork(entry) ?? []);
    const everything = networks.find(isEverything);
    // Left out of the file it would be taken from the peer on loading: somebody has to look at that.
    const doubt = everything ? remark("lan-everything", { text: formatNetwork(everything) }) : null;
    const own = networks.filter((network) => !isHost(network) && !isEverything(network)).map(formatNetwork);
    if (own.length > 0) return suggestedFrom(own.join(", "), { kind: "running" }, doubt);
    return suggestedFrom("none", { kind: "usual" }, doubt);
  },
  parse(text, draft, world) {
    const typed = text.trim().toLowerCase() === "none" ? [] : items(text);
    const networks: Network[] = [];
    for (const item of typed) {
      const network = parseNetwork(item);
      if (!network) return refused("lan-bad", { text: quoted(item) });
      if (isEverything(network)) return refused("lan-everything", { text: quoted(item) });
      const clean = networkOf(network);
      if (clean.value !== network.value)
        return refused("lan-host-bits", { text: quoted(item), would: formatNetwork(clean) });
      const what = specialOf(clean);
      if (what !== null) return refused("lan-special", { network: quoted(item), what });
      if (isHost(clean) && addressesOf(draft, world).some((own) => formatNetwork(own) === formatNetwork(clean)))
        return refused("lan-own-address", { network: formatNetwork(clean) });
      networks.push(clean);
    }
    const all = unique(networks);
    return understood(
      all,
      all.flatMap((network) => collisions(network, world)),
    );
  },
};

/** Whom the network collides with: the tunnel, another peer, a network of this machine. */
function collisions(network: Network, world: World): Remark[] {
  const spelled = formatNetwork(network);
  const own = interfaceNetworks(world).filter((other) => overlaps(other, network));
  const peers = overlapping(network, world);
  const machine = world.facts.addresses.flatMap(({ device, network: text }) => {
    const other = parseNetwork(text);
    return other && overlaps(other, network) ? [{ device, other: formatNetwork(networkOf(other)) }] : [];
  });
  // One peer is enough to look at; a wide network may meet thousands.
  const worst = peers.find((held) => held.from === network.value && held.network.bits === network.bits) ?? peers[0];
  return [
    ...own.map((other) => remark("lan-interface", { network: spelled, other: formatNetwork(other) })),
    ...(worst && !own.some((other) => contains(network, other)) ? [peerRemark(spelled, worst)] : []),
    ...machine.map(({ device, other }) => remark("lan-machine", { network: spelled, other, device })),
  ];
}

/** Exactly the same network is taken from the other peer without a word (wireguard-semantics §1.2). */
function peerRemark(spelled: string, held: ReturnType<typeof overlapping>[number]): Remark {
  const { name, line, live } = held;
  const other = formatNetwork(networkOf(held.network));
  if (live !== null) return remark("lan-live", { network: spelled, other, key: live });
  return other === spelled
    ? remark("lan-stolen", { network: spelled, name, line })
    : remark("lan-peer", { network: spelled, other, name, line });
}
