/** What was found out in real terminals, for people: the table in the README and one picture of all the screens. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Case, nameOf } from "./cases.ts";
import type { Picture } from "./display.ts";
import { pixels } from "./reading.ts";

export interface Shot extends Case {
  readonly zbar: boolean;
  readonly zxing: boolean;
  /** The screen, small, as a PNG. */
  readonly tile: Buffer;
}

const SHEET = "screenshots/terminals.png";
const TILE = "180x150";

/** A screen as it stands on the sheet; needs ImageMagick. */
export function tileOf(picture: Picture): Buffer {
  const options = ["-trim", "+repage", "-resize", TILE, "-depth", "8"];
  return execFileSync("convert", ["ppm:-", ...options, "png:-"], { input: pixels(picture), maxBuffer: 1 << 24 });
}

/** Makes the README's table and the sheet anew. */
export function writeSheet(shots: readonly Shot[]): void {
  const readme = readFileSync("README.md", "utf8");
  const table = `$1${tableOf(shots)}\n$2`;
  writeFileSync("README.md", readme.replace(/(<!-- terminals -->\n)[\s\S]*?(<!-- \/terminals -->)/, table));
  const folder = mkdtempSync(join(tmpdir(), "wg-wizard-sheet-"));
  try {
    const tiles = shots.flatMap((shot, at) => {
      const file = join(folder, `${at}.png`);
      writeFileSync(file, shot.tile);
      return ["-label", nameOf(shot).replace(", ", "\n"), file];
    });
    const options = ["-font", "DejaVu-Sans", "-pointsize", "7", "-tile", "8x", "-geometry", `${TILE}+4+4`];
    execFileSync("montage", [...options, ...tiles, "-depth", "8", "+dither", "-colors", "16", `png8:${SHEET}`]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The columns of the table: what was asked for, and in which window. */
const COLUMNS: readonly (readonly [head: string, holds: (shot: Shot) => boolean])[] = [
  ["its own choice", ({ drawing, look }) => drawing === null && look.rows > 24],
  ["the same in 80x24", ({ drawing, look }) => drawing === null && look.rows === 24],
  ["half", ({ drawing }) => drawing === "half"],
  ["half-top", ({ drawing }) => drawing === "half-top"],
  ["full", ({ drawing }) => drawing === "full"],
  ["others", ({ drawing }) => drawing !== null && !["half", "half-top", "full"].includes(drawing)],
];

/** A row for each terminal and font, and in each cell who read the code there. */
export function tableOf(shots: readonly Shot[]): string {
  const rows = new Map<string, Shot[]>();
  for (const shot of shots) {
    const { emulator, look, multiplexer, note } = shot;
    const where = multiplexer === undefined ? emulator.name : `${multiplexer} in ${emulator.name}`;
    const row = `| ${note === undefined ? where : `${where}, ${note}`} | ${look.font} |`;
    rows.set(row, [...(rows.get(row) ?? []), shot]);
  }
  const heads = COLUMNS.map(([head]) => ` ${head} |`).join("");
  const lines = [...rows].map(([row, of]) => row + COLUMNS.map(([, holds]) => ` ${cell(of.filter(holds))} |`).join(""));
  return [`| terminal | font |${heads}`, `| --- | --- |${COLUMNS.map(() => " --- |").join("")}`, ...lines].join("\n");
}

function cell(shots: readonly Shot[]): string {
  if (shots.length === 0) return "";
  if (shots.every(({ shown }) => !shown)) return "no room";
  const drawings = [...new Set(shots.map(({ drawing }) => drawing))];
  if (drawings.length > 1) {
    return drawings.map((one) => `${cell(shots.filter(({ drawing }) => drawing === one))}`).join(", ");
  }
  const prefix = drawings[0] === null || COLUMNS.some(([head]) => head === drawings[0]) ? "" : `${drawings[0]}: `;
  if (shots.every(({ zbar, zxing }) => zbar && zxing)) return `${prefix}both`;
  const some = (["zbar", "zxing"] as const).flatMap((decoder) => {
    const hits = shots.filter((shot) => shot[decoder]);
    if (hits.length === 0) return [];
    return [hits.length === shots.length ? decoder : `${decoder} (${hits.map(({ look }) => look.theme).join(", ")})`];
  });
  return prefix + (some.length === 0 ? "none" : some.join(", "));
}
