/**
 * The second lesson: `AllowedIPs`, at once a route on the way out and a check of the sender on the way in (cryptokey
 * routing). Three peers, a few tables of AllowedIPs, and the way of one packet through them.
 */
import { contains, hostOf, networkOf, parseAddress, parseNetwork } from "../wireguard/address.ts";

export type PeerName = "anna" | "office" | "nas";
export type Machine = "server" | PeerName;

/** A block of the server's file, in the file's order. */
export interface Block {
  readonly peer: PeerName;
  readonly allowedIPs: readonly string[];
}

/** As it should be; a network inside another one; an address taken by a second block; a network where an address was meant. */
export type TableId = "sound" | "longer" | "stolen" | "wide";

const table = (anna: readonly string[], office: readonly string[], nas: readonly string[]): readonly Block[] => [
  { peer: "anna", allowedIPs: anna },
  { peer: "office", allowedIPs: office },
  { peer: "nas", allowedIPs: nas },
];

const OFFICE = ["10.77.0.3/32", "192.168.7.0/24"];

export const TABLES: Readonly<Record<TableId, readonly Block[]>> = {
  sound: table(["10.77.0.2/32"], OFFICE, ["10.77.0.4/32"]),
  longer: table(["10.77.0.2/32"], OFFICE, ["10.77.0.4/32", "192.168.7.50/32"]),
  stolen: table(["10.77.0.2/32"], OFFICE, ["10.77.0.4/32", "10.77.0.2/32"]),
  wide: table(["10.77.0.2/24"], OFFICE, ["10.77.0.4/32"]),
};

/** The AllowedIPs of the one block in each peer's own file, the one that describes the server. */
export const OWN_TABLES: Readonly<Record<PeerName, string>> = {
  anna: "0.0.0.0/0",
  office: "10.77.0.0/24",
  nas: "10.77.0.0/24",
};

export const SERVER_ADDRESS = "10.77.0.1";
export const MACHINES: readonly Machine[] = ["server", "anna", "office", "nas"];
export const TABLE_IDS = Object.keys(TABLES) as readonly TableId[];

/** What each machine may write as the sender: its own address first, then one that is behind it, then a foreign one. */
export const SOURCES: Readonly<Record<Machine, readonly string[]>> = {
  server: [SERVER_ADDRESS],
  anna: ["10.77.0.2", "10.77.0.4", "192.168.1.20"],
  office: ["10.77.0.3", "192.168.7.20"],
  nas: ["10.77.0.4", "10.77.0.2", "192.168.7.50"],
};

export const TARGETS: readonly string[] = [
  "10.77.0.2",
  "10.77.0.3",
  "10.77.0.4",
  "10.77.0.9",
  "192.168.7.20",
  "192.168.7.50",
  SERVER_ADDRESS,
  "1.1.1.1",
];

export interface Case {
  readonly table: TableId;
  readonly from: Machine;
  readonly source: string;
  readonly target: string;
}

/** Who an address belongs to, by which entry; `beaten`: blocks that hold it as well and do not get it. */
export interface Owner {
  readonly peer: PeerName;
  readonly entry: string;
  readonly beaten: readonly { readonly peer: PeerName; readonly entry: string; readonly why: "shorter" | "same" }[];
}

/** One station of the packet, and what is decided there. */
export type Station =
  /** The sender's own file has no block for this address: the packet does not enter the tunnel. */
  | { readonly id: "outside"; readonly at: PeerName; readonly entry: string }
  | { readonly id: "enters"; readonly at: PeerName; readonly entry: string }
  /** No block of the server holds the address: it is not sent. */
  | { readonly id: "no-block"; readonly address: string }
  | { readonly id: "routed"; readonly address: string; readonly owner: Owner }
  | { readonly id: "source-held"; readonly owner: Owner }
  | { readonly id: "source-refused"; readonly from: PeerName; readonly owner: Owner | null }
  /** The receiver's own check: its block for the server holds the sender's address, or not. */
  | { readonly id: "let-in"; readonly at: PeerName; readonly entry: string }
  | { readonly id: "shut-out"; readonly at: PeerName; readonly entry: string }
  | { readonly id: "server-got-it" }
  /** Out into the internet, by the server's own route. */
  | { readonly id: "leaves" }
  | { readonly id: "arrived"; readonly at: PeerName };

/** The entry that decides for this address: the longest prefix; of two equal ones the later block has it. */
export function ownerOf(blocks: readonly Block[], address: string): Owner | null {
  const host = hostAt(address);
  const holding = blocks.flatMap(({ peer, allowedIPs }) =>
    allowedIPs.flatMap((entry) => {
      const network = parseNetwork(entry);
      return network && host && contains(networkOf(network), host) ? [{ peer, entry, bits: network.bits }] : [];
    }),
  );
  const first = holding.reduce<(typeof holding)[number] | null>(
    (best, one) => (best === null || one.bits >= best.bits ? one : best),
    null,
  );
  if (first === null) return null;
  const beaten = holding
    .filter(({ peer }) => peer !== first.peer)
    .map(({ peer, entry, bits }) => ({
      peer,
      entry,
      why: bits === first.bits ? ("same" as const) : ("shorter" as const),
    }));
  return { peer: first.peer, entry: first.entry, beaten };
}

/** The packet's whole way, station by station; the last one is where it ends. */
export function journey({ table: id, from, source, target }: Case): readonly Station[] {
  const blocks = TABLES[id];
  if (from === "server") return outOfServer(blocks, source, target);
  const own = OWN_TABLES[from];
  if (!holds(own, target)) return [{ id: "outside", at: from, entry: own }];
  const enters: Station = { id: "enters", at: from, entry: own };
  const owner = ownerOf(blocks, source);
  if (owner?.peer !== from) return [enters, { id: "source-refused", from, owner }];
  const held: Station = { id: "source-held", owner };
  if (target === SERVER_ADDRESS) return [enters, held, { id: "server-got-it" }];
  if (ownerOf(blocks, target) === null && !holds(VPN, target)) return [enters, held, { id: "leaves" }];
  return [enters, held, ...outOfServer(blocks, source, target)];
}

const VPN = "10.77.0.0/24";

/** From the server to whom its blocks name, and the check at that end. */
function outOfServer(blocks: readonly Block[], source: string, target: string): readonly Station[] {
  if (target === SERVER_ADDRESS) return [{ id: "server-got-it" }];
  const owner = ownerOf(blocks, target);
  if (owner === null) return [holds(VPN, target) ? { id: "no-block", address: target } : { id: "leaves" }];
  const routed: Station = { id: "routed", address: target, owner };
  const own = OWN_TABLES[owner.peer];
  if (!holds(own, source)) return [routed, { id: "shut-out", at: owner.peer, entry: own }];
  return [routed, { id: "let-in", at: owner.peer, entry: own }, { id: "arrived", at: owner.peer }];
}

function holds(entry: string, address: string): boolean {
  const [network, host] = [parseNetwork(entry), hostAt(address)];
  return network !== null && host !== null && contains(networkOf(network), host);
}

function hostAt(address: string) {
  const parsed = parseAddress(address);
  return parsed && hostOf(parsed);
}
