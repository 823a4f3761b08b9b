/** What this server sees of the device that is to come: the facts, what can be wrong, and what is done about it. */
import type { CodeState, State } from "../app/state.ts";
import { asksForCopy, isThere } from "../app/waiting.ts";
import { cameText, causeTexts, eventTexts } from "../panes/waiting.ts";
import { type Row, rowWidth, span, type Tone } from "../text/row.ts";
import { passedTime } from "../text/time.ts";
import { visible } from "../text/visible.ts";
import { fit, width } from "../text/width.ts";
import { type About, aboutOf } from "../waiting/about.ts";
import { type Diagnosis, diagnosisOf, isHopeless } from "../waiting/diagnosis.ts";
import { knockerIn, lastSeen, watchedFor } from "../waiting/waiting.ts";
import { readable } from "../wireguard/bytes.ts";
import { wgQuickArgument } from "../wireguard/wg-quick.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { askRows } from "./parts/ask.ts";
import { ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { failureRows } from "./parts/failure.ts";
import { footer } from "./parts/footer.ts";
import { rule } from "./parts/rule.ts";

/** What every part of the screen is made from. */
interface Seeing {
  readonly state: State;
  readonly world: World;
  readonly code: CodeState;
  readonly words: Words;
  readonly about: About;
  readonly diagnosis: Diagnosis;
  readonly columns: number;
}

export function waiting(state: State, world: World, code: CodeState, words: Words): Row[] {
  const { rows, columns } = state.size;
  const { watch, plan } = code;
  const about = aboutOf(watch.waiting, world, plan.peer.name, state.choice !== null);
  const diagnosis = seenOf(code, world);
  const seeing: Seeing = { state, world, code, words, about, diagnosis, columns };
  const below = watch.asking === null ? belowRows(seeing) : [];
  const room = rows - 4 - below.length;
  const blocks =
    watch.asking === null
      ? isThere(code)
        ? thereBlocks(seeing)
        : notThereBlocks(seeing, room)
      : endpointBlocks(seeing);
  return [
    title(seeing),
    rule(columns),
    ...exactly(fitted(blocks, room), room),
    ...below,
    rule(columns),
    footer(state, words),
  ];
}

function title({ code, words, about, diagnosis, columns }: Seeing): Row {
  const { watch } = code;
  const state: Row = isThere(code)
    ? [span(words.waiting.connected, "good")]
    : isHopeless(diagnosis)
      ? []
      : [span(words.waiting.waiting, "dim")];
  const left = [span(` ${about.interfaceName} · `), span(about.name, "strong")];
  return ends(left, [...state, span(`   ${passedTime(watchedFor(watch.waiting))} `)], columns);
}

/** The first blocks, as many as there is room for, with a blank row between them as far as rows are left. */
function fitted(blocks: readonly (readonly Row[])[], room: number): Row[] {
  const shown: (readonly Row[])[] = [];
  let left = room;
  for (const block of blocks) {
    if (block.length === 0) continue;
    if (block.length > left) break;
    shown.push(block);
    left -= block.length;
  }
  return shown.flatMap((block, at): Row[] => (at === 0 || left-- <= 0 ? [...block] : [[], ...block]));
}

/** Short of rows the facts go first: what to do about it comes before what was seen. */
function notThereBlocks(seeing: Seeing, room: number): Row[][] {
  const { code, words, about, diagnosis, columns } = seeing;
  const texts = words.waiting;
  const { id } = diagnosis;
  const tail = id === "nothing-arrives" ? texts.wouldBeSeen : id === "nothing-accepted" ? texts.cannotSee : "";
  const headline = paragraph(texts.headlines[id](about), columns, "strong");
  const doing = [
    id === "down" ? startRows(seeing) : [],
    failureRows(code.watch.failure, words, columns).slice(1),
    saidRows(seeing),
  ];
  const all = [headline, factRows(seeing), causeParts(seeing).flat(), ...doing, paragraph(tail, columns)];
  return all.flat().length <= room ? all : [headline, ...causeParts(seeing), ...doing];
}

function thereBlocks(seeing: Seeing): Row[][] {
  const { code, words, about, diagnosis, columns } = seeing;
  const { waiting: seen } = code.watch;
  const silent = diagnosis.id === "silent";
  // What stands in the first sentence, or in the cause, needs no second one.
  const told = diagnosis.id === "connected" || diagnosis.id === "working" || (silent && diagnosis.causes.length > 0);
  const wrong = diagnosis.causes.length > 0 && !silent;
  const headline = words.waiting.headlines[diagnosis.id](about);
  return [
    marked("√", cameText(seen, about, words) ?? "", columns, "good"),
    told ? [] : wrong ? marked("!", headline, columns, "warning") : paragraph(headline, columns),
    causeParts(seeing).flat(),
    failureRows(code.watch.failure, words, columns).slice(1),
    eventRows(seeing),
    wrong ? [] : keepaliveRows(seeing),
  ];
}

/** The newest things that happened, each behind its time. */
function eventRows({ code, state, words, about, columns }: Seeing): Row[] {
  const most = Math.max(3, state.size.rows - 18);
  const events = eventTexts(code.watch.waiting, about, words).slice(-most);
  const wide = Math.max(4, ...events.map(([time]) => width(time)));
  return events.flatMap(([time, text]) =>
    marked(fit(time, wide, "start"), text, columns - 2, "plain").map((row) => [span("  "), ...row]),
  );
}

/** When the next keepalive is due, counted from the last packet either way. */
function keepaliveRows({ code, words, columns }: Seeing): Row[] {
  const { expected, trafficAt, last } = code.watch.waiting;
  const { keepalive } = expected;
  if (!keepalive || last === null) return [];
  const left = Math.round(keepalive - (last.at - (trafficAt ?? last.at)) / 1000);
  return paragraph(words.waiting.keepalive({ seconds: keepalive, left: left > 0 ? left : null }), columns, "dim");
}

/** What is there, and what is not: a mark, a label, and what was found. */
function factRows({ code, words, about, columns }: Seeing): Row[] {
  const { facts } = words.waiting;
  const { last } = code.watch.waiting;
  if (!last?.peer) return [];
  const begun = lastSeen(code.watch.waiting, "begun") !== null;
  const packets = begun
    ? facts.accepted(about)
    : knockerIn(code.watch.waiting)
      ? facts.refused(about)
      : last.strangers === null
        ? facts.unseen
        : facts.noneYet;
  const rows: readonly [boolean, string, string][] = [
    [begun, facts.packets(about), packets],
    [false, facts.handshake, begun && about.times > 0 ? facts.begun(about) : facts.none],
  ];
  const wide = Math.max(...rows.map(([, label]) => width(label))) + 2;
  return [
    ...factRow(true, facts.up(about), columns),
    ...rows.flatMap(([good, label, found]) => {
      const whole = `${fit(label, wide)}${found}`;
      return factRow(good, width(whole) + 7 <= columns ? whole : `${label}: ${found}`, columns);
    }),
  ];
}

function factRow(good: boolean, text: string, columns: number): Row[] {
  return marked(good ? "  √ " : "  ○ ", text, columns, "plain");
}

/** What can be the cause, each by itself: one that does not fit whole is left out. */
function causeParts({ diagnosis, words, about, columns }: Seeing): Row[][] {
  const causes = causeTexts(diagnosis, about, words);
  if (causes.length < 2) return causes.map((only) => paragraph(only, columns));
  return [
    paragraph(words.waiting.so, columns),
    ...causes.map((cause, at) => marked(`  ${at + 1} `, cause, columns, "plain")),
  ];
}

/** `wg-quick up`: what it is, what else runs with it, and that it is asked for twice. */
function startRows({ code, world, words, about, columns }: Seeing): Row[] {
  const texts = words.waiting.up;
  const { up } = code.watch;
  if (world.demo) return [];
  const command = visible(`wg-quick up ${wgQuickArgument(world)}`);
  const told: Row = [span(`   ${command}`, "strong"), span(up === "running" ? `   ${texts.running}` : "", "dim")];
  if (up === null) return [...paragraph(texts.offer, columns), told];
  const hooks = world.conf.interface.hooks.filter(({ key }) => key === "PreUp" || key === "PostUp");
  return [
    told,
    ...(hooks.length === 0 ? [] : paragraph(texts.hooks, columns)),
    ...hooks.flatMap(({ key, command: hook }) =>
      marked("  ", `${key} = ${visible(readable(hook))}`, columns, "dim", 2),
    ),
    ...(up === "asked" ? marked("!", texts.sure(about), columns, "warning") : []),
  ];
}

/** The last lines of what `wg-quick` said. */
function saidRows({ code, words, columns }: Seeing): Row[] {
  const said = code.watch.said.slice(-6);
  if (said.length === 0) return [];
  return [
    ...paragraph(words.waiting.up.said, columns),
    ...said.map((one) => line(fit(`  ${visible(one)}`, columns - 2).trimEnd(), "dim")),
  ];
}

/** Below a rule: the question about the copy, or that one can leave. */
function belowRows(seeing: Seeing): Row[] {
  const { code, words, about, columns, state } = seeing;
  const { copy } = words.waiting;
  const path = copyPath(seeing);
  if (asksForCopy(code)) {
    const way = (key: string, text: string): Row => [
      span(`   ${key}`, "strong"),
      span(`${" ".repeat(8 - width(key))}${text}`),
    ];
    return [
      rule(columns),
      ...paragraph(copy.ask({ name: about.name, path }), columns, "strong"),
      way("Enter", copy.keep),
      way("n", copy.away),
    ];
  }
  if (isThere(code)) {
    const fate = code.watch.copy;
    return fate === "ask" ? [] : [rule(columns), ...paragraph(copy[fate]({ path }), columns)];
  }
  if (state.size.rows < 20) return [];
  const leave = words.waiting.leave;
  const command: Row = [span(about.command, "strong")];
  const one: Row = [span(` ${leave} `), ...command];
  const rows: Row[] = rowWidth(one) <= columns ? [one] : [...paragraph(leave, columns), [span("   "), ...command]];
  return [rule(columns), ...rows];
}

/** Where the copy lies, seen from the server's file: `clients/lena-phone.conf`. */
function copyPath({ code, world }: Seeing): string {
  const folder = world.path.slice(0, world.path.lastIndexOf("/") + 1);
  const path = code.clientFile ?? "";
  return visible(path.startsWith(folder) ? path.slice(folder.length) : path);
}

/** The question about the endpoint alone, and what its answer does. */
function endpointBlocks(seeing: Seeing): Row[][] {
  const { code, state, world, words, about, columns } = seeing;
  const { asking, failure } = code.watch;
  if (asking === null) return [];
  const path = code.clientFile === null ? null : copyPath(seeing);
  return [
    askRows(asking, world, words, columns, state.size.rows),
    failureRows(failure, words, columns).slice(1),
    paragraph(words.waiting.endpoint.does({ path, file: about.file }), columns),
  ];
}

/** Before the first look too it is known whether the interface was told of the peer. */
function seenOf({ watch, loaded }: CodeState, world: World): Diagnosis {
  const seen = diagnosisOf(watch.waiting, world);
  if (watch.waiting.last !== null || loaded === "loaded") return seen;
  if (loaded === "failed") return { id: "not-loaded", causes: [] };
  return world.running.kind === "down" ? { id: "down", causes: [] } : seen;
}

/** For the screen of the code: how it stands, in a row or two, the time at the right. */
export function waitingRows(state: State, world: World, code: CodeState, words: Words): Row[] {
  const { about, diagnosis, time } = standing(state, world, code);
  const texts = words.waiting;
  const early = diagnosis.id === "waiting";
  const text = `${texts.headlines[diagnosis.id](about)}${early ? "" : ` (${texts.more})`}`;
  const tone: Tone = early ? "plain" : "warning";
  const room = state.size.columns - width(time) - 2;
  const rows = marked(early ? "○" : "!", text, room, tone);
  return rows.map((row, at) => (at === 0 ? ends(row, [span(`${time} `)], state.size.columns) : row));
}

/** The same in a few columns, where it has no row of its own. */
export function waitingShort(state: State, world: World, code: CodeState, words: Words): Row {
  const { diagnosis, time } = standing(state, world, code);
  const { waiting: waits, more } = words.waiting;
  return diagnosis.id === "waiting" ? [span(`○ ${waits} ${time} `)] : [span(`! ${more} ${time} `, "warning")];
}

function standing(state: State, world: World, code: CodeState) {
  const { watch, plan } = code;
  return {
    about: aboutOf(watch.waiting, world, plan.peer.name, state.choice !== null),
    diagnosis: seenOf(code, world),
    time: passedTime(watchedFor(watch.waiting)),
  };
}
