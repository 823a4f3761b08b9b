/**
 * One file as the rows of a pane: gutter, marks, captions, values shortened where they must be, secrets as dots, brief
 * notes under their lines. Pure composition; whoever draws it gives tones their colours.
 */
import type { NoteSubject, Pair } from "../notes/note.ts";
import type { Side, ViewLine } from "../plans/plan.ts";
import { type Row, rowWidth, type Span, span, type Tone } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { cut, shorten, width } from "../text/width.ts";
import { isKey, shortKey } from "../wireguard/key.ts";
import type { Words } from "../words/words.ts";

export interface PaneOptions {
  readonly columns: number;
  /** Who reads the file. */
  readonly role: "server" | "client";
  readonly words: Pick<Words, "notes" | "plans">;
  readonly subject: NoteSubject;
  /** Line numbers in the gutter, and the end of the file as a row: the review's form of the server's side. */
  readonly numbers: boolean;
  /** Brief notes under their lines; looks best from 52 columns on. */
  readonly briefs: boolean;
  /** The line under the cursor, or those that the question at hand decides. */
  readonly lit: (line: ViewLine, index: number) => boolean;
  /** Lines of this pair are marked as the counterpart. */
  readonly twin: Pair | null;
  readonly secretsShown: boolean;
  /** No sign outside ASCII in what the pane adds. */
  readonly ascii: boolean;
}

/** `changes`: the file stands there already, and its new lines are marked. */
type Options = PaneOptions & { readonly changes: boolean };

export interface PaneRow {
  readonly row: Row;
  /** The ViewLine that the row shows, by its index; a brief note belongs to the line above it. */
  readonly line: number;
  readonly brief: boolean;
}

/** The marks of a pane, in signs that every font has, and in ASCII. */
const MARKS = {
  signs: { new: "+", gone: "-", lit: "►", twin: "=", absent: "·", secret: "•", more: "…" },
  ascii: { new: "+", gone: "-", lit: ">", twin: "=", absent: "-", secret: "*", more: "~" },
} as const;

/** A value shortened no further than this where there is room: both ends of a key, enough to compare by eye. */
const LONG_KEY = 27;

/** The side as rows, each at most `columns` wide. */
export function paneRows(side: Side, given: PaneOptions): readonly PaneRow[] {
  // In a file that is new as a whole no line needs a mark for it.
  const changes = given.role === "server" || side.lines.some(({ kind }) => kind === "context" || kind === "gone");
  const options: Options = { ...given, changes };
  const digits = options.numbers ? Math.max(2, ...side.lines.map(({ number }) => String(number ?? "").length)) : 0;
  return side.lines.flatMap((line, at): PaneRow[] => {
    if (line.kind === "end") return options.numbers ? [{ row: endRow(digits, options), line: at, brief: false }] : [];
    const lit = options.lit(line, at);
    const rows: PaneRow[] = [{ row: lineRow(line, lit, digits, options), line: at, brief: false }];
    const brief = options.briefs && line.note !== null && line.describes === null && line.kind !== "gone";
    if (brief) rows.push({ row: briefRow(line, digits, options), line: at, brief: true });
    return rows;
  });
}

function marksOf(options: PaneOptions) {
  return options.ascii ? MARKS.ascii : MARKS.signs;
}

function lineRow(line: ViewLine, lit: boolean, digits: number, options: Options): Row {
  const twin = !lit && options.twin !== null && line.pair === options.twin;
  const tone = toneOf(line, lit, twin, options.changes);
  const gutter = gutterOf(line, lit, twin, digits, options);
  const room = options.columns - rowWidth(gutter);
  const text = plain(shownText(line, room, options), options);
  const caption = plain(captionOf(line, options), options);
  if (caption === "") return [...gutter, span(text, tone)];
  const left = room - width(text) - 1;
  const short = cut(caption, left - 1);
  const blanks = " ".repeat(Math.max(1, left - width(short)));
  return width(short) < Math.min(3, width(caption))
    ? [...gutter, span(text, tone)]
    : [...gutter, span(text, tone), span(`${blanks}${short}`, "dim")];
}

/**
 * Without numbers ` ► ` or ` + ` (both: `►+ `); with them ` 33►+ `: the number, the cursor's mark, what happens to
 * the line.
 */
function gutterOf(line: ViewLine, lit: boolean, twin: boolean, digits: number, options: Options): Span[] {
  const marks = marksOf(options);
  const cursor = lit ? marks.lit : twin ? marks.twin : " ";
  const change = line.kind === "gone" ? marks.gone : line.kind === "new" && options.changes ? marks.new : " ";
  const cursorTone = lit ? "lit" : "twin";
  const changeTone = line.kind === "gone" ? "warning" : "new";
  if (digits > 0) {
    const number = String(line.number ?? "").padStart(digits);
    return [span(` ${number}`, "dim"), span(cursor, cursorTone), span(change, changeTone), span(" ")];
  }
  if (change === " ") return [span(" "), span(cursor, cursorTone), span(" ")];
  return [span(cursor, cursorTone), span(change, changeTone), span(" ")];
}

/** The line's text for this room: secrets as dots, a long value shortened in its middle, a comment cut at its end. */
function shownText(line: ViewLine, room: number, options: PaneOptions): string {
  const marks = marksOf(options);
  if (line.kind === "absent") return cut(`${marks.absent} ${options.words.plans.panes.absent(line.absent)}`, room);
  if (line.unknown) return cut(drawn(line.text) + options.words.plans.panes.unknown, room);
  if (line.value === null) return cut(drawn(line.text), room);
  const at = line.text.lastIndexOf(line.value);
  const head = drawn(line.text.slice(0, at));
  const tail = drawn(line.text.slice(at + line.value.length));
  if (line.secret && !options.secretsShown) return cut(head + marks.secret.repeat(8) + tail, room);
  const value = visible(line.value);
  const left = room - width(head) - width(tail);
  // Of a line that only shows the place, the ends of a key are enough.
  const aside = line.kind === "context" && line.note === null;
  if (isKey(value) && (aside || width(value) > left)) {
    const long = !aside && left >= LONG_KEY ? shorten(value, LONG_KEY) : shortKey(value);
    return cut(head + long + tail, room);
  }
  return cut(head + (left >= 8 ? shorten(value, left) : value) + tail, room);
}

/** A tab is harmless, and in a pane no more than two blanks. */
function drawn(text: string): string {
  return visible(text.replaceAll("\t", "  "));
}

function captionOf(line: ViewLine, { words, subject }: PaneOptions): string {
  if (line.describes === null) return "";
  const { thisServer, device } = words.plans.panes;
  return line.describes === "server" ? thisServer : visible(subject.name ?? device);
}

function toneOf(line: ViewLine, lit: boolean, twin: boolean, changes: boolean): Tone {
  if (lit) return "lit";
  if (twin) return "twin";
  if (line.kind === "absent") return "absent";
  if (line.kind === "context") return line.note === null ? "dim" : "plain";
  if (line.kind === "gone") return "warning";
  return changes ? "new" : "plain";
}

function briefRow(line: ViewLine, digits: number, options: Options): Row {
  const indent = (digits > 0 ? digits + 4 : 3) + 2;
  const text = line.note === null ? "" : options.words.notes.lines[line.note].brief(options.subject);
  return [span(" ".repeat(indent)), span(plain(cut(visible(text), options.columns - indent), options), "dim")];
}

function endRow(digits: number, options: Options): Row {
  const text = options.words.plans.panes.endOfFile;
  return [span(" ".repeat(digits + 2)), span(plain(cut(text, options.columns - digits - 2), options), "dim")];
}

/** The sign for what was left out, in the set of signs that the terminal has. */
function plain(text: string, options: PaneOptions): string {
  return options.ascii ? text.replaceAll("…", MARKS.ascii.more) : text;
}
