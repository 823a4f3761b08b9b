/** The README says what the program does: the tables made from the program's own stand in it as they are. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withTables } from "../../src/build/readme.ts";

it("the README's tables are those of the program (npm run readme writes them anew)", () => {
  const readme = readFileSync("README.md", "utf8");
  expect(readme).toContain("<!-- keys -->");
  expect(withTables(readme)).toBe(readme);
});
