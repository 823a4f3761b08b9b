/**
 * Which of the three ways in it is to be: the screens, the prompts, or a subcommand; and the context that all of them
 * are given. Each way is loaded when it is taken.
 */
import { isatty } from "node:tty";
import type { Lang } from "./app/state.ts";
import type { Context, ExitStatus, GlobalOptions } from "./commands/command.ts";
import { runCommand } from "./commands/table.ts";
import type { Host } from "./host/host.ts";
import { sudoCommand, sudoLine } from "./host/sudo.ts";
import type { Call } from "./main.ts";
import { type DrawingWish, WISHES } from "./qr/drawings.ts";
import { abilitiesOf, sizeOf, whyPlain } from "./terminal/abilities.ts";
import { visible } from "./text/visible.ts";
import type { Draft } from "./wizard/question.ts";
import { DOOR } from "./words/door.ts";
import type { Words } from "./words/words.ts";

/** The language that the call asks for, else that of the locale. */
type LangOf = (call: Call, variables: Variables) => Lang;

type Variables = Readonly<Record<string, string | undefined>>;

/** Goes the way that the call and the terminal ask for; gives the exit status. */
export async function enter(call: Call, version: string, langOf: LangOf): Promise<number> {
  // What cannot be said any more must not stop a change that is being written.
  process.stderr.on("error", () => undefined);
  const variables = await allVariables();
  const lang = langOf(call, variables);
  if (call.lang !== null && call.lang !== lang) {
    process.stderr.write(`${DOOR[lang].badLang({ value: visible(call.lang) })}\n`);
    return 2;
  }
  const [source, value] = call.qr === null ? ["WG_WIZARD_QR", variables["WG_WIZARD_QR"] || null] : ["--qr", call.qr];
  const wish = WISHES.find((one) => one === value);
  if (value !== null && wish === undefined) {
    const all = WISHES.join(", ");
    process.stderr.write(`${DOOR[lang].badDrawing({ source, value: visible(value), all })}\n`);
    return 2;
  }
  const words = await wordsOf(lang);
  const context = contextOf(call, lang, words, variables, version, wish);
  if (call.command !== null) return runCommand(call.command, call.rest, context);
  if (call.unknown.length + call.valueless.length > 0) {
    const { usage } = words.commands;
    for (const option of call.unknown) {
      context.err(`${usage.unknownOption({ option: visible(option), command: "" })}\n`);
    }
    for (const option of call.valueless) context.err(`${usage.needsValue({ option })}\n`);
    return 2;
  }
  if (!context.tty.stdin || !context.tty.stdout) return (await import("./commands/list.ts")).bareList(context);
  if (context.options.plain || whyPlain(variables, context.size) !== null) {
    if (context.abilities.colours === 0) process.env["NO_COLOR"] = "1";
    const { runPrompts } = await import("./prompts/session.ts");
    return runPrompts(context, call.given);
  }
  // The machine is looked at while the screens are being loaded; what goes wrong there is told on them.
  void context.host().catch(() => undefined);
  return screens(context, call.given, false);
}

/** The interactive program; `learn`: the lessons alone, without a server. */
async function screens(context: Context, given: Draft, learn: boolean): Promise<number> {
  // chalk knows FORCE_COLOR alone, and reads it when it is loaded.
  process.env["FORCE_COLOR"] = context.abilities.colours === 0 ? "0" : "2";
  const { runTui } = await import("./runner/tui.tsx");
  const demo = async () => (await import("./host/demo.ts")).demoHost();
  return runTui(context, { given, learn, demo, wordsOf, becomeRoot: () => becomeRoot(context) });
}

/** Our own variables, and as root those that sudo dropped. */
async function allVariables(): Promise<Variables> {
  if (process.getuid?.() !== 0) return process.env;
  const { ancestorVariables } = await import("./host/ancestors.ts");
  return { ...ancestorVariables(), ...process.env };
}

async function wordsOf(lang: Lang): Promise<Words> {
  return lang === "ru" ? (await import("./words/ru.ts")).ru : (await import("./words/en.ts")).en;
}

function contextOf(
  call: Call,
  lang: Lang,
  words: Words,
  variables: Variables,
  version: string,
  wish: DrawingWish | undefined,
): Context {
  const options: GlobalOptions = {
    interface: call.interface,
    lang,
    plain: call.plain,
    demo: call.demo,
    colour: call.colour && !variables["NO_COLOR"],
  };
  let host: Promise<Host> | null = null;
  const tty = { stdin: isatty(0), stdout: isatty(1), stderr: isatty(2) };
  const drawn = tty.stdin && tty.stdout && !call.plain && whyPlain(variables, sizeOf(process.stdout)) === null;
  const context: Context = {
    options,
    words,
    version,
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    tty,
    get size() {
      return sizeOf(process.stdout);
    },
    abilities: { ...abilitiesOf(variables, call.colour), ...(wish && { wish }) },
    variables,
    readInput,
    host: () => {
      host ??= call.demo
        ? import("./host/demo.ts").then(({ demoHost }) => demoHost())
        : import("./host/linux.ts").then(({ linuxHost }) => linuxHost());
      return host;
    },
    sudo: sudoLine(),
    ...(drawn && { openLesson: async () => (await screens(context, {}, true)) as ExitStatus }),
  };
  return context;
}

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString("latin1");
}

/** The same program as root, in this terminal, with the arguments that we were called with. */
async function becomeRoot(context: Context): Promise<number> {
  const { spawn } = await import("node:child_process");
  const [program, ...args] = sudoCommand();
  // Ctrl-C belongs to the program that has the terminal now.
  process.on("SIGINT", () => undefined);
  return new Promise((resolve) => {
    const env = { ...process.env, PATH: "/usr/sbin:/usr/bin:/sbin:/bin" };
    const child = spawn(program, args, { stdio: "inherit", env });
    child.on("error", () => {
      context.err(`${DOOR[context.options.lang].noSudo({ line: args.join(" ") })}\n`);
      resolve(1);
    });
    child.on("close", (status, signal) => resolve(status ?? (signal === "SIGINT" ? 130 : 1)));
  });
}
