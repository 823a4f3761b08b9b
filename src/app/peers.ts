/**
 * The dashboard's list: which peers the filter lets through, and where the cursor and the first row shown stand.
 */
import { width } from "../text/width.ts";
import type { Conf, Peer } from "../wireguard/conf.ts";
import { onlyLive, peerDifferences } from "../wireguard/differences.ts";
import { type LivePeer, livePeerOf, stateOf } from "../wireguard/live.ts";
import type { World } from "../wireguard/world.ts";
import type { DashboardState, ListPlace, Size, State } from "./state.ts";

/** Rows of the dashboard that are not the list: header and rule, columns' titles, rule and details, rule and footer. */
export function listRows(size: Size): number {
  return Math.max(1, size.rows - 6 - detailRows(size));
}

/** Rows for the selected peer's details or the note worth reading. */
export function detailRows(size: Size): number {
  return size.rows >= 36 ? 9 : size.rows >= 24 ? 6 : 3;
}

/** In what order the peers stand: the file's, or the last heard, the most traffic, the name first. */
export const ORDERS = ["file", "heard", "traffic", "name"] as const;
export type Order = (typeof ORDERS)[number];

/** Which peers are shown, by what the running interface says of them. */
export const KINDS = ["all", "active", "idle", "never", "differs"] as const;
export type Kind = (typeof KINDS)[number];

/** What of the list is shown, and how. */
export type Shown = Pick<DashboardState, "order" | "kind"> & { readonly filter: string };

/** The filter as text, the kind and the order that hold just now. */
export function shownBy(dashboard: DashboardState): Shown {
  return { filter: filterOf(dashboard), order: dashboard.order, kind: dashboard.kind };
}

const whole = new WeakMap<World, readonly Peer[]>();

/** Every peer of the file, then those that only the running interface has: `isOnlyLive` tells them. */
export function allPeers(world: World): readonly Peer[] {
  const extra = onlyLive(world);
  if (extra.length === 0) return world.conf.peers;
  const before = whole.get(world);
  if (before) return before;
  const peers = [...world.conf.peers, ...extra.map(asPeer)];
  whole.set(world, peers);
  return peers;
}

/** Whether the file does not have this peer. */
export function isOnlyLive(peer: Peer): boolean {
  return peer.line === 0;
}

/** A peer that stands in no line. */
function asPeer({ publicKey, allowedIPs }: LivePeer): Peer {
  return {
    name: null,
    nameForm: null,
    publicKey,
    presharedKey: null,
    allowedIPs,
    endpoint: null,
    persistentKeepalive: null,
    enabled: true,
    line: 0,
    from: 0,
    to: 0,
    settings: [],
  };
}

const shownBefore = new WeakMap<
  World,
  { readonly shown: Shown; readonly at: number; readonly peers: readonly Peer[] }
>();

/**
 * The peers that are let through, in the order asked for. By text: whose name, addresses or key hold it. `now`, in
 * milliseconds since 1970, tells the active from the idle.
 */
export function shownPeers(world: World, shown: Shown, now: number): readonly Peer[] {
  const wanted = { ...shown, filter: shown.filter.trim().toLowerCase() };
  if (wanted.filter === "" && wanted.kind === "all" && wanted.order === "file") return allPeers(world);
  const last = shownBefore.get(world);
  const same =
    last !== undefined && last.shown.kind === wanted.kind && last.shown.order === wanted.order && last.at === now;
  if (same && last.shown.filter === wanted.filter) return last.peers;
  const narrower = same && wanted.filter.startsWith(last.shown.filter);
  const pool = narrower ? last.peers : sorted(ofKind(allPeers(world), wanted.kind, world, now), wanted.order, world);
  const peers = wanted.filter === "" ? pool : pool.filter((peer) => haystack(peer).includes(wanted.filter));
  shownBefore.set(world, { shown: wanted, at: now, peers });
  return peers;
}

function ofKind(peers: readonly Peer[], kind: Kind, world: World, now: number): readonly Peer[] {
  if (kind === "all") return peers;
  if (kind === "differs") {
    const differences = peerDifferences(world);
    return peers.filter(({ publicKey }) => publicKey !== null && differences.has(publicKey));
  }
  return peers.filter(({ publicKey }) => {
    const live = livePeerOf(world, publicKey);
    return live !== null && stateOf(live, now / 1000) === kind;
  });
}

/** How to compare two peers; the file's order where it is equal. */
const COMPARE: { readonly [By in Exclude<Order, "file">]: (one: Peer, other: Peer, world: World) => number } = {
  heard: (one, other, world) => heard(other, world) - heard(one, world),
  traffic: (one, other, world) => moved(other, world) - moved(one, world),
  name: (one, other) => (one.name ?? "\u{10ffff}").localeCompare(other.name ?? "\u{10ffff}"),
};

function sorted(peers: readonly Peer[], order: Order, world: World): readonly Peer[] {
  return order === "file" ? peers : [...peers].sort((one, other) => COMPARE[order](one, other, world));
}

function heard({ publicKey }: Peer, world: World): number {
  return livePeerOf(world, publicKey)?.latestHandshake ?? 0;
}

function moved({ publicKey }: Peer, world: World): number {
  const live = livePeerOf(world, publicKey);
  return live ? live.rx + live.tx : 0;
}

/** The peer under the cursor; null where the list is empty. */
export function selectedPeer(state: State): Peer | null {
  return listedPeers(state)[state.dashboard.place.cursor] ?? null;
}

/** The peers as the list shows them just now. */
export function listedPeers({ world, dashboard, readAt }: State): readonly Peer[] {
  return world ? shownPeers(world, shownBy(dashboard), readAt) : [];
}

/** The cursor stays on its peer where the list under it changed. */
export function followPeer(before: State, after: State): State {
  const peer = selectedPeer(before);
  if (peer === null || after.world === null) return after;
  const peers = listedPeers(after);
  const { place } = after.dashboard;
  if (peers[place.cursor]?.publicKey === peer.publicKey) return after;
  const at = peers.findIndex((one) =>
    peer.publicKey === null ? one.line === peer.line : one.publicKey === peer.publicKey,
  );
  const to = moveTo(place, at < 0 ? place.cursor : at, peers.length, listRows(after.size));
  return { ...after, dashboard: { ...after.dashboard, place: to } };
}

/** What the list is filtered by: what is being typed, else what was kept. */
export function filterOf(dashboard: DashboardState): string {
  return dashboard.filtering?.text ?? dashboard.filter;
}

/** The cursor moved to `to` in a list of `count`; the first row follows only as far as it must. */
export function moveTo(place: ListPlace, to: number, count: number, rows: number): ListPlace {
  const cursor = Math.max(0, Math.min(count - 1, to));
  const highest = Math.max(0, count - rows);
  const top = Math.min(highest, Math.max(cursor - rows + 1, Math.min(place.top, cursor)));
  return { cursor, top: Math.max(0, top) };
}

function haystack(peer: Peer): string {
  return [peer.name ?? "", peer.publicKey ?? "", ...peer.allowedIPs].join("\n").toLowerCase();
}

const widest = new WeakMap<Conf, number>();

/** The widest name of the file in columns, so that the table's columns do not jump while it scrolls. */
export function widestName({ conf }: World): number {
  const known = widest.get(conf);
  if (known !== undefined) return known;
  const found = conf.peers.reduce((most, peer) => Math.max(most, width(peer.name ?? "")), 0);
  widest.set(conf, found);
  return found;
}
