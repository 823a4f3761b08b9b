/** Every package in the bundle travels with its licence; the drawn widths agree with those that Ink was made for. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundle, NOTICES } from "../../src/build/bundle.ts";
import { bundledPackages, notices } from "../../src/build/notices.ts";
import { fastStringWidth, stringWidth } from "./widths.ts";

let folder = "";
let packages: string[] = [];
let text = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wg-wizard-notices-"));
  packages = bundledPackages(await bundle(folder));
  text = readFileSync(join(folder, NOTICES), "utf8");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("THIRD-PARTY-NOTICES", () => {
  test("names every bundled package once, above a licence text that packages with the same one share", () => {
    const parts = text.split(`\n${"-".repeat(78)}\n`).slice(1);
    const titles = parts.map((part) => part.trim().split("\n\n")[0]?.split("\n") ?? []);
    const named = titles.flat().filter((line) => !line.startsWith("Licence: "));
    expect(named.map((title) => title.split(" ")[0]).sort()).toEqual([...packages].sort());
    expect(new Set(parts.map((part) => part.slice(part.indexOf("\n\n")))).size).toBe(parts.length);
    for (const part of parts) {
      expect(part, part.slice(0, 80)).toMatch(
        /Permission is hereby granted|Permission to use, copy|Apache License|unencumbered software|public domain/i,
      );
    }
  });

  test("holds those whose text is easily forgotten", () => {
    expect(packages).toEqual(expect.arrayContaining(["ink", "react", "react-reconciler", "scheduler", "signal-exit"]));
    expect(text).toContain("Kazuhiko Arase");
    expect(text).toContain("Apache License");
  });

  test("a package without a licence text stops the build", () => {
    const inputs = { "node_modules/@lydell/node-pty-linux-x64/index.js": { bytesInOutput: 1 } };
    const strange = { outputs: { "a.js": { inputs } } };
    expect(() => notices(strange, "node_modules")).toThrow("carries no licence text");
  });

  test("what the bundle has something of its own for is neither in it nor in the notices", () => {
    for (const name of ["yoga-layout", "es-toolkit", "chalk", "wrap-ansi", "tweetnacl"])
      expect(packages).not.toContain(name);
  });

  test("no tool of the developers is shipped", () => {
    for (const name of ["vitest", "esbuild", "typescript", "react-devtools-core", "fast-check", "string-width"]) {
      expect(packages).not.toContain(name);
    }
  });
});

// A zero-width space is counted by one and not by the other: visible() lets none through to a drawing.
describe("the faster width is the same width", () => {
  test.each([
    "wg0 · 10.77.0.1/24",
    "Публичный ключ пира: lena-phone",
    "► √ ○ · • … ─ │ ▄ ▀ ↑ ↓ ← →",
    "日本語の名前",
    "한국어",
    "👩‍👩‍👧 семья",
    "🇷🇺 🏳️‍🌈",
    "e\u0301 е\u0301",
    "\u001b[1;31mred\u001b[39m",
    "\u001b]8;;https://example.org\u0007link\u001b]8;;\u0007",
    "ﾊﾝｶｸ",
    "ＦＵＬＬ",
    "",
    " ",
  ])("of %j", (sample) => {
    expect(fastStringWidth(sample)).toBe(stringWidth(sample));
  });
});
