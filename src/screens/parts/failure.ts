/** Why a step was not done, and, where somebody else changed the file meanwhile, what they changed. */
import type { DiffLine } from "../../plans/diff.ts";
import type { Failure } from "../../plans/plan.ts";
import type { Row } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import type { Words } from "../../words/words.ts";
import { marked } from "./cells.ts";
import { linesAsRows } from "./diff.ts";
import { fileName } from "./paths.ts";
import { rule } from "./rule.ts";

export function failureRows(failure: Failure | null, words: Words, columns: number): Row[] {
  if (failure === null) return [];
  const say = words.troubles.failures[failure.id] as (failure: Failure) => string;
  return [[], ...marked("!", visible(say(failure)), columns, "error")];
}

/** In at most `rows` rows, secrets as dots. */
export function meanwhileRows(
  path: string,
  diff: readonly DiffLine[] | null,
  words: Words,
  columns: number,
  rows: number,
): Row[] {
  if (diff === null || diff.length === 0 || rows < 3) return [];
  const title = words.screens.doing.meanwhile({ file: fileName(path) });
  return [[], rule(columns, [{ at: 0, text: title }]), ...linesAsRows(diff, false, words, rows - 2)];
}
