/** The plan's steps as sentences, before they are done and while they are. */

import { isResultOf, type Plan, type Step, type StepResult, type StepStatus } from "../../plans/plan.ts";
import { untold } from "../../plans/unloaded.ts";
import { shortenPath } from "../../text/path.ts";
import { type Row, rowWidth, span, type Tone } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { shorten, width, wrap } from "../../text/width.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { paragraph } from "./cells.ts";
import { fileName } from "./paths.ts";
import { windowed } from "./windowed.ts";

const MARKS: Readonly<Record<StepStatus, { readonly glyph: string; readonly tone: Tone }>> = {
  waiting: { glyph: "○", tone: "dim" },
  running: { glyph: "►", tone: "lit" },
  done: { glyph: "√", tone: "good" },
  failed: { glyph: "!", tone: "error" },
  skipped: { glyph: "–", tone: "dim" },
};

/** The steps that only make sure: short of rows they are told in one. */
const CARE: ReadonlySet<Step["id"]> = new Set<Step["id"]>(["lock", "compare", "backup"]);

/** Rows for a list of steps: from `top` on, in at most `rows`. Unless told, all of them. */
export interface StepRoom {
  readonly top?: number;
  readonly rows?: number;
}

/** ` 1  lock wg0.conf …`: a row each; `short`: bare file names, and what only makes sure in one row. */
export function numberedSteps(
  { steps }: Pick<Plan, "steps">,
  words: Words,
  columns: number,
  short: boolean,
  { top = 0, rows = Number.POSITIVE_INFINITY }: StepRoom = {},
): Row[] {
  const care = short && steps.some(({ id }) => id === "backup") ? steps.findIndex(({ id }) => !CARE.has(id)) : 0;
  const head =
    care < 2 ? [] : [numbered(`1-${care}`, [words.screens.review.care({ file: fileName(steps[0]?.path ?? "") })])];
  const rest = steps.slice(head.length === 0 ? 0 : care);
  const wide = head.length === 0 ? String(steps.length).length : 3;
  const draw = (at: number) => {
    const number = `${steps.length - rest.length + at + 1}`.padEnd(wide);
    return numbered(number, sentences(rest[at] as Step, words, columns - wide - 4));
  };
  return [...head.flat(), ...windowed(rest.length, top, rows - head.length, draw, words)];
}

function numbered(number: string, lines: readonly string[]): Row[] {
  return hanging([span(` ${number}  `, "strong")], lines, "plain");
}

/** A tick for each step that is done. A step nobody has spoken of yet waits. Short of `rows`, those around it. */
export function tickedSteps(
  { steps }: Pick<Plan, "steps">,
  results: readonly StepResult[],
  words: Words,
  columns: number,
  rows = Number.POSITIVE_INFINITY,
): Row[] {
  const resultOf = (step: Step) => results.find((one) => isResultOf(one, step));
  const draw = (at: number) => {
    const step = steps[at] as Step;
    const result = resultOf(step);
    // Its tick would say that it was run.
    const { glyph, tone } = MARKS[result?.already ? "skipped" : (result?.status ?? "waiting")];
    return hanging(
      [span(`   ${glyph}  `, tone)],
      sentences(step, words, columns - 7, result?.already),
      tone === "dim" ? "dim" : "plain",
    );
  };
  if (rows >= steps.length) {
    const all = steps.flatMap((_, at) => draw(at));
    if (all.length <= rows) return all;
  }
  const failed = results.find(({ status }) => status === "failed");
  const current = failed ?? results.at(-1);
  const at = current ? steps.findIndex((step) => isResultOf(current, step)) : 0;
  return windowed(steps.length, Math.max(0, at - Math.max(0, Math.floor(rows / 3) - 1)), rows, draw, words);
}

/** What the first row begins with, and further rows below its text. */
function hanging(head: Row, lines: readonly string[], tone: Tone): Row[] {
  const indent = " ".repeat(rowWidth(head));
  return lines.map((text, at) => [...(at === 0 ? head : [span(indent)]), span(text, tone)]);
}

/** Why the running interface is not told; empty where it is. */
export function laterRows(world: World, words: Words, columns: number): Row[] {
  const why = untold(world);
  if (why === null) return [];
  return paragraph(words.plans.loadLater[why]({ interfaceName: visible(world.interfaceName) }), columns, "plain", 2);
}

/** One step in at most `columns`. A command stands there whole; of a path that is too long folders go first. */
function sentences(step: Step, words: Words, columns: number, already = false): readonly string[] {
  const say = words.plans.steps[step.id] as (values: Step) => string;
  if (step.id === "run") {
    return wrap(already ? `${visible(step.text)} (${words.plans.already})` : visible(step.text), columns);
  }
  const path = visible(step.path);
  const whole = say({ ...step, path });
  const over = width(whole) - columns;
  const room = Math.max(12, width(path) - over);
  return [visible(over <= 0 ? whole : say({ ...step, path: shorten(shortenPath(path, room), room) }))];
}
