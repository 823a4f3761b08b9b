/** The log as state: every command that the running interface was given since the program started, and what came of it. */
import type { Change, Failure, Outcome } from "../plans/plan.ts";
import type { State, View } from "./state.ts";

export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** As typed at a shell; nothing secret in it. */
  readonly text: string;
  /** Null where it was done. */
  readonly failure: Failure | null;
}

export interface LogState {
  /** The first entry that is shown, the newest being 0. */
  readonly top: number;
  /** What Esc goes back to. */
  readonly from: View;
}

/** So many are kept. */
const MOST = 500;

/** A change was carried out: what of it was told to the interface. */
export function logged(state: State, { steps }: Outcome, now: number): State {
  const plan = planOf(state.view);
  const entries = steps.flatMap(({ id, at, status, failure, already }): LogEntry[] => {
    if ((status !== "done" && status !== "failed") || already) return [];
    const text = id === "run" ? textOf(plan, at) : id === "verify" ? verifyText(plan) : null;
    return text === null ? [] : [{ at: now, text, failure }];
  });
  return entries.length === 0 ? state : { ...state, log: [...entries.reverse(), ...state.log].slice(0, MOST) };
}

/** `o`: over whatever stands there. */
export function openLog(state: State): State {
  return state.view.at === "log" ? state : { ...state, view: { at: "log", log: { top: 0, from: state.view } } };
}

export function leaveLog(state: State): State {
  return state.view.at === "log" ? { ...state, view: state.view.log.from } : state;
}

export function moveLog(state: State, step: number): State {
  if (state.view.at !== "log") return state;
  const { log } = state.view;
  const top = Math.max(0, Math.min(state.log.length - 1, log.top + step));
  return { ...state, view: { at: "log", log: { ...log, top } } };
}

function planOf(view: View): Change | null {
  if (view.at === "doing") return view.doing.plan;
  const found =
    view.at === "undo"
      ? view.undo.found
      : view.at === "apply"
        ? view.apply.found
        : view.at === "checks"
          ? view.checks.mending?.found
          : null;
  return found?.kind === "plan" ? found.plan : null;
}

function textOf(plan: Change | null, at: number | undefined): string | null {
  const step = plan?.steps.find((one) => one.id === "run" && one.at === at);
  return step?.id === "run" ? step.text : null;
}

function verifyText(plan: Change | null): string | null {
  return plan?.loading ? `wg show ${plan.loading.interfaceName} dump` : null;
}
