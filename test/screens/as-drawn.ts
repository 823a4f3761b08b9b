/** Golden screens: each state at both sizes and in both languages, as text files that a reviewer reads in the diff. */
import { describe, expect, it } from "vitest";
import type { Lang, Size, State } from "../../src/app/state.ts";
import { drawn } from "./frame.tsx";
import * as states from "./states.ts";

export type Make = (size: Size, lang: Lang) => State;

export const SIZES: readonly Size[] = [states.SMALL, states.LARGE];
export const LANGS: readonly Lang[] = ["en", "ru"];

/** The files lie beside the test that calls this. */
export function looksAsDrawn(screens: Readonly<Record<string, Make>>): void {
  describe.each(Object.entries(screens))("%s", (name, make) => {
    for (const size of SIZES) {
      for (const lang of LANGS) {
        const window = `${size.columns}x${size.rows}`;
        it(`looks as drawn at ${window} in ${lang}`, async () => {
          const text = await drawn(make(size, lang), (screen) => screen.text());
          await expect(`${text}\n`).toMatchFileSnapshot(`./${name}.${lang}.${window}.txt`);
        });
      }
    }
  });
}
