/**
 * What happens next: `update(state, event)` gives the new state and the effects that it asks for. Pure and total: an
 * event that means nothing here changes nothing, an answer that nobody awaits any more is dropped.
 */
import type { Outcome, StepResult } from "../plans/plan.ts";
import type { TerminalGifts } from "../qr/terminal.ts";
import type { Opening } from "../wireguard/opening.ts";
import type { Draft } from "../wizard/question.ts";
import { answer, goBack, inReview, jump, jumpTargets, keyRead, prefilled, toReview } from "./adding.ts";
import { applyCarried, applyFound, carryApply, inApply, moveApply, startApply } from "./applying.ts";
import { pickOption, startWizard, typeInto, wouldLose } from "./asking.ts";
import {
  carryMend,
  gathered,
  inMend,
  leaveChecks,
  mendCarried,
  mendTextRead,
  moveCheck,
  startChecking,
  startMend,
} from "./checking.ts";
import { handedOver } from "./code.ts";
import { crossInDetail, inDetail, leaveDetail, mendHere, moveInDetail, openDetail } from "./detailing.ts";
import type { Event } from "./events.ts";
import { editField, typedField } from "./field.ts";
import {
  copy,
  goRound,
  grow,
  inCode,
  leaveOut,
  print,
  savePicture,
  toldOf,
  UNTOUCHED,
  withoutWarning,
} from "./handing.ts";
import { bindingFor, type CommandId } from "./keys.ts";
import { inLesson, LESSON_COMMANDS, lessonAlone, lessonTick } from "./learning.ts";
import { moveCursor } from "./lesson.ts";
import { clearFilter, FIRST_LIST, filterBy, keepFilter, listAnew, moveInList, nextKind, nextOrder } from "./listing.ts";
import { leaveLog, logged, moveLog, openLog } from "./logging.ts";
import { modeOf } from "./modes.ts";
import { listRows, selectedPeer } from "./peers.ts";
import { crossTo, moveLine } from "./reviewing.ts";
import type { Abilities, Lang, Size, State } from "./state.ts";
import { statusSeen } from "./status.ts";
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
import {
  askEndpoint,
  bringUp,
  broughtUp,
  clientCarried,
  keepCopy,
  putAway,
  showSeen,
  startWatch,
  takeEndpoint,
  typeEndpoint,
  watched,
} from "./waiting.ts";

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
  /** The lessons alone were asked for: no server is looked for. */
  readonly learn?: boolean;
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
    dashboard: FIRST_LIST,
    over: null,
    given: given.given,
    retry: null,
    adopting: null,
    own: null,
    unfinished: null,
    demoBecause: null,
    log: [],
    readAt: 0,
    before: null,
    awaiting: null,
    nextEffect: 1,
    refusal: null,
    exit: null,
  };
  if (given.learn) return still({ ...state, view: lessonAlone() });
  return ask(state, given.demo ? { type: "open-demo" } : { type: "open", choice: given.choice });
}

export function update(state: State, event: Event): Updated {
  switch (event.type) {
    case "resized":
      return still(moveInList({ ...state, size: event.size }, 0));
    case "gifts":
      return still({ ...state, abilities: withGifts(state.abilities, event.gifts) });
    case "key":
    case "letter":
    case "paste":
      return pressed({ ...state, refusal: null }, event);
    case "status":
      return statusSeen(state, event.reading, event.now, event.text ?? null);
    case "watched":
      return watched(state, event);
    case "clock":
      return still(lessonTick(state));
    default:
      return event.effect === state.awaiting ? answered(state, event) : still(state);
  }
}

/** What the terminal said counts for every screen, not for the code alone. */
function withGifts(abilities: Abilities, gifts: TerminalGifts): Abilities {
  const colours = abilities.colours === 0 ? 0 : gifts.colours;
  return { ...abilities, utf8: gifts.utf8, colours, gifts };
}

/** An effect's answer has come. */
function answered(
  state: State,
  event: Exclude<Event, { type: "resized" | "gifts" | "key" | "letter" | "paste" | "status" | "watched" | "clock" }>,
): Updated {
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
        ...results.filter(
          ({ id, path, at }) => id !== event.result.id || path !== event.result.path || at !== event.result.at,
        ),
        event.result,
      ];
      if (state.view.at === "undo") return still(inUndo(state, (undo) => ({ ...undo, results: add(undo.results) })));
      if (state.view.at === "checks") return still(inMend(state, (mend) => ({ ...mend, results: add(mend.results) })));
      if (state.view.at === "apply")
        return still(inApply(state, (apply) => ({ ...apply, results: add(apply.results) })));
      if (state.view.at !== "doing") return still(state);
      const { doing } = state.view;
      return still({ ...state, view: { ...state.view, doing: { ...doing, results: add(doing.results) } } });
    }
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
  return still({ ...known, view: { at: "dashboard" }, dashboard: listAnew(state, world) });
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
      ...UNTOUCHED,
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
function pressed(before: State, event: Event): Updated {
  const binding = bindingFor(before, event);
  const state = withoutWarning(before, binding?.command ?? null);
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
  if (mode === "endpoint") return still(typeEndpoint(state, event));
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
  add: (state) => ask({ ...state, adopting: null }, { type: "make-keys" }),
  detail: openDetail,
  tell: (state) =>
    still(
      inReview(
        inDetail(state, (detail) => ({ ...detail, told: !detail.told })),
        (review) => ({ ...review, told: !review.told, pane: "files", nudged: false }),
      ),
    ),
  filter: (state) =>
    still({ ...state, dashboard: { ...state.dashboard, filtering: typedField(state.dashboard.filter) } }),
  "keep-filter": (state) => still(keepFilter(state)),
  "clear-filter": (state) => still(clearFilter(state)),
  adopt: (state) => {
    const adopting = selectedPeer(state)?.publicKey ?? null;
    return adopting === null ? still(state) : ask({ ...state, adopting }, { type: "make-keys" });
  },
  order: (state) => still(nextOrder(state)),
  kind: (state) => still(nextKind(state)),
  reload: (state) => (state.view.at === "checks" ? startChecking(state) : look(state)),
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
    if (state.view.at === "checks") return carryMend(state);
    if (state.view.at !== "review") return still(state);
    const { wizard, review } = state.view;
    const doing = { plan: review.plan, results: [], failure: null, meanwhile: null, notices: [] };
    return ask({ ...state, view: { at: "doing", wizard, doing } }, { type: "carry", plan: review.plan });
  },
  "not-enter": (state) =>
    still(
      inReview(
        inUndo(
          inMend(
            inApply(state, (apply) => ({ ...apply, nudged: true })),
            (mend) => ({ ...mend, nudged: true }),
          ),
          (undo) => ({ ...undo, nudged: true }),
        ),
        (review) => ({ ...review, nudged: true }),
      ),
    ),
  "server-side": (state) => still(inReview(crossInDetail(state, "server"), (review) => crossTo(review, "server"))),
  "client-side": (state) => still(inReview(crossInDetail(state, "client"), (review) => crossTo(review, "client"))),
  change: (state) => still(inReview(state, (review) => ({ ...review, jumping: 0, nudged: false }))),
  jump: (state) => jump(state),
  secrets: (state) => {
    const detail = inDetail(state, (view) => ({ ...view, secretsShown: !view.secretsShown }));
    const mend = inMend(detail, (view) => ({ ...view, secretsShown: !view.secretsShown }));
    const undo = inUndo(mend, (view) => ({ ...view, secretsShown: !view.secretsShown }));
    return still(inReview(undo, (review) => ({ ...review, secretsShown: !review.secretsShown })));
  },
  diff: (state) => still(inReview(state, (review) => ({ ...review, pane: review.pane === "diff" ? "files" : "diff" }))),
  again: (state) => {
    if (state.view.at === "checks") return startChecking(state);
    if (state.view.at === "apply") return startApply(state, state.view.apply.only);
    return state.view.at === "undo" ? lookForChange(state) : look(state);
  },
  retry: (state) => {
    if (state.view.at === "apply") return carryApply(state);
    return state.view.at === "checks" ? carryMend(state) : retry(state);
  },
  "do-it": carryApply,
  "scroll-up": (state) => still(moveLog(moveApply(state, -1), -1)),
  "scroll-down": (state) => still(moveLog(moveApply(state, 1), 1)),
  apply: (state) => startApply(state, null),
  load: (state) => startApply(state, selectedPeer(state)?.publicKey ?? null),
  log: (state) => still(openLog(state)),
  check: startChecking,
  mend: (state) => still(state.view.at === "detail" ? mendHere(state) : startMend(state)),
  undo: (state) => lookForChange(state),
  "take-back": (state) => settle(state, "take-back"),
  finish: (state) => settle(state, "finish"),
  "leave-it": (state) => settle(state, "leave"),
  later: (state) => still({ ...state, view: { at: "dashboard" } }),
  "as-text": (state) =>
    still(
      state.view.at === "code" ? inCode(state, ({ asText }) => ({ asText: !asText, held: false, told: null })) : state,
    ),
  done: (state) => {
    if (state.view.at === "checks") return startChecking(state);
    return state.view.at === "code" ? leaveCode(state) : leaveResult(state);
  },
  leave: (state) =>
    still(state.over === "quit-wizard" ? { ...state, exit: 130 } : { ...state, over: null, view: { at: "dashboard" } }),
  stay: (state) => still({ ...state, over: null }),
  close: (state) => still({ ...state, over: null }),
  keys: (state) => still({ ...state, over: "keys" }),
  english: (state) => still({ ...state, lang: "en" }),
  russian: (state) => still({ ...state, lang: "ru" }),
  suspend: (state) => once(state, { type: "suspend" }),
  quit: (state) => still({ ...state, exit: 0 }),
  grow,
  "save-picture": savePicture,
  "next-drawing": goRound,
  "leave-out": leaveOut,
  copy,
  print,
  seen: (state) => showSeen(state, true),
  "code-again": (state) => showSeen(state, false),
  "other-endpoint": askEndpoint,
  "take-endpoint": takeEndpoint,
  "bring-up": bringUp,
  "keep-copy": keepCopy,
  "put-away": putAway,
  ...LESSON_COMMANDS,
  interrupt: (state) => {
    // Behind the lesson the answers of the wizard may wait.
    const view = (state.view.at === "lesson" && state.view.back) || state.view;
    const typed = view.at === "wizard" || view.at === "review" ? view.wizard : null;
    const asks = state.over === null && typed !== null && wouldLose(typed, prefilled(state));
    return still(asks ? { ...state, over: "quit-wizard" } : { ...state, exit: 130 });
  },
};

function stepBack(state: State): Updated {
  if (state.view.at === "undo") return still(leaveUndo(state));
  if (state.view.at === "checks") return still(leaveChecks(state));
  if (state.view.at === "code") return showSeen(state, true);
  if (state.view.at === "log") return still(leaveLog(state));
  if (state.view.at === "apply") return still({ ...state, view: { at: "dashboard" } });
  if (state.view.at === "detail") return still(leaveDetail(state));
  return state.view.at === "unfinished" ? still({ ...state, view: { at: "dashboard" } }) : goBack(state);
}

function move(state: State, step: number): State {
  const { view } = state;
  if (view.at === "wizard" && state.world) {
    const wizard = pickOption(view.wizard, state.world, step < 0 ? -1 : 1);
    return { ...state, view: { at: "wizard", wizard: { ...wizard, reading: null } } };
  }
  if (view.at === "lesson") return inLesson(state, (lesson) => moveCursor(lesson, step < 0 ? -1 : 1));
  if (view.at === "detail") return moveInDetail(state, step < 0 ? -1 : 1);
  if (view.at === "checks") return moveCheck(state, step);
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
  return moveInList(state, step);
}

/** Back to the list. Where no file is kept, the code or the text must have been shown whole before. */
function leaveCode(state: State): Updated {
  if (state.view.at !== "code") return still(state);
  const { code } = state.view;
  if (!code.held && code.clientFile === null && !handedOver(state)) {
    const held = showSeen(state, false).state;
    return still(inCode(held, () => ({ held: true })));
  }
  const gone = look(state);
  const back = once(gone.state, { type: "grow-terminal", size: null });
  return { state: back.state, effects: [...gone.effects, ...back.effects] };
}
