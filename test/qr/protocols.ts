// biome-ignore-all lint/suspicious/noControlCharactersInRegex: control sequences are what it is for
/** Graphics protocols read back to pixels, as a terminal would: kitty, iTerm2, sixel, and the PNG inside two of them. */
import { crc32, inflateSync } from "node:zlib";
import type { Pixels } from "./decoders.ts";

const ESC = "\u001b";

/** Packets of kitty's protocol put together. Throws where one is longer than it may be, or says what it must not. */
export function kittyPixels(text: string): Pixels {
  const packets = text.split(`${ESC}\\`).slice(0, -1);
  let data = "";
  packets.forEach((packet, at) => {
    const [, keys = "", chunk = ""] = /^\u001b_G([^;]*);(.*)$/s.exec(packet) ?? [];
    if (chunk.length > 4096 || (at + 1 < packets.length && chunk.length % 4 !== 0)) throw new Error("a bad chunk");
    if (/m=(\d)/.exec(keys)?.[1] !== (at + 1 < packets.length ? "1" : "0")) throw new Error("a bad end");
    if (at === 0 && !/^a=T,f=100,i=\d+,p=1,C=1,q=2,m=[01]$/.test(keys)) throw new Error(keys);
    if (at > 0 && !/^m=[01]$/.test(keys)) throw new Error(keys);
    data += chunk;
  });
  return pngPixels(Buffer.from(data, "base64"));
}

/** `OSC 1337 ; File = … : data BEL`. */
export function itermPixels(text: string): Pixels & { readonly shown: string } {
  const [, options = "", data = ""] = /^\u001b\]1337;File=([^:]*):(.*)\u0007$/s.exec(text) ?? [];
  const png = Buffer.from(data, "base64");
  const said = Object.fromEntries(options.split(";").map((one) => one.split("=")));
  if (said.size !== String(png.length) || said.inline !== "1") throw new Error(options);
  return { ...pngPixels(png), shown: `${said.width} ${said.height}` };
}

/** A picture of two colours as sixel terminals draw it (DEC STD 070); what no colour was laid on must not be there. */
export function sixelPixels(text: string): Pixels {
  const [, width = "", height = "", body = ""] =
    /^\u001bP0;1;0q"1;1;(\d+);(\d+)#0;2;0;0;0#1;2;100;100;100(.*)\u001b\\$/s.exec(text) ?? [];
  const [wide, high] = [Number(width), Number(height)];
  const laid = new Int8Array(wide * high).fill(-1);
  let [x, top, colour] = [0, 0, 0];
  for (const [, counted, sign, picked, control] of body.matchAll(/(?:!(\d+))?([?-~])|#(\d+)|([$-])/g)) {
    if (picked !== undefined) colour = Number(picked);
    if (control !== undefined) x = 0;
    if (control === "-") top += 6;
    if (sign === undefined) continue;
    const bits = sign.charCodeAt(0) - 63;
    for (let times = Number(counted ?? 1); times > 0; times--, x++) {
      if (x >= wide) throw new Error("wider than it said");
      for (let down = 0; down < 6; down++) {
        if ((bits & (1 << down)) === 0) continue;
        if (top + down >= high) throw new Error("higher than it said");
        laid[(top + down) * wide + x] = colour;
      }
    }
  }
  if (laid.includes(-1)) throw new Error("a pixel without a colour");
  return { width: wide, height: high, dark: (px, py) => laid[py * wide + px] === 0 };
}

/** A PNG of one bit a pixel, without filters; its checksums are looked at. */
export function pngPixels(png: Buffer): Pixels {
  if (png.subarray(0, 8).toString("latin1") !== "\x89PNG\r\n\x1a\n") throw new Error("no PNG");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== png.readUInt32BE(at + 8 + length)) throw new Error("a bad checksum");
    chunks.set(body.subarray(0, 4).toString("latin1"), body.subarray(4));
    at += 12 + length;
  }
  const head = chunks.get("IHDR") as Buffer;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  if (head.subarray(8).toString("hex") !== "0100000000") throw new Error("not one bit of grey");
  const rows = inflateSync(chunks.get("IDAT") as Buffer);
  const stride = Math.ceil(width / 8) + 1;
  if (rows.length !== stride * height) throw new Error("rows of another length");
  for (let y = 0; y < height; y++) if (rows[y * stride] !== 0) throw new Error("a filter");
  return {
    width,
    height,
    dark: (x, y) => ((rows[y * stride + 1 + (x >> 3)] as number) & (0x80 >> (x & 7))) === 0,
  };
}
