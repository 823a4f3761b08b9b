/** The findings: a row each rule, the lit one told in full below with its line, the reason and what to do. */
import { type ChecksState, checkRows, litGroup } from "../app/checking.ts";
import type { State } from "../app/state.ts";
import type { Severity } from "../checks/finding.ts";
import type { Group, Report } from "../checks/judge.ts";
import { shownLine } from "../checks/shown.ts";
import { type Row, span, type Tone } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { cut, fit, width } from "../text/width.ts";
import type { World } from "../wireguard/world.ts";
import { linesTold, summaryOf, told } from "../words/finding.ts";
import type { Words } from "../words/words.ts";
import { mending } from "./mend.ts";
import { cutRow, ends, exactly, line, paragraph } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";
import { seen } from "./parts/scroll.ts";

/** Header, rules and footer: rows that are always there. */
const FRAME = 5;
/** Rows that the lit finding needs to be told in full in most windows. */
const DETAIL = 11;

const TONES: Readonly<Record<Severity, Tone>> = { error: "error", warning: "warning", info: "plain" };

export function checks(state: State, world: World, view: ChecksState, words: Words): Row[] {
  if (view.mending) return mending(state, world, view.mending, words);
  const { rows, columns } = state.size;
  const { report } = view;
  const said = words.checks;
  if (report === null) {
    return [
      header(world, words, [span(said.screen.title, "dim")], columns),
      rule(columns),
      ...exactly([[], line(said.screen.looking)], rows - 4),
      rule(columns),
      footer(state, words),
    ];
  }
  const group = litGroup(view);
  const count = checkRows(view);
  const title = group ? said.rules[group.id].title : count > 0 ? said.keepaliveRight.title : "";
  const head = header(world, words, [span(summaryOf(report.findings, said), "dim")], columns);
  const whole = (room: number) =>
    group ? detailOf(group, world, words, columns, room) : quietOf(count, words, columns);
  if (view.told && count > 0) {
    return [
      head,
      rule(columns, [{ at: 0, text: title, tone: "strong" }]),
      ...exactly(whole(rows - FRAME + 1), rows - FRAME + 1),
      rule(columns),
      footer(state, words),
    ];
  }
  const below = aside(report, view, words, columns, rows);
  const free = rows - FRAME - below.length;
  const listed = Math.max(1, Math.min(count, Math.max(Math.floor(free / 3), free - DETAIL)));
  const window = seen(count, listed, view.cursor, 0);
  const list = Array.from({ length: window.to - window.from }, (_, at) =>
    findingRow(view, window.from + at, words, columns),
  );
  return [
    head,
    rule(columns),
    ...exactly(count === 0 ? [line(said.nothing)] : list, listed),
    rule(columns, title === "" ? [] : [{ at: 0, text: title, tone: "strong" }]),
    ...exactly(whole(free - listed), free - listed),
    ...below,
    rule(columns),
    footer(state, words),
  ];
}

/** ` ► warning  PersistentKeepalive in the server's blocks      3 times`. */
function findingRow(view: ChecksState, at: number, words: Words, columns: number): Row {
  const { severity: names, rules, keepaliveRight, times } = words.checks;
  const group = view.groups[at];
  const lit = at === view.cursor;
  const wide = Math.max(...Object.values(names).map(width));
  const severity = group?.severity ?? "info";
  const [first] = group?.findings ?? [];
  const whose = first?.peer?.name ?? "";
  const right = group && group.findings.length > 1 ? times({ count: group.findings.length }) : cut(visible(whose), 24);
  const left: Row = [
    span(lit ? " ► " : "   "),
    group ? span(fit(names[severity], wide), TONES[severity]) : span(fit("√", wide), "good"),
    span(`  ${group ? rules[group.id].title : keepaliveRight.title}`),
  ];
  const row = ends(left, right === "" ? [] : [span(`${right} `, "dim")], columns);
  return cutRow(lit ? row.map(({ text }) => span(text, "lit")) : row, columns);
}

/** What is so, the line itself, why it matters, what to do; short of rows the reason is cut, not the remedy. */
function detailOf(group: Group, world: World, words: Words, columns: number, rows: number): Row[] {
  const { checks } = words;
  const [finding] = group.findings;
  const { what, why, mend } = told(finding, checks);
  const text = shownLine(finding, world.conf);
  const others = group.findings.length > 1 ? linesTold(group.findings, checks, 6) : "";
  const head = [
    ...paragraph(what, columns),
    ...(text === null
      ? []
      : [cutRow([span(`  ${String(finding.line).padStart(4)}  `, "dim"), span(visible(text), "lit")], columns)]),
    ...(others === "" ? [] : [line(others, "dim")]),
  ];
  const reason = paragraph(why, columns);
  const remedy = paragraph(mend, columns, "strong");
  const room = rows - head.length - remedy.length;
  if (room >= reason.length + 2) return [...head, [], ...reason, [], ...remedy];
  return [...head, ...paragraph(why, columns, "plain", Math.max(0, room)), ...remedy];
}

/** The founding question, where it has its quiet answer. */
function quietOf(count: number, words: Words, columns: number): Row[] {
  return count === 0 ? [] : paragraph(words.checks.keepaliveRight.text, columns);
}

/** How much was not looked at, where there is room to say so. */
function aside({ notLookedAt }: Report, { own }: ChecksState, words: Words, columns: number, rows: number): Row[] {
  if (rows < 20 || notLookedAt.length === 0) return [];
  return paragraph(words.checks.screen.notLookedAt({ count: notLookedAt.length, own }), columns, "dim");
}
