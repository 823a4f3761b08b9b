/**
 * What happens next: `update(state, event)` gives the new state and the effects that it asks for. Pure and total: an
 * event that means nothing here changes nothing, an answer that nobody awaits any more is dropped.
 */
import { PlanRefusal, planAdd } from "../plans/add.ts";
import type { Peer } from "../wireguard/conf.ts";
import { isKey } from "../wireguard/key.ts";
import type { Opening } from "../wireguard/opening.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft, QuestionId } from "../wizard/question.ts";
import { askedQuestions, completeAnswers } from "../wizard/questions.ts";
import {
  accept,
  back,
  fileToRead,
  goTo,
  pickOption,
  startWizard,
  type Turn,
  takeRest,
  typeInto,
  wouldLose,
} from "./asking.ts";
import { codeFits } from "./code.ts";
import type { Effect, Event } from "./events.ts";
import { editField, typedField } from "./field.ts";
import { bindingFor, type CommandId, modeOf } from "./keys.ts";
import { filterOf, listRows, moveTo, shownPeers } from "./peers.ts";
import { crossTo, moveLine, startReview } from "./reviewing.ts";
import type { Abilities, Lang, Size, State, WizardState } from "./state.ts";

export interface Updated {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** What the program knows before it has looked at the machine. */
export interface Start {
  readonly size: Size;
  readonly lang: Lang;
  readonly abilities: Abilities;
  readonly version: string;
  readonly given: Draft;
  /** `-i`: a name or a path; null to find one. */
  readonly choice: string | null;
  /** The demo was asked for. */
  readonly demo: boolean;
}

type EffectSeed = Effect extends infer One ? (One extends Effect ? Omit<One, "id"> : never) : never;

/** The first state, and the first look at the machine. */
export function start(given: Start): Updated {
  const state: State = {
    size: given.size,
    lang: given.lang,
    abilities: given.abilities,
    version: given.version,
    world: null,
    choice: given.choice,
    view: { at: "opening" },
    dashboard: { place: { cursor: 0, top: 0 }, filter: "", filtering: null },
    over: null,
    given: given.given,
    demoBecause: null,
    readAt: 0,
    awaiting: null,
    nextEffect: 1,
    refusal: null,
    exit: null,
  };
  return ask(state, given.demo ? { type: "open-demo" } : { type: "open", choice: given.choice });
}

export function update(state: State, event: Event): Updated {
  switch (event.type) {
    case "resized":
      return still(resized({ ...state, size: event.size }));
    case "key":
    case "letter":
    case "paste":
      return pressed({ ...state, refusal: null }, event);
    default:
      return event.effect === state.awaiting ? answered(state, event) : still(state);
  }
}

/** An effect's answer has come. */
function answered(state: State, event: Exclude<Event, { type: "resized" | "key" | "letter" | "paste" }>): Updated {
  const free = { ...state, awaiting: null };
  switch (event.type) {
    case "opened":
      return opened({ ...free, readAt: event.now }, event.opening);
    case "keys-made":
      if (!state.world) return still(free);
      return still({ ...free, view: { at: "wizard", wizard: startWizard(state.given, event.keys, state.world) } });
    case "key-read":
      return keyRead(free, event.text);
    case "step": {
      if (state.view.at !== "doing") return still(state);
      const { doing } = state.view;
      const results = [...doing.results.filter(({ id }) => id !== event.result.id), event.result];
      return still({ ...state, view: { ...state.view, doing: { ...doing, results } } });
    }
    case "carried":
      return carried(free, event.outcome);
  }
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
  if (state.view.at === "doing") return toReview(known, state.view.wizard);
  return still({ ...known, view: { at: "dashboard" }, dashboard: listAnew(state, world) });
}

/** The list of a world that was read anew: the cursor on the peer that was just added, which no filter may hide. */
function listAnew({ view, dashboard, size }: State, world: World): State["dashboard"] {
  const added = view.at === "code" ? view.code.plan.peer.publicKey : null;
  const isAdded = (peer: Peer) => peer.publicKey === added;
  const hidden = added !== null && !shownPeers(world, filterOf(dashboard)).some(isAdded);
  const list = hidden ? { ...dashboard, filter: "", filtering: null } : dashboard;
  const peers = shownPeers(world, filterOf(list));
  const found = added === null ? -1 : peers.findIndex(isAdded);
  return { ...list, place: moveTo(list.place, found < 0 ? list.place.cursor : found, peers.length, listRows(size)) };
}

/** Troubles that mean "there is no server here to look at": the demo opens instead. */
const OPENS_DEMO: ReadonlySet<string> = new Set(["no-folder", "no-file", "no-server-file", "denied"]);

function carried(state: State, outcome: Extract<Event, { type: "carried" }>["outcome"]): Updated {
  if (state.view.at !== "doing") return still(state);
  const { wizard, doing } = state.view;
  const failure = outcome.steps.find((step) => step.failure)?.failure ?? null;
  if (outcome.status === "done") {
    const code = {
      plan: doing.plan,
      results: outcome.steps,
      clientFile: outcome.clientFile,
      asText: false,
      held: false,
    };
    return still({ ...state, view: { at: "code", code } });
  }
  const failed = failure ?? { id: "failed" as const, path: state.world?.path ?? "", detail: "" };
  return still({
    ...state,
    view: { at: "doing", wizard, doing: { ...doing, results: outcome.steps, failure: failed } },
  });
}

/** A key was pressed: a command of the bindings table, or text for a field. */
function pressed(state: State, event: Event): Updated {
  const binding = bindingFor(state, event);
  const mode = modeOf(state);
  if (binding) {
    const allowed = binding.when(state);
    return allowed === true ? COMMANDS[binding.command](state) : still({ ...state, refusal: allowed });
  }
  if (mode === "wizard" && state.view.at === "wizard") {
    // What is typed ahead while a file is read is none of that question's answer.
    if (state.view.wizard.reading) return still(state);
    return still({ ...state, view: { at: "wizard", wizard: typeInto(state.view.wizard, event) } });
  }
  if (mode === "filter" && state.dashboard.filtering) {
    const filtering = editField(state.dashboard.filtering, event) ?? state.dashboard.filtering;
    return still(filterBy(state, { ...state.dashboard, filtering }));
  }
  return still(state);
}

const COMMANDS: Readonly<Record<CommandId, (state: State) => Updated>> = {
  up: (state) => still(move(state, -1)),
  down: (state) => still(move(state, 1)),
  "page-up": (state) => still(move(state, -listRows(state.size))),
  "page-down": (state) => still(move(state, listRows(state.size))),
  first: (state) => still(move(state, -Infinity)),
  last: (state) => still(move(state, Infinity)),
  add: (state) => ask(state, { type: "make-keys" }),
  filter: (state) =>
    still({ ...state, dashboard: { ...state.dashboard, filtering: typedField(state.dashboard.filter) } }),
  "keep-filter": (state) =>
    still({ ...state, dashboard: { ...state.dashboard, filter: filterOf(state.dashboard), filtering: null } }),
  "clear-filter": (state) => still(filterBy(state, { ...state.dashboard, filter: "", filtering: null })),
  reload: (state) => look(state),
  choose: (state) => {
    const picked = state.view.at === "choose" ? state.view.interfaces[state.view.cursor] : undefined;
    return picked ? ask({ ...state, choice: picked.path }, { type: "open", choice: picked.path }) : still(state);
  },
  demo: (state) => ask({ ...state, choice: null, view: { at: "opening" } }, { type: "open-demo" }),
  "as-root": (state) => ask(state, { type: "sudo" }),
  accept: (state) => answer(state, "accept"),
  "take-rest": (state) => answer(state, "take-rest"),
  back: (state) => goBack(state),
  write: (state) => {
    if (state.view.at !== "review") return still(state);
    const { wizard, review } = state.view;
    const doing = { plan: review.plan, results: [], failure: null };
    return ask({ ...state, view: { at: "doing", wizard, doing } }, { type: "carry", plan: review.plan });
  },
  "not-enter": (state) => still(inReview(state, (review) => ({ ...review, nudged: true }))),
  "server-side": (state) => still(inReview(state, (review) => crossTo(review, "server"))),
  "client-side": (state) => still(inReview(state, (review) => crossTo(review, "client"))),
  change: (state) => still(inReview(state, (review) => ({ ...review, jumping: 0, nudged: false }))),
  jump: (state) => jump(state),
  secrets: (state) => still(inReview(state, (review) => ({ ...review, secretsShown: !review.secretsShown }))),
  diff: (state) => still(inReview(state, (review) => ({ ...review, pane: review.pane === "diff" ? "files" : "diff" }))),
  again: (state) => look(state),
  "as-text": (state) =>
    still(
      state.view.at === "code"
        ? { ...state, view: { at: "code", code: { ...state.view.code, asText: !state.view.code.asText, held: false } } }
        : state,
    ),
  done: (state) => leaveCode(state),
  leave: (state) =>
    still(state.over === "quit-wizard" ? { ...state, exit: 130 } : { ...state, over: null, view: { at: "dashboard" } }),
  stay: (state) => still({ ...state, over: null }),
  close: (state) => still({ ...state, over: null }),
  keys: (state) => still({ ...state, over: "keys" }),
  english: (state) => still({ ...state, lang: "en" }),
  russian: (state) => still({ ...state, lang: "ru" }),
  suspend: (state) => once(state, { type: "suspend" }),
  quit: (state) => still({ ...state, exit: 0 }),
  interrupt: (state) => {
    const { view } = state;
    const typed = view.at === "wizard" || view.at === "review" ? view.wizard : null;
    const asks = state.over === null && typed !== null && wouldLose(typed, state.given);
    return still(asks ? { ...state, over: "quit-wizard" } : { ...state, exit: 130 });
  },
};

function move(state: State, step: number): State {
  const { view } = state;
  if (view.at === "wizard" && state.world) {
    const wizard = pickOption(view.wizard, state.world, step < 0 ? -1 : 1);
    return { ...state, view: { at: "wizard", wizard: { ...wizard, reading: null } } };
  }
  if (view.at === "choose") {
    const cursor = Math.max(0, Math.min(view.interfaces.length - 1, view.cursor + step));
    return { ...state, view: { ...view, cursor } };
  }
  if (view.at === "review") {
    return inReview(state, (review) =>
      review.jumping === null
        ? moveLine(review, step < 0 ? -1 : 1)
        : { ...review, jumping: Math.max(0, Math.min(jumpTargets(state).length - 1, review.jumping + step)) },
    );
  }
  if (view.at !== "dashboard" || !state.world) return state;
  const { place } = state.dashboard;
  const count = shownPeers(state.world, filterOf(state.dashboard)).length;
  return {
    ...state,
    dashboard: { ...state.dashboard, place: moveTo(place, place.cursor + step, count, listRows(state.size)) },
  };
}

/** The dashboard with another filter: the cursor goes to the first peer that is left. */
function filterBy(state: State, dashboard: State["dashboard"]): State {
  return { ...state, dashboard: { ...dashboard, place: { cursor: 0, top: 0 } } };
}

function resized(state: State): State {
  if (!state.world) return state;
  const count = shownPeers(state.world, filterOf(state.dashboard)).length;
  const place = moveTo(state.dashboard.place, state.dashboard.place.cursor, count, listRows(state.size));
  return { ...state, dashboard: { ...state.dashboard, place } };
}

const TURNS: Readonly<Record<"accept" | "take-rest", (wizard: WizardState, world: World) => Turn>> = {
  accept,
  "take-rest": takeRest,
};

/** Enter or Tab in the wizard. A file that is named is read first: whether it holds a key is said at its question. */
function answer(state: State, next: keyof typeof TURNS): Updated {
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
    wouldLose(turn.wizard, state.given)
      ? { ...state, view, over: "leave-wizard" }
      : { ...state, view: { at: "dashboard" } },
  );
}

function goBack(state: State): Updated {
  const { view, world } = state;
  if (!world) return still(state);
  if (view.at === "wizard") return take(state, back(view.wizard, world));
  if (view.at === "review" && view.review.jumping !== null)
    return still(inReview(state, (review) => ({ ...review, jumping: null })));
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

function jump(state: State): Updated {
  if (state.view.at !== "review" || !state.world) return still(state);
  const { wizard, review } = state.view;
  const target = jumpTargets(state)[review.jumping ?? 0];
  if (!target) return still(state);
  return still({ ...state, view: { at: "wizard", wizard: { ...goTo(wizard, target, state.world), returning: true } } });
}

/** The plan is made and looked over; where an answer no longer holds, its question is asked again with the reason. */
function toReview(state: State, wizard: WizardState): Updated {
  const { world } = state;
  if (!world) return still(state);
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

/** Back to the list. Where no file is kept, the code or the text must have been shown whole before. */
function leaveCode(state: State): Updated {
  if (state.view.at !== "code") return still(state);
  const { code } = state.view;
  if (!code.held && code.clientFile === null && !code.asText && !codeFits(state)) {
    return still({ ...state, view: { at: "code", code: { ...code, held: true } } });
  }
  return look(state);
}

/** The same server is read again. */
function look(state: State): Updated {
  return ask(state, { type: "open", choice: state.world?.path ?? state.choice });
}

function readKey(state: State, wizard: WizardState, reading: NonNullable<WizardState["reading"]>): Updated {
  const asking = { ...state, view: { at: "wizard" as const, wizard: { ...wizard, reading } } };
  return ask(asking, { type: "read-key", path: reading.path });
}

/** The preshared key's file was read: one key and nothing else, as `wg set` would want it. */
function keyRead(state: State, text: string | null): Updated {
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

function inReview(
  state: State,
  change: (review: Extract<State["view"], { at: "review" }>["review"]) => typeof review,
): State {
  return state.view.at === "review" ? { ...state, view: { ...state.view, review: change(state.view.review) } } : state;
}

function still(state: State): Updated {
  return { state, effects: [] };
}

/** An effect whose answer is awaited from now on; whatever was awaited before is dropped. */
function ask(state: State, seed: EffectSeed): Updated {
  const id = state.nextEffect;
  return { state: { ...state, nextEffect: id + 1, awaiting: id }, effects: [{ ...seed, id } as Effect] };
}

/** An effect without an answer. */
function once(state: State, seed: EffectSeed): Updated {
  const id = state.nextEffect;
  return { state: { ...state, nextEffect: id + 1 }, effects: [{ ...seed, id } as Effect] };
}
