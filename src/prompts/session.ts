/** The plain way in, without a subcommand: the peers, then what next, until one leaves. */

import { sayApplied } from "../commands/apply-text.ts";
import { statusOf } from "../commands/carrying.ts";
import type { Context, ExitStatus } from "../commands/command.ts";
import { heading, table } from "../commands/list.ts";
import { listDocument } from "../commands/list-document.ts";
import { openFor, troubleText } from "../commands/opening.ts";
import { peerMeant, peersMeant } from "../commands/peers.ts";
import { showPeer } from "../commands/show.ts";
import { sayUnfinished, settled } from "../commands/unfinished.ts";
import type { Host } from "../host/host.ts";
import { planApply } from "../plans/apply.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft } from "../wizard/question.ts";
import { promptAdd } from "./add.ts";
import { promptApply } from "./apply.ts";
import { type Asker, asker, Cancelled, canAsk } from "./asker.ts";
import { promptUndo } from "./undo.ts";
import { promptUnfinished } from "./unfinished.ts";

/** Seconds to wait while somebody else changes the file. */
const WAIT = 10;

/** `given` are the answers that stood on the command line; they are offered for the first peer that is added. */
export async function runPrompts(context: Context, given: Draft = {}, asking?: Asker): Promise<ExitStatus> {
  const { prompts } = context.words.commands;
  if (!asking && !canAsk(context)) {
    context.err(`${prompts.needsTerminal}\n`);
    return 2;
  }
  const ask = asking ?? (await asker(context));
  const opened = await openOrDemo(context);
  if (typeof opened === "number") return opened;
  const { host } = opened;
  let { world } = opened;
  let offered = given;
  let status: ExitStatus = 0;
  let written = false;
  const reread = async () => {
    const { openServer } = await import("../host/open.ts");
    const again = await openServer(host, world.path, { sudo: context.sudo });
    if (again.kind === "opened") world = again.world;
  };
  try {
    if (await settleFirst(context, host, world, ask)) await reread();
    for (let shown = false; ; shown = true) {
      if (!shown) say(context, world, host);
      const applied = planApply(world);
      const next = await ask.pick({
        message: prompts.what,
        choices: [
          { value: "add", name: prompts.add },
          ...(world.conf.peers.length > 0 ? [{ value: "show", name: prompts.show }] : []),
          ...(applied.kind === "plan" ? [{ value: "apply", name: prompts.apply }] : []),
          ...(written ? [{ value: "undo", name: prompts.undo }] : []),
          { value: "leave", name: prompts.leave },
        ],
        suggestion: "add",
      });
      if (next === "leave") return status;
      if (next === "show") {
        await showOne(context, world, ask);
        continue;
      }
      if (next === "apply" && applied.kind === "plan") {
        const done = await promptApply(context, host, world, applied.plan, ask, WAIT);
        if (done) {
          sayApplied(done.outcome, applied.plan, world, context);
          status = statusOf(done);
        }
        await reread();
        continue;
      }
      if (next === "undo") {
        const undone = await promptUndo(context, host, world, ask, WAIT);
        if (undone.status !== 130) status = undone.status;
        await reread();
        continue;
      }
      status = await promptAdd(context, host, world, offered, ask);
      if (status === 130) return status;
      written ||= status === 0 || status === 3;
      offered = {};
      await reread();
    }
  } catch (error) {
    if (error instanceof Cancelled) return 130;
    throw error;
  }
}

/** A change that stopped in the middle is named and settled as asked; true where anything was done about it. */
async function settleFirst(context: Context, host: Host, world: World, ask: Asker): Promise<boolean> {
  const { unfinishedChange } = await import("../host/past.ts");
  const unfinished = await unfinishedChange(host, world.path);
  if (!unfinished) return false;
  sayUnfinished(unfinished, context);
  const how = await promptUnfinished(context, unfinished, ask);
  if (how === null) return false;
  await settled(context, host, unfinished, how, { json: false, wait: WAIT });
  return true;
}

/** The server; where there is none, or no right to read it, the demo, after saying why. */
async function openOrDemo(context: Context): Promise<{ readonly host: Host; readonly world: World } | ExitStatus> {
  const opened = await openFor(context);
  if (opened.kind === "opened") return opened;
  if (opened.trouble === null || context.options.demo || context.options.interface !== null) return opened.status;
  const [{ demoHost }, { openServer }] = await Promise.all([import("../host/demo.ts"), import("../host/open.ts")]);
  const host = await demoHost();
  const opening = await openServer(host, null, { sudo: context.sudo });
  if (opening.kind === "opened") {
    context.err(`\n${context.words.commands.prompts.demo}\n`);
    return { host, world: opening.world };
  }
  if (opening.kind === "trouble") context.err(`${troubleText(opening.trouble, context.words)}\n`);
  return 1;
}

function say(context: Context, world: World, host: Host): void {
  const now = host.clock.now();
  const document = listDocument(world, now);
  context.err(`${heading(document, context.words)}\n${visible(world.path)}\n\n`);
  const lines = table(document.peers, now, context.words, context.size.columns);
  context.err(document.peers.length === 0 ? `${context.words.commands.list.none}\n` : `${lines.join("\n")}\n\n`);
}

async function showOne(context: Context, world: World, ask: Asker): Promise<void> {
  const { prompts, usage } = context.words.commands;
  const text = await ask.text({
    message: prompts.which,
    suggestion: null,
    check: (typed) =>
      peersMeant(typed.trim(), world.conf.peers).length > 0
        ? null
        : usage.noPeer({ text: visible(typed.trim()), path: visible(world.path) }),
  });
  const peer = peerMeant(text.trim(), world, context);
  if (typeof peer !== "number") showPeer(peer, world, context);
}
