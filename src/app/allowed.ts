/** What a key may do in this state, and why not where it may not: the reasons of the bindings table. */
import { offersOptions } from "./asking.ts";
import { allPeers, isOnlyLive, selectedPeer } from "./peers.ts";
import type { State } from "./state.ts";
import { isThere } from "./waiting.ts";

/** Why a command does nothing just now: ids of sentences. */
export type WhyNot =
  | "faults"
  | "demo"
  | "no-code"
  | "nothing-secret"
  | "no-peers"
  | "no-options"
  | "no-filter"
  | "not-denied"
  | "no-world"
  | "unfinished"
  | "not-ours"
  | "cannot"
  | "one-drawing"
  | "large-enough"
  | "does-not-grow"
  | "fits"
  | "no-lesson"
  | "no-scene"
  | "no-finding"
  | "by-hand"
  | "no-difference"
  | "not-in-file"
  | "both-ways"
  | "not-needed"
  | "not-rotatable"
  | "peer-gone";

export const always = (): true => true;

export const editable = (state: State): true | WhyNot => {
  if (state.world === null) return "no-world";
  if (state.unfinished !== null) return "unfinished";
  return state.world.faults.length > 0 ? "faults" : true;
};

/** There is something to choose from, in the file or on the interface. */
export const hasPeers = ({ world }: State): true | WhyNot => (world && allPeers(world).length > 0 ? true : "no-peers");

/** Only a peer that runs and is not in the file can be written into it. */
export const adoptable = (state: State): true | WhyNot => {
  const peer = selectedPeer(state);
  return peer !== null && isOnlyLive(peer) ? editable(state) : "no-difference";
};

/** A peer that only runs has no lines to look at. */
export const hasFiles = (state: State): true | WhyNot => {
  const peer = selectedPeer(state);
  if (peer === null) return "no-peers";
  return isOnlyLive(peer) ? "not-in-file" : true;
};

/** The whole note of a line stands there, or the whole of a finding. */
const isTold = ({ view }: State): boolean =>
  (view.at === "detail" && view.detail.told) ||
  (view.at === "review" && view.review.told) ||
  (view.at === "checks" && view.checks.told);

/** There is more to tell than stands there. */
export const untold = (state: State): true | WhyNot => (isTold(state) ? "not-needed" : true);

export const told = (state: State): true | WhyNot => (isTold(state) ? true : "not-needed");

/** Only what this session wrote, and in the file that is open. */
export const undoable = (state: State): true | WhyNot => {
  // Beside the code of another peer it would not be clear what goes.
  if (state.view.at === "code" && state.view.code.from !== null) return "not-ours";
  return state.own !== null && state.own.path === state.world?.path ? true : "not-ours";
};

export const hasOptions = (state: State): true | WhyNot =>
  state.view.at === "wizard" && state.world && offersOptions(state.view.wizard, state.world) ? true : "no-options";

/** An unfinished change that somebody meddled with may have lost one of its two ways out, or both. */
export const can =
  (way: "canFinish" | "canTakeBack") =>
  (state: State): true | WhyNot =>
    state.view.at === "unfinished" && state.view.unfinished.unfinished[way] ? true : "cannot";

export const leavable = (state: State): true | WhyNot =>
  can("canFinish")(state) === true && can("canTakeBack")(state) === true ? "both-ways" : true;

/** The device is not there yet: its code may be shown, and made anew. */
export const stillWaits = ({ view }: State): true | WhyNot =>
  view.at === "code" && (view.code.from !== null || !isThere(view.code)) ? true : "not-needed";

/** The interface is down, and it is a real one. */
export const startable = ({ view, world }: State): true | WhyNot => {
  const status = view.at === "code" ? view.code.watch.waiting.last?.status : null;
  return status === "down" && world?.demo === false ? true : "not-needed";
};
