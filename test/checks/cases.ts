/**
 * For each rule a file (or a machine) that it is about, and a near miss that it is not. The files stand whole where the
 * real programs are shown them too.
 */
import type { RuleId } from "../../src/checks/finding.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import type { Live } from "../../src/wireguard/live.ts";
import { type MachineEvidence, NO_EVIDENCE } from "../../src/wireguard/machine.ts";
import type { World } from "../../src/wireguard/world.ts";
import { FACTS, keptClient, SERVER_PAIR, testWorld } from "../wizard/world.ts";

export const pair = (seed: number) => keyPairFrom(new Uint8Array(32).fill(seed));
export const ANNA = pair(21);
export const BORIS = pair(22);
export const PSK = presharedKeyFrom(new Uint8Array(32).fill(1));
export const PSK_2 = presharedKeyFrom(new Uint8Array(32).fill(2));
/** The same private key with bits set that do not count. */
export const UNCLAMPED = Buffer.from(
  Buffer.from(SERVER_PAIR.privateKey, "base64").map((byte, at) => (at === 0 ? byte | 1 : byte)),
).toString("base64");

export interface Sight {
  readonly file: string;
  readonly world?: Partial<World>;
  /** Null: not this machine's own interface. */
  readonly machine?: Partial<MachineEvidence> | null;
  readonly path?: string;
}

export interface Case {
  /** What happens, for the test's name. */
  readonly about: string;
  readonly bad: Sight;
  /** The line that is named; null for none. */
  readonly line: number | null;
  readonly severity: "error" | "warning" | "info";
  readonly good: Sight;
}

/** Lines of [Interface], then whole blocks. */
export function conf(own: readonly string[], ...blocks: (readonly string[])[]): string {
  const key = own.some((line) => /^PrivateKey|^\[/.test(line)) ? [] : [`PrivateKey = ${SERVER_PAIR.privateKey}`];
  const head = ["[Interface]", ...own, ...key];
  return [head, ...blocks.map((block) => ["", "[Peer]", ...block])].flat().join("\n").concat("\n");
}

const HEAD = ["Address = 10.77.0.1/24", "ListenPort = 47770"];
const anna = (...lines: string[]) => ["# anna", `PublicKey = ${ANNA.publicKey}`, ...lines];
const boris = (...lines: string[]) => ["# boris", `PublicKey = ${BORIS.publicKey}`, ...lines];
const one = (...lines: string[]) => conf(HEAD, anna("AllowedIPs = 10.77.0.2/32", ...lines));
const allowed = (list: string) => conf(HEAD, anna(`AllowedIPs = ${list}`));
const hook = (...lines: string[]) => conf([...HEAD, ...lines], anna("AllowedIPs = 10.77.0.2/32"));

const live = (changes: Partial<Live["peers"][number]> = {}, port = 47770): Live => ({
  publicKey: SERVER_PAIR.publicKey,
  listenPort: port,
  fwMark: null,
  peers: [
    {
      publicKey: ANNA.publicKey,
      endpoint: null,
      allowedIPs: ["10.77.0.2/32"],
      latestHandshake: null,
      rx: 0,
      tx: 0,
      persistentKeepalive: null,
      presharedKey: null,
      ...changes,
    },
  ],
});

const up = (changes: Partial<Live["peers"][number]> = {}): Partial<World> => ({
  live: live(changes),
  running: { kind: "up", live: live(changes) },
});

const ROUTES: MachineEvidence["routes"] = [
  { network: "0.0.0.0/0", device: "eth0", connected: false },
  { network: "10.77.0.0/24", device: "wg0", connected: true },
];
const device = (psk = "", allowedIPs = "0.0.0.0/0, ::/0") =>
  keptClient(
    "anna.conf",
    `[Interface]\nPrivateKey = ${ANNA.privateKey}\nAddress = 10.77.0.2/32\n\n[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\n${psk === "" ? "" : `PresharedKey = ${psk}\n`}AllowedIPs = ${allowedIPs}\nEndpoint = 203.0.113.5:47770\n`,
  );
const SHUT = [
  "*filter",
  ":INPUT DROP [0:0]",
  ":FORWARD DROP [0:0]",
  "-A INPUT -i lo -j ACCEPT",
  "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
  "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
].join("\n");
const OPEN = `${SHUT}\n-A INPUT -p udp -m udp --dport 47770 -j ACCEPT`;
const NFT_SHUT = `table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		iifname "lo" accept
		ct state established,related accept
		tcp dport 22 accept
	}
}
`;
const filter = (iptables: string) => ({ firewall: { nft: null, iptables } });

/** The file of each case is written so that the line counts of the tests stay short. */
const CLIENT = conf(
  [`PrivateKey = ${ANNA.privateKey}`, "Address = 10.77.0.2/32"],
  [`PublicKey = ${SERVER_PAIR.publicKey}`, "AllowedIPs = 0.0.0.0/0, ::/0", "Endpoint = 203.0.113.5:47770"],
);

export const CASES: { readonly [Id in RuleId]: readonly Case[] } = {
  "same-network-twice": [
    {
      about: "two peers with one address: the last takes it",
      bad: { file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32"), boris("AllowedIPs = 10.77.0.9/32, 10.77.0.2")) },
      line: 9,
      severity: "error",
      good: { file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32"), boris("AllowedIPs = 10.77.0.3/32")) },
    },
    {
      about: "two spellings of one IPv6 network",
      bad: { file: conf(HEAD, anna("AllowedIPs = fd77::2/128"), boris("AllowedIPs = FD77:0::2")) },
      line: 9,
      severity: "error",
      good: { file: conf(HEAD, anna("AllowedIPs = fd77::2/128"), boris("AllowedIPs = fd77::2/127")) },
    },
  ],
  "peer-has-vpn-network": [
    {
      about: "a device with the whole /24",
      bad: { file: allowed("10.77.0.0/24") },
      line: 9,
      severity: "warning",
      good: { file: allowed("10.77.0.2/32, 192.168.7.0/24") },
    },
    {
      about: "a network that holds the server itself",
      bad: { file: allowed("10.77.0.0/29") },
      line: 9,
      severity: "warning",
      good: { file: allowed("10.77.0.8/29") },
    },
    {
      about: "a network that holds another peer, in the tunnel; beyond it the longer prefix wins on purpose",
      bad: { file: conf(HEAD, anna("AllowedIPs = 10.77.0.64/26"), boris("AllowedIPs = 10.77.0.70/32")) },
      line: 9,
      severity: "warning",
      good: {
        file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32, 192.168.0.0/16"), boris("AllowedIPs = 192.168.7.0/24")),
      },
    },
  ],
  "default-route-on-peer": [
    {
      about: "the internet behind a device",
      bad: { file: allowed("0.0.0.0/0") },
      line: 9,
      severity: "error",
      good: { file: conf(["Address = 10.77.0.2/32"], anna("AllowedIPs = 0.0.0.0/0", "Endpoint = 203.0.113.5:51820")) },
    },
    {
      about: "the other half of it: ::/0",
      bad: { file: allowed("10.77.0.2/32, ::/0") },
      line: 9,
      severity: "error",
      good: { file: allowed("10.77.0.2/32, 128.0.0.0/1") },
    },
    {
      about:
        "wg-quick makes the route; where it makes none, or not in the main table, the server keeps its own way out",
      bad: { file: conf([...HEAD, "Table = auto"], anna("AllowedIPs = 0.0.0.0/0")) },
      line: 10,
      severity: "error",
      good: { file: conf([...HEAD, "Table = off"], anna("AllowedIPs = 0.0.0.0/0")) },
    },
  ],
  "forwarding-off": [
    {
      about: "one peer that is called: perhaps this machine alone uses the network behind it",
      bad: {
        file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32, 192.168.7.0/24", "Endpoint = 203.0.113.5:51820")),
        world: { facts: { ...FACTS, forwarding: { ipv4: false, ipv6: false } } },
        machine: {},
      },
      line: null,
      severity: "warning",
      good: {
        file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32", "Endpoint = 203.0.113.5:51820")),
        world: { facts: { ...FACTS, forwarding: { ipv4: false, ipv6: false } } },
        machine: {},
      },
    },
    {
      about: "a LAN behind a peer, on a machine that does not forward",
      bad: {
        file: allowed("10.77.0.2/32, 192.168.7.0/24"),
        world: { facts: { ...FACTS, forwarding: { ipv4: false, ipv6: false } } },
        machine: {},
      },
      line: null,
      severity: "error",
      // Nothing is behind anybody: the server itself is all that is wanted.
      good: { file: one(), world: { facts: { ...FACTS, forwarding: { ipv4: false, ipv6: false } } }, machine: {} },
    },
    {
      about: "the whole internet through the server; a hook that switches it on while the interface is still down",
      bad: {
        file: one(),
        world: { clients: [device()], facts: { ...FACTS, forwarding: { ipv4: false, ipv6: true } } },
        machine: {},
      },
      line: null,
      severity: "error",
      good: {
        file: hook("PostUp = sysctl -w net.ipv4.ip_forward=1"),
        world: { clients: [device()], facts: { ...FACTS, forwarding: { ipv4: false, ipv6: true } } },
        machine: {},
      },
    },
  ],
  "no-masquerade": [
    {
      about: "a device sends the internet here, and nothing translates",
      bad: { file: one(), world: { clients: [device()], facts: { ...FACTS, masquerade: false } }, machine: {} },
      line: null,
      severity: "warning",
      good: {
        file: one(),
        world: { clients: [device("", "10.77.0.0/24")], facts: { ...FACTS, masquerade: false } },
        machine: {},
      },
    },
    {
      about: "a hook for a device that is called otherwise now",
      bad: {
        file: hook(
          "PostUp = iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
          "PostDown = iptables -t nat -D POSTROUTING -o eth0 -j MASQUERADE",
        ),
        machine: { interfaces: ["lo", "ens3", "wg0"] },
      },
      line: 4,
      severity: "warning",
      good: {
        file: hook(
          "PostUp = iptables -t nat -A POSTROUTING -o ens3 -j MASQUERADE",
          "PostDown = iptables -t nat -D POSTROUTING -o ens3 -j MASQUERADE",
        ),
        machine: { interfaces: ["lo", "ens3", "wg0"] },
      },
    },
    {
      about: "a filter that drops what is forwarded",
      bad: { file: allowed("10.77.0.2/32, 192.168.7.0/24"), world: up(), machine: filter(OPEN) },
      line: null,
      severity: "warning",
      good: {
        file: allowed("10.77.0.2/32, 192.168.7.0/24"),
        world: up(),
        machine: filter(`${OPEN}\n-A FORWARD -i wg0 -j ACCEPT`),
      },
    },
  ],
  "port-closed": [
    {
      about: "iptables drops all but what it names",
      bad: { file: one(), machine: filter(SHUT) },
      line: 3,
      severity: "warning",
      good: { file: one(), machine: filter(OPEN) },
    },
    {
      about: "a range that ends too early, and one that does not",
      bad: { file: one(), machine: filter(`${SHUT}\n-A INPUT -p udp -m multiport --dports 53,47000:47769 -j ACCEPT`) },
      line: 3,
      severity: "warning",
      good: { file: one(), machine: filter(`${SHUT}\n-A INPUT -p udp -m multiport --dports 53,47000:47770 -j ACCEPT`) },
    },
    {
      about: "nftables drops all but what it names",
      bad: { file: one(), machine: { firewall: { nft: NFT_SHUT, iptables: null } } },
      line: 3,
      severity: "warning",
      good: {
        file: one(),
        machine: {
          firewall: {
            nft: NFT_SHUT.replace("tcp dport 22", "udp dport { 53, 47770 } accept\n\t\ttcp dport 22"),
            iptables: null,
          },
        },
      },
    },
    {
      about: "nobody listens on the port of an interface that is up",
      bad: { file: one(), world: up(), machine: { ...filter(OPEN), listening: [53] } },
      line: 3,
      severity: "warning",
      good: { file: one(), world: up(), machine: { ...filter(OPEN), listening: [53, 47770] } },
    },
  ],
  "route-missing": [
    {
      about: "a LAN that was loaded into the running interface",
      bad: { file: allowed("10.77.0.2/32, 192.168.7.0/24"), world: up(), machine: { routes: ROUTES } },
      line: 9,
      severity: "error",
      good: {
        file: allowed("10.77.0.2/32, 192.168.7.0/24"),
        world: up(),
        machine: { routes: [...(ROUTES ?? []), { network: "192.168.7.0/24", device: "wg0", connected: false }] },
      },
    },
    {
      about: "the same with Table = off, where nobody wanted one",
      bad: { file: allowed("10.77.0.2/32, 10.9.0.0/24"), world: up(), machine: { routes: ROUTES } },
      line: 9,
      severity: "error",
      good: {
        file: conf([...HEAD, "Table = off"], anna("AllowedIPs = 10.77.0.2/32, 10.9.0.0/24")),
        world: up(),
        machine: { routes: ROUTES },
      },
    },
  ],
  "save-config": [
    {
      about: "the file is written anew",
      bad: { file: conf([...HEAD, "SaveConfig = TRUE"], anna("AllowedIPs = 10.77.0.2/32")) },
      line: 4,
      severity: "warning",
      good: { file: conf([...HEAD, "SaveConfig = false"], anna("AllowedIPs = 10.77.0.2/32")) },
    },
    {
      about: "and a new bash mangles each & in the hooks",
      bad: {
        file: hook("SaveConfig = true", "PostUp = true && echo ok"),
        machine: { bash: "5.2.15" },
      },
      line: 4,
      severity: "error",
      good: { file: hook("PostUp = true && echo ok"), machine: { bash: "5.2.15" } },
    },
  ],
  "ipv6-disabled": [
    {
      about: "an address that the kernel refuses",
      bad: {
        file: conf(["Address = 10.77.0.1/24, fd77::1/64", "ListenPort = 47770"], anna("AllowedIPs = 10.77.0.2/32")),
        world: { facts: { ...FACTS, ipv6Disabled: true } },
        machine: {},
      },
      line: 2,
      severity: "error",
      good: { file: one(), world: { facts: { ...FACTS, ipv6Disabled: true } }, machine: {} },
    },
    {
      about: "a route that the kernel refuses",
      bad: {
        file: allowed("10.77.0.2/32, fd99::/64"),
        world: { facts: { ...FACTS, ipv6Disabled: true } },
        machine: {},
      },
      line: 9,
      severity: "error",
      good: { file: allowed("10.77.0.2/32, fd99::/64"), machine: {} },
    },
  ],
  "server-keepalive": [
    {
      about: "a device that calls, and a server that knocks",
      bad: { file: one("PersistentKeepalive = 25") },
      line: 10,
      severity: "warning",
      good: { file: one("Endpoint = 198.51.100.7:51820", "PersistentKeepalive = 25") },
    },
    {
      about: "off is no keepalive",
      bad: { file: one("persistentkeepalive=1") },
      line: 10,
      severity: "warning",
      good: { file: one("PersistentKeepalive = off") },
    },
  ],
  "mtu-too-high": [
    {
      about: "PPPoE takes 1492, and 1440 do not fit with what the tunnel adds",
      bad: { file: hook("MTU = 1440"), machine: { pathMtu: 1492 } },
      line: 4,
      severity: "info",
      good: { file: hook("MTU = 1412"), machine: { pathMtu: 1492 } },
    },
  ],
  "endpoint-name": [
    {
      about: "a name is looked up once",
      bad: { file: one("Endpoint = office.example.org:51820", "PersistentKeepalive = 25") },
      line: 10,
      severity: "info",
      good: { file: one("Endpoint = [2001:db8::7]:51820", "PersistentKeepalive = 25") },
    },
  ],
  "endpoint-on-roaming-peer": [
    {
      about: "the port that some router chose",
      bad: { file: one("Endpoint = 198.51.100.7:35022") },
      line: 10,
      severity: "warning",
      good: { file: one("Endpoint = 198.51.100.7:51820") },
    },
    {
      about: "it was seen elsewhere; a router with a LAN behind it is called on purpose",
      bad: { file: one("Endpoint = 198.51.100.7:51820"), world: up({ endpoint: "198.51.100.99:1024" }) },
      line: 10,
      severity: "warning",
      good: { file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32, 192.168.7.0/24", "Endpoint = 198.51.100.7:35022")) },
    },
  ],
  "dns-on-server": [
    {
      about: "the server's own name servers change",
      bad: { file: hook("DNS = 1.1.1.1") },
      line: 4,
      severity: "warning",
      good: { file: hook("# DNS = 1.1.1.1") },
    },
    {
      about: "without resolvconf the start fails; search domains alone are not handed on",
      bad: { file: hook("DNS = 1.1.1.1"), machine: { resolvconf: false } },
      line: 4,
      severity: "error",
      good: { file: one(), machine: { resolvconf: false } },
    },
  ],
  "key-twice": [
    {
      about: "two blocks are one peer",
      bad: {
        file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32"), [
          "# boris",
          `PublicKey = ${ANNA.publicKey}`,
          "AllowedIPs = 10.77.0.3/32",
        ]),
      },
      line: 8,
      severity: "error",
      good: { file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32"), boris("AllowedIPs = 10.77.0.3/32")) },
    },
  ],
  "own-key": [
    {
      about: "the server is its own peer",
      bad: { file: conf(HEAD, [`PublicKey = ${SERVER_PAIR.publicKey}`, "AllowedIPs = 10.77.0.2/32"]) },
      line: 7,
      severity: "error",
      good: { file: one() },
    },
  ],
  "private-key-as-public": [
    {
      about: "the server's private key as somebody's public one",
      bad: { file: conf(HEAD, [`PublicKey = ${SERVER_PAIR.privateKey}`, "AllowedIPs = 10.77.0.2/32"]) },
      line: 7,
      severity: "error",
      good: { file: one() },
    },
    {
      about: "a key whose public half stands beside it",
      bad: {
        file: conf(HEAD, anna("AllowedIPs = 10.77.0.2/32"), [
          `PublicKey = ${ANNA.privateKey}`,
          "AllowedIPs = 10.77.0.3/32",
        ]),
      },
      line: 12,
      severity: "error",
      // A key with the bits of a private one, of which nobody knows more: one in sixteen has them.
      good: { file: conf(HEAD, [`PublicKey = ${BORIS.privateKey}`, "AllowedIPs = 10.77.0.3/32"]) },
    },
    {
      about: "a key with the bits of a private one, and a device that never came",
      bad: {
        file: conf(HEAD, [`PublicKey = ${BORIS.privateKey}`, "AllowedIPs = 10.77.0.3/32"]),
        world: up({ publicKey: BORIS.privateKey }),
      },
      line: 7,
      severity: "info",
      good: {
        file: conf(HEAD, [`PublicKey = ${BORIS.privateKey}`, "AllowedIPs = 10.77.0.3/32"]),
        world: up({ publicKey: BORIS.privateKey, latestHandshake: 1 }),
      },
    },
  ],
  "bad-key": [
    {
      about: "43 characters",
      bad: { file: conf(HEAD, [`PublicKey = ${ANNA.publicKey.slice(0, -1)}`, "AllowedIPs = 10.77.0.2/32"]) },
      line: 7,
      severity: "error",
      good: { file: one() },
    },
  ],
  "refused-line": [
    {
      about: "an empty value",
      bad: { file: conf(HEAD, anna("AllowedIPs =")) },
      line: 9,
      severity: "error",
      good: { file: conf(HEAD, anna()) },
    },
    {
      about: "an unknown word",
      bad: { file: one("Name = anna") },
      line: 10,
      severity: "error",
      good: { file: one("# Name = anna") },
    },
    {
      about: "a comment of another program",
      bad: { file: one("; a note") },
      line: 10,
      severity: "error",
      good: { file: one("# a note; and more") },
    },
    {
      about: "blanks that wg alone overlooks",
      bad: { file: conf(HEAD, [`Public Key = ${ANNA.publicKey}`, "AllowedIPs = 10.77.0.2/32"]) },
      line: 7,
      severity: "warning",
      good: { file: conf(HEAD, [`publickey=${ANNA.publicKey}`, "AllowedIPs = 10.77.0.2/32"]) },
    },
    {
      about: "a byte order mark",
      bad: { file: `\ufeff${one()}` },
      line: 1,
      severity: "error",
      good: { file: `\n${one()}` },
    },
  ],
  "bad-port": [
    {
      about: "65536 becomes 0",
      bad: { file: conf(["Address = 10.77.0.1/24", "ListenPort = 65536"], anna("AllowedIPs = 10.77.0.2/32")) },
      line: 3,
      severity: "error",
      good: { file: conf(["Address = 10.77.0.1/24", "ListenPort = 65535"], anna("AllowedIPs = 10.77.0.2/32")) },
    },
    {
      about: "a word that is no port",
      bad: { file: conf(["Address = 10.77.0.1/24", "ListenPort = off"], anna("AllowedIPs = 10.77.0.2/32")) },
      line: 3,
      severity: "error",
      good: { file: one() },
    },
    {
      about: "an endpoint's port",
      bad: { file: one("Endpoint = 198.51.100.7:99999") },
      line: 10,
      severity: "error",
      good: { file: one("Endpoint = 198.51.100.7:9999") },
    },
  ],
  "no-listen-port": [
    {
      about: "another port at each start",
      bad: { file: conf(["Address = 10.77.0.1/24"], anna("AllowedIPs = 10.77.0.2/32")) },
      line: 1,
      severity: "warning",
      good: {
        file: conf(
          ["Address = 10.77.0.1/24"],
          anna("AllowedIPs = 10.77.0.2/32", "Endpoint = 198.51.100.7:51820"),
          boris("AllowedIPs = 10.77.0.3/32", "Endpoint = 198.51.100.8:51820"),
        ),
      },
    },
    {
      about: "0 is the same as none",
      bad: { file: conf(["Address = 10.77.0.1/24", "ListenPort = 0"], anna("AllowedIPs = 10.77.0.2/32")) },
      line: 3,
      severity: "warning",
      good: { file: one() },
    },
  ],
  "port-taken": [
    {
      about: "another interface's file",
      bad: { file: one(), machine: { listening: [], otherPorts: [{ path: "/etc/wireguard/wg1.conf", port: 47770 }] } },
      line: 3,
      severity: "error",
      good: { file: one(), machine: { listening: [], otherPorts: [{ path: "/etc/wireguard/wg1.conf", port: 47771 }] } },
    },
    {
      about: "another program, while the interface is down",
      bad: { file: one(), machine: { listening: [53, 47770], otherPorts: [] } },
      line: 3,
      severity: "error",
      good: { file: one(), world: up(), machine: { listening: [53, 47770], otherPorts: [] } },
    },
  ],
  "host-bits": [
    {
      about: "an address with the length of a network",
      bad: { file: allowed("10.77.0.2/24") },
      line: 9,
      severity: "warning",
      good: { file: allowed("10.77.0.2/32") },
    },
    {
      about: "/0 behind a host's address is the whole internet",
      bad: { file: allowed("10.77.0.2/0") },
      line: 9,
      severity: "error",
      good: { file: allowed("10.77.0.2") },
    },
  ],
  "outside-network": [
    {
      about: "an address of no network here",
      bad: { file: allowed("10.8.0.2/32") },
      line: 9,
      severity: "info",
      good: { file: conf(["ListenPort = 47770"], anna("AllowedIPs = 10.8.0.2/32")) },
    },
    {
      about: "of the other family; an Address without a network has nobody inside",
      bad: { file: allowed("10.77.0.2/32, fd77::2/128") },
      line: 9,
      severity: "info",
      good: { file: conf(["Address = 10.13.13.1", "ListenPort = 47770"], anna("AllowedIPs = 10.13.13.2/32")) },
    },
  ],
  "reserved-address": [
    {
      about: "the server's own",
      bad: { file: allowed("10.77.0.1/32") },
      line: 9,
      severity: "error",
      good: { file: allowed("10.77.0.2/32") },
    },
    {
      about: "the broadcast address",
      bad: { file: allowed("10.77.0.255/32") },
      line: 9,
      severity: "warning",
      good: { file: conf(["Address = 10.77.0.0/31", "ListenPort = 47770"], anna("AllowedIPs = 10.77.0.1/32")) },
    },
    {
      about: "the network's own address",
      bad: { file: allowed("10.77.0.0/32") },
      line: 9,
      severity: "warning",
      good: { file: conf(["Address = 10.77.0.1/16", "ListenPort = 47770"], anna("AllowedIPs = 10.77.1.0/32")) },
    },
  ],
  "server-lan": [
    {
      about: "the LAN of this very machine",
      bad: {
        file: allowed("10.77.0.2/32, 192.168.50.0/24"),
        world: { facts: { ...FACTS, addresses: [{ device: "eth1", network: "192.168.50.1/24" }] } },
        machine: {},
      },
      line: 9,
      severity: "error",
      good: {
        file: allowed("10.77.0.2/32, 192.168.51.0/24"),
        world: { facts: { ...FACTS, addresses: [{ device: "eth1", network: "192.168.50.1/24" }] } },
        machine: {},
      },
    },
    {
      about: "one machine of that LAN",
      bad: {
        file: allowed("10.77.0.2/32, 192.168.50.9/32"),
        world: { facts: { ...FACTS, addresses: [{ device: "eth1", network: "192.168.50.1/24" }] } },
        machine: {},
      },
      line: 9,
      severity: "warning",
      good: { file: allowed("10.77.0.2/32, 192.168.50.9/32"), machine: {} },
    },
  ],
  "common-lan": [
    {
      about: "192.168.1.0/24 is everywhere",
      bad: { file: allowed("10.77.0.2/32, 192.168.1.0/24") },
      line: 9,
      severity: "info",
      good: { file: allowed("10.77.0.2/32, 192.168.2.0/24") },
    },
  ],
  "readable-by-others": [
    {
      about: "mode 0644",
      bad: { file: one(), machine: { fileMode: 0o644 } },
      line: null,
      severity: "warning",
      good: { file: one(), machine: { fileMode: 0o600 } },
    },
  ],
  "hook-unpaired": [
    {
      about: "a rule that stays",
      bad: {
        file: hook(
          "PostUp = iptables -A FORWARD -i %i -j ACCEPT; iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
          "PostDown = iptables -D FORWARD -i %i -j ACCEPT",
        ),
      },
      line: 4,
      severity: "warning",
      // Inserted by number, told with the name instead of %i, the table at another place: all the same rule.
      good: {
        file: hook(
          "PostUp = iptables -I FORWARD 1 -i %i -j ACCEPT; iptables -A POSTROUTING -t nat -o eth0 -j MASQUERADE",
          "PostDown = iptables -D FORWARD -i wg0 -j ACCEPT",
          "PostDown = /usr/sbin/iptables -w -t nat -D POSTROUTING -o eth0 -j MASQUERADE || true",
        ),
      },
    },
    {
      about: "what was never made cannot be taken back",
      bad: { file: hook("PostDown = iptables -D FORWARD -i %i -j ACCEPT") },
      line: 4,
      severity: "warning",
      good: { file: hook("PostUp = /etc/wireguard/up.sh", "PostDown = iptables -D FORWARD -i %i -j ACCEPT") },
    },
    {
      about: "a policy rule; a script may take back anything",
      bad: { file: hook("PostUp = ip rule add from 10.77.0.0/24 table 200 || true") },
      line: 4,
      severity: "warning",
      good: {
        file: hook("PostUp = ip rule add from 10.77.0.0/24 table 200 || true", "PostDown = ip rule del table 200"),
      },
    },
    {
      about: "a table of nftables",
      bad: { file: hook("PostUp = nft add table inet wg") },
      line: 4,
      severity: "warning",
      good: { file: hook("PostUp = nft add table inet wg", "PostDown = nft delete table inet wg") },
    },
  ],
  "hash-in-hook": [
    {
      about: "a # in quotes, cut by old tools",
      bad: { file: hook('PostUp = echo "x # y"'), machine: { tools: "1.0.20210914" } },
      line: 4,
      severity: "error",
      good: { file: hook('PostUp = echo "x # y"'), machine: { tools: "1.0.20260223" } },
    },
    {
      about: "the version is not known; a comment of bash's own loses nothing",
      bad: { file: hook("PostUp = test $# = 0") },
      line: 4,
      severity: "warning",
      good: { file: hook("PostUp = true # said again") },
    },
  ],
  "fixed-interface-in-hook": [
    {
      about: "its own name",
      bad: { file: hook("PostUp = ip link set wg0 txqueuelen 1000") },
      line: 4,
      severity: "info",
      good: { file: hook("PostUp = ip link set %i txqueuelen 1000; /etc/wireguard/wg0-up.sh") },
    },
    {
      about: "%I, which stays as it is",
      bad: { file: hook("PostUp = ip link set %I txqueuelen 1000") },
      line: 4,
      severity: "info",
      good: { file: hook("PostUp = ip link set %i txqueuelen 1000") },
    },
  ],
  "table-without-routes": [
    {
      about: "a LAN that gets no route",
      bad: { file: conf([...HEAD, "Table = off"], anna("AllowedIPs = 10.77.0.2/32, 192.168.7.0/24")) },
      line: 4,
      severity: "info",
      good: { file: conf([...HEAD, "Table = off"], anna("AllowedIPs = 10.77.0.2/32")) },
    },
    {
      about: "a word that wg-quick knows in small letters only",
      bad: { file: conf([...HEAD, "Table = OFF"], anna("AllowedIPs = 10.77.0.2/32, 192.168.7.0/24")) },
      line: 4,
      severity: "error",
      good: { file: conf([...HEAD, "Table = auto"], anna("AllowedIPs = 10.77.0.2/32, 192.168.7.0/24")) },
    },
  ],
  "preshared-key": [
    {
      about: "one secret for two",
      bad: {
        file: conf(
          HEAD,
          anna(`PresharedKey = ${PSK}`, "AllowedIPs = 10.77.0.2/32"),
          boris(`PresharedKey = ${PSK}`, "AllowedIPs = 10.77.0.3/32"),
        ),
      },
      line: 15,
      severity: "warning",
      good: {
        file: conf(
          HEAD,
          anna(`PresharedKey = ${PSK}`, "AllowedIPs = 10.77.0.2/32"),
          boris(`PresharedKey = ${PSK_2}`, "AllowedIPs = 10.77.0.3/32"),
        ),
      },
    },
    {
      about: "a secret on one side only",
      bad: { file: one(`PresharedKey = ${PSK}`), world: { clients: [device()] } },
      line: 10,
      severity: "warning",
      good: { file: one(`PresharedKey = ${PSK}`), world: { clients: [device(PSK)] } },
    },
  ],
  "ipv4-only-full-tunnel": [
    {
      about: "a kept file without ::/0",
      bad: { file: one(), world: { clients: [device("", "0.0.0.0/0")] } },
      line: null,
      severity: "info",
      good: { file: one(), world: { clients: [device()] } },
    },
    {
      about: "a client's own file",
      bad: { file: conf(["Address = 10.77.0.2/32"], anna("AllowedIPs = 0.0.0.0/0", "Endpoint = 203.0.113.5:51820")) },
      line: 8,
      severity: "info",
      good: {
        file: conf(["Address = 10.77.0.2/32"], anna("AllowedIPs = 10.77.0.0/24", "Endpoint = 203.0.113.5:51820")),
      },
    },
  ],
  "unclamped-key": [
    {
      about: "bits that do not count",
      bad: { file: conf([...HEAD, `PrivateKey = ${UNCLAMPED}`], anna("AllowedIPs = 10.77.0.2/32")) },
      line: 4,
      severity: "info",
      good: { file: one() },
    },
  ],
  "owned-by-tool": [
    {
      about: "wireguard-ui makes the file",
      bad: { file: `# This file was generated using wireguard-ui\n${one()}` },
      line: null,
      severity: "warning",
      good: { file: `# This file was once made by hand, not by wireguard-ui\n${one()}` },
    },
  ],
  "two-interfaces": [
    {
      about: "[Interface] once more behind the peers, with settings of its own",
      bad: { file: `${one()}\n[interface]\nMTU = 1380\n` },
      line: 11,
      severity: "info",
      good: { file: `${one()}\n# [Interface]\n# MTU = 1380\n` },
    },
    {
      about: "a second one that says otherwise",
      bad: { file: `${one()}\n[Interface]\nListenPort = 51820\n` },
      line: 11,
      severity: "warning",
      good: { file: conf([...HEAD, "ListenPort = 51820"], anna("AllowedIPs = 10.77.0.2/32")) },
    },
    {
      about: "a device's file, which the app of an iPhone refuses",
      bad: { file: `${CLIENT}\n[Interface]\nMTU = 1380\n`, machine: null },
      line: 10,
      severity: "warning",
      good: { file: CLIENT, machine: null },
    },
  ],
  "bad-file-name": [
    {
      about: "16 characters",
      bad: { file: one(), path: "/etc/wireguard/abcdefghijklmnop.conf" },
      line: null,
      severity: "error",
      good: { file: one(), path: "/etc/wireguard/abcdefghijklmno.conf" },
    },
    {
      about: "a copy of the browser's",
      bad: { file: one(), path: "/home/anna/wg0 (1).conf" },
      line: null,
      severity: "error",
      good: { file: one(), path: "/home/anna/wg0 (1).txt" },
    },
  ],
  "hook-fails-when-repeated": [
    {
      about: "a policy rule that stands already under its number; without one it is simply there twice",
      bad: {
        file: hook("PostUp = ip rule add pref 100 from 10.77.0.0/24 table 200", "PostDown = ip rule del pref 100"),
      },
      line: 4,
      severity: "warning",
      good: { file: hook("PostUp = ip rule add from 10.77.0.0/24 table 200", "PostDown = ip rule del table 200") },
    },
    {
      about: "a route of another device stays, one of the tunnel goes with it",
      bad: { file: hook("PostUp = ip route add 10.5.0.0/24 via 203.0.113.1") },
      line: 4,
      severity: "warning",
      good: {
        file: hook("PostUp = ip route add 10.5.0.0/24 dev %i; ip route add 10.6.0.0/24 via 203.0.113.1 || true"),
      },
    },
  ],
};

/** The World and the evidence of a case. */
export function sight({ file, world, machine = null, path }: Sight): { world: World; machine: MachineEvidence | null } {
  const made = testWorld(file, { ...world, ...(path !== undefined && { path }) });
  return { world: { ...made, fileKey: made.publicKey }, machine: machine && { ...NO_EVIDENCE, ...machine } };
}
