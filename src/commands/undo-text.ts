/** What is said of an undo in plain lines: the diff, the steps and what is left to do; or why nothing is taken back. */
import type { Host } from "../host/host.ts";
import { type DiffLine, diffText } from "../plans/diff.ts";
import type { Outcome } from "../plans/plan.ts";
import type { UndoFound, UndoPlan } from "../plans/undo.ts";
import { utcTime } from "../text/time.ts";
import { visible } from "../text/visible.ts";
import { readable } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import type { Carried } from "./carrying.ts";
import type { Context, ExitStatus } from "./command.ts";
import { newFileDiff } from "./dry-run.ts";
import { shownText } from "./secrets.ts";
import { failureText } from "./sentences.ts";
import { stepSentence } from "./step-text.ts";

/** Every file's change, the way `diff -u` prints it. */
export function undoDiff({ path, diff, files }: UndoPlan, secrets: boolean): string {
  const server = [`--- ${visible(path)}`, `+++ ${visible(path)}`, ...diffLines(diff, secrets)];
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

/** What it is, the steps, and the command that is not among them. */
export function undoText(plan: UndoPlan, context: Context): string {
  const { words } = context;
  return [
    words.commands.undo.title[plan.of](pastOf(plan)),
    words.commands.add.steps,
    ...plan.steps.map((step, at) => ` ${at + 1}  ${stepSentence(step, words)}`),
    ...(plan.command === null ? [] : [words.commands.undo.unload, `  ${visible(plan.command)}`]),
  ].join("\n");
}

/** What a sentence about the change needs to know of it. */
export function pastOf({ peer, at }: Pick<UndoPlan, "peer" | "at">): { readonly name: string; readonly when: string } {
  return { name: visible(peer?.name ?? ""), when: utcTime(at) };
}

/** What was done, and what is left to do. */
export function sayUndone(outcome: Outcome, plan: UndoPlan, host: Host, context: Context): void {
  if (outcome.status === "failed") return;
  const said = context.words.commands.undo;
  context.err(`${said.done[plan.of]({ ...pastOf(plan), path: visible(plan.path) })}\n`);
  if (plan.command !== null && !host.demo) context.err(`${said.unload}\n  ${visible(plan.command)}\n`);
}

/** 3 where the running interface still knows the peer. */
export function undoStatus({ outcome, interrupted }: Carried, plan: UndoPlan, host: Host): ExitStatus {
  if (outcome.status === "failed") return interrupted ? 130 : 1;
  return plan.command !== null && !host.demo ? 3 : 0;
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
