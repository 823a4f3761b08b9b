/** Bringing the running interface to the file's state, as state: compared anew, looked over, done, told. */
import { type ApplyFound, type ApplyPlan, planApply, planLoad } from "../plans/apply.ts";
import type { Failure, Notice, Outcome, StepResult } from "../plans/plan.ts";
import { peerDifferences } from "../wireguard/differences.ts";
import type { World } from "../wireguard/world.ts";
import type { WhyNot } from "./allowed.ts";
import { selectedPeer } from "./peers.ts";
import type { State } from "./state.ts";
import { ask, look, still, type Updated } from "./updated.ts";

export interface ApplyState {
  /** The public key of the one peer that it is about; null for everything. */
  readonly only: string | null;
  /** What is to be done, or why nothing is; null while file and interface are read anew. */
  readonly found: ApplyFound | null;
  readonly phase: "looking" | "shown" | "doing" | "failed" | "done";
  readonly results: readonly StepResult[];
  readonly failure: Failure | null;
  readonly loaded: Outcome["loaded"];
  readonly notices: readonly Notice[];
  /** The first row that is shown of what is to be done. */
  readonly top: number;
  /** Enter was pressed: the footer says that `w` does it. */
  readonly nudged: boolean;
}

const LOOKING: ApplyState = {
  only: null,
  found: null,
  phase: "looking",
  results: [],
  failure: null,
  loaded: "none",
  notices: [],
  top: 0,
  nudged: false,
};

/** `A`, and `l` for the peer with this key alone: the server is read anew first. */
export function startApply(state: State, only: string | null): Updated {
  if (!state.world) return still(state);
  return look({ ...state, view: { at: "apply", apply: { ...LOOKING, only } } });
}

/** The server was read. */
export function applyFound(state: State, world: World): State {
  return inApply({ ...state, world }, (apply) => {
    const found = apply.only === null ? planApply(world) : planLoad(world, apply.only);
    return { ...LOOKING, only: apply.only, found, phase: "shown" };
  });
}

/** `w`: it is done. */
export function carryApply(state: State): Updated {
  const plan = applyPlan(state);
  if (!plan) return still(state);
  const doing = inApply(state, (apply) => ({ ...apply, phase: "doing", results: [], failure: null, notices: [] }));
  return ask(doing, { type: "carry", plan });
}

/** It was carried out, or was not: then nothing was told. */
export function applyCarried(state: State, outcome: Outcome, failure: Failure): State {
  const { status, steps: results, notices, loaded } = outcome;
  const ended = { results, notices, loaded } as const;
  return inApply(state, (apply) =>
    status === "failed" ? { ...apply, ...ended, phase: "failed", failure } : { ...apply, ...ended, phase: "done" },
  );
}

/** Up and down through what is to be done. */
export function moveApply(state: State, step: number): State {
  const count = applyPlan(state)?.steps.length ?? 0;
  return inApply(state, (apply) => ({ ...apply, top: Math.max(0, Math.min(count - 1, apply.top + step)) }));
}

/** Change to what is being applied. */
export function inApply(state: State, change: (apply: ApplyState) => ApplyState): State {
  return state.view.at === "apply" ? { ...state, view: { at: "apply", apply: change(state.view.apply) } } : state;
}

/** Whether there is a running interface to tell: the reasons why not are told on the screen itself. */
export function appliable(state: State): true | WhyNot {
  if (state.world === null) return "no-world";
  return state.unfinished === null ? true : "unfinished";
}

/** Whether the selected peer is another on the interface than in the file. */
export function loadable(state: State): true | WhyNot {
  const key = selectedPeer(state)?.publicKey ?? null;
  if (state.world === null || key === null) return "no-peers";
  if (state.unfinished !== null) return "unfinished";
  return peerDifferences(state.world).has(key) ? true : "no-difference";
}

function applyPlan({ view }: State): ApplyPlan | null {
  const found = view.at === "apply" ? view.apply.found : null;
  return found?.kind === "plan" ? found.plan : null;
}
