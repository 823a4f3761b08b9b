/**
 * What a subcommand is, and what it is given: the options that hold for all of them, the words, the streams, the
 * machine. A command returns its exit status and never ends the process itself.
 */
import type { Abilities, Lang, Size } from "../app/state.ts";
import type { Host } from "../host/host.ts";
import type { Words } from "../words/words.ts";

/** The options that every way in takes. */
export interface GlobalOptions {
  /** `-i`: a name or a path; null to find one. */
  readonly interface: string | null;
  readonly lang: Lang;
  readonly plain: boolean;
  readonly demo: boolean;
  readonly colour: boolean;
}

export interface Context {
  readonly options: GlobalOptions;
  readonly words: Words;
  readonly version: string;
  /** Results; the only thing that may be piped. */
  out(text: string | Uint8Array): void;
  /** Everything said about them. */
  err(text: string): void;
  /** Which of the three streams are terminals that a person sits at. */
  readonly tty: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  readonly size: Size;
  readonly abilities: Abilities;
  /** Our environment, and as root what sudo dropped of it. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The whole of standard input as byte text. */
  readInput(): Promise<string>;
  /** The real machine, or the demo's; made at the first call. */
  host(): Promise<Host>;
  /** Opens the screens at the lesson; absent where no screens can be shown. */
  readonly openLesson?: () => Promise<ExitStatus>;
  /** The `sudo` line that runs this very program as root, with these arguments. */
  readonly sudo: string;
}

/** 0 done · 1 it failed · 2 wrong usage or missing answers · 3 written, but not loaded · 130 cancelled. */
export type ExitStatus = 0 | 1 | 2 | 3 | 130;

/** What a row of the table loads; its name, usage and options stand in that row. */
export interface Command {
  /** `args`: what follows the command's name. */
  run(args: readonly string[], context: Context): Promise<ExitStatus>;
}
