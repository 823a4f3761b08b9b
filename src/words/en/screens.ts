/** The words of the screens in English. */
import type { ScreenWords } from "../screens.ts";

/** Made for the first number that needs it: making it takes as long as drawing a screen. */
let grouping: Intl.NumberFormat | null = null;
const numbers = {
  format(value: number): string {
    if (value < 1000) return String(value);
    grouping ??= new Intl.NumberFormat("en");
    return grouping.format(value);
  },
};
const count = (one: string, many: string) => (value: number) => `${numbers.format(value)} ${value === 1 ? one : many}`;
const peers = count("peer", "peers");
const rows = count("row", "rows");
const columns = count("column", "columns");

/** Seconds in the largest unit that still tells something: 59 s, 47 min, 23 h, 12 d. */
function time(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${numbers.format(Math.floor(seconds / 86_400))} d`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

function bytes(value: number): string {
  let unit = 0;
  let rest = value;
  for (; rest >= 1000 && unit < UNITS.length - 1; unit++) rest /= 1024;
  return `${unit > 0 && rest < 9.95 ? rest.toFixed(1) : Math.round(rest)} ${UNITS[unit]}`;
}

export const screens: ScreenWords = {
  header: {
    port: (port) => `port ${port}`,
    noPort: "no ListenPort",
    up: "up",
    down: "down",
    demo: "demo",
    peers,
    peersOf: ({ shown, all }) => `${numbers.format(shown)} of ${peers(all)}`,
  },
  notices: {
    demo: ({ path }) => `Demo: a sample server. What you do is really written, to ${path} and beside it.`,
    stranger: ({ interfaceName }) =>
      `${interfaceName} is up with another key than this file's, so it is not this server: it counts as down here.`,
    faults: ({ count: found, file }) =>
      found === 1
        ? `${file} would be refused, so it is shown and not edited until this is mended:`
        : `${file} would be refused, so it is shown and not edited until ${found} lines are mended; the first:`,
    fault: ({ line, sentence }) => `Line ${line}. ${sentence}`,
    says: ({ program, says }) => `${program} says: ${says}`,
  },
  live: {
    active: "active",
    never: "never",
    ago: (seconds) => `${time(seconds)} ago`,
    activeLong: (seconds) => `Active: last handshake ${time(seconds)} ago.`,
    idleLong: (seconds) => `Idle or gone: last handshake ${time(seconds)} ago.`,
    neverLong: "No handshake yet since the interface is up.",
    notLoaded: ({ interfaceName }) => `In the file, but not loaded into ${interfaceName}.`,
    down: ({ interfaceName }) => `${interfaceName} is down: nothing is known of handshakes and traffic.`,
    seenAt: ({ endpoint }) => `Seen at ${endpoint}.`,
    bytes,
  },
  dashboard: {
    columns: { name: "name", addresses: "addresses", handshake: "handshake", traffic: "traffic", marks: "marks" },
    marks: { off: "off", lan: "LAN", keepalive: "keepalive", noKey: "no key" },
    noName: "(no name)",
    none: "No peers yet: a adds the first one, question by question. Nothing is written before you have seen it.",
    noneFound: ({ filter }) => `No name, address or key holds “${filter}”.`,
    filter: "find",
    line: ({ line, file }) => `line ${line} of ${file}`,
    off: "switched off in the file",
    noKey: "none: nobody can tell who this is",
    yes: "yes",
    no: "no",
  },
  opening: "Looking for a WireGuard server …",
  choose: {
    title: "There are several servers here. Which one?",
    help: "At the start: wg-wizard -i NAME opens one without asking.",
  },
  wizard: {
    title: "Add a peer",
    of: ({ at, all }) => `${at} of ${all}`,
    suggested: "suggested",
    later: "then",
    tunnel: ({ tunnel }) => `Its file and its tunnel will be called ${tunnel}.`,
  },
  review: {
    title: ({ name }) => `Add ${name} · look it over`,
    nothingYet: "nothing is written yet",
    line: ({ line, text }) => `line ${line}: ${text}`,
    absent: ({ text }) => `${text} here`,
    steps: "w does this; each step is shown as it is done",
    care: ({ file }) => `lock ${file}, compare it with what is shown here, copy it to backups/`,
    load: ({ interfaceName }) =>
      `Not done by w: this loads it into ${interfaceName} afterwards, no other peer is touched:`,
    codeFits: (code) => `QR code: ${rows(code.rows)} x ${columns(code.columns)}, it fits this window.`,
    codeTooSmall: ({ needs, has, missing }) =>
      `QR code: needs ${needs.rows} rows x ${needs.columns} columns; this window: ${has.rows} x ${has.columns}, ${missing} short.`,
    noCode: "No QR code: the private key stays on the device. Its file is shown as text, with a place for the key.",
    codeTooLong: "No QR code: the file is longer than any code can hold. It is shown as text.",
    nudge: "Enter writes nothing here, so that no key typed ahead can. w writes.",
    more: (left) => `… and ${rows(left)} more; a taller window shows them`,
    jump: "Which answer do you want to change?",
  },
  missing: { rows, columns, both: (short) => `${short.rows} and ${short.columns}` },
  doing: {
    title: ({ name }) => `Adding ${name}`,
    running: "step by step",
    failed: "not done",
  },
  code: {
    written: "written",
    inApp: "In the WireGuard app",
    scan: ["Tap +, then “Scan from QR code” (iPhone: “Create from QR code”)"],
    name: ({ tunnel }) => `Name it ${tunnel}`,
    switchOn: "Allow the VPN and switch it on: scanning alone does not",
    oneDevice: "One code, one device: two with one key take the connection from each other.",
    isKey: "This is the private key. So is a photo of it.",
    load: ({ interfaceName, name }) =>
      `${interfaceName} does not know ${name} yet. This loads it; no other peer is touched:`,
    isDown: ({ interfaceName, name }) =>
      `${interfaceName} is not running with this file: ${name} can connect once it is up.`,
    tooSmall: "The QR code needs a larger window. It appears by itself when there is room.",
    theCode: "needed",
    thisWindow: "this window",
    extent: (extent) => `${rows(extent.rows)} x ${columns(extent.columns)}`,
    areMissing: ({ missing }) => `${missing} short`,
    tooLong: "The file is longer than any QR code can hold.",
    kept: ({ path }) => `Its file is kept here: ${path}`,
    notKept: "Its file is not kept here: once you leave, this private key is nowhere but on the device.",
    asText: "t shows it as text, to select and copy.",
    template: ({ name }) => `The private key never leaves ${name}: put it where this file says, on the device.`,
    textTitle: ({ file }) => `${file}, to select and copy`,
    textTooLong: (left) => `… and ${rows(left)} more; a taller window shows them`,
    held: "No file is kept and the code was not shown whole: leave now, and the key is lost. t shows the text; Enter again leaves.",
  },
  keys: { title: "Keys", notNow: ({ reason }) => `(not now: ${reason})` },
  leave: { title: "Leave without adding the peer?", lost: "What you typed is lost. Nothing was written." },
  tooSmall: ({ rows: high, columns: wide, needs }) =>
    `Window too small: ${wide}x${high}, needs ${needs.columns}x${needs.rows}. Nothing is lost.`,
};
