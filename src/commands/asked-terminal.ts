/** What the terminal says that it can show: asked once in a run, by the first who has to know it. */
import type { Abilities, Size } from "../app/state.ts";
import type { TerminalGifts } from "../qr/terminal.ts";
import { sizeOf } from "../terminal/abilities.ts";
import type { Context } from "./command.ts";

interface Answer {
  readonly gifts: TerminalGifts;
  /** The window in which it was said. */
  readonly size: Size;
}

const answers = new WeakMap<Context, Answer>();

/** What it has said in this run; null where nobody has asked yet, or its cells may have changed with its window since. */
export function answerOf(context: Context): TerminalGifts | null {
  const answer = answers.get(context);
  if (!answer) return null;
  const { rows, columns } = sizeOf(process.stdout);
  const same = rows === answer.size.rows && columns === answer.size.columns;
  return same || answer.gifts.cell === null ? answer.gifts : null;
}

const inputs = new WeakMap<Context, NodeJS.ReadStream>();

/** What a line is to be read from: where the terminal still owes answers, without them. */
export function lineInput(context: Context): NodeJS.ReadStream {
  return inputs.get(context) ?? process.stdin;
}

export function keepAnswer(context: Context, gifts: TerminalGifts): void {
  answers.set(context, { gifts, size: sizeOf(process.stdout) });
}

/**
 * The abilities, with what the terminal has said. It is asked on the alternate screen, where nothing of it can stay; one
 * that does not answer costs a second. Standard output must be a terminal, and the keys must come from one.
 */
export async function askedAbilities(context: Context): Promise<Abilities> {
  const { variables, abilities } = context;
  const known = answerOf(context);
  if (known !== null) return { ...abilities, gifts: known };
  const { openTerminal } = await import("../terminal/terminal.ts");
  const terminal = openTerminal({ hints: { variables, abilities } });
  try {
    terminal.enter();
    const gifts = await terminal.gifts();
    keepAnswer(context, gifts);
    return { ...abilities, gifts };
  } finally {
    terminal.close();
    if (terminal.owes() && process.stdin.isTTY) {
      const { TypedInput } = await import("../terminal/late-answers.ts");
      inputs.set(context, new TypedInput(process.stdin) as unknown as NodeJS.ReadStream);
    }
    // The keys are let go of a tick later: whoever asks for a line before that would have them taken away again.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
