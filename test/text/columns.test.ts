/** The quick measure of texts says what the thorough one says. */

import fc from "fast-check";
import fastStringWidth from "fast-string-width";
import { expect, test } from "vitest";
import columnsOf from "../../src/text/columns.ts";

test("every character of the basic plane takes the columns that fast-string-width gives it", () => {
  const others: string[] = [];
  for (let code = 0; code < 0xd800; code++) {
    const sign = String.fromCharCode(code);
    // Between letters: a combining sign belongs to the one before it.
    if (columnsOf(`a${sign}b`) !== fastStringWidth(`a${sign}b`)) others.push(code.toString(16));
  }
  expect(others).toEqual([]);
});

test("texts with colours, emoji and wide signs are as wide as fast-string-width says", () => {
  const part = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom("\u001b[1;36m", "\u001b[0m", "\u001b[m", "\u001b[38;5;16m", "►", "…", "日本", "Имя", "👩‍👩‍👧"),
  );
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      expect(columnsOf(parts.join(""))).toBe(fastStringWidth(parts.join("")));
    }),
    { numRuns: 500 },
  );
});
