/**
 * Adding a peer as the program goes through it: from question to question, to the review, to any question and back. The
 * questions' own rules stand in asking.ts, the review's cursor in reviewing.ts.
 */
import { PlanRefusal, planAdd } from "../plans/add.ts";
import { isKey } from "../wireguard/key.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft, QuestionId } from "../wizard/question.ts";
import { askedQuestions, completeAnswers } from "../wizard/questions.ts";
import { rotatedIn } from "../wizard/rotating.ts";
import { accept, back, fileToRead, goTo, type Turn, takeRest, wouldLose } from "./asking.ts";
import { startReview } from "./reviewing.ts";
import type { State, WizardState } from "./state.ts";
import { ask, still, type Updated } from "./updated.ts";

/**
 * What stands in the questions' fields at first: the answers of a change that was taken back, else those of the call; of
 * a peer that runs already, or stands in the file, its key, from which the others follow.
 */
export function prefilled({ begun, retry, given }: State): Draft {
  return begun ?? retry ?? given;
}

const TURNS: Readonly<Record<"accept" | "take-rest", (wizard: WizardState, world: World) => Turn>> = {
  accept,
  "take-rest": takeRest,
};

/** Enter or Tab in the wizard. A file that is named is read first: whether it holds a key is said at its question. */
export function answer(state: State, next: keyof typeof TURNS): Updated {
  if (state.view.at !== "wizard" || !state.world) return still(state);
  const { wizard } = state.view;
  const path = fileToRead(wizard, state.world);
  return path === null ? take(state, TURNS[next](wizard, state.world)) : readKey(state, wizard, { path, next });
}

function take(state: State, turn: Turn): Updated {
  const wizard = { ...turn.wizard, reading: null };
  if (turn.to === "review") return toReview(state, wizard);
  const view = { at: "wizard" as const, wizard };
  if (turn.to === "wizard") return still({ ...state, view });
  return still(
    wouldLose(turn.wizard, prefilled(state))
      ? { ...state, view, over: "leave-wizard" }
      : { ...state, view: { at: "dashboard" } },
  );
}

export function goBack(state: State): Updated {
  const { view, world } = state;
  if (!world) return still(state);
  if (view.at === "wizard") return take(state, back(view.wizard, world));
  if (view.at === "review" && view.review.jumping !== null)
    return still(inReview(state, (review) => ({ ...review, jumping: null })));
  if (view.at === "review" && view.review.told) return still(inReview(state, (review) => ({ ...review, told: false })));
  if (view.at === "review" && view.review.pane === "diff") {
    return still(inReview(state, (review) => ({ ...review, pane: "files" })));
  }
  if (view.at === "review" || view.at === "doing") {
    const last = jumpTargets(state).at(-1);
    return still(last ? { ...state, view: { at: "wizard", wizard: goTo(view.wizard, last, world) } } : state);
  }
  return still(state);
}

/** The questions that `e` lists, in order. */
export function jumpTargets(state: State): readonly QuestionId[] {
  if (!state.world || (state.view.at !== "review" && state.view.at !== "doing")) return [];
  return askedQuestions(state.view.wizard.draft, state.world).map(({ id }) => id);
}

export function jump(state: State): Updated {
  if (state.view.at !== "review" || !state.world) return still(state);
  const { wizard, review } = state.view;
  const target = jumpTargets(state)[review.jumping ?? 0];
  if (!target) return still(state);
  return still({ ...state, view: { at: "wizard", wizard: { ...goTo(wizard, target, state.world), returning: true } } });
}

/** The plan is made and looked over; where an answer no longer holds, its question is asked again with the reason. */
export function toReview(state: State, wizard: WizardState): Updated {
  const { world } = state;
  if (!world) return still(state);
  const { rotate } = wizard.draft;
  if (rotate !== undefined && rotatedIn(world.conf, rotate) === null)
    return still({ ...state, view: { at: "dashboard" }, refusal: "peer-gone" });
  const complete = completeAnswers(wizard.draft, world);
  if (!("answers" in complete)) {
    const first = complete.problems[0];
    const open = first?.question ?? complete.missing[0];
    if (!open) return still(state);
    return still({
      ...state,
      view: { at: "wizard", wizard: { ...goTo(wizard, open, world), problem: first?.remark ?? null } },
    });
  }
  const { psk } = complete.answers;
  const read = wizard.presharedKeyFromFile;
  if (psk.kind === "file" && read?.path !== psk.path) return readKey(state, wizard, { path: psk.path, next: "review" });
  const extra = psk.kind === "file" && read ? { presharedKeyFromFile: read.key } : {};
  try {
    const plan = planAdd(complete.answers, world, wizard.keys, { ...extra, warnings: complete.warnings });
    return still({ ...state, view: { at: "review", wizard, review: startReview(plan) } });
  } catch (error) {
    if (!(error instanceof PlanRefusal)) throw error;
    return still({
      ...state,
      view: { at: "wizard", wizard: { ...goTo(wizard, "name", world), problem: error.remark } },
    });
  }
}

function readKey(state: State, wizard: WizardState, reading: NonNullable<WizardState["reading"]>): Updated {
  const asking = { ...state, view: { at: "wizard" as const, wizard: { ...wizard, reading } } };
  return ask(asking, { type: "read-key", path: reading.path });
}

/** The preshared key's file was read: one key and nothing else, as `wg set` would want it. */
export function keyRead(state: State, text: string | null): Updated {
  if (state.view.at !== "wizard" || !state.world || !state.view.wizard.reading) return still(state);
  const { path, next } = state.view.wizard.reading;
  const wizard: WizardState = { ...state.view.wizard, reading: null };
  const key = text?.trim() ?? "";
  if (!isKey(key)) {
    const problem = { id: text === null ? "psk-file-unreadable" : "psk-file-no-key", values: { path } } as const;
    const there = next === "review" ? goTo(wizard, "psk", state.world) : wizard;
    return still({ ...state, view: { at: "wizard", wizard: { ...there, problem } } });
  }
  const known: WizardState = { ...wizard, presharedKeyFromFile: { path, key } };
  return next === "review" ? toReview(state, known) : take(state, TURNS[next](known, state.world));
}

export function inReview(
  state: State,
  change: (review: Extract<State["view"], { at: "review" }>["review"]) => typeof review,
): State {
  return state.view.at === "review" ? { ...state, view: { ...state.view, review: change(state.view.review) } } : state;
}
