/** What stands in the way of a change, said: a file that WireGuard would refuse, an answer that makes no plan. */
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import type { Context, ExitStatus } from "./command.ts";
import type { Lack } from "./draft.ts";
import type { Planned } from "./planning.ts";
import { failureText, faultLine, remarkText } from "./sentences.ts";

/** The lines that WireGuard would refuse: until they are mended nothing is added. */
export function sayFaults(context: Context, world: World): void {
  context.err(`${context.words.commands.add.faults({ path: visible(world.path) })}\n`);
  for (const fault of world.faults) context.err(`  ${faultLine(fault, world.path, context.words)}\n`);
}

/** Why there is no plan. */
export function sayRefusal(refusal: Exclude<Planned, { kind: "planned" }>, context: Context): ExitStatus {
  const { words } = context;
  if (refusal.kind === "refused") context.err(`${remarkText(refusal.remark, words)}\n`);
  else if (refusal.kind === "unreadable") context.err(`${failureText(refusal.failure, words)}\n`);
  else context.err(`${words.commands.usage.badPresharedFile({ path: visible(refusal.path) })}\n`);
  context.err(`${words.commands.add.nothingWritten}\n`);
  return 2;
}

/** Every flag that is missing or refused, at once. */
export function sayLacks(lacks: readonly Lack[], needsYes: boolean, context: Context): void {
  const said = context.words.commands.usage;
  context.err(`${said.answersMissing}\n`);
  for (const lack of lacks) context.err(`${lackLine(lack, context.words)}\n`);
  if (needsYes) context.err(`${said.needsYes}\n`);
}

function lackLine(lack: Lack, words: Words): string {
  const said = words.commands.usage;
  // Only a first argument gives the name: there is no flag for it.
  const flag = lack.question === "name" ? "NAME" : `--${lack.question}`;
  const reason = lack.reason === null ? words.questions.asked[lack.question].form : remarkText(lack.reason, words);
  if (lack.kind === "refused") return said.refusedFlag({ flag, reason });
  if (lack.kind === "missing") return said.missingFlag({ flag, reason });
  return said.doubtfulFlag({ flag, suggestion: visible(lack.suggestion), reason });
}
