/**
 * Help as text: made of the table of commands and the words alone, so that it comes without loading anything else.
 */
import { fit as filled, width } from "../text/width.ts";
import type { CommandName, GlobalOptionName } from "../words/commands.ts";
import type { Words } from "../words/words.ts";
import { COMMANDS, type CommandRow, OPTION_VALUES } from "./table.ts";

/** How the options of every way in are written. */
const GLOBAL_FORMS: Readonly<Record<GlobalOptionName, string>> = {
  interface: "-i, --interface wg0|PATH.conf",
  lang: "--lang en|ru",
  plain: "--plain",
  demo: "--demo",
  "no-color": "--no-color",
  qr: "--qr DRAWING",
  help: "-h, --help",
  version: "--version",
};

/** `wg-wizard --help`. */
export function globalHelp(words: Pick<Words, "commands">): string {
  const { help } = words.commands;
  const commands = COMMANDS.map((row): Entry => [`${row.name} ${row.usage}`.trim(), help.summary[row.name]]);
  return [
    help.about,
    "",
    `${help.usage} wg-wizard [COMMAND]`,
    "",
    ...entries([["wg-wizard", help.bare]]),
    "",
    help.commands,
    ...entries(commands),
    "",
    help.everywhere,
    ...globals(words),
    "",
    help.each,
    "",
  ].join("\n");
}

/** `wg-wizard COMMAND --help`. */
export function helpOf(row: CommandRow, words: Words): string {
  const { help } = words.commands;
  const options = row.options.map((name): Entry => {
    const value = OPTION_VALUES[name];
    return [value === null ? `--${name}` : `--${name} ${value}`, help.option[name]];
  });
  return [
    `${help.usage} wg-wizard ${row.name} ${row.usage}`.trimEnd(),
    "",
    asSentence(help.summary[row.name]),
    ...help.more[row.name],
    ...(row.answers ? ["", help.answers, ...entries(answers(words, row.stands))] : []),
    ...(options.length > 0 ? ["", help.options, ...entries(options)] : []),
    "",
    help.everywhere,
    ...globals(words),
    "",
    help.examples,
    ...row.examples.map((example) => `  ${example}`),
    "",
  ].join("\n");
}

/** Help for a name typed after `help`, or null where there is no such command. */
export function helpFor(name: string, words: Words): string | null {
  const row = COMMANDS.find((one) => one.name === (name as CommandName));
  return row ? helpOf(row, words) : null;
}

type Entry = readonly [form: string, sentence: string];

/** Forms in one column, sentences in the next; a form that is too long stands in a line of its own. */
function entries(list: readonly Entry[]): string[] {
  const column = Math.min(30, Math.max(...list.map(([form]) => width(form))) + 2);
  return list.flatMap(([form, sentence]) =>
    width(form) + 2 > column
      ? [`  ${form}`, `  ${" ".repeat(column)}${sentence}`]
      : [`  ${filled(form, column)}${sentence}`],
  );
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function globals(words: Pick<Words, "commands">): string[] {
  const { global } = words.commands.help;
  return entries(Object.entries(GLOBAL_FORMS).map(([name, form]): Entry => [form, global[name as GlobalOptionName]]));
}

function answers(words: Words, stands: readonly string[] = []): Entry[] {
  return Object.entries(words.questions.asked)
    .filter(([id]) => id !== "name" && !stands.includes(id))
    .map(([id, sentences]): Entry => [`--${id}`, sentences.flag]);
}
