/** The lessons inside the program: how they are opened, what their commands do to the state, and where leaving goes. */
import type { Deed } from "../lesson/world.ts";
import {
  answerQuestion,
  askFree,
  changeSpeed,
  goOn,
  type LessonState,
  meddle,
  moveDevice,
  nextPreset,
  pause,
  playAgain,
  playOpen,
  sendPacket,
  skip,
  startLesson,
  startWith,
  stepOnce,
  tick,
  toAddresses,
  toKnobs,
  toScene,
  toTour,
  turn,
} from "./lesson.ts";
import type { LessonCommand } from "./lesson-keys.ts";
import type { State, View, WizardState } from "./state.ts";
import { still, type Updated } from "./updated.ts";

/** The state with the lesson changed; any other screen stays as it is. */
export function inLesson(state: State, change: (lesson: LessonState) => LessonState): State {
  if (state.view.at !== "lesson") return state;
  return { ...state, view: { ...state.view, lesson: change(state.view.lesson) } };
}

/** The time has come for the next frame of what plays; behind the list of keys it stands still. */
export function lessonTick(state: State): State {
  return lessonRuns(state) ? inLesson(state, tick) : state;
}

/** Whether frames are wanted. */
export function lessonRuns({ view, over }: State): boolean {
  return view.at === "lesson" && view.lesson.running && over === null;
}

/** The tour, with nothing to go back to but the shell. */
export function lessonAlone(): View {
  return { at: "lesson", lesson: startLesson(), back: null };
}

/** From the list the tour, from the wizard's question free play with what stands in its field. */
function open(state: State): Updated {
  const { view } = state;
  const lesson = view.at === "wizard" ? startWith({ device: secondsTyped(view.wizard) }) : startLesson();
  return still({ ...state, view: { at: "lesson", lesson, back: view } });
}

/** The interval in the question's field; what would be refused counts as none. */
function secondsTyped({ field }: WizardState): number | null {
  const seconds = /^\d{1,5}$/.test(field.text.trim()) ? Number(field.text.trim()) : 0;
  return seconds >= 1 && seconds <= 65_535 ? seconds : null;
}

function leave(state: State): Updated {
  if (state.view.at !== "lesson") return still(state);
  const { back } = state.view;
  return still(back === null ? { ...state, exit: 0 } : { ...state, view: back });
}

type Changes = Readonly<
  Record<Exclude<LessonCommand, "lesson" | "leave-lesson">, (lesson: LessonState) => LessonState>
>;

const deed =
  (one: Deed) =>
  (lesson: LessonState): LessonState =>
    meddle(lesson, one);

const CHANGES: Changes = {
  answer: answerQuestion,
  ask: askFree,
  "go-on": goOn,
  "play-again": playAgain,
  pause,
  step: stepOnce,
  skip,
  faster: (lesson) => changeSpeed(lesson, 1),
  slower: (lesson) => changeSpeed(lesson, -1),
  "scene-before": (lesson) => toScene(lesson, -1),
  "scene-after": (lesson) => toScene(lesson, 1),
  "turn-back": (lesson) => turn(lesson, -1),
  "turn-on": (lesson) => turn(lesson, 1),
  preset: nextPreset,
  "play-open": playOpen,
  send: sendPacket,
  "device-pings": deed({ do: "ping", from: "device" }),
  "server-pings": deed({ do: "ping", from: "server" }),
  "router-restarts": deed({ do: "router-restarts" }),
  "device-moves": moveDevice,
  "server-restarts": deed({ do: "server-restarts" }),
  tour: toTour,
  "free-play": toKnobs,
  addresses: toAddresses,
};

/** What the lessons' commands do. */
export const LESSON_COMMANDS: Readonly<Record<LessonCommand, (state: State) => Updated>> = {
  ...(Object.fromEntries(
    Object.entries(CHANGES).map(([command, change]) => [command, (state: State) => still(inLesson(state, change))]),
  ) as Readonly<Record<keyof Changes, (state: State) => Updated>>),
  lesson: open,
  "leave-lesson": leave,
};
