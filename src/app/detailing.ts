/**
 * A peer that stands already, looked at: both files with their notes as the review draws a new one, the whole note of a
 * line, and the way to what mends a keepalive that the server sends.
 */
import { evidenceFor } from "../checks/evidence.ts";
import { groupsOf, judge } from "../checks/judge.ts";
import type { Sides } from "../plans/plan.ts";
import { standingSides } from "../plans/standing-sides.ts";
import type { Peer } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import type { WhyNot } from "./allowed.ts";
import { startMend } from "./checking.ts";
import { crossed, firstPlace, type LinePlace, moved } from "./lines.ts";
import { selectedPeer } from "./peers.ts";
import type { State } from "./state.ts";
import { still, type Updated } from "./updated.ts";

export interface DetailState extends LinePlace {
  readonly peer: Peer;
  readonly sides: Sides;
  readonly secretsShown: boolean;
  /** The whole note of the lit line stands in place of the files. */
  readonly told: boolean;
  /** In place of the files stands why there is no code of this peer, and how it gets new keys. */
  readonly codeless: boolean;
}

/** Enter on a peer of the list. */
export function openDetail(state: State): Updated {
  const peer = selectedPeer(state);
  if (!peer || !state.world) return still(state);
  return still({ ...state, view: { at: "detail", detail: detailOf(peer, state.world) } });
}

/** The server was read anew under it: the same peer as its file has it now; null where it is there no more. */
export function detailAnew(world: World, { peer: { publicKey, line } }: DetailState): DetailState | null {
  const same = (one: Peer) => (publicKey === null ? one.line === line : one.publicKey === publicKey);
  const peer = world.conf.peers.find(same);
  return peer ? detailOf(peer, world) : null;
}

function detailOf(peer: Peer, world: World): DetailState {
  const sides = standingSides(peer, world);
  return { peer, sides, ...firstPlace(sides), secretsShown: false, told: false, codeless: false };
}

export function inDetail(state: State, change: (detail: DetailState) => DetailState): State {
  return state.view.at === "detail" ? { ...state, view: { at: "detail", detail: change(state.view.detail) } } : state;
}

/** Up and down; with the whole note open it is that of the next line. */
export function moveInDetail(state: State, step: 1 | -1): State {
  return inDetail(state, (detail) => ({ ...detail, ...moved(detail.sides, detail, step) }));
}

export function crossInDetail(state: State, side: LinePlace["side"]): State {
  return inDetail(state, (detail) => ({ ...detail, ...crossed(detail.sides, detail, side) }));
}

/** Esc: from the whole note to the files, from there to the list. */
export function leaveDetail(state: State): State {
  if (state.view.at !== "detail") return state;
  const { told, codeless } = state.view.detail;
  return told || codeless
    ? inDetail(state, (detail) => ({ ...detail, told: false, codeless: false }))
    : { ...state, view: { at: "dashboard" } };
}

/** Whether `m` does something here: the server keeps this peer awake, and nothing says that it dials it. */
export function mendableHere({ view, unfinished }: State): true | WhyNot {
  if (view.at !== "detail") return "not-needed";
  const { persistentKeepalive, endpoint, enabled } = view.detail.peer;
  if (persistentKeepalive === null || endpoint !== null || !enabled) return "not-needed";
  return unfinished === null ? true : "unfinished";
}

/** `m`: what takes the keepalive out of this one block, as a check would mend it. */
export function mendHere(state: State): State {
  const { view, world } = state;
  if (view.at !== "detail" || !world) return state;
  const report = judge(evidenceFor(world, null));
  const here = ({ id, peer }: (typeof report.findings)[number]) =>
    id === "server-keepalive" && peer?.line === view.detail.peer.line;
  const groups = groupsOf(report.findings.filter(here));
  if (groups.length === 0) return state;
  const checks = { report, groups, own: true, cursor: 0, told: false, mending: null, from: view };
  return startMend({ ...state, view: { at: "checks", checks } });
}
