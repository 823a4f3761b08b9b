/** The table of peers: which columns a window of this width has, and the cells of one peer. Only visible rows are made. */
import { widestName } from "../../app/peers.ts";
import { type Row, type Span, span } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { cut, width } from "../../text/width.ts";
import { type Peer, readable } from "../../wireguard/conf.ts";
import { shortKey } from "../../wireguard/key-text.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { cell } from "./cells.ts";
import { handshakeCell, livePeerOf, trafficCell } from "./live.ts";

type ColumnId = "name" | "addresses" | "handshake" | "traffic" | "marks";

interface Column {
  readonly id: ColumnId;
  readonly columns: number;
}

/** Fixed widths; without a running interface the live columns hold a dash and shrink to their titles. */
const FIXED = {
  handshake: { live: 12, still: 11 },
  traffic: { live: 17, still: 7 },
  marks: { live: 11, still: 11 },
} as const;
/** What goes first where the window is narrow, and what name and addresses need together. */
const DROPPED = ["traffic", "marks", "handshake"] as const;
const NAME_AND_ADDRESSES = 33;
const MARKER = 3;

/** The columns of the table, left to right. */
export function columnsFor(world: World, columns: number): readonly Column[] {
  const state = world.live === null ? "still" : "live";
  let rest: (keyof typeof FIXED)[] = ["handshake", "traffic", "marks"];
  const taken = () => rest.reduce((sum, id) => sum + FIXED[id][state] + 1, MARKER);
  for (const id of DROPPED) if (columns - taken() - 1 < NAME_AND_ADDRESSES) rest = rest.filter((kept) => kept !== id);
  const shared = columns - taken() - 1;
  const name = Math.max(12, Math.min(widestName(world), Math.floor(shared * (shared > 60 ? 0.45 : 0.52))));
  const addresses = Math.min(shared - name, 60);
  return [
    { id: "name", columns: name },
    { id: "addresses", columns: addresses },
    ...rest.map((id) => ({ id, columns: FIXED[id][state] })),
  ];
}

/** The titles above the table. */
export function titleRow(columns: readonly Column[], words: Words): Row {
  const titles = words.screens.dashboard.columns;
  return [span(" ".repeat(MARKER)), ...apart(columns.map(({ id, columns: wide }) => cell(titles[id], wide, "dim")))];
}

/** One peer. The one under the cursor is marked by `►` and lit as a whole. */
export function peerRow(
  peer: Peer,
  world: World,
  words: Words,
  columns: readonly Column[],
  selected: boolean,
  now: number,
): Row {
  const live = livePeerOf(world, peer.publicKey);
  const cells: Record<ColumnId, (wide: number) => ReturnType<typeof cell>> = {
    name: (wide) => cell(nameOf(peer, words), wide, peer.name === null || !peer.enabled ? "dim" : "plain"),
    addresses: (wide) => cell(addressesOf(peer, wide), wide),
    handshake: (wide) => {
      const { text, tone } = handshakeCell(live, now, words);
      return cell(text, wide, tone);
    },
    traffic: (wide) => cell(trafficCell(live, words), wide, live === null ? "dim" : "plain"),
    marks: (wide) => cell(marksOf(peer, words).join(" "), wide, "warning"),
  };
  const row = [
    span(selected ? " ► " : " ".repeat(MARKER)),
    ...apart(columns.map(({ id, columns: wide }) => cells[id](wide))),
  ];
  return selected ? row.map(({ text }) => span(text, "lit")) : row;
}

/** A blank between two cells. */
function apart(cells: readonly Span[]): Row {
  return cells.flatMap((one, at) => (at === 0 ? [one] : [span(" "), one]));
}

/** Its name, made harmless; a peer without one is told by its key. */
export function nameOf(peer: Peer, words: Words): string {
  if (peer.name !== null) return visible(peer.name);
  return peer.publicKey === null ? words.screens.dashboard.noName : visible(shortKey(peer.publicKey));
}

/** What makes this peer unlike the others, a word each. */
export function marksOf(peer: Peer, words: Words): string[] {
  const { marks } = words.screens.dashboard;
  return [
    ...(peer.enabled ? [] : [marks.off]),
    ...(peer.publicKey === null ? [marks.noKey] : []),
    ...(peer.persistentKeepalive === null ? [] : [marks.keepalive]),
    ...(peer.allowedIPs.some((entry) => !isOneAddress(entry)) ? [marks.lan] : []),
  ];
}

/** Its addresses without host masks; where they do not all fit, as many as do and the count of the others. */
function addressesOf(peer: Peer, wide: number): string {
  const all = peer.allowedIPs.map((entry) =>
    visible(readable(entry.replace(isOneAddress(entry) ? /\/\d+$/ : /^$/, ""))),
  );
  for (let count = all.length; count > 1; count--) {
    const text = all.slice(0, count).join(", ") + (count < all.length ? ` +${all.length - count}` : "");
    if (width(text) <= wide) return text;
  }
  const more = all.length > 1 ? ` +${all.length - 1}` : "";
  return cut(all[0] ?? "–", Math.max(1, wide - more.length)) + more;
}

/** A single address: no mask, or one that leaves no bit free. */
function isOneAddress(entry: string): boolean {
  const mask = /\/(\d+)$/.exec(entry)?.[1];
  return mask === undefined || mask === (entry.includes(":") ? "128" : "32");
}
