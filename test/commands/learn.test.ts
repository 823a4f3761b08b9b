import { describe, expect, it } from "vitest";
import { lessons } from "../../src/commands/learn.ts";
import { SCENES } from "../../src/lesson/scenes.ts";
import type { Asker } from "../../src/prompts/asker.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";
import { caught, machine, ran } from "./context.ts";

describe("wg-wizard learn into a pipe", () => {
  it.each([
    ["en", en],
    ["ru", ru],
  ] as const)("prints every question, its answer and its rule, and AllowedIPs, in %s", async (lang, words) => {
    const { status, out, err } = await ran(machine(), ["learn"], { lang });
    expect([status, err]).toEqual([0, ""]);
    const flat = out.replace(/\s+/g, " ");
    for (const part of SCENES.flatMap(({ parts }) => parts)) {
      expect(flat).toContain(words.lesson.parts[part.id].question);
      expect(flat).toContain(words.lesson.plain.rightIs({ right: words.lesson.answers[part.right] }));
      expect(flat).toContain(words.lesson.parts[part.id].told);
    }
    expect(flat).toContain(words.lesson.addresses.law);
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(110);
  });

  it("says what happened, packet by packet", async () => {
    const { out } = await ran(machine(), ["learn"]);
    expect(out).toMatch(/1:11 {2}× {2}device ◄ server {2}ping +lost: no way in at the router/);
    expect(out).toMatch(/25 on the device[\s\S]*?0:00 {2}√ {2}device ► server {2}handshake/);
    expect(out).toMatch(/handshake x20 +lost: nobody is there any more/);
  });

  it("is ASCII where the terminal shows nothing else", async () => {
    const { context, out } = caught(machine());
    await lessons({ ...context, abilities: { ...context.abilities, utf8: false } }, null);
    expect(out()).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it("takes no argument", async () => {
    expect((await ran(machine(), ["learn", "keepalive"])).status).toBe(2);
  });
});

describe("wg-wizard learn in a terminal", () => {
  it("opens the screens where they can be shown", async () => {
    const { context, out } = caught(machine());
    const { learn } = await import("../../src/commands/learn.ts");
    expect(await learn.run([], { ...context, openLesson: async () => 0 })).toBe(0);
    expect(out()).toBe("");
  });

  it("in plain lines asks before it plays, waits for Enter, and says whether it was so", async () => {
    const { context, out } = caught(machine(), { tty: { stdin: true, stdout: true, stderr: true } });
    let waits = 0;
    const asker: Asker = {
      text: async () => {
        waits++;
        return "";
      },
      pick: async ({ choices }) => choices[0]?.value ?? "",
      yes: async () => false,
    };
    await lessons(context, asker);
    expect(waits).toBe(SCENES.flatMap(({ parts }) => parts).length);
    expect(out()).toContain("It is otherwise: nothing.");
    expect(out()).toContain("As you said: yes.");
  });
});
