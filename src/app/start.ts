/** How the program begins: the state before anything is known, and the first look at the machine. */
import type { Draft } from "../wizard/question.ts";
import { lessonAlone } from "./learning.ts";
import { FIRST_LIST } from "./listing.ts";
import type { Abilities, Lang, Size, State } from "./state.ts";
import { ask, still, type Updated } from "./updated.ts";

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
    keysTop: 0,
    given: given.given,
    retry: null,
    begun: null,
    own: null,
    unfinished: null,
    demoBecause: null,
    log: [],
    readAt: 0,
    before: null,
    awaiting: null,
    stopping: false,
    nextEffect: 1,
    refusal: null,
    exit: null,
  };
  if (given.learn) return still({ ...state, view: lessonAlone() });
  return ask(state, given.demo ? { type: "open-demo" } : { type: "open", choice: given.choice });
}
