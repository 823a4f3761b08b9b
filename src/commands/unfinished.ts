/**
 * A change that stopped in the middle, in the scriptable way: named, then taken back or finished as asked. Where nobody
 * says which, nothing happens.
 */
import type { Host } from "../host/host.ts";
import type { Settled, Settling, Unfinished } from "../plans/undo.ts";
import { visible } from "../text/visible.ts";
import type { Context, ExitStatus } from "./command.ts";
import { jsonText } from "./json.ts";
import { noticeText } from "./notices.ts";
import { failureText } from "./sentences.ts";
import { pastOf } from "./undo-text.ts";

export interface SettleOptions {
  readonly yes: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly finish: boolean;
  /** Seconds to wait for the lock. */
  readonly wait: number;
}

/** What it was, and what became of each file. */
export function sayUnfinished(unfinished: Unfinished, context: Context): void {
  const said = context.words.commands.unfinished;
  context.err(`${said.what[unfinished.kind](pastOf(unfinished))}\n`);
  for (const { path, state } of unfinished.files) context.err(`  ${visible(path)}   ${said.states[state]}\n`);
}

/** Before a change is planned: 1 where another one is half done, and what to type then; null where the way is free. */
export async function refusedForUnfinished(context: Context, host: Host, path: string): Promise<ExitStatus | null> {
  const { unfinishedChange } = await import("../host/past.ts");
  const unfinished = await unfinishedChange(host, path);
  // One of which all or nothing is written tells one story: the next change brings it to its end, and says so.
  if (!unfinished?.torn) return null;
  sayUnfinished(unfinished, context);
  context.err(`${context.words.commands.unfinished.type}\n`);
  return 1;
}

/** `undo` and `undo --finish` where a change is unfinished. */
export async function settleAsked(
  context: Context,
  host: Host,
  unfinished: Unfinished,
  { yes, dryRun, json, finish, wait }: SettleOptions,
): Promise<ExitStatus> {
  const { words } = context;
  sayUnfinished(unfinished, context);
  const how = finish ? "finish" : yes ? "take-back" : null;
  if (dryRun) {
    if (json) say(context, unfinished, null);
    context.err(`${words.commands.undo.nothingDone}\n`);
    return 0;
  }
  if (how === null || (finish && !yes)) {
    if (!context.tty.stdin || !context.tty.stderr) {
      context.err(`${words.commands.undo.needsYes}\n`);
      return 2;
    }
    const [{ promptUnfinished }, { asker }] = await Promise.all([
      import("../prompts/unfinished.ts"),
      import("../prompts/asker.ts"),
    ]);
    const asked = await promptUnfinished(context, unfinished, await asker(context));
    if (asked === null) {
      context.err(`${words.commands.undo.nothingDone}\n`);
      return 130;
    }
    return settled(context, host, unfinished, asked, { json, wait });
  }
  return settled(context, host, unfinished, how, { json, wait });
}

/** Brings it to the end that was chosen, and says what came of it. */
export async function settled(
  context: Context,
  host: Host,
  unfinished: Unfinished,
  how: Settling,
  { json, wait }: Pick<SettleOptions, "json" | "wait">,
): Promise<ExitStatus> {
  const { settleChange } = await import("../host/past.ts");
  const result = await settleChange(host, unfinished, how, { wait });
  const said = context.words.commands.unfinished;
  if (result.kind === "done") {
    for (const notice of result.notices) context.err(`${noticeText(notice, context.words)}\n`);
    context.err(`${{ finish: said.finished, "take-back": said.takenBack, leave: said.left }[how]}\n`);
  } else context.err(`${failureText(result.failure, context.words)}\n`);
  if (json) say(context, unfinished, { how, result });
  return result.kind === "done" ? 0 : 1;
}

function say(
  context: Context,
  { record, peer, files }: Unfinished,
  done: { readonly how: Settling; readonly result: Settled } | null,
): void {
  const failure = done?.result.kind === "failed" ? done.result.failure : null;
  const document = {
    unfinished: { record, peer, files },
    outcome: done && {
      settled: failure ? null : done.how,
      error: failure && { id: failure.id, path: failure.path, message: failureText(failure, context.words) },
    },
  };
  context.out(jsonText(document));
}
