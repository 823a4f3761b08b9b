/**
 * What happens next: `update(state, event)` gives the new state and the effects that it asks for. Pure and total: an
 * event that means nothing here changes nothing, an answer that nobody awaits any more is dropped.
 */
import type { Outcome, StepResult } from "../plans/plan.ts";
import type { Peer } from "../wireguard/conf.ts";
import type { Opening } from "../wireguard/opening.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft } from "../wizard/question.ts";
import { answer, goBack, inReview, jump, jumpTargets, keyRead, prefilled, toReview } from "./adding.ts";
import { pickOption, startWizard, typeInto, wouldLose } from "./asking.ts";
import { codeFits } from "./code.ts";
import type { Event } from "./events.ts";
import { editField, typedField } from "./field.ts";
import { bindingFor, type CommandId } from "./keys.ts";
import { modeOf } from "./modes.ts";
import { filterOf, listRows, moveTo, shownPeers } from "./peers.ts";
import { crossTo, moveLine } from "./reviewing.ts";
import type { Abilities, Lang, Size, State } from "./state.ts";
import {
  carryUndo,
  changeFound,
  changeSettled,
  inUndo,
  leaveResult,
  leaveUndo,
  lookForChange,
  retry,
  settle,
  textRead,
  undoCarried,
  withNotices,
} from "./undoing.ts";
import { ask, look, once, still, type Updated } from "./updated.ts";

export type { Updated } from "./updated.ts";

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
    retry: null,
    own: null,
    unfinished: null,
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
      return opened({ ...free, readAt: event.now, unfinished: event.unfinished ?? null }, event.opening);
    case "keys-made":
      if (!state.world) return still(free);
      return still({ ...free, view: { at: "wizard", wizard: startWizard(prefilled(state), event.keys, state.world) } });
    case "key-read":
      return keyRead(free, event.text);
    case "step": {
      const add = (results: readonly StepResult[]) => [
        ...results.filter(({ id, path }) => id !== event.result.id || path !== event.result.path),
        event.result,
      ];
      if (state.view.at === "undo") return still(inUndo(state, (undo) => ({ ...undo, results: add(undo.results) })));
      if (state.view.at !== "doing") return still(state);
      const { doing } = state.view;
      return still({ ...state, view: { ...state.view, doing: { ...doing, results: add(doing.results) } } });
    }
    case "carried":
      return carried(free, event.outcome);
    case "text-read":
      return textRead(free, event.text);
    case "change-found":
      return changeFound({ ...free, readAt: event.now }, event.change, event.opening);
    case "settled":
      return changeSettled(free, event.settled);
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

function carried(state: State, outcome: Outcome): Updated {
  const failure = outcome.steps.find((step) => step.failure)?.failure ?? null;
  const failed = failure ?? { id: "failed" as const, path: state.world?.path ?? "", detail: "" };
  if (state.view.at === "undo") return undoCarried(state, outcome, failed);
  if (state.view.at !== "doing") return still(state);
  const { wizard, doing } = state.view;
  if (outcome.status === "done") {
    const code = {
      plan: doing.plan,
      results: outcome.steps,
      clientFile: outcome.clientFile,
      asText: false,
      held: false,
    };
    const path = state.world?.path ?? "";
    const own = outcome.record === null ? null : { record: outcome.record, path, draft: wizard.draft };
    return withNotices({ ...state, view: { at: "code", code }, own, retry: null }, outcome, doing.plan.files);
  }
  const view = {
    at: "doing" as const,
    wizard,
    doing: { ...doing, results: outcome.steps, failure: failed, notices: outcome.notices },
  };
  return failed.id === "changed"
    ? ask({ ...state, view }, { type: "read", path: failed.path })
    : still({ ...state, view });
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
  back: (state) => stepBack(state),
  write: (state) => {
    if (state.view.at === "undo") return carryUndo(state);
    if (state.view.at !== "review") return still(state);
    const { wizard, review } = state.view;
    const doing = { plan: review.plan, results: [], failure: null, meanwhile: null, notices: [] };
    return ask({ ...state, view: { at: "doing", wizard, doing } }, { type: "carry", plan: review.plan });
  },
  "not-enter": (state) =>
    still(
      inReview(
        inUndo(state, (undo) => ({ ...undo, nudged: true })),
        (review) => ({ ...review, nudged: true }),
      ),
    ),
  "server-side": (state) => still(inReview(state, (review) => crossTo(review, "server"))),
  "client-side": (state) => still(inReview(state, (review) => crossTo(review, "client"))),
  change: (state) => still(inReview(state, (review) => ({ ...review, jumping: 0, nudged: false }))),
  jump: (state) => jump(state),
  secrets: (state) => {
    const undo = inUndo(state, (view) => ({ ...view, secretsShown: !view.secretsShown }));
    return still(inReview(undo, (review) => ({ ...review, secretsShown: !review.secretsShown })));
  },
  diff: (state) => still(inReview(state, (review) => ({ ...review, pane: review.pane === "diff" ? "files" : "diff" }))),
  again: (state) => (state.view.at === "undo" ? lookForChange(state) : look(state)),
  retry: (state) => retry(state),
  undo: (state) => lookForChange(state),
  "take-back": (state) => settle(state, "take-back"),
  finish: (state) => settle(state, "finish"),
  "leave-it": (state) => settle(state, "leave"),
  later: (state) => still({ ...state, view: { at: "dashboard" } }),
  "as-text": (state) =>
    still(
      state.view.at === "code"
        ? { ...state, view: { at: "code", code: { ...state.view.code, asText: !state.view.code.asText, held: false } } }
        : state,
    ),
  done: (state) => (state.view.at === "code" ? leaveCode(state) : leaveResult(state)),
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
    const asks = state.over === null && typed !== null && wouldLose(typed, prefilled(state));
    return still(asks ? { ...state, over: "quit-wizard" } : { ...state, exit: 130 });
  },
};

function stepBack(state: State): Updated {
  if (state.view.at === "undo") return still(leaveUndo(state));
  return state.view.at === "unfinished" ? still({ ...state, view: { at: "dashboard" } }) : goBack(state);
}

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

/** Back to the list. Where no file is kept, the code or the text must have been shown whole before. */
function leaveCode(state: State): Updated {
  if (state.view.at !== "code") return still(state);
  const { code } = state.view;
  if (!code.held && code.clientFile === null && !code.asText && !codeFits(state)) {
    return still({ ...state, view: { at: "code", code: { ...code, held: true } } });
  }
  return look(state);
}
