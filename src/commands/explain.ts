/** `wg-wizard explain [KEY|FILE|-]`: what a key means in each place, or what each line of a file is for. As plain text. */
import { HostFailure } from "../host/host.ts";
import { nearestKey } from "../notes/nearest.ts";
import { visible } from "../text/visible.ts";
import { parseConf } from "../wireguard/conf.ts";
import { isAmneziaKey, wordOf } from "../wireguard/vocabulary.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { confText, keyText, overviewText } from "./explain-text.ts";
import { failureText } from "./sentences.ts";
import { rowOf } from "./table.ts";

export const explain: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("explain"), args, context);
    if (read.kind === "end") return read.status;
    const [what] = read.arguments.bare;
    const { words } = context;
    const columns = columnsOf(context);
    if (what === undefined) return printed(overviewText(words, columns), context);
    if (what === "-" || /[/\\]|\.conf$/.test(what)) {
      const text = await textOf(what, context);
      return text === null ? 1 : printed(confText(parseConf(text), fileNameOf(what), words, columns), context);
    }
    const word = wordOf(what.trim());
    if (word) return printed(keyText(word, words, columns), context);
    const said = words.commands.explain;
    context.err(
      isAmneziaKey(what)
        ? `${words.troubles.faults["amnezia-key"]({ key: what })}\n`
        : `${said.unknownKey({ text: visible(what.slice(0, 80)), nearest: nearestKey(what) })}\n`,
    );
    return 2;
  },
};

/** Prose of more columns is hard to read, and into a pipe it goes as into a window of the usual width. */
const MOST_COLUMNS = 100;

function columnsOf({ tty, size }: Context): number {
  return tty.stdout ? Math.min(size.columns, MOST_COLUMNS) : 80;
}

function printed(lines: readonly string[], { out, abilities }: Context): ExitStatus {
  const text = lines.map((line) => `${line.trimEnd()}\n`).join("");
  out(abilities.utf8 && !abilities.console ? text : text.replace(/[·•…]/g, (sign) => ASCII[sign] ?? "?"));
  return 0;
}

const ASCII: Readonly<Record<string, string>> = { "·": "-", "•": "*", "…": "~" };

/** The file's text (byte text), or that of standard input; null after it was said why it cannot be read. */
async function textOf(what: string, context: Context): Promise<string | null> {
  if (what === "-") return context.readInput();
  try {
    const { files } = await context.host();
    return await files.read(what);
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    return null;
  }
}

function fileNameOf(what: string): string | null {
  return what === "-" ? null : visible(what.replace(/^.*[/\\]/, ""));
}
