/** The lesson of AllowedIPs: the server's blocks, what is sent from where to where, and the way of that packet. */
import { CASE_KEYS, type LessonState } from "../../app/lesson.ts";
import type { State } from "../../app/state.ts";
import { type Case, OWN_TABLES, type Owner, TABLES } from "../../lesson/allowed-ips.ts";
import { caseText, type StationText, stationTexts } from "../../panes/journey.ts";
import { type Row, span, type Tone } from "../../text/row.ts";
import { fit, width } from "../../text/width.ts";
import type { Words } from "../../words/words.ts";
import { beside, exactly, line, marked, paragraph } from "../parts/cells.ts";
import { footer } from "../parts/footer.ts";
import { plainHeader } from "../parts/header.ts";
import { rule } from "../parts/rule.ts";

/** Columns of the server's file. */
const FILE = 46;
/** Below it the choices stand under the file. */
const BESIDE = 76;

export function addresses(state: State, view: LessonState["addresses"], words: Words): Row[] {
  const { rows, columns } = state.size;
  const { lesson: texts } = words;
  const low = rows < 20;
  const stations = view.sent ? stationTexts(view.case, words) : [];
  const file = fileRows(view.case, stations);
  const panes =
    columns < BESIDE
      ? [...file, ...pickRows(view, words, columns)]
      : beside(file, pickRows(view, words, columns - FILE - 1), FILE);
  const way = view.sent
    ? stations.flatMap(({ text, ends }) => marked(ends ? "×" : "√", text, columns, ends ? "error" : "plain"))
    : paragraph(texts.addresses.hint, columns, "dim");
  const above = low ? [] : [...paragraph(texts.addresses.law, columns), []];
  const top = low && view.sent ? [line(caseText(view.case, words), "strong")] : [...above, ...panes];
  return [
    plainHeader(`${texts.title} · ${texts.addresses.title}`, [], columns),
    rule(columns),
    ...top,
    rule(columns),
    ...exactly(way, rows - top.length - 4),
    footer(state, words),
  ];
}

/** wg0.conf: the entry that decided lit, those that it beat marked. */
function fileRows({ table }: Case, stations: readonly StationText[]): Row[] {
  const owners = stations.flatMap(({ station }) => ("owner" in station && station.owner ? [station.owner] : []));
  return TABLES[table].flatMap(({ peer, allowedIPs }) => {
    const rows = allowedIPs.map((entry) => signOf(owners, peer, entry));
    const mark = rows.find((sign) => sign !== " ") ?? " ";
    const tone: Tone = mark === "►" ? "lit" : "plain";
    return [line(`  [Peer]  ${peer}`), line(`${mark} AllowedIPs = ${allowedIPs.join(", ")}`, tone)];
  });
}

function signOf(owners: readonly Owner[], peer: string, entry: string): string {
  if (owners.some((owner) => owner.peer === peer && owner.entry === entry)) return "►";
  return owners.some(({ beaten }) => beaten.some((one) => one.peer === peer && one.entry === entry)) ? "×" : " ";
}

function pickRows({ case: picked, cursor }: LessonState["addresses"], words: Words, columns: number): Row[] {
  const { addresses: texts } = words.lesson;
  const name = Math.max(...CASE_KEYS.map((key) => width(texts.picks[key]))) + 2;
  const shownValue = (key: (typeof CASE_KEYS)[number]) => {
    if (key === "table") return texts.tables[picked.table];
    return key === "from" && picked.from === "server" ? texts.server : picked[key];
  };
  const rows = CASE_KEYS.flatMap((key, at): Row[] => {
    const here = at === cursor;
    const value = paragraph(shownValue(key), columns - name - 2, here ? "lit" : "strong");
    return value.map((row, n) => [
      span(` ${here && n === 0 ? "►" : " "} ${fit(n === 0 ? texts.picks[key] : "", name - 1)}`, here ? "lit" : "plain"),
      ...row,
    ]);
  });
  const own = picked.from === "server" ? [] : ownRows(picked.from, words);
  return rows.length + own.length <= 6 ? [...rows, ...own] : rows;
}

function ownRows(peer: Exclude<Case["from"], "server">, words: Words): Row[] {
  return [line(`  ${words.lesson.addresses.own({ peer })}:`, "dim"), line(`  AllowedIPs = ${OWN_TABLES[peer]}`, "dim")];
}
