/**
 * The screen of a code that a command shows, as lines: a title, the code with what a person does with it beside or below
 * it, or why there is none and what else there is, and the keys. The same choice as on the program's own screen.
 */
import type { WhyNot } from "../app/allowed.ts";
import { type CodeWindow, codePlace, codeText, giftsOf, savingsOf } from "../app/code.ts";
import { CODE_KEYS } from "../app/code-keys.ts";
import type { Showing } from "../app/handing.ts";
import type { Size } from "../app/state.ts";
import { fetchLines } from "../plans/hand-out.ts";
import { type Chosen, type CodeDrawing, draw, type NoDrawing } from "../qr/fit.ts";
import { type Modules, modulesOf } from "../qr/modules.ts";
import { visible } from "../text/visible.ts";
import { broken, cut, width, wrap } from "../text/width.ts";
import type { Words } from "../words/words.ts";
import { type CodeShown, drawingIn, partsOf, savingText, sentences } from "./code-screen.ts";
import { failureText } from "./sentences.ts";

/** The screen's state: the code, what its keys have done to it, and what lies over it. */
export interface CodeView extends Showing {
  readonly shown: CodeShown;
  /** It has only just come up, or its warning has: no key is heard yet, and none is named. */
  readonly deaf: boolean;
  /** The list of keys. */
  readonly keysShown: boolean;
  /** Why the last key did nothing. */
  readonly refusal: WhyNot | null;
}

export interface CodeLines {
  readonly lines: readonly string[];
  /** What is told stands there in place of the code: the next key goes back to it. */
  readonly alone: boolean;
  /** Stands on the code's lines, which are blank then; from its row on. */
  readonly picture: {
    readonly row: number;
    readonly rows: number;
    readonly show: string;
    readonly remove: string;
  } | null;
}

type Drawn = Extract<CodeDrawing, { kind: "drawn" }>;

/** Exactly as many lines as the window has rows. */
export function codeLines(window: CodeWindow, view: CodeView, words: Words): CodeLines {
  const { size } = window;
  if (view.keysShown) return text(keysLines(window, view, words), size);
  const told = toldLines(window, view, words);
  const less = { ...window, size: { ...size, rows: size.rows - told.length } };
  // Half of a code beside what is told would be of no use.
  const room = less.size.rows >= LEAST_ROWS && fitsIn(less, view) === fitsIn(window, view);
  const alone = told.length > 0 && !room;
  if (alone) {
    const lines = exactly([titleLine(view, words, false), "", ...told], size.rows - 1);
    return { ...text([...lines, footer(window, view, words, true)], size), alone };
  }
  const { lines, picture } = mainLines(less, view, words, size);
  return { lines: [...lines.slice(0, -1), ...told, ...lines.slice(-1)], alone, picture };
}

/** Rows below which nothing is told on top of a screen. */
const LEAST_ROWS = 8;

function fitsIn(window: CodeWindow, view: CodeView): boolean {
  return !view.asText && codePlace(window, view, window.size)?.chosen.kind === "fits";
}

/** `whole`: the window's size, where rows of it are taken by what is told. */
function mainLines(window: CodeWindow, view: CodeView, words: Words, whole: Size): CodeLines {
  const { size } = window;
  const place = view.asText ? null : codePlace(window, view, size);
  if (place === null) return text(fileLines(window, view, words), size);
  const { chosen, beside } = place;
  if (chosen.kind !== "fits") return text(noCodeLines({ ...window, size: whole }, view, words, size), size);
  return withCode(window, view, words, drawn(view, chosen, window), beside);
}

function drawn(view: CodeView, chosen: Extract<Chosen, { kind: "fits" }>, { abilities }: CodeWindow): Drawn {
  return draw(modulesOf(codeText(view) ?? "") as Modules, chosen, giftsOf(abilities));
}

function withCode(window: CodeWindow, view: CodeView, words: Words, drawing: Drawn, beside: boolean): CodeLines {
  const { rows, columns } = window.size;
  const free = beside ? rows - 2 : rows - 2 - drawing.rows;
  const parts = hintParts(view, words, beside ? columns - drawing.columns - 1 : columns);
  const hints = asManyAs(parts, free);
  const whole = hints.length === parts.flat().length;
  const below = beside ? [] : exactly(hints, free);
  const code = beside ? exactly(drawing.lines, free) : drawing.lines;
  return {
    lines: [
      titleLine(view, words, !whole, drawing),
      ...code.map((line, at) => (beside ? besideCode(line, hints[at], drawing, at) : line)),
      ...below,
      footer(window, view, words),
    ].map((line, at) => (at === 0 || at > drawing.rows ? cut(line, columns) : line)),
    alone: false,
    picture: drawing.picture && { row: 2, rows: drawing.rows, ...drawing.picture },
  };
}

/** A line of the drawing, and the hint beside it; below the drawing blanks. */
function besideCode(line: string, hint: string | undefined, drawing: Drawn, at: number): string {
  const code = at < drawing.rows ? line : " ".repeat(drawing.columns);
  return hint === undefined ? code : `${code}${hint}`;
}

/** What to type into the device, where the steps do not say it, and what is to be known of the drawing. */
function titleLine({ shown }: CodeView, words: Words, alone: boolean, drawing: Drawn | null = null): string {
  const name = visible(shown.tunnelName);
  const what =
    name === "" ? words.screens.code.inApp : alone && drawing ? words.screens.code.name({ tunnel: name }) : name;
  return ` ${drawing?.remark ? `${what} · ${words.code.remarks[drawing.remark]}` : what}`;
}

/** What a person does with the code, the most needed first. */
function hintParts(view: CodeView, words: Words, columns: number): readonly (readonly string[])[] {
  const texts = words.screens.code;
  const { shown, saving } = view;
  const name = visible(shown.tunnelName);
  const steps = [...texts.scan, ...(name === "" ? [] : [texts.name({ tunnel: name })]), texts.switchOn];
  return [
    saving === null ? [] : marked("!", words.code.leftOut({ what: partsOf(saving, words) }), columns),
    ...steps.map((step, at) => marked(`${at + 1}`, step, columns)),
    marked("!", texts.isKey, columns),
    paragraph(texts.oneDevice, columns),
    keptLines(shown, words, columns),
  ];
}

function keptLines({ path, onlyHere }: CodeShown, words: Words, columns: number): readonly string[] {
  const texts = words.screens.code;
  if (path !== null) return paragraph(texts.kept({ path }), columns);
  return onlyHere ? paragraph(texts.notKept, columns) : [];
}

function noCodeLines(window: CodeWindow, view: CodeView, words: Words, { rows, columns }: Size): readonly string[] {
  const drawing = drawingIn(window, codeText(view) ?? "") as NoDrawing;
  const texts = sentences(drawing, { path: null, text: codeText(view) ?? "" }, words);
  const savings = savingsOf(window, view).flatMap((saving) => marked("d", savingText(saving, words), columns));
  const parts = [
    texts.flatMap((one) => paragraph(one, columns)),
    savings,
    keptLines(view.shown, words, columns),
    paragraph(words.screens.code.asText, columns),
    ...hintParts(view, words, columns).slice(0, 1),
  ].filter((part) => part.length > 0);
  const roomy = parts.flatMap((part) => ["", ...part]);
  return [
    titleLine(view, words, false),
    ...exactly(roomy.length <= rows - 2 ? roomy : asManyAs(parts, rows - 2), rows - 2),
    footer(window, view, words),
  ];
}

/** The file as text, from the first column on, to be selected and copied. */
function fileLines(window: CodeWindow, view: CodeView, words: Words): readonly string[] {
  const { rows, columns } = window.size;
  const texts = words.screens.code;
  const key = marked("!", texts.isKey, columns);
  const all = view.plan.clientText
    .trimEnd()
    .split("\n")
    .flatMap((line) => broken(visible(line), columns));
  const room = rows - 3 - key.length;
  const left = all.length - room + 1;
  const shown = all.length <= room ? all : [...all.slice(0, room - 1), ` ${texts.textTooLong(left)}`];
  const file = visible(view.shown.path?.replace(/^.*[/\\]/, "") ?? `${view.plan.tunnelName}.conf`);
  return [` ${texts.textTitle({ file })}`, "", ...exactly(shown, room), ...key, footer(window, view, words)];
}

/** What the last key has led to. */
function toldLines({ abilities, size }: CodeWindow, view: CodeView, words: Words): readonly string[] {
  const { columns } = size;
  const texts = words.code;
  const { told, held, refusal } = view;
  if (held) return marked("!", words.screens.code.held, columns);
  if (refusal !== null) return marked("!", words.keys.whyNot[refusal], columns);
  if (told === null) return [];
  if (told.id === "not-handed-out") return marked("!", failureText(told.failure, words), columns);
  if (told.id === "too-narrow") return marked("!", texts.tooNarrow(told.columns), columns);
  if (told.id !== "handed-out") return marked(told.id === "copied" ? "√" : "!", texts.told[told.id], columns);
  const { handedOut } = told;
  const lines = fetchLines(handedOut, giftsOf(abilities).maker === "putty" ? "pscp" : "scp");
  const where = { ...handedOut, folder: visible(handedOut.folder), user: visible(handedOut.user) };
  return [
    ...marked("√", texts.handedOut(where), columns),
    ...(lines.length === 0 ? [] : paragraph(lines.length > 1 ? texts.fetchPutty : texts.toFetch, columns)),
    ...lines.flatMap((line) => paragraph(visible(line), columns)),
    ...paragraph(texts.deleteThem, columns),
  ];
}

/** Everything the keys do here, each in a sentence. */
function keysLines(window: CodeWindow, view: CodeView, words: Words): readonly string[] {
  const { rows, columns } = window.size;
  const list = CODE_KEYS.flatMap(({ command, key, when }) => {
    const why = when(window, view);
    // What the terminal will never do, and what is not needed, is not named at all.
    if (why !== true && why !== "one-drawing") return [];
    const not = why === true ? "" : ` ${words.screens.keys.notNow({ reason: words.keys.whyNot[why] })}`;
    return marked(`${key} `, words.keys.long[command] + not, columns);
  });
  const free = rows - 2;
  const shown =
    list.length <= free ? list : [...list.slice(0, free - 1), ` ${words.screens.review.more(list.length - free + 1)}`];
  return [` ${words.screens.keys.title}`, ...exactly(shown, free), ` Esc ${words.keys.short.close}`];
}

/** At most five: those that do something here, the list of them all, and how to leave; of the first fewer where it is narrow. */
function footer(window: CodeWindow, view: CodeView, words: Words, alone = false): string {
  const { short } = words.keys;
  const said = words.commands.code;
  if (view.deaf) return "";
  const enter = view.held || (view.shown.onlyHere && !alone);
  const leave = enter ? `Enter ${short.leave}` : alone ? said.back : said.leave;
  const keys = CODE_KEYS.filter(({ shown, when }) => shown > 0 && when(window, view) === true);
  const all = [...keys.map(({ key, command }) => `${key} ${short[command]}`), `? ${short.keys}`, leave];
  const fits = (gap: string) => width(all.join(gap)) < window.size.columns;
  while (!fits("  ") && all.length > 2) all.splice(-3, 1);
  return ` ${all.join(fits("   ") ? "   " : "  ")}`;
}

function text(lines: readonly string[], { columns }: Size): CodeLines {
  return { lines: lines.map((line) => cut(line, columns)), alone: false, picture: null };
}

function paragraph(said: string, columns: number): readonly string[] {
  return wrap(said, columns - 2).map((line) => ` ${line}`);
}

/** A mark in front of a paragraph, whose other lines hang below its text. */
function marked(mark: string, said: string, columns: number): readonly string[] {
  const indent = width(mark) + 2;
  const lines = wrap(said, columns - indent - 1);
  return lines.map((line, at) => (at === 0 ? ` ${mark} ${line}` : " ".repeat(indent) + line));
}

function exactly(lines: readonly string[], count: number): readonly string[] {
  return Array.from({ length: Math.max(0, count) }, (_, at) => lines[at] ?? "");
}

/** Those that fit, in order: half a sentence says nothing. */
function asManyAs(parts: readonly (readonly string[])[], free: number): readonly string[] {
  const shown: string[] = [];
  for (const part of parts) if (shown.length + part.length <= free) shown.push(...part);
  return shown;
}
