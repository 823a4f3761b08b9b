/**
 * Reads a subcommand's arguments by its row of the table, and says what is wrong with them in words of our own. A
 * flag's value never appears in a complaint: somebody may have typed a secret there.
 */
import { parseArgs } from "node:util";
import { visible } from "../text/visible.ts";
import type { OptionName } from "../words/commands.ts";
import type { Context, ExitStatus } from "./command.ts";
import { GLOBAL_OPTIONS } from "./global-options.ts";
import { type CommandRow, OPTION_VALUES } from "./table.ts";

export interface Arguments {
  readonly bare: readonly string[];
  /** Switches that were given. */
  readonly on: ReadonlySet<OptionName>;
  /** `--wait`; 10 where it was not given. */
  readonly wait: number;
  /** Values of the command's own options as typed. */
  readonly values: Readonly<Partial<Record<OptionName, string>>>;
  /** The questions' flags as typed, by their ids. */
  readonly answers: Readonly<Record<string, string>>;
}

export type ReadArguments =
  | { readonly kind: "go"; readonly arguments: Arguments }
  /** The usage was wrong: all is said. */
  | { readonly kind: "end"; readonly status: ExitStatus };

/** Seconds to wait for the lock where `--wait` does not say. */
const WAIT = 10;

export function readArguments(row: CommandRow, args: readonly string[], context: Context): ReadArguments {
  const words = context.words.commands.usage;
  const flags = row.answers ? answerFlags(context).filter((id) => !row.stands?.includes(id)) : [];
  const options: Record<string, { type: "string" | "boolean"; short?: string }> = { ...GLOBAL_OPTIONS };
  for (const name of row.options) options[name] = { type: OPTION_VALUES[name] === null ? "boolean" : "string" };
  for (const name of flags) options[name] = { type: "string" };

  const bare: string[] = [];
  const on = new Set<OptionName>();
  const answers: Record<string, string> = {};
  const values: Partial<Record<OptionName, string>> = {};
  const complaints: string[] = [];
  let wait = WAIT;
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  for (const token of tokens) {
    if (token.kind === "positional") bare.push(token.value);
    if (token.kind !== "option") continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) complaints.push(words.unknownOption({ option: token.rawName, command: row.name }));
    else if (option.type === "boolean") {
      if (token.value !== undefined) complaints.push(words.takesNoValue({ option: token.rawName }));
      else on.add(token.name as OptionName);
    } else if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      complaints.push(words.needsValue({ option: token.rawName }));
    } else if (token.name === "wait" || token.name === "timeout") {
      if (!/^\d{1,5}$/.test(token.value))
        complaints.push(words.badNumber({ option: token.rawName, value: token.value }));
      if (token.name === "wait") wait = Number(token.value);
      else values.timeout = token.value;
    } else if (flags.includes(token.name)) answers[token.name] = token.value;
    else if (row.options.includes(token.name as OptionName)) values[token.name as OptionName] = token.value;
  }
  if (bare.length < row.takes.least) complaints.push(words.missingArgument({ argument: row.takes.argument }));
  for (const argument of bare.slice(row.takes.most)) complaints.push(words.oneTooMany({ argument }));
  if (complaints.length === 0) return { kind: "go", arguments: { bare, on, wait, values, answers } };
  for (const complaint of complaints) context.err(`${visible(complaint)}\n`);
  context.err(`${`${context.words.commands.help.usage} wg-wizard ${row.name} ${row.usage}`.trimEnd()}\n`);
  return { kind: "end", status: 2 };
}

/** The questions' ids but `name`, which is the bare argument. */
function answerFlags(context: Context): string[] {
  return Object.keys(context.words.questions.asked).filter((id) => id !== "name");
}
