/**
 * What `wg` (src/config.c) and `wg-quick` (linux.bash, parse_options) would say of a file: its faults, line by line.
 * `wg-quick` reads the file first and keeps its own keys; whatever it leaves is what `wg` gets to read.
 */
import { readable, squeeze, trimBlanks } from "./bytes.ts";
import type { Conf } from "./conf.ts";
import { BYTE_ORDER_MARK, type ConfLine, readLine } from "./line.ts";
import { withoutKeys } from "./secret.ts";
import { REFUSALS } from "./values.ts";
import { isAmneziaKey, type SectionKind, type ValueForm, type Word, wordOf } from "./vocabulary.ts";

/** The ids of faults, with the values their sentences need. Text and values are readable text, secrets left out. */
export interface Faults {
  /** A line that is neither a header nor `Key = value`. */
  "unrecognized-line": { readonly text: string };
  /** `[Peers]`: a header neither program knows. */
  "unknown-section": { readonly text: string };
  /** A comment in the style of another program: `;` or `//`. */
  "foreign-comment": { readonly mark: ";" | "//" };
  /** The file begins with a UTF-8 byte order mark. */
  "byte-order-mark": Record<never, never>;
  /** `AllowedIPs =` with nothing behind it. */
  "empty-value": { readonly key: string };
  /** `value` is the part that is wrong (one entry of a list); empty where it is a secret. */
  "bad-value": { readonly key: string; readonly value: string; readonly form: Exclude<ValueForm, "any"> };
  "unknown-key": { readonly key: string; readonly section: SectionKind };
  /** A key of AmneziaWG (`Jc`, `S1`, `H1`), which its own `awg` reads, and `wg` does not. */
  "amnezia-key": { readonly key: string };
  /** A known key in the other section, or above the first header (`in` is null). */
  "wrong-section": { readonly key: string; readonly in: SectionKind | null; readonly belongs: SectionKind };
  /** `[ Interface ]` or `Add ress`: `wg` overlooks the blanks inside, `wg-quick` does not know the word. */
  "blank-inside": { readonly text: string; readonly meant: string };
  /** The line is the peer's header. */
  "missing-public-key": Record<never, never>;
}

export type FaultId = keyof Faults;

export type Fault = {
  readonly [Id in FaultId]: {
    readonly id: Id;
    readonly values: Faults[Id];
    /** From 1. */
    readonly line: number;
    /**
     * What is printed when the interface is started, in the program's own words: `wg-quick`'s where it alone refuses
     * the line, else `wg`'s, to which `wg-quick` hands on what it does not know itself. Null where nothing is printed.
     */
    readonly says: string | null;
    /**
     * Who does not take the line. `wg`: it is not of `wg-quick`'s concern, and `wg` refuses it. `wg-quick`: `wg` never
     * sees it. `both`: it is a line for `wg-quick`, which does not know it as it stands, and so `wg` gets it and
     * refuses it too.
     */
    readonly refusedBy: "wg" | "wg-quick" | "both";
  };
}[FaultId];

/** All that `wg` or `wg-quick` would refuse, in the order of the lines. Empty for a file both accept. */
export function faultsOf(conf: Conf): readonly Fault[] {
  const reader = new Reader();
  const lines = conf.text.includes("\0") ? conf.text.replaceAll("\0", "").split("\n") : conf.lines; // bash drops NUL bytes
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at] as string;
    if (raw === "" || raw.startsWith("#") || reader.takePlain(raw)) continue;
    const marked = at === 0 && raw.startsWith(BYTE_ORDER_MARK);
    const line = readLine(raw);
    if (marked) reader.takeMarked(raw);
    else if (line.kind === "header") reader.takeHeader(line, raw, at + 1);
    else if (line.kind === "setting") reader.takeSetting(line, raw, at + 1);
    else if (line.kind === "junk") reader.refuse(at + 1, raw, ...junkFault(raw));
  }
  reader.endSection();
  return reader.faults.sort((a, b) => a.line - b.line);
}

type Header = Extract<ConfLine, { kind: "header" }>;
type Setting = Extract<ConfLine, { kind: "setting" }>;
type Named = { readonly [Id in FaultId]: [id: Id, values: Faults[Id]] }[FaultId];

interface Misspelt {
  readonly line: number;
  readonly text: string;
  told: boolean;
}

/** What nearly all lines of a peer look like; looked at first because it is quick. */
const PLAIN =
  /^(?:P(?:ublic|reshared)Key = [A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=|AllowedIPs = (?:1\d\d|[1-9]\d?)(?:\.(?:1\d\d|[1-9]?\d)){3}\/(?:3[0-2]|[12]\d))$/;

/** Where in a file the two programs are while they read it. */
class Reader {
  readonly faults: Fault[] = [];
  /** The section `wg` is in; `foreign` under a header that it refused. */
  private section: SectionKind | "foreign" | null = null;
  /** A header that `wg` takes for `[Interface]` and `wg-quick` does not; its fault is told once. */
  private misspelt: Misspelt | null = null;
  /** Under `[Interface]=`: no header to `wg`, and to `wg-quick`, which looks no further than the `=`, the interface's. */
  private quickAlone = false;
  /** The header of a peer whose key has not come yet. */
  private keyless: number | null = null;

  /** Takes a line that nobody would refuse here, without a closer look; false where it needs one. */
  takePlain(raw: string): boolean {
    if (this.section !== "peer" || !PLAIN.test(raw)) return false;
    if (raw.startsWith("Pu")) this.keyless = null;
    return true;
  }

  refuse(line: number, raw: string, ...named: Named): void {
    const [id, values] = named;
    const refusedBy = isForBoth(...named) ? "both" : "wg";
    this.add({ id, values, line, says: unrecognized(raw), refusedBy } as Fault);
  }

  /** The first line of a file with a byte order mark: the mark spoils it for both, whatever else it says. */
  takeMarked(raw: string): void {
    const rest = readLine(raw.slice(BYTE_ORDER_MARK.length));
    this.refuse(1, raw, "byte-order-mark", {});
    if (rest.kind === "header") this.enter(rest.section ?? "foreign", 1);
  }

  takeHeader(header: Header, raw: string, line: number): void {
    this.enter(header.section ?? "foreign", line);
    this.quickAlone = header.section === null && /^[\t-\r ]*\[interface\][\t-\r ]*=/i.test(raw);
    if (header.section === null) this.refuse(line, raw, "unknown-section", { text: legible(raw) });
    if (header.section === "interface" && !header.spelled) this.misspelt = { line, text: legible(raw), told: false };
  }

  takeSetting(setting: Setting, raw: string, line: number): void {
    const { section } = this;
    const { word, value, spelled } = setting;
    if (section === "foreign") {
      if (this.quickAlone && spelled && word?.reader === "wg-quick") this.judge(word, value, raw, line);
      return;
    }
    const misfit = misfitOf(setting, section);
    if (misfit) this.refuse(line, raw, ...misfit);
    else if (word?.reader === "wg-quick" && this.misspelt) this.tellMisspelt(this.misspelt, raw);
    // A later line of a key does not heal an earlier one: each is read as it comes.
    else if (word) this.judge(word, word.reader === "wg" ? squeeze(value) : value, raw, line);
    if (word?.key === "PublicKey") this.keyless = null;
  }

  endSection(): void {
    if (this.keyless !== null) {
      this.add({
        id: "missing-public-key",
        values: {},
        line: this.keyless,
        says: "A peer is missing a public key",
        refusedBy: "wg",
      });
    }
    this.keyless = null;
  }

  private enter(section: SectionKind | "foreign", line: number): void {
    this.endSection();
    this.section = section;
    this.quickAlone = false;
    this.misspelt = null;
    if (section === "peer") this.keyless = line;
  }

  private tellMisspelt(header: Misspelt, leaking: string): void {
    if (header.told) return;
    header.told = true;
    this.refuse(header.line, leaking, "blank-inside", { text: header.text, meant: "[Interface]" });
  }

  private judge({ key, form, reader }: Word, value: string, raw: string, line: number): void {
    if (reader === "wg" && value === "") {
      this.refuse(line, raw, "empty-value", { key });
      return;
    }
    const refusal = REFUSALS[form](value);
    if (!refusal || form === "any") return;
    const secret = key === "PrivateKey" || key === "PresharedKey";
    const says = secret ? refusal.says.replace(`\`${value}'`, () => "`…'") : refusal.says;
    const values = { key, value: secret ? "" : legible(refusal.part), form };
    this.add({ id: "bad-value", values, line, says: legible(says), refusedBy: reader });
  }

  private add(fault: Fault): void {
    this.faults.push(fault);
  }
}

/** Lines that `wg-quick` should have kept for itself, and a first line that neither program can read. */
function isForBoth(...named: Named): boolean {
  const [id, values] = named;
  if (id === "wrong-section") return wordOf(values.key)?.reader === "wg-quick";
  return id === "blank-inside" || id === "byte-order-mark";
}

/** Why a setting cannot stand where it does, or as it is spelled; null where only its value is left to judge. */
function misfitOf({ word, key, spelled }: Setting, section: SectionKind | null): Named | null {
  if (!word) return unknownKeyFault(key, section);
  if (word.section !== section) return ["wrong-section", { key: word.key, in: section, belongs: word.section }];
  return word.reader === "wg-quick" && !spelled ? ["blank-inside", { text: key, meant: word.key }] : null;
}

/** A line is shown in a sentence: what is longer than this is nobody's setting. */
const LEGIBLE = 200;

/** Byte text as it may stand in a sentence: readable, without keys, not too long. */
function legible(text: string): string {
  const whole = withoutKeys(readable(trimBlanks(text)));
  return whole.length > LEGIBLE ? `${whole.slice(0, LEGIBLE).replace(/[\ud800-\udbff]$/, "")}…` : whole;
}

/** What `wg` prints of a line that it does not know: the line as it sees it, without blanks and comment. */
function unrecognized(raw: string): string {
  return `Line unrecognized: \`${legible(squeeze(raw.split("#", 1)[0] as string))}'`;
}

function junkFault(raw: string): Named {
  const text = trimBlanks(raw);
  const mark = text.startsWith(";") ? ";" : text.startsWith("//") ? "//" : null;
  return mark ? ["foreign-comment", { mark }] : ["unrecognized-line", { text: legible(text) }];
}

function unknownKeyFault(key: string, section: SectionKind | null): Named {
  if (key.startsWith(";")) return ["foreign-comment", { mark: ";" }];
  if (key.startsWith("//")) return ["foreign-comment", { mark: "//" }];
  if (isAmneziaKey(key)) return ["amnezia-key", { key: legible(key) }];
  return section === null
    ? ["unrecognized-line", { text: legible(key) }]
    : ["unknown-key", { key: withBlanksSeen(legible(key)), section }];
}

/** Blanks that look like one and are none to either program: pasted from a web page, they spoil a word unseen. */
function withBlanksSeen(text: string): string {
  return text.replace(/[\u00a0\u2000-\u200b\u202f\u3000]/g, (blank) => {
    return `<U+${blank.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}
