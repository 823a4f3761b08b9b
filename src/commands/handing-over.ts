/**
 * How a key made here gets to the device: by a kept file, or by the code on a screen of its own, or in plain lines
 * after asking. Where there is no way, it is said before anything is written.
 */
import type { Outcome, Plan } from "../plans/plan.ts";
import { whyPlain } from "../terminal/abilities.ts";
import { visible } from "../text/visible.ts";
import { watchCommand } from "../waiting/about.ts";
import { type CodeShown, drawingIn, showCode } from "./code-screen.ts";
import type { Context } from "./command.ts";

/**
 * A terminal without an alternate screen, and a screen reader, get plain lines; a pipe gets nothing. `fed`: standard
 * input has been read to its end as the client's file.
 */
export function codeWay({ tty, options, size }: Context, fed = false): "screen" | "plain" | "none" {
  if (!tty.stdout) return "none";
  // Fed by another program the terminal itself is asked for keys.
  if (!tty.stdin) return fed ? "screen" : "none";
  const why = whyPlain(process.env, size);
  return options.plain || why === "dumb" || why === "reader" ? "plain" : "screen";
}

/** Why nobody would ever get the key that was made for this plan; null where somebody does. */
export function keyWouldBeLost(plan: Plan, context: Context): string | null {
  if (plan.files.some((file) => file.kind === "create")) return null;
  const { usage } = context.words.commands;
  if (plan.code === null) return /^PresharedKey/m.test(plan.clientText) ? usage.presharedWouldBeLost : null;
  if (codeWay(context) === "none") return usage.nobodyGetsTheKey;
  const drawing = drawingIn(context.size, plan.code, context.abilities);
  // Judged by what is known without asking the terminal: whether it shows pictures is not.
  if (drawing.kind === "drawn") return null;
  return drawing.kind === "cannot"
    ? usage.nobodyGetsTheKey
    : usage.codeWouldNotFit({ needs: drawing.needs, has: drawing.has });
}

/** What is shown of a plan that was carried out; null where its key is not known here. */
export function codeOf(plan: Plan, clientFile: string | null): CodeShown | null {
  if (plan.code === null) return null;
  return {
    text: plan.code,
    tunnelName: visible(plan.tunnelName),
    path: clientFile === null ? null : visible(clientFile),
  };
}

/** What tells whether the device connects, for somebody who sits there: once the interface knows it. */
export function sayWatch({ peer }: Plan, { loaded }: Outcome, { tty, words, options, err }: Context): void {
  if (loaded !== "loaded" || !tty.stderr || options.demo) return;
  err(`${words.waiting.watch.whether}\n  ${visible(watchCommand(peer.name, options.interface))}\n`);
}

/** The code, the way this terminal can show it. */
export async function handOverCode(code: CodeShown, context: Context, fed = false): Promise<void> {
  const way = codeWay(context, fed);
  if (way === "screen") await showCode(code, context);
  if (way !== "plain") return;
  const [{ offerCode }, { asker }] = await Promise.all([import("../prompts/code.ts"), import("../prompts/asker.ts")]);
  await offerCode(context, code, await asker(context));
}
