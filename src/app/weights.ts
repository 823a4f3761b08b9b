/** What a key weighs in the footer where that depends on the state: a narrow footer drops the lightest first. */
import { ownDifferences, peerDifferences } from "../wireguard/differences.ts";
import { isOnlyLive, listedPeers, listRows, selectedPeer } from "./peers.ts";
import type { State } from "./state.ts";

/** The footer of the list has its own order: what everybody needs stays, what looks at nothing new goes first. */
export const onList =
  (there: number, elsewhere: number) =>
  ({ view }: State): number =>
    view.at === "dashboard" ? there : elsewhere;

/** Worth a place where there is something to bring together. */
export const whereDiffering =
  (weight: number) =>
  ({ world }: State): number =>
    world?.live && (peerDifferences(world).size > 0 || ownDifferences(world).length > 0) ? weight : 0;

/** Taken off is what it would be, and that is not what the footer calls it: only `?` and the screen itself tell. */
export const whereLoadable =
  (weight: number) =>
  (state: State): number => {
    const peer = selectedPeer(state);
    return peer !== null && isOnlyLive(peer) ? 0 : weight;
  };

/** Where the window cuts something that the key shows whole; elsewhere it is the first to go. */
export function whereLow(weight: number): (state: State) => number {
  return ({ size }) => (size.rows < 20 ? weight : 22);
}

/** Who does not read this language has to see the way to the other one at first sight, where there is any room for it. */
export function language({ view, size }: State): number {
  return view.at === "dashboard" && size.columns >= 72 ? 65 : 30;
}

/** Nobody has to search a list that stands there whole. */
export function whereLong(weight: number, short: number): (state: State) => number {
  return (state) => (listedPeers(state).length > listRows(state.size) ? weight : short);
}
