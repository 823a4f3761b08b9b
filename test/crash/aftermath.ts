/**
 * What must hold after a run that was struck: whole files, nobody else's eyes on them, and a next run that knows.
 */
import { join } from "node:path";
import { parseConf } from "../../src/wireguard/conf.ts";
import { type Ground, type Standing, wrongRights } from "./ground.ts";
import { type Call, type Ended, ended, type Traced } from "./strace.ts";

/** The two files that a change is about; null where there is none. */
export interface Pair {
  readonly server: string | null;
  readonly client: string | null;
}

/** What stood before a run and what stands after one that nothing struck: every other one leaves one or the other. */
export interface Reference {
  readonly before: Pair;
  readonly after: Pair;
  /** Never to be read anywhere but in those two files and their backups. */
  readonly secrets: readonly string[];
}

/** How many lines an add says about itself where there is nothing else to say. */
const LINES_OF_ADD = 10;

export interface Program {
  /** The arguments for Node: the bundled bin. */
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

export const SERVER = "srv/gate.conf";
export const BOB = "etc/clients/bob.conf";
export const CAROL = "etc/clients/carol.conf";

export function textOf(standings: readonly Standing[], path: string): string | null {
  return standings.find((one) => one.path === path)?.text ?? null;
}

export function pairOf(standings: readonly Standing[]): Pair {
  return { server: textOf(standings, SERVER), client: textOf(standings, BOB) };
}

function same(some: Pair, other: Pair): boolean {
  return some.server === other.server && some.client === other.client;
}

/** Names of the peers in the file, in its order. */
export function peersIn(server: string): (string | null)[] {
  return parseConf(server).peers.map(({ name }) => name);
}

/** What is wrong at once, before anything else has run. */
export function wrongAtOnce(run: Traced, place: Ground, reference: Reference, killed: boolean): string[] {
  const standings = place.now();
  const wrong = [...wrongRights(standings), ...wrongModes(run.calls, place.folder), ...leaks(run, reference)];
  const { before, after } = reference;
  const now = pairOf(standings);
  if (now.server !== before.server && now.server !== after.server)
    wrong.push(now.server === null ? "the server's file is gone" : "the server's file is neither old nor new");
  if (now.client !== before.client && now.client !== after.client) wrong.push("the client's file is not whole");
  if (run.hung) wrong.push("it hung");
  if (killed) return wrong;
  if (run.status === 0) {
    if (!same(now, after)) wrong.push("it says that it is done, and not all is as planned");
  } else {
    if (run.status !== 1) wrong.push(`it ended with ${run.status ?? run.signal}`);
    if (run.err.trim() === "") wrong.push("it failed without a word");
    if (same(now, after)) wrong.push("it says that it failed, and all is written");
    else if (!same(now, before)) wrong.push("it failed, and half a change is left");
  }
  for (const path of leftovers(standings)) wrong.push(`left behind: ${path}`);
  return wrong;
}

/** How a person answers where one of the two files is there without the other. */
export type Answer = "finish" | "take back";

/**
 * What is wrong once somebody has looked (`list`), has said what is to become of half a change, and has added the next
 * peer.
 */
export async function wrongAfterwards(
  place: Ground,
  reference: Reference,
  program: Program,
  answer: Answer,
): Promise<string[]> {
  const wrong: string[] = [];
  const before = place.now();
  const torn = isTorn(before);
  const looked = await ran(["list", "-i", place.conf], program);
  if (looked.status !== 0) wrong.push(`list ended with ${looked.status}: ${looked.err.trim()}`);
  if (torn) wrong.push(...(await wrongWithAnswer(place, reference, program, answer, looked)));
  const next = await ran(["add", "carol", "--yes", "-i", place.conf], program);
  if (next.status !== 0) wrong.push(`the next add ended with ${next.status}: ${next.err.trim()}`);
  if (!torn && leftovers(before).length > 0 && linesOf(looked.err) < 2 && linesOf(next.err) <= LINES_OF_ADD) {
    wrong.push("neither list nor the next add says what was left behind");
  }
  for (const run of [looked, next]) wrong.push(...leaks(run, reference));
  const standings = place.now();
  const names = peersIn(textOf(standings, SERVER) ?? "");
  const hasBob = names.includes("bob");
  if (names.join() !== (hasBob ? "anna,bob,carol" : "anna,carol"))
    wrong.push(`in the end the peers are ${names.join()}`);
  if (isTorn(standings)) {
    wrong.push(hasBob ? "in the end bob has no file of his own" : "in the end bob's file stands, and nobody knows him");
  }
  if (textOf(standings, CAROL) === null) wrong.push("in the end carol has no file");
  for (const path of leftovers(standings)) wrong.push(`in the end there is ${path}`);
  wrong.push(...wrongRights(standings));
  return wrong;
}

/** Half a change: it must be named, nothing may be added before it is settled, and each answer must do what it says. */
async function wrongWithAnswer(
  place: Ground,
  reference: Reference,
  program: Program,
  answer: Answer,
  looked: Ended,
): Promise<string[]> {
  const wrong: string[] = [];
  if (linesOf(looked.err) < 2 || !looked.err.includes("bob")) wrong.push("list does not name the unfinished change");
  const torn = textOf(place.now(), SERVER);
  const tooSoon = await ran(["add", "carol", "--yes", "-i", place.conf], program);
  if (tooSoon.status !== 1 || textOf(place.now(), SERVER) !== torn)
    wrong.push(`add before an answer ended with ${tooSoon.status}`);
  const flags = answer === "finish" ? ["--finish", "--yes"] : ["--yes"];
  const settled = await ran(["undo", ...flags, "-i", place.conf], program);
  const standings = place.now();
  if (settled.status !== 0) wrong.push(`undo ${flags.join(" ")} ended with ${settled.status}: ${settled.err.trim()}`);
  if (answer === "finish" && !same(pairOf(standings), reference.after))
    wrong.push("finished, and not all is as planned");
  if (answer === "take back" && !same(pairOf(standings), reference.before))
    wrong.push("taken back, and not all is as before");
  for (const path of leftovers(standings)) wrong.push(`settled, and there is ${path}`);
  for (const run of [tooSoon, settled]) wrong.push(...leaks(run, reference));
  return [...wrong, ...wrongRights(standings)];
}

function linesOf(text: string): number {
  return text.trim().split("\n").length;
}

export function ran(args: readonly string[], { bin, env }: Program): Promise<Ended> {
  return ended(process.execPath, [bin, ...args], { ...env, WG_WIZARD_STILL: args.slice(0, 2).join(" ") });
}

/** One of the two files is there without the other. */
function isTorn(standings: readonly Standing[]): boolean {
  const hasBob = peersIn(textOf(standings, SERVER) ?? "").includes("bob");
  return hasBob !== (textOf(standings, BOB) !== null);
}

/** Everything that is neither the server's file, a client's, nor in `backups/`. */
function leftovers(standings: readonly Standing[]): string[] {
  return standings
    .map(({ path }) => path)
    .filter(
      (path) =>
        !/^(?:etc|srv|etc\/wgtest\.conf|srv\/gate\.conf|etc\/clients(?:\/(?:bob|carol)\.conf)?)$/.test(path) &&
        !/^(?:etc|srv)\/backups(?:\/[^.][^/]*)*$/.test(path),
    );
}

/** Modes that were asked for in passing: nobody else may read a file even for a moment. */
function wrongModes(calls: readonly Call[], folder: string): string[] {
  return calls.flatMap(({ name, text, paths }) => {
    if (!paths.some((path) => path.startsWith(folder))) return [];
    const makes = /^(?:mkdir|fchmod|chmod|creat)/.test(name) || /\bO_CREAT\b/.test(text);
    const mode = /, 0([0-7]+)(?:, \w+)?$/.exec(text)?.[1];
    if (!makes || mode === undefined || (Number.parseInt(mode, 8) & 0o077) === 0) return [];
    return [`${name} with mode 0${mode}`];
  });
}

export function leaks({ out, err }: Ended, { secrets }: Reference): string[] {
  return secrets.some((secret) => out.includes(secret) || err.includes(secret)) ? ["it printed a key"] : [];
}

export const stillModule = join(import.meta.dirname, "still.js");
