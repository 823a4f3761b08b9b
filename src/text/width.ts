/**
 * How many columns a text takes in a terminal, and how it is cut, shortened, padded and wrapped to fit. Works on
 * graphemes, so that no emoji or combining mark is torn apart.
 */
import columnsOf from "./columns.ts";

/** Made at the first text that needs it: making it takes as long as half a start of the program. */
let graphemes: Intl.Segmenter | null = null;

/** The text's graphemes, in order. */
export function split(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split("");
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(graphemes.segment(text), (part) => part.segment);
}

/** Columns in a terminal. */
export function width(text: string): number {
  return columnsOf(text);
}

/** At most `columns` wide, the end replaced by `…` where something had to go. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  if (columns < 1) return "";
  return `${taken(split(text), columns - 1)}…`;
}

/** At most `columns` wide, the middle replaced by `…`: for keys and paths, whose ends tell them apart. */
export function shorten(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  if (columns < 3) return cut(text, columns);
  const head = Math.floor((columns - 1) / 2);
  const parts = split(text);
  const tail = taken([...parts].reverse(), columns - 1 - head, true);
  return `${taken(parts, head)}…${tail}`;
}

/** Exactly `columns` wide: cut, or filled with blanks at its end (`start`: at its beginning). */
export function fit(text: string, columns: number, side: "end" | "start" = "end"): string {
  const short = cut(text, columns);
  const blanks = " ".repeat(Math.max(0, columns - width(short)));
  return side === "end" ? short + blanks : blanks + short;
}

/** Lines of at most `columns`, broken at blanks; a word that is too long is broken where it must be. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (width(longer) <= columns) {
        line = longer;
        continue;
      }
      if (line !== "") lines.push(line);
      line = word;
      while (width(line) > columns) {
        const head = taken(split(line), columns);
        if (head === "") break;
        lines.push(head);
        line = line.slice(head.length);
      }
    }
    lines.push(line);
  }
  return lines;
}

/** Lines of exactly `columns`, broken wherever the text comes to the end of one; nothing added, nothing lost. */
export function broken(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of split(text)) {
    if (width(line) + width(part) > columns) {
      lines.push(line);
      line = "";
    }
    line += part;
  }
  return [...lines, line];
}

/** As many graphemes of the list as fit; `reversed` puts them back in order when the list was taken from the end. */
function taken(parts: readonly string[], columns: number, reversed = false): string {
  const kept: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += width(part);
    if (used > columns) break;
    kept.push(part);
  }
  return (reversed ? kept.reverse() : kept).join("");
}
