/**
 * A file that stands already as rows with their notes, line by line, and what is left out of it on purpose: the server's
 * whole file, one block of it, or a device's file. What nobody knows the meaning of has no note.
 */
import { absenceOf, type NoteId, noteOf, type Place, type Role } from "../notes/note.ts";
import { type Conf, type Peer, readable, type Setting } from "../wireguard/conf.ts";
import { wordOf } from "../wireguard/vocabulary.ts";
import { absentLine, contextLine, lineOf } from "./lines.ts";
import type { ViewLine } from "./plan.ts";

/** A row of such a file, and the peer whose block it stands in; null above the first one. */
export interface StandingLine {
  readonly line: ViewLine;
  readonly peer: Peer | null;
}

/** The whole file as this machine reads it. */
export function standingLines(conf: Conf, role: Role): readonly StandingLine[] {
  const count = conf.lines.at(-1) === "" ? conf.lines.length - 1 : conf.lines.length;
  const own = ownLines(conf, role);
  const top = Math.max(conf.interface.line ?? 0, ...conf.interface.settings.map(({ line }) => line));
  const rows: StandingLine[] = [];
  let at = 1;
  const until = (last: number) => {
    for (; at <= Math.min(last, count); at++) {
      rows.push({ line: own.get(at) ?? plainLine(conf, at), peer: null });
      if (at === top) rows.push(...absentTop(conf, role).map((line) => ({ line, peer: null })));
    }
  };
  for (const peer of conf.peers) {
    until(peer.from - 1);
    if (peer.from < at) continue;
    rows.push(...peerLines(peer, conf, role).map((line) => ({ line, peer })));
    at = peer.to + 1;
  }
  until(count);
  return rows;
}

/** Every line that belongs to the peer, and what is left out of its block on purpose. */
export function peerLines(peer: Peer, conf: Conf, role: Role): readonly ViewLine[] {
  const place = `${role}-peer` as const;
  const settings = noted(peer.settings, conf, place);
  let named = false;
  const lines = conf.lines.slice(peer.from - 1, peer.to).map((_, index): ViewLine => {
    const number = peer.from + index;
    const setting = settings.get(number);
    if (setting) return setting;
    const line = plainLine(conf, number);
    if (number === peer.line)
      return { ...line, note: `${place}/header`, describes: role === "server" ? "peer" : "server" };
    const isName = role === "server" && !named && peer.name !== null && line.text.includes(peer.name);
    if (isName) named = true;
    return isName ? { ...line, note: "server-peer/name" } : line;
  });
  return [...lines, ...absentOf(peer, role)];
}

function ownLines(conf: Conf, role: Role): Map<number, ViewLine> {
  const place = `${role}-interface` as const;
  const lines = noted(conf.interface.settings, conf, place);
  const { line } = conf.interface;
  const describes = role === "server" ? "server" : "peer";
  if (line !== null) lines.set(line, { ...plainLine(conf, line), note: `${place}/header`, describes });
  return lines;
}

/** Absent in [Interface]: what one would look for here, and why it is not there. */
function absentTop({ interface: own }: Conf, role: Role): readonly ViewLine[] {
  if (own.line === null) return [];
  const missing = (key: string) => own.settings.every((setting) => setting.key !== key);
  if (role === "server") return [...absent("server-interface", ["ListenPort"].filter(missing))];
  const others = ["ListenPort", ...(own.hooks.length === 0 ? ["PostUp"] : [])].filter(missing);
  return [...absent("client-interface", ["DNS"].filter(missing)), ...absent("client-interface", others)];
}

function absentOf(peer: Peer, role: Role): readonly ViewLine[] {
  const place = `${role}-peer` as const;
  const silent = absent(place, peer.persistentKeepalive === null ? ["PersistentKeepalive"] : []);
  if (role === "client") return silent;
  return [...silent, ...absent(place, [...(peer.endpoint === null ? ["Endpoint"] : []), "Address", "DNS"])];
}

/** One row for keys whose absence one note tells. */
function absent(place: Place, keys: readonly string[]): readonly ViewLine[] {
  const note = keys[0] === undefined ? null : absenceOf(place, keys[0]);
  return note === null ? [] : [absentLine(keys, note)];
}

/** The settings by their lines, each with its note; a key that is unknown, or stands where it does not belong, has none. */
function noted(settings: readonly Setting[], conf: Conf, place: Place): Map<number, ViewLine> {
  return new Map(
    settings.map((setting) => {
      const line = plainLine(conf, setting.line);
      const note: NoteId | null = wordOf(setting.key) ? noteOf(place, setting.key) : null;
      return [setting.line, note === null ? line : { ...line, note, pair: lineOf({ note }).pair }];
    }),
  );
}

function plainLine({ lines }: Conf, number: number): ViewLine {
  const bytes = lines[number - 1] ?? "";
  return contextLine(readable(bytes.endsWith("\r") ? bytes.slice(0, -1) : bytes), number);
}
