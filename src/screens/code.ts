/** The end of the way: the code for the phone, whole or not at all, what to do with it, and the other ways to hand the file over. */
import type { CodeState, State } from "../app/state.ts";
import type { CodeDrawing } from "../qr/fit.ts";
import { type Row, rowWidth, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { beside, ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { drawingOf, missingText, windowFor } from "./parts/code-size.ts";
import { footer } from "./parts/footer.ts";
import { rule } from "./parts/rule.ts";
import { wholeText } from "./parts/text-rows.ts";

/** The narrowest column in which the hints can be read, with the line between them and the code. */
const HINTS = 36;

export function code(state: State, world: World, view: CodeState, words: Words): Row[] {
  if (view.asText || view.plan.code === null) return textScreen(state, world, view, words);
  const { rows, columns } = state.size;
  const narrow = drawingOf(view.plan, state, { rows, columns: columns - HINTS });
  if (narrow?.kind === "drawn") return besideScreen(state, world, view, words, narrow);
  const whole = drawingOf(view.plan, state, state.size);
  if (whole?.kind === "drawn") return belowScreen(state, world, view, words, whole);
  return tooSmallScreen(state, world, view, words, whole);
}

type Drawn = Extract<CodeDrawing, { kind: "drawn" }>;

function besideScreen(state: State, world: World, view: CodeState, words: Words, drawing: Drawn): Row[] {
  const { rows, columns } = state.size;
  // The command stands under the code where there is room, so that it can be selected in one piece.
  const below = loadRows(world, view, words, columns);
  const fits = drawing.rows + below.length <= rows - 2;
  const hints = [[], ...hintRows(state, fits ? null : world, view, words, columns - drawing.columns - 1)];
  const free = rows - 2 - (fits ? below.length : 0);
  return [
    title(state, world, view, words),
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
    title(state, world, view, words, loadRows(world, view, words, columns).length <= free),
    ...codeRows(drawing),
    ...exactly(full.length <= free ? full : asManyAs(shortHints(world, view, words, columns), free), free),
    footer(state, words),
  ];
}

function tooSmallScreen(state: State, world: World, view: CodeState, words: Words, drawing: CodeDrawing | null): Row[] {
  const { rows, columns } = state.size;
  const free = rows - 4;
  const held = heldRows(view, words, columns);
  const sizes =
    drawing?.kind === "too-small" ? sizeRows(state, words, drawing) : paragraph(words.screens.code.tooLong, columns);
  const file = [...fileRows(view, words, columns), line(words.screens.code.asText)];
  const hints = hintRows(state, world, view, words, columns);
  const roomy = [...held, ...sizes, [], ...file, [], rule(columns), ...hints];
  // In a low window the command comes before what the next key shows as well.
  const needed = [...held, ...sizes].filter((row) => row.length > 0);
  const tight = asManyAs([needed, loadRows(world, view, words, columns), file.slice(0, -1), file.slice(-1)], free);
  return [
    title(state, world, view, words),
    rule(columns),
    ...exactly(roomy.length <= free ? roomy : tight, free),
    rule(columns),
    footer(state, words),
  ];
}

function sizeRows(state: State, words: Words, drawing: Extract<CodeDrawing, { kind: "too-small" }>): Row[] {
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
    ...exactly(asManyAs([note, load], rows - 4 - shown.length), rows - 4 - shown.length),
    footer(state, words),
  ];
}

/** `loadShown`: the command that loads the peer, or why there is none, stands on the screen. */
function title(state: State, world: World, { plan, clientFile }: CodeState, words: Words, loadShown = true): Row {
  const texts = words.screens.code;
  const { columns } = state.size;
  const left = [span(` ${visible(world.interfaceName)} · `), span(visible(plan.peer.name), "strong")];
  const right = (done: string): Row => [span("√ ", "good"), span(` ${done} `)];
  const whole = right(clientFile === null ? texts.written : `${texts.written}   ${visible(clientFile)}`);
  if (!loadShown && plan.loadCommand !== null) return ends(left, right(texts.notLoaded), columns);
  return ends(left, rowWidth(left) + rowWidth(whole) < columns ? whole : right(texts.written), columns);
}

/** What a person does with the code, the warnings that belong to it, and what is left to do on the server. */
function hintRows(state: State, world: World | null, view: CodeState, words: Words, columns: number): Row[] {
  const texts = words.screens.code;
  const roomy = state.size.rows >= 30;
  const gap: Row[] = roomy ? [[]] : [];
  return [
    ...(roomy ? [line(texts.inApp, "strong"), []] : []),
    ...texts.scan.flatMap((one, at) => marked(`${at + 1} `, one, columns, "plain")),
    ...marked(`${texts.scan.length + 1} `, texts.name({ tunnel: view.plan.tunnelName }), columns, "plain"),
    ...marked(`${texts.scan.length + 2} `, texts.switchOn, columns, "plain"),
    ...gap,
    ...paragraph(`${texts.oneDevice} ${texts.isKey}`, columns),
    ...(world === null ? [] : [...gap, ...loadRows(world, view, words, columns)]),
    ...(roomy ? [[], ...fileRows(view, words, columns)] : []),
  ];
}

/** The same for a few rows, the most needed first: until it is loaded, nothing of the rest is of use. */
function shortHints(world: World, view: CodeState, words: Words, columns: number): Row[][] {
  const texts = words.screens.code;
  return [
    loadRows(world, view, words, columns),
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

/** The peer is in the file; the running interface has to be told. */
function loadRows(world: World, { plan }: CodeState, words: Words, columns: number): Row[] {
  const texts = words.screens.code;
  const values = { interfaceName: visible(world.interfaceName), name: visible(plan.peer.name) };
  if (plan.loadCommand === null) return paragraph(world.demo ? words.plans.loadPlayed : texts.isDown(values), columns);
  return [...paragraph(texts.load(values), columns), ...paragraph(visible(plan.loadCommand), columns, "strong")];
}

function fileRows({ clientFile }: CodeState, words: Words, columns: number): Row[] {
  const texts = words.screens.code;
  return paragraph(clientFile === null ? texts.notKept : texts.kept({ path: visible(clientFile) }), columns);
}

/** Leaving was asked for, and nothing holds the key yet. */
function heldRows({ held }: CodeState, words: Words, columns: number): Row[] {
  return held ? [...marked("!", words.screens.code.held, columns, "error"), []] : [];
}

function codeRows(drawing: Drawn): Row[] {
  return drawing.lines.map((text) => [span(text)]);
}
