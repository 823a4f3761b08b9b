/**
 * The dashboard's list: which peers the filter lets through, and where the cursor and the first row shown stand.
 */
import { width } from "../text/width.ts";
import type { Peer } from "../wireguard/conf.ts";
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

const filtered = new WeakMap<World, { readonly filter: string; readonly peers: readonly Peer[] }>();

/** The peers whose name, addresses or key hold the filter's text, in the file's order. */
export function shownPeers(world: World, filter: string): readonly Peer[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === "") return world.conf.peers;
  const last = filtered.get(world);
  if (last?.filter === wanted) return last.peers;
  const pool = last && wanted.startsWith(last.filter) ? last.peers : world.conf.peers;
  const peers = pool.filter((peer) => haystack(peer).includes(wanted));
  filtered.set(world, { filter: wanted, peers });
  return peers;
}

/** The peer under the cursor; null where the list is empty. */
export function selectedPeer(state: State): Peer | null {
  if (!state.world) return null;
  return shownPeers(state.world, filterOf(state.dashboard))[state.dashboard.place.cursor] ?? null;
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

const widest = new WeakMap<World, number>();

/** The widest name of the file in columns, so that the table's columns do not jump while it scrolls. */
export function widestName(world: World): number {
  const known = widest.get(world);
  if (known !== undefined) return known;
  const found = world.conf.peers.reduce((most, peer) => Math.max(most, width(peer.name ?? "")), 0);
  widest.set(world, found);
  return found;
}
