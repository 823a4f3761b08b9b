/**
 * Taking back as state: the last change looked over and taken back, an unfinished one settled, and what other people
 * wrote meanwhile read and kept in sight.
 */
import { diffBetween } from "../plans/compare.ts";
import { editAt, type Failure, type FileChange, type Outcome } from "../plans/plan.ts";
import { type PastChange, planUndo, type Settled, type Settling } from "../plans/undo.ts";
import type { Opening } from "../wireguard/opening.ts";
import type { CodeState, State, UndoState, UnfinishedState, View } from "./state.ts";
import { ask, look, still, type Updated } from "./updated.ts";

/** `u`: this session's last change is looked for, together with what stands in its files now. */
export function lookForChange(state: State): Updated {
  const from = state.view.at === "code" ? state.view.code : state.view.at === "undo" ? state.view.undo.from : null;
  return state.own === null ? still(state) : findChange(state, from);
}

/** The change was found, or why nothing can be taken back. */
export function changeFound(state: State, change: PastChange | null, opening: Opening): Updated {
  if (state.view.at !== "undo") return still(state);
  const world = opening.kind === "opened" ? opening.world : state.world;
  if (world === null) return still(state);
  return still(inUndo({ ...state, world }, (undo) => ({ ...undo, phase: "shown", found: planUndo(change, world) })));
}

/** `w`: it is taken back. */
export function carryUndo(state: State): Updated {
  if (state.view.at !== "undo" || state.view.undo.found?.kind !== "plan") return still(state);
  const { plan } = state.view.undo.found;
  const doing = inUndo(state, (undo) => ({ ...undo, phase: "doing", results: [], failure: null }));
  return ask(doing, { type: "carry", plan });
}

/** An unfinished change is finished, taken back, or left as it is. */
export function settle(state: State, how: Settling): Updated {
  if (state.view.at !== "unfinished") return still(state);
  const { unfinished } = state.view.unfinished;
  const doing = inUnfinished(state, (view) => ({ ...view, phase: "doing", chosen: how, failure: null }));
  return ask(doing, { type: "settle", unfinished, how });
}

/** Somebody else held the lock: the same once more. */
export function retry(state: State): Updated {
  const { view } = state;
  if (view.at === "undo") return carryUndo(state);
  if (view.at === "unfinished") return settle(state, view.unfinished.chosen ?? "take-back");
  if (view.at !== "doing") return still(state);
  const doing = { ...view.doing, results: [], failure: null, notices: [] };
  return ask({ ...state, view: { ...view, doing } }, { type: "carry", plan: doing.plan });
}

/** The undo was carried out, or was not. */
export function undoCarried(state: State, outcome: Outcome, failure: Failure): Updated {
  if (state.view.at !== "undo" || state.view.undo.found?.kind !== "plan") return still(state);
  const { plan } = state.view.undo.found;
  if (outcome.status === "failed") {
    const { steps: results, notices } = outcome;
    const failed = inUndo(state, (undo) => ({ ...undo, phase: "failed", results, failure, notices }));
    return failure.id === "changed"
      ? ask(failed, { type: "read", path: editAt(plan.files, failure.path)?.path ?? plan.path })
      : still(failed);
  }
  const done = inUndo(state, (undo) => ({ ...undo, phase: "done", results: outcome.steps }));
  const own = ownAfter(state.own, outcome.record);
  // What was taken back can be tried again; what was given back needs no second try.
  const retried = plan.of === "add" ? (state.own?.draft ?? null) : null;
  return withNotices({ ...done, own, retry: retried }, outcome, plan.files);
}

/** What `u` is for next: the change before the one that was taken back; where there is none, this very undo. */
function ownAfter(own: State["own"], record: string | null): State["own"] {
  if (own === null || record === null) return null;
  return own.earlier ?? { ...own, record };
}

/** What was met on the way is seen first; then the view that the state has. */
export function withNotices(state: State, { notices }: Outcome, files: readonly FileChange[]): Updated {
  const late = notices.find((notice) => notice.id === "late");
  const edit = editAt(files, late?.path ?? null);
  if (notices.length === 0 || !edit) return still(state);
  const met = { notices, was: edit.before, diff: null, next: state.view };
  const shown: State = { ...state, view: { at: "met", met } };
  return late && late.copy !== "" ? ask(shown, { type: "read", path: late.copy }) : still(shown);
}

/** A file's text came: compared with what had been shown of it. */
export function textRead(state: State, text: string | null): Updated {
  const { view } = state;
  if (text === null) return still(state);
  if (view.at === "met") {
    return still({ ...state, view: { at: "met", met: { ...view.met, diff: diffBetween(view.met.was, text) } } });
  }
  const files = view.at === "doing" ? view.doing.plan.files : view.at === "undo" ? planned(view.undo) : [];
  const failure = view.at === "doing" ? view.doing.failure : view.at === "undo" ? view.undo.failure : null;
  const edit = editAt(files, failure?.path ?? null);
  if (!edit) return still(state);
  const meanwhile = diffBetween(edit.before, text);
  if (view.at === "doing") return still({ ...state, view: { ...view, doing: { ...view.doing, meanwhile } } });
  return still(inUndo(state, (undo) => ({ ...undo, meanwhile })));
}

/** An unfinished change was finished or taken back, or was not. */
export function changeSettled(state: State, settled: Settled): Updated {
  if (settled.kind === "failed") {
    return still(inUnfinished(state, (view) => ({ ...view, phase: "failed", failure: settled.failure })));
  }
  const done = inUnfinished(state, (view) => ({ ...view, phase: "done", notices: settled.notices }));
  return still({ ...done, unfinished: null });
}

/** Enter where all is said: on to what comes next, or to the list. */
export function leaveResult(state: State): Updated {
  return state.view.at === "met" ? still({ ...state, view: state.view.met.next }) : look(state);
}

/** Esc in the undo: back to the code it was asked from, or to the list. */
export function leaveUndo(state: State): State {
  if (state.view.at !== "undo") return state;
  const { from } = state.view.undo;
  const view: View = from === null ? { at: "dashboard" } : { at: "code", code: from };
  return { ...state, view };
}

/** Change to the undo on the screen. */
export function inUndo(state: State, change: (undo: UndoState) => UndoState): State {
  return state.view.at === "undo" ? { ...state, view: { at: "undo", undo: change(state.view.undo) } } : state;
}

function inUnfinished(state: State, change: (view: UnfinishedState) => UnfinishedState): State {
  const { view } = state;
  return view.at === "unfinished"
    ? { ...state, view: { at: "unfinished", unfinished: change(view.unfinished) } }
    : state;
}

function findChange(state: State, from: CodeState | null): Updated {
  const undo: UndoState = {
    found: null,
    results: [],
    phase: "looking",
    failure: null,
    meanwhile: null,
    notices: [],
    secretsShown: false,
    nudged: false,
    from,
  };
  const { record, path } = state.own as NonNullable<State["own"]>;
  return ask({ ...state, view: { at: "undo", undo } }, { type: "find-change", record, path });
}

function planned({ found }: UndoState): readonly FileChange[] {
  return found?.kind === "plan" ? found.plan.files : [];
}
