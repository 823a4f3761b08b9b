/**
 * IP addresses and networks as `wg` reads them (inet_pton forms only), as numbers one can compare. Knows nothing of
 * peers or files.
 */

export type Family = 4 | 6;

export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** An address with a prefix length. Host bits are kept as written: an interface's `10.77.0.1/24` is one of these. */
export interface Network extends Address {
  readonly bits: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** Reads one address; null for everything `wg` would refuse: leading zeros, zone ids, brackets, short forms. */
export function parseAddress(text: string): Address | null {
  return text.includes(":") ? parseIPv6(text) : parseIPv4(text);
}

/** Reads `IP` or `IP/len` as in AllowedIPs; without a length it is a single host. Null where `wg` would refuse. */
export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf("/");
  const address = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!address) return null;
  const length = slash < 0 ? String(WIDTH[address.family]) : text.slice(slash + 1);
  if (!/^\d+$/.test(length)) return null;
  const bits = Number(length);
  return bits > WIDTH[address.family] ? null : { ...address, bits };
}

/** The usual spelling; IPv6 as RFC 5952 wants it. */
export function formatAddress({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, at) => ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16));
  const run = longestZeroRun(groups);
  if (!run) return groups.join(":");
  return `${groups.slice(0, run.from).join(":")}::${groups.slice(run.to).join(":")}`;
}

/** `10.77.0.0/24`, always with its length. */
export function formatNetwork(network: Network): string {
  return `${formatAddress(network)}/${network.bits}`;
}

/** The network itself: host bits cleared. */
export function networkOf(network: Network): Network {
  return { ...network, value: (network.value >> hostBits(network)) << hostBits(network) };
}

/** The address alone, as a /32 or /128. */
export function hostOf(address: Address): Network {
  return { family: address.family, value: address.value, bits: WIDTH[address.family] };
}

/** Whether every address of `inner` is in `outer`. */
export function contains(outer: Network, inner: Network): boolean {
  return (
    outer.family === inner.family &&
    outer.bits <= inner.bits &&
    outer.value >> hostBits(outer) === inner.value >> hostBits(outer)
  );
}

/** Whether two networks share an address; one then contains the other. */
export function overlaps(a: Network, b: Network): boolean {
  return contains(a, b) || contains(b, a);
}

/** The last address of a network: in IPv4 its broadcast address. */
export function lastOf(network: Network): Address {
  return { family: network.family, value: networkOf(network).value + (1n << hostBits(network)) - 1n };
}

/** Whether the network is a single address. */
export function isHost(network: Network): boolean {
  return network.bits === WIDTH[network.family];
}

/** Whether it is a default route: every address of its family. */
export function isEverything(network: Network): boolean {
  return network.bits === 0;
}

/** Ranges nobody can call from the internet: RFC 1918, 6598, 3927, 4193, 4291, loopback, unspecified, IPv4 in IPv6. */
const NOT_GLOBAL = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/3",
  "::/127",
  "::ffff:0:0/96",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
].map((text) => parseNetwork(text) as Network);

/** Whether the address can be reached from anywhere, as far as its number tells. */
export function isGlobal(address: Address): boolean {
  return !NOT_GLOBAL.some((range) => contains(range, hostOf(address)));
}

/** What a range is set aside for, where it is for something else than machines that others reach over a network. */
export type Special = "unspecified" | "loopback" | "link-local" | "multicast" | "reserved" | "mapped";

/** Ranges with a meaning of their own: RFC 6890, 1122 (0/8, 127/8, 240/4), 3927, 5771, 4291 (IPv6). */
const SPECIAL = (
  [
    ["0.0.0.0/8", "unspecified"],
    ["127.0.0.0/8", "loopback"],
    ["169.254.0.0/16", "link-local"],
    ["224.0.0.0/4", "multicast"],
    ["240.0.0.0/4", "reserved"],
    ["::/128", "unspecified"],
    ["::1/128", "loopback"],
    ["::ffff:0:0/96", "mapped"],
    ["fe80::/10", "link-local"],
    ["ff00::/8", "multicast"],
  ] as const
).map(([text, what]) => ({ range: parseNetwork(text) as Network, what }));

/** What a network is that lies wholly in a range with a meaning of its own; null for ordinary ones. */
export function specialOf(network: Network): Special | null {
  return SPECIAL.find(({ range }) => contains(range, network))?.what ?? null;
}

/**
 * The lowest address of the interface's network that is in none of `taken`. The network's own address and, in IPv4,
 * the broadcast address are never given out (a /31 and a /32 have neither). Null when the network is full.
 */
export function freeAddress(network: Network, taken: readonly Network[]): Address | null {
  const base = networkOf(network);
  const small = hostBits(base) <= 1n;
  const last = lastOf(base).value - (base.family === 4 && !small ? 1n : 0n);
  const ranges = taken
    .filter((one) => overlaps(base, one))
    .map((one) => ({ from: networkOf(one).value, to: lastOf(one).value }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  let next = small ? base.value : base.value + 1n;
  for (const range of ranges) {
    if (range.from > next) break;
    if (range.to >= next) next = range.to + 1n;
  }
  return next > last ? null : { family: base.family, value: next };
}

function hostBits(network: Network): bigint {
  return BigInt(WIDTH[network.family] - network.bits);
}

function parseIPv4(text: string): Address | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null;
  return { family: 4, value: parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) };
}

function parseIPv6(text: string): Address | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return null;
  if (halves.length === 1) return head.length === 8 ? fromGroups(head) : null;
  if (halves[0]?.includes(".")) return null;
  const missing = 8 - head.length - (tail as bigint[]).length;
  if (missing < 1) return null;
  return fromGroups([...head, ...Array<bigint>(missing).fill(0n), ...(tail as bigint[])]);
}

/** The 16-bit groups of one side of `::`; its last one may be an IPv4 address, as inet_pton allows. */
function groupsOf(side: string): bigint[] | null {
  if (side === "") return [];
  const groups: bigint[] = [];
  const parts = side.split(":");
  for (const [at, part] of parts.entries()) {
    const embedded = at === parts.length - 1 && part.includes(".") ? parseIPv4(part) : null;
    if (embedded) groups.push(embedded.value >> 16n, embedded.value & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

function fromGroups(groups: readonly bigint[]): Address | null {
  return groups.length === 8 ? { family: 6, value: groups.reduce((sum, group) => (sum << 16n) | group, 0n) } : null;
}

function longestZeroRun(groups: readonly string[]): { from: number; to: number } | null {
  let best: { from: number; to: number } | null = null;
  for (let from = 0; from < groups.length; from++) {
    let to = from;
    while (groups[to] === "0") to++;
    if (to - from > 1 && to - from > (best ? best.to - best.from : 0)) best = { from, to };
  }
  return best;
}
