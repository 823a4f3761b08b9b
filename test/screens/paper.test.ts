import fc from "fast-check";
import { Text } from "ink";
import { render } from "ink-testing-library";
import { createElement } from "react";
import { describe, expect, it } from "vitest";
import { drawn, inverse } from "../../src/screens/parts/paper.ts";
import { span, type Tone } from "../../src/text/row.ts";
import { plain } from "./frame.tsx";

const TONES: readonly Tone[] = ["plain", "strong", "dim", "new", "lit", "twin", "absent", "good", "warning", "error"];
const ABILITIES = { utf8: true, colours: 256, console: false } as const;

describe("a row on the terminal", () => {
  it("is written as Ink itself would write it, so that it is read once only", () => {
    const spans = fc.array(
      fc.record({ text: fc.constantFrom("a", "ключ", "  ", "x y", ""), tone: fc.constantFrom(...TONES) }),
    );
    const screen = render(createElement(Text));
    fc.assert(
      fc.property(spans, fc.constantFrom(0 as const, 256 as const), (row, colours) => {
        const line = drawn(row, { ...ABILITIES, colours });
        screen.rerender(createElement(Text, null, line));
        expect(screen.lastFrame()).toBe(line);
        expect(plain(line)).toBe(
          row
            .map(({ text }) => text)
            .join("")
            .trimEnd(),
        );
      }),
      { numRuns: 60 },
    );
    screen.unmount();
  });

  it("keeps the cursor at its end", () => {
    expect(drawn([span("ab"), span(inverse(" ")), span("   ")], ABILITIES)).toBe("ab\u001b[7m \u001b[27m");
  });

  it("is told in ASCII where the terminal has no UTF-8, in as many columns", () => {
    const row = [span(" ► ", "lit"), span("√ "), span("done · 3 … «ключ» ─│┬ ↑↓")];
    expect(plain(drawn(row, { ...ABILITIES, utf8: false }))).toBe(' > okdone - 3 ~ "????" -|+ ^v');
  });

  it("keeps its letters on a console, whose font has them, but not the signs it lacks", () => {
    expect(drawn([span("ключ ► √  fine")], { ...ABILITIES, console: true })).toBe("ключ > ok fine");
  });
});
