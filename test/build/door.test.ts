/** The sentence that an old Node gets, by the versions that distributions ship. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { transform } from "esbuild";
import { describe, expect, test } from "vitest";

const { refusal } = createRequire(import.meta.url)("../../src/build/door.cjs") as {
  refusal(version: string, variables: Record<string, string>): string | null;
};

describe("an old Node", () => {
  test.each(["10.24.0", "12.22.9", "18.20.4", "20.16.0"])(
    "%s is told what it is, what is needed and how to get it",
    (version) => {
      const said = refusal(version, { LANG: "en_US.UTF-8" });
      expect(said).toContain(`needs Node.js 20.17 or newer; this is ${version}.`);
      expect(said).toContain("npx -p node@22");
      expect(said).toContain("nodesource");
    },
  );

  test("it is told in Russian where the locale is", () => {
    expect(refusal("12.22.9", { LANG: "ru_RU.UTF-8" })).toContain("нужен Node.js 20.17 или новее, а здесь 12.22.9");
    expect(refusal("12.22.9", { LC_ALL: "C", LANG: "ru_RU.UTF-8" })).toContain("needs");
  });

  test.each(["20.17.0", "20.19.2", "22.0.0", "26.1.0"])("%s is let in", (version) => {
    expect(refusal(version, {})).toBeNull();
  });
});

test.each(["door.cjs", "start.cjs"])("%s can be read by a Node of 2018", async (name) => {
  const text = readFileSync(new URL(`../../src/build/${name}`, import.meta.url), "utf8");
  // What esbuild would have to rewrite for ES2018 is a fault here: nothing rewrites this file.
  const options = { minifyWhitespace: true, supported: { "dynamic-import": true } };
  const as2018 = await transform(text, { ...options, target: "es2018" });
  const asIs = await transform(text, { ...options, target: "esnext" });
  expect(as2018.code).toBe(asIs.code);
});
