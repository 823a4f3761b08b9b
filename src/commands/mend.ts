/** `wg-wizard check --mend ID`: all findings of one rule, mended by one plan that is shown, asked about and recorded. */
import { evidenceFor } from "../checks/evidence.ts";
import type { RuleId } from "../checks/finding.ts";
import { groupsOf, judge } from "../checks/judge.ts";
import { type Host, HostFailure, type Lock } from "../host/host.ts";
import { openServer } from "../host/open.ts";
import { type MendPlan, planMend } from "../plans/mend.ts";
import type { Outcome } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import { told } from "../words/finding.ts";
import { type Carried, carried, sayLeft, statusOf } from "./carrying.ts";
import { mendDocument } from "./check-document.ts";
import { withMachine } from "./checked.ts";
import type { Context, ExitStatus } from "./command.ts";
import { jsonText } from "./json.ts";
import { openFor } from "./opening.ts";
import { failureText, sayWarnings } from "./sentences.ts";
import { stepSentence } from "./step-text.ts";
import { diffLines } from "./undo-text.ts";
import { refusedForUnfinished } from "./unfinished.ts";

export interface MendOptions {
  readonly json: boolean;
  readonly secrets: boolean;
  readonly yes: boolean;
  readonly dryRun: boolean;
  /** Seconds to wait for the lock. */
  readonly wait: number;
}

/** Everything that one mend works with. */
interface Mending extends MendOptions {
  readonly context: Context;
  readonly host: Host;
  readonly id: RuleId;
}

export async function mendRule(context: Context, id: RuleId, options: MendOptions): Promise<ExitStatus> {
  const opened = await openFor(context);
  if (opened.kind === "end") {
    if (options.json && opened.trouble) say(context, { error: opened.trouble.id, path: opened.trouble.path });
    return opened.status;
  }
  const { host, world } = opened;
  if (!options.dryRun) {
    const refused = await refusedForUnfinished(context, host, world.path);
    if (refused !== null) return refused;
  }
  const mending: Mending = { ...options, context, host, id };
  if (options.yes && !options.dryRun) return underLock(mending, world);
  const plan = await planFor(mending, world);
  if (typeof plan === "number") return plan;
  sayPlan(plan, mending);
  if (options.dryRun) return shown(plan, mending);
  if (!context.tty.stdin || !context.tty.stderr) {
    context.err(`${context.words.checks.mending.needsYes}\n`);
    return 2;
  }
  if (!(await saysYes(context))) {
    context.err(`${context.words.checks.mending.nothingDone}\n`);
    return 130;
  }
  return finished(await carried(context, host, plan, { wait: options.wait }), plan, mending);
}

/** The plan, or the status where there is none and the reason was told. */
async function planFor({ context, host, id, json }: Mending, world: World): Promise<MendPlan | ExitStatus> {
  const { words } = context;
  const end = (error: string, sentence: string, status: ExitStatus) => {
    context.err(`${sentence}\n`);
    if (json) say(context, { error, path: world.path });
    return status;
  };
  const checked = await withMachine(host, world);
  const { findings } = judge(evidenceFor(checked.world, checked.machine));
  const group = groupsOf(findings).find((one) => one.id === id);
  if (!group) return end("none", words.checks.nothingToMend({ id }), 0);
  if (group.mend === null) {
    const { mend } = told(group.findings[0], words.checks);
    return end("by-hand", `${words.checks.notCertain({ id })}${mend === "" ? "" : `\n${mend}`}`, 1);
  }
  const found = planMend(id, group.mend, world);
  if (found.kind === "plan") return found.plan;
  const { fault } = found;
  const sentence = visible((words.troubles.faults[fault.id] as (values: unknown) => string)(fault.values));
  return end("faults", words.checks.stillRefused({ line: fault.line, sentence }), 1);
}

/** `--yes`: the lock first, so that nothing comes between what is read and what is written. */
async function underLock(mending: Mending, known: World): Promise<ExitStatus> {
  const { context, host, wait, json } = mending;
  let lock: Lock | null = null;
  try {
    lock = await host.files.lock(known.path, wait);
    const again = await openServer(host, known.path, { known });
    const plan = await planFor(mending, again.kind === "opened" ? again.world : known);
    if (typeof plan === "number") return plan;
    const held = lock;
    lock = null;
    return finished(await carried(context, host, plan, { wait, held }), plan, mending);
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    if (json) say(context, { error: error.failure.id, path: error.failure.path });
    return 1;
  } finally {
    await lock?.release();
  }
}

/** Commands to the interface that are listed before the others are counted. */
const MOST_COMMANDS = 4;

/** The diff and the steps. */
function sayPlan(plan: MendPlan, { context, json, dryRun, secrets }: Mending): void {
  const { words } = context;
  const path = visible(plan.path);
  const diff = [`--- ${path}`, `+++ ${path}`, ...diffLines(plan.diff, secrets)].join("\n");
  if (!json) (dryRun ? context.out : context.err)(`${diff}\n`);
  const runs = plan.steps.filter(({ id }) => id === "run").length;
  const more = runs > MOST_COMMANDS ? runs - MOST_COMMANDS : 0;
  const listed = plan.steps.filter((step) => step.id !== "run" || step.at < MOST_COMMANDS);
  context.err(`${words.commands.add.steps}\n`);
  for (const [at, step] of listed.entries()) {
    context.err(` ${at + 1}  ${stepSentence(step, words)}\n`);
    if (more > 0 && step.id === "run" && step.at === MOST_COMMANDS - 1) {
      context.err(`    ${words.checks.mending.more({ count: more })}\n`);
    }
  }
  sayWarnings(plan.warnings, context);
}

function shown(plan: MendPlan, { context, json, secrets }: Mending): ExitStatus {
  if (json) say(context, mendDocument(plan, null, secrets, context.words));
  context.err(`${context.words.checks.mending.nothingDone}\n`);
  return 0;
}

/** What was done, and what is left to do: 3 where the running interface could not be told. */
function finished(done: Carried, plan: MendPlan, { context, json, secrets }: Mending): ExitStatus {
  const { outcome } = done;
  if (outcome.status === "done") sayMended(outcome, plan, context);
  if (json) say(context, mendDocument(plan, outcome, secrets, context.words));
  return statusOf(done);
}

function sayMended(outcome: Outcome, plan: MendPlan, context: Context): void {
  const said = context.words.checks.mending;
  context.err(`${said.done({ path: visible(plan.path) })}\n`);
  sayLeft(outcome, plan, context);
}

async function saysYes(context: Context): Promise<boolean> {
  const { asker, Cancelled } = await import("../prompts/asker.ts");
  try {
    return await (await asker(context)).yes(context.words.checks.mending.confirm);
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}

function say(context: Context, document: unknown): void {
  context.out(jsonText(document));
}
