/** The list of keys behind `?`: in a window that it does not fit it can be scrolled, and the footer says so. */
import { describe, expect, it } from "vitest";
import { keysOf } from "../../src/app/keys.ts";
import type { State } from "../../src/app/state.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import * as states from "./states.ts";

const SMALLEST = { rows: 16, columns: 60 };
const lines = (state: State) =>
  rowsOf(state, states.WORDS[state.lang]).map((row) => row.map((span) => span.text).join(""));
const text = (state: State) => lines(state).join("\n");

/** Screens with many keys. */
const SCREENS: Readonly<Record<string, () => State>> = {
  "the list": () => states.opened(),
  "the code": () => states.showingCode(),
  "the review": () => states.reviewing(),
};

describe.each(Object.entries(SCREENS))("? over %s", (_name, screen) => {
  it.each(["en", "ru"] as const)("every key can be read, one after the other, in %s", (lang) => {
    for (const size of [SMALLEST, states.SMALL]) {
      let state: State = states.typed({ ...screen(), size, lang }, "?");
      const seen = new Set<string>();
      for (let step = 0; step < 40; step++) {
        for (const line of lines(state).slice(2, -2)) seen.add(line);
        state = states.typed(state, step % 2 === 0 ? "<down>" : "j");
      }
      const { short, long } = states.WORDS[lang].keys;
      const told = keysOf({ ...state, over: null }).filter(({ command }) => short[command] !== "");
      for (const { command, label } of told) {
        if (label === "↓") continue;
        const [first = ""] = long[command].split(/[ ;]/);
        expect([...seen].some((line) => line.startsWith(` ${label} `) && line.includes(first))).toBe(true);
      }
    }
  });
});

describe("? in a low window", () => {
  const low = () => states.typed(states.opened(), "?");

  it("counts what is above and below, says how to get there, and goes back up", () => {
    expect(text(low())).toMatch(/\n … \d+ more\n/);
    expect(lines(low()).at(-1)).toContain("↑↓ scroll");
    const down = states.typed(low(), "jjj");
    expect(lines(down)[2]).toMatch(/… 3 more/);
    expect(text(states.typed(down, "k<up>k"))).toBe(text(low()));
  });

  it("begins at the top when it is opened again", () => {
    expect(text(states.typed(low(), "jjjj<esc>?"))).toBe(text(low()));
  });

  it("where all of it fits there is nothing to scroll", () => {
    const tall = states.resized(low(), states.LARGE);
    expect(text(tall)).not.toContain("scroll");
    expect(text(states.typed(tall, "jjjj"))).toBe(text(tall));
  });
});
