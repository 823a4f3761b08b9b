/**
 * The lessons as state: the guided tour, free play, and the way of a packet through `AllowedIPs`; and what each key
 * makes of them. The world itself lives in src/lesson.
 */
import { type Case, MACHINES, SOURCES, TABLE_IDS, TARGETS } from "../lesson/allowed-ips.ts";
import { KNOB_IDS, type Knobs, PLAIN, turned } from "../lesson/knobs.ts";
import { frame, isOver, type Play, playOf, playOn, SPEEDS, step, toTheEnd } from "../lesson/play.ts";
import { experiment, outcome, PRESET_IDS, PRESETS, type PresetId } from "../lesson/presets.ts";
import { type AnswerId, type Part, SCENES } from "../lesson/scenes.ts";
import { advance, beginWorld, type Deed, withScript } from "../lesson/world.ts";

export interface LessonState {
  readonly topic: "tour" | "free" | "addresses";
  /** `knobs`: they are being turned, nothing plays; free play alone. */
  readonly stage: "knobs" | "ask" | "play" | "told";
  /** Places in SCENES and in the scene's parts. */
  readonly scene: number;
  readonly part: number;
  readonly free: {
    readonly knobs: Knobs;
    /** Place in KNOB_IDS. */
    readonly cursor: number;
    /** Null once a knob was turned. */
    readonly preset: PresetId | null;
    /** A ping was predicted; else it plays for its own sake. */
    readonly asked: boolean;
  };
  readonly addresses: {
    readonly case: Case;
    /** Place in CASE_KEYS. */
    readonly cursor: number;
    /** The packet was sent: its way is shown. */
    readonly sent: boolean;
  };
  readonly play: Play;
  readonly running: boolean;
  /** Which answer the cursor is on; once it plays, the one that was given. */
  readonly chosen: number;
}

/** The question at hand: that of the part, or of the knobs. */
export interface Question {
  readonly part: Part | null;
  readonly answers: readonly AnswerId[];
  readonly right: AnswerId;
}

/** What can be picked in the lesson of `AllowedIPs`, in the order in which it is shown. */
export const CASE_KEYS = ["table", "from", "source", "target"] as const;

/** The speed at which it begins. */
const SPEED = 2;
/** Milliseconds that free play goes on without a question. */
const OPEN_END = 600_000;

/** The tour from its beginning. */
export function startLesson(): LessonState {
  const lesson: LessonState = {
    topic: "tour",
    stage: "ask",
    scene: 0,
    part: 0,
    free: { knobs: PLAIN, cursor: 0, preset: "plain", asked: false },
    addresses: {
      case: { table: "sound", from: "server", source: "10.77.0.1", target: "10.77.0.2" },
      cursor: 0,
      sent: false,
    },
    play: playOf(beginWorld(PLAIN), 0, SPEED),
    running: false,
    chosen: 0,
  };
  return atPart(lesson, 0, 0);
}

/** Free play with these knobs, its question put at once. */
export function startWith(knobs: Partial<Knobs>): LessonState {
  const lesson = startLesson();
  return askFree({ ...lesson, topic: "free", free: { ...lesson.free, knobs: { ...PLAIN, ...knobs }, preset: null } });
}

export function partOf({ scene, part }: Pick<LessonState, "scene" | "part">): Part {
  return SCENES[scene]?.parts[part] as Part;
}

export function questionOf(lesson: LessonState): Question {
  if (lesson.topic === "free") return { part: null, answers: ["yes", "no"], right: outcome(lesson.free.knobs) };
  const part = partOf(lesson);
  return { part, answers: part.answers, right: part.right };
}

/** Asks the question of a part; the world is a new one, or goes on from the part before. */
function atPart(lesson: LessonState, scene: number, part: number): LessonState {
  const { knobs, before, from } = partOf({ scene, part });
  const at = { ...lesson, topic: "tour", stage: "ask", scene, part, running: false, chosen: 0 } as const;
  if (knobs === null) return at;
  const begun = beginWorld(knobs, before);
  // What happens at the very beginning is part of the play.
  const world = from === 0 ? begun : advance(begun, from).world;
  return { ...at, play: playOf(world, 0, lesson.play.speed) };
}

/** The part after this one; null after the last. */
function nextPart({ scene, part }: LessonState): { readonly scene: number; readonly part: number } | null {
  if (SCENES[scene]?.parts[part + 1]) return { scene, part: part + 1 };
  return SCENES[scene + 1] ? { scene: scene + 1, part: 0 } : null;
}

/** Enter after the rule: the next question; after the last one free play, there to the knobs. */
export function goOn(lesson: LessonState): LessonState {
  if (lesson.topic !== "tour") return toKnobs(lesson);
  const next = nextPart(lesson);
  return next ? atPart(lesson, next.scene, next.part) : toKnobs(lesson);
}

/** The scene before or after this one, from its beginning. */
export function toScene(lesson: LessonState, by: 1 | -1): LessonState {
  const scene = Math.max(0, Math.min(SCENES.length - 1, lesson.scene + by));
  return atPart(lesson, scene, 0);
}

export function toTour(lesson: LessonState): LessonState {
  return atPart(lesson, lesson.scene, 0);
}

export function toKnobs(lesson: LessonState): LessonState {
  const { knobs } = lesson.free;
  const play = playOf(beginWorld(knobs), 0, lesson.play.speed);
  return { ...lesson, topic: "free", stage: "knobs", play, running: false, free: { ...lesson.free, asked: false } };
}

export function toAddresses(lesson: LessonState): LessonState {
  return { ...lesson, topic: "addresses", running: false };
}

/** The question that the knobs put: does the ping arrive? */
export function askFree(lesson: LessonState): LessonState {
  const at = toKnobs(lesson);
  return { ...at, stage: "ask", chosen: 0, free: { ...at.free, asked: true } };
}

/** The answer is given: it plays. */
export function answerQuestion(lesson: LessonState): LessonState {
  return { ...lesson, stage: "play", running: true, play: played(lesson) };
}

function played(lesson: LessonState): Play {
  const { play, topic, free } = lesson;
  if (topic === "free") {
    const { script, lasts } = experiment(free.knobs);
    return playOf(beginWorld(free.knobs, script), lasts, play.speed);
  }
  const { script, lasts, knobs } = partOf(lesson);
  const world = withScript(play.world, script);
  return knobs === null ? playOn(play, world, lasts) : playOf(world, lasts, play.speed);
}

/** The same part once more, as it was played. */
export function playAgain(lesson: LessonState): LessonState {
  if (lesson.topic === "free") return answerQuestion(lesson);
  // A part that goes on in the one before is played with all that led to it.
  const own = partOf(lesson).knobs !== null;
  const first = atPart(lesson, lesson.scene, own ? lesson.part : 0);
  return { ...answerQuestion(first), chosen: own ? lesson.chosen : 0 };
}

/** Free play for its own sake. */
export function playOpen(lesson: LessonState): LessonState {
  const { knobs } = lesson.free;
  const play = playOf(beginWorld(knobs), OPEN_END, lesson.play.speed);
  return { ...lesson, stage: "play", running: true, play, free: { ...lesson.free, asked: false } };
}

/** A frame's time has passed. */
export function tick(lesson: LessonState): LessonState {
  return lesson.running ? settled({ ...lesson, play: frame(lesson.play) }) : lesson;
}

/** On to the next thing that happens, and a stop there. */
export function stepOnce(lesson: LessonState): LessonState {
  return settled({ ...lesson, running: false, play: step(lesson.play) });
}

/** At once to the end of what plays. */
export function skip(lesson: LessonState): LessonState {
  return settled({ ...lesson, play: toTheEnd(lesson.play) });
}

export function pause(lesson: LessonState): LessonState {
  return { ...lesson, running: !lesson.running };
}

export function changeSpeed(lesson: LessonState, by: 1 | -1): LessonState {
  const speed = Math.max(0, Math.min(SPEEDS.length - 1, lesson.play.speed + by));
  return { ...lesson, play: { ...lesson.play, speed } };
}

/** Something is done to the world that plays, now. */
export function meddle(lesson: LessonState, deed: Deed): LessonState {
  const { play } = lesson;
  return { ...lesson, play: { ...play, world: withScript(play.world, [{ at: 0, deed }]) } };
}

/** The device leaves, or comes back with a new address. */
export function moveDevice(lesson: LessonState): LessonState {
  return meddle(lesson, { do: lesson.play.world.deviceAt === "gone" ? "device-returns" : "device-leaves" });
}

function settled(lesson: LessonState): LessonState {
  if (!isOver(lesson.play)) return lesson;
  const asked = lesson.topic === "tour" || lesson.free.asked;
  return asked ? { ...lesson, stage: "told", running: false } : toKnobs(lesson);
}

/** The next preset's knobs. */
export function nextPreset(lesson: LessonState): LessonState {
  const { preset } = lesson.free;
  const at = preset === null ? 0 : (PRESET_IDS.indexOf(preset) + 1) % PRESET_IDS.length;
  const id = PRESET_IDS[at] as PresetId;
  return toKnobs({ ...lesson, free: { ...lesson.free, preset: id, knobs: PRESETS[id] } });
}

/** Up and down: among answers, knobs, or what can be picked of a packet. */
export function moveCursor(lesson: LessonState, by: 1 | -1): LessonState {
  const within = (at: number, count: number) => Math.max(0, Math.min(count - 1, at + by));
  const { topic, free, addresses } = lesson;
  if (topic === "addresses") {
    return { ...lesson, addresses: { ...addresses, cursor: within(addresses.cursor, CASE_KEYS.length) } };
  }
  if (lesson.stage === "knobs") {
    return { ...lesson, free: { ...free, cursor: within(free.cursor, KNOB_IDS.length) } };
  }
  return { ...lesson, chosen: within(lesson.chosen, questionOf(lesson).answers.length) };
}

/** Left and right: the value of the knob, or of what is picked. */
export function turn(lesson: LessonState, by: 1 | -1): LessonState {
  if (lesson.topic === "addresses") {
    const { addresses } = lesson;
    const picked = pickedNext(addresses.case, CASE_KEYS[addresses.cursor] ?? "table", by);
    return { ...lesson, addresses: { ...addresses, case: picked, sent: false } };
  }
  const id = KNOB_IDS[lesson.free.cursor];
  if (id === undefined) return lesson;
  return toKnobs({ ...lesson, free: { ...lesson.free, knobs: turned(lesson.free.knobs, id, by), preset: null } });
}

/** The packet is sent: its way is shown. */
export function sendPacket(lesson: LessonState): LessonState {
  return { ...lesson, addresses: { ...lesson.addresses, sent: true } };
}

function pickedNext(now: Case, key: (typeof CASE_KEYS)[number], by: 1 | -1): Case {
  const values: readonly string[] = {
    table: TABLE_IDS,
    from: MACHINES,
    source: SOURCES[now.from],
    target: TARGETS.filter((target) => target !== now.source),
  }[key];
  const value = values[(values.indexOf(now[key]) + by + values.length) % values.length] as string;
  const next = { ...now, [key]: value } as Case;
  if (key !== "from") return next;
  const [source = ""] = SOURCES[next.from];
  const target = next.target === source ? (TARGETS.find((one) => one !== source) as string) : next.target;
  return { ...next, source, target };
}
