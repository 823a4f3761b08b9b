/**
 * What a packet filter's own listing tells of one port and of forwarding. Only a filter that drops whatever is not named
 * is judged, and only if it names nothing that could be meant: any doubt counts as open.
 */
import type { FirewallText } from "../wireguard/machine.ts";

/** Whether packets to this UDP port may come in, as far as the rules tell. */
export function letsIn({ nft, iptables }: FirewallText, port: number): boolean {
  return !((iptables && shutByIptables(iptables, port)) || (nft && shutByNft(nft, port)));
}

/** Whether packets from or to this interface may be forwarded, as far as the rules tell. */
export function forwards({ nft, iptables }: FirewallText, interfaceName: string, networks: readonly string[]): boolean {
  const names = [interfaceName, ...networks];
  if (iptables && drops(iptables, "FORWARD")) {
    const accepts = iptables.split("\n").filter((line) => line.startsWith("-A ") && !/-j (?:DROP|REJECT)\b/.test(line));
    const open = accepts.some(
      (line) =>
        names.some((name) => line.includes(name)) || /^-A FORWARD(?: -j ACCEPT| -m comment .*-j ACCEPT)$/.test(line),
    );
    // A rule for another device, or for no device at all, may be one for this tunnel: `-i wg+`, a mark, a set.
    const doubtful = accepts.some((line) => /wg\+|--mark|--match-set|-i \+/.test(line));
    if (!open && !doubtful) return false;
  }
  const chains = nft ? baseChains(nft, "forward") : [];
  const shut = chains.some((chain) => chain.drops) && nft !== null;
  if (!shut) return true;
  return names.some((name) => nft.includes(name)) || /wg\*|\bmeta mark\b|xt match|iifname @|oifname @/.test(nft);
}

function shutByIptables(text: string, port: number): boolean {
  if (!drops(text, "INPUT")) return false;
  return !text.split("\n").some((line) => {
    if (!line.startsWith("-A ") || /-j (?:DROP|REJECT|LOG|RETURN)\b/.test(line)) return false;
    if (/--match-set|-m set\b/.test(line)) return true;
    if (/^-A INPUT(?: -i \S+)? -j ACCEPT$/.test(line)) return !line.includes("-i lo");
    if (!/-p udp\b/.test(line)) return false;
    const ports = /--dports? (\S+)/.exec(line)?.[1];
    if (ports !== undefined) return holds(ports, ",", ":", port);
    // UDP without a port: all of it, unless something else narrows it (replies, a source port, another device).
    return /-j ACCEPT\b/.test(line) && !/--(?:ct)?state|--sport|-d 224|-d ff02/.test(line);
  });
}

function drops(text: string, chain: string): boolean {
  if (new RegExp(`^:${chain} DROP\\b`, "m").test(text)) return true;
  const own = text.split("\n").filter((line) => line.startsWith(`-A ${chain} `));
  return new RegExp(`^-A ${chain} -j (?:DROP|REJECT)\\b`).test(own.at(-1) ?? "");
}

function shutByNft(text: string, port: number): boolean {
  if (!baseChains(text, "input").some((chain) => chain.drops)) return false;
  // Named sets, maps and foreign matches can hold anything.
  if (/dport (?:@|vmap|map)|xt match|th dport|\bjump\s+@/.test(text)) return false;
  const stated = [...text.matchAll(/\budp dport (\{[^}]*\}|[^\s]+)([^\n]*)/g)];
  return !stated.some(([, ports = "", rest = ""]) => {
    if (/\b(?:drop|reject)\b/.test(rest)) return false;
    return holds(ports.replace(/[{}\s]/g, ""), ",", "-", port);
  });
}

/** The chains that see packets at this point of their way, and whether what matches no rule of theirs is dropped. */
function baseChains(text: string, hook: string): { readonly drops: boolean }[] {
  const chains = [...text.matchAll(/\bchain \S+ \{\n([\s\S]*?)\n\t?\s*\}\n?/g)].map(([, body = ""]) => body);
  return chains
    .filter((body) => new RegExp(`type filter hook ${hook}\\b`).test(body))
    .map((body) => {
      const last = body.trimEnd().split("\n").at(-1)?.trim() ?? "";
      const closing = /^(?:counter packets \d+ bytes \d+ )?(?:drop|reject)\b/.test(last);
      return { drops: /policy drop/.test(body) || closing };
    });
}

/** Whether a list of ports and ranges holds this one. */
function holds(list: string, comma: string, range: string, port: number): boolean {
  return list.split(comma).some((item) => {
    const [from = "", to = from] = item.split(range);
    // A service's name is not looked up: it may be ours.
    if (!/^\d+$/.test(from)) return true;
    return port >= Number(from) && port <= Number(to || 65535);
  });
}
