/** What Ink says of the keyboard becomes the keys that were typed, also when they come joined. */
import { describe, expect, test } from "vitest";
import type { Event } from "../../src/app/events.ts";
import { eventsOf, type Pressed, pasteEvent } from "../../src/app/input.ts";

const none: Pressed = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
};

function typed(input: string, flags: Partial<Pressed> = {}): string {
  return eventsOf(input, { ...none, ...flags })
    .map(shown)
    .join(" ");
}

function shown(event: Event): string {
  return event.type === "letter" ? event.letter : event.type === "key" ? `<${event.key}>` : event.type;
}

describe("keys", () => {
  test.each([
    ["a letter", "a", {}, "a"],
    ["a capital", "A", { shift: true }, "A"],
    ["y and Enter in one packet", "y\r", {}, "y <enter>"],
    ["Enter as LF", "\n", {}, "<enter>"],
    ["CR LF is one Enter", "a\r\nb", {}, "a <enter> b"],
    ["a name, Tab and w at once", "lena\tw", {}, "l e n a <tab> w"],
    ["an emoji of several signs is one letter", "a👩‍👩‍👧b", {}, "a 👩‍👩‍👧 b"],
    ["a letter with a combining mark is one", "е\u0301", {}, "е\u0301"],
    ["Backspace among letters", "ab\u007f", {}, "a b <backspace>"],
    ["Ctrl-C among letters", "ab\u0003", {}, "a b <ctrl-c>"],
    ["Esc alone", "", { escape: true }, "<esc>"],
    ["Esc Esc as one event", "\u001b", { escape: true, meta: true }, "<esc> <esc>"],
    ["Esc and a letter in one packet", "q", { meta: true }, "<esc> q"],
    ["Ctrl-C", "c", { ctrl: true }, "<ctrl-c>"],
    ["Ctrl-T", "t", { ctrl: true }, "<ctrl-t>"],
    ["Enter", "\r", { return: true }, "<enter>"],
    ["an arrow", "", { upArrow: true }, "<up>"],
    ["an arrow with Ctrl is the arrow", "", { leftArrow: true, ctrl: true }, "<left>"],
    ["Tab", "", { tab: true }, "<tab>"],
    ["Shift-Tab", "", { tab: true, shift: true }, "<shift-tab>"],
    ["Delete", "", { delete: true }, "<delete>"],
    ["a key let go is no key", "a", { eventType: "release" as const }, ""],
    ["an unknown key", "", {}, ""],
    ["C1 controls are dropped", "a\u009bb", {}, "a b"],
  ])("%s", (_name, input, flags, wanted) => {
    expect(typed(input, flags)).toBe(wanted);
  });
});

test("a paste is text, whatever stands in it", () => {
  expect(pasteEvent("a\r\n\u001b[A")).toEqual({ type: "paste", text: "a\r\n\u001b[A" });
});
