/** What the program believes of a terminal by its variables, and when it asks in plain lines instead. */
import { expect, test } from "vitest";
import { abilitiesOf, sizeOf, whyPlain } from "../../src/terminal/abilities.ts";

const xterm = { TERM: "xterm", LANG: "en_US.UTF-8" };

test.each([
  ["an xterm has 16 colours and UTF-8", xterm, true, { utf8: true, colours: 16, console: false }],
  [
    "TERM with 256 in it has 256",
    { ...xterm, TERM: "tmux-256color" },
    true,
    { utf8: true, colours: 256, console: false },
  ],
  [
    "COLORTERM says more than TERM",
    { ...xterm, COLORTERM: "truecolor" },
    true,
    { utf8: true, colours: 256, console: false },
  ],
  ["NO_COLOR takes every colour", { ...xterm, NO_COLOR: "1" }, true, { utf8: true, colours: 0, console: false }],
  ["an empty NO_COLOR takes none", { ...xterm, NO_COLOR: "" }, true, { utf8: true, colours: 16, console: false }],
  ["--no-color takes every colour", xterm, false, { utf8: true, colours: 0, console: false }],
  [
    "a KOI8 terminal is not UTF-8",
    { TERM: "xterm", LANG: "ru_RU.KOI8-R" },
    true,
    { utf8: false, colours: 16, console: false },
  ],
  ["LC_ALL wins over LANG", { ...xterm, LC_ALL: "C" }, true, { utf8: false, colours: 16, console: false }],
  ["the Linux console is told apart", { ...xterm, TERM: "linux" }, true, { utf8: true, colours: 16, console: true }],
])("%s", (_name, variables, colour, abilities) => {
  expect(abilitiesOf(variables, colour)).toEqual(abilities);
});

const big = { columns: 80, rows: 24 };

test.each([
  ["a usual window gets the screens", xterm, big, null],
  ["the smallest window gets them too", xterm, { columns: 60, rows: 16 }, null],
  ["a narrower one does not", xterm, { columns: 59, rows: 16 }, "small"],
  ["a lower one does not", xterm, { columns: 60, rows: 15 }, "small"],
  ["a dumb terminal does not", { ...xterm, TERM: "dumb" }, big, "dumb"],
  ["no TERM at all does not", {}, big, "dumb"],
  ["a screen reader does not", { ...xterm, ACCESSIBLE: "1" }, big, "reader"],
  ["nor does Ink's own switch for it", { ...xterm, INK_SCREEN_READER: "true" }, big, "reader"],
  ["ACCESSIBLE=0 is no screen reader", { ...xterm, ACCESSIBLE: "0" }, big, null],
])("%s", (_name, variables, size, why) => {
  expect(whyPlain(variables, size)).toBe(why);
});

test("a stream without a window counts as 80x24", () => {
  expect(sizeOf({})).toEqual(big);
  expect(sizeOf({ columns: 0, rows: 0 })).toEqual(big);
});
