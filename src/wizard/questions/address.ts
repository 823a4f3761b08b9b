/** The peer's own addresses in the tunnel: one free one of each network of the interface, unless others are typed. */
import {
  contains,
  formatAddress,
  formatNetwork,
  isHost,
  type Network,
  parseNetwork,
  specialOf,
} from "../../wireguard/address.ts";
import type { World } from "../../wireguard/world.ts";
import { items, nothing, quoted, refused, remark, suggestedFrom, understood } from "../parsed.ts";
import type { Draft, Parsed, Question, Suggestion } from "../question.ts";
import type { Remark } from "../remarks.ts";
import { standingAddresses } from "../rotating.ts";
import { freeAddresses, holderOf, interfaceNetworks, isServerAddress, reservedIn } from "../server.ts";

export const address: Question<"address"> = {
  id: "address",
  control: { kind: "text" },
  asked: (_draft, { rotating }) => !rotating,
  suggest: (_draft, world) => suggest(world),
  parse(text, _draft, world) {
    if (text.trim().toLowerCase() !== "auto") return parse(text, world);
    const { text: free, doubt } = suggest(world);
    return free === null ? { ok: false, problem: doubt ?? remark("address-no-network", {}) } : parse(free, world);
  },
};

/** No single host. */
const ANY: Network = { family: 4, value: 0n, bits: 0 };

/** The addresses that a draft gives the peer, or would be given; empty while that cannot be told. */
export function addressesOf(draft: Draft, world: World): readonly Network[] {
  const standing = standingAddresses(world);
  if (standing !== null) return standing;
  const parsed = address.parse(draft.address ?? "auto", draft, world);
  return parsed.ok ? parsed.value : [];
}

function suggest(world: World): Suggestion {
  const own = world.adopted?.allowedIPs.filter((entry) => isHost(parseNetwork(entry) ?? ANY)) ?? [];
  if (own.length > 0) return suggestedFrom(own.join(", "), { kind: "running" });
  const usable = freeAddresses(world).filter(
    ({ network }) => network.family === 4 || world.facts.ipv6Disabled !== true,
  );
  const offered = usable.length > 0 ? usable : freeAddresses(world);
  if (offered.length === 0) return nothing(remark("address-no-network", {}));
  const full = offered.find((one) => one.address === null);
  const doubt = full ? remark("address-full", { network: formatNetwork(full.network) }) : null;
  const free = offered.flatMap((one) => (one.address ? [formatNetwork(one.address)] : []));
  if (free.length === 0) return nothing(doubt);
  return suggestedFrom(free.join(", "), { kind: "free" }, doubt ?? ipv6Off(offered, world));
}

/** Only IPv6 networks are left to take an address from, and this machine has IPv6 switched off. */
function ipv6Off(offered: ReturnType<typeof freeAddresses>, world: World): Remark | null {
  const six = offered.find(({ network }) => network.family === 6)?.address;
  return six && world.facts.ipv6Disabled === true ? remark("address-ipv6-off", { address: formatAddress(six) }) : null;
}

function parse(text: string, world: World): Parsed<readonly Network[]> {
  const typed = items(text);
  if (typed.length === 0) {
    const { text: free, doubt } = suggest(world);
    return free === null && doubt ? { ok: false, problem: doubt } : refused("address-empty", {});
  }
  const addresses: Network[] = [];
  for (const item of typed) {
    const network = parseNetwork(item);
    if (!network) return refused("address-bad", { text: quoted(item), would: bare(suggest(world).text) });
    const spelled = formatAddress(network);
    if (!isHost(network)) return refused("address-network", { text: quoted(item), would: spelled });
    if (addresses.some((one) => formatNetwork(one) === formatNetwork(network)))
      return refused("address-twice", { address: spelled });
    const problem = specialProblem(network, item, world) ?? takenBy(network, world);
    if (problem) return { ok: false, problem };
    addresses.push(network);
  }
  return understood(
    addresses,
    addresses.flatMap((one) => warningsFor(one, world)),
  );
}

/** The addresses without the lengths that say that they are single ones. */
function bare(list: string | null): string | null {
  return list?.replace(/\/\d+/g, "") ?? null;
}

/** An address that no packet finds its way by. Who built the tunnel itself of such a range, as meshes do, knows why. */
function specialProblem(network: Network, typed: string, world: World): Remark | null {
  const what = specialOf(network);
  const chosen = interfaceNetworks(world).some((own) => specialOf(own) !== null && contains(own, network));
  return what === null || chosen ? null : remark("address-special", { address: quoted(typed), what });
}

/** Why the address cannot be given away, and to whom it belongs. */
function takenBy(network: Network, world: World): Remark | null {
  const spelled = formatAddress(network);
  if (isServerAddress(network, world)) return remark("address-server", { address: spelled });
  const reserved = reservedIn(network, world);
  if (reserved)
    return remark("address-reserved", {
      address: spelled,
      network: formatNetwork(reserved.network),
      what: reserved.what,
    });
  const held = holderOf(network, world);
  if (!held) return null;
  const { name, line, live } = held;
  if (live !== null) return remark("address-live", { address: spelled, entry: formatNetwork(held.network), key: live });
  const would = freeAddresses(world).find((free) => contains(free.network, network))?.address;
  return remark("address-peer", {
    address: spelled,
    entry: formatNetwork(held.network),
    name,
    line,
    would: would ? formatAddress(would) : null,
  });
}

function warningsFor(network: Network, world: World): Remark[] {
  const warnings: Remark[] = [];
  const networks = interfaceNetworks(world);
  if (networks.length > 0 && !networks.some((one) => contains(one, network)))
    warnings.push(
      remark("address-outside", { address: formatAddress(network), networks: networks.map(formatNetwork).join(", ") }),
    );
  if (network.family === 6 && world.facts.ipv6Disabled === true)
    warnings.push(remark("address-ipv6-off", { address: formatAddress(network) }));
  return warnings;
}
