/** The import rule of the house, and the proof that it bites. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { breaches, ROOMS } from "../../src/build/walls.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What the rule says of a source tree that holds this one file. */
function said(file: string, text: string): readonly string[] {
  const src = mkdtempSync(join(tmpdir(), "wg-wizard-walls-"));
  folders.push(src);
  mkdirSync(dirname(join(src, file)), { recursive: true });
  writeFileSync(join(src, file), text);
  return breaches(src).map(({ line, why }) => `${line}: ${why}`);
}

test("the house keeps its own rule", () => {
  expect(breaches("src").map(({ file, line, why }) => `${file}:${line} ${why}`)).toEqual([]);
});

const pure = Object.entries(ROOMS)
  .filter(([, room]) => room.pure)
  .map(([name]) => name);

describe.each(pure)("src/%s is pure:", (folder) => {
  test.each([
    ["node's modules", 'import { readFileSync } from "node:fs";'],
    ["React", 'import { useState } from "react";'],
    ["Ink", 'import { Text } from "ink";'],
    ["the machine", 'import { linuxHost } from "../host/linux.ts";'],
    ["the screens, by a re-export", 'export { App } from "../screens/app.tsx";'],
    ["the terminal, loaded later", 'export const later = () => import("../terminal/terminal.ts");'],
    ["node's modules, loaded later", 'export const later = () => import("node:os");'],
    ["a clock", "export const now = () => Date.now();"],
    ["the day", "export const today = () => new Date();"],
    ["chance", "export const chance = () => Math.random();"],
    ["timers", "export const later = () => setTimeout(() => 1, 1);"],
    ["the process", "export const home = () => process.env;"],
  ])("no %s", (_name, text) => {
    expect(said(`${folder}/deep/bad.ts`, `/** A file. */\n${text.replaceAll('"../', '"../../')}\n`)).toEqual([
      expect.stringMatching(/^2: /),
    ]);
  });
});

describe("no way sideways or up", () => {
  test.each([
    ["wireguard/a.ts", "../notes/note.ts"],
    ["notes/a.ts", "../wizard/question.ts"],
    ["wizard/a.ts", "../plans/plan.ts"],
    ["plans/a.ts", "../checks/rules.ts"],
    ["checks/a.ts", "../app/state.ts"],
    ["lesson/a.ts", "../qr/modules.ts"],
    ["qr/a.ts", "../lesson/lesson.ts"],
    ["text/a.ts", "../wireguard/key.ts"],
    ["app/a.ts", "../words/en.ts"],
    ["app/a.ts", "../runner/store.ts"],
    ["host/a.ts", "../app/state.ts"],
    ["terminal/a.ts", "../screens/app.tsx"],
    ["screens/a.tsx", "../host/host.ts"],
    ["screens/a.tsx", "../terminal/terminal.ts"],
    ["screens/a.tsx", "../runner/store.ts"],
    ["prompts/a.ts", "../screens/app.tsx"],
    ["commands/a.ts", "../screens/app.tsx"],
    ["runner/a.ts", "../prompts/ask.ts"],
  ])("%s does not import %s", (file, from) => {
    expect(said(file, `import { something } from "${from}";\n`)).toHaveLength(1);
  });

  test("words import types and nothing else", () => {
    expect(said("words/a.ts", 'import type { QuestionId } from "../wizard/question.ts";\n')).toEqual([]);
    expect(said("words/a.ts", 'import { QUESTIONS } from "../wizard/questions.ts";\n')).toEqual([
      "1: src/words imports types alone from src/wizard",
    ]);
  });

  test("an import over several lines is seen", () => {
    expect(said("wireguard/a.ts", 'import {\n  one,\n  two,\n} from "../host/linux.ts";\n')).toHaveLength(1);
  });

  test("an import in a comment or in a text is none", () => {
    expect(
      said(
        "wireguard/a.ts",
        '/*\nimport { a } from "../host/linux.ts";\n*/\n// import("node:fs")\nexport const a = 1;\n',
      ),
    ).toEqual([]);
  });

  test("a folder that nobody has thought of is refused", () => {
    expect(said("utils/a.ts", "export const a = 1;\n")).toEqual(["1: src/utils is in no row of the table"]);
  });
});
