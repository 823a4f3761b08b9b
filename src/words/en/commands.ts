/** What the scriptable and the plain way in say, in English. */
import type { CommandWords } from "../commands.ts";
import { extent } from "./amounts.ts";

export const commands: CommandWords = {
  help: {
    usage: "Usage:",
    commands: "Commands:",
    options: "Options:",
    answers: "Answers (each question that has no flag takes its suggestion):",
    everywhere: "Options for every command:",
    examples: "Examples:",
    about: "wg-wizard adds WireGuard peers: both files side by side, each line explained, a QR code for the phone.",
    bare: "the screens, on the interface that is found",
    summary: {
      list: "the peers with their names and addresses",
      add: "adds a peer: the wizard's questions as flags",
      show: "both sides of one peer, with what each line is for",
      qr: "the QR code of a client's file, and nothing else",
      undo: "takes the last change back, after showing it",
      help: "this help, or that of one command",
    },
    more: {
      list: ["The table goes to stdout. The shape of the document that --json prints stands in the README."],
      add: [
        "In a terminal it asks for what has no suggestion, shows what it would write, and asks once.",
        "Without a terminal it needs --yes, and every answer that has no sure suggestion as a flag.",
        "",
        "Exit status: 0 done, 1 failed or the name stands already, 2 an answer is missing or refused,",
        "3 written but not loaded, 130 cancelled.",
      ],
      show: ["NAME is a name, the beginning of a public key, or an address."],
      qr: [
        "NAME is a name, the beginning of a public key, or an address; what holds a slash or ends in .conf is a file;",
        "- reads the file from standard input. The code is shown until a key is pressed. It holds the private key.",
      ],
      undo: [
        "The server's file becomes as it was before, to the byte; a client's file goes into backups/, it is not deleted.",
        "Nothing is taken back where the file was changed since. Undo again gives the change back.",
        "A change that stopped in the middle (a crash, a power cut) is taken back by it, or finished with --finish.",
        "",
        "Exit status: 0 done, 1 it failed or there is nothing to take back, 2 --yes is missing, 130 cancelled.",
      ],
      help: [],
    },
    option: {
      json: "a document instead of sentences",
      yes: "asks nothing; accepts warnings, never refusals",
      "dry-run": "shows the change as a diff and writes nothing",
      wait: "how long to wait while somebody else is changing the file; 10 unless told",
      finish: "finishes a change that stopped in the middle instead of taking it back",
      secrets: "prints private and preshared keys in the document and the diff; else they are masked",
    },
    global: {
      interface: "the interface or its file; else the one in /etc/wireguard",
      lang: "the language; else as the locale has it",
      plain: "plain questions and answers, no screens",
      demo: "a sample server in a temporary folder",
      "no-color": "no colours (NO_COLOR does the same)",
      help: "help",
      version: "the version",
    },
    each: "wg-wizard COMMAND --help tells more of each.",
  },
  usage: {
    unknownCommand: ({ command }) => `There is no command ${command}. wg-wizard --help lists them.`,
    unknownOption: ({ option, command }) => `${command === "" ? "wg-wizard" : command} has no option ${option}.`,
    needsValue: ({ option }) => `${option} needs a value.`,
    takesNoValue: ({ option }) => `${option} takes no value.`,
    badNumber: ({ option }) => `${option} takes a whole number of seconds, up to 99999.`,
    missingArgument: ({ argument }) => `${argument} is missing.`,
    oneTooMany: ({ argument }) => `One argument too many: ${argument}`,
    severalInterfaces: "There are several interfaces here. Name one:",
    severalPeers: ({ text }) => `${text} could be any of these. Type more of it:`,
    noPeer: ({ text, path }) => `${path} has no peer with this name, key or address: ${text}`,
    answersMissing: "Nothing is written. These answers are missing or cannot be used:",
    missingFlag: ({ flag, reason }) => `  ${flag}   is missing: ${reason}`,
    doubtfulFlag: ({ flag, suggestion, reason }) => `  ${flag}   is missing; ${suggestion} may be wrong: ${reason}`,
    refusedFlag: ({ flag, reason }) => `  ${flag}   ${reason}`,
    notAsked: ({ flag }) => `--${flag} is not needed here and was left out.`,
    needsYes: "  --yes   is needed where nobody sits at a terminal",
    nobodyGetsTheKey:
      "Nothing is written. The private key would be lost: with --save none it needs a terminal that shows the QR code, or --json --secrets.",
    presharedWouldBeLost:
      "Nothing is written. The preshared key made here would be lost: take it along with --save PATH or --save -, name one with --psk FILE, or leave it out with --psk no.",
    codeWouldNotFit: ({ needs, has }) =>
      `Nothing is written. With --save none the QR code is the only way to the key, and it does not fit: it needs ${extent(needs)}, this window has ${extent(has)}.`,
    twoOnStdout: "--save - and --json would both print to stdout. Choose one of them.",
    badPresharedFile: ({ path }) =>
      `${path} does not hold a preshared key: one line of 44 characters, as wg genpsk prints it.`,
  },
  list: {
    columns: { name: "name", addresses: "allowed IPs", handshake: "last handshake", key: "public key" },
    none: "No peers yet. wg-wizard add NAME adds one.",
    unnamed: "(no name)",
    disabled: "switched off",
    up: "up",
    never: "never",
    port: ({ port }) => `port ${port}`,
  },
  add: {
    exists: ({ name, line, same }) =>
      same
        ? `${name} stands in the file already, line ${line}, and is what was asked for. Nothing is written.`
        : `${name} stands in the file already, line ${line}. Nothing is written. Choose another name.`,
    faults: ({ path }) => `Nothing is written: WireGuard would refuse ${path} as it stands. Mend these lines first:`,
    steps: "These steps, in this order:",
    warnings: "Before you say yes:",
    confirm: ({ name }) => `Write this and add ${name}?`,
    nothingWritten: "Nothing is written.",
    failed: "failed",
    skipped: "not done",
    written: ({ name, path }) => `${name} stands in ${path}.`,
    notLoaded: "It is written, but not loaded yet. This loads it; no other peer is touched:",
    demo: ({ path }) => `This is the demo: it is written in ${path}, and there is no interface to load it into.`,
    clientAt: ({ path }) => `Its own file: ${path}`,
    backupAt: ({ path }) => `The file as it was: ${path}`,
    changedLookAgain:
      "The file was changed by somebody else meanwhile. Nothing is written. This is how it would be now:",
    changedMeanwhile: ({ path }) => `What was changed in ${path} meanwhile:`,
  },
  undo: {
    none: ({ path }) => `There is nothing to take back: no change of ${path} is on record.`,
    changed: ({ path }) =>
      `${path} was changed since, so nothing is taken back: that would lose what was changed. Take it back by hand.`,
    since: ({ whole }) => (whole ? "That change, and what was changed since:" : "What was changed since:"),
    gone: ({ path }) => `The copy of ${path} as it was before is not in backups/ any more: nothing is taken back.`,
    title: {
      add: ({ name, when }) => `Taking back: ${name}, added ${when}.`,
      undo: ({ name, when }) => `Giving back: ${name}, taken back ${when}.`,
    },
    confirm: {
      add: ({ name }) => `Take back ${name}?`,
      undo: ({ name }) => `Give back ${name}?`,
    },
    done: {
      add: ({ name, path }) => `${name} is taken back: ${path} is as it was before.`,
      undo: ({ name, path }) => `${name} is back: ${path} is as it was before that.`,
    },
    unload: "The running interface knows it still. This takes it off; no other peer is touched:",
    nothingDone: "Nothing is taken back.",
    needsYes: "Nothing is taken back: where nobody sits at a terminal it needs --yes.",
  },
  unfinished: {
    what: {
      add: ({ name, when }) => `A change stopped in the middle: adding ${name}, begun ${when}. Its files now:`,
      undo: ({ name, when }) => `A change stopped in the middle: taking back ${name}, begun ${when}. Its files now:`,
    },
    states: { old: "as before", new: "as planned", other: "neither: somebody else changed it" },
    type: "Until that is settled nothing is written. wg-wizard undo takes it back, wg-wizard undo --finish finishes it.",
    ask: "What is to become of it?",
    finish: "finish it",
    takeBack: "take it back",
    leave: "leave every file as it stands now, and ask no more",
    later: "decide later",
    finished: "It is finished: every file is as it was planned.",
    takenBack: "It is taken back: every file is as it was before.",
    left: "Every file stays as it is. Copies of the old ones are in backups/.",
    none: ({ path }) => `No change of ${path} stopped in the middle: there is nothing to finish.`,
  },
  notices: {
    late: ({ path, copy }) =>
      `While ${path} was replaced, another program wrote into the old file. That text ${copy === "" ? "could not be kept; write it there again." : `is kept: ${copy}`}`,
    since: ({ path }) =>
      `Just after ${path} was written, another program wrote into it too. What it wrote stands; the change is in the file as well.`,
    "other-names": ({ path, count }) =>
      `${path} had ${count === 1 ? "one other name" : `${count} other names`} (hard links): ${count === 1 ? "it still leads" : "they still lead"} to the old text.`,
    settled: ({ path, name, became }) =>
      `An earlier change of ${path}${name === "" ? "" : ` (${name})`} had stopped in the middle; it was ${became === "done" ? "finished" : "taken back"} first.`,
    swept: ({ count }) =>
      `${count === 1 ? "One temporary file" : `${count} temporary files`} of a run that was cut off ${count === 1 ? "is" : "are"} cleared away.`,
  },
  lateText: "How that text differs from the file as it was; what of it should stay belongs into the file now:",
  code: {
    ask: "Print the QR code here? It is the private key, and stays in the window's history.",
    onlyWay: "No file is kept: without this code the key is lost.",
    willFit: (needs) => `Then the QR code: ${extent(needs)}, it fits this window.`,
    willNotFit: ({ needs, has }) =>
      `Then the QR code: it needs ${extent(needs)}; this window has ${extent(has)}, so enlarge it.`,
    scan: ({ tunnelName }) =>
      tunnelName === "" ? "Scan it in the app." : `Scan it in the app and name it ${tunnelName}.`,
    leave: "Any key ends.",
    tooSmall: ({ needs, has }) =>
      `The QR code needs ${extent(needs)}; this window has ${extent(has)}. Enlarge the window or zoom out (Ctrl -).`,
    tooLong: "The file is too long for a QR code: no code holds more than 2953 bytes.",
    file: ({ path }) => `The other way is the file: ${path}`,
    needsTerminal:
      "A QR code is shown on a terminal only: it holds the private key, which does not belong into a pipe or a log.",
    noClientFile: ({ name }) =>
      `The file of ${name} is not kept here, and its private key can be had from nowhere else. On the device itself: wg-wizard qr FILE`,
    noPrivateKey: ({ path }) =>
      `${path} has no PrivateKey: it was made on the device and never left it. A code of this file could not connect.`,
    notAClientFile: ({ path }) => `${path} is not a device's file: it needs [Interface] and a [Peer] with an Endpoint.`,
  },
  show: {
    unknown: ({ name, folder }) =>
      `No file of ${name} was found in ${folder}. What follows is what the server's file tells of it; the rest is not known here.`,
    unknownValue: "(not known here)",
  },
  prompts: {
    what: "What next?",
    add: "add a peer",
    show: "show a peer",
    undo: "take the last change back",
    leave: "leave",
    which: "Which one? (name, beginning of the public key, or address)",
    whichInterface: "Which interface?",
    another: "type another",
    suggested: ({ source }) => `suggested: ${source}`,
    warning: ({ text }) => `Note: ${text}`,
    yesOrNo: "y or n",
    yes: "yes",
    no: "no",
    needsTerminal: "The questions need a terminal on both ends. Without one: wg-wizard add NAME --yes, wg-wizard list.",
    demo: "So here is the demo: a sample server in a folder of its own. Nothing else is touched.",
    keys: "Enter takes what stands there. Ctrl-C leaves; nothing is written before you say yes.",
  },
  demoInstead: "This is how a list looks, from the demo (wg-wizard --demo):",
};
