/**
 * `wg-wizard rotate NAME [answers]`: new keys for a peer that stands in the file. Its name and its addresses stay; the
 * questions that the device's file needs are those of `add`, as flags or asked.
 */
import { visible } from "../text/visible.ts";
import { rotatable, rotationDraft } from "../wizard/rotating.ts";
import { type Given, makeFile } from "./adding.ts";
import type { Command, Context } from "./command.ts";
import { peerMeant } from "./peers.ts";

export const rotate: Command = {
  run: (args, context) => makeFile("rotate", args, context, givenIn(context)),
};

function givenIn(context: Context): Given {
  return ({ bare: [what = ""], answers }, world) => {
    const peer = peerMeant(what, world, context);
    if (typeof peer === "number") return { status: peer, error: peer === 2 ? "several" : "no-peer" };
    const why = rotatable(peer, world.conf);
    if (why === true) return { draft: { ...answers, ...rotationDraft(peer) } };
    context.err(`${context.words.commands.rotate.cannot[why]({ name: visible(peer.name ?? what) })}\n`);
    return { status: 1, error: why };
  };
}
