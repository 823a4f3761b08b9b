/** What is said of an undo in plain lines: the diff, the steps and what is left to do; or why nothing is taken back. */
import { type DiffLine, diffText } from "../plans/diff.ts";
import type { Outcome } from "../plans/plan.ts";
import type { UndoFound, UndoPlan } from "../plans/undo.ts";
import { utcTime } from "../text/time.ts";
import { visible } from "../text/visible.ts";
import { readable } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { sayLeft } from "./carrying.ts";
import type { Context } from "./command.ts";
import { newFileDiff } from "./dry-run.ts";
import { shownText } from "./secrets.ts";
import { failureText, remarkText } from "./sentences.ts";
import { stepSentence } from "./step-text.ts";

/** Every file's change, the way `diff -u` prints it. */
export function undoDiff({ path, diff, files }: UndoPlan, secrets: boolean): string {
  const server = diff.length === 0 ? [] : [`--- ${visible(path)}`, `+++ ${visible(path)}`, ...diffLines(diff, secrets)];
  const others = files.flatMap((file) => {
    if (file.kind === "create") return [newFileDiff(file, secrets)];
    if (file.kind !== "move") return [];
    const lines = shownText(readable(file.before), secrets).replace(/\n$/, "").split("\n");
    const head = [`--- ${visible(file.path)}`, "+++ /dev/null", `@@ -1,${lines.length} +0,0 @@`];
    return [...head, ...lines.map((line) => `-${visible(line)}`)];
  });
  return [...server, ...others].join("\n");
}

/** A diff's lines, harmless to a terminal. */
export function diffLines(diff: readonly DiffLine[], secrets: boolean): string[] {
  return diffText(diff, secrets).trimEnd().split("\n").map(visible);
}

/** What it is, the steps, and what to know before saying yes. */
export function undoText(plan: UndoPlan, context: Context): string {
  const { words } = context;
  const warnings = plan.warnings.map((remark) => `  ${remarkText(remark, words)}`);
  return [
    words.commands.undo.title[plan.of](pastOf(plan)),
    words.commands.add.steps,
    ...plan.steps.map((step, at) => ` ${at + 1}  ${stepSentence(step, words)}`),
    ...(warnings.length > 0 ? [words.commands.add.warnings, ...warnings] : []),
  ].join("\n");
}

/** What a sentence about the change needs to know of it. */
export function pastOf({ peer, at }: Pick<UndoPlan, "peer" | "at">): { readonly name: string; readonly when: string } {
  return { name: visible(peer?.name ?? ""), when: utcTime(at) };
}

/** What was done, and what is left to do. */
export function sayUndone(outcome: Outcome, plan: UndoPlan, context: Context): void {
  if (outcome.status === "failed") return;
  const said = context.words.commands.undo;
  context.err(`${said.done[plan.of]({ ...pastOf(plan), path: visible(plan.path) })}\n`);
  sayLeft(outcome, plan, context);
}

/** Why nothing is taken back; where the file was changed since, by what. */
export function sayRefused(found: Exclude<UndoFound, { kind: "plan" }>, world: World, context: Context): void {
  const said = context.words.commands.undo;
  if (found.kind === "none") context.err(`${said.none({ path: visible(world.path) })}\n`);
  else if (found.kind === "unreadable") context.err(`${failureText(found.failure, context.words)}\n`);
  else if (found.kind === "gone") context.err(`${said.gone({ path: visible(found.path) })}\n`);
  else {
    context.err(`${said.changed({ path: visible(found.path) })}\n`);
    if (found.diff.length === 0) return;
    context.err(`${said.since({ whole: found.whole })}\n${diffLines(found.diff, false).join("\n")}\n`);
  }
}
