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
      rotate: "new keys for a peer that is in the file already; the old ones end with it",
      show: "both sides of one peer, with what each line is for",
      explain: "what a key means, or each line of a file: in plain text, keys hidden",
      qr: "the QR code of a client's file, and nothing else",
      watch: "waits for a peer's first handshake, and says what is wrong where none comes",
      undo: "takes the last change back, after showing it",
      apply: "brings the running interface to what its file says, nobody dropped",
      check: "says what is wrong with the server, why, and what to do",
      learn: "the lessons: who has to send keepalive, and what AllowedIPs does",
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
      rotate: [
        "NAME is a name, the beginning of a public key, or an address. Its name and its addresses stay. Where the device's",
        "file is kept, its keys alone change there; else it is made anew, by the same answers as with add. The device gets",
        "no answer any more with its old file.",
      ],
      show: ["NAME is a name, the beginning of a public key, or an address."],
      explain: [
        "Without an argument: every key in a line. KEY in any letter case. What holds a slash or ends in .conf is a file;",
        "- reads it from standard input. Neither root nor a server is needed.",
      ],
      qr: [
        "NAME is a name, the beginning of a public key, or an address; what holds a slash or ends in .conf is a file;",
        "- reads the file from standard input. The code is shown until a key is pressed. It holds the private key.",
        "Into a pipe go pictures alone (--png -, --svg -); a picture's file is new and 0600. WG_WIZARD_QR does what --qr does.",
      ],
      watch: [
        "NAME is a name, the beginning of a public key, or an address. It only looks: dump, connection tracking, counters.",
        "On a terminal it waits until Ctrl-C, elsewhere two minutes. Nothing is said to be wrong in the first 20 seconds.",
        "",
        "Exit status: 0 connected (or already so), 1 not within the time, or the interface is down or has not loaded the peer.",
      ],
      check: [
        "With a FILE, or - for standard input, it looks at that text alone, and needs neither root nor Linux.",
        "The exit status is 1 where there is an error. With --mend all findings of one rule are mended by one change,",
        "which is shown first.",
      ],
      undo: [
        "The server's file becomes as it was before, to the byte; a client's file goes into backups/, it is not deleted.",
        "Nothing is taken back where the file was changed since. Undo again gives the change back.",
        "A change that stopped in the middle (a crash, a power cut) is taken back by it, or finished with --finish.",
        "",
        "Exit status: 0 done, 1 it failed or there is nothing to take back, 2 --yes is missing,",
        "3 taken back but not on the running interface, 130 cancelled.",
      ],
      apply: [
        "It shows the commands first, and runs as few as will do: wg addconf with one block, wg set, ip route.",
        "Peers that the file does not have are taken off. Never setconf, never down and up: what would take those",
        "(Address, MTU, hooks, a default route to a peer) is named and left alone.",
        "",
        "Exit status: 0 done or nothing to do, 1 it failed, 2 --yes is missing, 3 the interface is down, has another",
        "key, or was not told all of it, 130 cancelled.",
      ],
      learn: [
        "Six scenes, each a question first, then free play. It needs neither root nor a server.",
        "With --plain it is text that steps with Enter; into a pipe it is printed whole.",
      ],
      help: [],
    },
    option: {
      json: "a document instead of sentences",
      yes: "asks nothing; accepts warnings, never refusals",
      "dry-run": "shows the change (a diff, or commands) and does nothing",
      wait: "how long to wait while somebody else is changing the file; 10 unless told",
      timeout: "how long to wait at most",
      skip: "rules not to be judged, by their names, separated by commas",
      mend: "mends all findings of this rule, where it is certain what is right",
      finish: "finishes a change that stopped in the middle instead of taking it back",
      secrets: "prints private and preshared keys in the document and the diff; else they are masked",
      png: "the code as a picture into a new file; - writes it to stdout",
      svg: "the same as SVG",
    },
    global: {
      interface: "the interface or its file; else the one in /etc/wireguard",
      lang: "the language; else as the locale has it",
      plain: "plain questions and answers, no screens",
      demo: "a sample server in a temporary folder",
      "no-color": "no colours (NO_COLOR does the same)",
      qr: "the code's drawing: full, half, half-top, sextant, kitty, iterm, sixel, none",
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
    columns: {
      name: "name",
      addresses: "allowed IPs",
      handshake: "last handshake",
      difference: "interface",
      key: "public key",
    },
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
    confirm: {
      add: ({ name }) => `Write this and add ${name}?`,
      rotate: ({ name }) => `Write this and give ${name} new keys?`,
    },
    nothingWritten: "Nothing is written.",
    failed: "failed",
    skipped: "not done",
    written: {
      add: ({ name, path }) => `${name} stands in ${path}.`,
      rotate: ({ name, path }) => `${name} has new keys in ${path}.`,
    },
    demo: ({ path }) => `This is the demo: the file is ${path}, and the interface is only played.`,
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
      rotate: ({ name, when }) => `Taking back: the new keys of ${name}, ${when}.`,
      undo: ({ name, when }) => `Giving back: ${name || "a change"}, taken back ${when}.`,
      mend: ({ when }) => `Taking back: what check mended ${when}.`,
      client: ({ name, when }) => `Taking back: the change of the file of ${name}, ${when}.`,
    },
    confirm: {
      add: ({ name }) => `Take back ${name}?`,
      rotate: ({ name }) => `Take back the new keys of ${name}?`,
      undo: ({ name }) => `Give back ${name || "that change"}?`,
      mend: () => "Take back what was mended?",
      client: ({ name }) => `Take back the change of the file of ${name}?`,
    },
    done: {
      add: ({ name, path }) => `${name} is taken back: ${path} is as it was before.`,
      rotate: ({ name, path }) => `The old keys of ${name} are back: ${path} is as it was before.`,
      undo: ({ name, path }) => `${name || "The change"} is back: ${path} is as it was before that.`,
      mend: ({ path }) => `What was mended is taken back: ${path} is as it was before.`,
      client: ({ name }) => `The file of ${name} is where and as it was before.`,
    },
    nothingDone: "Nothing is taken back.",
    needsYes: "Nothing is taken back: where nobody sits at a terminal it needs --yes.",
  },
  unfinished: {
    what: {
      add: ({ name, when }) => `A change stopped in the middle: adding ${name}, begun ${when}. Its files now:`,
      rotate: ({ name, when }) => `A change stopped in the middle: new keys for ${name}, begun ${when}. Its files now:`,
      undo: ({ name, when }) =>
        `A change stopped in the middle: taking back ${name || "a change"}, begun ${when}. Its files now:`,
      mend: ({ when }) => `A change stopped in the middle: a mend of check's, begun ${when}. Its files now:`,
      client: ({ name, when }) =>
        `A change of the file of ${name} stopped in the middle, begun ${when}. Its files now:`,
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
    leave: "any other key ends",
    back: "any other key goes back",
    tooSmall: ({ needs, has }) =>
      `The QR code needs ${extent(needs)}; this window has ${extent(has)}. Enlarge the window or zoom out (Ctrl -).`,
    file: ({ path }) => `The other way is the file: ${path}`,
    needsTerminal:
      "A QR code is drawn on a terminal only: it holds the private key, which does not belong into a log. Into a pipe goes its picture: --png - or --svg -.",
    noClientFile: ({ name }) =>
      `No file with the private key of ${name} was found: not in clients/ or configs/ beside the server's file, not in the homes of root and of whoever called sudo. The server knows only the public half of its key, and from that nobody can make the private one. Where the device still has its file, wg-wizard qr FILE shows the code there.`,
    newKeys: ({ name }) => `Else ${name} can have new keys:`,
    newKeysNow: ({ name }) => `Make new keys for ${name} now?`,
    notAscii: ({ path, key }) =>
      `No QR code: the value of ${key} in ${path} is not ASCII, and the apps do not agree on how to read that.`,
    saved: ({ path }) => `${path}: the code as a picture. It is the private key; delete it once the device has it.`,
    onePicture: "Only one of --png - and --svg - can go to stdout.",
    noPrivateKey: ({ path }) =>
      `${path} has no PrivateKey: it was made on the device and never left it. A code of this file could not connect.`,
    notAClientFile: ({ path }) => `${path} is not a device's file: it needs [Interface] and a [Peer] with an Endpoint.`,
  },
  rotate: {
    stays: ({ flag }) =>
      `Nothing is written. --${flag} has no place here: the device's file is kept, and everything in it but the keys stays as it is.`,
    cannot: {
      "no-key": ({ name }) =>
        `${name} has no public key that WireGuard would take, so nothing can be put in its place. Mend its block first: wg-wizard check.`,
      off: ({ name }) => `${name} is switched off in the file. Switch it on first, then it can have new keys.`,
      twice: ({ name }) =>
        `The public key of ${name} stands in several blocks of the file, and wg makes one peer of them. Take the others out first: wg-wizard check names the lines.`,
      "no-address": ({ name }) =>
        `AllowedIPs of ${name} has no single address (/32 or /128) that its device could have. Write one there first.`,
    },
  },
  show: {
    offer:
      "The server keeps this peer awake. wg-wizard check --mend server-keepalive takes such lines out, of the file and of the interface, after showing what it would do; wg-wizard explain PersistentKeepalive says why.",
    unknown: ({ name, folder }) =>
      `No file of ${name} was found in ${folder}. What follows is what the server's file tells of it; the rest is not known here.`,
  },
  explain: {
    section: {
      interface: "describes the machine that reads the file",
      peer: "describes somebody else: a machine that it talks to",
    },
    more: "wg-wizard explain KEY tells all about one of them; wg-wizard explain FILE (or -) goes through a file line by line, a server's or a device's. Keys in it stay hidden.",
    keyHead: ({ section, reader }) => `in ${section}, read by ${reader}`,
    says: "What the programs say",
    readAs: {
      server: ({ file, because }) => `${file} is read here as a server's file: ${because}.`,
      client: ({ file, because }) => `${file} is read here as a device's file: ${because}.`,
    },
    signs: {
      called: "it has a [Peer] without an Endpoint, which calls by itself",
      calls: "it calls its peer at an Endpoint",
      port: "it listens on a port of its own",
      alone: "no [Peer] tells otherwise",
    },
    input: "Standard input",
    unknownKey: ({ text, nearest }) =>
      `WireGuard has no key ${text}.${nearest === null ? "" : ` Did you mean ${nearest}?`} wg-wizard explain lists all; a file is named with its folder: ./${text}`,
  },
  prompts: {
    what: "What next?",
    add: "add a peer",
    show: "show a peer",
    apply: "bring the running interface to what the file says",
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
