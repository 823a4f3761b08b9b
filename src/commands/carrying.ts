/**
 * Carries a plan out in front of somebody: each step is said as it is done, and Ctrl-C, SIGTERM and a lost terminal
 * take effect between two steps.
 */
import type { Host, Lock } from "../host/host.ts";
import { type Change, isResultOf, type Outcome, type Plan } from "../plans/plan.ts";
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
  const abort = () => stop.abort();
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    const outcome = await carryOut(
      host,
      plan,
      (result) => {
        if (result.status !== "done" && result.status !== "failed") return;
        const step = plan.steps.find((one) => isResultOf(result, one));
        if (step) context.err(`${stepText(step, result.status, context)}\n`);
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

/** The status of a plan that was carried out: 3 where the interface runs and does not know the peer yet. */
export function statusOf({ outcome, interrupted }: Carried, plan: Plan, host: Host): ExitStatus {
  if (outcome.status === "failed") return interrupted ? 130 : 1;
  return plan.loadCommand !== null && !host.demo ? 3 : 0;
}

/** What was done, and what is left to do. */
export function sayOutcome({ outcome }: Carried, plan: Plan, host: Host, context: Context): void {
  const said = context.words.commands.add;
  if (outcome.status === "failed") return;
  const path = plan.sides.server.path ?? "";
  context.err(`${said.written({ name: visible(plan.peer.name), path: visible(path) })}\n`);
  if (outcome.backup !== null) context.err(`${said.backupAt({ path: visible(outcome.backup) })}\n`);
  if (outcome.clientFile !== null) context.err(`${said.clientAt({ path: visible(outcome.clientFile) })}\n`);
  if (host.demo) context.err(`${said.demo({ path: visible(path) })}\n`);
  else if (plan.loadCommand !== null) context.err(`${said.notLoaded}\n  ${visible(plan.loadCommand)}\n`);
}
