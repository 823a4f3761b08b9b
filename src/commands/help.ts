/** `wg-wizard help [COMMAND]`: the same text that `--help` gives. */

import { visible } from "../text/visible.ts";
import { readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { globalHelp, helpFor } from "./help-text.ts";
import { rowOf } from "./table.ts";

export const help: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("help"), args, context);
    if (read.kind === "end") return read.status;
    const [name] = read.arguments.bare;
    const text = name === undefined ? globalHelp(context.words) : helpFor(name, context.words);
    if (text === null) {
      context.err(`${context.words.commands.usage.unknownCommand({ command: visible(name ?? "") })}\n`);
      return 2;
    }
    context.out(text);
    return 0;
  },
};
