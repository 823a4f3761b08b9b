/**
 * What was met while something was written, said: what somebody else changed before it, what somebody wrote into the
 * old file during it, and what else a person should hear of. Texts are told as a diff, secrets as dots.
 */
import { type Host, HostFailure } from "../host/host.ts";
import { type Change, editAt, type Notice, type Outcome } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import type { Words } from "../words/words.ts";
import type { Context } from "./command.ts";
import { diffLines } from "./undo-text.ts";

/** All of it, on stderr. */
export async function sayMet(context: Context, host: Host, change: Change, outcome: Outcome): Promise<void> {
  const said = context.words.commands;
  for (const notice of outcome.notices) {
    context.err(`${noticeText(notice, context.words)}\n`);
    const edit = notice.id === "late" && editAt(change.files, notice.path);
    if (notice.id === "late" && notice.copy !== "" && edit) {
      await sayDiff(context, host, edit.before, notice.copy, said.lateText);
    }
  }
  const changed = outcome.steps.find(({ failure }) => failure?.id === "changed")?.failure;
  const edit = changed && editAt(change.files, changed.path);
  if (changed && changed.path === edit?.path) {
    const title = said.add.changedMeanwhile({ path: visible(edit.path) });
    await sayDiff(context, host, edit.before, edit.path, title);
  }
}

export function noticeText(notice: Notice, words: Words): string {
  return visible((words.commands.notices[notice.id] as (notice: Notice) => string)(notice));
}

/** How the file at `path` differs from what is known of it; nothing where it cannot be read or does not differ. */
async function sayDiff(context: Context, host: Host, known: string, path: string, title: string): Promise<void> {
  const text = await host.files.read(path).catch((error) => {
    if (error instanceof HostFailure) return null;
    throw error;
  });
  if (text === null || text === known) return;
  const { diffBetween } = await import("../plans/compare.ts");
  context.err(`${title}\n${diffLines(diffBetween(known, text), false).join("\n")}\n`);
}
