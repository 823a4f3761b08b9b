/**
 * The sample server that the demo shows: five peers, each of another kind, and what its interface would say if it ran.
 * Pure text; the keys are handed in.
 */
import { byteText } from "../wireguard/conf.ts";
import type { KeyPair } from "../wireguard/key.ts";
import type { MachineEvidence } from "../wireguard/machine.ts";
import type { Facts } from "../wireguard/world.ts";
import type { Role } from "./demo-script.ts";

interface SamplePeer {
  readonly name: string;
  readonly role: Role;
  readonly allowedIPs: string;
  readonly extra: readonly string[];
  readonly preshared: boolean;
  /** Seconds ago; null for never. */
  readonly handshake: number | null;
  readonly endpoint: string | null;
  readonly rx: number;
  readonly tx: number;
}

const PORT = 47770;
export const SAMPLE_ADDRESSES = ["10.77.0.1/24", "fd77::1/64"] as const;
const ENDPOINT = `203.0.113.5:${PORT}`;

const PEERS: readonly SamplePeer[] = [
  {
    name: "anton_sevnet",
    role: "browses",
    allowedIPs: "10.77.0.2/32",
    extra: [],
    preshared: false,
    handshake: 41,
    endpoint: "198.51.100.23:51413",
    rx: 48_211_904,
    tx: 913_702_144,
  },
  {
    name: "marina-laptop",
    role: "comes-and-goes",
    allowedIPs: "10.77.0.3/32, fd77::3/128",
    extra: [],
    preshared: true,
    handshake: 6_540,
    endpoint: "[2001:db8:51::a7]:40112",
    rx: 7_340_032,
    tx: 61_865_984,
  },
  {
    name: "dacha-router",
    role: "keeps-alive",
    allowedIPs: "10.77.0.4/32, 192.168.7.0/24",
    extra: [],
    preshared: true,
    handshake: 118,
    endpoint: "198.51.100.77:47770",
    rx: 2_147_483_648,
    tx: 377_487_360,
  },
  {
    name: "old-tablet",
    role: "away",
    allowedIPs: "10.77.0.5/32",
    extra: ["PersistentKeepalive = 25"],
    preshared: false,
    handshake: 1_987_200,
    endpoint: "198.51.100.140:35022",
    rx: 1_912_602,
    tx: 24_117_248,
  },
  {
    name: "backup-nas",
    role: "away",
    allowedIPs: "10.77.0.200/32",
    extra: [],
    preshared: false,
    handshake: null,
    endpoint: null,
    rx: 0,
    tx: 0,
  },
];

/** Which of them have a client's file beside the server's: the newest last. */
const KEPT: readonly string[] = ["marina-laptop", "anton_sevnet"];

/** Whether the peer at this place has a client's file here, and so a private key that is known. */
export function sampleIsKept(at: number): boolean {
  return KEPT.includes(PEERS[at]?.name ?? "");
}

/** Somebody typed `wg set` for it: it runs, and the file does not have it. */
const BY_HAND = {
  role: "keeps-alive",
  allowedIPs: "10.77.0.66/32",
  handshake: 73,
  endpoint: "198.51.100.201:50913",
  rx: 402_176,
  tx: 1_187_840,
} as const;

export interface SampleKeys {
  readonly server: KeyPair;
  /** The public key of a peer that only the interface has; absent where there is to be none. */
  readonly byHand?: string;
  /** One for each peer, in their order; preshared keys are used where the peer has one. */
  readonly peers: readonly { readonly pair: KeyPair; readonly preshared: string }[];
}

export const SAMPLE_PEERS = PEERS.length;

/** wg0.conf, byte text. */
export function sampleServer(keys: SampleKeys): string {
  const head = [
    "[Interface]",
    `Address = ${SAMPLE_ADDRESSES.join(", ")}`,
    `ListenPort = ${PORT}`,
    `PrivateKey = ${keys.server.privateKey}`,
    "PostUp = iptables -A FORWARD -i %i -j ACCEPT; iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
    "PostDown = iptables -D FORWARD -i %i -j ACCEPT; iptables -t nat -D POSTROUTING -o eth0 -j MASQUERADE",
  ];
  const blocks = PEERS.map((peer, at) => [
    "",
    "[Peer]",
    `# Публичный ключ пира: ${peer.name}`,
    `PublicKey = ${keys.peers[at]?.pair.publicKey}`,
    ...(peer.preshared ? [`PresharedKey = ${keys.peers[at]?.preshared}`] : []),
    `AllowedIPs = ${peer.allowedIPs}`,
    ...peer.extra,
  ]);
  return byteText([...head, ...blocks.flat(), ""].join("\n"));
}

/** The client files that are kept, oldest first: file name and byte text. */
export function sampleClients(keys: SampleKeys): readonly { readonly name: string; readonly text: string }[] {
  return KEPT.flatMap((name) => {
    const at = PEERS.findIndex((peer) => peer.name === name);
    const peer = PEERS[at];
    const own = keys.peers[at];
    if (!peer || !own) return [];
    const lines = [
      "[Interface]",
      `PrivateKey = ${own.pair.privateKey}`,
      `Address = ${peer.allowedIPs}`,
      "DNS = 1.1.1.1",
      "",
      "[Peer]",
      `PublicKey = ${keys.server.publicKey}`,
      ...(peer.preshared ? [`PresharedKey = ${own.preshared}`] : []),
      "AllowedIPs = 0.0.0.0/0, ::/0",
      `Endpoint = ${ENDPOINT}`,
      "PersistentKeepalive = 25",
      "",
    ];
    return [{ name: `${name}.conf`, text: byteText(lines.join("\n")) }];
  });
}

/** What `wg show wg0 dump` would print, at this time (milliseconds since 1970). */
export function sampleDump(keys: SampleKeys, now: number): string {
  const rows = PEERS.map((peer, at) => [
    keys.peers[at]?.pair.publicKey,
    peer.preshared ? keys.peers[at]?.preshared : "(none)",
    peer.endpoint ?? "(none)",
    peer.allowedIPs.replaceAll(" ", ""),
    peer.handshake === null ? 0 : Math.floor(now / 1000) - peer.handshake,
    peer.rx,
    peer.tx,
    peer.extra.length > 0 ? 25 : "off",
  ]);
  const { allowedIPs, handshake, endpoint, rx, tx } = BY_HAND;
  const seen = Math.floor(now / 1000) - handshake;
  const byHand = keys.byHand === undefined ? [] : [[keys.byHand, "(none)", endpoint, allowedIPs, seen, rx, tx, "off"]];
  const head = [keys.server.privateKey, keys.server.publicKey, PORT, "off"];
  return [head, ...rows, ...byHand].map((fields) => `${fields.join("\t")}\n`).join("");
}

/** What each peer does while the demo runs, by public key. */
export function sampleRoles(keys: SampleKeys): ReadonlyMap<string, Role> {
  const roles = PEERS.map(({ role }, at): [string, Role] => [keys.peers[at]?.pair.publicKey ?? "", role]);
  return new Map(keys.byHand === undefined ? roles : [...roles, [keys.byHand, BY_HAND.role]]);
}

/** A machine that forwards and masquerades, at an address kept for documentation (RFC 5737). */
export const SAMPLE_FACTS: Omit<Facts, "endpoints"> = {
  addresses: [{ device: "eth0", network: "203.0.113.5/24" }],
  forwarding: { ipv4: true, ipv6: true },
  masquerade: true,
  ipv6Disabled: false,
  resolvers: [],
  hookKey: null,
};

/** What a check asks of the same machine: everything in order. The file's own part is looked up. */
export const SAMPLE_EVIDENCE: Omit<MachineEvidence, "fileMode" | "otherPorts"> = {
  firewall: {
    nft: null,
    iptables: "*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
  },
  listening: [PORT],
  routes: [
    { network: "0.0.0.0/0", device: "eth0", connected: false },
    { network: "203.0.113.0/24", device: "eth0", connected: true },
    { network: "10.77.0.0/24", device: "wg0", connected: true },
    { network: "fd77::/64", device: "wg0", connected: true },
    { network: "192.168.7.0/24", device: "wg0", connected: false },
  ],
  bash: "5.2.15",
  tools: "1.0.20210914",
  resolvconf: true,
  pathMtu: 1500,
  interfaces: ["lo", "eth0", "wg0"],
};
