/**
 * `wg-wizard undo`: shows the last change of the server's file and takes it back. A change that stopped in the middle
 * comes first: it is taken back too, or finished as asked.
 */
import { type Host, HostFailure, type Lock } from "../host/host.ts";
import type { UndoFound, UndoPlan } from "../plans/undo.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import { readArguments } from "./arguments.ts";
import { carried, statusOf } from "./carrying.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { jsonText } from "./json.ts";
import { openFor } from "./opening.ts";
import { failureText, sayWarnings } from "./sentences.ts";
import { rowOf } from "./table.ts";
import { undoDocument } from "./undo-document.ts";
import { sayRefused, sayUndone, undoDiff, undoText } from "./undo-text.ts";
import { settleAsked } from "./unfinished.ts";

/** Everything that one call of `undo` works with. */
interface Undoing {
  readonly context: Context;
  readonly host: Host;
  readonly json: boolean;
  readonly secrets: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly wait: number;
}

export const undo: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("undo"), args, context);
    if (read.kind === "end") return read.status;
    const { on, wait } = read.arguments;
    const opened = await openFor(context);
    if (opened.kind === "end") {
      if (on.has("json") && opened.trouble) say(context, { error: opened.trouble.id, path: opened.trouble.path });
      return opened.status;
    }
    const { host, world } = opened;
    const [yes, dryRun, json, finish] = [on.has("yes"), on.has("dry-run"), on.has("json"), on.has("finish")];
    const { unfinishedChange } = await import("../host/past.ts");
    const unfinished = await unfinishedChange(host, world.path);
    if (unfinished) return settleAsked(context, host, unfinished, { yes, dryRun, json, finish, wait });
    if (finish) {
      context.err(`${context.words.commands.unfinished.none({ path: visible(world.path) })}\n`);
      return 1;
    }
    return takeBack({ context, host, json, secrets: on.has("secrets"), yes, dryRun, wait }, world);
  },
};

async function takeBack(undoing: Undoing, world: World): Promise<ExitStatus> {
  const { context, host, yes, dryRun } = undoing;
  const somebody = context.tty.stdin && context.tty.stderr;
  if (yes && !dryRun) return underLock(undoing, world);
  const found = await findUndo(host, world);
  if (found.kind !== "plan") return refused(undoing, found, world);
  if (dryRun) return showOnly(undoing, found.plan);
  if (!somebody) {
    context.err(`${context.words.commands.undo.needsYes}\n`);
    return 2;
  }
  const { asker } = await import("../prompts/asker.ts");
  const { promptUndo } = await import("../prompts/undo.ts");
  const asked = await promptUndo(context, host, world, await asker(context), undoing.wait);
  if (asked.kind === "ended") return asked.status;
  if (undoing.json) say(context, undoDocument(asked.plan, asked.outcome, undoing.secrets, context.words));
  return asked.status;
}

/** The last change, and the plan that takes it back; or why nothing can. */
export async function findUndo(host: Host, world: World): Promise<UndoFound> {
  const [{ pastChange }, { digestOf }, { planUndo }, { withAfter }] = await Promise.all([
    import("../host/past.ts"),
    import("../host/record.ts"),
    import("../plans/undo.ts"),
    import("../plans/since.ts"),
  ]);
  const change = await pastChange(host.files, world.path, null);
  return planUndo(change && withAfter(change, digestOf), world);
}

/** `--yes`: the lock first, so that nothing comes between what is read and what is written. */
async function underLock(undoing: Undoing, seen: World): Promise<ExitStatus> {
  const { context, host, wait, json, secrets } = undoing;
  let lock: Lock | null = null;
  try {
    lock = await host.files.lock(seen.path, wait);
    const { openServer } = await import("../host/open.ts");
    const opening = await openServer(host, seen.path, { sudo: context.sudo, known: seen });
    const world = opening.kind === "opened" ? opening.world : seen;
    const found = await findUndo(host, world);
    if (found.kind !== "plan") return refused(undoing, found, world);
    sayWarnings(found.plan.warnings, context);
    const held = lock;
    lock = null;
    const done = await carried(context, host, found.plan, { wait, held });
    sayUndone(done.outcome, found.plan, context);
    if (json) say(context, undoDocument(found.plan, done.outcome, secrets, context.words));
    return statusOf(done);
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    if (json) say(context, { error: error.failure.id, path: error.failure.path });
    return 1;
  } finally {
    await lock?.release();
  }
}

/** `--dry-run`: the document, or the change of every file as a unified diff. */
function showOnly({ context, json, secrets }: Undoing, plan: UndoPlan): ExitStatus {
  if (json) say(context, undoDocument(plan, null, secrets, context.words));
  else {
    context.out(`${undoDiff(plan, secrets)}\n`);
    context.err(`${undoText(plan, context)}\n`);
  }
  context.err(`${context.words.commands.undo.nothingDone}\n`);
  return 0;
}

function refused({ context, json }: Undoing, found: Exclude<UndoFound, { kind: "plan" }>, world: World): ExitStatus {
  sayRefused(found, world, context);
  if (json) say(context, { error: found.kind, path: found.kind === "none" ? world.path : found.path });
  return 1;
}

function say(context: Context, document: unknown): void {
  context.out(jsonText(document));
}
