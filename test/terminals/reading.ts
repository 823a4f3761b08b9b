/** Codes read off a screenshot by decoders that know nothing of each other, and pictures as files. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBarcodes } from "zxing-wasm/reader";
import type { Picture } from "./display.ts";

/** What each reads off the picture: byte text, empty where nothing. */
export async function read(picture: Picture): Promise<{ readonly zbar: string; readonly zxing: string }> {
  return { zbar: zbar(picture), zxing: await zxing(picture) };
}

/** zbar's own program, which has to be asked for QR codes alone: otherwise it finds bars in them. */
export function zbar(picture: Picture): string {
  const folder = mkdtempSync(join(tmpdir(), "wg-wizard-shot-"));
  try {
    const file = join(folder, "shot.ppm");
    writeFileSync(file, pixels(picture));
    const { stdout } = spawnSync("zbarimg", ["-q", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", file], {
      encoding: "utf8",
    });
    return (stdout ?? "").replace(/\n$/, "");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The picture as a file that every program reads (PPM). */
export function pixels({ width, height, rgb }: Picture): Buffer {
  return Buffer.concat([Buffer.from(`P6 ${width} ${height} 255\n`), rgb]);
}

async function zxing({ width, height, rgb }: Picture): Promise<string> {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    data[to] = rgb[from] as number;
    data[to + 1] = rgb[from + 1] as number;
    data[to + 2] = rgb[from + 2] as number;
  }
  const picture = { data, width, height } as unknown as Parameters<typeof readBarcodes>[0];
  const [found] = await readBarcodes(picture, { formats: ["QRCode"], tryInvert: false });
  return Buffer.from(found?.bytes ?? []).toString("latin1");
}
