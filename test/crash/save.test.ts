/**
 * The save path, struck once at every system call it makes on the files: killed there, or the call fails. The real
 * program on real files; strace is the power cut, the full disk and the missing right.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { has, isRoot, unlessHere } from "../host/folder.ts";
import { wgWizard } from "../pty/programs.ts";
import {
  type Answer,
  type Pair,
  type Program,
  pairOf,
  type Reference,
  ran,
  stillModule,
  wrongAfterwards,
  wrongAtOnce,
} from "./aftermath.ts";
import { type Ground, ground, SERVER_KEY } from "./ground.ts";
import { FAULTS, faultAt, type Point, pointsOf } from "./points.ts";
import { type Fault, type Traced, traced } from "./strace.ts";

const here = isRoot && has("strace") && has("flock");
/** Two runs at a time: so many cores the smallest machine has. */
const AT_ONCE = 2;
/** Reads that begin together may end in another order: then the point is looked for again. */
const TRIES = 3;

let scratch = "";
let program: Program = { bin: "", env: {} };

beforeAll(async () => {
  if (unlessHere(here)) return;
  scratch = mkdtempSync(join(tmpdir(), "wg-wizard-traces-"));
  program = { bin: await wgWizard(), env: { NODE_OPTIONS: `--import=${stillModule}`, WG_WIZARD_STILL: "bob" } };
});
afterAll(() => {
  if (scratch !== "") rmSync(scratch, { recursive: true, force: true });
});

/** A change that is struck: what stands before it, and the call. */
interface Scenario {
  readonly prepare: (place: Ground) => Promise<void>;
  readonly args: readonly string[];
}

const ADD: Scenario = { prepare: async () => undefined, args: ["add", "bob", "--yes"] };

const UNDO: Scenario = {
  prepare: async (place) => {
    const { status, err } = await ran([...ADD.args, "-i", place.conf], program);
    if (status !== 0) throw new Error(err);
  },
  args: ["undo", "--yes"],
};

/** What each ground remembers. */
const prepared = new WeakMap<Ground, Scenario["prepare"]>();

/** The call on a folder that is laid out anew. */
async function call(place: Ground, { prepare, args }: Scenario, fault?: Fault): Promise<{ before: Pair; run: Traced }> {
  if (prepared.get(place) === prepare) place.again();
  else {
    place.reset();
    await prepare(place);
    place.keep();
    prepared.set(place, prepare);
  }
  const before = pairOf(place.now());
  const command = [process.execPath, program.bin, ...args, "-i", place.conf];
  return { before, run: await traced(command, { scratch, env: program.env, ...(fault && { fault }) }) };
}

function referenceOf(place: Ground, before: Pair): Reference {
  const after = pairOf(place.now());
  const keys = [...`${before.client}${after.client}`.matchAll(/^(?:PrivateKey|PresharedKey) = (\S+)/gm)];
  return { before, after, secrets: [SERVER_KEY, ...keys.map(([, key = ""]) => key)] };
}

/** Strikes at each of the points in turn; gives a sentence for everything that was wrong. */
async function strikeAll(scenario: Scenario, kind: Fault["with"]): Promise<{ points: number; wrong: string[] }> {
  const places = Array.from({ length: AT_ONCE }, ground);
  try {
    const parts = await Promise.all(places.map((place, at) => strikePart(place, at, scenario, kind)));
    return { points: parts.reduce((sum, part) => sum + part.points, 0), wrong: parts.flatMap(({ wrong }) => wrong) };
  } finally {
    for (const place of places) place.remove();
  }
}

async function strikePart(
  place: Ground,
  part: number,
  scenario: Scenario,
  kind: Fault["with"],
): Promise<{ points: number; wrong: string[] }> {
  const { before, run: first } = await call(place, scenario);
  if (first.status !== 0) throw new Error(`without any fault it ended with ${first.status}: ${first.err}`);
  const reference = referenceOf(place, before);
  if (reference.before.server === reference.after.server) throw new Error("it changed nothing");
  const points = pointsOf(first.calls, place.folder, place.note).filter((_, at) => at % AT_ONCE === part);
  const wrong: string[] = [];
  for (const [at, point] of points.entries()) {
    const found = await strike(place, point, kind, reference, scenario, at % 2 === 0 ? "finish" : "take back");
    wrong.push(...found.map((what) => `${kind} at ${point.shown}: ${what}`));
  }
  return { points: points.length, wrong };
}

function isStruck({ killed, calls }: Traced, kind: Fault["with"]): boolean {
  return kind === "SIGKILL" ? killed > 0 : calls.some(({ injected }) => injected);
}

async function strike(
  place: Ground,
  point: Point,
  kind: Fault["with"],
  reference: Reference,
  scenario: Scenario,
  answer: Answer,
): Promise<string[]> {
  let run: Traced;
  let tries = 0;
  do ({ run } = await call(place, scenario, faultAt(point, kind)));
  while (!isStruck(run, kind) && ++tries < TRIES);
  if (tries === TRIES) return ["the point was not met again"];
  // A program that it runs may be the one that is killed: then it has to go on, or to say so.
  const killed = run.signal === "SIGKILL";
  const wrong = wrongAtOnce(run, place, reference, killed);
  // Many points leave the very same files: what comes of those was seen already.
  const left = `${scenario.args.join()} ${answer} ${place.fingerprint()}`;
  if (!settled.has(left)) settled.set(left, wrongAfterwards(place, reference, program, answer));
  return [...wrong, ...((await settled.get(left)) ?? [])];
}

/** What was wrong after each state of the folder that a run has left. */
const settled = new Map<string, Promise<string[]>>();

const count = new Map<string, number>();

describe.skipIf(unlessHere(here))("a change that is struck (needs root, strace, flock)", () => {
  test.each([
    ...FAULTS.map((kind) => ["add", kind, ADD] as const),
    ...(["SIGKILL", "EIO"] as const).map((kind) => ["undo", kind, UNDO] as const),
  ])(
    "%s leaves the file old or new, and the next run works: %s at every call",
    async (name, kind, scenario) => {
      const { points, wrong } = await strikeAll(scenario, kind);
      count.set(`${name} ${kind}`, points);
      expect(points).toBeGreaterThan(30);
      expect(wrong).toEqual([]);
    },
    600_000,
  );

  test("was struck at each of them", () => {
    const all = [...count.values()].reduce((sum, points) => sum + points, 0);
    console.info(`crash: ${all} points: ${[...count].map(([kind, points]) => `${points} ${kind}`).join(", ")}`);
    const adds = [...count].filter(([kind]) => kind.startsWith("add")).map(([, points]) => points);
    expect(new Set(adds).size).toBe(1);
  });
});
