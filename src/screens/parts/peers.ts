/** The table of peers: which columns a window of this width has, and the cells of one peer. Only visible rows are made. */
import { isOnlyLive, widestName } from "../../app/peers.ts";
import type { Rate } from "../../app/status.ts";
import { peersToMark } from "../../checks/judge.ts";
import { type Row, type Span, span } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { cut, width } from "../../text/width.ts";
import { type Peer, readable } from "../../wireguard/conf.ts";
import { peerDifferences } from "../../wireguard/differences.ts";
import { shortKey } from "../../wireguard/key-text.ts";
import { livePeerOf } from "../../wireguard/live.ts";
import { ownPeer } from "../../wireguard/session.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { cell } from "./cells.ts";
import { handshakeCell, rateCell, trafficCell } from "./live.ts";

type ColumnId = "name" | "addresses" | "handshake" | "traffic" | "rate" | "marks";

interface Column {
  readonly id: ColumnId;
  readonly columns: number;
}

/** Fixed widths; without a running interface the live columns hold a dash and shrink to their titles. */
const FIXED = {
  handshake: { live: 12, still: 11 },
  traffic: { live: 17, still: 7 },
  rate: { live: 21, still: 0 },
  marks: { live: 11, still: 11 },
} as const;
/** What goes first where the window is narrow, and what name and addresses need together for it to stay. */
const DROPPED = [
  ["rate", 48],
  ["traffic", 33],
  ["marks", 33],
  ["handshake", 33],
] as const;
/** Several marks side by side, where name and addresses keep so much. */
const WIDE_MARKS = { more: 9, room: 40 } as const;
const MARKER = 3;

/** The columns of the table, left to right. */
export function columnsFor(world: World, columns: number): readonly Column[] {
  const state = world.live === null ? "still" : "live";
  let rest: (keyof typeof FIXED)[] = ["handshake", "traffic", "rate", "marks"];
  const taken = () => rest.reduce((sum, id) => sum + FIXED[id][state] + 1, MARKER);
  for (const [id, least] of DROPPED) {
    if (FIXED[id][state] === 0 || columns - taken() - 1 < least) rest = rest.filter((kept) => kept !== id);
  }
  const all = columns - taken() - 1;
  const more = rest.includes("marks") && all - WIDE_MARKS.more >= WIDE_MARKS.room ? WIDE_MARKS.more : 0;
  const shared = all - more;
  const name = Math.max(12, Math.min(widestName(world), Math.floor(shared * (shared > 60 ? 0.45 : 0.52))));
  const addresses = Math.min(shared - name, 60);
  return [
    { id: "name", columns: name },
    { id: "addresses", columns: addresses },
    ...rest.map((id) => ({ id, columns: FIXED[id][state] + (id === "marks" ? more : 0) })),
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
  rate: Rate | null = null,
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
    rate: (wide) => cell(rate === null ? "" : rateCell(rate, words), wide),
    marks: (wide) => cell(whole(marksOf(peer, world, words), wide), wide, "warning"),
  };
  const row = [
    span(selected ? " ► " : " ".repeat(MARKER)),
    ...apart(columns.map(({ id, columns: wide }) => cells[id](wide))),
  ];
  return selected ? row.map(({ text }) => span(text, "lit")) : row;
}

/** As many as fit; no word is cut in two. The first of them counts most. */
function whole(marks: readonly string[], wide: number): string {
  for (let count = marks.length; count > 1; count--) {
    const text = [...marks.slice(0, count), ...(count < marks.length ? ["…"] : [])].join(" ");
    if (width(text) <= wide) return text;
  }
  return marks[0] ?? "";
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

/** What makes this peer unlike the others, a word each; `!` before them where a check finds something wrong. */
export function marksOf(peer: Peer, world: World, words: Words): string[] {
  const { marks } = words.screens.dashboard;
  const difference = differenceOf(peer, world);
  return [
    ...(isOwn(peer, world) ? [marks.you] : []),
    ...(peersToMark(world).has(peer.line) ? ["!"] : []),
    ...(difference ? [words.live.differences.marks[difference]] : []),
    ...(peer.enabled ? [] : [marks.off]),
    ...(peer.publicKey === null ? [marks.noKey] : []),
    ...(peer.persistentKeepalive === null ? [] : [marks.keepalive]),
    ...(peer.allowedIPs.some((entry) => !isOneAddress(entry)) ? [marks.lan] : []),
  ];
}

/** How the file and the running interface differ about it: `still-on` where its block is switched off. */
export function differenceOf(peer: Peer, world: World): keyof Words["live"]["differences"]["marks"] | null {
  const found = peer.publicKey === null ? undefined : peerDifferences(world).get(peer.publicKey);
  if (!found) return null;
  return found.kind === "only-live" && !isOnlyLive(peer) ? "still-on" : found.kind;
}

/** Whether the person at the keyboard comes through this peer. */
export function isOwn({ publicKey }: Peer, world: World): boolean {
  return publicKey !== null && world.session !== null && ownPeer(world) === publicKey;
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
