/** Applies the file in plain lines: what the interface is told, one question, then the steps. */
import { applyText } from "../commands/apply-text.ts";
import { type Carried, carried } from "../commands/carrying.ts";
import type { Context } from "../commands/command.ts";
import type { Host } from "../host/host.ts";
import type { ApplyPlan } from "../plans/apply.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import { type Asker, Cancelled } from "./asker.ts";

/** `wait`: seconds to wait for the lock. Null on no, which is what Enter alone means: all is said. */
export async function promptApply(
  context: Context,
  host: Host,
  world: World,
  plan: ApplyPlan,
  asking: Asker,
  wait: number,
): Promise<Carried | null> {
  const said = context.words.live.apply;
  context.err(`\n${applyText(plan, world, host.clock.now(), context)}\n\n`);
  if (!(await saysYes(asking, said.confirm({ interfaceName: visible(world.interfaceName) })))) {
    context.err(`${said.nothingDone}\n`);
    return null;
  }
  return carried(context, host, plan, { wait });
}

async function saysYes(asking: Asker, message: string): Promise<boolean> {
  try {
    return await asking.yes(message);
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}
