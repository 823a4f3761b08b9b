/** Every file that `npm run fuzz` has ever found is read as the programs read it from then on. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compare } from "./compare.ts";
import { type Programs, startPrograms, type Verdict } from "./programs.ts";
import { oraclesMissing, SKIPPED } from "./uapi.ts";

const FOUND = "test/fixtures/found/";

describe.skipIf(SKIPPED)(`what the fuzzer found${SKIPPED ? ` (skipped: ${oraclesMissing()})` : ""}`, () => {
  let programs: Programs | undefined;
  beforeAll(async () => {
    programs = await startPrograms();
  });
  afterAll(async () => {
    await programs?.stop();
  });

  test.each(readdirSync(FOUND).filter((name) => name.endsWith(".conf")))("%s", async (name) => {
    const text = readFileSync(`${FOUND}${name}`, "latin1");
    const [verdict] = (await programs?.ask([text])) ?? [];
    expect(compare(text, verdict as Verdict).difference).toBe(null);
  });
});
