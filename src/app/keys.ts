/**
 * The bindings table: which key does what in which mode, and why not when it does nothing just now. The dispatcher,
 * the footer, the `?` overlay and the README's table all read it.
 */
import { offersOptions } from "./asking.ts";
import type { Event } from "./events.ts";
import { type Mode, modeOf } from "./modes.ts";
import type { State } from "./state.ts";

export type { Mode } from "./modes.ts";

export type CommandId =
  | "up"
  | "down"
  | "page-up"
  | "page-down"
  | "first"
  | "last"
  | "add"
  | "filter"
  | "keep-filter"
  | "clear-filter"
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
  | "done"
  | "leave"
  | "stay"
  | "close"
  | "keys"
  | "english"
  | "russian"
  | "suspend"
  | "quit"
  | "interrupt";

/** Why a command does nothing just now: ids of sentences. */
export type WhyNot =
  | "faults"
  | "demo"
  | "no-code"
  | "nothing-secret"
  | "no-peers"
  | "no-options"
  | "no-filter"
  | "not-denied"
  | "no-world"
  | "unfinished"
  | "not-ours"
  | "cannot"
  | "not-needed";

export interface Binding {
  readonly command: CommandId;
  /** Names of keys (`enter`, `ctrl-c`) and letters. */
  readonly keys: readonly string[];
  /** How the footer names the key. */
  readonly label: string;
  readonly modes: readonly Mode[];
  /** Its weight in the footer: a narrow one drops the least first; 0 stands only behind `?`. */
  readonly shown: number;
  readonly when: (state: State) => true | WhyNot;
}

const always = (): true => true;

const editable = (state: State): true | WhyNot => {
  if (state.world === null) return "no-world";
  if (state.unfinished !== null) return "unfinished";
  return state.world.faults.length > 0 ? "faults" : true;
};

/** Only what this session wrote, and in the file that is open. */
const undoable = (state: State): true | WhyNot =>
  state.own !== null && state.own.path === state.world?.path ? true : "not-ours";

const hasOptions = (state: State): true | WhyNot =>
  state.view.at === "wizard" && state.world && offersOptions(state.view.wizard, state.world) ? true : "no-options";

/** An unfinished change that somebody meddled with may have lost one of its two ways out, or both. */
const can =
  (way: "canFinish" | "canTakeBack") =>
  (state: State): true | WhyNot =>
    state.view.at === "unfinished" && state.view.unfinished.unfinished[way] ? true : "cannot";

const leavable = (state: State): true | WhyNot =>
  can("canFinish")(state) === true && can("canTakeBack")(state) === true ? "not-needed" : true;

const LISTS = ["choose", "dashboard", "review", "jump"] as const;
const FAILED = ["failed", "locked"] as const;
const CALM = [
  "opening",
  "trouble",
  "choose",
  "dashboard",
  "review",
  ...FAILED,
  "code",
  "undo",
  "no-undo",
  "undone",
  "unfinished",
  "settled",
  "met",
] as const;

/** Everywhere but in the middle of a step. */
const ANYWHERE = [...CALM, "filter", "wizard", "leave-wizard", "jump", "keys"] as const;

export const BINDINGS: readonly Binding[] = [
  { command: "add", keys: ["a"], label: "a", modes: ["dashboard"], shown: 90, when: editable },
  { command: "accept", keys: ["enter"], label: "Enter", modes: ["wizard"], shown: 95, when: always },
  { command: "choose", keys: ["enter"], label: "Enter", modes: ["choose"], shown: 95, when: always },
  { command: "jump", keys: ["enter"], label: "Enter", modes: ["jump"], shown: 95, when: always },
  { command: "write", keys: ["w"], label: "w", modes: ["review", "undo"], shown: 95, when: always },
  { command: "finish", keys: ["f"], label: "f", modes: ["unfinished"], shown: 95, when: can("canFinish") },
  { command: "take-back", keys: ["u"], label: "u", modes: ["unfinished"], shown: 94, when: can("canTakeBack") },
  { command: "leave-it", keys: ["x"], label: "x", modes: ["unfinished"], shown: 93, when: leavable },
  { command: "not-enter", keys: ["enter"], label: "Enter", modes: ["review", "undo"], shown: 0, when: always },
  { command: "again", keys: ["enter", "r"], label: "Enter", modes: ["failed", "no-undo"], shown: 95, when: always },
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
  { command: "up", keys: ["up", "k"], label: "↑↓", modes: LISTS, shown: 60, when: always },
  { command: "up", keys: ["up"], label: "↑↓", modes: ["wizard"], shown: 60, when: hasOptions },
  { command: "down", keys: ["down", "j"], label: "↓", modes: LISTS, shown: 0, when: always },
  { command: "down", keys: ["down"], label: "↓", modes: ["wizard"], shown: 0, when: hasOptions },
  { command: "page-up", keys: ["page-up"], label: "PgUp", modes: ["dashboard"], shown: 0, when: always },
  { command: "page-down", keys: ["page-down"], label: "PgDn", modes: ["dashboard"], shown: 0, when: always },
  { command: "first", keys: ["home", "g"], label: "Home", modes: ["dashboard"], shown: 0, when: always },
  { command: "last", keys: ["end", "G"], label: "End", modes: ["dashboard"], shown: 0, when: always },
  { command: "server-side", keys: ["left", "h"], label: "←→", modes: ["review"], shown: 58, when: always },
  { command: "client-side", keys: ["right", "l"], label: "→", modes: ["review"], shown: 0, when: always },
  {
    command: "filter",
    keys: ["/"],
    label: "/",
    modes: ["dashboard"],
    shown: 70,
    when: (state) => (state.world?.conf.peers.length ? true : "no-peers"),
  },
  { command: "keep-filter", keys: ["enter"], label: "Enter", modes: ["filter"], shown: 80, when: always },
  { command: "clear-filter", keys: ["esc"], label: "Esc", modes: ["filter"], shown: 80, when: always },
  {
    command: "clear-filter",
    keys: ["esc"],
    label: "Esc",
    modes: ["dashboard"],
    shown: 75,
    when: (state) => (state.dashboard.filter === "" ? "no-filter" : true),
  },
  { command: "take-rest", keys: ["tab"], label: "Tab", modes: ["wizard"], shown: 80, when: always },
  { command: "change", keys: ["e"], label: "e", modes: ["review"], shown: 70, when: always },
  { command: "secrets", keys: ["v"], label: "v", modes: ["review", "undo"], shown: 50, when: always },
  { command: "diff", keys: ["d"], label: "d", modes: ["review"], shown: 40, when: always },
  { command: "reload", keys: ["r"], label: "r", modes: ["trouble", "dashboard"], shown: 50, when: always },
  { command: "demo", keys: ["d"], label: "d", modes: ["trouble"], shown: 60, when: always },
  {
    command: "as-text",
    keys: ["t"],
    label: "t",
    modes: ["code"],
    shown: 70,
    when: always,
  },
  {
    command: "done",
    keys: ["enter", "esc", "q"],
    label: "Enter",
    modes: ["code", "undone", "settled", "met"],
    shown: 95,
    when: always,
  },
  { command: "undo", keys: ["u"], label: "u", modes: ["code", "dashboard"], shown: 64, when: undoable },
  {
    command: "back",
    keys: ["esc", "shift-tab"],
    label: "Esc",
    modes: ["wizard", "review", "jump", ...FAILED, "undo", "no-undo"],
    shown: 85,
    when: always,
  },
  { command: "back", keys: ["q"], label: "q", modes: [...FAILED, "undo", "no-undo"], shown: 0, when: always },
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
  { command: "keys", keys: ["?"], label: "?", modes: CALM, shown: 45, when: always },
  { command: "english", keys: ["E"], label: "E", modes: CALM, shown: 30, when: always },
  { command: "russian", keys: ["R"], label: "R", modes: CALM, shown: 30, when: always },
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

/** The binding that this event means in this state; null where it means none. */
export function bindingFor(state: State, event: Event): Binding | null {
  const mode = modeOf(state);
  const here = BINDINGS.filter((binding) => binding.modes.includes(mode));
  if (event.type === "key") return here.find((binding) => binding.keys.includes(event.key)) ?? null;
  if (event.type !== "letter" || mode === "wizard" || mode === "filter") return null;
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
const BESIDE_THE_POINT: ReadonlySet<WhyNot | null> = new Set(["not-denied", "no-options", "no-filter", "not-needed"]);

/** The footer of this state, in the table's order. */
export function footerOf(state: State): readonly ShownKey[] {
  return keysOf(state).filter((key) => key.shown > 0);
}

/** Every key of this state, for the `?` overlay; of the two languages the other one alone is offered. */
export function keysOf(state: State): readonly ShownKey[] {
  const mode = modeOf(state);
  const own = state.lang === "en" ? "english" : "russian";
  return BINDINGS.filter((binding) => binding.modes.includes(mode) && binding.command !== own)
    .map((binding) => ({ binding, reason: binding.when(state) }))
    .map(({ binding: { command, label, shown }, reason }) => ({
      command,
      label,
      shown,
      reason: reason === true ? null : reason,
    }))
    .filter(({ reason }) => !BESIDE_THE_POINT.has(reason));
}
