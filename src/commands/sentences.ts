/** Records to sentences: remarks, failures and faults as they are printed, harmless to a terminal. */
import type { Failure } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import type { Fault } from "../wireguard/grammar.ts";
import type { Remark } from "../wizard/remarks.ts";
import type { Words } from "../words/words.ts";
import type { Context } from "./command.ts";

export function remarkText(remark: Remark, words: Words): string {
  return visible((words.remarks[remark.id] as (values: unknown) => string)(remark.values));
}

/** What a plan warns of, where nobody is asked. */
export function sayWarnings(warnings: readonly Remark[], { words, err }: Context): void {
  for (const remark of warnings) err(`${words.commands.prompts.warning({ text: remarkText(remark, words) })}\n`);
}

export function failureText(failure: Failure, words: Words): string {
  return visible(words.troubles.failures[failure.id](failure));
}

/** `/etc/wireguard/wg0.conf:12: …`, and what the program itself would say. */
export function faultLine(fault: Fault, path: string, words: Words): string {
  const sentence = (words.troubles.faults[fault.id] as (values: unknown) => string)(fault.values);
  return visible(`${path}:${fault.line}: ${sentence}${fault.says === null ? "" : `  (${fault.says})`}`);
}
