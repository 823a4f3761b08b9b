/** Ctrl-C while steps are carried out: it takes effect between two of them, and that it was heard is said at once. */
import type { State } from "./state.ts";
import { once, still, type Updated } from "./updated.ts";

/** `ctrl-c` where a change is carried out; where the server is only looked at, there is nothing to wait for. */
export function stopBetweenSteps(state: State): Updated {
  if (state.stopping) return still(state);
  if (isCarrying(state)) return once({ ...state, stopping: true }, { type: "stop" });
  // `wg-quick up` is one step, and nothing comes after it.
  return state.view.at === "code" ? still(state) : still({ ...state, exit: 130 });
}

function isCarrying({ view }: State): boolean {
  switch (view.at) {
    case "doing":
      return true;
    case "undo":
      return view.undo.phase === "doing";
    case "checks":
      return view.checks.mending?.phase === "doing";
    case "apply":
      return view.apply.phase === "doing";
    case "unfinished":
      return view.unfinished.phase === "doing";
    case "code":
      return view.code.watch.doing !== null;
    default:
      return false;
  }
}
