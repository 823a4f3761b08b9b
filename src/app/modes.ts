/** What the keys are read for: the screen that stands there, and what it is in the middle of. */
import type { Failure } from "../plans/plan.ts";
import type { ApplyState } from "./applying.ts";
import type { ChecksState } from "./checking.ts";
import { type LessonMode, lessonMode } from "./lesson-keys.ts";
import type { CodeState, State, UndoState, UnfinishedState } from "./state.ts";
import { asksForCopy, isBusy } from "./waiting.ts";

/** What the keys are read for: the screen, or what lies over it. */
export type Mode =
  | "opening"
  | "trouble"
  | "choose"
  | "dashboard"
  | "detail"
  | "codeless"
  | "filter"
  | "wizard"
  | "leave-wizard"
  | "review"
  | "jump"
  | "doing"
  | "failed"
  | "locked"
  | "code"
  | "waiting"
  | "keep-copy"
  | "endpoint"
  | "undo"
  | "no-undo"
  | "undone"
  | "unfinished"
  | "settled"
  | "met"
  | "checks"
  | "mend"
  | "apply"
  | "no-apply"
  | "log"
  | LessonMode
  | "keys";

/** What the keys are read for in this state. */
export function modeOf(state: State): Mode {
  if (state.over !== null) return state.over === "quit-wizard" ? "leave-wizard" : state.over;
  const { view } = state;
  if (view.at === "dashboard") return state.dashboard.filtering ? "filter" : "dashboard";
  if (view.at === "detail") return view.detail.codeless ? "codeless" : "detail";
  if (view.at === "review") return view.review.jumping === null ? "review" : "jump";
  if (view.at === "doing") return failedMode(view.doing.failure);
  if (view.at === "code") return codeMode(view.code);
  if (view.at === "undo") return undoMode(view.undo);
  if (view.at === "unfinished") return unfinishedMode(view.unfinished);
  if (view.at === "checks") return checksMode(view.checks);
  if (view.at === "apply") return applyMode(view.apply);
  if (view.at === "lesson") return lessonMode(view.lesson);
  return view.at;
}

/** Somebody else's lock asks for patience, everything else for another look. */
function failedMode(failure: Failure | null): Mode {
  if (failure === null) return "doing";
  return failure.id === "locked" ? "locked" : "failed";
}

function codeMode(code: CodeState): Mode {
  if (isBusy(code.watch)) return "doing";
  if (code.watch.asking !== null) return "endpoint";
  if (asksForCopy(code)) return "keep-copy";
  return code.watch.shown ? "waiting" : "code";
}

function undoMode({ phase, found, failure }: UndoState): Mode {
  if (phase === "looking" || phase === "doing") return "doing";
  if (phase === "done") return "undone";
  if (phase === "failed") return failedMode(failure);
  return found?.kind === "plan" ? "undo" : "no-undo";
}

function checksMode({ mending }: ChecksState): Mode {
  if (mending === null) return "checks";
  if (mending.phase === "doing") return "doing";
  if (mending.phase === "done") return "undone";
  if (mending.phase === "failed") return failedMode(mending.failure);
  return mending.found.kind === "plan" ? "mend" : "no-undo";
}

function applyMode({ phase, found, failure }: ApplyState): Mode {
  if (phase === "looking" || phase === "doing") return "doing";
  if (phase === "done") return "undone";
  if (phase === "failed") return failedMode(failure);
  return found?.kind === "plan" ? "apply" : "no-apply";
}

function unfinishedMode({ phase, failure }: UnfinishedState): Mode {
  if (phase === "asked") return "unfinished";
  if (phase === "failed") return failure?.id === "locked" ? "locked" : "unfinished";
  return phase === "done" ? "settled" : "doing";
}
