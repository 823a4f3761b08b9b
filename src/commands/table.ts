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
  /** Whether the wizard's questions are flags of it; those of `stands` are not, being answered by what stands there. */
  readonly answers: boolean;
  readonly stands?: readonly string[];
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
  timeout: "SECONDS",
  secrets: null,
  finish: null,
  skip: "ID,…",
  mend: "ID",
  png: "FILE",
  svg: "FILE",
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
    name: "rotate",
    usage: "NAME [answers] [--yes] [--dry-run] [--json]",
    takes: { least: 1, most: 1, argument: "NAME" },
    options: ["yes", "dry-run", "json", "secrets", "wait"],
    answers: true,
    stands: ["address", "lan"],
    examples: ["wg-wizard rotate lena-phone", "wg-wizard rotate 10.77.0.6 --endpoint vpn.example.org:51820 --dry-run"],
    load: async () => (await import("./rotate.ts")).rotate,
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
    name: "explain",
    usage: "[KEY|FILE|-]",
    takes: { least: 0, most: 1, argument: "KEY" },
    options: [],
    answers: false,
    examples: [
      "wg-wizard explain PersistentKeepalive",
      "wg-wizard explain ./lena-phone.conf",
      "sudo cat /etc/wireguard/wg0.conf | wg-wizard explain -",
    ],
    load: async () => (await import("./explain.ts")).explain,
  },
  {
    name: "qr",
    usage: "NAME|FILE|- [--png FILE|-] [--svg FILE|-]",
    takes: { least: 1, most: 1, argument: "NAME" },
    options: ["png", "svg"],
    answers: false,
    examples: [
      "wg-wizard qr lena-phone",
      "wg-wizard qr ./lena-phone.conf",
      "wg-wizard qr lena-phone --png lena-phone.png",
      "ssh home cat lena-phone.conf | wg-wizard qr -",
    ],
    load: async () => (await import("./qr.ts")).qr,
  },
  {
    name: "watch",
    usage: "NAME [--timeout SECONDS] [--json]",
    takes: { least: 1, most: 1, argument: "NAME" },
    options: ["timeout", "json"],
    answers: false,
    examples: [
      "wg-wizard watch lena-phone",
      "wg-wizard watch lena-phone --timeout 60 --json | jq -r .diagnosis.message",
    ],
    load: async () => (await import("./watch.ts")).watch,
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
    name: "apply",
    usage: "[--yes] [--dry-run] [--json]",
    takes: { least: 0, most: 0, argument: "" },
    options: ["yes", "dry-run", "json", "wait"],
    answers: false,
    examples: ["wg-wizard apply", "wg-wizard apply --dry-run", "wg-wizard apply -i wg1 --yes"],
    load: async () => (await import("./apply.ts")).apply,
  },
  {
    name: "check",
    usage: "[--json] [--skip ID,…] [--mend ID] [FILE|-]",
    takes: { least: 0, most: 1, argument: "FILE" },
    options: ["json", "skip", "mend", "yes", "dry-run", "secrets", "wait"],
    answers: false,
    examples: [
      "wg-wizard check",
      "wg-wizard check --skip owned-by-tool,common-lan --json | jq '.findings[].id'",
      "ssh gateway sudo cat /etc/wireguard/wg0.conf | wg-wizard check -",
      "wg-wizard check --mend server-keepalive",
    ],
    load: async () => (await import("./check.ts")).check,
  },
  {
    name: "learn",
    usage: "",
    takes: { least: 0, most: 0, argument: "" },
    options: [],
    answers: false,
    examples: ["wg-wizard learn", "wg-wizard learn --plain", "wg-wizard learn --lang ru | less"],
    load: async () => (await import("./learn.ts")).learn,
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
