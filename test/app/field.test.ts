/** A line of text under the keys, as triples: the text before, the keys, the text after. `|` is the cursor. */
import { describe, expect, it } from "vitest";
import type { Event, KeyName } from "../../src/app/events.ts";
import { editField, type Field, freshField } from "../../src/app/field.ts";
import { split } from "../../src/text/width.ts";

const NAMED: ReadonlySet<string> = new Set(["left", "right", "home", "end", "backspace", "delete"]);

function event(key: string): Event {
  if (key.startsWith("paste:")) return { type: "paste", text: key.slice(6) };
  return NAMED.has(key) || key.startsWith("ctrl-")
    ? { type: "key", key: key as KeyName }
    : { type: "letter", letter: key };
}

/** `an|na` as a field; `<anna>` is a suggestion nobody has touched. */
function read(drawn: string): Field {
  if (drawn.startsWith("<")) return freshField(drawn.slice(1, -1));
  const [before = "", after = ""] = drawn.split("|");
  return { text: before + after, cursor: split(before).length, fresh: false };
}

function draw(field: Field): string {
  if (field.fresh) return `<${field.text}>`;
  const parts = split(field.text);
  return `${parts.slice(0, field.cursor).join("")}|${parts.slice(field.cursor).join("")}`;
}

const CASES: readonly (readonly [does: string, before: string, keys: readonly string[], after: string])[] = [
  ["a letter goes in at the cursor", "an|a", ["n"], "ann|a"],
  ["typing replaces a suggestion", "<10.77.0.6/32>", ["1"], "1|"],
  ["an arrow keeps a suggestion for editing", "<anna>", ["left", "X"], "annX|a"],
  ["Backspace keeps a suggestion but for its last letter", "<anna>", ["backspace"], "ann|"],
  ["three Backspaces in one packet erase three letters", "anna|", ["backspace", "backspace", "backspace"], "a|"],
  ["Backspace at the beginning does nothing", "|anna", ["backspace"], "|anna"],
  ["Delete takes the letter after the cursor", "a|nna", ["delete"], "a|na"],
  ["Home and End go to the ends", "an|na", ["home", "X", "end", "Y"], "XannaY|"],
  ["Ctrl-U erases to the beginning", "anna| b", ["ctrl-u"], "| b"],
  ["Ctrl-K erases to the end", "anna| b", ["ctrl-k"], "anna|"],
  ["Ctrl-W erases a word", "anna berta|", ["ctrl-w"], "anna |"],
  ["Ctrl-A and Ctrl-E are Home and End", "an|na", ["ctrl-a", "X", "ctrl-e"], "Xanna|"],
  ["an emoji family is one letter", "a👨‍👩‍👧|", ["backspace"], "a|"],
  ["a letter with a combining mark is one letter", "e\u0301x|", ["left", "left", "delete"], "|x"],
  ["a pasted newline at the end is no Enter", "|", ["paste:hSDw=\n"], "hSDw=|"],
  ["pasted lines become one", "|", ["paste:a,\r\nb\tc"], "a, b c|"],
  ["pasted escape sequences lose their teeth", "|", ["paste:a\u001b[31mb\u0007"], "a[31mb|"],
  ["an empty paste keeps the suggestion", "<anna>", ["paste:\n"], "<anna>"],
];

describe("a line of text", () => {
  for (const [does, before, keys, after] of CASES) {
    it(does, () => {
      const field = keys.reduce((now, key) => editField(now, event(key)) ?? now, read(before));
      expect(draw(field)).toBe(after);
    });
  }

  it("leaves keys that are none of its business to others", () => {
    for (const key of ["enter", "esc", "tab", "up", "down", "ctrl-c", "ctrl-z"] as const) {
      expect(editField(read("a|"), { type: "key", key })).toBeNull();
    }
  });
});
