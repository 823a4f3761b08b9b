/** What a check found, as plain text: each rule once, with its lines, the reason and what to do. */
import { type Group, groupsOf, type Report } from "../checks/judge.ts";
import { shownLine } from "../checks/shown.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/width.ts";
import type { Conf } from "../wireguard/conf.ts";
import { linesTold, told } from "../words/finding.ts";
import type { Words } from "../words/words.ts";

/** Up to so many findings of one rule are told one by one. */
const EACH = 3;
const INDENT = 2;

export interface TextOptions {
  readonly columns: number;
  /** Whether `--mend` would work on this file. */
  readonly own: boolean;
}

/** The findings, the gravest first, and the quiet line about keepalive. Empty where there is nothing to tell. */
export function checkText(report: Report, conf: Conf, words: Words, options: TextOptions): string {
  const groups = groupsOf(report.findings).map((group) => groupText(group, conf, words, options));
  const { title, text } = words.checks.keepaliveRight;
  const quiet = report.keepaliveRight ? [[`${words.checks.severity.info}  ${title}`, ...paragraph(text, options)]] : [];
  return [...groups, ...quiet].map((lines) => `${lines.join("\n")}\n`).join("\n");
}

function groupText({ id, severity, findings, mend }: Group, conf: Conf, words: Words, options: TextOptions): string[] {
  const { checks } = words;
  const few = findings.length <= EACH;
  const place = [...(few ? [] : [checks.times({ count: findings.length })]), linesTold(findings, checks)];
  const head = [id, place.filter((one) => one !== "").join(", ")].filter((one) => one !== "").join(" · ");
  const shown = few ? findings : findings.slice(0, 1);
  const first = told(findings[0], checks);
  return [
    `${checks.severity[severity]}  ${head}`,
    ...(few ? [] : paragraph(checks.rules[id].title, options)),
    ...shown.flatMap((finding) => {
      const line = shownLine(finding, conf);
      return [
        ...paragraph(told(finding, checks).what, options),
        ...(line === null ? [] : [`    ${String(finding.line).padStart(4)}  ${visible(line)}`]),
      ];
    }),
    ...paragraph(first.why, options),
    ...paragraph(first.mend, options),
    ...(mend !== null && options.own ? paragraph(checks.mendable({ id }), options) : []),
  ];
}

function paragraph(text: string, { columns }: TextOptions): string[] {
  if (text === "") return [];
  return wrap(text, Math.max(20, columns - INDENT)).map((line) => " ".repeat(INDENT) + line);
}
