/** What differs between two texts of one file: applied to the first they give the second, and nothing more is touched. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffBetween, editsBetween } from "../../src/plans/compare.ts";
import { diffText } from "../../src/plans/diff.ts";
import { editText, parseConf } from "../../src/wireguard/conf.ts";
import { FOUNDING_CONF } from "../wizard/world.ts";

const texts = fc.array(fc.constantFrom("a", "b", "c", "", "[Peer]", "x\r")).map((lines) => lines.join("\n"));

describe("two texts", () => {
  it("the edits make the one of the other, whatever they are", () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        expect(editText(parseConf(before), editsBetween(before, after))).toBe(after);
      }),
      { numRuns: 2000 },
    );
  });

  it("an edit never removes a line only to put it back", () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        for (const { remove, insert } of editsBetween(before, after)) expect(remove + insert.length).toBeGreaterThan(0);
        const untouched =
          before.split("\n").length - editsBetween(before, after).reduce((sum, { remove }) => sum + remove, 0);
        expect(untouched).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("the same text differs in nothing", () => {
    expect(editsBetween(FOUNDING_CONF, FOUNDING_CONF)).toEqual([]);
    expect(diffBetween(FOUNDING_CONF, FOUNDING_CONF)).toEqual([]);
  });

  it("one line in the middle of a large file is one line in the diff", () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `line ${at}`);
    const other = lines.with(50_000, "another");
    const diff = diffText(diffBetween(lines.join("\n"), other.join("\n")), false);
    expect(diff).toContain("-line 50000\n+another\n");
    expect(diff.split("\n")).toHaveLength(10);
  });

  it("two texts that have nothing in common are one change", () => {
    const make = (word: string) => Array.from({ length: 3000 }, (_, at) => `${word} ${at}`).join("\n");
    const edits = editsBetween(make("old"), make("new"));
    expect(edits).toHaveLength(1);
    expect(edits[0]).toMatchObject({ after: 0, remove: 3000 });
  });

  it("keys are dots", () => {
    const other = FOUNDING_CONF.replace(/PrivateKey = .*/, "PrivateKey = oGKwv6W7sWnRWcBkJfTbXcnMZYlHFgwCXNpG8y6FJlk=");
    const diff = diffText(diffBetween(FOUNDING_CONF, other), false);
    expect(diff).toContain("-PrivateKey = ••••••••\n+PrivateKey = ••••••••\n");
  });
});
