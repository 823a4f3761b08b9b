/** The words of the screens in English. */
import { fitting } from "../fitting.ts";
import type { ScreenWords } from "../screens.ts";
import { bytes, columns, extent, number, peers, rows, time } from "./amounts.ts";

export const screens: ScreenWords = {
  header: {
    port: (port) => `port ${port}`,
    noPort: "no ListenPort",
    up: "up",
    down: "down",
    stranger: "another key",
    unknown: "not known",
    demo: "demo",
    peers,
    differ: (count) => (count === 1 ? "1 differs" : `${number(count)} differ`),
    peersOf: ({ shown, all }) => `${number(shown)} of ${peers(all)}`,
  },
  notices: {
    demo: ({ path }) => `Demo: a sample server. What you do is really written, to ${path} and beside it.`,
    stranger: ({ interfaceName }) =>
      `${interfaceName} is up with another key than this file's, so it is not this server: it counts as down here.`,
    notUp: {
      "no-wg": ({ interfaceName }) =>
        `wg is not installed (package wireguard-tools): what ${interfaceName} does is not known here. The file can be changed all the same.`,
      denied: ({ interfaceName }) =>
        `Only root may ask what ${interfaceName} does: no handshakes and no traffic here. The file is shown as it stands.`,
      unknown: ({ interfaceName }) =>
        `What ${interfaceName} does could not be found out. The file can be changed all the same; nothing is loaded.`,
    },
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
    unknown: "Nothing is known here of handshakes and traffic.",
    seenAt: ({ endpoint }) => `Seen at ${endpoint}.`,
    bytes,
    rate: (perSecond) => `${bytes(perSecond)}/s`,
    moved: ({ received, sent, now }) =>
      `Received ${received}, sent ${sent}${now === null ? "." : `; just now ↓${now.received} ↑${now.sent}.`}`,
  },
  dashboard: {
    columns: {
      name: "name",
      addresses: "addresses",
      handshake: "handshake",
      traffic: "traffic",
      rate: "just now",
      marks: "marks",
    },
    marks: { you: "you", off: "off", lan: "LAN", keepalive: "keepalive", noKey: "no key" },
    noName: "(no name)",
    none: "No peers yet: a adds the first one, question by question. Nothing is written before you have seen it.",
    noneOfKind: "No peer is like that just now. Esc shows all.",
    orders: { heard: "by last heard", traffic: "by traffic", name: "by name" },
    kinds: { active: "active", idle: "idle or gone", never: "never seen", differs: "unlike the file" },
    noneFound: ({ filter }) => `No name, address or key holds “${filter}”.`,
    filter: "find",
    noLine: ({ file }) => `not in ${file}`,
    you: "Your own connection comes through this peer.",
    line: ({ line, file }) => `line ${line} of ${file}`,
    off: "switched off in the file",
    noKey: "none: nobody can tell who this is",
    privateKey: "a private key: see x",
    yes: "yes",
    no: "no",
  },
  stopping: "Stops after this step.",
  opening: "Looking for a WireGuard server …",
  choose: {
    title: "There are several servers here. Which one?",
    help: "At the start: wg-wizard -i NAME opens one without asking.",
  },
  wizard: {
    title: { add: () => "Add a peer", rotate: ({ name }) => `New keys for ${name}` },
    of: ({ at, all }) => `${at} of ${all}`,
    suggested: "suggested",
    later: "then",
    tunnel: ({ tunnel, file }) =>
      file === `${tunnel}.conf`
        ? `Its file and its tunnel will be called ${tunnel}.`
        : `Its tunnel will be called ${tunnel}, its file ${file}: ${tunnel}.conf is taken.`,
  },
  detail: {
    offer: "m shows what takes this keepalive out, of the file and of the interface.",
    notKept: "Its own file is not kept here; on the right: what the server's file tells.",
    noCode: ({ path }) =>
      `${path} cannot be put into a code: it is not a device's own file, or a value in it is not ASCII.`,
    newKeys: ({ name }) =>
      `n makes new keys for ${name}; its name and addresses stay. From then on its device gets no answer until it has the new file. All of it is shown before anything is written.`,
  },
  review: {
    title: {
      add: ({ name }) => `Add ${name} · look it over`,
      rotate: ({ name }) => `New keys for ${name} · look it over`,
    },
    nothingYet: "nothing is written yet",
    line: ({ line, text }) => `line ${line}: ${text}`,
    absent: ({ text }) => `${text} here`,
    steps: "w does this; each step is shown as it is done",
    care: ({ file }) => `lock ${file}, compare it with what is shown here, copy it to backups/`,
    codeFits: (code) => `QR code: ${extent(code)}, it fits this window.`,
    codeTooSmall: ({ needs, has, missing }) =>
      `QR code: needs ${needs.rows} rows x ${needs.columns} columns; this window: ${has.rows} x ${has.columns}, ${missing} short.`,
    noCode: "No QR code: the private key stays on the device. Its file is shown as text, with a place for the key.",
    nudge: "Enter writes nothing here, so that no key typed ahead can. w writes.",
    more: (left) => `… and ${rows(left)} more; a taller window shows them`,
    jump: "Which answer do you want to change?",
  },
  missing: { rows, columns, both: (short) => `${short.rows} and ${short.columns}` },
  doing: {
    title: { add: ({ name }) => `Adding ${name}`, rotate: ({ name }) => `New keys for ${name}` },
    running: "step by step",
    failed: "not done",
    meanwhile: ({ file }) => `What somebody else changed in ${file} meanwhile`,
    sameAgain: "No answer is lost: Enter looks them over on the file as it is now.",
  },
  undo: {
    looking: "Looking for the last change …",
    title: {
      add: ({ name, when }) => `Take back: ${name}, added ${when}`,
      rotate: ({ name, when }) => `Take back: the new keys of ${name}, ${when}`,
      undo: ({ name, when }) => `Give back: ${name}, taken back ${when}`,
      mend: ({ when }) => `Take back: what check mended ${when}`,
      client: ({ name, when }) => `Take back: the file of ${name}, changed ${when}`,
    },
    back: "nothing done yet",
    steps: "w does this; each step is shown as it is done",
    nudge: "Enter does nothing here, so that no key typed ahead can. w does it.",
    doing: "step by step",
    done: "done",
    undone: {
      add: ({ name, file }) => `${name} is taken back: ${file} is as it was before, to the byte.`,
      rotate: ({ name, file }) => `The old keys of ${name} are back: ${file} is as it was before, to the byte.`,
      undo: ({ name, file }) => `${name} is back: ${file} is as it was before that.`,
      mend: ({ file }) => `What was mended is taken back: ${file} is as it was before, to the byte.`,
      client: ({ name }) => `The file of ${name} is where and as it was before.`,
    },
    again: "The answers are kept: a offers them again.",
    none: "There is nothing to take back: no change of this file is on record.",
    changed: ({ file }) =>
      `${file} was changed since, so the change is not taken back: that would lose what was changed.`,
    changedSince: "What was changed since",
    changedWhole: "That change, and what was changed since",
    gone: ({ path }) => `The copy of ${path} as it was before is not in backups/ any more, so it cannot be taken back.`,
    refused: "nothing is taken back",
  },
  unfinished: {
    title: "A change stopped in the middle",
    what: {
      add: ({ name, when }) => `Adding ${name}, begun ${when}, was not finished: the program or the machine stopped.`,
      rotate: ({ name, when }) =>
        `New keys for ${name}, begun ${when}, were not finished: the program or the machine stopped.`,
      undo: ({ name, when }) =>
        `Taking back ${name}, begun ${when}, was not finished: the program or the machine stopped.`,
      mend: ({ when }) => `A mend of check's, begun ${when}, was not finished: the program or the machine stopped.`,
      client: ({ name, when }) =>
        `A change of the file of ${name}, begun ${when}, was not finished: the program or the machine stopped.`,
    },
    states: { old: "as before", new: "as planned", other: "changed since by somebody else" },
    finish: "finishes it: every file becomes as it was planned",
    takeBack: "takes it back: every file becomes as it was before",
    later: "shows the list first; nothing can be added until this is settled",
    doing: "working on it",
    finished: "It is finished: every file is as it was planned.",
    takenBack: "It is taken back: every file is as it was before.",
    left: "Every file stays as it is. Copies of the old ones are in backups/.",
    leave: "leaves every file as it stands now, and asks no more",
    cannot: "(not any more: a file was changed since, or a copy is gone)",
  },
  met: {
    title: "Before you go on",
    late: ({ file }) =>
      `How that text differs from ${file} as it was; what of it should stay belongs into the file now:`,
  },
  code: {
    written: "written",
    notLoaded: "written, not loaded yet",
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
    tooSmall: "The QR code appears as soon as the window is large enough: enlarge it, or zoom out (Ctrl -).",
    theCode: "needed",
    thisWindow: "this window",
    extent,
    areMissing: ({ missing }) => `${missing} short`,
    kept: ({ path }) => `Its file is kept here: ${path}`,
    notKept: "Its file is not kept here: once you leave, this private key is nowhere but on the device.",
    asText: "f puts picture and file into your home and shows how to fetch them; t shows the text, to copy.",
    template: ({ name }) => `The private key never leaves ${name}: put it where this file says, on the device.`,
    textTitle: ({ file }) => `${file}, to select and copy`,
    textTooLong: (left) => `… and ${rows(left)} more; a taller window shows them`,
    held: "No file is kept and the code was not shown whole: leave now, and the key is lost. t shows the text; Enter again leaves.",
  },
  keys: { title: "Keys", notNow: ({ reason }) => `(not now: ${reason})` },
  leave: {
    title: {
      add: () => "Leave without adding the peer?",
      rotate: ({ name }) => `Leave without new keys for ${name}?`,
    },
    lost: "What you typed is lost. Nothing was written.",
  },
  tooSmall: ({ rows: high, columns: wide, needs }) => {
    const needed = `needs ${needs.columns}x${needs.rows}`;
    const ways = [` Too small: ${wide}x${high}, ${needed}.`, ` The window ${needed}.`, ""] as const;
    return fitting({ columns: wide, rows: 1 }, ways, (more) => `Nothing is lost.${more}`);
  },
};
