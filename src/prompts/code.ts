/**
 * The QR code in plain lines: asked for first, default no, because it stays in the window's history; said instead
 * where it does not fit.
 */
import { type CodeShown, plainDrawingIn, sentences } from "../commands/code-screen.ts";
import type { Context } from "../commands/command.ts";
import { type Asker, Cancelled } from "./asker.ts";

export async function offerCode(context: Context, code: CodeShown, asking: Asker): Promise<void> {
  const said = context.words.commands.code;
  const say = (lines: readonly string[]) => context.err(`${lines.join("\n")}\n`);
  const before = plainDrawingIn(context.size, code.text, context.abilities);
  if (before.kind !== "drawn") return say(sentences(before, code, context.words));
  say(code.path === null ? ["", said.onlyWay] : [""]);
  if (!(await saysYes(asking, said.ask))) return;
  // The window may have another size by now.
  const drawing = plainDrawingIn(context.size, code.text, context.abilities);
  if (drawing.kind !== "drawn") return say(sentences(drawing, code, context.words));
  const print = context.tty.stdout ? context.out : context.err;
  print(`\n${drawing.lines.join("\n")}\n`);
  say([said.scan({ tunnelName: code.tunnelName })]);
}

/** Ctrl-C is a no here: everything is written by now. */
async function saysYes(asking: Asker, message: string): Promise<boolean> {
  try {
    return await asking.yes(message);
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}
