/**
 * Checking as state: the findings as they were gathered, a cursor over them, and the mend of one rule looked over and
 * carried out like any other change.
 */
import { evidenceFor } from "../checks/evidence.ts";
import { type Group, groupsOf, judge, type Report } from "../checks/judge.ts";
import { diffBetween } from "../plans/compare.ts";
import type { DiffLine } from "../plans/diff.ts";
import { type MendFound, type MendPlan, planMend } from "../plans/mend.ts";
import { editAt, type Failure, type Notice, type Outcome, type StepResult } from "../plans/plan.ts";
import type { MachineEvidence } from "../wireguard/machine.ts";
import type { Opening } from "../wireguard/opening.ts";
import type { WhyNot } from "./allowed.ts";
import type { State, View } from "./state.ts";
import { withNotices } from "./undoing.ts";
import { ask, look, still, type Updated } from "./updated.ts";

export interface ChecksState {
  /** Null while the evidence is gathered. */
  readonly report: Report | null;
  /** The findings by their rules, as they are listed. */
  readonly groups: readonly Group[];
  /** Whether the file is this machine's own interface. */
  readonly own: boolean;
  readonly cursor: number;
  /** The finding under the cursor stands in place of the list. */
  readonly told: boolean;
  readonly mending: MendingState | null;
  /** Esc leaves the mend for this screen; absent where it is one of the list's own. */
  readonly from?: Extract<View, { readonly at: "detail" }>;
}

/** The mend of one rule's findings. */
export interface MendingState {
  readonly group: Group;
  readonly found: MendFound;
  readonly results: readonly StepResult[];
  readonly phase: "shown" | "doing" | "failed" | "done";
  readonly failure: Failure | null;
  /** Where the file was changed by somebody else: what they changed of what was shown. */
  readonly meanwhile: readonly DiffLine[] | null;
  readonly notices: readonly Notice[];
  readonly loaded: Outcome["loaded"];
  readonly secretsShown: boolean;
  /** Enter was pressed: the footer says that `w` does it. */
  readonly nudged: boolean;
}

const LOOKING: ChecksState = { report: null, groups: [], own: true, cursor: 0, told: false, mending: null };

/** `x`: the server is read anew, and the evidence of its machine gathered. */
export function startChecking(state: State): Updated {
  if (!state.world) return still(state);
  const cursor = state.view.at === "checks" ? state.view.checks.cursor : 0;
  const view = { at: "checks", checks: { ...LOOKING, cursor } } as const;
  return ask({ ...state, view }, { type: "gather", path: state.world.path });
}

/** The evidence has come. */
export function gathered(state: State, opening: Opening, machine: MachineEvidence | null): Updated {
  if (state.view.at !== "checks") return still(state);
  if (opening.kind !== "opened") return still({ ...state, view: { at: "dashboard" } });
  const { world } = opening;
  const report = judge(evidenceFor(world, machine));
  const groups = groupsOf(report.findings);
  const checks = { report, groups, own: machine !== null, cursor: 0, told: false, mending: null };
  const { cursor } = state.view.checks;
  return still({ ...state, world, view: { at: "checks", checks: atRow(checks, cursor) } });
}

/** The rows of the list: the findings, and the quiet line about keepalive. */
export function checkRows({ groups, report }: ChecksState): number {
  return groups.length + (report?.keepaliveRight ? 1 : 0);
}

/** The group under the cursor; null on the quiet line. */
export function litGroup({ groups, cursor }: ChecksState): Group | null {
  return groups[cursor] ?? null;
}

export function moveCheck(state: State, step: number): State {
  return inChecks(state, (checks) => (checks.mending ? checks : atRow(checks, checks.cursor + step)));
}

/** Enter: the finding under the cursor, or the quiet line, in full; and back. */
export function tellFinding(state: State): State {
  return inChecks(state, (checks) => ({ ...checks, told: !checks.told }));
}

/** Whether there is a finding to be told in full, and it is not. */
export function tellable({ view }: State): true | WhyNot {
  if (view.at !== "checks" || view.checks.told) return "not-needed";
  return checkRows(view.checks) === 0 ? "no-finding" : true;
}

/** Whether `m` does something for the finding under the cursor. */
export function mendable(state: State): true | WhyNot {
  if (state.view.at !== "checks" || !state.world) return "no-world";
  if (state.unfinished !== null) return "unfinished";
  const group = litGroup(state.view.checks);
  if (group === null) return "no-finding";
  return group.mend === null ? "by-hand" : true;
}

/** `m`: what would mend all findings of the rule under the cursor. */
export function startMend(state: State): State {
  const { world } = state;
  if (state.view.at !== "checks" || !world) return state;
  const group = litGroup(state.view.checks);
  if (!group?.mend) return state;
  const mending: MendingState = {
    group,
    found: planMend(group.id, group.mend, world),
    results: [],
    phase: "shown",
    failure: null,
    meanwhile: null,
    notices: [],
    loaded: "none",
    secretsShown: false,
    nudged: false,
  };
  return inChecks(state, (checks) => ({ ...checks, mending }));
}

/** `w`: it is mended. */
export function carryMend(state: State): Updated {
  const plan = mendPlan(state);
  if (!plan) return still(state);
  const doing = inMend(state, (mending) => ({ ...mending, phase: "doing", results: [], failure: null, notices: [] }));
  return ask(doing, { type: "carry", plan });
}

/** It was carried out, or was not. */
export function mendCarried(state: State, outcome: Outcome, failure: Failure): Updated {
  const plan = mendPlan(state);
  if (!plan) return still(state);
  const { steps: results, notices, loaded } = outcome;
  if (outcome.status === "failed") {
    const failed = inMend(state, (mending) => ({ ...mending, phase: "failed", results, failure, notices }));
    return failure.id === "changed" ? ask(failed, { type: "read", path: plan.path }) : still(failed);
  }
  const done = inMend(state, (mending) => ({ ...mending, phase: "done", results, loaded }));
  const own =
    outcome.record === null ? state.own : { record: outcome.record, path: plan.path, draft: {}, earlier: null };
  return withNotices({ ...done, own, retry: null }, outcome, plan.files);
}

/** The file's text as somebody else left it. */
export function mendTextRead(state: State, text: string | null): State {
  const edit = editAt(mendPlan(state)?.files ?? [], null);
  if (text === null || !edit) return state;
  return inMend(state, (mending) => ({ ...mending, meanwhile: diffBetween(edit.before, text) }));
}

/** The mend is over, or was refused: what it was asked from is looked at anew, the findings or one peer. */
export function lookAgain(state: State): Updated {
  const from = state.view.at === "checks" ? state.view.checks.from : undefined;
  return from ? look({ ...state, view: from }) : startChecking(state);
}

/** Esc: from the mend, or one finding, to all of them, from those to the list. */
export function leaveChecks(state: State): State {
  if (state.view.at !== "checks") return state;
  const { mending, told, from } = state.view.checks;
  if (mending && from) return { ...state, view: from };
  if (mending) return inChecks(state, (checks) => ({ ...checks, mending: null }));
  if (told) return tellFinding(state);
  return { ...state, view: { at: "dashboard" } };
}

/** Change to the mend on the screen. */
export function inMend(state: State, change: (mending: MendingState) => MendingState): State {
  return inChecks(state, (checks) => (checks.mending ? { ...checks, mending: change(checks.mending) } : checks));
}

function inChecks(state: State, change: (checks: ChecksState) => ChecksState): State {
  return state.view.at === "checks" ? { ...state, view: { at: "checks", checks: change(state.view.checks) } } : state;
}

function mendPlan({ view }: State): MendPlan | null {
  const found = view.at === "checks" ? view.checks.mending?.found : undefined;
  return found?.kind === "plan" ? found.plan : null;
}

function atRow(checks: ChecksState, to: number): ChecksState {
  return { ...checks, cursor: Math.max(0, Math.min(checkRows(checks) - 1, to)) };
}
