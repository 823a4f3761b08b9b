/**
 * The bindings table: which key does what in which mode, and why not when it does nothing just now. The dispatcher,
 * the footer, the `?` overlay and the README's table all read it.
 */

import {
  adoptable,
  always,
  can,
  editable,
  growable,
  hasCode,
  hasFiles,
  hasOptions,
  hasPeers,
  leavable,
  leavesOut,
  startable,
  stillWaits,
  undoable,
  type WhyNot,
} from "./allowed.ts";
import { appliable, loadable } from "./applying.ts";
import { mendable } from "./checking.ts";
import { drawingAfter } from "./code.ts";
import { mendableHere } from "./detailing.ts";
import type { Event } from "./events.ts";
import { LESSON_BINDINGS, LESSON_MODES, type LessonCommand } from "./lesson-keys.ts";
import { type Mode, modeOf } from "./modes.ts";
import type { State } from "./state.ts";
import { onList, whereDiffering, whereLoadable } from "./weights.ts";

export type { WhyNot } from "./allowed.ts";
export type { Mode } from "./modes.ts";

export type CommandId =
  | "up"
  | "down"
  | "page-up"
  | "page-down"
  | "first"
  | "last"
  | "add"
  | "detail"
  | "tell"
  | "filter"
  | "keep-filter"
  | "clear-filter"
  | "adopt"
  | "order"
  | "kind"
  | "reload"
  | "choose"
  | "demo"
  | "as-root"
  | "accept"
  | "take-rest"
  | "back"
  | "write"
  | "not-enter"
  | "server-side"
  | "client-side"
  | "change"
  | "jump"
  | "secrets"
  | "diff"
  | "again"
  | "retry"
  | "undo"
  | "take-back"
  | "finish"
  | "leave-it"
  | "later"
  | "as-text"
  | "grow"
  | "save-picture"
  | "next-drawing"
  | "leave-out"
  | "copy"
  | "print"
  | "seen"
  | "code-again"
  | "other-endpoint"
  | "take-endpoint"
  | "bring-up"
  | "keep-copy"
  | "put-away"
  | "done"
  | "leave"
  | "stay"
  | "close"
  | "keys"
  | "english"
  | "russian"
  | "suspend"
  | "quit"
  | LessonCommand
  | "check"
  | "mend"
  | "apply"
  | "load"
  | "do-it"
  | "scroll-up"
  | "scroll-down"
  | "log"
  | "interrupt";

export interface Binding {
  readonly command: CommandId;
  /** Names of keys (`enter`, `ctrl-c`) and letters. */
  readonly keys: readonly string[];
  /** How the footer names the key. */
  readonly label: string;
  readonly modes: readonly Mode[];
  /** Its weight in the footer, everywhere or in this state: a narrow one drops the least first; 0 stands only behind `?`. */
  readonly shown: number | ((state: State) => number);
  readonly when: (state: State) => true | WhyNot;
}

const LISTS = [
  "choose",
  "dashboard",
  "checks",
  "detail",
  "review",
  "jump",
  "lesson-ask",
  "lesson-knobs",
  "lesson-addresses",
] as const;
const SCROLLED = ["apply", "log"] as const;
const FAILED = ["failed", "locked"] as const;
const CALM = [
  "opening",
  "trouble",
  "choose",
  "dashboard",
  "detail",
  "review",
  ...FAILED,
  "code",
  "waiting",
  "keep-copy",
  "undo",
  "no-undo",
  "undone",
  "unfinished",
  "settled",
  "met",
  "checks",
  "mend",
  "apply",
  "no-apply",
  "log",
  ...LESSON_MODES,
] as const;

/** Everywhere but in the middle of a step. */
const ANYWHERE = [...CALM, "filter", "endpoint", "wizard", "leave-wizard", "jump", "keys"] as const;

export const BINDINGS: readonly Binding[] = [
  { command: "add", keys: ["a"], label: "a", modes: ["dashboard"], shown: 90, when: editable },
  { command: "accept", keys: ["enter"], label: "Enter", modes: ["wizard"], shown: 95, when: always },
  { command: "choose", keys: ["enter"], label: "Enter", modes: ["choose"], shown: 95, when: always },
  { command: "jump", keys: ["enter"], label: "Enter", modes: ["jump"], shown: 95, when: always },
  { command: "write", keys: ["w"], label: "w", modes: ["review", "undo", "mend"], shown: 95, when: always },
  { command: "do-it", keys: ["w"], label: "w", modes: ["apply"], shown: 95, when: always },
  { command: "finish", keys: ["f"], label: "f", modes: ["unfinished"], shown: 95, when: can("canFinish") },
  { command: "take-back", keys: ["u"], label: "u", modes: ["unfinished"], shown: 94, when: can("canTakeBack") },
  { command: "leave-it", keys: ["x"], label: "x", modes: ["unfinished"], shown: 93, when: leavable },
  {
    command: "not-enter",
    keys: ["enter"],
    label: "Enter",
    modes: ["review", "undo", "mend", "apply"],
    shown: 0,
    when: always,
  },
  {
    command: "again",
    keys: ["enter", "r"],
    label: "Enter",
    modes: ["failed", "no-undo", "no-apply"],
    shown: 95,
    when: always,
  },
  { command: "retry", keys: ["enter", "r"], label: "Enter", modes: ["locked"], shown: 95, when: always },
  {
    command: "as-root",
    keys: ["enter"],
    label: "Enter",
    modes: ["trouble"],
    shown: 95,
    when: (state) => (state.view.at === "trouble" && state.view.trouble.id === "denied" ? true : "not-denied"),
  },
  {
    command: "as-root",
    keys: ["enter"],
    label: "Enter",
    modes: ["dashboard"],
    shown: 92,
    when: (state) => (state.demoBecause?.id === "denied" ? true : "not-denied"),
  },
  {
    command: "detail",
    keys: ["enter", "i"],
    label: "Enter",
    modes: ["dashboard"],
    shown: 68,
    when: hasFiles,
  },
  { command: "tell", keys: ["enter", "i"], label: "Enter", modes: ["detail"], shown: 90, when: always },
  { command: "tell", keys: ["i"], label: "i", modes: ["review"], shown: 55, when: always },
  { command: "up", keys: ["up", "k"], label: "↑↓", modes: LISTS, shown: onList(28, 60), when: always },
  { command: "up", keys: ["up"], label: "↑↓", modes: ["wizard"], shown: 60, when: hasOptions },
  { command: "down", keys: ["down", "j"], label: "↓", modes: LISTS, shown: 0, when: always },
  { command: "down", keys: ["down"], label: "↓", modes: ["wizard"], shown: 0, when: hasOptions },
  { command: "page-up", keys: ["page-up"], label: "PgUp", modes: ["dashboard"], shown: 0, when: always },
  { command: "page-down", keys: ["page-down"], label: "PgDn", modes: ["dashboard"], shown: 0, when: always },
  { command: "first", keys: ["home", "g"], label: "Home", modes: ["dashboard"], shown: 0, when: always },
  { command: "last", keys: ["end", "G"], label: "End", modes: ["dashboard"], shown: 0, when: always },
  { command: "server-side", keys: ["left", "h"], label: "←→", modes: ["detail", "review"], shown: 38, when: always },
  { command: "client-side", keys: ["right", "l"], label: "→", modes: ["detail", "review"], shown: 0, when: always },
  {
    command: "filter",
    keys: ["/"],
    label: "/",
    modes: ["dashboard"],
    shown: 70,
    when: hasPeers,
  },
  { command: "keep-filter", keys: ["enter"], label: "Enter", modes: ["filter"], shown: 80, when: always },
  { command: "clear-filter", keys: ["esc"], label: "Esc", modes: ["filter"], shown: 80, when: always },
  {
    command: "clear-filter",
    keys: ["esc"],
    label: "Esc",
    modes: ["dashboard"],
    shown: 75,
    when: ({ dashboard }) => (dashboard.filter === "" && dashboard.kind === "all" ? "no-filter" : true),
  },
  { command: "take-rest", keys: ["tab"], label: "Tab", modes: ["wizard"], shown: 80, when: always },
  { command: "change", keys: ["e"], label: "e", modes: ["review"], shown: 70, when: always },
  { command: "secrets", keys: ["v"], label: "v", modes: ["detail", "review", "undo", "mend"], shown: 50, when: always },
  { command: "diff", keys: ["d"], label: "d", modes: ["review"], shown: 40, when: always },
  { command: "order", keys: ["s"], label: "s", modes: ["dashboard"], shown: 35, when: hasPeers },
  { command: "kind", keys: ["f"], label: "f", modes: ["dashboard"], shown: 34, when: hasPeers },
  { command: "reload", keys: ["r"], label: "r", modes: ["trouble", "dashboard"], shown: onList(25, 50), when: always },
  { command: "check", keys: ["x"], label: "x", modes: ["dashboard"], shown: 63, when: always },
  { command: "reload", keys: ["r"], label: "r", modes: ["checks"], shown: 50, when: always },
  { command: "mend", keys: ["m"], label: "m", modes: ["checks"], shown: 90, when: mendable },
  { command: "mend", keys: ["m"], label: "m", modes: ["detail"], shown: 88, when: mendableHere },
  { command: "scroll-up", keys: ["up", "k", "page-up"], label: "↑↓", modes: SCROLLED, shown: 60, when: always },
  { command: "scroll-down", keys: ["down", "j", "page-down"], label: "↓", modes: SCROLLED, shown: 0, when: always },
  { command: "apply", keys: ["A"], label: "A", modes: ["dashboard"], shown: whereDiffering(66), when: appliable },
  { command: "load", keys: ["l"], label: "l", modes: ["dashboard"], shown: whereLoadable(69), when: loadable },
  { command: "adopt", keys: ["w"], label: "w", modes: ["dashboard"], shown: 69, when: adoptable },
  { command: "log", keys: ["o"], label: "o", modes: ["dashboard", "code", "undone"], shown: 20, when: always },
  { command: "demo", keys: ["d"], label: "d", modes: ["trouble"], shown: 60, when: always },
  { command: "grow", keys: ["e"], label: "e", modes: ["code"], shown: 90, when: growable },
  { command: "save-picture", keys: ["f"], label: "f", modes: ["code"], shown: 80, when: always },
  { command: "as-text", keys: ["t"], label: "t", modes: ["code"], shown: 70, when: always },
  {
    command: "next-drawing",
    keys: ["s"],
    label: "s",
    modes: ["code"],
    shown: 0,
    when: (state) => (drawingAfter(state) === null ? "one-drawing" : true),
  },
  { command: "leave-out", keys: ["d"], label: "d", modes: ["code"], shown: 0, when: leavesOut },
  { command: "copy", keys: ["c"], label: "c", modes: ["code"], shown: 0, when: always },
  { command: "print", keys: ["p"], label: "p", modes: ["code"], shown: 0, when: hasCode },
  { command: "bring-up", keys: ["b"], label: "b", modes: ["waiting"], shown: 94, when: startable },
  { command: "seen", keys: ["i"], label: "i", modes: ["code"], shown: 68, when: always },
  { command: "code-again", keys: ["c"], label: "c", modes: ["waiting"], shown: 90, when: stillWaits },
  { command: "other-endpoint", keys: ["e"], label: "e", modes: ["waiting"], shown: 80, when: stillWaits },
  { command: "take-endpoint", keys: ["enter"], label: "Enter", modes: ["endpoint"], shown: 95, when: always },
  { command: "keep-copy", keys: ["enter", "y"], label: "Enter", modes: ["keep-copy"], shown: 95, when: always },
  { command: "put-away", keys: ["n"], label: "n", modes: ["keep-copy"], shown: 94, when: always },
  {
    command: "done",
    keys: ["enter", "esc", "q"],
    label: "Enter",
    modes: ["code", "waiting", "undone", "settled", "met"],
    shown: 95,
    when: always,
  },
  { command: "done", keys: ["esc", "q"], label: "Esc", modes: ["keep-copy"], shown: 60, when: always },
  { command: "undo", keys: ["u"], label: "u", modes: ["dashboard"], shown: 64, when: undoable },
  { command: "undo", keys: ["u"], label: "u", modes: ["code", "waiting", "keep-copy"], shown: 40, when: undoable },
  { command: "log", keys: ["o"], label: "o", modes: ["waiting", "keep-copy"], shown: 20, when: always },
  {
    command: "back",
    keys: ["esc", "shift-tab"],
    label: "Esc",
    modes: [
      "endpoint",
      "wizard",
      "detail",
      "checks",
      "mend",
      "apply",
      "no-apply",
      "log",
      "review",
      "jump",
      ...FAILED,
      "undo",
      "no-undo",
    ],
    shown: 85,
    when: always,
  },
  {
    command: "back",
    keys: ["q"],
    label: "q",
    modes: ["detail", "checks", "mend", "apply", "no-apply", "log", ...FAILED, "undo", "no-undo"],
    shown: 0,
    when: always,
  },
  { command: "later", keys: ["esc"], label: "Esc", modes: ["unfinished"], shown: 85, when: always },
  { command: "leave", keys: ["y"], label: "y", modes: ["leave-wizard"], shown: 90, when: always },
  {
    command: "stay",
    keys: ["esc", "enter", "n", "shift-tab"],
    label: "Esc",
    modes: ["leave-wizard"],
    shown: 95,
    when: always,
  },
  { command: "close", keys: ["esc", "?", "q", "enter"], label: "Esc", modes: ["keys"], shown: 95, when: always },
  ...LESSON_BINDINGS,
  { command: "keys", keys: ["?"], label: "?", modes: CALM, shown: onList(67, 61), when: always },
  { command: "english", keys: ["E"], label: "E", modes: CALM, shown: onList(62, 30), when: always },
  { command: "russian", keys: ["R"], label: "R", modes: CALM, shown: onList(62, 30), when: always },
  {
    command: "quit",
    keys: ["q"],
    label: "q",
    modes: ["opening", "trouble", "choose", "dashboard", "unfinished"],
    shown: 65,
    when: always,
  },
  {
    command: "interrupt",
    keys: ["ctrl-c"],
    label: "Ctrl-C",
    modes: ANYWHERE,
    shown: 0,
    when: always,
  },
  {
    command: "suspend",
    keys: ["ctrl-z"],
    label: "Ctrl-Z",
    modes: ANYWHERE,
    shown: 0,
    when: always,
  },
];

/** The letters of a Russian keyboard as the Latin ones on the same keys, so that commands work in both layouts. */
const SAME_KEY = new Map(
  [
    ["йцукенгшщзхъфывапролджэячсмитьбю.", "qwertyuiop[]asdfghjkl;'zxcvbnm,./"],
    ["ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'],
  ].flatMap(([own = "", latin = ""]) => Array.from(own, (letter, at) => [letter, latin[at] ?? letter] as const)),
);

/** A letter is text here, and no key. */
const TYPING: ReadonlySet<Mode> = new Set(["wizard", "filter", "endpoint"]);

/** The binding that this event means in this state; null where it means none. */
export function bindingFor(state: State, event: Event): Binding | null {
  const mode = modeOf(state);
  const here = BINDINGS.filter((binding) => binding.modes.includes(mode));
  if (event.type === "key") {
    // Of two that share a key the one that does something counts: Enter runs sudo in the demo, else it opens a peer.
    const meant = here.filter((binding) => binding.keys.includes(event.key));
    return meant.find((binding) => binding.when(state) === true) ?? meant.at(-1) ?? null;
  }
  if (event.type !== "letter" || TYPING.has(mode)) return null;
  const found = here.find((binding) => binding.keys.includes(event.letter));
  const latin = SAME_KEY.get(event.letter);
  return found ?? here.find((binding) => latin !== undefined && binding.keys.includes(latin)) ?? null;
}

/** A key as the footer or the `?` overlay shows it: `reason` says why it does nothing just now. */
export interface ShownKey {
  readonly command: CommandId;
  readonly label: string;
  readonly shown: number;
  readonly reason: WhyNot | null;
}

/** Reasons that have nothing to do with what stands on the screen: such a key is not shown at all. */
const BESIDE_THE_POINT: ReadonlySet<WhyNot | null> = new Set([
  "not-denied",
  "no-options",
  "no-filter",
  "both-ways",
  "not-needed",
  "no-lesson",
  "no-scene",
  "no-difference",
  "does-not-grow",
  "large-enough",
  "fits",
]);

/** The footer of this state, in the table's order. */
export function footerOf(state: State): readonly ShownKey[] {
  const keys = keysOf(state).filter((key) => key.shown > 0);
  if (modeOf(state) !== "code") return keys;
  // Behind `?` stand all the others, so it is never the one that goes.
  const weight = ({ command, shown }: ShownKey) => (command === "keys" ? 100 : shown);
  const able = keys.filter((key) => key.reason === null).sort((a, b) => weight(b) - weight(a));
  return keys.filter((key) => able.indexOf(key) >= 0 && able.indexOf(key) < MOST_WITH_A_CODE);
}

/** A person with a phone in one hand reads no more. */
const MOST_WITH_A_CODE = 5;

/** Every key of this state, for the `?` overlay; of the two languages the other one alone is offered. */
export function keysOf(state: State): readonly ShownKey[] {
  const mode = modeOf(state);
  const own = state.lang === "en" ? "english" : "russian";
  return BINDINGS.filter((binding) => binding.modes.includes(mode) && binding.command !== own)
    .map((binding) => ({ binding, reason: binding.when(state) }))
    .map(({ binding: { command, label, shown }, reason }) => ({
      command,
      label,
      shown: typeof shown === "number" ? shown : shown(state),
      reason: reason === true ? null : reason,
    }))
    .filter(({ reason }) => !BESIDE_THE_POINT.has(reason));
}
