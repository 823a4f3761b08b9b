/**
 * A drawn line as cells, one column each, so that two drawings of one line can be compared. Lines with anything whose
 * width terminals disagree about are not taken apart: the writer then sends them whole.
 */
import { column, ERASE_REST, PLAIN } from "./modes.ts";

/** `signs[i]` stands in column i + 1, drawn with `styles[i]`: SGR parameters in a fixed order, "" for plain. */
export interface Cells {
  readonly signs: readonly string[];
  readonly styles: readonly string[];
}

/** Characters that take one column everywhere: ASCII, Latin, Greek, Cyrillic, and the signs of WGL4 that are drawn here. */
const SINGLE =
  /[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02af\u0391-\u03c9\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2190-\u2193\u221a\u2500-\u259f\u25ba\u25cb]/;

/** The line's cells, blanks at its end left out; null where it has to be sent whole. */
export function cellsOf(line: string): Cells | null {
  const signs: string[] = [];
  const styles: string[] = [];
  let style: Style = {};
  let written = "";
  for (let at = 0; at < line.length; at++) {
    const sign = line.charAt(at);
    if (sign === "\u001b") {
      const end = line.indexOf("m", at);
      const parameters = line.slice(at + 2, end);
      if (line.charAt(at + 1) !== "[" || end < 0 || !/^[\d;]*$/.test(parameters)) return null;
      const next = restyled(style, parameters);
      if (next === null) return null;
      style = next;
      written = ORDER.map((part) => style[part] ?? "")
        .filter((part) => part !== "")
        .join(";");
      at = end;
    } else if ((sign >= " " && sign <= "~") || SINGLE.test(sign)) {
      signs.push(sign);
      styles.push(written);
    } else {
      return null;
    }
  }
  while (signs.at(-1) === " " && styles.at(-1) === "") {
    signs.pop();
    styles.pop();
  }
  return { signs, styles };
}

/** Unchanged cells between two changes that are cheaper to draw again than to jump over. */
const GAP = 5;

/**
 * What turns the line `before` into `after` with the cursor in column 1 of its row, ending in plain style; and the last
 * column that was written, 0 where nothing had to be.
 */
export function difference(
  before: Cells,
  after: Cells,
): { readonly bytes: string; readonly from: number; readonly last: number } {
  const width = Math.max(before.signs.length, after.signs.length);
  let bytes = "";
  let from = 0;
  let style = "";
  let at = 0;
  let last = 0;
  for (let i = 0; i < width; i++) {
    if (same(before, after, i)) continue;
    if (i >= after.signs.length) {
      if (from === 0) from = i + 1;
      else if (i !== at) bytes += column(i + 1);
      if (style !== "") bytes += PLAIN;
      return { bytes: bytes + ERASE_REST, from, last };
    }
    if (from === 0) {
      from = i + 1;
      at = i;
    } else if (i - at > GAP) {
      bytes += column(i + 1);
      at = i;
    }
    for (; at <= i; at++) {
      const wanted = after.styles[at] ?? "";
      bytes += restyle(style, wanted) + (after.signs[at] ?? " ");
      style = wanted;
    }
    last = i + 1;
  }
  return { bytes: style === "" ? bytes : bytes + PLAIN, from, last };
}

function same(before: Cells, after: Cells, i: number): boolean {
  return (before.signs[i] ?? " ") === (after.signs[i] ?? " ") && (before.styles[i] ?? "") === (after.styles[i] ?? "");
}

function restyle(from: string, to: string): string {
  if (from === to) return "";
  if (to === "") return PLAIN;
  return from === "" ? `\u001b[${to}m` : `\u001b[0;${to}m`;
}

const ORDER = ["bold", "dim", "italic", "underline", "inverse", "struck", "ink", "paper"] as const;

type Style = { readonly [Part in (typeof ORDER)[number]]?: string };

/** What one SGR parameter does (ECMA-48 §8.3.117); colours are found by their ranges. */
const MEANS: Readonly<Record<number, Style>> = {
  1: { bold: "1" },
  2: { dim: "2" },
  3: { italic: "3" },
  4: { underline: "4" },
  7: { inverse: "7" },
  9: { struck: "9" },
  22: { bold: "", dim: "" },
  23: { italic: "" },
  24: { underline: "" },
  27: { inverse: "" },
  29: { struck: "" },
  39: { ink: "" },
  49: { paper: "" },
};

/** The style after these SGR parameters; null where one of them is unknown here. */
function restyled(style: Style, parameters: string): Style | null {
  let next = style;
  const numbers = parameters.split(";").map(Number);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] ?? 0;
    const colour = /^(?:[349]|10)[0-7]$/.test(String(number));
    if (number === 0) {
      next = {};
    } else if (colour) {
      next = { ...next, [paints(number) ? "paper" : "ink"]: String(number) };
    } else if (number === 38 || number === 48) {
      const length = numbers[i + 1] === 5 ? 3 : numbers[i + 1] === 2 ? 5 : 0;
      if (length === 0 || i + length > numbers.length) return null;
      next = { ...next, [number === 48 ? "paper" : "ink"]: numbers.slice(i, i + length).join(";") };
      i += length - 1;
    } else {
      const means = MEANS[number];
      if (means === undefined) return null;
      next = { ...next, ...means };
    }
  }
  return next;
}

function paints(number: number): boolean {
  return (number >= 40 && number < 50) || number >= 100;
}
