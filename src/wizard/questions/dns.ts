/** Whom the device asks for names while the tunnel is on. */
import {
  type Address,
  contains,
  formatAddress,
  hostOf,
  isGlobal,
  type Network,
  parseAddress,
  type Special,
  specialOf,
} from "../../wireguard/address.ts";
import type { World } from "../../wireguard/world.ts";
import { keptFiles, type LastTime, trafficIn } from "../last-time.ts";
import { items, quoted, refused, remark, suggested, suggestedFrom, understood } from "../parsed.ts";
import type { Draft, Option, Question } from "../question.ts";
import { isServerAddress, serverAddress } from "../server.ts";
import { toldDns } from "../tool-defaults.ts";
import { addressesOf } from "./address.ts";
import { trafficNow } from "./traffic.ts";

const MOST = 4;

/** Public resolvers by their owners, who are named beside them. */
const PUBLIC = [
  { id: "cloudflare", 4: "1.1.1.1", 6: "2606:4700:4700::1111" },
  { id: "quad9", 4: "9.9.9.9", 6: "2620:fe::fe" },
] as const;

export const dns: Question<"dns"> = {
  id: "dns",
  control: { kind: "choice", options },
  asked: (_draft, { rotating }) => !rotating?.file,
  suggest(draft, world) {
    const last = lastTime(draft, world);
    if (last) return suggestedFrom(last.text, { kind: "last-time", path: last.file.path });
    const traffic = trafficNow(draft, world);
    const told = toldDns(traffic, MOST, world);
    if (told) return suggestedFrom(told.value.join(", "), told.source);
    const kind = traffic?.kind;
    if (kind !== "all" && kind !== "all4") return suggested("none", "usual");
    const own = tunnelResolver(draft, world);
    return own
      ? suggestedFrom(formatAddress(own), { kind: "tunnel-resolver" })
      : suggestedFrom(PUBLIC[0][family(draft, world)], { kind: "public-resolver" });
  },
  parse(text, draft, world) {
    if (text.trim().toLowerCase() === "none") return understood([]);
    const typed = items(text);
    if (typed.length === 0) return refused("dns-empty", {});
    if (typed.length > MOST) return refused("dns-many", { count: typed.length, most: MOST });
    const addresses: Network[] = [];
    for (const item of typed) {
      const read = parseAddress(item);
      if (!read) return refused("dns-bad", { text: quoted(item) });
      const what = nowhere(read);
      if (what !== null) return refused("dns-special", { address: quoted(item), what });
      if (!addresses.some((one) => one.family === read.family && one.value === read.value))
        addresses.push(hostOf(read));
    }
    const sent = trafficNow(draft, world)?.networks ?? null;
    const warnings = addresses.flatMap((one) => {
      const spelled = { address: formatAddress(one) };
      if (isServerAddress(one, world) && !answers(one, world)) return [remark("dns-nobody", spelled)];
      if (!isGlobal(one) && sent && !sent.some((network) => contains(network, one)))
        return [remark("dns-outside", spelled)];
      if (!hasFamily(one.family, draft, world) && sent?.some((network) => contains(network, one)))
        return [remark("dns-family", { ...spelled, family: one.family === 4 ? "IPv4" : "IPv6" })];
      return [];
    });
    return understood(addresses.map(formatAddress), warnings);
  },
};

function options(draft: Draft, world: World): readonly Option[] {
  const own = tunnelResolver(draft, world);
  const last = lastTime(draft, world);
  const offered: { id: string; text: string }[] = [
    ...(own ? [{ id: "tunnel", text: formatAddress(own) }] : []),
    ...PUBLIC.map((one) => ({ id: one.id, text: one[family(draft, world)] })),
    { id: "none", text: "none" },
  ];
  const added = last && !offered.some(({ text }) => text === last.text) ? [{ id: "last", text: last.text }] : [];
  return [...added, ...offered].map((one) => ({ question: "dns", ...one }));
}

/** Why nobody answers at this address; some clouds have their resolvers at link-local ones. */
function nowhere(address: Address): Special | null {
  const what = specialOf(hostOf(address));
  return what === "link-local" ? null : what;
}

/** What the newest kept file with the same kind of traffic says. */
function lastTime(draft: Draft, world: World): { readonly text: string; readonly file: LastTime } | null {
  const kind = trafficNow(draft, world)?.kind;
  for (const file of keptFiles(world)) {
    if (trafficIn(file, world)?.kind !== kind) continue;
    const listed = file.conf.interface.dns.map((entry) => parseAddress(entry.trim()));
    const usable = listed.filter((one) => one !== null && nowhere(one) === null && hasFamily(one.family, draft, world));
    const addresses = usable.flatMap((one) => (one ? [formatAddress(one)] : [])).slice(0, MOST);
    if (listed.length === 0) return { text: "none", file };
    if (addresses.length > 0) return { text: addresses.join(", "), file };
  }
  return null;
}

/** The server's tunnel address of the device's family, if something there answers names. */
function tunnelResolver(draft: Draft, world: World): Network | null {
  const preferred = family(draft, world);
  const found = ([preferred, preferred === 4 ? 6 : 4] as const).map((one) => serverAddress(one, world));
  return found.find((one) => one !== null && hasFamily(one.family, draft, world) && answers(one, world)) ?? null;
}

/** Whether something listens on port 53 of this address; `::` usually takes IPv4 as well. */
function answers(address: Network, world: World): boolean {
  return world.facts.resolvers.some((text) => {
    const one = parseAddress(text);
    if (!one) return false;
    if (one.value === 0n) return one.family === 6 || address.family === 4;
    return one.family === address.family && one.value === address.value;
  });
}

/** IPv4 unless the device has only IPv6 in the tunnel. */
function family(draft: Draft, world: World): 4 | 6 {
  const addresses = addressesOf(draft, world);
  return addresses.length > 0 && addresses.every((one) => one.family === 6) ? 6 : 4;
}

function hasFamily(wanted: 4 | 6, draft: Draft, world: World): boolean {
  const addresses = addressesOf(draft, world);
  return addresses.length === 0 || addresses.some((one) => one.family === wanted);
}
