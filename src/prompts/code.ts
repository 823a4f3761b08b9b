/**
 * The QR code in plain lines: asked for first, default no, because it stays in the window's history. Where it does not
 * fit, that is said instead, and what makes it fit is offered.
 */
import { savings } from "../app/code.ts";
import { type CodeShown, drawingIn, plainWindow, savingText, sentences } from "../commands/code-screen.ts";
import type { Context } from "../commands/command.ts";
import { type Asker, Cancelled } from "./asker.ts";

export async function offerCode(context: Context, code: CodeShown, asking: Asker): Promise<void> {
  const said = context.words.commands.code;
  const say = (lines: readonly string[]) => context.err(`${lines.join("\n")}\n`);
  const text = await agreedText(context, code, asking, say);
  if (text === null) return;
  // The window may have another size by now.
  const drawing = drawingIn(plainWindow(context), text);
  if (drawing.kind !== "drawn") return say(sentences(drawing, { ...code, text }, context.words));
  const print = context.tty.stdout ? context.out : context.err;
  print(`\n${drawing.lines.join("\n")}\n`);
  say([said.scan({ tunnelName: code.tunnelName })]);
}

/** What is to be printed: the whole code, or what fits of it and was agreed to; null for nothing. */
async function agreedText(
  context: Context,
  code: CodeShown,
  asking: Asker,
  say: (lines: readonly string[]) => void,
): Promise<string | null> {
  const { words } = context;
  const said = words.commands.code;
  const window = plainWindow(context);
  const drawing = drawingIn(window, code.text);
  const drawn = drawing.kind === "drawn";
  const only = code.onlyHere ? [said.onlyWay] : [];
  say(drawn ? ["", ...only] : sentences(drawing, code, words));
  const agrees = async () => {
    if (await saysYes(asking, said.ask)) return true;
    // An Enter that was typed ahead must not lose the only key.
    if (!code.onlyHere) return false;
    say(only);
    return saysYes(asking, said.ask);
  };
  if (drawn) return (await agrees()) ? code.text : null;
  for (const saving of savings(window, code.text, false)) {
    say(["", savingText(saving, words), ...only]);
    if (drawingIn(window, saving.text).kind === "drawn" && (await agrees())) return saving.text;
  }
  return null;
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
