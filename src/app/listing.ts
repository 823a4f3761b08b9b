/**
 * The list of peers as state: the cursor, what it is filtered by, the order. Which peers those are, peers.ts says.
 */
import type { Peer } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { filterOf, followPeer, KINDS, listedPeers, listRows, moveTo, ORDERS, shownBy, shownPeers } from "./peers.ts";
import type { DashboardState, State } from "./state.ts";

/** The list before anything was looked at. */
export const FIRST_LIST: DashboardState = {
  place: { cursor: 0, top: 0 },
  filter: "",
  filtering: null,
  order: "file",
  kind: "all",
};

/** The list of a world that was read anew: the cursor on the peer that was just added, which no filter may hide. */
export function listAnew({ view, dashboard, size, readAt }: State, world: World): DashboardState {
  const added = view.at === "code" ? view.code.plan.peer.publicKey : null;
  const isAdded = (peer: Peer) => peer.publicKey === added;
  const shown = (list: DashboardState) => shownPeers(world, shownBy(list), readAt);
  const hidden = added !== null && !shown(dashboard).some(isAdded);
  const list: DashboardState = hidden ? { ...dashboard, filter: "", filtering: null, kind: "all" } : dashboard;
  const peers = shown(list);
  const found = added === null ? -1 : peers.findIndex(isAdded);
  return { ...list, place: moveTo(list.place, found < 0 ? list.place.cursor : found, peers.length, listRows(size)) };
}

/** The cursor so many peers further down, as far as there are any. */
export function moveInList(state: State, step: number): State {
  const { place } = state.dashboard;
  const to = moveTo(place, place.cursor + step, listedPeers(state).length, listRows(state.size));
  return { ...state, dashboard: { ...state.dashboard, place: to } };
}

/** Another filter: the cursor goes to the first peer that is left. */
export function filterBy(state: State, dashboard: DashboardState): State {
  return { ...state, dashboard: { ...dashboard, place: { cursor: 0, top: 0 } } };
}

/** What is typed becomes the filter. */
export function keepFilter({ dashboard, ...state }: State): State {
  return { ...state, dashboard: { ...dashboard, filter: filterOf(dashboard), filtering: null } };
}

/** Every peer again, in whatever order. */
export function clearFilter(state: State): State {
  return followPeer(state, { ...state, dashboard: { ...state.dashboard, filter: "", filtering: null, kind: "all" } });
}

/** The next order; the cursor stays on its peer. */
export function nextOrder(state: State): State {
  const order = after(ORDERS, state.dashboard.order);
  return followPeer(state, { ...state, dashboard: { ...state.dashboard, order } });
}

/** The next kind of peers. */
export function nextKind(state: State): State {
  return filterBy(state, { ...state.dashboard, kind: after(KINDS, state.dashboard.kind) });
}

function after<One>(list: readonly One[], one: One): One {
  return list[(list.indexOf(one) + 1) % list.length] as One;
}
