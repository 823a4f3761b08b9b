/** What the keys are read for: the screen that stands there, and what it is in the middle of. */
import type { Failure } from "../plans/plan.ts";
import type { State, UndoState, UnfinishedState } from "./state.ts";

/** What the keys are read for: the screen, or what lies over it. */
export type Mode =
  | "opening"
  | "trouble"
  | "choose"
  | "dashboard"
  | "filter"
  | "wizard"
  | "leave-wizard"
  | "review"
  | "jump"
  | "doing"
  | "failed"
  | "locked"
  | "code"
  | "undo"
  | "no-undo"
  | "undone"
  | "unfinished"
  | "settled"
  | "met"
  | "keys";

/** What the keys are read for in this state. */
export function modeOf(state: State): Mode {
  if (state.over !== null) return state.over === "quit-wizard" ? "leave-wizard" : state.over;
  const { view } = state;
  if (view.at === "dashboard") return state.dashboard.filtering ? "filter" : "dashboard";
  if (view.at === "review") return view.review.jumping === null ? "review" : "jump";
  if (view.at === "doing") return failedMode(view.doing.failure);
  if (view.at === "undo") return undoMode(view.undo);
  if (view.at === "unfinished") return unfinishedMode(view.unfinished);
  return view.at;
}

/** Somebody else's lock asks for patience, everything else for another look. */
function failedMode(failure: Failure | null): Mode {
  if (failure === null) return "doing";
  return failure.id === "locked" ? "locked" : "failed";
}

function undoMode({ phase, found, failure }: UndoState): Mode {
  if (phase === "looking" || phase === "doing") return "doing";
  if (phase === "done") return "undone";
  if (phase === "failed") return failedMode(failure);
  return found?.kind === "plan" ? "undo" : "no-undo";
}

function unfinishedMode({ phase, failure }: UnfinishedState): Mode {
  if (phase === "asked") return "unfinished";
  if (phase === "failed") return failure?.id === "locked" ? "locked" : "unfinished";
  return phase === "done" ? "settled" : "doing";
}
