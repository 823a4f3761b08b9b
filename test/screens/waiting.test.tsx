import { describe, expect, it } from "vitest";
import type { Size } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { rowWidth } from "../../src/text/row.ts";
import { each, HERE, type Look, THERE } from "../waiting/looks.ts";
import { LANGS, looksAsDrawn, type Make, SIZES } from "./as-drawn.ts";
import * as states from "./states.ts";
import { carriedAway, codeShown, HOME_FACTS, seeing } from "./watching.ts";

const nothing = (seconds: number) => each(0, seconds, () => ({}));
const knocking = each(0, 36, (t) => (t < 3 ? {} : { flows: { [HERE]: 29 - ((t - 3) % 5) } }));
const begun = each(0, 30, (t) => {
  const count = t < 2 ? 0 : 1 + Math.floor((t - 2) / 5);
  return count === 0 ? {} : { endpoint: HERE, bytes: [148 * count, 92 * count] as const };
});
const there = { endpoint: HERE, handshake: 8 };
const fine = each(0, 64, (t) =>
  t < 8
    ? {}
    : { ...there, bytes: [180 + (t > 8 ? 256 : 0) + 32 * Math.floor((t - 9) / 25), t < 9 ? 92 : 348] as const },
);
const silent = each(0, 22, (t) => (t < 8 ? {} : { ...there, bytes: [180, 92] as const }));
const dropped = each(0, 24, (t) => ({
  taken: [3, 0] as const,
  ...(t < 8 ? {} : { ...there, bytes: [308 + 128 * (t - 8), 92 + 32 * Math.floor((t - 8) / 10)] as const }),
}));
const jumping = each(0, 20, (t) =>
  t < 8 ? {} : { ...there, endpoint: t % 5 < 3 ? HERE : THERE, bytes: [180 + 32 * (t - 8), 184] as const },
);
const down: Look[] = [{ t: 0, gone: "down" }];
const home = { facts: HOME_FACTS };

/** A second after the handshake, the whole way. */
const arrived: Make = (size, lang) => seeing(codeShown(size, lang), fine.slice(0, 13));

const SCREENS: Readonly<Record<string, Make>> = {
  "waiting-code": (size, lang) => seeing(codeShown(size, lang), nothing(8)),
  "waiting-code-late": (size, lang) => seeing(codeShown(size, lang, home), nothing(70)),
  "waiting-young": (size, lang) => states.typed(seeing(codeShown(size, lang), nothing(8)), "i"),
  "waiting-home": (size, lang) => states.typed(seeing(codeShown(size, lang, home), nothing(70)), "i"),
  "waiting-public": (size, lang) =>
    states.typed(
      seeing(
        codeShown(size, lang),
        each(0, 70, () => ({ flows: null })),
      ),
      "i",
    ),
  "waiting-refused": (size, lang) => states.typed(seeing(codeShown(size, lang), knocking), "i"),
  "waiting-unfinished": (size, lang) => seeing(codeShown(size, lang), begun),
  "waiting-down": (size, lang) => states.typed(seeing(codeShown(size, lang), down), "i"),
  "waiting-start": (size, lang) => states.typed(seeing(codeShown(size, lang), down), "ib"),
  "waiting-not-loaded": (size, lang) =>
    states.typed(seeing(codeShown(size, lang), [{ t: 0, gone: "not-loaded" }]), "i"),
  "waiting-endpoint": (size, lang) => states.typed(seeing(codeShown(size, lang), nothing(8)), "ievpn.example.org:443"),
  "waiting-connected": arrived,
  "waiting-kept": (size, lang) => states.typed(seeing(codeShown(size, lang), fine), "<enter>"),
  "waiting-moved": (size, lang) => carriedAway(states.typed(arrived(size, lang), "n")),
  "waiting-silent": (size, lang) =>
    states.typed(seeing(codeShown(size, lang, {}, { keepalive: "off", traffic: "vpn" }), silent), "<enter>"),
  "waiting-filtered": (size, lang) => states.typed(seeing(codeShown(size, lang), dropped), "<enter>"),
  "waiting-two": (size, lang) => states.typed(seeing(codeShown(size, lang), jumping), "<enter>"),
};

looksAsDrawn(SCREENS);

describe("every screen of the waiting", () => {
  const windows: readonly Size[] = [
    { rows: 16, columns: 60 },
    { rows: 24, columns: 80 },
    { rows: 30, columns: 100 },
    { rows: 40, columns: 120 },
  ];

  it.each(windows.map((size) => [`${size.columns}x${size.rows}`, size] as const))(
    "fills a window of %s to the row, and no row is wider than it",
    (_window, size) => {
      for (const [name, make] of Object.entries(SCREENS)) {
        for (const lang of LANGS) {
          const rows = rowsOf(make(size, lang), states.WORDS[lang]);
          expect([name, lang, rows.length]).toEqual([name, lang, size.rows]);
          const wide = rows.filter((row) => rowWidth(row) > size.columns);
          expect([name, lang, wide.map((row) => row.map(({ text }) => text).join(""))]).toEqual([name, lang, []]);
        }
      }
    },
  );

  it("where the interface was not told of the peer, nothing says that its handshake is waited for", () => {
    for (const size of [...SIZES, { rows: 16, columns: 60 }]) {
      for (const keys of ["", "i"]) {
        const refused = states.typed(states.refusedByInterface(codeShown(size, "en")), keys);
        const down = states.typed(codeShown(size, "en", { live: null, running: { kind: "down" } }), keys);
        for (const state of [refused, down, seeing(refused, [{ t: 0, gone: "not-loaded" }])]) {
          expect(rowsOf(state, states.WORDS.en).map(textOf).join("\n")).not.toMatch(/waiting/i);
        }
      }
    }
  });

  it("never covers the code: where no row is free the title says how it stands", () => {
    for (const rows of [36, 37, 38, 40]) {
      const state = seeing(codeShown({ rows, columns: 110 }, "en"), nothing(8));
      const before = rowsOf(codeShown({ rows, columns: 110 }, "en"), states.WORDS.en);
      const after = rowsOf(state, states.WORDS.en);
      const changed = after.filter((row, at) => textOf(row) !== textOf(before[at] ?? []));
      expect(changed.map((row) => /0:08/.test(textOf(row)))).toEqual([true]);
    }
  });

  it("in the smallest window the causes come before the facts, as many whole ones as there is room for", () => {
    for (const lang of LANGS) {
      const small = { rows: 16, columns: 60 };
      const state = states.typed(seeing(codeShown(small, lang, home), nothing(70)), "i");
      const rows = rowsOf(state, states.WORDS[lang]).map(textOf);
      const numbers = rows.filter((row) => /^ {3}[1-4] /.test(row)).map((row) => row.trim()[0]);
      expect(numbers.length).toBeGreaterThanOrEqual(3);
      expect(numbers).toEqual(["1", "2", "3", "4"].slice(0, numbers.length));
      expect(rows.some((row) => row.includes("√"))).toBe(false);
    }
  });

  it("the code is gone from the screen with the first handshake, and no key brings it back", () => {
    const state = update(arrived(states.LARGE, "en"), { type: "letter", letter: "c" }).state;
    const text = rowsOf(state, states.WORDS.en).map(textOf).join("\n");
    expect(text).not.toMatch(/[▀▄█]/);
    expect(text).toMatch(/lena-phone connected from 203\.0\.113\.2/);
  });
});

function textOf(row: ReturnType<typeof rowsOf>[number]): string {
  return row.map(({ text }) => text).join("");
}
