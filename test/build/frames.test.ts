/**
 * The bundle draws with a part of Ink and without Yoga (src/build/ink.ts): its frames are the same as those of the two
 * as they are published. Every screen that is drawn in test/screens is held against them, in all tones and other windows.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Abilities, Size } from "../../src/app/state.ts";
import { bundleInto } from "../../src/build/bundle.ts";
import { applyStyles } from "../../src/build/ink/layout.ts";
import { cellsOf } from "../../src/terminal/cells.ts";
import columnsOf from "../../src/text/columns.ts";
import type { Row, Tone } from "../../src/text/row.ts";
import { visible } from "../../src/text/visible.ts";
import { type Drawing, framesOf } from "./rows.tsx";
import { stringWidth } from "./widths.ts";

let folder = "";
let bundled: typeof framesOf;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wg-wizard-frames-"));
  await bundleInto(folder, { rows: join(import.meta.dirname, "rows.tsx") });
  ({ framesOf: bundled } = createRequire(import.meta.url)(join(folder, "rows.cjs")) as { framesOf: typeof framesOf });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TONES: readonly Tone[] = ["plain", "strong", "dim", "new", "lit", "twin", "absent", "good", "warning", "error"];

const TERMINALS: readonly Abilities[] = [
  { utf8: true, colours: 256, console: false },
  { utf8: true, colours: 0, console: false },
  { utf8: false, colours: 16, console: false },
  { utf8: true, colours: 16, console: true },
];

/** The screens of test/screens as rows, their words in one tone after the other. */
const screens = readdirSync("test/screens")
  .filter((name) => name.endsWith(".txt"))
  .map((name) => {
    const lines = readFileSync(join("test/screens", name), "utf8").split("\n");
    const rows = lines.map(
      (line, at): Row =>
        (line.match(/ *[^ ]+ */g) ?? []).map((text, word) => ({
          text,
          tone: TONES[(at + word) % TONES.length] as Tone,
        })),
    );
    const [, columns = 80, height = 24] = (/\.(\d+)x(\d+)\.txt$/.exec(name) ?? []).map(Number);
    return { name, rows, size: { columns, rows: height } };
  });

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what is taken off
const SGR = /\u001b\[[\d;]*m/g;

/** A frame as it stands on a terminal, cell by cell; of lines with signs of two columns only the text. */
function shown(frame: string) {
  return frame.split("\n").map((line) => cellsOf(line) ?? line.replace(SGR, "").trimEnd());
}

function expectSame(drawings: readonly Drawing[]): void {
  const ours = bundled(drawings);
  const theirs = framesOf(drawings);
  expect(ours).toHaveLength(drawings.length);
  for (const [at, frame] of ours.entries()) expect(shown(frame)).toEqual(shown(theirs[at] as string));
}

describe("the bundle's frames are those of Ink and Yoga", () => {
  test("there are screens to compare, in both languages and sizes", () => {
    expect(screens.length).toBeGreaterThan(100);
  });

  test.each(["en.80x24", "en.120x40", "ru.80x24", "ru.120x40"])("every screen of %s", (window) => {
    const [first] = TERMINALS;
    const those = screens.filter(({ name }) => name.endsWith(`.${window}.txt`));
    expectSame(those.map(({ rows, size }) => ({ rows, size, abilities: first as Abilities })));
  });

  test.each(TERMINALS.slice(1))("where utf8 is $utf8, colours are $colours, console is $console", (abilities) => {
    // Every eighth: real Ink takes its time.
    const some = screens.filter((_, at) => at % 8 === TERMINALS.indexOf(abilities));
    expectSame(some.map(({ rows, size }) => ({ rows, size, abilities })));
  });

  test("in a window that is narrower, lower, wider, higher than it was made for", () => {
    const sizes: readonly Size[] = [
      { columns: 60, rows: 16 },
      { columns: 79, rows: 23 },
      { columns: 200, rows: 60 },
      { columns: 33, rows: 7 },
      { columns: 1, rows: 1 },
    ];
    const abilities = TERMINALS[0] as Abilities;
    const some = screens.filter((_, at) => at % 4 === 0);
    expectSame(some.map(({ rows }, at) => ({ rows, size: sizes[at % sizes.length] as Size, abilities })));
  });

  test("whatever the rows hold: wide signs, marks, emoji, the cursor of a field, links", () => {
    // Of signs that the two measures disagree about (columns.ts, string-width) one would be cut where the other is not.
    const sign = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 1 })
      .filter((one) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(one));
    const agreed = (any: string) => [...any, any].every((part) => columnsOf(part) === stringWidth(part));
    const text = fc.oneof(
      fc.string({ unit: sign, maxLength: 12 }).filter(agreed).map(visible),
      fc.constantFrom(
        "日本語の名前",
        visible("👩‍👩‍👧 семья"),
        "e\u0301",
        "\u001b[7mx\u001b[27m",
        "►√○·•…─│▄▀",
        "   ",
        "",
      ),
    );
    const row = fc.array(fc.record({ text, tone: fc.constantFrom(...TONES) }), { maxLength: 6 });
    const drawing = fc.record({
      rows: fc.array(row, { maxLength: 12 }),
      size: fc.record({ columns: fc.integer({ min: 1, max: 90 }), rows: fc.integer({ min: 1, max: 14 }) }),
      abilities: fc.constantFrom(...TERMINALS),
    });
    fc.assert(fc.property(fc.array(drawing, { minLength: 1, maxLength: 8 }), expectSame), { numRuns: 60 });
  });
});

describe("what the bundle could not draw is refused aloud", () => {
  test.each([
    ["padding", { padding: 1 }],
    ["a border", { borderStyle: "round" }],
    ["a share of the width", { width: "50%" }],
    ["growing", { flexGrow: 1 }],
    ["a hidden box", { display: "none" }],
    ["a background", { backgroundColor: "red" }],
  ])("%s", (_name, style) => {
    expect(() => applyStyles(null, style)).toThrow("the bundle draws whole lines");
  });
});
