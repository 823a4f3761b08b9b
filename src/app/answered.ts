/** What an effect's answer changes: the machine was looked at, a change was carried out, keys were made. */
import type { Outcome, StepResult } from "../plans/plan.ts";
import type { Opening } from "../wireguard/opening.ts";
import { keyRead, prefilled, toReview } from "./adding.ts";
import { applyCarried, applyFound, inApply } from "./applying.ts";
import { startWizard } from "./asking.ts";
import { gathered, inMend, mendCarried, mendTextRead } from "./checking.ts";
import { detailAnew } from "./detailing.ts";
import type { Event } from "./events.ts";
import { inCode, toldOf, UNTOUCHED } from "./handing.ts";
import { listAnew } from "./listing.ts";
import { logged } from "./logging.ts";
import type { DoingState, State, View } from "./state.ts";
import { changeFound, changeSettled, inUndo, textRead, undoCarried, withNotices } from "./undoing.ts";
import { ask, still, type Updated } from "./updated.ts";
import { broughtUp, clientCarried, startWatch } from "./waiting.ts";

/** What an effect answers with: every event that has its id. */
export type Answer = Extract<Event, { readonly effect: number }>;

/** An awaited answer has come. */
export function answered(state: State, event: Answer): Updated {
  const free = { ...state, awaiting: null, stopping: false };
  switch (event.type) {
    case "opened":
      return opened({ ...free, readAt: event.now, unfinished: event.unfinished ?? null }, event.opening);
    case "keys-made":
      if (!state.world) return still(free);
      return still({ ...free, view: { at: "wizard", wizard: startWizard(prefilled(state), event.keys, state.world) } });
    case "key-read":
      return keyRead(free, event.text);
    case "step":
      return still(stepDone(state, event.result));
    case "carried":
      return carried(logged(free, event.outcome, event.now), event.outcome);
    case "text-read":
      return state.view.at === "checks" ? still(mendTextRead(free, event.text)) : textRead(free, event.text);
    case "gathered":
      return gathered({ ...free, readAt: event.now }, event.opening, event.machine);
    case "change-found":
      return changeFound({ ...free, readAt: event.now }, event.change, event.opening);
    case "settled":
      return changeSettled(free, event.settled);
    case "brought-up":
      return still(broughtUp(free, event));
    case "grown":
      return still(inCode(free, () => ({ told: event.grew ? null : { id: "did-not-grow" } })));
    case "handed-out":
      return still(inCode(free, () => ({ told: toldOf(event) })));
  }
}

/** A step has begun or ended, on whichever screen it is watched. */
function stepDone(state: State, result: StepResult): State {
  const add = <One extends { readonly results: readonly StepResult[] }>(one: One): One => ({
    ...one,
    results: [...one.results.filter((other) => !isSameStep(other, result)), result],
  });
  return inDoing(inApply(inMend(inUndo(state, add), add), add), add);
}

function isSameStep(one: StepResult, other: StepResult): boolean {
  return one.id === other.id && one.path === other.path && one.at === other.at;
}

function inDoing(state: State, change: (doing: DoingState) => DoingState): State {
  const { view } = state;
  return view.at === "doing" ? { ...state, view: { ...view, doing: change(view.doing) } } : state;
}

function opened(state: State, opening: Opening): Updated {
  if (opening.kind === "several")
    return still({ ...state, view: { at: "choose", interfaces: opening.interfaces, cursor: 0 } });
  if (opening.kind === "trouble") {
    const asked = state.choice !== null || state.world !== null;
    // Without a server to look at, the demo opens by itself and says why; what was asked for by name stays an answer.
    if (asked || !OPENS_DEMO.has(opening.trouble.id))
      return still({ ...state, view: { at: "trouble", trouble: opening.trouble } });
    return ask({ ...state, demoBecause: opening.trouble }, { type: "open-demo" });
  }
  const { world } = opening;
  const known = { ...state, world };
  if (state.unfinished) {
    const unfinished = {
      unfinished: state.unfinished,
      phase: "asked",
      chosen: null,
      failure: null,
      notices: [],
    } as const;
    const typed = state.view.at === "doing" ? state.view.wizard.draft : state.retry;
    return still({ ...known, view: { at: "unfinished", unfinished }, retry: typed });
  }
  if (state.view.at === "doing") return toReview(known, state.view.wizard);
  if (state.view.at === "apply" && state.view.apply.phase === "looking") return still(applyFound(known, world));
  const detail = state.view.at === "detail" ? detailAnew(world, state.view.detail) : null;
  const view: View = detail ? { at: "detail", detail } : { at: "dashboard" };
  return still({ ...known, view, dashboard: listAnew(state, world) });
}

/** Troubles that mean "there is no server here to look at": the demo opens instead. */
const OPENS_DEMO: ReadonlySet<string> = new Set(["no-folder", "no-file", "no-server-file", "denied"]);

function carried(state: State, outcome: Outcome): Updated {
  const failure = outcome.steps.find((step) => step.failure)?.failure ?? null;
  const failed = failure ?? { id: "failed" as const, path: state.world?.path ?? "", detail: "" };
  if (state.view.at === "undo") return undoCarried(state, outcome, failed);
  if (state.view.at === "checks") return mendCarried(state, outcome, failed);
  if (state.view.at === "apply") return still(applyCarried(state, outcome, failed));
  if (state.view.at === "code") return still(clientCarried(state, outcome, failed));
  if (state.view.at !== "doing") return still(state);
  const { wizard, doing } = state.view;
  if (outcome.status === "done") {
    const code = {
      plan: doing.plan,
      results: outcome.steps,
      clientFile: outcome.clientFile,
      loaded: outcome.loaded,
      asText: false,
      held: false,
      watch: startWatch(doing.plan),
      from: null,
      ...UNTOUCHED,
    };
    const path = state.world?.path ?? "";
    const own = outcome.record === null ? null : { record: outcome.record, path, draft: wizard.draft, earlier: null };
    return withNotices({ ...state, view: { at: "code", code }, own, retry: null }, outcome, doing.plan.files);
  }
  const ended = { results: outcome.steps, failure: failed, notices: outcome.notices };
  const told = inDoing(state, (view) => ({ ...view, ...ended }));
  return failed.id === "changed" ? ask(told, { type: "read", path: failed.path }) : still(told);
}
