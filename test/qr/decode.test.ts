/** Codes drawn into a real terminal's buffer, read back from its cells, and read by two independent decoders. */

import { randomBytes, randomInt } from "node:crypto";
import { createRequire } from "node:module";
import xterm from "@xterm/headless";
import jsqr from "jsqr";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { type DrawingName, drawingFor } from "../../src/qr/fit.ts";
import { type Modules, modulesOf } from "../../src/qr/modules.ts";
import { byteText } from "../../src/wireguard/conf.ts";

const require = createRequire(import.meta.url);

beforeAll(async () => {
  const { readFileSync } = await import("node:fs");
  const wasm = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

const pick = <T>(items: readonly T[]): T => items[randomInt(items.length)] as T;
/** The escape character as three letters, so that a pattern can name it. */
const spelt = (text: string) => text.replaceAll("\u001b", "ESC");
const key = () => randomBytes(32).toString("base64");

/** A client's file in its smallest form, with more or less in it. */
function randomConfig(): string {
  const host = pick([
    "203.0.113.5",
    "vpn.example.org",
    "[2001:db8::1]",
    `${"very-".repeat(randomInt(6))}long.example.net`,
  ]);
  return [
    "[Interface]",
    `PrivateKey=${key()}`,
    `Address=10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}${pick(["", ",fd77::6"])}`,
    ...pick([[], ["DNS=1.1.1.1"], ["DNS=1.1.1.1,2606:4700:4700::1111"]]),
    ...pick([[], ["MTU=1380"]]),
    "[Peer]",
    `PublicKey=${key()}`,
    ...pick([[], [`PresharedKey=${key()}`]]),
    `AllowedIPs=${pick(["0.0.0.0/0,::/0", "10.77.0.0/24", "10.77.0.0/24,192.168.7.0/24,fd77::/64"])}`,
    `Endpoint=${host}:${randomInt(1, 65536)}`,
    ...pick([[], ["PersistentKeepalive=25"]]),
  ].join("\n");
}

/** Half modules of a terminal's cells, top to bottom: true where the screen is dark. */
async function screenOf(lines: readonly string[], columns: number): Promise<boolean[][]> {
  const terminal = new xterm.Terminal({ cols: columns, rows: lines.length, allowProposedApi: true, convertEol: true });
  try {
    await new Promise<void>((done) => terminal.write(lines.join("\n"), done));
    const dark = (colour: number) => {
      if (colour !== 16 && colour !== 231) throw new Error(`colour ${colour} on the screen`);
      return colour === 16;
    };
    return lines.flatMap((_, row) => {
      const upper: boolean[] = [];
      const lower: boolean[] = [];
      for (let column = 0; column < columns; column++) {
        const cell = terminal.buffer.active.getLine(row)?.getCell(column);
        if (!cell?.isBgPalette()) throw new Error(`cell ${row}, ${column} has no colour of its own`);
        upper.push(dark(cell.getBgColor()));
        lower.push(dark(cell.getChars() === "▄" ? cell.getFgColor() : cell.getBgColor()));
      }
      return [upper, lower];
    });
  } finally {
    terminal.dispose();
  }
}

/** A picture of the screen, each half cell as wide as it is high: 4 x 4 pixels. */
function pictureOf(screen: readonly (readonly boolean[])[]): {
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
} {
  const scale = 4;
  const width = (screen[0] as readonly boolean[]).length * scale;
  const height = screen.length * scale;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dark = screen[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      data.fill(dark ? 0 : 255, (y * width + x) * 4, (y * width + x) * 4 + 3);
      data[(y * width + x) * 4 + 3] = 255;
    }
  }
  return { data, width, height };
}

async function readBack(
  byteText: string,
  name: DrawingName,
): Promise<{ jsqr: string; zxing: string; codes: string[] }> {
  const console_ = name === "full-block";
  const drawing = drawingFor(modulesOf(byteText), {
    rows: 200,
    columns: 400,
    utf8: true,
    console: console_,
    colours: 256,
  });
  if (drawing.kind !== "drawn") throw new Error(drawing.kind);
  expect(drawing.name).toBe(name);
  const screen = await screenOf(drawing.lines, drawing.columns);
  const picture = pictureOf(screen);
  const one = jsqr(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" });
  const [two] = await readBarcodes(picture as unknown as Parameters<typeof readBarcodes>[0], {
    formats: ["QRCode"],
    tryInvert: false,
  });
  const latin1 = (bytes: ArrayLike<number> | undefined) => Buffer.from(Uint8Array.from(bytes ?? [])).toString("latin1");
  return {
    jsqr: latin1(one?.binaryData),
    zxing: latin1(two?.bytes),
    codes: spelt(drawing.lines.join("")).match(/ESC[^m]*m/g) ?? [],
  };
}

describe("a code read back from the screen", () => {
  it("200 configs decode to the same bytes by both decoders", { timeout: 120_000 }, async () => {
    for (let round = 0; round < 200; round++) {
      const config = randomConfig();
      const back = await readBack(config, "half-block");
      expect(back.zxing).toBe(config);
      expect(back.jsqr).toBe(config);
    }
  });

  it("full blocks decode as well", async () => {
    for (let round = 0; round < 10; round++) {
      const config = randomConfig();
      const back = await readBack(config, "full-block");
      expect(back).toMatchObject({ zxing: config, jsqr: config });
    }
  });

  it("a comment in Cyrillic arrives as its UTF-8 bytes", async () => {
    const text = byteText(`# телефон Лены\n${randomConfig()}`);
    expect(await readBack(text, "half-block")).toMatchObject({ zxing: text, jsqr: text });
  });

  it("uses black 16 and white 231 alone, and ends every line with a reset", async () => {
    const drawing = drawingFor(modulesOf(randomConfig()), {
      rows: 90,
      columns: 200,
      utf8: true,
      console: false,
      colours: 256,
    });
    if (drawing.kind !== "drawn") throw new Error(drawing.kind);
    for (const line of drawing.lines) {
      expect(spelt(line).endsWith("ESC[0m")).toBe(true);
      for (const code of spelt(line).match(/ESC\[[^m]*m/g) ?? [])
        expect(code).toMatch(/^ESC\[(0|([34]8;5;(16|231))(;48;5;(16|231))?)m$/);
      expect(spelt(line).replace(/ESC\[[\d;]*m/g, "")).toMatch(/^[ ▄]+$/);
    }
  });

  it("says nothing twice: no colour is set that is set already", () => {
    const drawing = drawingFor(modulesOf("a"), { rows: 90, columns: 200, utf8: true, console: false, colours: 256 });
    if (drawing.kind !== "drawn") throw new Error(drawing.kind);
    expect(drawing.lines[0]).toBe(`\x1b[48;5;231m${" ".repeat(29)}\x1b[0m`);
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
});
