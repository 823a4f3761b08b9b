import { describe, expect, it } from "vitest";
import { width, wrap } from "../../src/text/width.ts";
import type { About } from "../../src/waiting/about.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";

const about: About = {
  name: "printer-in-the-cellar",
  interfaceName: "wg-office",
  file: "wg-office.conf",
  port: 51820,
  from: "203.0.113.107",
  times: 21,
  calls: "vpn.example.org:51820",
  home: "192.168.178.100",
  serverKey: "E75P…pe20=",
  allowed: "10.77.0.200/32, fd77::c8/128",
  url: "http://10.77.0.1",
  two: ["203.0.113.107:41641", "198.51.100.107:52753"],
  command: "wg-wizard watch printer-in-the-cellar",
};
const LANGS = [
  ["en", en],
  ["ru", ru],
] as const;
/** What is left of 80 columns beside a number. */
const CAUSE = 73;

describe.each(LANGS)("in %s", (_lang, { waiting, keys }) => {
  it("each headline fits two rows of 80 columns, each cause three beside its number", () => {
    for (const headline of Object.values(waiting.headlines)) {
      expect([headline(about), wrap(headline(about), 76).length <= 2]).toEqual([headline(about), true]);
    }
    for (const cause of Object.values(waiting.causes)) {
      for (const changed of [about, { ...about, home: "", calls: "", url: "" }]) {
        expect([cause(changed), wrap(cause(changed), CAUSE).length <= 3]).toEqual([cause(changed), true]);
      }
    }
  });

  it("each is a sentence, and holds no gap where something is not known", () => {
    const unknown = { ...about, port: null, home: "", calls: "", url: "" };
    for (const say of [...Object.values(waiting.headlines), ...Object.values(waiting.causes)]) {
      for (const text of [say(about), say(unknown)]) {
        expect(text).toMatch(/^(?:[A-ZА-Я«0-9]|wg-office|printer|vpn).*\.$/u);
        expect(text).not.toMatch(/undefined|null|\s\s|\(\)|\s[,.:;]/);
        expect(text).not.toContain("!");
      }
    }
  });

  it("labels and what was found of them stand beside each other at 80 columns", () => {
    const { facts } = waiting;
    const label = Math.max(...[facts.packets(about), facts.handshake].map(width));
    const found = [
      facts.refused(about),
      facts.accepted(about),
      facts.noneYet,
      facts.unseen,
      facts.begun(about),
      facts.none,
    ];
    for (const text of found) expect(label + 2 + width(text) + 7).toBeLessThanOrEqual(80);
  });

  it("the state before the time, and the key that tells more, are a word or two", () => {
    for (const text of [waiting.waiting, waiting.connected, waiting.more]) expect(width(text)).toBeLessThanOrEqual(12);
    for (const id of ["seen", "code-again", "other-endpoint", "bring-up", "keep-copy", "put-away"] as const)
      expect(width(keys.short[id])).toBeLessThanOrEqual(15);
  });
});

it("a step of 32 bytes is an empty packet, and called keepalive only where it came as one", () => {
  const values = { name: "lena", from: "", to: "", after: 25, keepalive: false };
  for (const { waiting } of [en, ru]) {
    expect(waiting.events.empty(values)).not.toContain("keepalive");
    expect(waiting.events.empty({ ...values, keepalive: true })).toContain("keepalive");
  }
});
