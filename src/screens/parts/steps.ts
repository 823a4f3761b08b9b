/** The plan's steps as sentences, before they are done and while they are. */

import { isResultOf, type Plan, type Step, type StepResult, type StepStatus } from "../../plans/plan.ts";
import { shortenPath } from "../../text/path.ts";
import { type Row, span, type Tone } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { shorten, width } from "../../text/width.ts";
import type { Words } from "../../words/words.ts";
import { fileName } from "./paths.ts";

const MARKS: Readonly<Record<StepStatus, { readonly glyph: string; readonly tone: Tone }>> = {
  waiting: { glyph: "○", tone: "dim" },
  running: { glyph: "►", tone: "lit" },
  done: { glyph: "√", tone: "good" },
  failed: { glyph: "!", tone: "error" },
  skipped: { glyph: "–", tone: "dim" },
};

/** The steps that only make sure: short of rows they are told in one. */
const CARE: ReadonlySet<Step["id"]> = new Set<Step["id"]>(["lock", "compare", "backup"]);

/** ` 1  lock wg0.conf …`: a row each; `short`: bare file names, and what only makes sure in one row. */
export function numberedSteps(plan: Pick<Plan, "steps">, words: Words, columns: number, short: boolean): Row[] {
  const care = plan.steps.findIndex(({ id }) => !CARE.has(id));
  if (!short || care < 2)
    return plan.steps.map((step, at) => numbered(`${at + 1}`, stepSentence(step, words, columns - 5)));
  const first = plan.steps[0] as Step;
  return [
    numbered(`1-${care}`, words.screens.review.care({ file: fileName(first.path) })),
    ...plan.steps
      .slice(care)
      .map((step, at) => numbered(`${care + at + 1}`.padEnd(3), stepSentence(step, words, columns - 7))),
  ];
}

function numbered(number: string, sentence: string): Row {
  return [span(` ${number}  `, "strong"), span(sentence)];
}

/** A tick for each step that is done. A step nobody has spoken of yet waits. */
export function tickedSteps(
  plan: Pick<Plan, "steps">,
  results: readonly StepResult[],
  words: Words,
  columns: number,
): Row[] {
  return plan.steps.map((step) => {
    const { glyph, tone } = MARKS[results.find((one) => isResultOf(one, step))?.status ?? "waiting"];
    const quiet = tone === "dim" ? "dim" : "plain";
    return [span(`   ${glyph}  `, tone), span(stepSentence(step, words, columns - 7), quiet)];
  });
}

/** One step in at most `columns`; of a path that is too long folders go first. */
function stepSentence(step: Step, words: Words, columns: number): string {
  const say = words.plans.steps[step.id] as (values: Step) => string;
  const path = visible(step.path);
  const whole = say({ ...step, path });
  const over = width(whole) - columns;
  const room = Math.max(12, width(path) - over);
  return over <= 0 ? whole : say({ ...step, path: shorten(shortenPath(path, room), room) });
}
