/**
 * The plan in plain lines and the one question, then the steps. Where the file was changed meanwhile, the plan is made
 * anew from the file as it is now and shown again: no answer is lost.
 */

import type { MadeKeys } from "../app/state.ts";
import { carried, sayOutcome, statusOf } from "../commands/carrying.ts";
import { sentences } from "../commands/code-screen.ts";
import type { Context, ExitStatus } from "../commands/command.ts";
import { type CodeWay, codeAhead, codeWay } from "../commands/handing-over.ts";
import { planned } from "../commands/planning.ts";
import { sayRefusal } from "../commands/refusals.ts";
import { remarkText } from "../commands/sentences.ts";
import { stepSentence } from "../commands/step-text.ts";
import type { Host } from "../host/host.ts";
import { diffOf, diffText } from "../plans/diff.ts";
import type { Outcome, Plan } from "../plans/plan.ts";
import { untold } from "../plans/unloaded.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import type { Asker } from "./asker.ts";
import { twoFiles } from "./two-files.ts";

export type Reviewed =
  | {
      readonly kind: "carried";
      readonly plan: Plan;
      readonly outcome: Outcome;
      readonly warnings: readonly Remark[];
      readonly status: ExitStatus;
    }
  /** No was said. */
  | { readonly kind: "declined" }
  /** An answer does not hold any more, or never did: all is said. */
  | { readonly kind: "refused"; readonly status: ExitStatus };

export interface ReviewOptions {
  readonly made: MadeKeys;
  /** Seconds to wait for the lock. */
  readonly wait: number;
  /** Looks at a plan before it is shown; a status ends everything. */
  readonly allow?: (plan: Plan) => Promise<ExitStatus | null>;
  /** How the code is going to be shown; as the terminal has it unless told. */
  readonly way?: CodeWay;
}

export async function review(
  context: Context,
  host: Host,
  first: World,
  draft: Draft,
  asking: Asker,
  { made, wait, allow, way }: ReviewOptions,
): Promise<Reviewed> {
  const said = context.words.commands.add;
  for (let world = first; ; ) {
    const result = await planned(draft, host, world, made);
    if (result.kind !== "planned") return { kind: "refused", status: sayRefusal(result, context) };
    const { plan, warnings } = result;
    const status = (await allow?.(plan)) ?? null;
    if (status !== null) return { kind: "refused", status };
    context.err(`\n${await reviewText(plan, warnings, world, context, way)}\n\n`);
    if (!(await asking.yes(said.confirm[plan.kind]({ name: visible(plan.peer.name) })))) return { kind: "declined" };
    const done = await carried(context, host, plan, { wait });
    const changed = done.outcome.steps.some((step) => step.failure?.id === "changed");
    if (changed && !done.interrupted) {
      const { openServer } = await import("../host/open.ts");
      const opening = await openServer(host, world.path, { sudo: context.sudo });
      if (opening.kind === "opened") {
        context.err(`\n${said.changedLookAgain}\n`);
        world = opening.world;
        continue;
      }
    }
    sayOutcome(done, plan, host, context);
    return { kind: "carried", plan, outcome: done.outcome, warnings, status: statusOf(done) };
  }
}

/** All that a person should have seen before saying yes. */
export async function reviewText(
  plan: Plan,
  warnings: readonly Remark[],
  world: World,
  context: Context,
  way = codeWay(context),
): Promise<string> {
  const { words } = context;
  const said = words.commands.add;
  const interfaceName = visible(world.interfaceName);
  const why = untold(world);
  const diff = diffText(diffOf(plan), false).trimEnd().split("\n").map(visible);
  return [
    twoFiles(plan.sides, context),
    "",
    words.plans.diffTitle({ file: visible(world.path) }),
    ...diff,
    "",
    said.steps,
    ...plan.steps.map((step, at) => ` ${at + 1}  ${stepSentence(step, words)}`),
    ...(why === null ? [] : [words.plans.loadLater[why]({ interfaceName })]),
    ...(await codeLines(plan, context, way)),
    ...(warnings.length > 0 ? ["", said.warnings, ...warnings.map((remark) => `  ${remarkText(remark, words)}`)] : []),
  ].join("\n");
}

/** Whether the code will fit this window, said before anything is written; where it will not, without what it would. */
async function codeLines(plan: Plan, context: Context, way: CodeWay): Promise<readonly string[]> {
  if (plan.code === null) return [];
  const { words } = context;
  const said = words.commands.code;
  const { drawing, without } = await codeAhead(plan.code, context, way);
  if (drawing.kind === "drawn") return [said.willFit(drawing)];
  const why =
    drawing.kind === "cannot" ? sentences(drawing, { path: null, text: plan.code }, words) : [said.willNotFit(drawing)];
  return [...why, ...without];
}
