/**
 * `wg-wizard apply`: brings the running interface to its file's state by the smallest set of commands, each shown before
 * it is run. Never through `setconf`, never down and up.
 */
import { type Host, HostFailure, type Lock } from "../host/host.ts";
import { type ApplyFound, type ApplyPlan, planApply } from "../plans/apply.ts";
import type { World } from "../wireguard/world.ts";
import { applyDocument, sameDocument } from "./apply-document.ts";
import { applyText, sayApplied, sayLeftOver, sayNotApplied } from "./apply-text.ts";
import { readArguments } from "./arguments.ts";
import { type Carried, carried, statusOf } from "./carrying.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { jsonText } from "./json.ts";
import { openFor } from "./opening.ts";
import { failureText } from "./sentences.ts";
import { rowOf } from "./table.ts";
import { refusedForUnfinished } from "./unfinished.ts";

/** Everything that one call of `apply` works with. */
interface Applying {
  readonly context: Context;
  readonly host: Host;
  readonly json: boolean;
  readonly wait: number;
}

export const apply: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("apply"), args, context);
    if (read.kind === "end") return read.status;
    const { on, wait } = read.arguments;
    const [yes, dryRun, json] = [on.has("yes"), on.has("dry-run"), on.has("json")];
    const opened = await openFor(context);
    if (opened.kind === "end") {
      if (json && opened.trouble) say(context, { error: opened.trouble.id, path: opened.trouble.path });
      return opened.status;
    }
    const { host, world } = opened;
    const applying: Applying = { context, host, json, wait };
    const halfDone = dryRun ? null : await refusedForUnfinished(context, host, world.path);
    if (halfDone !== null) {
      if (json) say(context, { error: "unfinished", path: world.path });
      return halfDone;
    }
    if (yes && !dryRun) return underLock(applying, world);
    const found = planApply(world);
    if (found.kind !== "plan") return withoutPlan(applying, found, world);
    if (dryRun) return showOnly(applying, found.plan, world);
    if (!context.tty.stdin || !context.tty.stderr) {
      context.err(`${context.words.live.apply.needsYes}\n`);
      return 2;
    }
    const [{ asker }, { promptApply }] = await Promise.all([
      import("../prompts/asker.ts"),
      import("../prompts/apply.ts"),
    ]);
    const done = await promptApply(context, host, world, found.plan, await asker(context), wait);
    return done === null ? 130 : finished(applying, found.plan, done, world);
  },
};

/** `--yes`: the lock first, so that nothing comes between what is read and what is done. */
async function underLock(applying: Applying, seen: World): Promise<ExitStatus> {
  const { context, host, json, wait } = applying;
  let lock: Lock | null = null;
  try {
    lock = await host.files.lock(seen.path, wait);
    const { openServer } = await import("../host/open.ts");
    const opening = await openServer(host, seen.path, { sudo: context.sudo, known: seen });
    const world = opening.kind === "opened" ? opening.world : seen;
    const found = planApply(world);
    if (found.kind !== "plan") return withoutPlan(applying, found, world);
    context.err(`${applyText(found.plan, world, host.clock.now(), context)}\n`);
    const held = lock;
    lock = null;
    return finished(applying, found.plan, await carried(context, host, found.plan, { wait, held }), world);
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    if (json) say(context, { error: error.failure.id, path: error.failure.path });
    return 1;
  } finally {
    await lock?.release();
  }
}

/** `--dry-run`: the document, or the commands alone on stdout and all that is to be said of them on stderr. */
function showOnly({ context, host, json }: Applying, plan: ApplyPlan, world: World): ExitStatus {
  if (json) say(context, applyDocument(plan, null, context.words));
  else for (const step of plan.steps) if (step.id === "run") context.out(`${step.text}\n`);
  context.err(`${applyText(plan, world, host.clock.now(), context)}\n${context.words.live.apply.nothingDone}\n`);
  return 0;
}

function finished(applying: Applying, plan: ApplyPlan, done: Carried, world: World): ExitStatus {
  const { context, json } = applying;
  sayApplied(done.outcome, plan, world, context);
  if (json) say(context, applyDocument(plan, done.outcome, context.words));
  return statusOf(done);
}

/** Nothing is to be done, or nothing can be. */
function withoutPlan(
  { context, json }: Applying,
  found: Exclude<ApplyFound, { kind: "plan" }>,
  world: World,
): ExitStatus {
  sayNotApplied(found, world, context);
  if (found.kind === "same") {
    sayLeftOver(found.left, world, context);
    if (json) say(context, sameDocument(found.left, context.words));
    return 0;
  }
  const error = found.kind === "untold" ? found.why : "faults";
  if (json) say(context, { error, path: world.path });
  return error === "down" || error === "stranger" ? 3 : 1;
}

function say(context: Context, document: unknown): void {
  context.out(jsonText(document));
}
