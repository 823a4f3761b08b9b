/**
 * Carries a plan out in front of somebody: each step is said as it is done, and Ctrl-C, SIGTERM and a lost terminal
 * take effect between two steps.
 */
import type { Host, Lock } from "../host/host.ts";
import { type Change, isResultOf, type Outcome, type Plan } from "../plans/plan.ts";
import { leftToType } from "../plans/unloaded.ts";
import { visible } from "../text/visible.ts";
import type { Context, ExitStatus } from "./command.ts";
import { sayMet } from "./notices.ts";
import { failureText } from "./sentences.ts";
import { stepText } from "./step-text.ts";

export interface Carried {
  readonly outcome: Outcome;
  /** A signal came meanwhile. */
  readonly interrupted: boolean;
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

export async function carried(
  context: Context,
  host: Host,
  plan: Change,
  options: { readonly wait: number; readonly held?: Lock },
): Promise<Carried> {
  const { carryOut } = await import("../host/carry.ts");
  const stop = new AbortController();
  const abort = (signal: NodeJS.Signals) => {
    // A terminal that is lost is told nothing.
    if (!stop.signal.aborted && signal !== "SIGHUP") context.err(`${context.words.screens.stopping}\n`);
    stop.abort();
  };
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    const outcome = await carryOut(
      host,
      plan,
      (result) => {
        if (result.status !== "done" && result.status !== "failed") return;
        const step = plan.steps.find((one) => isResultOf(result, one));
        if (step) context.err(`${stepText(step, result.status, context, result.already)}\n`);
        if (result.failure) context.err(`   ${failureText(result.failure, context.words)}\n`);
      },
      { ...options, signal: stop.signal },
    );
    await sayMet(context, host, plan, outcome);
    return { outcome, interrupted: stop.signal.aborted };
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
  }
}

/**
 * The status of a plan that was carried out: 3 where the files are written and the running interface was not told all of
 * it, by whose fault ever; 130 where a signal stopped it before.
 */
export function statusOf({ outcome, interrupted }: Carried): ExitStatus {
  if (outcome.status === "failed") return interrupted ? 130 : 1;
  return outcome.loaded === "failed" ? 3 : 0;
}

/** What was done, and what is left to do. */
export function sayOutcome({ outcome }: Carried, plan: Plan, host: Host, context: Context): void {
  const said = context.words.commands.add;
  if (outcome.status === "failed") return;
  const path = plan.sides.server.path ?? "";
  context.err(`${said.written[plan.kind]({ name: visible(plan.peer.name), path: visible(path) })}\n`);
  if (outcome.backup !== null) context.err(`${said.backupAt({ path: visible(outcome.backup) })}\n`);
  if (outcome.clientFile !== null) context.err(`${said.clientAt({ path: visible(outcome.clientFile) })}\n`);
  if (host.demo) context.err(`${said.demo({ path: visible(path) })}\n`);
  sayLeft(outcome, plan, context);
}

/** What is left to be typed where the running interface could not be told of all of it. */
export function sayLeft({ loaded, steps }: Outcome, { loading }: Change, context: Context): void {
  if (loaded !== "failed" || loading === null) return;
  const said = context.words.live.loading;
  const command = leftToType(loading, steps);
  const interfaceName = visible(loading.interfaceName);
  if (command !== null) context.err(`${said.left({ interfaceName })}\n  ${visible(command)}\n`);
  context.err(`${said.again}\n`);
}
