/** Takes the last change back in plain lines: the diff, the steps, one question. */
import { carried, statusOf } from "../commands/carrying.ts";
import type { Context, ExitStatus } from "../commands/command.ts";
import { findUndo } from "../commands/undo.ts";
import { diffLines, pastOf, sayRefused, sayUndone, undoText } from "../commands/undo-text.ts";
import type { Host } from "../host/host.ts";
import type { Outcome } from "../plans/plan.ts";
import type { UndoPlan } from "../plans/undo.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import { type Asker, Cancelled } from "./asker.ts";

export type Undone =
  | { readonly kind: "carried"; readonly plan: UndoPlan; readonly outcome: Outcome; readonly status: ExitStatus }
  /** There was nothing to take back, or no was said. */
  | { readonly kind: "ended"; readonly status: ExitStatus };

/** `wait`: seconds to wait for the lock. 130 on no, which is what Enter alone means. */
export async function promptUndo(
  context: Context,
  host: Host,
  world: World,
  asking: Asker,
  wait: number,
): Promise<Undone> {
  const { words } = context;
  const said = words.commands.undo;
  const found = await findUndo(host, world);
  if (found.kind !== "plan") {
    sayRefused(found, world, context);
    return { kind: "ended", status: 1 };
  }
  const { plan } = found;
  const title = words.plans.diffTitle({ file: visible(plan.path) });
  const diff = plan.diff.length === 0 ? [] : [title, ...diffLines(plan.diff, false), ""];
  context.err(`\n${[...diff, undoText(plan, context)].join("\n")}\n\n`);
  if (!(await saysYes(asking, said.confirm[plan.of](pastOf(plan))))) {
    context.err(`${said.nothingDone}\n`);
    return { kind: "ended", status: 130 };
  }
  const done = await carried(context, host, plan, { wait });
  sayUndone(done.outcome, plan, context);
  return { kind: "carried", plan, outcome: done.outcome, status: statusOf(done) };
}

async function saysYes(asking: Asker, message: string): Promise<boolean> {
  try {
    return await asking.yes(message);
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}
