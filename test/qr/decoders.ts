/** Two independent decoders, neither of which tries an inverted picture: as the Android app's scanner runs. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import jsqr from "jsqr";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const require = createRequire(import.meta.url);

/** Pixels of one module in a picture. */
const SCALE = 4;

/** To be awaited once before the decoders are asked: zxing is a wasm file that would else be looked for on the net. */
export async function prepareDecoders(): Promise<void> {
  const wasm = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** What both decoders read off these squares (true is dark), the quiet zone included: byte text, empty where nothing. */
export async function decode(squares: readonly (readonly boolean[])[]): Promise<{ jsqr: string; zxing: string }> {
  const picture = pictureOf(squares);
  const one = jsqr(picture.data, picture.width, picture.height, { inversionAttempts: "dontInvert" });
  const [two] = await readBarcodes(picture as unknown as Parameters<typeof readBarcodes>[0], {
    formats: ["QRCode"],
    tryInvert: false,
  });
  return { jsqr: byteTextOf(one?.binaryData), zxing: byteTextOf(two?.bytes) };
}

/** A picture of squares, each as wide as it is high. */
function pictureOf(squares: readonly (readonly boolean[])[]) {
  const width = (squares[0]?.length ?? 0) * SCALE;
  const height = squares.length * SCALE;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (squares[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)])
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { data, width, height };
}

function byteTextOf(bytes: ArrayLike<number> | undefined): string {
  return Buffer.from(Uint8Array.from(bytes ?? [])).toString("latin1");
}
