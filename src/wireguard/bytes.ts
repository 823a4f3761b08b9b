/**
 * Byte text: a file as a string of one character for each byte (latin1), and its way to readable text and back. The
 * blanks here are the six of ASCII alone: JavaScript's own `trim` and `\s` would bite into UTF-8 (its byte A0).
 */

/** What `wg` and bash's `[[:space:]]` count as a blank: tab, LF, VT, FF, CR, space. */
const BLANK = /[\t-\r ]/;
const BLANKS = /[\t-\r ]+/g;

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

/** The text without the blanks at both its ends. */
export function trimBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** The text without any blank, as `wg` reads every line (src/config.c, config_read_line). */
export function squeeze(text: string): string {
  return BLANK.test(text) ? text.replace(BLANKS, "") : text;
}

/** Byte text as people read it: UTF-8 where it is valid, else one character a byte. */
export function readable(byteText: string): string {
  if (!/[\x80-\xff]/.test(byteText)) return byteText;
  try {
    const bytes = Uint8Array.from(byteText, (letter) => letter.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return byteText;
  }
}

/** What a person typed as byte text, ready to stand in a file. */
export function byteText(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}
