/**
 * What a row looks like on this terminal: tones as the 16 named colours, glyphs as ASCII where the font lacks them. The
 * one place of the screens that knows colours; a row's meaning never rests on them.
 */
import type { Abilities } from "../../app/state.ts";
import type { Row, Tone } from "../../text/row.ts";

/** One SGR attribute: how it is switched on, and off. */
interface Style {
  readonly on: string;
  readonly off: string;
}

const BOLD: Style = { on: "\u001b[1m", off: "\u001b[22m" };
const DIM: Style = { on: "\u001b[2m", off: "\u001b[22m" };
const colour = (code: number): Style => ({ on: `\u001b[${code}m`, off: "\u001b[39m" });

/** With colours, and without any (bold and dim are no colours). */
const LOOKS: Readonly<Record<Tone, { readonly coloured: readonly Style[]; readonly bare: readonly Style[] }>> = {
  plain: { coloured: [], bare: [] },
  strong: { coloured: [BOLD], bare: [BOLD] },
  dim: { coloured: [DIM], bare: [DIM] },
  new: { coloured: [colour(32)], bare: [] },
  lit: { coloured: [BOLD, colour(36)], bare: [BOLD] },
  twin: { coloured: [BOLD, colour(35)], bare: [BOLD] },
  absent: { coloured: [DIM], bare: [DIM] },
  good: { coloured: [colour(32)], bare: [] },
  warning: { coloured: [colour(33)], bare: [BOLD] },
  error: { coloured: [BOLD, colour(31)], bare: [BOLD] },
};

/** Two columns stay two columns: `√ ` is spelled out, the others are one sign for one sign. */
const ASCII: Readonly<Record<string, string>> = {
  "√ ": "ok",
  "√": "v",
  "►": ">",
  "◄": "<",
  "×": "x",
  "█": "#",
  "░": ".",
  "○": "o",
  "·": "-",
  "•": "*",
  "…": "~",
  "–": "-",
  "—": "-",
  "“": '"',
  "”": '"',
  "─": "-",
  "│": "|",
  "┬": "+",
  "┴": "+",
  "┼": "+",
  "├": "+",
  "┤": "+",
  "↑": "^",
  "↓": "v",
  "←": "<",
  "→": ">",
  "«": '"',
  "»": '"',
};
const GLYPHS = /√ ?|[►◄×█░○·•…–—“”─│┬┴┼├┤↑↓←→«»]/g;

/** The cursor of a text field: one inverted cell, by an attribute that is no colour. */
export function inverse(text: string): string {
  return `\u001b[7m${text}\u001b[27m`;
}

/**
 * A row as one line with SGR codes, as this terminal can show it; plain blanks at its end are left off. The codes stand
 * in the order in which Ink writes them itself: it then takes the line as it is, instead of reading it a second time.
 */
export function drawn(row: Row, abilities: Abilities): string {
  let line = "";
  let worn: readonly Style[] = [];
  for (const { text, tone } of endTrimmed(row)) {
    const look = abilities.colours === 0 ? LOOKS[tone].bare : LOOKS[tone].coloured;
    line += changed(worn, look) + spelled(text, abilities);
    worn = look;
  }
  return line + changed(worn, []);
}

/** What switches from one look to the next. Bold and dim are switched off by the same code. */
function changed(from: readonly Style[], to: readonly Style[]): string {
  if (from === to) return "";
  const gone = from.filter((style) =>
    style.off === BOLD.off ? !to.includes(style) : !to.some(({ off }) => off === style.off),
  );
  const dulled = gone.some(({ off }) => off === BOLD.off);
  const come = to.filter((style) => !from.some(({ on }) => on === style.on) || (dulled && style.off === BOLD.off));
  return [...gone.reverse().map(({ off }) => off), ...come.map(({ on }) => on)].join("");
}

function endTrimmed(row: Row): Row {
  const kept = row.filter(({ text }) => text !== "");
  while (kept.length > 0) {
    const { text, tone } = kept.at(-1) as Row[number];
    const short = text.trimEnd();
    if (short === text) break;
    kept.pop();
    if (short !== "") kept.push({ text: short, tone });
  }
  return kept;
}

function spelled(text: string, { utf8, console }: Abilities): string {
  if (utf8 && !console) return text;
  const plain = text.replace(GLYPHS, (glyph) => ASCII[glyph] ?? "?");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape stays, it carries the cursor and the code's colours
  return utf8 ? plain : plain.replace(/[^\u001b\x20-\x7e]/gu, "?");
}
