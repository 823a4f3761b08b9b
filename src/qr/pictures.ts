/**
 * The drawings made of pixels: a code as the escape string of a terminal's graphics protocol, written with the cursor in
 * the upper left cell of its place (terminal-qr.md §4.4).
 */
import { bitmapOf, whiteAt } from "./bitmap.ts";
import type { Modules } from "./modules.ts";
import { pngOf } from "./png.ts";
import type { Graphics } from "./terminal.ts";

const ESC = "\u001b";
const END = `${ESC}\\`;

/** The most base64 that one packet of kitty's protocol may hold. */
const CHUNK = 4096;

/** Ours among the images that a kitty keeps by number: "WG". */
const IMAGE = 0x5747;

/** What a picture is, and how it is taken away; a secret, as the code is. */
export interface Picture {
  readonly show: string;
  /** Empty where a cell that is written over takes the picture's part with it. */
  readonly remove: string;
}

export function pictureOf(protocol: Graphics, modules: Modules, scale: number): Picture {
  return PROTOCOLS[protocol](modules, scale);
}

const PROTOCOLS: Readonly<Record<Graphics, (modules: Modules, scale: number) => Picture>> = {
  /** A PNG in base64; q=2: no answers, C=1: the cursor stays. */
  kitty: (modules, scale) => {
    const data = base64(pngOf(modules, scale));
    const chunks = Array.from({ length: Math.ceil(data.length / CHUNK) }, (_, at) =>
      data.slice(at * CHUNK, (at + 1) * CHUNK),
    );
    const show = chunks.map((chunk, at) => {
      const first = at === 0 ? `a=T,f=100,i=${IMAGE},p=1,C=1,q=2,` : "";
      return `${ESC}_G${first}m=${at + 1 < chunks.length ? 1 : 0};${chunk}${END}`;
    });
    return { show: show.join(""), remove: `${ESC}_Ga=d,d=I,i=${IMAGE},q=2${END}` };
  },
  /** A PNG in base64, in its own size. */
  iterm: (modules, scale) => {
    const png = pngOf(modules, scale);
    const side = `${(modules.length + 8) * scale}px`;
    const options = `size=${png.length};width=${side};height=${side};preserveAspectRatio=1;inline=1;doNotMoveCursor=1`;
    return { show: `${ESC}]1337;File=${options}:${base64(png)}\u0007`, remove: "" };
  },
  sixel: (modules, scale) => ({ show: sixelOf(modules, scale), remove: "" }),
};

/**
 * Six rows of pixels to a band: all of it white, then what is dark laid over it; runs of the same sign counted. P2 = 1
 * leaves what is below the last row as it is; the raster attributes tell the size.
 */
function sixelOf(modules: Modules, scale: number): string {
  const bitmap = bitmapOf(modules, scale);
  const { side } = bitmap;
  const bands: string[] = [];
  for (let top = 0; top < side; top += 6) {
    const rows = Math.min(6, side - top);
    const dark = Array.from({ length: side }, (_, x) => {
      let bits = 0;
      for (let down = 0; down < rows; down++) if (!whiteAt(bitmap, x, top + down)) bits |= 1 << down;
      return bits;
    });
    bands.push(`#1${counted(dark.map(() => (1 << rows) - 1))}$#0${counted(dark)}`);
  }
  return `${ESC}P0;1;0q"1;1;${side};${side}#0;2;0;0;0#1;2;100;100;100${bands.join("-")}${END}`;
}

function counted(sixels: readonly number[]): string {
  let text = "";
  for (let at = 0; at < sixels.length; ) {
    const sign = String.fromCharCode(63 + (sixels[at] as number));
    let count = 1;
    while (sixels[at + count] === sixels[at]) count++;
    text += count > 3 ? `!${count}${sign}` : sign.repeat(count);
    at += count;
  }
  return text.replace(/!\d+\?$/, "");
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
