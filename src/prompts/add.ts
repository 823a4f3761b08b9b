/** Adds a peer in plain lines: the questions, both files with their notes, the steps, one question, the code. */

import type { MadeKeys } from "../app/state.ts";
import type { Context, ExitStatus } from "../commands/command.ts";
import { codeOf, keyWouldBeLost, sayWatch } from "../commands/handing-over.ts";
import { makeKeys, planned } from "../commands/planning.ts";
import { sayFaults } from "../commands/refusals.ts";
import type { Host } from "../host/host.ts";
import type { World } from "../wireguard/world.ts";
import type { Draft } from "../wizard/question.ts";
import { askQuestions } from "./ask.ts";
import { type Asker, asker, Cancelled, canAsk } from "./asker.ts";
import { offerCode } from "./code.ts";
import { review } from "./review.ts";

/** Seconds to wait while somebody else changes the file. */
const WAIT = 10;

/** Asks every question; what the draft says already is offered as the answer. 130 where nothing was to be written after all. */
export async function promptAdd(
  context: Context,
  host: Host,
  world: World,
  draft: Draft,
  asking?: Asker,
): Promise<ExitStatus> {
  const { words } = context;
  if (!asking && !canAsk(context)) {
    context.err(`${words.commands.prompts.needsTerminal}\n`);
    return 2;
  }
  if (world.faults.length > 0) {
    sayFaults(context, world);
    return 1;
  }
  const ask = asking ?? (await asker(context));
  try {
    context.err(`\n${words.commands.prompts.keys}\n`);
    const made = makeKeys(host);
    const answered = await withoutLoss(
      context,
      host,
      world,
      await askQuestions(context, world, draft, ask, () => true),
      ask,
      made,
    );
    const reviewed = await review(context, host, world, answered, ask, { made, wait: WAIT, way: "plain" });
    if (reviewed.kind === "declined") throw new Cancelled();
    if (reviewed.kind === "refused") return reviewed.status;
    if (reviewed.outcome.status === "failed") return reviewed.status;
    const code = codeOf(reviewed.plan, reviewed.outcome.clientFile);
    if (isPrinted(answered)) context.out(reviewed.plan.clientText);
    else if (code) await offerCode(context, code, ask);
    if (!isPrinted(answered)) sayWatch(reviewed.plan, reviewed.outcome, context);
    return reviewed.status;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    context.err(`${words.commands.add.nothingWritten}\n`);
    return 130;
  }
}

/** `-`: the client's file goes to stdout. */
function isPrinted({ save }: Draft): boolean {
  return save?.trim() === "-";
}

/** Asks again where the file goes, as long as nobody would get the key that is made here. */
async function withoutLoss(
  context: Context,
  host: Host,
  world: World,
  first: Draft,
  asking: Asker,
  made: MadeKeys,
): Promise<Draft> {
  for (let draft = first; ; ) {
    const result = await planned(draft, host, world, made);
    const why =
      result.kind === "planned" && !isPrinted(draft) ? await keyWouldBeLost(result.plan, context, "plain") : null;
    if (why === null) return draft;
    context.err(`\n${why}\n`);
    const { save: _lost, ...kept } = draft;
    draft = await askQuestions(context, world, kept, asking, (id) => id === "save");
  }
}
