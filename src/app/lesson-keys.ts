/** The keys of the lessons: their rows of the bindings table, and what the keys are read for in them. */

import type { Binding } from "./bindings.ts";
import type { LessonState } from "./lesson.ts";
import type { State } from "./state.ts";

export type LessonCommand =
  | "lesson"
  | "answer"
  | "ask"
  | "go-on"
  | "play-again"
  | "pause"
  | "step"
  | "skip"
  | "faster"
  | "slower"
  | "scene-before"
  | "scene-after"
  | "turn-back"
  | "turn-on"
  | "preset"
  | "play-open"
  | "send"
  | "device-pings"
  | "server-pings"
  | "router-restarts"
  | "device-moves"
  | "server-restarts"
  | "tour"
  | "free-play"
  | "addresses"
  | "leave-lesson";

export type LessonMode =
  | "lesson-ask"
  | "lesson-play"
  | "lesson-told"
  | "lesson-knobs"
  /** Free play without a question: things can be done to its world. */
  | "lesson-free"
  | "lesson-addresses";

export function lessonMode({ topic, stage, free }: LessonState): LessonMode {
  if (topic === "addresses") return "lesson-addresses";
  // Whoever has predicted something must not be able to help it along.
  return stage === "play" && topic === "free" && !free.asked ? "lesson-free" : `lesson-${stage}`;
}

export const LESSON_MODES = [
  "lesson-ask",
  "lesson-play",
  "lesson-told",
  "lesson-knobs",
  "lesson-free",
  "lesson-addresses",
] as const;

const PLAYING = ["lesson-play", "lesson-free"] as const;
const TOUR = ["lesson-ask", "lesson-play", "lesson-told"] as const;
const TURNS = ["lesson-knobs", "lesson-addresses"] as const;

const always = (): true => true;

/** Only where the question is about keepalive: elsewhere the lesson would play something else. */
const atKeepalive = ({ view }: State): true | "no-lesson" =>
  view.at === "wizard" && view.wizard.current === "keepalive" ? true : "no-lesson";

const onTour = ({ view }: State): true | "no-scene" =>
  view.at === "lesson" && view.lesson.topic === "tour" ? true : "no-scene";

const row = (
  command: LessonCommand,
  keys: readonly string[],
  label: string,
  modes: Binding["modes"],
  shown: number,
): Binding => ({ command, keys, label, modes, shown, when: always });

export const LESSON_BINDINGS: readonly Binding[] = [
  { command: "lesson", keys: ["ctrl-t"], label: "Ctrl-T", modes: ["wizard"], shown: 58, when: atKeepalive },
  row("lesson", ["L"], "L", ["dashboard"], 40),
  row("answer", ["enter"], "Enter", ["lesson-ask"], 95),
  row("ask", ["enter"], "Enter", ["lesson-knobs"], 95),
  row("go-on", ["enter"], "Enter", ["lesson-told"], 95),
  row("pause", [" "], "Space", PLAYING, 94),
  row("skip", ["enter"], "Enter", PLAYING, 70),
  row("play-open", [" "], "Space", ["lesson-knobs"], 90),
  row("send", ["enter", " "], "Enter", ["lesson-addresses"], 95),
  row("step", [".", "right"], ".", PLAYING, 80),
  row("faster", ["+", "="], "+-", PLAYING, 78),
  row("slower", ["-", "_"], "-", PLAYING, 0),
  row("play-again", ["r", " "], "r", ["lesson-told"], 70),
  row("turn-back", ["left", "h"], "←→", TURNS, 88),
  row("turn-on", ["right", "l"], "→", TURNS, 0),
  { ...row("scene-before", ["left", "h"], "←→", ["lesson-ask", "lesson-told"], 60), when: onTour },
  { ...row("scene-after", ["right", "l"], "→", ["lesson-ask", "lesson-told"], 0), when: onTour },
  row("preset", ["p"], "p", ["lesson-knobs"], 75),
  row("server-pings", ["s"], "s", ["lesson-free"], 68),
  row("device-pings", ["d"], "d", ["lesson-free"], 67),
  row("router-restarts", ["x"], "x", ["lesson-free"], 66),
  row("device-moves", ["m"], "m", ["lesson-free"], 65),
  row("server-restarts", ["o"], "o", ["lesson-free"], 64),
  row("tour", ["t"], "t", LESSON_MODES, 50),
  row("free-play", ["f"], "f", [...TOUR, "lesson-addresses"], 50),
  row("addresses", ["a"], "a", [...TOUR, "lesson-knobs", "lesson-free"], 48),
  row("leave-lesson", ["esc", "q", "shift-tab"], "Esc", LESSON_MODES, 85),
];
