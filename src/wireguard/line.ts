/**
 * One line of a configuration file as `wg` and `wg-quick` read it one after the other: blank, comment, header or
 * setting. Knows nothing of the lines around it.
 */
import { squeeze, trimBlanks } from "./bytes.ts";
import { type SectionKind, type Word, wordOf } from "./vocabulary.ts";

export type ConfLine =
  | { readonly kind: "blank" | "comment" }
  /** `section` is null for a header neither program knows. `spelled` is false for blanks inside: `wg-quick` overlooks it. */
  | { readonly kind: "header"; readonly section: SectionKind | null; readonly spelled: boolean }
  /** `word` is null for an unknown key; `key` is canonical for a known one. */
  | {
      readonly kind: "setting";
      readonly word: Word | null;
      readonly key: string;
      readonly value: string;
      readonly spelled: boolean;
    }
  /** Neither: a line without `=`. */
  | { readonly kind: "junk" };

const BLANK: ConfLine = { kind: "blank" };
const COMMENT: ConfLine = { kind: "comment" };
const JUNK: ConfLine = { kind: "junk" };
const PEER: ConfLine = { kind: "header", section: "peer", spelled: true };

/** The three bytes that Windows editors put in front of a UTF-8 file. */
export const BYTE_ORDER_MARK = "\xef\xbb\xbf";

const HEADERS: Readonly<Record<string, SectionKind>> = { "[interface]": "interface", "[peer]": "peer" };

/** Reads a line of byte text, without its line end and without NUL bytes, which bash drops. */
export function readLine(line: string): ConfLine {
  const hash = line.indexOf("#");
  const bare = trimBlanks(hash < 0 ? line : line.slice(0, hash));
  if (bare === "") return hash < 0 ? BLANK : COMMENT;
  if (bare.startsWith("[")) {
    if (bare === "[Peer]") return PEER;
    const known = HEADERS[bare.toLowerCase()];
    if (known) return { kind: "header", section: known, spelled: true };
    return { kind: "header", section: HEADERS[squeeze(bare).toLowerCase()] ?? null, spelled: false };
  }
  const equals = bare.indexOf("=");
  if (equals < 0) return wordOf(bare)?.reader === "wg-quick" ? setting(bare, bare, bare) : JUNK;
  return setting(trimBlanks(bare.slice(0, equals)), trimBlanks(bare.slice(equals + 1)), line);
}

function isHook({ reader, key }: Word): boolean {
  return reader === "wg-quick" && (key.endsWith("Up") || key.endsWith("Down"));
}

function setting(written: string, value: string, line: string): ConfLine {
  const word = wordOf(written);
  if (!word) {
    const meant = wordOf(squeeze(written));
    return { kind: "setting", word: meant, key: meant?.reader === "wg" ? meant.key : written, value, spelled: false };
  }
  // A hook is a shell command: `#` is bash's to judge (wg-quick 1.0.20260223 and later pass it on).
  const whole = isHook(word) ? trimBlanks(line.slice(line.indexOf("=") + 1)) : value;
  return { kind: "setting", word, key: word.key, value: whole, spelled: true };
}
