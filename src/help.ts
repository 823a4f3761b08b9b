/** `wg-wizard --help` in each language. The bundler works this file out and puts the result in its place: it is quick. */
import type { Lang } from "./app/state.ts";
import { globalHelp } from "./commands/help-text.ts";
import { commands as english } from "./words/en/commands.ts";
import { commands as russian } from "./words/ru/commands.ts";

export const HELP: Readonly<Record<Lang, string>> = {
  en: globalHelp({ commands: english }),
  ru: globalHelp({ commands: russian }),
};
