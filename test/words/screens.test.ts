import { describe, expect, it } from "vitest";
import { width } from "../../src/text/width.ts";
import { screens as en } from "../../src/words/en/screens.ts";
import { screens as ru } from "../../src/words/ru/screens.ts";

describe("how much and how long", () => {
  it.each([
    [0, "0 B", "0 Б"],
    [999, "999 B", "999 Б"],
    [1000, "1.0 KiB", "1,0 КиБ"],
    [1536, "1.5 KiB", "1,5 КиБ"],
    [348_160, "340 KiB", "340 КиБ"],
    [1_048_575, "1.0 MiB", "1,0 МиБ"],
    [5_000_000_000, "4.7 GiB", "4,7 ГиБ"],
    [2 ** 50, "1.0 PiB", "1,0 ПиБ"],
  ])("%i bytes are %s, %s", (count, english, russian) => {
    expect(en.live.bytes(count)).toBe(english);
    expect(ru.live.bytes(count)).toBe(russian);
  });

  it("no amount takes more than seven columns", () => {
    for (let count = 1; count < 2 ** 53; count = Math.ceil(count * 1.07)) {
      expect(width(en.live.bytes(count))).toBeLessThanOrEqual(7);
      expect(width(ru.live.bytes(count))).toBeLessThanOrEqual(7);
    }
  });

  it.each([
    [0, "0 s ago", "0 с назад"],
    [59, "59 s ago", "59 с назад"],
    [60, "1 min ago", "1 мин назад"],
    [3599, "59 min ago", "59 мин назад"],
    [3600, "1 h ago", "1 ч назад"],
    [172_799, "47 h ago", "47 ч назад"],
    [172_800, "2 d ago", "2 дн назад"],
  ])("%i seconds are %s, %s", (seconds, english, russian) => {
    expect(en.live.ago(seconds)).toBe(english);
    expect(ru.live.ago(seconds)).toBe(russian);
  });
});

describe("counting", () => {
  it.each([
    [0, "0 peers", "0 пиров"],
    [1, "1 peer", "1 пир"],
    [2, "2 peers", "2 пира"],
    [5, "5 peers", "5 пиров"],
    [11, "11 peers", "11 пиров"],
    [21, "21 peers", "21 пир"],
  ])("%i", (count, english, russian) => {
    expect(en.header.peers(count)).toBe(english);
    expect(ru.header.peers(count)).toBe(russian);
  });
});

describe("widths", () => {
  it.each([
    ["en", en],
    ["ru", ru],
  ] as const)("in %s the words of the table fit their columns", (_lang, words) => {
    const { columns, marks } = words.dashboard;
    for (const text of [columns.handshake, columns.marks, marks.off, marks.noKey, marks.keepalive])
      expect(width(text)).toBeLessThanOrEqual(11);
    expect(width(columns.traffic)).toBeLessThanOrEqual(7);
    for (const text of [words.live.active, words.live.never, words.live.ago(3599)])
      expect(width(text)).toBeLessThanOrEqual(12);
    expect(width(words.tooSmall({ rows: 15, columns: 59, needs: { rows: 16, columns: 60 } }))).toBeLessThanOrEqual(62);
    expect(width(words.review.care({ file: "wg0.conf" }))).toBeLessThanOrEqual(74);
    expect(width(words.review.nudge)).toBeLessThanOrEqual(78);
  });

  it("no sentence shouts", () => {
    for (const words of [en, ru])
      expect(JSON.stringify(words, (_key, value) => (typeof value === "function" ? String(value) : value))).not.toMatch(
        /[A-Za-zА-я]!/,
      );
  });
});
