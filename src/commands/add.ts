/** `wg-wizard add NAME [answers]`: the wizard's questions as flags. */
import type { Draft } from "../wizard/question.ts";
import { makeFile } from "./adding.ts";
import type { Arguments } from "./arguments.ts";
import type { Command } from "./command.ts";

export const add: Command = {
  run: (args, context) => makeFile("add", args, context, givenIn),
};

function givenIn({ bare, answers }: Arguments): { readonly draft: Draft } {
  const [name] = bare;
  return { draft: { ...answers, ...(name !== undefined && { name }) } };
}
