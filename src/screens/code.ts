/** The end of the way: the code for the phone, whole or not at all, what to do with it, and the other ways to hand the file over. */

import { codePlace, codeText, savingsOf } from "../app/code.ts";
import type { CodeState, State } from "../app/state.ts";
import { leftToType } from "../plans/unloaded.ts";
import type { NoDrawing } from "../qr/fit.ts";
import { CODE_BYTES } from "../qr/modules.ts";
import { type Row, rowWidth, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { beneath } from "./parts/beneath.ts";
import { beside, ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { type Drawn, drawnCode, missingText, windowFor } from "./parts/code-size.ts";
import { savedParts, savingRows, toldRows } from "./parts/code-told.ts";
import { footer } from "./parts/footer.ts";
import { rule } from "./parts/rule.ts";
import { wholeText } from "./parts/text-rows.ts";
import { waiting, waitingRows, waitingShort } from "./waiting.ts";

export function code(state: State, world: World, view: CodeState, words: Words): Row[] {
  if (view.watch.shown) return waiting(state, world, view, words);
  const shown = codeScreen(state, world, view, words);
  return beneath(
    shown,
    waitingRows(state, world, view, words),
    // Nothing can arrive before the interface knows the peer.
    view.loaded === "failed"
      ? [span(`! ${words.screens.code.notLoaded} `, "warning")]
      : waitingShort(state, world, view, words),
    state.size.columns,
  );
}

function codeScreen(state: State, world: World, view: CodeState, words: Words): Row[] {
  const told = toldRows(state, view, words);
  if (told.length === 0) return mainScreen(state, world, view, words);
  // What is told stands above the keys, where the rest of the screen has room without those rows.
  const less = { ...state, size: { ...state.size, rows: state.size.rows - told.length } };
  if (less.size.rows < LEAST_ROWS || !showsAll(less, view)) return toldScreen(state, world, view, words, told);
  const shown = mainScreen(less, world, view, words);
  return [...shown.slice(0, -1), ...told, ...shown.slice(-1)];
}

/** Rows below which nothing is told on top of a screen. */
const LEAST_ROWS = 12;

function showsAll(state: State, view: CodeState): boolean {
  return view.asText || codePlace(state, view, state.size)?.chosen.kind === "fits";
}

function mainScreen(state: State, world: World, view: CodeState, words: Words): Row[] {
  const place = view.asText ? null : codePlace(state, view, state.size);
  if (place === null) return textScreen(state, world, view, words);
  const { chosen } = place;
  if (chosen.kind !== "fits") return noCodeScreen(state, world, view, words, chosen);
  const drawing = drawnCode(codeText(view) ?? "", chosen, state);
  return place.beside
    ? besideScreen(state, world, view, words, drawing)
    : belowScreen(state, world, view, words, drawing);
}

/** What was told, alone: half of a code beside it would be of no use. */
function toldScreen(state: State, world: World, view: CodeState, words: Words, told: readonly Row[]): Row[] {
  const { rows, columns } = state.size;
  return [
    title(state, world, view, words),
    rule(columns),
    ...exactly(told, rows - 4),
    rule(columns),
    footer(state, words),
  ];
}

function besideScreen(state: State, world: World, view: CodeState, words: Words, drawing: Drawn): Row[] {
  const { rows, columns } = state.size;
  // The command stands under the code where there is room, so that it can be selected in one piece.
  const load = loadRows(world, view, words, columns);
  const told = [...reasonRows(view, words, columns), ...load];
  const below = drawing.rows + told.length <= rows - 2 ? told : load;
  const fits = drawing.rows + below.length <= rows - 2;
  const hints = [[], ...hintRows(state, fits ? null : world, view, words, columns - drawing.columns - 1)];
  const free = rows - 2 - (fits ? below.length : 0);
  return [
    title(state, world, view, words, true, drawing),
    ...exactly(beside(codeRows(drawing), hints, drawing.columns, " "), free),
    ...(fits ? below : []),
    footer(state, words),
  ];
}

/** Under the code as many hints as there is room for; where even the command has none, the title says that it is needed. */
function belowScreen(state: State, world: World, view: CodeState, words: Words, drawing: Drawn): Row[] {
  const { rows, columns } = state.size;
  const free = rows - 2 - drawing.rows;
  const full = hintRows(state, world, view, words, columns);
  return [
    title(state, world, view, words, loadRows(world, view, words, columns).length <= free, drawing),
    ...codeRows(drawing),
    ...exactly(full.length <= free ? full : asManyAs(shortHints(world, view, words, columns), free), free),
    footer(state, words),
  ];
}

function noCodeScreen(state: State, world: World, view: CodeState, words: Words, chosen: NoDrawing): Row[] {
  const { rows, columns } = state.size;
  const free = rows - 4;
  const held = heldRows(view, words, columns);
  const why = chosen.kind === "too-small" ? sizeRows(state, words, chosen) : cannotRows(view, words, chosen, columns);
  const savings = savingRows(savingsOf(state, view), words, columns);
  const file = [...fileRows(view, words, columns), ...paragraph(words.screens.code.asText, columns)];
  const hints = hintRows(state, world, view, words, columns);
  const gap: Row[] = savings.length > 0 ? [[]] : [];
  const roomy = [...held, ...why, [], ...savings, ...gap, ...file, [], rule(columns), ...hints];
  // In a low window the command comes before what the next key shows as well.
  const needed = [...held, ...why].filter((row) => row.length > 0);
  const load = loadRows(world, view, words, columns);
  const kept = fileRows(view, words, columns);
  const tight = asManyAs(
    [needed, load, reasonRows(view, words, columns), kept, file.slice(kept.length), savings],
    free,
  );
  return [
    title(state, world, view, words),
    rule(columns),
    ...exactly(roomy.length <= free ? roomy : tight, free),
    rule(columns),
    footer(state, words),
  ];
}

function cannotRows(
  { plan }: CodeState,
  words: Words,
  { why }: Extract<NoDrawing, { kind: "cannot" }>,
  columns: number,
): Row[] {
  return paragraph(words.code.cannot[why]({ over: (plan.code ?? "").length - CODE_BYTES }), columns, "strong");
}

function sizeRows(state: State, words: Words, drawing: Extract<NoDrawing, { kind: "too-small" }>): Row[] {
  const texts = words.screens.code;
  const needs = windowFor(drawing.needs);
  const missing = texts.areMissing({ missing: missingText(needs, state.size, words) });
  const labels = [texts.theCode, texts.thisWindow];
  const wide = Math.max(...labels.map((label) => label.length)) + 3;
  const here: Row = [span(`   ${texts.thisWindow.padEnd(wide)}`), span(texts.extent(state.size))];
  const short: Row = [span(`   ${missing}`, "warning")];
  return [
    ...paragraph(texts.tooSmall, state.size.columns, "strong"),
    [],
    [span(`   ${texts.theCode.padEnd(wide)}`), span(texts.extent(needs))],
    ...(rowWidth(here) + rowWidth(short) <= state.size.columns ? [[...here, ...short]] : [here, short]),
  ];
}

/** The file as text, from the first column on, to be selected and copied. */
function textScreen(state: State, world: World, view: CodeState, words: Words): Row[] {
  const { rows, columns } = state.size;
  const texts = words.screens.code;
  const { plan } = view;
  const note =
    plan.code === null
      ? paragraph(texts.template({ name: visible(plan.peer.name) }), columns)
      : [...marked("!", texts.isKey, columns, "warning")];
  const text = plan.clientText
    .trimEnd()
    .split("\n")
    .flatMap((one) => wholeText(visible(one), columns));
  const load = loadRows(world, view, words, columns);
  // Who asked for the text wants it whole; where it comes by itself, the command has its rows first.
  const room = rows - 4 - (view.asText ? 1 : note.length + load.length);
  const fits = text.length <= room;
  const shown = fits ? text : [...text.slice(0, room - 1), line(texts.textTooLong(text.length - room + 1), "warning")];
  return [
    title(state, world, view, words),
    rule(columns, [{ at: 0, text: texts.textTitle({ file: visible(plan.sides.client.fileName) }) }]),
    ...shown,
    rule(columns),
    ...exactly(
      asManyAs([note, load, reasonRows(view, words, columns)], rows - 4 - shown.length),
      rows - 4 - shown.length,
    ),
    footer(state, words),
  ];
}

/** `loadShown`: the command that loads the peer, or why there is none, stands on the screen. */
function title(
  state: State,
  world: World,
  { plan, clientFile, loaded, from }: CodeState,
  words: Words,
  loadShown = true,
  drawing: Drawn | null = null,
): Row {
  const texts = words.screens.code;
  const { columns } = state.size;
  const remark = drawing?.remark ? words.code.remarks[drawing.remark] : null;
  const left = [
    span(` ${visible(world.interfaceName)} · `),
    span(visible(plan.peer.name), "strong"),
    ...(remark === null ? [] : [span(" · "), span(remark, "warning")]),
  ];
  const right = (done: string): Row => [span("√ ", "good"), span(` ${done} `)];
  if (from !== null) return ends(left, [span(`${visible(clientFile ?? "")} `, "dim")], columns);
  const whole = right(clientFile === null ? texts.written : `${texts.written}   ${visible(clientFile)}`);
  if (!loadShown && loaded === "failed") return ends(left, right(texts.notLoaded), columns);
  return ends(left, rowWidth(left) + rowWidth(whole) < columns ? whole : right(texts.written), columns);
}

/** What a person does with the code, the warnings that belong to it, and what is left to do on the server. */
function hintRows(state: State, world: World | null, view: CodeState, words: Words, columns: number): Row[] {
  const texts = words.screens.code;
  const roomy = state.size.rows >= 30;
  const gap: Row[] = roomy ? [[]] : [];
  return [
    ...leftOutRows(view, words, columns),
    ...(roomy ? [line(texts.inApp, "strong"), []] : []),
    ...texts.scan.flatMap((one, at) => marked(`${at + 1} `, one, columns, "plain")),
    ...marked(`${texts.scan.length + 1} `, texts.name({ tunnel: view.plan.tunnelName }), columns, "plain"),
    ...marked(`${texts.scan.length + 2} `, texts.switchOn, columns, "plain"),
    ...gap,
    ...paragraph(`${texts.oneDevice} ${texts.isKey}`, columns),
    ...(world === null ? [] : [...gap, ...reasonRows(view, words, columns), ...loadRows(world, view, words, columns)]),
    ...(roomy ? [[], ...fileRows(view, words, columns)] : []),
  ];
}

/** The same for a few rows, the most needed first: until it is loaded, nothing of the rest is of use. */
function shortHints(world: World, view: CodeState, words: Words, columns: number): Row[][] {
  const texts = words.screens.code;
  return [
    loadRows(world, view, words, columns),
    reasonRows(view, words, columns),
    leftOutRows(view, words, columns),
    ...texts.scan.map((one) => paragraph(one, columns)),
    paragraph(`${texts.name({ tunnel: view.plan.tunnelName })}. ${texts.switchOn}.`, columns),
    paragraph(texts.isKey, columns),
    paragraph(texts.oneDevice, columns),
    fileRows(view, words, columns),
  ];
}

/** Those that fit, in order: half a sentence says nothing, and half a command must not be copied. */
function asManyAs(parts: readonly (readonly Row[])[], free: number): Row[] {
  const shown: Row[] = [];
  for (const part of parts) if (shown.length + part.length <= free) shown.push(...part);
  return shown;
}

/** Why the running interface could not be told. */
function reasonRows({ results }: CodeState, words: Words, columns: number): Row[] {
  const failure = results.find(({ status }) => status === "failed")?.failure ?? null;
  if (failure === null) return [];
  const say = words.troubles.failures[failure.id] as (value: typeof failure) => string;
  return marked("!", visible(say(failure)), columns, "error");
}

/** Where the running interface does not know the peer: what tells it, or that it is down. */
function loadRows(world: World, view: CodeState, words: Words, columns: number): Row[] {
  const texts = words.screens.code;
  const { plan } = view;
  const values = { interfaceName: visible(world.interfaceName), name: visible(plan.peer.name) };
  if (view.loaded === "loaded") return [];
  const command = view.loaded === "failed" ? leftToType(plan.loading, view.results) : null;
  if (command === null) return paragraph(texts.isDown(values), columns);
  return [...paragraph(texts.load(values), columns), ...paragraph(visible(command), columns, "strong")];
}

function fileRows({ clientFile }: CodeState, words: Words, columns: number): Row[] {
  const texts = words.screens.code;
  return paragraph(clientFile === null ? texts.notKept : texts.kept({ path: visible(clientFile) }), columns);
}

/** Leaving was asked for, and nothing holds the key yet. */
function heldRows({ held }: CodeState, words: Words, columns: number): Row[] {
  return held ? [...marked("!", words.screens.code.held, columns, "error"), []] : [];
}

/** The code that stands there carries less than the file. */
function leftOutRows({ saving }: CodeState, words: Words, columns: number): Row[] {
  if (saving === null) return [];
  return marked("!", words.code.leftOut({ what: savedParts(saving, words) }), columns, "warning");
}

/** A picture stands on blanks, as many as it covers. */
function codeRows({ lines, picture, rows }: Drawn): Row[] {
  return lines.map((text, at) => [picture && at === 0 ? { ...span(text), picture: { ...picture, rows } } : span(text)]);
}
