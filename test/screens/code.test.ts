/** The end of the way in windows of every size: nobody leaves it without having been told how the peer is loaded. */
import { describe, expect, it } from "vitest";
import type { Lang, Size, State } from "../../src/app/state.ts";
import { leftToType } from "../../src/plans/unloaded.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { plain } from "./frame.tsx";
import * as states from "./states.ts";

const LANGS: readonly Lang[] = ["en", "ru"];
const SMALLEST: Size = { rows: 16, columns: 60 };
const OWN_KEY = keyPairFrom(new Uint8Array(32).fill(77)).publicKey;

const list = (size: Size, lang: Lang) => states.opened(states.fiveWorld(), size, lang);

/** The ends of the way: a file kept, none kept and leaving asked for, a key that the device made. */
const ENDS: Readonly<Record<string, (size: Size, lang: Lang) => State>> = {
  "a file that is kept": (size, lang) => states.showingCode(states.reviewing(list(size, lang))),
  "no file kept": (size, lang) =>
    states.showingCode(states.reviewing({ ...list(size, lang), given: { save: "none" } })),
  "no file kept, and Enter pressed once": (size, lang) =>
    states.typed(states.showingCode(states.reviewing({ ...list(size, lang), given: { save: "none" } })), "<enter>"),
  "a key made on the device": (size, lang) =>
    states.showingCode(states.reviewing({ ...list(size, lang), given: { keys: OWN_KEY } })),
};

/** What stands on the screen, as lines and as running text. */
function seen(state: State): { readonly lines: readonly string[]; readonly text: string } {
  const lines = rowsOf(state, states.WORDS[state.lang]).map((row) => plain(row.map(({ text }) => text).join("")));
  return { lines, text: lines.map((line) => line.trim()).join(" ") };
}

const commandOf = ({ view }: State) =>
  view.at === "code" ? (leftToType(view.code.plan.loading, view.code.results) ?? "") : "";

describe.each(Object.entries(ENDS))("after writing what the interface then refused, %s", (_name, written) => {
  const end = (size: Size, lang: Lang) => states.refusedByInterface(written(size, lang));

  it.each(LANGS)("the smallest window says in %s that the peer is not loaded, and by what it is", (lang) => {
    const state = end(SMALLEST, lang);
    const { text, lines } = seen(state);
    expect(text).toContain(commandOf(state));
    expect(text).toMatch(lang === "en" ? /does not know lena-phone yet/ : /ещё не знает lena-phone/);
    expect(lines).toHaveLength(SMALLEST.rows);
    const rules = lines.map((line) => /^─+$/.test(line));
    expect(rules.some((rule, at) => rule && rules[at + 1])).toBe(false);
  });

  it("no window shows a half of the command", () => {
    const told = end(SMALLEST, "en");
    for (const rows of [16, 17, 18, 20, 22, 24, 30, 34, 35, 36, 37, 38, 40, 44]) {
      for (const columns of [60, 69, 80, 105, 106, 120]) {
        const state = states.resized(told, { rows, columns });
        const text = seen(state).text.replace(/[│▄▀█ ]+/g, "");
        const window = `${columns}x${rows}`;
        const whole = text.includes(commandOf(state).replace(/ /g, ""));
        // Where the code takes all rows, the title says that something is left to do.
        const titled = text.includes("written,notloadedyet");
        expect([window, whole || titled, whole || !text.includes("sudobash")]).toEqual([window, true, true]);
      }
    }
  });
});
