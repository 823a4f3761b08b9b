/** A step as one line with its tick. */
import type { Step } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import type { Words } from "../words/words.ts";
import type { Context } from "./command.ts";

/** `√ write /etc/wireguard/wg0.conf, + 6 lines`; in ASCII where the terminal knows no more. `already`: nothing was run for it. */
export function stepText(step: Step, status: "done" | "failed", context: Context, already = false): string {
  const { utf8, console } = context.abilities;
  const tick = utf8 && !console ? "√" : "ok";
  if (already) return `- ${stepSentence(step, context.words)} (${context.words.plans.already})`;
  return status === "done"
    ? `${tick} ${stepSentence(step, context.words)}`
    : `${context.words.commands.add.failed}: ${stepSentence(step, context.words)}`;
}

/** What the step does. */
export function stepSentence(step: Step, words: Words): string {
  return visible((words.plans.steps[step.id] as (step: Step) => string)(step));
}
