/** The asker made of @inquirer/prompts, its colours and signs taken away. */
import { input, select } from "@inquirer/prompts";
import { lineInput } from "../commands/asked-terminal.ts";
import type { Context } from "../commands/command.ts";
import { type Asker, Cancelled, meaningOf } from "./asker.ts";

/** Asks on stderr where it is a terminal, so that stdout holds results alone. */
export function inquirerAsker(context: Context): Asker {
  const said = context.words.commands.prompts;
  const output = context.tty.stderr ? process.stderr : process.stdout;
  const streams = () => ({ input: lineInput(context), output });
  const same = (text: string) => text;
  const style = {
    answer: same,
    message: same,
    error: (text: string) => `  ${text}`,
    help: same,
    highlight: same,
    description: same,
    disabled: same,
    defaultAnswer: (text: string) => `(${text})`,
    keysHelpTip: () => undefined,
  };
  const prefix = { idle: "?", done: ">" };
  return {
    text: ({ message, suggestion, check }) =>
      answered(
        input(
          {
            message,
            ...(suggestion !== null && { default: suggestion }),
            validate: (text) => check(text) ?? true,
            theme: { prefix, style },
          },
          streams(),
        ),
      ),
    pick: ({ message, choices, suggestion }) =>
      answered(
        select(
          {
            message,
            choices: [...choices],
            ...(suggestion !== null && { default: suggestion }),
            loop: false,
            theme: { prefix, style, icon: { cursor: ">" }, indexMode: "number" },
          },
          streams(),
        ),
      ),
    async yes(message) {
      const text = await answered(
        input(
          {
            message: `${message} (y/N)`,
            validate: (typed) => meaningOf(typed) !== null || said.yesOrNo,
            theme: { prefix, style },
          },
          streams(),
        ),
      );
      return meaningOf(text) ?? false;
    },
  };
}

async function answered<T>(prompt: Promise<T>): Promise<T> {
  try {
    return await prompt;
  } catch (error) {
    if (error instanceof Error && /^(ExitPromptError|AbortPromptError)$/.test(error.name)) throw new Cancelled();
    throw error;
  }
}
