/**
 * Short ways to say what came of reading an answer, and how typed text may be quoted in a remark.
 */
import { visible } from "../text/visible.ts";
import { cut } from "../text/width.ts";
import type { Parsed, Suggestion, SuggestionSource } from "./question.ts";
import type { Remark, RemarkId, Remarks } from "./remarks.ts";

export function understood<Value>(value: Value, warnings: readonly Remark[] = []): Parsed<Value> {
  return { ok: true, value, warnings };
}

export function refused<Id extends RemarkId>(
  id: Id,
  values: Remarks[Id],
): { readonly ok: false; readonly problem: Remark } {
  return { ok: false, problem: remark(id, values) };
}

export function remark<Id extends RemarkId>(id: Id, values: Remarks[Id]): Remark {
  return { id, values } as Remark;
}

/** A suggestion that nobody need look at twice. */
export function suggested(text: string, kind: "free" | "usual" | "running" | "server"): Suggestion {
  return { text, source: { kind }, doubt: null };
}

/** One that was found somewhere; the name of the file it stands in may hold anything. */
export function suggestedFrom(text: string, source: SuggestionSource, doubt: Remark | null = null): Suggestion {
  return { text, source: "path" in source ? { ...source, path: visible(source.path) } : source, doubt };
}

/** Nothing to suggest, and why, where that is worth saying. */
export function nothing(doubt: Remark | null = null): Suggestion {
  return { text: null, source: null, doubt };
}

/** Text as it may stand in a remark: nothing invisible in it, and not longer than a line can hold. */
export function quoted(text: string): string {
  return cut(visible(text), 48);
}

/** The items of a typed list: commas, blanks or both between them. */
export function items(text: string): string[] {
  return text.split(/[\s,]+/).filter((item) => item !== "");
}
