/**
 * Text from outside (names, comments, endpoints, what `wg` printed) made harmless before it is drawn: every control
 * character, bidi override and invisible format character becomes a visible sign. The one function for it.
 */

/** C0 and C1 controls, DEL, line and paragraph separators, bidi controls, zero-width marks that hide or reorder text. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it exists to find
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with each such character written out: `^[` for escape, `<U+202E>` for a bidi override. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, (sign) => {
    const code = sign.charCodeAt(0);
    if (code < 0x20) return `^${String.fromCharCode(code + 64)}`;
    if (code === 0x7f) return "^?";
    return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}

/** The first character that would have to be made visible, written out; null where the text is harmless. */
export function invisibleIn(text: string): string | null {
  const found = text.match(INVISIBLE)?.[0];
  return found === undefined ? null : visible(found);
}
