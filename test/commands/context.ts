/** A command's surroundings without a terminal: what it prints is caught, the machine is one in memory. */
import type { Context, ExitStatus } from "../../src/commands/command.ts";
import { runCommand } from "../../src/commands/table.ts";
import { type MemoryHost, type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";
import { seeded } from "../host/randomness.ts";
import { FACTS, FOUNDING_CONF } from "../wizard/world.ts";

export const NOW = Date.UTC(2026, 10, 22, 14, 5, 31);
export const PATH = "/etc/wireguard/wg0.conf";

/** The founding note's server on a machine that forwards and has a global address. */
export function machine(setup: Partial<MemorySetup> = {}): MemoryHost {
  const { endpoints: _none, ...facts } = FACTS;
  return memoryHost({
    files: { [PATH]: byteText(FOUNDING_CONF) },
    now: NOW,
    randomness: seeded(1),
    facts,
    ...setup,
  });
}

export interface Caught {
  readonly context: Context;
  out(): string;
  err(): string;
}

export interface Surroundings {
  readonly lang?: "en" | "ru";
  readonly options?: Partial<Context["options"]>;
  readonly tty?: Partial<Context["tty"]>;
  readonly size?: Context["size"];
  readonly input?: string;
}

export function caught(host: MemoryHost, { lang = "en", options, tty, size, input = "" }: Surroundings = {}): Caught {
  let out = "";
  let err = "";
  const context: Context = {
    options: { interface: null, lang, plain: false, demo: false, colour: false, ...options },
    words: lang === "ru" ? ru : en,
    version: "0.0.0",
    out: (text) => {
      out += typeof text === "string" ? text : Buffer.from(text).toString("latin1");
    },
    err: (text) => {
      err += text;
    },
    tty: { stdin: false, stdout: false, stderr: false, ...tty },
    size: size ?? { rows: 24, columns: 80 },
    abilities: { utf8: true, colours: 0, console: false },
    variables: {},
    readInput: async () => input,
    host: async () => host,
    sudo: "sudo wg-wizard",
  };
  return { context, out: () => out, err: () => err };
}

export interface Ran {
  readonly status: ExitStatus;
  readonly out: string;
  readonly err: string;
}

/** Runs `wg-wizard` with these arguments, the first one being the command. */
export async function ran(host: MemoryHost, args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { context, out, err } = caught(host, surroundings);
  const [name = "", ...rest] = args;
  const status = await runCommand(name, rest, context);
  return { status, out: out(), err: err() };
}
