/**
 * Twenty thousand files, made up and spoilt in every way we could think of, are read by the real `wg` and `wg-quick`
 * and by us: the same verdict, the same fault, the same meaning. The same files in every run, so that what fails here is
 * what was changed; `npm run fuzz` looks for new ones. ORACLE_FILES sets how many, ORACLE_SEED where they begin.
 */
import { describe, expect, test } from "vitest";
import { ON_PURPOSE } from "./compare.ts";
import { hunt, samples, smallest, told, withPrograms } from "./hunt.ts";
import { fileOf, MUTATIONS } from "./mutations.ts";
import { oraclesMissing, SKIPPED } from "./uapi.ts";

const FILES = Number(process.env.ORACLE_FILES ?? 20_000);
const SEED = Number(process.env.ORACLE_SEED ?? 3963519064);

describe.skipIf(SKIPPED)(
  `${FILES} files from seed ${SEED} on${SKIPPED ? ` (skipped: ${oraclesMissing()})` : ""}`,
  () => {
    test("are read as wg and wg-quick read them, or differently for a reason that is written down", async () => {
      const { counts, finds } = await hunt({
        seed: SEED,
        more: (files) => files < FILES,
        plainly: 1000,
        most: 5,
        side: 2,
      });
      console.log(`seed ${SEED}\n${told(counts)}`);
      const small = await withPrograms(1, async ([programs]) => {
        const all = [];
        for (const find of finds) if (programs) all.push(await smallest(find, programs));
        return all;
      });
      expect(small).toEqual([]);
      expect(counts.files).toBeGreaterThanOrEqual(FILES);
      expect(counts.plainly).toBeGreaterThanOrEqual(Math.min(1000, FILES));
      expect(counts.accepted).toBeGreaterThan(FILES / 4);
      expect(counts.refusedByWg).toBeGreaterThan(FILES / 4);
      expect(counts.refusedByQuick).toBeGreaterThan(FILES / 200);
      // Whatever is excused stays rare, or the excuse hides a mistake.
      for (const kind of Object.keys(ON_PURPOSE))
        expect(counts.onPurpose[kind as keyof typeof ON_PURPOSE]).toBeLessThan(FILES / 20);
    }, 900_000);
  },
);

describe("the generated files", () => {
  const material = samples();

  test("are the same for the same seed, and bytes only", () => {
    for (let seed = 0; seed < 500; seed++) {
      const { text } = fileOf(seed, material);
      expect(fileOf(seed, material).text).toBe(text);
      expect(text).toBe(Buffer.from(text, "latin1").toString("latin1"));
    }
  });

  test("know every way of spoiling, and each does something", () => {
    const changing = new Set<string>();
    for (let seed = 0; seed < 4000; seed++) {
      const { how, spoilt } = fileOf(seed, material);
      if (spoilt && how.length === 2) changing.add(how[1] as string);
    }
    expect([...changing].sort()).toEqual(Object.keys(MUTATIONS).sort());
  });
});
