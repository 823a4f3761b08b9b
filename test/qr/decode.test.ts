/** Every drawing of a code, read back from where it was drawn, and read by two independent decoders. */
import { createRequire } from "node:module";
import { beforeAll, describe, expect, it } from "vitest";
import type { BlockName } from "../../src/qr/drawings.ts";
import { drawingFor, type Space } from "../../src/qr/fit.ts";
import { type Modules, modulesOf } from "../../src/qr/modules.ts";
import { pictureOf } from "../../src/qr/pictures.ts";
import { pngOf } from "../../src/qr/png.ts";
import { svgOf } from "../../src/qr/svg.ts";
import { UNKNOWN_GIFTS } from "../../src/qr/terminal.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { cellsAfter, codeIn, pixelsOf } from "./cells.ts";
import { randomConfig, randomConfigs, SEED } from "./configs.ts";
import { decodePixels, type Pixels, prepareDecoders } from "./decoders.ts";
import { itermPixels, kittyPixels, pngPixels, sixelPixels } from "./protocols.ts";

const require = createRequire(import.meta.url);
const CONFIGS = randomConfigs(200);
const ROOMY: Space = { rows: 200, columns: 400, gifts: UNKNOWN_GIFTS };

beforeAll(prepareDecoders);

/** The escape character as three letters, so that a pattern can name it. */
const spelt = (text: string) => text.replaceAll("\u001b", "ESC");

function linesOf(config: string, name: BlockName, space: Space = ROOMY) {
  const drawing = drawingFor(modulesOf(config), space, name);
  if (drawing.kind !== "drawn") throw new Error(drawing.kind);
  return drawing;
}

/** What both decoders read of the drawing, from the cells of a terminal whose cells have this many pixels. */
async function readBack(config: string, name: BlockName, cell: { width: number; height: number }, space = ROOMY) {
  const { lines, rows, columns } = linesOf(config, name, space);
  const cells = await cellsAfter(lines.join("\n"), rows, columns);
  expect(codeIn(cells)).toEqual({ top: 0, left: 0, rows, columns });
  return decodePixels(pixelsOf(cells, { top: 0, left: 0, rows, columns }, cell));
}

describe(`200 files of the versions 9 to 14 (seed ${SEED}) read back from a terminal's cells`, () => {
  it.each([
    ["full", { width: 2, height: 4 }],
    ["half", { width: 4, height: 8 }],
    ["half-top", { width: 4, height: 8 }],
    ["sextant", { width: 8, height: 16 }],
  ] as const)("%s blocks", { timeout: 180_000 }, async (name, cell) => {
    for (const config of CONFIGS) expect(await readBack(config, name, cell)).toEqual({ cpp: config, java: config });
  });
});

describe(`the same files read back from a terminal's pictures (seed ${SEED})`, () => {
  const protocols = { kitty: kittyPixels, iterm: itermPixels, sixel: sixelPixels } as const;
  it.each(["kitty", "iterm", "sixel"] as const)("%s", { timeout: 180_000 }, async (protocol) => {
    for (const [at, config] of CONFIGS.entries()) {
      const modules = modulesOf(config) as Modules;
      const scale = 4 + (at % 3);
      const pixels: Pixels = protocols[protocol](pictureOf(protocol, modules, scale).show);
      expect([pixels.width, pixels.height]).toEqual([(modules.length + 8) * scale, (modules.length + 8) * scale]);
      expect(await decodePixels(pixels)).toEqual({ cpp: config, java: config });
    }
  });

  it("no picture is longer than it need be on a slow line", () => {
    const modules = modulesOf(CONFIGS.find((config) => config.length > 425) as string) as Modules;
    for (const [protocol, most] of [
      ["kitty", 9_000],
      ["iterm", 9_000],
      ["sixel", 14_000],
    ] as const)
      for (const scale of [4, 5, 6]) expect(pictureOf(protocol, modules, scale).show.length).toBeLessThan(most);
  });

  it("kitty's picture is taken away by its own number, with its data", () => {
    const { show, remove } = pictureOf("kitty", modulesOf("a") as Modules, 4);
    const number = /i=(\d+)/.exec(show)?.[1];
    expect(spelt(remove)).toBe(`ESC_Ga=d,d=I,i=${number},q=2ESC\\`);
  });
});

describe("a code as a file", () => {
  it("the PNG holds it at any scale", async () => {
    for (const scale of [1, 4, 8, 13]) {
      const config = randomConfig();
      const pixels = pngPixels(Buffer.from(pngOf(modulesOf(config) as Modules, scale)));
      const read = await decodePixels(scale === 1 ? enlarged(pixels, 4) : pixels);
      expect(read).toEqual({ cpp: config, java: config });
    }
  });

  it("the SVG holds it: each dark run is one rectangle of its path", async () => {
    const config = randomConfig();
    const svg = svgOf(modulesOf(config) as Modules);
    const [, left, top, side] = /viewBox="(-?\d+) (-?\d+) (\d+) \3"/.exec(svg) ?? [];
    const dark = new Set<string>();
    for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
      for (let at = 0; at < Number(length); at++) dark.add(`${Number(x) + at} ${y}`);
    const squares: Pixels = {
      width: Number(side),
      height: Number(side),
      dark: (x, y) => dark.has(`${x + Number(left)} ${y + Number(top)}`),
    };
    expect(svg).toContain('fill="#fff"');
    expect(await decodePixels(enlarged(squares, 4))).toEqual({ cpp: config, java: config });
  });
});

describe("the colours of a code", () => {
  it.each(["full", "half", "half-top", "sextant"] as const)(
    "%s: black 16 and white 231 alone, set only where they change, and a reset at the end of every line",
    (name) => {
      const { lines } = linesOf(randomConfig(), name);
      for (const line of lines) {
        expect(spelt(line).endsWith("ESC[0m")).toBe(true);
        for (const code of spelt(line).match(/ESC\[[^m]*m/g) ?? [])
          expect(code).toMatch(/^ESC\[(0|([34]8;5;(16|231))(;48;5;(16|231))?)m$/);
        expect(spelt(line).replace(/ESC\[[\d;]*m/g, "")).toMatch(/^[ ▄▀▌▐\u{1fb00}-\u{1fb3b}]+$/u);
      }
      expect(spelt(lines[0] ?? "").match(/ESC/g)).toHaveLength(2);
    },
  );

  it("with 16 colours it still is dark on light, in the theme's black and bright white", async () => {
    const config = randomConfig();
    const space: Space = { ...ROOMY, gifts: { ...UNKNOWN_GIFTS, colours: 16 } };
    const { lines } = linesOf(config, "half", space);
    for (const code of spelt(lines.join("")).match(/ESC\[[^m]*m/g) ?? [])
      expect(code).toMatch(/^ESC\[(0|(30|97)|(40|107)|(30|97);(40|107))m$/);
    expect(await readBack(config, "half", { width: 4, height: 8 }, space)).toEqual({ cpp: config, java: config });
  });
});

describe("the encoder inside qrcode-terminal", () => {
  it("gives the same modules as the package's public interface", () => {
    const qrcode = require("qrcode-terminal") as {
      generate(text: string, options: object, done: (text: string) => void): void;
    };
    for (let round = 0; round < 20; round++) {
      const config = randomConfig();
      let drawn = "";
      qrcode.generate(config, { small: false }, (text) => {
        drawn = text;
      });
      const rows = drawn
        .split("\n")
        .map((line) => Array.from(spelt(line).matchAll(/ESC\[(4[07])m {2}ESC\[0m/g), (cell) => cell[1] === "40"));
      const inner: Modules = rows
        .filter((row) => row.length > 0)
        .slice(1, -1)
        .map((row) => row.slice(1, -1));
      expect(modulesOf(config)).toEqual(inner);
    }
  });

  it("carries bytes that are no ASCII as they are", async () => {
    const text = byteText(`# телефон Лены\n${randomConfig()}`);
    expect((await readBack(text, "half", { width: 4, height: 8 })).cpp).toBe(text);
  });
});

function enlarged(pixels: Pixels, times: number): Pixels {
  return {
    width: pixels.width * times,
    height: pixels.height * times,
    dark: (x, y) => pixels.dark(Math.floor(x / times), Math.floor(y / times)),
  };
}
