/** The lessons' sentences: short enough for their places, calm, and without what is often said and false. */
import { describe, expect, it } from "vitest";
import { KNOB_IDS, VALUES } from "../../src/lesson/knobs.ts";
import { SCENES } from "../../src/lesson/scenes.ts";
import { width, wrap } from "../../src/text/width.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";

/** Every text in a record of words; sentences with values are left out. */
function texts(words: unknown): string[] {
  if (typeof words === "string") return [words];
  return typeof words === "object" && words !== null ? Object.values(words).flatMap(texts) : [];
}

describe.each([
  ["en", en.lesson],
  ["ru", ru.lesson],
] as const)("in %s", (_lang, lesson) => {
  it("questions and rules fit the bottom of a window of 60x16", () => {
    for (const part of SCENES.flatMap(({ parts }) => parts)) {
      const { question, told } = lesson.parts[part.id];
      expect(wrap(question, 58).length, question).toBeLessThanOrEqual(4);
      expect(wrap(told, 58).length, told).toBeLessThanOrEqual(6);
    }
  });

  it("names of packets fit beside their count", () => {
    for (const name of Object.values(lesson.packets)) expect(width(name)).toBeLessThanOrEqual(11);
  });

  it("knobs and their values fit half a window of 80 columns", () => {
    const name = Math.max(...KNOB_IDS.map((id) => width(lesson.knobs[id])));
    for (const id of KNOB_IDS) {
      for (const value of VALUES[id]) {
        const text = (lesson.values[id] as (value: unknown) => string)(value);
        expect(name + width(text) + 5, `${id} ${text}`).toBeLessThanOrEqual(40);
      }
    }
  });

  it("nothing is shouted", () => {
    expect(texts(lesson).filter((text) => text.includes("!"))).toEqual([]);
  });
});
