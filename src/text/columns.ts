/** How many columns a text takes in a terminal. Colours and other SGR codes take none. */
import fastStringWidth from "fast-string-width";

/**
 * Characters of one column each: ASCII, Latin, Greek, Cyrillic and the signs that are drawn here. Nearly every text is
 * made of them, and the patterns that know the others take longer to compile than a whole screen to draw.
 */
const SINGLE =
  /^[\x20-\x7e\xa0-\xac\xae-\u02af\u0391-\u03c9\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2190-\u2193\u221a\u2500-\u259f\u25ba\u25cb]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what it is for
const SGR = /\u001b\[[\d;]*m/g;

export default function columnsOf(text: string): number {
  const bare = text.includes("\u001b") ? text.replace(SGR, "") : text;
  return SINGLE.test(bare) ? bare.length : fastStringWidth(text);
}
