/**
 * Text into the clipboard of the person's own machine, by way of the terminal (OSC 52). Nothing answers, so nobody can
 * say whether it arrived: xterm, VTE and PuTTY refuse in silence. Pure.
 */
import type { Multiplexer } from "../qr/terminal.ts";

const ESC = "\u001b";

/** GNU screen hands on strings of at most this many bytes. */
const SCREEN_LONGEST = 760;

/**
 * The bytes that ask for it. tmux takes an application's request only with `set-clipboard on` (its default is
 * `external`), and then keeps the text in a buffer of its own; what is wrapped it hands on with `allow-passthrough on`
 * (its default is off since 3.3). Both are tried: the refused one leaves no trace. GNU screen knows the wrapped one alone.
 */
export function copyBytes(text: string, multiplexer: Multiplexer | null): string {
  const request = `${ESC}]52;c;${Buffer.from(text, "utf8").toString("base64")}\u0007`;
  if (multiplexer === "tmux") return `${request}${ESC}Ptmux;${request.replaceAll(ESC, ESC + ESC)}${ESC}\\`;
  if (multiplexer === "screen") return wrappedForScreen(request);
  return request;
}

function wrappedForScreen(request: string): string {
  const parts = request.match(new RegExp(`[^]{1,${SCREEN_LONGEST}}`, "g")) ?? [];
  return parts.map((part) => `${ESC}P${part}${ESC}\\`).join("");
}
