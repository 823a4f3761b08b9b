/**
 * The root of the screens: which one stands there, composed as rows from the state and the words, and the one place
 * where keys and pastes come in. It holds nothing and decides nothing.
 */
import { useInput, usePaste } from "ink";
import type { Event } from "../app/events.ts";
import { eventsOf, pasteEvent } from "../app/input.ts";
import type { State, View } from "../app/state.ts";
import { pictureIn, type Row } from "../text/row.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { apply } from "./apply.ts";
import { checks } from "./checks.ts";
import { choose } from "./choose.ts";
import { code } from "./code.ts";
import { dashboard } from "./dashboard.ts";
import { detail } from "./detail.ts";
import { doing } from "./doing.ts";
import { keysScreen } from "./keys.ts";
import { overWizard } from "./leave.ts";
import { lesson } from "./lesson.ts";
import { log } from "./log.ts";
import { met } from "./met.ts";
import { opening } from "./opening.ts";
import { exactly, paragraph } from "./parts/cells.ts";
import { Rows } from "./parts/rows.tsx";
import { review } from "./review.ts";
import { trouble } from "./trouble.ts";
import { undo } from "./undo.ts";
import { unfinished } from "./unfinished.ts";
import { wizard } from "./wizard.ts";

export interface AppProps {
  readonly state: State;
  readonly words: Words;
  readonly dispatch: (event: Event) => void;
  /** Told of the picture that stands among the rows (null: of none), before Ink writes the frame that keeps its place. */
  readonly place?: (picture: ReturnType<typeof pictureIn>) => void;
}

export function App({ state, words, dispatch, place }: AppProps) {
  useInput((input, key) => {
    for (const event of eventsOf(input, key)) dispatch(event);
  });
  usePaste((text) => dispatch(pasteEvent(text)));
  const rows = rowsOf(state, words);
  place?.(pictureIn(rows));
  return <Rows rows={rows} size={state.size} abilities={state.abilities} />;
}

/** The smallest window in which the screens can be read. */
export const SMALLEST = { rows: 16, columns: 60 } as const;

/** The whole screen as rows. */
export function rowsOf(state: State, words: Words): readonly Row[] {
  const { rows, columns } = state.size;
  if (rows < SMALLEST.rows || columns < SMALLEST.columns) {
    return [[{ text: words.screens.tooSmall({ rows, columns, needs: SMALLEST }), tone: "plain" }]];
  }
  if (state.over === "keys") return keysScreen(state, words);
  const screen = SCREENS[state.view.at] as (state: State, view: View, world: World, words: Words) => readonly Row[];
  // Screens about a server are reached with one alone; without it there is only the wait for it.
  if (state.world === null && !WITHOUT_SERVER.has(state.view.at)) return opening(state, words);
  if (state.refusal !== null && state.view.at === "code" && state.over === null) {
    // Above several rows of reasons the code is composed anew: cut off by them it would scan no more.
    const said = refusalRows(state, words);
    const size = { ...state.size, rows: state.size.rows - said.length + 1 };
    return [...code({ ...state, size }, state.world as World, state.view.code, words).slice(0, -1), ...said];
  }
  const shown = screen(state, state.view, state.world as World, words);
  return withRefusal(state.over === null ? shown : overWizard(shown, state, words), state, words);
}

/** Why the last key did nothing, in place of the footer until the next one. */
function withRefusal(rowsBelow: readonly Row[], state: State, words: Words): readonly Row[] {
  const said = refusalRows(state, words);
  return said.length === 0 ? rowsBelow : [...exactly(rowsBelow, state.size.rows - said.length), ...said];
}

function refusalRows({ refusal, size }: State, words: Words): readonly Row[] {
  return refusal === null ? [] : paragraph(words.keys.whyNot[refusal], size.columns, "warning", 3);
}

const WITHOUT_SERVER: ReadonlySet<View["at"]> = new Set(["opening", "trouble", "choose", "lesson"]);

type Screens = {
  readonly [At in View["at"]]: (
    state: State,
    view: Extract<View, { at: At }>,
    world: World,
    words: Words,
  ) => readonly Row[];
};

const SCREENS: Screens = {
  opening: (state, _view, _world, words) => opening(state, words),
  trouble: (state, view, _world, words) => trouble(state, view.trouble, words),
  choose: (state, view, _world, words) => choose(state, view, words),
  dashboard: (state, _view, world, words) => dashboard(state, world, words),
  detail: (state, view, world, words) => detail(state, world, view.detail, words),
  wizard: (state, view, world, words) => wizard(state, world, view.wizard, words),
  review: (state, view, world, words) => review(state, world, view, words),
  doing: (state, view, world, words) => doing(state, world, view.doing, words),
  code: (state, view, world, words) => code(state, world, view.code, words),
  undo: (state, view, world, words) => undo(state, world, view.undo, words),
  unfinished: (state, view, world, words) => unfinished(state, world, view.unfinished, words),
  lesson: (state, view, _world, words) => lesson(state, view.lesson, words),
  checks: (state, view, world, words) => checks(state, world, view.checks, words),
  apply: (state, view, world, words) => apply(state, world, view.apply, words),
  log: (state, view, world, words) => log(state, world, view.log, words),
  met: (state, view, world, words) => met(state, world, view.met, words),
};
