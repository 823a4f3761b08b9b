/**
 * Replicas of other tools' menus, as far as they touch the server's file: how each finds its clients, what it takes out
 * with one of them, and how it adds the next. Written from what peer-names.md and wireguard-semantics.md §2.6 say of
 * them. Each works on lines alone, as the shell scripts do, and knows nothing of this program's reading.
 */

export interface Peer {
  readonly name: string;
  readonly publicKey: string;
  readonly presharedKey: string | null;
  /** Without its length: `10.8.0.2`. */
  readonly address: string;
  /** Its IPv6 address; null for none. */
  readonly address6: string | null;
}

export interface Tool {
  readonly title: string;
  /** The convention's id in this program. */
  readonly form: string;
  /** The signs and the length that its names may have. */
  readonly signs: string;
  readonly most: number;
  /** Everything above the first peer. */
  readonly head: readonly string[];
  /** The tool's own block for a client, with what it puts around it. */
  readonly block: (peer: Peer) => readonly string[];
  /** The names in its menu. */
  readonly list: (text: string) => readonly string[];
  /** The file after a client was chosen for removal. */
  readonly remove: (text: string, name: string) => string;
  /** The key that it takes off the running interface; null where it looks up none in this file. */
  readonly keyOf: ((text: string, name: string) => string) | null;
  /** Whether it takes an address of its network for taken; null where it does not look into this file for that. */
  readonly isTaken: ((text: string, address: string) => boolean) | null;
}

const SERVER = [
  "[Interface]",
  "Address = 10.8.0.1/24, fd42:42:42::1/64",
  "PrivateKey = mP8+aOEidqyHOU1d0SATJnfWo5jTsmt6BcrIUjtEr14=",
  "ListenPort = 51820",
];

const settings = ({ publicKey, presharedKey, address, address6 }: Peer, separator = ", "): string[] => [
  "[Peer]",
  `PublicKey = ${publicKey}`,
  ...(presharedKey === null ? [] : [`PresharedKey = ${presharedKey}`]),
  `AllowedIPs = ${[`${address}/32`, ...(address6 === null ? [] : [`${address6}/128`])].join(separator)}`,
];

const linesOf = (text: string): string[] => (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

/** What `sed '/FROM/,/TO/d'` leaves: the end is looked for from the line after, and where it is missing all goes. */
export function withoutRange(text: string, from: RegExp, to: RegExp): string {
  return textOf(ranged(text, from, to, () => null));
}

/** What `sed '/FROM/,/TO/ s/…/…/'` makes of a file. */
function changedRange(text: string, from: RegExp, to: RegExp, change: (line: string) => string): string {
  return textOf(ranged(text, from, to, change));
}

function ranged(text: string, from: RegExp, to: RegExp, change: (line: string) => string | null): string[] {
  let inside = false;
  return linesOf(text).flatMap((line) => {
    if (!inside && !from.test(line)) return [line];
    inside = inside ? !to.test(line) : true;
    return change(line) ?? [];
  });
}

const exactly = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const named = (text: string, pattern: RegExp) => linesOf(text).flatMap((line) => pattern.exec(line)?.[1] ?? []);

/** Finds an address anywhere in the file, as a piece of text. */
const standsAnywhere = (text: string, address: string) => text.includes(address);

/** Reads the fourth dot-field of each AllowedIPs line up to its length, and nothing else. */
const fourthField = (text: string, address: string) =>
  linesOf(text)
    .filter((line) => line.includes("AllowedIPs"))
    .some((line) => line.split(".")[3]?.split("/")[0] === address.split(".")[3]);

export const ANGRISTAN: Tool = {
  title: "angristan's wireguard-install",
  form: "angristan",
  signs: "abcxyzABCXYZ0189_-",
  most: 15,
  head: SERVER,
  block: (peer) => ["", `### Client ${peer.name}`, ...settings(peer, ",")],
  list: (text) => named(text, /^### Client (.*)$/),
  remove: (text, name) => withoutRange(text, new RegExp(`^### Client ${exactly(name)}$`), /^$/),
  keyOf: null,
  isTaken: standsAnywhere,
};

const MARKED = {
  form: "nyr",
  signs: "abcxyzABCXYZ0189_-",
  most: 15,
  head: [
    "# Do not alter the commented lines",
    "# They are used by wireguard-install",
    "# ENDPOINT 203.0.113.5",
    "",
    ...SERVER,
    "",
  ],
  block: (peer: Peer) => [`# BEGIN_PEER ${peer.name}`, ...settings(peer), `# END_PEER ${peer.name}`],
  list: (text: string) =>
    linesOf(text)
      .filter((line) => line.startsWith("# BEGIN_PEER"))
      .map((line) => line.split(" ")[2] ?? ""),
  remove: (text: string, name: string) =>
    withoutRange(text, new RegExp(`^# BEGIN_PEER ${exactly(name)}$`), new RegExp(`^# END_PEER ${exactly(name)}$`)),
  /** From the start mark on, the third word of the first line that speaks of a public key. */
  keyOf: (text: string, name: string) => {
    const lines = linesOf(text);
    const rest = lines.slice(lines.indexOf(`# BEGIN_PEER ${name}`));
    return rest.find((line) => line.includes("PublicKey"))?.split(" ")[2] ?? "";
  },
  isTaken: fourthField,
} satisfies Omit<Tool, "title">;

export const NYR: Tool = { title: "Nyr's wireguard-install", ...MARKED };

export const HWDSL2: Tool = {
  title: "hwdsl2's wireguard-install",
  ...MARKED,
  head: [...MARKED.head.slice(0, 3), "", ...SERVER, "SaveConfig = false", ""],
};

export const PIVPN: Tool = {
  title: "PiVPN",
  form: "pivpn",
  signs: "abcxyzABCXYZ0189.@_-",
  most: 15,
  head: [...SERVER, "MTU = 1420"],
  block: (peer) => [`### begin ${peer.name} ###`, ...settings(peer, ","), `### end ${peer.name} ###`],
  list: (text) => named(text, /^### begin (.*) ###$/),
  remove: (text, name) =>
    withoutRange(text, new RegExp(`### begin ${exactly(name)} ###`), new RegExp(`### end ${exactly(name)} ###`)),
  keyOf: null,
  // It looks into its own list alone; that list is not this file.
  isTaken: null,
};

/** PiVPN's `off`: the mark before every line of the client's block. */
export function pivpnOff(text: string, name: string): string {
  return changedRange(
    text,
    new RegExp(`### begin ${exactly(name)} ###`),
    new RegExp(`### end ${exactly(name)} ###`),
    (line) => `#[disabled] ${line}`,
  );
}

/** PiVPN's `on`: the marks taken off again. */
export function pivpnOn(text: string, name: string): string {
  return changedRange(
    text,
    new RegExp(`### begin ${exactly(name)} ###`),
    new RegExp(`### end ${exactly(name)} ###`),
    (line) => line.replace("#[disabled] ", ""),
  );
}

export const COMPLEXORGANIZATIONS: Tool = {
  title: "complexorganizations' wireguard-manager",
  form: "complexorganizations",
  signs: "abcxyzABCXYZ0189",
  most: 15,
  head: [
    "# 10.8.0.0/24 fd42:42:42::/64 203.0.113.5:51820 vYa3PH2NHYnzSsccxV4QYKawuhoEM103vnuF51QalG8= 1.1.1.1 1420 25 0.0.0.0/0,::/0",
    ...SERVER,
  ],
  block: (peer) => [`# ${peer.name} start`, ...settings(peer, ","), `# ${peer.name} end`],
  list: (text) =>
    linesOf(text)
      .filter((line) => line.includes("start"))
      .map((line) => line.split(/\s+/)[1] ?? ""),
  remove: (text, name) =>
    withoutRange(text, new RegExp(`# ${exactly(name)} start`), new RegExp(`# ${exactly(name)} end`)),
  keyOf: null,
  isTaken: standsAnywhere,
};

export const TOOLS: readonly Tool[] = [ANGRISTAN, NYR, HWDSL2, PIVPN, COMPLEXORGANIZATIONS];

/** A file of the tool's with these clients. */
export function fileOf(tool: Tool, peers: readonly Peer[]): string {
  return textOf([...tool.head, ...peers.flatMap(tool.block)]);
}

/** The tool's own next client, appended as it does. */
export function addedBy(tool: Tool, text: string, peer: Peer): string {
  return text + textOf(tool.block(peer));
}

/**
 * The Prometheus exporter's reading (MindFlavor): a header of whatever kind begins a section, and what follows is its
 * own, up to the next one. Key to name; without a name the key stands alone.
 */
export function exporterNames(text: string): ReadonlyMap<string, string | null> {
  const names = new Map<string, string | null>();
  for (const section of sections(text)) {
    const key = section.flatMap((line) => /^PublicKey\s*=\s*(\S+)/.exec(line)?.[1] ?? [])[0];
    const plain = section.flatMap((line) => /^#\s*friendly_name\s*=\s*(.+)$/.exec(line)?.[1] ?? []).at(-1);
    const json = section.flatMap((line) => /^#\s*friendly_json\s*=\s*(.+)$/.exec(line)?.[1] ?? []).at(-1);
    if (key !== undefined) names.set(key, plain ?? (json === undefined ? null : JSON.parse(json).name));
  }
  return names;
}

/** As Algo writes it, and whoever reads its files: the comment directly below the header. */
export function algoNames(text: string): ReadonlyMap<string, string | null> {
  const names = new Map<string, string | null>();
  for (const section of sections(text)) {
    const key = section.flatMap((line) => /^PublicKey\s*=\s*(\S+)/.exec(line)?.[1] ?? [])[0];
    if (key !== undefined) names.set(key, /^# (.+)$/.exec(section[0] ?? "")?.[1] ?? null);
  }
  return names;
}

/** The lines below each `[Peer]`, up to the next header. */
function sections(text: string): string[][] {
  const found: string[][] = [];
  for (const line of linesOf(text)) {
    if (line.startsWith("[")) found.push([]);
    else found.at(-1)?.push(line.trim());
  }
  return found;
}
