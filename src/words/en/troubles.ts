/** What is in the way, in English: what it is, why, what to do. */
import type { TroubleWords } from "../troubles.ts";

const FORMS = {
  key: "44 characters of base64, as `wg genkey` and `wg pubkey` print them",
  port: "a number from 1 to 65535",
  mark: "off, a number, or 0x and hexadecimal digits",
  networks: "addresses such as 10.77.0.2/32, separated by commas",
  endpoint: "HOST:PORT, an IPv6 address in brackets",
  seconds: "off, or seconds from 0 to 65535",
  boolean: "true or false",
} as const;

const SECTIONS = { interface: "[Interface]", peer: "[Peer]" } as const;

const THINGS = { folder: "a folder", device: "a device", pipe: "a pipe or a socket" } as const;

const NAME_A_FILE = "To open a file that lies elsewhere: wg-wizard -i PATH/NAME.conf";

export const troubles: TroubleWords = {
  opening: {
    "no-folder": ({ path }) => ({
      what: `This machine has no folder ${path}.`,
      next: ["A WireGuard server keeps its file there. The package wireguard-tools makes the folder.", NAME_A_FILE],
    }),
    "no-file": ({ path }) => ({
      what: path.endsWith(".conf") ? `There is no file ${path}.` : `There is no server's file (NAME.conf) in ${path}.`,
      next: [NAME_A_FILE],
    }),
    "no-server-file": ({ path }) => ({
      what: `No file in ${path} is a server's: none has a ListenPort, or a [Peer] without an Endpoint.`,
      next: ["A file that only calls others belongs to a client; peers are added on the server.", NAME_A_FILE],
    }),
    denied: ({ path, sudo }) => ({
      what: `Only root may read ${path}: it holds private keys.`,
      next: ["The same as root:", sudo],
    }),
    binary: ({ path }) => ({
      what: `${path} is not a text: it holds NUL bytes, which a WireGuard file never does.`,
      next: ["It may be damaged or of another kind. Nothing was changed; look for a backup of it."],
    }),
    "not-a-file": ({ path, what }) => ({
      what: `${path} is ${THINGS[what]}, not a file.`,
      next: [NAME_A_FILE],
    }),
    "bad-name": ({ path }) => ({
      what: `wg-quick takes no interface called ${path}.`,
      next: ["A name has 1 to 15 of A-Z a-z 0-9 _ = + . - and its file ends in .conf: wg0, or PATH/wg0.conf"],
    }),
    "client-file": ({ path }) => ({
      what: `${path} is a client's own file: no ListenPort, and one peer, which it calls at an Endpoint.`,
      next: [
        "Peers are added in the file of the server that it calls, on that machine.",
        "For a server's file here: wg-wizard -i NAME",
      ],
    }),
    "no-interface": ({ path }) => ({
      what: `${path} has no [Interface] section, so it is no server's file.`,
      next: [
        "A server's file begins with [Interface], its Address, ListenPort and PrivateKey.",
        "For another file: wg-wizard -i NAME",
      ],
    }),
    failed: ({ path, detail }) => ({
      what: `${path} cannot be read${detail === "EFBIG" ? ": it is larger than 64 MiB, which no server's file is." : `: the system says ${detail || "no more than that"}.`}`,
      next: ["Nothing was changed."],
    }),
  },
  faults: {
    "unrecognized-line": ({ text }) =>
      `“${text}” is neither a header nor “Key = value”. Correct it, or put # before it.`,
    "unknown-section": ({ text }) => `${text} is no section. There are two: [Interface] and [Peer].`,
    "foreign-comment": ({ mark }) => `${mark} begins no comment here: WireGuard's comments begin with #.`,
    "byte-order-mark": () =>
      "The file begins with a byte order mark (BOM), an invisible sign. Save it as UTF-8 without BOM.",
    "empty-value": ({ key }) => `${key} has no value. Give it one, or take the line out.`,
    "bad-value": ({ key, value, form }) =>
      `${value === "" ? `The value of ${key}` : `“${value}”`} does not do for ${key}: it takes ${FORMS[form]}.`,
    "unknown-key": ({ key, section }) => `${SECTIONS[section]} has no key ${key}. If it is a remark, put # before it.`,
    "amnezia-key": ({ key }) => `${key} belongs to AmneziaWG: its own awg reads it, wg does not.`,
    "wrong-section": ({ key, in: where, belongs }) =>
      where === null
        ? `${key} stands above the first section; it belongs under ${SECTIONS[belongs]}.`
        : `${key} stands under ${SECTIONS[where]}; it belongs under ${SECTIONS[belongs]}.`,
    "blank-inside": ({ text, meant }) => `“${text}” has a blank inside: wg-quick does not know it. Write ${meant}.`,
    "missing-public-key": () =>
      "This peer has no PublicKey, so nobody can tell who it is. Give it one, or take the block out.",
  },
  failures: {
    changed: ({ path }) => `${path} was changed by somebody else meanwhile. Nothing was written; look at it again.`,
    locked: ({ path, detail }) =>
      `Another wg-wizard is at work on ${path}${detail === "" ? "" : ` (${detail})`}. Nothing was written; try again when it is done.`,
    exists: ({ path }) => `${path} exists already, and no file is overwritten. Choose another name for it.`,
    denied: ({ path, detail }) =>
      `No right to write ${path}${inBrackets(detail)}. Nothing was written; run it as root.`,
    "read-only": ({ path }) => `${path} lies on a file system that is read-only. Nothing was written.`,
    full: ({ path }) =>
      `No room is left for ${path}: the disk or your quota is full. What stood there before still stands.`,
    missing: ({ path }) => `${path} is not there, or its folder is not.`,
    "not-a-file": ({ path }) => `${path} is not a file.`,
    mismatch: ({ path, detail }) =>
      detail === ""
        ? `What was written for ${path} did not read back the same. The old text stands; have a look at the disk.`
        : `${path} did not read back as it was written, and the old text could not be put back. It is in backups/ beside it.`,
    "no-flock": () =>
      "The program flock is missing, and without it two could write at the same time. It is in the package util-linux. Nothing was written.",
    immutable: ({ path }) =>
      `${path} may not be replaced, not even by root: it or its folder is locked by chattr (lsattr shows it, chattr -i unlocks it). It is untouched.`,
    mounted: ({ path }) =>
      `Something is mounted on the file ${path} itself, as containers do, so it cannot be replaced whole. It is untouched; change it where it is mounted from.`,
    faults: ({ path, detail }) =>
      `wg or wg-quick would refuse the new text of ${path}${detail === "" ? "" : ` at line ${detail}`}. Nothing was written; the file is untouched.`,
    unfinished: ({ path }) =>
      `An earlier change of ${path} was cut off half way. Nothing was written now: first finish it (wg-wizard undo --finish) or take it back (wg-wizard undo).`,
    interrupted: ({ detail }) =>
      detail === ""
        ? "Stopped before this step, as asked. No half of the change is left."
        : "Stopped before this step, as asked. The file is right; the running interface lacks the rest. wg-wizard apply goes on from here.",
    command: ({ path, detail }) =>
      `${path} refused it: ${detail}. The file is right; the running interface lacks the rest. wg-wizard apply tries again.`,
    down: ({ path, detail }) =>
      detail === "down"
        ? `${path} is not running any more. The file is right; it is loaded when ${path} starts.`
        : `Nobody can tell any more what ${path} is doing (wg show ${path} dump), so it is not touched. The file is right; wg-wizard apply tries again.`,
    stranger: ({ path }) =>
      `${path} runs with another key than the file has, so it is not touched. The file is right; it counts from the next start on.`,
    taken: ({ path, detail }) =>
      `Somebody gave ${detail || "a network of this peer"} to another peer of ${path} in the meantime, and it is not taken from there unasked: ${path} is told nothing. The file is right; wg-wizard apply shows the difference.`,
    "not-as-planned": ({ path, detail }) =>
      `${path} took the commands, but ${detail.endsWith("=") ? `the peer with the key ${detail.slice(0, 4)}…${detail.slice(-5)}` : detail || "something"} does not stand as planned: somebody may have changed it in the same moment. wg-wizard apply shows the difference.`,
    failed: ({ path, detail }) =>
      `It did not work on ${path}${inBrackets(detail)}. What stood there before still stands.`,
  },
};

function inBrackets(detail: string): string {
  return detail === "" ? "" : ` (${detail})`;
}
