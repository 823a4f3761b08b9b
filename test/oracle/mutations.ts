/** Files for the oracles, each from a seed: made up, taken from the samples, or mere bytes; then spoilt in some ways. */
import { type Dice, dice, mutant } from "./mutants.ts";

const BLANKS = [" ", "\t", "  ", "\r", "\x0b", "\x0c", "\xa0", "\xc2\xa0", "\x85", "\xe2\x80\x8b"];
const NUMBERS = [
  "0",
  "00",
  "-1",
  "-0",
  "+7",
  "007",
  "08",
  "1e3",
  "0x10",
  "0X10",
  "1_000",
  "32",
  "33",
  "128",
  "129",
  "255",
  "256",
  "65535",
  "65536",
  "65537",
  "2147483647",
  "2147483648",
  "4294967295",
  "4294967296",
  "4295032815",
  "18446744073709551615",
  "18446744073709551616",
  "-18446744073709551615",
  "99999999999999999999999999",
  "\xd9\xa3",
  "1.5",
  "",
];
const SIGNS = [..."=#[],;/:.-+%*?\\$`'\"!~(){}<>|&@_"];
/** What means something to bash, or to its `read`, `echo` and `printf`. */
const SHELL_WORDS = [
  "*",
  "?",
  "[a-z]*",
  "~",
  "~root",
  "$HOME",
  "$(echo x)",
  "`echo x`",
  "{a,b}",
  "\\",
  "\\n",
  "\\\\",
  "-n",
  "-e",
  "%s",
  "'",
  '"',
  "a\\ b",
  "!!",
  "!(x)",
  "+(x)",
  "\x01",
  "\x7f",
  "\x1b[31m",
  "\x01\x01",
];
const KEYS =
  "PrivateKey ListenPort FwMark Address DNS MTU Table PreUp PostUp PreDown PostDown SaveConfig PublicKey PresharedKey AllowedIPs Endpoint PersistentKeepalive Jc Name".split(
    " ",
  );
const HEADERS = ["[Interface]", "[Peer]", "[interface]", "[PEER]", "[Peers]", "[Inter face]", "[]", "[Peer", "Peer]"];

type Mutation = (text: string, roll: Dice, other: () => string) => string;

const insert = (text: string, at: number, what: string) => text.slice(0, at) + what + text.slice(at);
const anywhere = (text: string, { below }: Dice) => below(text.length + 1);

/** The same text with its lines changed. */
const byLine =
  (change: (lines: string[], roll: Dice) => void): Mutation =>
  (text, roll) => {
    const lines = text.split("\n");
    change(lines, roll);
    return lines.join("\n");
  };

/** The same text with one line changed. */
const oneLine = (change: (line: string, roll: Dice) => string): Mutation =>
  byLine((lines, roll) => {
    // a line with something in it, where one is found soon
    for (let tries = 4; tries > 0; tries--) {
      const at = roll.below(lines.length);
      if (lines[at] === "" && tries > 1) continue;
      lines[at] = change(lines[at] as string, roll);
      return;
    }
  });

/** Every way to spoil a file, by name. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  case: oneLine((line, { below, once }) => {
    if (once(3)) return UPPER(line);
    const until = once(2) ? line.length : Math.max(line.indexOf("="), 0) || line.length;
    return [...line].map((letter, at) => (at < until && below(2) ? flipped(letter) : letter)).join("");
  }),
  blank: (text, roll) => {
    let changed = text;
    for (let count = 1 + roll.below(3); count > 0; count--)
      changed = insert(changed, anywhere(changed, roll), roll.pick(BLANKS));
    return changed;
  },
  "blank at a sign": (text, roll) => {
    const places = [...text.matchAll(/[=,/:[\]#\n]/g)].map(({ index }) => index + roll.below(2));
    return places.length === 0 ? text : insert(text, roll.pick(places), roll.pick(BLANKS));
  },
  "no blanks": oneLine((line) => line.replace(/[ \t]+/g, "")),
  "CR LF": (text, { once, below }) =>
    once(2) ? text.replaceAll("\n", "\r\n") : text.replace(/\n/g, () => (below(2) ? "\r\n" : "\n")),
  "CR alone": (text, roll) =>
    roll.once(3) ? text.replaceAll("\n", "\r") : insert(text, anywhere(text, roll), roll.pick(["\r", "\r\r", "\n\r"])),
  "byte order mark": (text, roll) =>
    insert(text, roll.once(2) ? 0 : anywhere(text, roll), roll.pick(["\xef\xbb\xbf", "\xff\xfe", "\xef\xbb"])),
  NUL: (text, roll) => {
    let changed = text;
    for (let count = 1 + roll.below(3); count > 0; count--)
      changed = insert(changed, anywhere(changed, roll), roll.pick(["\0", "\0", "\0\0", "\0\n"]));
    return changed;
  },
  "a section twice": (text, roll) => {
    const sections = text.split(/^(?=[\t ]*\[)/m);
    return insertedBetween(sections, roll.pick(sections), roll).join("");
  },
  "a header more": byLine((lines, roll) => {
    lines.splice(roll.below(lines.length + 1), 0, roll.pick(HEADERS));
  }),
  "a line twice": byLine((lines, roll) => {
    const at = roll.below(lines.length);
    const line = lines[at] as string;
    lines.splice(roll.once(2) ? at : roll.below(lines.length + 1), 0, line);
  }),
  "a key twice": byLine((lines, roll) => {
    const at = roll.below(lines.length);
    const [key] = (lines[at] as string).split("=");
    const values = lines.filter((line) => line.includes("=")).map((line) => line.slice(line.indexOf("=") + 1));
    if (values.length > 0) lines.splice(at + roll.below(2), 0, `${key}=${roll.pick(values)}`);
  }),
  "another key": oneLine((line, { pick }) =>
    line.includes("=") ? `${pick(KEYS)}${line.slice(line.indexOf("="))}` : pick(KEYS),
  ),
  "odd number": (text, roll) => {
    const numbers = [...text.matchAll(/\d+/g)];
    if (numbers.length === 0) return text;
    const { index, 0: number } = roll.pick(numbers);
    return text.slice(0, index) + roll.pick(NUMBERS) + text.slice(index + number.length);
  },
  "odd number of its own": oneLine((line, { pick }) => {
    const equals = line.indexOf("=");
    return equals < 0 ? line : `${line.slice(0, equals + 1)} ${pick(NUMBERS)}`;
  }),
  "odd address": byLine((lines, roll) => {
    const header = lines.findLastIndex((line) => /^\s*\[peer\]/i.test(line));
    const networks = () =>
      Array.from(
        { length: 1 + roll.below(2) },
        () => address(roll) + roll.pick(["", "/32", "/128", "/0", "/129", "/"]),
      );
    const endpoint = () =>
      (roll.once(2) ? `[${address(roll)}]` : address(roll)) + roll.pick([":51820", ":0", ":080", ":+1", "", ":"]);
    lines.splice(header + 1, 0, roll.once(2) ? `AllowedIPs = ${networks().join(", ")}` : `Endpoint = ${endpoint()}`);
  }),
  comment: (text, roll) => insert(text, anywhere(text, roll), roll.pick(["#", " # x", "#x=y", "# [Peer]", ";", "//"])),
  "comment line": byLine((lines, roll) => {
    const comment = roll.pick([
      "# x",
      "#",
      "  # x = y",
      "#\xff",
      "; x",
      "// x",
      "#[disabled] x",
      "# \0",
      `#${"x".repeat(900)}`,
    ]);
    lines.splice(roll.below(lines.length + 1), 0, comment);
  }),
  "comment out": oneLine((line) => `#${line}`),
  "cut end": (text, roll) => text.slice(0, anywhere(text, roll)),
  "cut beginning": (text, roll) => text.slice(anywhere(text, roll)),
  "cut middle": (text, roll) => {
    const from = anywhere(text, roll);
    return text.slice(0, from) + text.slice(from + 1 + roll.below(20));
  },
  "line gone": byLine((lines, roll) => {
    lines.splice(roll.below(lines.length), 1);
  }),
  "lines changed round": byLine((lines, roll) => {
    const [one, other] = [roll.below(lines.length), roll.below(lines.length)];
    [lines[one], lines[other]] = [lines[other] as string, lines[one] as string];
  }),
  "lines joined": (text, roll) => {
    const ends = [...text.matchAll(/\n/g)].map(({ index }) => index);
    if (ends.length === 0) return text;
    const at = roll.pick(ends);
    return text.slice(0, at) + roll.pick(["", " ", "\\", "\r"]) + text.slice(at + 1);
  },
  "line broken": (text, roll) => insert(text, anywhere(text, roll), "\n"),
  sign: (text, roll) => {
    const at = anywhere(text, roll);
    return text.slice(0, at) + roll.pick(SIGNS) + text.slice(at + roll.below(2));
  },
  byte: (text, roll) => {
    const at = anywhere(text, roll);
    return text.slice(0, at) + String.fromCharCode(roll.below(256)) + text.slice(at + roll.below(2));
  },
  "shell word": oneLine((line, roll) => {
    const equals = line.indexOf("=");
    const word = roll.pick(SHELL_WORDS);
    if (roll.once(3)) return insert(line, anywhere(line, roll), word);
    return equals < 0 ? word : `${line.slice(0, equals + 1)} ${word}${roll.once(2) ? "" : line.slice(equals + 1)}`;
  }),
  "shell setting": byLine((lines, roll) => {
    const key = roll.pick(["Address", "DNS", "MTU", "Table", "PostUp", "PreDown"]);
    const words = Array.from({ length: 1 + roll.below(3) }, () => roll.pick([...SHELL_WORDS, "10.9.9.1/24", ",", "x"]));
    const header = lines.findIndex((line) => /^\s*\[interface\]/i.test(line));
    lines.splice(header + 1, 0, `${key} = ${words.join(roll.pick(["", " ", ",", ", ", "\r", "\x0b"]))}`);
  }),
  "odd boolean": byLine((lines, roll) => {
    const header = lines.findIndex((line) => /^\s*\[interface\]/i.test(line));
    const value = roll.pick([
      "true",
      "TRUE",
      " False",
      "yes",
      "1",
      "0",
      "true#",
      "true #x",
      "tru e",
      "true,",
      "",
      "on",
      "\xa0true",
      "true\r",
    ]);
    lines.splice(header + 1, 0, `${roll.pick(["SaveConfig", "saveconfig", "SaveConfig "])}=${value}`);
  }),
  "long value": oneLine(
    (line, { pick, below }) => line + pick([",10.8.0.9", " ", "x", "9", "/", "#"]).repeat(1 + below(200)),
  ),
  "spliced with another": (text, roll, other) => {
    const second = other();
    return text.slice(0, anywhere(text, roll)) + second.slice(anywhere(second, roll));
  },
};

/** Letters of ASCII alone: byte text has no other case. */
const UPPER = (text: string) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase());

function flipped(letter: string): string {
  return /[A-Z]/.test(letter) ? letter.toLowerCase() : UPPER(letter);
}

/** What is an address, or nearly one. */
function address({ below, pick, once }: Dice): string {
  if (once(3)) {
    const parts = Array.from({ length: pick([4, 4, 4, 3, 2, 1, 5]) }, () =>
      pick(["0", "1", "10", "255", "256", "01", "0x1", "08", "", "1a", "65536", "4294967295"]),
    );
    return once(2) ? parts.map((part) => (part.length === 1 ? part : "10")).join(".") : parts.join(".");
  }
  const groups = Array.from({ length: pick([8, 8, 7, 6, 3, 2, 1, 9]) }, () =>
    pick(["0", "1", "fd00", "FFFF", "00ab", "12", "12", "3", "4", once(9) ? "12345" : "5", once(9) ? "g" : "6"]),
  );
  for (let count = pick([0, 0, 1, 1, 1, 2]); count > 0; count--) groups.splice(below(groups.length + 1), 0, "");
  const tail = once(4) ? pick([":1.2.3.4", "1.2.3.4", ":1.2.3", ":01.2.3.4", "%1", "%eth0", "%", "::", ":"]) : "";
  return pick(["", "", "", "", ":", "::"]) + groups.join(":") + tail;
}

function insertedBetween(parts: readonly string[], part: string, { below }: Dice): string[] {
  const at = below(parts.length + 1);
  return [...parts.slice(0, at), part, ...parts.slice(at)];
}

const WAYS = Object.keys(MUTATIONS);

export interface Made {
  readonly text: string;
  /** What it was made of, and what was done to it. */
  readonly how: readonly string[];
  /** Whether the last of it has changed anything. */
  readonly spoilt: boolean;
}

/** The file of a seed; `samples` are whole files of other tools, as byte text. */
export function fileOf(seed: number, samples: readonly string[]): Made {
  const roll = dice(seed);
  const { below, pick, once } = roll;
  const how: string[] = [];
  let text: string;
  const kind = below(20);
  if (kind === 0) {
    how.push("bytes");
    text = Array.from({ length: below(120) }, () => String.fromCharCode(once(3) ? 10 : below(256))).join("");
  } else if (kind < 4 && samples.length > 0) {
    how.push("sample");
    text = pick(samples);
  } else {
    how.push("mutant");
    text = mutant(seed ^ 0x5bd1e995, !once(4));
  }
  const others = () => (once(2) && samples.length > 0 ? pick(samples) : mutant(below(2 ** 31)));
  const count = pick([0, 0, 1, 1, 1, 1, 1, 2, 2, 3]);
  let spoilt = false;
  for (let done = 0; done < count; done++) {
    const way = pick(WAYS);
    how.push(way);
    const before = text;
    text = (MUTATIONS[way] as Mutation)(text, roll, others);
    spoilt = text !== before;
  }
  return { text, how, spoilt };
}
