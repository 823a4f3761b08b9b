/**
 * A server's configuration file, lossless: its text, and what the lines of it mean. The text is "byte text": one
 * character for each byte (latin1), so that what nobody asked to change stays the same to the byte. Knows no machine.
 */
import { byteText, readable, squeeze, trimBlanks } from "./bytes.ts";
import { BYTE_ORDER_MARK, readLine } from "./line.ts";
import { bareText, isDisabled } from "./names/comment.ts";
import { lastLineOf, type PeerPlace, placeOf } from "./names/place.ts";
import type { NameFormId } from "./names.ts";
import { type PlainRun, plainRuns } from "./plain.ts";
import { isSecretLine } from "./secret.ts";
import type { SectionKind } from "./vocabulary.ts";

export { byteText, isSecretLine, readable };

/** `Key = value` as both `wg` and `wg-quick` read it; the key in its canonical spelling where it is a known one. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

export interface Peer {
  /** As a person reads it (decoded from UTF-8); null where the file has none. */
  readonly name: string | null;
  /** The convention its name is written in; null where it has none. */
  readonly nameForm: NameFormId | null;
  readonly publicKey: string | null;
  readonly presharedKey: string | null;
  /** Every entry of every AllowedIPs line, as written. */
  readonly allowedIPs: readonly string[];
  readonly endpoint: string | null;
  /** Seconds; null for `off`, 0 and absent. */
  readonly persistentKeepalive: number | null;
  /** False for a block that is commented out by PiVPN's `#[disabled] `. Its addresses stay taken. */
  readonly enabled: boolean;
  /** The line of `[Peer]`, from 1. */
  readonly line: number;
  /** First and last line of all that belongs to the peer: its marks above and around, and its block. */
  readonly from: number;
  readonly to: number;
  readonly settings: readonly Setting[];
}

export interface Hook {
  readonly key: "PreUp" | "PostUp" | "PreDown" | "PostDown";
  readonly command: string;
  readonly line: number;
}

export interface InterfaceSection {
  /** The line of the first `[Interface]`, from 1; null where there is none. */
  readonly line: number | null;
  readonly privateKey: string | null;
  readonly listenPort: number | null;
  /** Every entry of every Address line, as written: `10.77.0.1/24`. */
  readonly addresses: readonly string[];
  readonly dns: readonly string[];
  readonly mtu: string | null;
  readonly table: string | null;
  readonly fwMark: string | null;
  readonly saveConfig: boolean;
  readonly hooks: readonly Hook[];
  readonly settings: readonly Setting[];
}

export interface Conf {
  /** The whole file as byte text. */
  readonly text: string;
  /** The text split at LF; a final newline makes the last one empty. A CR stays at the end of its line. */
  readonly lines: readonly string[];
  readonly interface: InterfaceSection;
  /** In the file's order, switched-off ones too. */
  readonly peers: readonly Peer[];
}

/** One change of whole lines: after line `after` (0: at the top) `remove` lines go and `insert` comes (byte text). */
export interface Edit {
  readonly after: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

/** Reads any text whatever; what the programs would refuse is told by `faultsOf` in grammar.ts. */
export function parseConf(text: string): Conf {
  const lines = text.split("\n");
  // Of a file with carriage returns or NUL bytes every line wants a closer look.
  return confOf(text, lines, /[\0\r]/.test(text) ? [] : plainRuns(text, lines, keepaliveOf));
}

/** The same, every line by itself: what the quicker way is held against. */
export function parseLineByLine(text: string): Conf {
  return confOf(text, text.split("\n"), []);
}

/** `plain`: the peers that are known already; what stands between them is read line by line. */
function confOf(text: string, lines: readonly string[], plain: readonly PlainRun[]): Conf {
  const settings: Setting[] = [];
  const peers: Peer[] = [];
  let first: number | null = null;
  let at = 0;
  for (const run of [...plain, null]) {
    if (run === null || at < run.from) {
      const part = readPart(lines, at, run?.from ?? lines.length);
      first ??= part.interface;
      for (const setting of part.settings) settings.push(setting);
      for (const peer of part.peers) peers.push(peer);
    }
    if (run === null) break;
    for (const peer of run.peers) peers.push(peer);
    at = run.to;
  }
  return { text, lines, interface: interfaceOf(first, settings), peers };
}

interface Part {
  /** The line of its first `[Interface]`, from 1. */
  readonly interface: number | null;
  /** Of all its `[Interface]` sections. */
  readonly settings: readonly Setting[];
  readonly peers: readonly Peer[];
}

/**
 * The lines from `from` up to `to`, where a plain peer's header stands or the file ends; read with that header, which
 * ends the last section, and with the two lines above, which end what was before.
 */
function readPart(lines: readonly string[], from: number, to: number): Part {
  const above = Math.max(0, from - 2);
  const part = above === 0 && to === lines.length ? lines : lines.slice(above, to + 1);
  // bash drops NUL bytes; a file with any is rare, so one look at the whole of it will do.
  const seen = part.some((line) => line.includes("\0")) ? part.map((line) => line.replaceAll("\0", "")) : part;
  const texts = seen.map(bareText);
  if (above === 0 && texts[0]?.startsWith(BYTE_ORDER_MARK)) {
    texts[0] = trimBlanks(texts[0].slice(BYTE_ORDER_MARK.length));
  }
  const sections = sectionsOf(seen, texts).filter(({ line }) => line <= to - above);
  const own = sections.filter(({ kind }) => kind === "interface");
  const peers: Peer[] = [];
  let gap = from - above;
  for (const section of sections) {
    const header = section.line - 1;
    const last = lastLineOf(texts, header);
    if (section.kind === "peer") peers.push(peerOf(section, placeOf(texts, header, gap, last), last + 1, above));
    gap = last + 1;
  }
  const line = own[0]?.line;
  return {
    interface: line === undefined ? null : line + above,
    settings: own.flatMap((section) => section.settings).map((setting) => below(setting, above)),
    peers,
  };
}

/** The same thing with its lines counted from the top of the file, which is `above` lines further up. */
function below<Numbered extends { readonly line: number }>(thing: Numbered, above: number): Numbered {
  return above === 0 ? thing : { ...thing, line: thing.line + above };
}

/** The text with the edits made: the smallest insertion, deletion or replacement of whole lines. */
export function editText(conf: Conf, edits: readonly Edit[]): string {
  const lines: string[] = [];
  let next = 0;
  for (const edit of [...edits].sort((a, b) => a.after - b.after)) {
    for (; next < edit.after; next++) lines.push(conf.lines[next] as string);
    for (const line of edit.insert) lines.push(line);
    next = edit.after + edit.remove;
  }
  for (; next < conf.lines.length; next++) lines.push(conf.lines[next] as string);
  return lines.join("\n");
}

interface Section {
  /** Null for a header that no program knows: it ends the section before it, and nothing in it counts. */
  readonly kind: SectionKind | null;
  readonly enabled: boolean;
  /** From 1. */
  readonly line: number;
  readonly settings: Setting[];
}

/** Every section with its settings. A switched-off line never belongs to a section that is on, and the other way round. */
function sectionsOf(lines: readonly string[], texts: readonly string[]): Section[] {
  const sections: Section[] = [];
  let on: Section | null = null;
  let off: Section | null = null;
  for (let at = 0; at < lines.length; at++) {
    const text = texts[at] as string;
    if (text === "" || text.startsWith("#")) continue;
    const enabled = !isDisabled(lines[at] as string);
    const line = readLine(text);
    if (line.kind === "header") {
      const section: Section = { kind: line.section, enabled, line: at + 1, settings: [] };
      sections.push(section);
      if (enabled) [on, off] = [section, null];
      else off = section;
    } else if (line.kind === "setting") {
      (enabled ? on : off)?.settings.push({ key: line.key, value: line.value, line: at + 1 });
    }
  }
  return sections.filter(({ kind, enabled }) => kind !== "interface" || enabled);
}

/** The value as it is written; a repeated scalar counts as its last line says. */
function lastValue(settings: readonly Setting[], key: string): string | undefined {
  for (let at = settings.length - 1; at >= 0; at--) {
    const setting = settings[at] as Setting;
    if (setting.key === key) return setting.value;
  }
  return undefined;
}

/** A value as `wg` takes it: without the blanks inside. */
function scalar(settings: readonly Setting[], key: string): string | null {
  const value = lastValue(settings, key);
  return value === undefined ? null : squeeze(value);
}

/** `wg` splits at commas and overlooks all blanks. */
function networksOf(settings: readonly Setting[]): string[] {
  return listOf(settings, "AllowedIPs", ",")
    .map(squeeze)
    .filter((entry) => entry !== "");
}

/** `wg-quick` splits at commas, and as bash does: at tab and space, not at a CR. */
function wordsOf(settings: readonly Setting[], key: "Address" | "DNS"): string[] {
  return listOf(settings, key, /[,\t ]/);
}

function listOf(settings: readonly Setting[], key: string, separator: RegExp | string): string[] {
  const entries: string[] = [];
  for (const setting of settings) {
    if (setting.key !== key) continue;
    for (const entry of setting.value.split(separator)) if (entry !== "") entries.push(entry);
  }
  return entries;
}

const HOOKS: readonly string[] = ["PreUp", "PostUp", "PreDown", "PostDown"];

function interfaceOf(line: number | null, settings: readonly Setting[]): InterfaceSection {
  return {
    line,
    privateKey: scalar(settings, "PrivateKey"),
    listenPort: wholeNumber(scalar(settings, "ListenPort"), 65535),
    addresses: wordsOf(settings, "Address"),
    dns: wordsOf(settings, "DNS"),
    mtu: lastValue(settings, "MTU") ?? null,
    table: lastValue(settings, "Table") ?? null,
    fwMark: scalar(settings, "FwMark"),
    saveConfig: lastValue(settings, "SaveConfig")?.toLowerCase() === "true",
    hooks: settings
      .filter(({ key }) => HOOKS.includes(key))
      .map(({ key, value, line }) => ({ key: key as Hook["key"], command: value, line })),
    settings,
  };
}

function peerOf({ line, enabled, settings }: Section, place: PeerPlace, to: number, above: number): Peer {
  return {
    name: place.name,
    nameForm: place.form,
    publicKey: scalar(settings, "PublicKey"),
    presharedKey: scalar(settings, "PresharedKey"),
    allowedIPs: networksOf(settings),
    endpoint: scalar(settings, "Endpoint"),
    persistentKeepalive: keepaliveOf(scalar(settings, "PersistentKeepalive")),
    enabled,
    line: line + above,
    from: place.from + 1 + above,
    to: to + above,
    settings: above === 0 ? settings : settings.map((setting) => below(setting, above)),
  };
}

function keepaliveOf(value: string | null): number | null {
  return wholeNumber(value, 65535);
}

/** A decimal number from 1 to `most`; null for anything else, 0 and `off` among it. */
function wholeNumber(text: string | null, most: number): number | null {
  const number = text !== null && /^\+?[0-9]+$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}
