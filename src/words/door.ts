/** What the door itself may have to say before or after everything else: its own mistakes, and options of all ways in. */
import type { Lang } from "../app/state.ts";

export interface DoorWords {
  /** The program has failed by a mistake of its own. */
  readonly broken: (values: { readonly message: string }) => string;
  readonly badLang: (values: { readonly value: string }) => string;
  /** `source`: `--qr` or the variable. */
  readonly badDrawing: (values: { readonly source: string; readonly value: string; readonly all: string }) => string;
  readonly noSudo: (values: { readonly line: string }) => string;
}

export const DOOR: Readonly<Record<Lang, DoorWords>> = {
  en: {
    broken: ({ message }) => `wg-wizard has made a mistake of its own and had to stop: ${message}`,
    badLang: ({ value }) => `--lang takes en or ru, not ${value}.`,
    badDrawing: ({ source, value, all }) => `${source} takes ${all}, not ${value}.`,
    noSudo: ({ line }) => `sudo cannot be started here. As root this does the same: ${line}`,
  },
  ru: {
    broken: ({ message }) => `В самом wg-wizard ошибка, пришлось остановиться: ${message}`,
    badLang: ({ value }) => `--lang понимает en и ru, но не ${value}.`,
    badDrawing: ({ source, value, all }) => `${source} понимает ${all}, но не ${value}.`,
    noSudo: ({ line }) => `Запустить sudo здесь не удалось. От имени root то же самое делает: ${line}`,
  },
};
