/** A finding as sentences, harmless to a terminal; and how a group of them is pointed at. */
import type { Finding, RuleId, Severity } from "../checks/finding.ts";
import { visible } from "../text/visible.ts";
import type { ChecksWords, RuleSentences } from "./checks.ts";

export interface ToldFinding {
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

export function told({ id, values }: Pick<Finding, "id" | "values">, words: ChecksWords): ToldFinding {
  const { what, why, mend } = words.rules[id] as RuleSentences<unknown>;
  return { what: visible(what(values)), why: visible(why(values)), mend: visible(mend(values)) };
}

/** So many lines of a group are named; the others are counted. */
const MOST_LINES = 8;

/** `line 12`, `lines 12, 20 and 3 more`; empty where no line is meant. */
export function linesTold(findings: readonly Pick<Finding, "line">[], words: ChecksWords, most = MOST_LINES): string {
  const lines = [...new Set(findings.flatMap(({ line }) => line ?? []))];
  const [first] = lines;
  if (first === undefined) return "";
  if (lines.length === 1) return words.line({ line: first });
  return words.lines({ shown: lines.slice(0, most).join(", "), more: Math.max(0, lines.length - most) });
}

/** How many of each kind, in a sentence. */
export function summaryOf(findings: readonly Pick<Finding, "severity">[], words: ChecksWords): string {
  const count = (severity: Severity) => findings.filter((one) => one.severity === severity).length;
  const counts = { error: count("error"), warning: count("warning"), info: count("info") };
  return findings.length === 0 ? words.nothing : words.summary(counts);
}

/** The titles of rules that were not judged, in one sentence; empty where all were. */
export function notLookedAtTold(rules: readonly RuleId[], own: boolean, words: ChecksWords): string {
  if (rules.length === 0) return "";
  return `${words.notLookedAt} ${rules.join(", ")}. ${own ? words.cannotKnow : words.notThisMachine}`;
}
