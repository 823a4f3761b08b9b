/**
 * How a key made here gets to the device: by a kept file, or by the code on a screen of its own, or in plain lines
 * after asking. Where there is no way, it is said before anything is written.
 */
import type { Plan } from "../plans/plan.ts";
import { modulesOf } from "../qr/modules.ts";
import { whyPlain } from "../terminal/abilities.ts";
import { visible } from "../text/visible.ts";
import { type CodeShown, drawingIn, showCode } from "./code-screen.ts";
import type { Context } from "./command.ts";

/** A terminal without an alternate screen, and a screen reader, get plain lines; a pipe gets nothing. */
export function codeWay({ tty, options, size }: Context): "screen" | "plain" | "none" {
  if (!tty.stdin || !tty.stdout) return "none";
  const why = whyPlain(process.env, size);
  return options.plain || why === "dumb" || why === "reader" ? "plain" : "screen";
}

/** Why nobody would ever get the key that was made for this plan; null where somebody does. */
export function keyWouldBeLost(plan: Plan, context: Context): string | null {
  if (plan.files.some((file) => file.kind === "create")) return null;
  const { usage } = context.words.commands;
  if (plan.code === null) return /^PresharedKey/m.test(plan.clientText) ? usage.presharedWouldBeLost : null;
  if (codeWay(context) === "none") return usage.nobodyGetsTheKey;
  const drawing = drawingIn(context.size, modulesOf(plan.code), context);
  if (drawing.kind === "drawn") return null;
  return drawing.kind === "cannot"
    ? usage.nobodyGetsTheKey
    : usage.codeWouldNotFit({ needs: drawing.needs, has: drawing.has });
}

/** What is shown of a plan that was carried out; null where its key is not known here. */
export function codeOf(plan: Plan, clientFile: string | null): CodeShown | null {
  if (plan.code === null) return null;
  return {
    modules: modulesOf(plan.code),
    tunnelName: visible(plan.tunnelName),
    path: clientFile === null ? null : visible(clientFile),
  };
}

/** The code, the way this terminal can show it. */
export async function handOverCode(code: CodeShown, context: Context): Promise<void> {
  const way = codeWay(context);
  if (way === "screen") await showCode(code, context);
  if (way !== "plain") return;
  const [{ offerCode }, { asker }] = await Promise.all([import("../prompts/code.ts"), import("../prompts/asker.ts")]);
  await offerCode(context, code, await asker(context));
}
