/** Asks the programs about one generated file after the other, on all cores, and gathers where we read them otherwise. */
import { readdirSync, readFileSync } from "node:fs";
import { compare, type Difference, ON_PURPOSE, type OnPurpose } from "./compare.ts";
import { fileOf } from "./mutations.ts";
import { MOST, type Programs, startPrograms, type Verdict } from "./programs.ts";
import { smaller } from "./smaller.ts";

export interface Counts {
  files: number;
  accepted: number;
  refusedByQuick: number;
  refusedByWg: number;
  /** Files that the plain executable was asked about too. */
  plainly: number;
  readonly onPurpose: Record<OnPurpose, number>;
}

export interface Find {
  readonly seed: number;
  readonly how: readonly string[];
  /** Byte text. */
  readonly text: string;
  readonly difference: Difference;
}

export interface Hunt {
  /** The seed of the first file; each further file has the next one. */
  readonly seed: number;
  /** Whether to go on after so many files. */
  more(files: number): boolean;
  /** So many of the first files are shown to the plain `wg-quick strip` too. */
  readonly plainly: number;
  /** No more than so many finds. */
  readonly most: number;
  /** How many pairs of programs work at the same time. */
  readonly side: number;
  progress?(counts: Counts, finds: readonly Find[]): void;
}

const NAMES = "test/fixtures/names/";

/** The files of other tools, as byte text. */
export function samples(): string[] {
  return readdirSync(NAMES)
    .sort()
    .map((name) => readFileSync(`${NAMES}${name}`, "latin1"));
}

export async function hunt(wanted: Hunt): Promise<{ readonly counts: Counts; readonly finds: readonly Find[] }> {
  const counts: Counts = {
    files: 0,
    accepted: 0,
    refusedByQuick: 0,
    refusedByWg: 0,
    plainly: 0,
    onPurpose: Object.fromEntries(Object.keys(ON_PURPOSE).map((kind) => [kind, 0])) as Record<OnPurpose, number>,
  };
  const finds: Find[] = [];
  const material = samples();
  let begun = 0;
  const work = async (programs: Programs) => {
    while (finds.length < wanted.most && wanted.more(begun)) {
      const first = begun;
      const files: { seed: number; how: readonly string[]; text: string }[] = [];
      while (files.length < MOST && wanted.more(begun)) {
        const seed = (wanted.seed + begun++) >>> 0;
        files.push({ seed, ...fileOf(seed, material) });
      }
      const texts = files.map(({ text }) => text);
      const verdicts = await programs.ask(texts);
      const plain = first < wanted.plainly ? await programs.plainly(texts) : [];
      for (const [at, file] of files.entries()) {
        const verdict = verdicts[at] as Verdict;
        const { refusedBy, onPurpose, difference } = compare(file.text, verdict);
        counts.files++;
        if (refusedBy === null) counts.accepted++;
        else if (refusedBy === "wg") counts.refusedByWg++;
        else counts.refusedByQuick++;
        for (const kind of onPurpose) counts.onPurpose[kind]++;
        if (difference !== null) finds.push({ ...file, difference });
        if (plain.length === 0) continue;
        counts.plainly++;
        const [theirs, ours] = [JSON.stringify(plain[at]), JSON.stringify(verdict.quick)];
        if (theirs !== ours)
          finds.push({ ...file, difference: { what: "the executable and its functions", theirs, ours } });
      }
      wanted.progress?.(counts, finds);
    }
  };
  await withPrograms(wanted.side, (all) => Promise.all(all.map(work)));
  return { counts, finds };
}

/** Starts so many pairs of programs for as long as the work lasts. */
export async function withPrograms<Result>(count: number, act: (all: readonly Programs[]) => Promise<Result>) {
  const all: Programs[] = [];
  try {
    for (let at = 0; at < count; at++) all.push(await startPrograms());
    return await act(all);
  } finally {
    for (const programs of all) await programs.stop();
  }
}

/** The same find with the smallest text that still shows it. */
export async function smallest(find: Find, programs: Programs): Promise<Find> {
  const { what } = find.difference;
  const judged = async (texts: readonly string[]) => {
    const verdicts = await programs.ask(texts);
    return texts.map((text, at) => compare(text, verdicts[at] as Verdict).difference);
  };
  const text = await smaller(find.text, async (texts) => (await judged(texts)).map((one) => one?.what === what));
  return { ...find, text, difference: (await judged([text]))[0] ?? find.difference };
}

/** The counts as lines for a person. */
export function told(counts: Counts): string {
  const kinds = Object.entries(counts.onPurpose).map(([kind, count]) => `${kind} ${count}`);
  return [
    `${counts.files} files: ${counts.accepted} accepted by both, ${counts.refusedByQuick} refused by wg-quick, ${counts.refusedByWg} by wg`,
    `${counts.plainly} of them through the plain wg-quick strip too`,
    `different on purpose: ${kinds.join(", ")}`,
  ].join("\n");
}
