/** Every document that a command prints as JSON: the same to any reader, and harmless where somebody looks at it on a terminal. */

/** What stands in no text that can be seen: controls, format characters (bidi overrides among them), separators of lines. */
const UNPRINTABLE = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/gu;

/** The document with its newline; `indent` blanks for each level, all in one line where none. */
export function jsonText(document: unknown, indent = 2): string {
  const text = JSON.stringify(document, null, indent);
  return `${text.replace(UNPRINTABLE, (sign) => sign.split("").map(escaped).join(""))}\n`;
}

/** One UTF-16 unit as JSON writes it (RFC 8259, section 7). */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
