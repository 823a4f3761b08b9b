/**
 * How the plain way asks: a line of text, one of several, yes or no. Behind this interface stand @inquirer/prompts, or
 * a script in tests. No colours and no frames, so that a screen reader reads what a person would read.
 */
import type { Context } from "../commands/command.ts";

export interface TextQuestion {
  readonly message: string;
  /** What Enter alone takes; null where something has to be typed. */
  readonly suggestion: string | null;
  /** Why the text will not do, or null. */
  check(text: string): string | null;
}

export interface PickQuestion {
  readonly message: string;
  readonly choices: readonly { readonly value: string; readonly name: string }[];
  /** The value under the cursor at first. */
  readonly suggestion: string | null;
}

export interface Asker {
  text(question: TextQuestion): Promise<string>;
  pick(question: PickQuestion): Promise<string>;
  /** Enter alone means no. */
  yes(message: string): Promise<boolean>;
}

/** Ctrl-C at a prompt, or the end of the input. */
export class Cancelled extends Error {}

/** Whether there is somebody to ask: both ends are terminals. */
export function canAsk({ tty }: Context): boolean {
  return tty.stdin && (tty.stderr || tty.stdout);
}

/** The asker that a person sits in front of. */
export async function asker(context: Context): Promise<Asker> {
  return (await import("./inquirer.ts")).inquirerAsker(context);
}

/** A single `н` is left out: it is the first letter of "no" and lies on the key of `y`. */
const YES = /^(y|yes|д|да)$/i;
const NO = /^(|n|no|нет)$/i;

/** Yes, no, or null for neither. */
export function meaningOf(text: string): boolean | null {
  if (YES.test(text.trim())) return true;
  return NO.test(text.trim()) ? false : null;
}
