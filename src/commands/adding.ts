/**
 * From answers given as flags to a device's file that is written and handed over, for a new peer and for one that gets new
 * keys: what has no sure answer is asked for in a terminal, and named all at once where nobody sits there.
 */
import type { MadeKeys } from "../app/state.ts";
import { type Host, HostFailure, type Lock } from "../host/host.ts";
import { diffOf, diffText } from "../plans/diff.ts";
import type { Outcome, Plan } from "../plans/plan.ts";
import { untold } from "../plans/unloaded.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft, QuestionId } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import { rotatedIn } from "../wizard/rotating.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { carried, sayOutcome, statusOf } from "./carrying.ts";
import { changeDocument } from "./change-document.ts";
import type { Context, ExitStatus } from "./command.ts";
import { filledDraft, type Lack } from "./draft.ts";
import { newFileDiff } from "./dry-run.ts";
import { peerNamed, sameAsAsked } from "./existing.ts";
import { codeOf, handOverCode, isKept, keyWouldBeLost, lookAhead, sayWatch } from "./handing-over.ts";
import { jsonText } from "./json.ts";
import { openFor } from "./opening.ts";
import { makeKeys, planned } from "./planning.ts";
import { sayFaults, sayLacks, sayRefusal } from "./refusals.ts";
import { failureText, remarkText, sayWarnings } from "./sentences.ts";
import { rowOf } from "./table.ts";
import { refusedForUnfinished } from "./unfinished.ts";

/** Everything that one such call works with. */
export interface Adding {
  readonly context: Context;
  readonly host: Host;
  readonly given: Draft;
  readonly made: MadeKeys;
  readonly json: boolean;
  readonly secrets: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly wait: number;
}

/** The answers that a call gives for this server; where there are none, and it was said why, the status and its word. */
export type Given = (
  call: Arguments,
  world: World,
) => { readonly draft: Draft } | { readonly status: ExitStatus; readonly error: string };

/** One call of such a command, from its arguments to its end. */
export async function makeFile(
  name: "add" | "rotate",
  args: readonly string[],
  context: Context,
  givenBy: Given,
): Promise<ExitStatus> {
  const read = readArguments(rowOf(name), args, context);
  if (read.kind === "end") return read.status;
  const { on, wait, answers } = read.arguments;
  const [json, dryRun] = [on.has("json"), on.has("dry-run")];
  if (answers.save === "-" && json) {
    context.err(`${context.words.commands.usage.twoOnStdout}\n`);
    return 2;
  }
  const opened = await openFor(context);
  if (opened.kind === "end") {
    if (json && opened.trouble) say(context, { error: opened.trouble.id, path: opened.trouble.path });
    return opened.status;
  }
  const { host, world } = opened;
  const halfDone = dryRun ? null : await refusedForUnfinished(context, host, world.path);
  if (halfDone !== null) {
    if (json) say(context, { error: "unfinished", path: world.path });
    return halfDone;
  }
  const found = givenBy(read.arguments, world);
  if (!("draft" in found)) {
    if (json) say(context, { error: found.error, path: world.path });
    return found.status;
  }
  const given = found.draft;
  const [secrets, yes] = [on.has("secrets"), on.has("yes")];
  const adding: Adding = { context, host, given, made: makeKeys(host), json, secrets, yes, dryRun, wait };
  return (await refusedAtOnce(adding, world)) ?? (await fillAndWrite(adding, world));
}

/** What ends it before any question: lines that WireGuard would refuse, a name that stands already, a peer that is gone. */
async function refusedAtOnce({ context, given, json }: Adding, world: World): Promise<ExitStatus | null> {
  if (world.faults.length > 0) {
    sayFaults(context, world);
    return 1;
  }
  if (given.rotate !== undefined) {
    if (rotatedIn(world.conf, given.rotate) !== null) return null;
    context.err(`${remarkText({ id: "rotate-gone", values: { name: visible(given.name ?? "") } }, context.words)}\n`);
    if (json) say(context, { error: "no-peer", path: world.path });
    return 1;
  }
  const standing = given.name === undefined ? null : peerNamed(given.name.trim(), world);
  if (!standing) return null;
  const same = sameAsAsked(given, standing, world);
  context.err(`${context.words.commands.add.exists({ name: visible(given.name ?? ""), line: standing.line, same })}\n`);
  if (json) say(context, { error: "exists", same });
  return 1;
}

async function fillAndWrite(adding: Adding, world: World): Promise<ExitStatus> {
  const { context, given, yes, dryRun } = adding;
  const somebody = context.tty.stdin && context.tty.stderr;
  const filled = filledDraft(given, world);
  const kept = given.rotate === undefined ? undefined : filled.notAsked.find((id) => KEPT.has(id));
  if (kept !== undefined) {
    context.err(`${context.words.commands.rotate.stays({ flag: kept })}\n`);
    return 2;
  }
  for (const id of filled.notAsked) context.err(`${context.words.commands.usage.notAsked({ flag: id })}\n`);
  const mustSayYes = !somebody && !yes && !dryRun;
  if (mustSayYes || (filled.lacks.length > 0 && !somebody)) {
    sayLacks(filled.lacks, mustSayYes, context);
    return 2;
  }
  if (!somebody) return dryRun ? showOnly(adding, world, filled.draft) : writeUnasked(adding, world);
  return inTerminal(adding, world, filled.lacks);
}

/** What a device's file has, which stays as it is with new keys. */
const KEPT: ReadonlySet<QuestionId> = new Set(["traffic", "dns", "endpoint", "keepalive", "save"]);

/** Somebody sits there: what is missing is asked for, the plan is shown, and one question follows. */
async function inTerminal(adding: Adding, world: World, lacks: readonly Lack[]): Promise<ExitStatus> {
  const { context, host, given, made, yes, dryRun, wait } = adding;
  const { words } = context;
  const [{ asker, Cancelled }, { askQuestions }, { review }] = await Promise.all([
    import("../prompts/asker.ts"),
    import("../prompts/ask.ts"),
    import("../prompts/review.ts"),
  ]);
  const asking = await asker(context);
  try {
    const missing = new Set<QuestionId>(lacks.map(({ question }) => question));
    const draft = await askQuestions(context, world, given, asking, (id) => missing.has(id));
    if (dryRun) return await showOnly(adding, world, draft);
    // What was asked for stands; suggestions are taken anew, in case somebody adds a peer meanwhile.
    const settled = Object.fromEntries(
      Object.entries(draft).filter(([id]) => id in given || missing.has(id as QuestionId)),
    );
    const known: Adding = { ...adding, given: settled as Draft };
    if (yes) return await writeUnasked(known, world);
    const reviewed = await review(context, host, world, draft, asking, {
      made,
      wait,
      allow: (plan) => refusedForItsKey({ ...known, given: draft }, plan),
    });
    if (reviewed.kind === "declined") throw new Cancelled();
    if (reviewed.kind === "refused") return reviewed.status;
    const { plan, outcome, warnings, status } = reviewed;
    await handOver(known, plan, outcome, warnings);
    return status;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    context.err(`${words.commands.add.nothingWritten}\n`);
    return 130;
  }
}

/** `--yes`: the lock first, then the file is read, the plan made and written, so that nothing can come in between. */
async function writeUnasked(adding: Adding, seen: World, attempts = 3): Promise<ExitStatus> {
  const { context, host, given, wait } = adding;
  let lock: Lock | null = null;
  // Before the lock: a terminal may take a second to answer.
  if (given.save === "none" && !adding.json) await lookAhead(context);
  try {
    lock = await host.files.lock(seen.path, wait);
    const { openServer } = await import("../host/open.ts");
    const opening = await openServer(host, seen.path, { sudo: context.sudo, known: seen });
    const world = opening.kind === "opened" ? opening.world : seen;
    const status = await refusedAtOnce(adding, world);
    if (status !== null) return status;
    const { draft, lacks } = filledDraft(given, world);
    if (lacks.length > 0) {
      sayLacks(lacks, false, context);
      return 2;
    }
    const result = await planned(draft, host, world, adding.made);
    if (result.kind !== "planned") return sayRefusal(result, context);
    const { plan, warnings } = result;
    const lost = await refusedForItsKey({ ...adding, given: draft }, plan);
    if (lost !== null) return lost;
    sayWarnings(warnings, context);
    const held = lock;
    lock = null;
    const done = await carried(context, host, plan, { wait, held });
    const changed = done.outcome.steps.some((step) => step.failure?.id === "changed");
    // Somebody who knows of no lock: an editor. The file is read again, and the plan made anew.
    if (changed && !done.interrupted && attempts > 1) return await writeUnasked(adding, seen, attempts - 1);
    sayOutcome(done, plan, host, context);
    if (done.outcome.status !== "failed") sayLater(world, context);
    await handOver(adding, plan, done.outcome, warnings);
    return statusOf(done);
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    if (adding.json) say(context, { error: error.failure.id, path: error.failure.path });
    return 1;
  } finally {
    await lock?.release();
  }
}

/** `--dry-run`: the document, or both files as a unified diff; nothing is written. */
async function showOnly(adding: Adding, world: World, draft: Draft): Promise<ExitStatus> {
  const { context, host, made, json, secrets } = adding;
  const result = await planned(draft, host, world, made);
  if (result.kind !== "planned") return sayRefusal(result, context);
  const { plan, warnings } = result;
  if (json) say(context, changeDocument(plan, { warnings, outcome: null, secrets, words: context.words }));
  else {
    const path = visible(world.path);
    const lines = diffText(diffOf(plan), secrets).trimEnd().split("\n").map(visible);
    context.out(`${[`--- ${path}`, `+++ ${path}`, ...lines].join("\n")}\n`);
    for (const file of plan.files) if (file.kind === "create") context.out(`${newFileDiff(file, secrets)}\n`);
    sayWarnings(warnings, context);
  }
  sayLater(world, context);
  context.err(`${context.words.commands.add.nothingWritten}\n`);
  return 0;
}

/** That the file alone is written, where the running interface cannot be told, and why. */
function sayLater(world: World, { words, err }: Context): void {
  const why = untold(world);
  if (why !== null) err(`${words.plans.loadLater[why]({ interfaceName: visible(world.interfaceName) })}\n`);
}

/** Says why nobody would get the key, and the status for it; null where all is well. */
async function refusedForItsKey({ context, given, json, secrets }: Adding, plan: Plan): Promise<ExitStatus | null> {
  if (given.save === "-" || (json && secrets)) return null;
  // A preshared key from a file stands in that file already, one that runs on the device.
  if (plan.code === null && given.psk !== undefined && given.psk !== "yes") return null;
  const why =
    json && !isKept(plan) && plan.code !== null
      ? context.words.commands.usage.nobodyGetsTheKey
      : await keyWouldBeLost(plan, context);
  if (why === null) return null;
  context.err(`${why}\n`);
  return 2;
}

/** What the caller gets in the end: the document, the client's file, its path, or the code on the screen. */
async function handOver(adding: Adding, plan: Plan, outcome: Outcome, warnings: readonly Remark[]): Promise<void> {
  const { context, json, secrets, given } = adding;
  if (json) {
    say(context, changeDocument(plan, { warnings, outcome, secrets, words: context.words }));
    return;
  }
  if (outcome.status === "failed") return;
  if (given.save === "-") {
    context.out(plan.clientText);
    return;
  }
  const path = outcome.clientFile;
  if (path !== null && !context.tty.stdout) context.out(`${path}\n`);
  const code = codeOf(plan, path);
  if (code) await handOverCode(code, context);
  sayWatch(plan, outcome, context);
}

function say(context: Context, document: unknown): void {
  context.out(jsonText(document));
}
