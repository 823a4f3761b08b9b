/**
 * A terminal's screen as an SVG picture. Blocks and lines are drawn as shapes, so that the modules of a QR code meet
 * without a gap whatever the font does; everything else is text, each word at its own column.
 */
import type { IBufferCell, Terminal } from "@xterm/headless";

/** A column and a row in pixels; the font's size makes a letter of DejaVu Sans Mono exactly as wide as a column. */
const WIDE = 10;
const HIGH = 20;
const FONT = 16.61;
const MARGIN = 14;

const PAPER = "#1d1f21";
const INK = "#d8dad6";

/** The 16 named colours, quiet enough for a long look. */
const NAMED = [
  "#282a2e",
  "#d7655e",
  "#a8c06c",
  "#e5b567",
  "#74a0cf",
  "#b294bb",
  "#79c0bc",
  "#c9cbc7",
  "#707880",
  "#f0847c",
  "#c0d68a",
  "#f4cc86",
  "#92bdea",
  "#c9b0d2",
  "#97d8d3",
  "#ffffff",
] as const;

/** The picture of the emulator's visible screen. */
export function svgOf(terminal: Terminal): string {
  const { cols, rows } = terminal;
  const parts: string[] = [];
  for (let row = 0; row < rows; row++) parts.push(...rowOf(terminal, row));
  const width = cols * WIDE + 2 * MARGIN;
  const height = rows * HIGH + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${PAPER}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})" font-family="'DejaVu Sans Mono', 'JetBrains Mono', Menlo, Consolas, monospace" font-size="${FONT}" fill="${INK}" xml:space="preserve">`,
    ...parts,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

interface Look {
  readonly ink: string;
  readonly paper: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underline: boolean;
}

function rowOf(terminal: Terminal, row: number): string[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  const papers: string[] = [];
  const shapes: string[] = [];
  const words: string[] = [];
  let word = { at: 0, text: "", look: null as Look | null };
  const flush = () => {
    if (word.look !== null && word.text.trim() !== "") words.push(textAt(word.at, row, word.text, word.look));
    word = { at: 0, text: "", look: null };
  };
  let paper = { from: 0, to: 0, colour: PAPER };
  const paperDone = () => {
    if (paper.colour !== PAPER && paper.to > paper.from) {
      papers.push(rect(paper.from * WIDE, row * HIGH, (paper.to - paper.from) * WIDE, HIGH, paper.colour));
    }
  };
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column);
    if (cell === undefined) break;
    const look = lookOf(cell);
    if (look.paper !== paper.colour) {
      paperDone();
      paper = { from: column, to: column, colour: look.paper };
    }
    paper.to = column + 1;
    if (cell.getWidth() === 0) continue;
    const sign = cell.getChars() || " ";
    const shape = SHAPES[sign];
    if (shape !== undefined) {
      flush();
      const opacity = look.dim ? ' opacity="0.6"' : "";
      shapes.push(`<g${opacity}>${shape(column * WIDE, row * HIGH, look.ink)}</g>`);
    } else if (sign === " " && !look.underline) {
      flush();
    } else {
      if (word.look === null || !same(word.look, look)) {
        flush();
        word = { at: column, text: "", look };
      }
      word.text += sign;
    }
  }
  flush();
  paperDone();
  return [...papers, ...shapes, ...words];
}

function same(one: Look, other: Look): boolean {
  return one.ink === other.ink && one.bold === other.bold && one.dim === other.dim && one.underline === other.underline;
}

function lookOf(cell: IBufferCell): Look {
  const ink = cell.isFgDefault() ? INK : colour(cell.getFgColor(), cell.isFgRGB());
  const paper = cell.isBgDefault() ? PAPER : colour(cell.getBgColor(), cell.isBgRGB());
  const swapped = cell.isInverse() !== 0;
  return {
    ink: swapped ? paper : ink,
    paper: swapped ? ink : paper,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    underline: cell.isUnderline() !== 0,
  };
}

/** A colour of xterm's table of 256, or 24 bits of it. */
function colour(number: number, rgb: boolean): string {
  if (rgb) return `#${number.toString(16).padStart(6, "0")}`;
  const named = NAMED[number];
  if (named !== undefined) return named;
  if (number >= 232) return hex([8 + (number - 232) * 10, 8 + (number - 232) * 10, 8 + (number - 232) * 10]);
  const steps = [0, 95, 135, 175, 215, 255];
  const index = number - 16;
  return hex([steps[Math.floor(index / 36)] ?? 0, steps[Math.floor(index / 6) % 6] ?? 0, steps[index % 6] ?? 0]);
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function textAt(column: number, row: number, text: string, look: Look): string {
  const fill = look.ink === INK ? "" : ` fill="${look.ink}"`;
  const weight = look.bold ? ' font-weight="bold"' : "";
  const opacity = look.dim ? ' opacity="0.6"' : "";
  const line = look.underline ? ' text-decoration="underline"' : "";
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return `<text x="${column * WIDE}" y="${row * HIGH + 15}"${fill}${weight}${opacity}${line}>${escaped}</text>`;
}

type Shape = (x: number, y: number, ink: string) => string;

function rect(x: number, y: number, width: number, height: number, fill: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" shape-rendering="crispEdges"/>`;
}

/** A line drawing out of its arms: left, right, up, down. */
function arms(left: boolean, right: boolean, up: boolean, down: boolean): Shape {
  const [middleX, middleY] = [WIDE / 2, HIGH / 2];
  return (x, y, ink) => {
    const across =
      left || right ? rect(x + (left ? 0 : middleX), y + middleY, left && right ? WIDE : middleX, 1, ink) : "";
    const along = up || down ? rect(x + middleX, y + (up ? 0 : middleY), 1, up && down ? HIGH : middleY, ink) : "";
    return across + along;
  };
}

const SHAPES: Readonly<Record<string, Shape>> = {
  "█": (x, y, ink) => rect(x, y, WIDE, HIGH, ink),
  "▀": (x, y, ink) => rect(x, y, WIDE, HIGH / 2, ink),
  "▄": (x, y, ink) => rect(x, y + HIGH / 2, WIDE, HIGH / 2, ink),
  "─": arms(true, true, false, false),
  "│": arms(false, false, true, true),
  "┬": arms(true, true, false, true),
  "┴": arms(true, true, true, false),
  "├": arms(false, true, true, true),
  "┤": arms(true, false, true, true),
  "┼": arms(true, true, true, true),
  "┌": arms(false, true, false, true),
  "┐": arms(true, false, false, true),
  "└": arms(false, true, true, false),
  "┘": arms(true, false, true, false),
};
