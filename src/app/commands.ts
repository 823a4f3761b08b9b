/** What each command does: a table, and for those that mean something else on each screen a table of screens. */
import { answer, goBack, inReview, jump, jumpTargets, prefilled } from "./adding.ts";
import { carryApply, inApply, moveApply, startApply } from "./applying.ts";
import { pickOption, wouldLose } from "./asking.ts";
import {
  carryMend,
  inMend,
  leaveChecks,
  lookAgain,
  moveCheck,
  startChecking,
  startMend,
  tellFinding,
} from "./checking.ts";
import { handedOver } from "./code.ts";
import type { CommandId } from "./command-id.ts";
import { crossInDetail, inDetail, leaveDetail, mendHere, moveInDetail, openDetail } from "./detailing.ts";
import { typedField } from "./field.ts";
import { handing, inCode } from "./handing.ts";
import { moveKeys } from "./keys.ts";
import { inLesson, LESSON_COMMANDS } from "./learning.ts";
import { moveCursor } from "./lesson.ts";
import { clearFilter, keepFilter, moveInList, nextKind, nextOrder } from "./listing.ts";
import { leaveLog, moveLog, openLog } from "./logging.ts";
import { listRows, selectedPeer } from "./peers.ts";
import { crossTo, moveLine } from "./reviewing.ts";
import { openCode, startRotating } from "./standing.ts";
import type { State, View } from "./state.ts";
import { stopBetweenSteps } from "./stopping.ts";
import { carryUndo, inUndo, leaveResult, leaveUndo, lookForChange, retry, settle } from "./undoing.ts";
import { ask, look, once, still, type Updated } from "./updated.ts";
import { askEndpoint, bringUp, keepCopy, putAway, showSeen, takeEndpoint } from "./waiting.ts";

type Act = (state: State) => Updated;

/** What the same command does on each screen, and on all the others. */
function on(acts: { readonly [At in View["at"]]?: Act }, elsewhere: Act = still): Act {
  return (state) => (acts[state.view.at] ?? elsewhere)(state);
}

/** A change of the state and nothing else. */
function only(change: (state: State) => State): Act {
  return (state) => still(change(state));
}

const toList = only((state) => ({ ...state, view: { at: "dashboard" } }));

/** The whole note of the lit line, and back. */
const tell = on({
  detail: only((state) => inDetail(state, (detail) => ({ ...detail, told: !detail.told }))),
  review: only((state) =>
    inReview(state, (review) => ({ ...review, told: !review.told, pane: "files", nudged: false })),
  ),
});

export const COMMANDS: Readonly<Record<CommandId, Act>> = {
  up: only((state) => move(state, -1)),
  down: only((state) => move(state, 1)),
  "page-up": only((state) => move(state, -listRows(state.size))),
  "page-down": only((state) => move(state, listRows(state.size))),
  first: only((state) => move(state, -Infinity)),
  last: only((state) => move(state, Infinity)),
  add: (state) => ask({ ...state, begun: null }, { type: "make-keys" }),
  detail: openDetail,
  code: openCode,
  "new-keys": startRotating,
  tell,
  untell: tell,
  "tell-finding": only(tellFinding),
  "untell-finding": only(tellFinding),
  filter: only(({ dashboard, ...state }) => ({
    ...state,
    dashboard: { ...dashboard, filtering: typedField(dashboard.filter) },
  })),
  "keep-filter": only(keepFilter),
  "clear-filter": only(clearFilter),
  adopt: (state) => {
    const keys = selectedPeer(state)?.publicKey ?? null;
    return keys === null ? still(state) : ask({ ...state, begun: { keys } }, { type: "make-keys" });
  },
  order: only(nextOrder),
  kind: only(nextKind),
  reload: on({ checks: startChecking }, look),
  choose: (state) => {
    const picked = state.view.at === "choose" ? state.view.interfaces[state.view.cursor] : undefined;
    return picked ? ask({ ...state, choice: picked.path }, { type: "open", choice: picked.path }) : still(state);
  },
  demo: (state) => ask({ ...state, choice: null, view: { at: "opening" } }, { type: "open-demo" }),
  "as-root": (state) => ask(state, { type: "sudo" }),
  accept: (state) => answer(state, "accept"),
  "take-rest": (state) => answer(state, "take-rest"),
  back: on(
    {
      undo: only(leaveUndo),
      checks: only(leaveChecks),
      code: (state) => showSeen(state, true),
      log: only(leaveLog),
      detail: only(leaveDetail),
      apply: toList,
      unfinished: toList,
    },
    goBack,
  ),
  write: on({ undo: carryUndo, checks: carryMend, review: carryPlan }),
  "not-enter": only((state) => {
    const nudge = <One extends { readonly nudged: boolean }>(one: One): One => ({ ...one, nudged: true });
    return inReview(inUndo(inMend(inApply(state, nudge), nudge), nudge), nudge);
  }),
  "server-side": only((state) => inReview(crossInDetail(state, "server"), (review) => crossTo(review, "server"))),
  "client-side": only((state) => inReview(crossInDetail(state, "client"), (review) => crossTo(review, "client"))),
  change: only((state) => inReview(state, (review) => ({ ...review, jumping: 0, nudged: false }))),
  jump,
  secrets: only((state) => {
    const turn = <One extends { readonly secretsShown: boolean }>(one: One): One => ({
      ...one,
      secretsShown: !one.secretsShown,
    });
    return inReview(inUndo(inMend(inDetail(state, turn), turn), turn), turn);
  }),
  diff: only((state) => inReview(state, (review) => ({ ...review, pane: review.pane === "diff" ? "files" : "diff" }))),
  again: on(
    {
      checks: lookAgain,
      apply: (state) => startApply(state, state.view.at === "apply" ? state.view.apply.only : null),
      undo: lookForChange,
    },
    look,
  ),
  retry: on({ apply: carryApply, checks: carryMend }, retry),
  "do-it": carryApply,
  "scroll-up": only((state) => scroll(state, -1)),
  "scroll-down": only((state) => scroll(state, 1)),
  apply: (state) => startApply(state, null),
  load: (state) => startApply(state, selectedPeer(state)?.publicKey ?? null),
  log: only(openLog),
  check: startChecking,
  mend: on({ detail: only(mendHere) }, only(startMend)),
  undo: lookForChange,
  "take-back": (state) => settle(state, "take-back"),
  finish: (state) => settle(state, "finish"),
  "leave-it": (state) => settle(state, "leave"),
  later: toList,
  "as-text": handing("as-text"),
  done: on({ checks: lookAgain, code: leaveCode }, leaveResult),
  leave: only((state) =>
    state.over === "quit-wizard" ? { ...state, exit: 130 } : { ...state, over: null, view: { at: "dashboard" } },
  ),
  stay: only((state) => ({ ...state, over: null })),
  close: only((state) => ({ ...state, over: null })),
  keys: only((state) => ({ ...state, over: "keys", keysTop: 0 })),
  english: only((state) => ({ ...state, lang: "en" })),
  russian: only((state) => ({ ...state, lang: "ru" })),
  suspend: (state) => once(state, { type: "suspend" }),
  quit: only((state) => ({ ...state, exit: 0 })),
  grow: handing("grow"),
  "save-picture": handing("save-picture"),
  "next-drawing": handing("next-drawing"),
  "leave-out": handing("leave-out"),
  copy: handing("copy"),
  print: handing("print"),
  seen: (state) => showSeen(state, true),
  "code-again": (state) => showSeen(state, false),
  "other-endpoint": askEndpoint,
  "take-endpoint": takeEndpoint,
  "bring-up": bringUp,
  "keep-copy": keepCopy,
  "put-away": putAway,
  ...LESSON_COMMANDS,
  stop: stopBetweenSteps,
  interrupt: only((state) => {
    // Behind the lesson the answers of the wizard may wait.
    const view = (state.view.at === "lesson" && state.view.back) || state.view;
    const typed = view.at === "wizard" || view.at === "review" ? view.wizard : null;
    const asks = state.over === null && typed !== null && wouldLose(typed, prefilled(state));
    return asks ? { ...state, over: "quit-wizard" } : { ...state, exit: 130 };
  }),
};

function carryPlan(state: State): Updated {
  if (state.view.at !== "review") return still(state);
  const { wizard, review } = state.view;
  const doing = { plan: review.plan, results: [], failure: null, meanwhile: null, notices: [] };
  return ask({ ...state, view: { at: "doing", wizard, doing } }, { type: "carry", plan: review.plan });
}

/** The list of keys lies over whatever else could be scrolled. */
function scroll(state: State, step: number): State {
  return state.over === "keys" ? moveKeys(state, step) : moveLog(moveApply(state, step), step);
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
  const gone = look(code.from === null ? state : { ...state, view: { at: "detail", detail: code.from } });
  const back = once(gone.state, { type: "grow-terminal", size: null });
  return { state: back.state, effects: [...gone.effects, ...back.effects] };
}
