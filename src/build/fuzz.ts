/**
 * `npm run fuzz -- [--minutes N | --files N] [--seed S]`: the generated files of test/oracle, read by the real `wg` and
 * `wg-quick` and by us, for as long as asked (10 minutes). Each difference becomes a small fixture in test/fixtures/found,
 * where a test reads it again from then on. Exit status 1 where something was found, 2 where nothing could be looked at.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Find, hunt, smallest, told, withPrograms } from "../../test/oracle/hunt.ts";
import { oraclesMissing } from "../../test/oracle/uapi.ts";

const FOUND = "test/fixtures/found/";
/** More finds than this have few causes, and each takes its time to be made small. */
const MOST_FINDS = 20;

const { minutes, files, seed } = options();
const missing = oraclesMissing();
if (missing !== null) {
  console.error(`Nothing was looked at: ${missing}.`);
  process.exit(2);
}
let stopped = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => (stopped = true));

console.error(`seed ${seed}`);
const begun = Date.now();
let shown = begun;
const until = begun + minutes * 60_000;
const { counts, finds } = await hunt({
  seed,
  more: (done) => !stopped && done < files && Date.now() < until,
  plainly: 200,
  most: MOST_FINDS,
  side: 2,
  progress: (sofar, found) => {
    if (Date.now() - shown < 5_000) return;
    shown = Date.now();
    console.error(`${Math.round((shown - begun) / 1000)} s: ${sofar.files} files, ${found.length} found`);
  },
});
console.log(told(counts));
const kept =
  finds.length > 0
    ? await withPrograms(1, async ([programs]) => {
        const all: string[] = [];
        for (const find of finds) if (programs) all.push(...keep(await smallest(find, programs)));
        return all;
      })
    : [];
for (const line of kept) console.log(line);
process.exitCode = finds.length > 0 ? 1 : 0;

/** Writes the find down unless its file is there already; says where. */
function keep({ seed, how, text, difference }: Find): string[] {
  mkdirSync(FOUND, { recursive: true });
  const names = readdirSync(FOUND).filter((name) => name.endsWith(".conf"));
  if (names.some((name) => readFileSync(`${FOUND}${name}`, "latin1") === text)) return [];
  const number = Math.max(0, ...names.map((name) => Number.parseInt(name, 10) || 0)) + 1;
  const path = `${FOUND}${String(number).padStart(3, "0")}`;
  writeFileSync(`${path}.conf`, Buffer.from(text, "latin1"));
  const { what, theirs, ours } = difference;
  const lines = [`Differed: ${what}.`, `wg, wg-quick: ${theirs}`, `we: ${ours}`, `Seed ${seed}: ${how.join(", ")}.`];
  writeFileSync(`${path}.txt`, `${lines.join("\n")}\n`);
  return [`${path}.conf: ${what}`];
}

function options(): { minutes: number; files: number; seed: number } {
  const usage = (): never => {
    console.error("npm run fuzz -- [--minutes N | --files N] [--seed S]");
    process.exit(2);
  };
  const strings = { minutes: { type: "string" }, files: { type: "string" }, seed: { type: "string" } } as const;
  const read = () => {
    try {
      return parseArgs({ options: strings, strict: true }).values;
    } catch {
      return usage();
    }
  };
  const values = read();
  const number = (text: string | undefined, otherwise: number): number => {
    const value = text === undefined ? otherwise : Number(text);
    return Number.isFinite(value) && value >= 0 ? value : text === undefined ? value : usage();
  };
  return {
    minutes: number(values.minutes, values.files === undefined ? 10 : Number.POSITIVE_INFINITY),
    files: number(values.files, Number.POSITIVE_INFINITY),
    seed: number(values.seed, randomBytes(4).readUInt32BE()),
  };
}
