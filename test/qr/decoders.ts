/** Independent decoders, none of which tries an inverted picture: as the Android app's scanner runs. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } from "@zxing/library";
import jsqr from "jsqr";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const require = createRequire(import.meta.url);

/** Pixels of one module in a picture. */
const SCALE = 4;

/** Pixels, true is dark. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  dark(x: number, y: number): boolean;
}

/** To be awaited once before the decoders are asked: zxing is a wasm file that would else be looked for on the net. */
export async function prepareDecoders(): Promise<void> {
  const wasm = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** What the decoders read off these squares (true is dark), the quiet zone included: byte text, empty where nothing. */
export async function decode(squares: readonly (readonly boolean[])[]): Promise<{ jsqr: string; zxing: string }> {
  const pixels = scaled(squares);
  const picture = colours(pixels);
  const one = jsqr(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" });
  return { jsqr: byteTextOf(one?.binaryData), zxing: await zxingCpp(pixels) };
}

/**
 * What zxing-cpp and ZXing's Java code (as its port in JavaScript has it) read off a picture: byte text, empty where
 * they find nothing. The Java one is the code of the Android app.
 */
export async function decodePixels(pixels: Pixels): Promise<{ cpp: string; java: string }> {
  return { cpp: await zxingCpp(pixels), java: zxingJava(pixels) };
}

/**
 * Degrees by which the camera is held askew, one look after the other. In one look in thirty the Java code takes a part
 * of a dense code for a corner of it, however perfect the picture; a phone looks thirty times a second.
 */
const LOOKS = [0, 4, -5, 2, 7, -8, 11, -3, 14] as const;

async function zxingCpp(pixels: Pixels): Promise<string> {
  const picture = colours(pixels);
  const [found] = await readBarcodes(picture as unknown as Parameters<typeof readBarcodes>[0], {
    formats: ["QRCode"],
    tryInvert: false,
  });
  return byteTextOf(found?.bytes);
}

function zxingJava(pixels: Pixels): string {
  for (const degrees of LOOKS) {
    const read = lookedAt(degrees === 0 ? pixels : askew(pixels, degrees));
    if (read !== "") return read;
  }
  return "";
}

function lookedAt({ width, height, dark }: Pixels): string {
  const grey = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) grey[y * width + x] = dark(x, y) ? 0 : 255;
  try {
    const source = new RGBLuminanceSource(grey, width, height);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  } catch (error) {
    // What it throws where there is no code that it can read.
    if (["NotFoundException", "ChecksumException", "FormatException"].includes(nameOf(error))) return "";
    throw error;
  }
}

/** The picture turned about its middle, a little smaller so that all of it is still there, on white. */
function askew({ width, height, dark }: Pixels, degrees: number): Pixels {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180) / 0.93, Math.sin((degrees * Math.PI) / 180) / 0.93];
  return {
    width,
    height,
    dark: (x, y) => {
      const [right, down] = [x - width / 2, y - height / 2];
      const u = Math.floor(cos * right + sin * down + width / 2);
      const v = Math.floor(cos * down - sin * right + height / 2);
      return u >= 0 && v >= 0 && u < width && v < height && dark(u, v);
    },
  };
}

function nameOf(error: unknown): string {
  return (error as { getKind?: () => string }).getKind?.() ?? String(error);
}

/** A picture of squares, each as wide as it is high. */
function scaled(squares: readonly (readonly boolean[])[]): Pixels {
  return {
    width: (squares[0]?.length ?? 0) * SCALE,
    height: squares.length * SCALE,
    dark: (x, y) => squares[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] ?? false,
  };
}

function colours({ width, height, dark }: Pixels) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (dark(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { data, width, height };
}

function byteTextOf(bytes: ArrayLike<number> | undefined): string {
  return Buffer.from(Uint8Array.from(bytes ?? [])).toString("latin1");
}
