/**
 * The subcommands: one table that finds a command, reads its arguments and prints its help. It loads none of them, so
 * that `--help` stays fast.
 */
import { visible } from "../text/visible.ts";
import type { CommandName, OptionName } from "../words/commands.ts";
import type { Command, Context, ExitStatus } from "./command.ts";

export interface CommandRow {
  readonly name: CommandName;
  /** Its arguments as `--help` writes them. */
  readonly usage: string;
  /** How many bare arguments it takes at least and at most; `argument` is what one is called. */
  readonly takes: { readonly least: number; readonly most: number; readonly argument: string };
  readonly options: readonly OptionName[];
  /** Whether the wizard's questions are flags of it. */
  readonly answers: boolean;
  /** Calls as one would type them. */
  readonly examples: readonly string[];
  load(): Promise<Command>;
}

/** The word that stands for an option's value; those without one are switches. */
export const OPTION_VALUES: Readonly<Record<OptionName, string | null>> = {
  json: null,
  yes: null,
  "dry-run": null,
  wait: "SECONDS",
  secrets: null,
  finish: null,
};

export const COMMANDS: readonly CommandRow[] = [
  {
    name: "list",
    usage: "[--json]",
    takes: { least: 0, most: 0, argument: "" },
    options: ["json"],
    answers: false,
    examples: ["wg-wizard list", "wg-wizard list --json | jq -r '.peers[].name'"],
    load: async () => (await import("./list.ts")).list,
  },
  {
    name: "add",
    usage: "NAME [answers] [--yes] [--dry-run] [--json]",
    takes: { least: 0, most: 1, argument: "NAME" },
    options: ["yes", "dry-run", "json", "secrets", "wait"],
    answers: true,
    examples: [
      "wg-wizard add lena-phone",
      "wg-wizard add lena-phone --endpoint vpn.example.org:51820 --dns 1.1.1.1 --yes",
      "wg-wizard add office --lan 192.168.7.0/24 --traffic vpn --dry-run",
    ],
    load: async () => (await import("./add.ts")).add,
  },
  {
    name: "show",
    usage: "NAME",
    takes: { least: 1, most: 1, argument: "NAME" },
    options: [],
    answers: false,
    examples: ["wg-wizard show lena-phone", "wg-wizard show 10.77.0.6"],
    load: async () => (await import("./show.ts")).show,
  },
  {
    name: "qr",
    usage: "NAME|FILE|-",
    takes: { least: 1, most: 1, argument: "NAME" },
    options: [],
    answers: false,
    examples: [
      "wg-wizard qr lena-phone",
      "wg-wizard qr ./lena-phone.conf",
      "ssh home cat lena-phone.conf | wg-wizard qr -",
    ],
    load: async () => (await import("./qr.ts")).qr,
  },
  {
    name: "undo",
    usage: "[--yes] [--dry-run] [--json]",
    takes: { least: 0, most: 0, argument: "" },
    options: ["yes", "dry-run", "json", "finish", "secrets", "wait"],
    answers: false,
    examples: ["wg-wizard undo", "wg-wizard undo --dry-run", "wg-wizard undo --finish --yes"],
    load: async () => (await import("./undo.ts")).undo,
  },
  {
    name: "help",
    usage: "[COMMAND]",
    takes: { least: 0, most: 1, argument: "COMMAND" },
    options: [],
    answers: false,
    examples: ["wg-wizard help add"],
    load: async () => (await import("./help.ts")).help,
  },
];

/** The row of a command that exists. */
export function rowOf(name: CommandName): CommandRow {
  return COMMANDS.find((row) => row.name === name) as CommandRow;
}

/**
 * Runs the subcommand of this name; one that does not exist ends with status 2 and a sentence. Help is given without
 * loading the command.
 */
export async function runCommand(name: string, args: readonly string[], context: Context): Promise<ExitStatus> {
  const row = COMMANDS.find((one) => one.name === name);
  if (row && args.some((argument) => argument === "--help" || argument === "-h")) {
    const { helpOf } = await import("./help-text.ts");
    context.out(helpOf(row, context.words));
    return 0;
  }
  if (row) return (await row.load()).run(args, context);
  context.err(`${context.words.commands.usage.unknownCommand({ command: visible(name) })}\n`);
  return 2;
}
