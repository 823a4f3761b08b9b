/** What is said of applying the file in plain lines: who goes, what only a restart can do, the steps; or why nothing is done. */
import type { ApplyFound, ApplyPlan, LeftOver } from "../plans/apply.ts";
import { calledSo } from "../plans/called.ts";
import type { Outcome } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import { wgQuickArgument } from "../wireguard/wg-quick.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { sayLeft } from "./carrying.ts";
import type { Context } from "./command.ts";
import { faultLine, remarkText } from "./sentences.ts";
import { stepSentence } from "./step-text.ts";

/** All that a person should have seen before saying yes. `now` in milliseconds since 1970. */
export function applyText(plan: ApplyPlan, world: World, now: number, context: Context): string {
  const { words } = context;
  const said = words.live.apply;
  const warnings = plan.warnings.map((remark) => `  ${remarkText(remark, words)}`);
  return [
    `${said.title({ interfaceName: visible(world.interfaceName), name: plan.peer && calledSo(plan.peer) })}:`,
    ...(plan.vanish.length === 0 ? [] : [said.vanish(plan.vanish.length), ...vanishingLines(plan, now, words)]),
    words.commands.add.steps,
    ...plan.steps.map((step, at) => ` ${at + 1}  ${stepSentence(step, words)}`),
    ...leftLines(plan.left, world, words),
    ...(warnings.length > 0 ? [words.commands.add.warnings, ...warnings] : []),
  ].join("\n");
}

/** What only a down and up can do. */
export function sayLeftOver(left: readonly LeftOver[], world: World, context: Context): void {
  for (const line of leftLines(left, world, context.words)) context.err(`${line}\n`);
}

/** Why there is no plan: nothing to do, or nobody to tell. */
export function sayNotApplied(found: Exclude<ApplyFound, { kind: "plan" }>, world: World, context: Context): void {
  const { words } = context;
  const values = namesOf(world);
  if (found.kind === "same") context.err(`${words.live.apply.same(values)}\n`);
  else if (found.kind === "untold") {
    context.err(`${words.live.apply.untold[found.why]({ ...values, argument: visible(wgQuickArgument(world)) })}\n`);
  } else {
    context.err(`${words.live.apply.faults(values)}\n`);
    for (const fault of world.faults) context.err(`  ${faultLine(fault, world.path, words)}\n`);
  }
}

/** What was done, and what is left to do. */
export function sayApplied(outcome: Outcome, plan: ApplyPlan, world: World, context: Context): void {
  if (outcome.loaded === "loaded") {
    const name = plan.peer && calledSo(plan.peer);
    context.err(`${context.words.live.apply.done({ ...namesOf(world), name })}\n`);
  }
  sayLeft(outcome, plan, context);
}

function vanishingLines({ vanish }: ApplyPlan, now: number, words: Words): string[] {
  return vanish.map((peer) => {
    const seconds = peer.latestHandshake === null ? null : Math.max(0, Math.round(now / 1000 - peer.latestHandshake));
    return `  ${words.live.apply.vanishing({ who: calledSo(peer), seconds })}`;
  });
}

function leftLines(left: readonly LeftOver[], world: World, words: Words): string[] {
  if (left.length === 0) return [];
  const said = words.live.apply;
  const heading = said.left({ interfaceName: visible(world.interfaceName) });
  return [heading, ...left.map((one) => `  ${leftSentence(one, words)}`)];
}

/** One thing that only a down and up can do. */
export function leftSentence(left: LeftOver, words: Words): string {
  return visible((words.live.apply.leftOver[left.what] as (left: LeftOver) => string)(left));
}

function namesOf({ interfaceName, path }: World): { readonly interfaceName: string; readonly file: string } {
  return { interfaceName: visible(interfaceName), file: visible(path.slice(path.lastIndexOf("/") + 1)) };
}
