/** The findings' words: complete, of one length in lists, and told with whatever stands in a file. */
import { describe, expect, it } from "vitest";
import { evidenceFor } from "../../src/checks/evidence.ts";
import { judge, RULES } from "../../src/checks/judge.ts";
import { width, wrap } from "../../src/text/width.ts";
import { checks as en } from "../../src/words/en/checks.ts";
import { linesTold, notLookedAtTold, summaryOf, told } from "../../src/words/finding.ts";
import { checks as ru } from "../../src/words/ru/checks.ts";
import { CASES, sight } from "../checks/cases.ts";

const LANGS = [
  ["en", en],
  ["ru", ru],
] as const;

/** Every finding of every case. */
const FINDINGS = Object.values(CASES)
  .flat()
  .flatMap(({ bad }) => {
    const { world, machine } = sight(bad);
    return judge(evidenceFor(world, machine)).findings;
  });

describe.each(LANGS)("in %s", (lang, words) => {
  it("every rule has a title of its own, at most 44 columns wide", () => {
    const titles = RULES.map(({ id }) => words.rules[id].title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => width(title) > 44)).toEqual([]);
    for (const name of Object.values(words.severity)) expect(width(name)).toBeLessThanOrEqual(9);
  });

  it("every finding says what is so, why, and what to do, in whole sentences without a gap or a shout", () => {
    for (const finding of FINDINGS) {
      const { what, why, mend } = told(finding, words);
      for (const sentence of [what, why]) expect(sentence).toMatch(/^.{10,}$/s);
      expect(`${what}${why}`).not.toMatch(/undefined|null|NaN|\[object|[A-Za-zА-я]!/);
      expect(mend).not.toMatch(/undefined|null\b|NaN|\[object|[A-Za-zА-я]!/);
      if (finding.id !== "refused-line") expect(mend.length).toBeGreaterThan(5);
      expect(what).toMatch(/[.:»]$|: .+$/);
      expect(/[А-я]/.test(`${what}${why}${mend}`.replace(/«[^»]*»/g, ""))).toBe(lang === "ru");
    }
  });

  it("a finding fits the screen of 80 columns and 24 rows: at most 14 rows in all", () => {
    const long = FINDINGS.filter((finding) => {
      const { what, why, mend } = told(finding, words);
      return [what, why, mend].reduce((sum, text) => sum + wrap(text, 78).length, 1) > 12;
    });
    expect(long.map(({ id }) => id)).toEqual([]);
    expect(wrap(words.keepaliveRight.text, 78).length).toBeLessThanOrEqual(8);
    for (const own of [true, false]) {
      expect(width(words.screen.notLookedAt({ count: 38, own }))).toBeLessThanOrEqual(78);
    }
  });
});

it.each([
  [[], "", ""],
  [[null], "", ""],
  [[3], "line 3", "строка 3"],
  [[3, 3], "line 3", "строка 3"],
  [[3, null, 5], "lines 3, 5", "строки 3, 5"],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "lines 1, 2, 3, 4, 5, 6, 7, 8 and 2 more", "строки 1, 2, 3, 4, 5, 6, 7, 8 и ещё 2"],
])("the lines %j are told as: %s", (lines, english, russian) => {
  const findings = lines.map((line) => ({ line }));
  expect(linesTold(findings, en)).toBe(english);
  expect(linesTold(findings, ru)).toBe(russian);
});

it("how many of each kind, in a sentence", () => {
  const of = (...severities: ("error" | "warning" | "info")[]) => severities.map((severity) => ({ severity }));
  expect(summaryOf(of("error", "info", "info"), en)).toBe("1 error, 2 notes");
  expect(summaryOf(of("error", "warning", "warning", "warning", "warning", "warning"), ru)).toBe(
    "1 ошибка, 5 предупреждений",
  );
  expect(summaryOf([], en)).toBe("Nothing wrong was found.");
});

it("what was not looked at is named, and why", () => {
  expect(notLookedAtTold([], true, en)).toBe("");
  expect(notLookedAtTold(["port-closed"], true, en)).toBe(`Not looked at: port-closed. ${en.cannotKnow}`);
  expect(notLookedAtTold(["port-closed"], false, ru)).toBe(`Не проверено: port-closed. ${ru.notThisMachine}`);
});
