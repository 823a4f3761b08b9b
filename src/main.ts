/**
 * The door: reads the options that hold for every way in, answers what needs nothing else (`--version`, `--help`), and
 * ends the process. Everything else is loaded when it is needed, so that `--help` is quick.
 */
import { parseArgs } from "node:util";
import { version } from "../package.json";
import type { Lang } from "./app/state.ts";
import { GLOBAL_OPTIONS } from "./commands/global-options.ts";
import { HELP } from "./help.ts";
import type { Draft, QuestionId } from "./wizard/question.ts";

type Variables = Readonly<Record<string, string | undefined>>;

const GLOBAL = { ...GLOBAL_OPTIONS, version: { type: "boolean" } } as const;

/** The questions' flags; without a subcommand they prefill the screens and the prompts. */
const ANSWERS: Readonly<Record<QuestionId, { readonly type: "string" }>> = {
  name: { type: "string" },
  follow: { type: "string" },
  address: { type: "string" },
  lan: { type: "string" },
  traffic: { type: "string" },
  dns: { type: "string" },
  endpoint: { type: "string" },
  "server-key": { type: "string" },
  keepalive: { type: "string" },
  keys: { type: "string" },
  psk: { type: "string" },
  save: { type: "string" },
  "save-config": { type: "string" },
};

/** What the arguments say before any subcommand has looked at them. */
export interface Call {
  readonly command: string | null;
  /** What stands after the subcommand's name. */
  readonly rest: readonly string[];
  readonly interface: string | null;
  readonly lang: string | null;
  readonly plain: boolean;
  readonly demo: boolean;
  readonly colour: boolean;
  readonly qr: string | null;
  readonly help: boolean;
  readonly version: boolean;
  readonly given: Draft;
  /** Options in front of the subcommand that nobody knows, and those that lack their value. */
  readonly unknown: readonly string[];
  readonly valueless: readonly string[];
}

export function readCall(args: readonly string[]): Call {
  const options = { ...ANSWERS, ...GLOBAL };
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const texts: Record<string, string> = {};
  const flags = new Set<string>();
  const [unknown, valueless]: string[][] = [[], []];
  let command: string | null = null;
  let rest: readonly string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional" && command === null) {
      command = token.value;
      rest = args.slice(token.index + 1);
    }
    if (token.kind !== "option") continue;
    const known = Object.hasOwn(options, token.name) ? options[token.name as keyof typeof options] : null;
    if (known === null) {
      if (command === null) unknown?.push(token.rawName);
    } else if (known.type === "boolean") {
      flags.add(token.name);
    } else if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      if (command === null) valueless?.push(token.rawName);
    } else {
      texts[token.name] = token.value;
    }
  }
  const given = Object.fromEntries(Object.entries(texts).filter(([name]) => Object.hasOwn(ANSWERS, name))) as Draft;
  return {
    command,
    rest,
    interface: texts["interface"] ?? null,
    lang: texts["lang"] ?? null,
    plain: flags.has("plain"),
    demo: flags.has("demo"),
    colour: !flags.has("no-color"),
    qr: texts["qr"] ?? null,
    help: flags.has("help"),
    version: flags.has("version"),
    given,
    unknown: unknown ?? [],
    valueless: valueless ?? [],
  };
}

/** The language of the locale that decides about messages (locale(7)); English where it is not Russian. */
export function localeLang(variables: Variables): Lang {
  const locale = variables["LC_ALL"] || variables["LC_MESSAGES"] || variables["LANG"] || "";
  return /^ru(?:[_.@]|$)/i.test(locale) ? "ru" : "en";
}

/** The language that was asked for, else the locale's. */
export function langOf(call: Call, variables: Variables): Lang {
  return call.lang === "ru" || call.lang === "en" ? call.lang : localeLang(variables);
}

/** Runs the program with these arguments and ends the process with its exit status. */
export async function main(args: readonly string[]): Promise<void> {
  const call = readCall(args);
  const fail = async (error: unknown) => {
    const { sentenceOf } = await import("./crash.ts");
    process.stderr.write(`${sentenceOf(error, langOf(call, process.env))}\n`);
    process.exit(1);
  };
  process.on("uncaughtException", fail);
  // A reader that has gone away (`| head`) must not stop a change that is being written.
  process.stdout.on("error", () => undefined);
  try {
    const status = await answer(call);
    process.stdout.write("", () => process.exit(status));
  } catch (error) {
    await fail(error);
  }
}

async function answer(call: Call): Promise<number> {
  if (call.command === null && call.version) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (call.command === null && call.help) {
    process.stdout.write(HELP[langOf(call, process.env)]);
    return 0;
  }
  return (await import("./ways.ts")).enter(call, version, langOf);
}
