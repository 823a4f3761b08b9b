/** What `-i` may name and must not: each is refused at once, in a sentence, and nothing is opened that could block. */
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ran as inMemory, machine } from "../commands/context.ts";
import { type Ended, ended } from "../crash/strace.ts";
import { wgWizard } from "../pty/programs.ts";
import { rawIn, TEXTS } from "./texts.ts";

const CONF = `[Interface]
Address = 10.77.0.1/24
ListenPort = 51820
PrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=
# clients dial vpn.example.org:51820
`;

let bin = "";
let folder = "";
let socket: Server | null = null;
const at = (...parts: string[]) => join(folder, ...parts);

beforeAll(async () => {
  bin = await wgWizard();
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "wg-wizard-paths-")));
  mkdirSync(at("tmp"));
  mkdirSync(at("etc"));
});
afterEach(async () => {
  if (socket) await new Promise((closed) => socket?.close(closed));
  socket = null;
  rmSync(folder, { recursive: true, force: true });
});

/** The program with this `-i`; what a demo makes stays in the test's own folder. */
function ran(args: readonly string[], named: string): Promise<Ended> {
  return ended(process.execPath, [bin, ...args, `--interface=${named}`], { TMPDIR: at("tmp") });
}

const CALLS: readonly (readonly string[])[] = [
  ["list", "--json"],
  ["add", "anna", "--yes"],
  ["add", "anna", "--dry-run", "--json"],
  ["undo", "--yes"],
  [],
];

/** What is wrong with how it was refused. */
async function wrongWith(named: string): Promise<string[]> {
  const before = readdirSync(at("etc"), { recursive: true });
  const wrong: string[] = [];
  for (const args of CALLS) {
    const run = await ran(args, named);
    const shown = args.join(" ") || "the bare call";
    if (run.hung) wrong.push(`${shown}: it hung`);
    // Without a terminal the bare call shows the demo's list, and that is no failure.
    if (run.status !== 1 && run.status !== 2 && args.length > 0)
      wrong.push(`${shown}: it ended with ${run.status ?? run.signal}`);
    if (run.err.trim() === "") wrong.push(`${shown}: not a word`);
    const raw = rawIn(run.out) ?? rawIn(run.err);
    if (raw !== null) wrong.push(`${shown}: raw ${raw}`);
    if (/\bat .*\.js:\d+/.test(run.err)) wrong.push(`${shown}: ${run.err}`);
  }
  if (readdirSync(at("etc"), { recursive: true }).join() !== before.join()) wrong.push("it left something behind");
  return wrong;
}

type Make = () => string;

const NAMED: Readonly<Record<string, Make>> = {
  "the folder above": () => "..",
  "a path that ends in ..": () => `${at("etc")}/..`,
  "a path through .. to nothing": () => `${at("etc")}/../none/wg0.conf`,
  "a dot": () => ".",
  "the root": () => "/",
  nothing: () => "",
  "a blank": () => " ",
  "a name with a blank": () => "wg 0",
  "a path whose name has a blank": () => at("etc", "wg 0.conf"),
  "a name of 16 letters": () => "abcdefghijklmnop",
  "a path whose name has 16 letters": () => at("etc", "abcdefghijklmnop.conf"),
  "a name that ends in a line end": () => "wg0\n",
  "a minus": () => "-",
  "/dev/zero": () => "/dev/zero",
  "/dev/stdin": () => "/dev/stdin",
  "a terminal": () => "/dev/tty",
  "a link to a device that never ends": () => linked("/dev/zero"),
  "a link to a random device": () => linked("/dev/random"),
  "a link to a terminal": () => linked("/dev/tty"),
  "a FIFO": () => {
    execFileSync("mkfifo", [at("etc", "wg0.conf")]);
    return at("etc", "wg0.conf");
  },
  "a link to a FIFO": () => {
    execFileSync("mkfifo", [at("pipe")]);
    return linked(at("pipe"));
  },
  "a folder": () => {
    mkdirSync(at("etc", "wg0.conf"));
    return at("etc", "wg0.conf");
  },
  "a file as a folder": () => {
    writeFileSync(at("etc", "a.conf"), CONF);
    return at("etc", "a.conf", "wg0.conf");
  },
  "a socket": () => {
    socket = createServer().listen(at("etc", "wg0.conf"));
    return at("etc", "wg0.conf");
  },
  "a link to itself": () => linked(at("etc", "wg0.conf")),
  "a link to nothing": () => linked(at("none")),
  "a file that is too large": () => {
    writeFileSync(at("etc", "wg0.conf"), CONF);
    truncateSync(at("etc", "wg0.conf"), 3 * 1024 ** 3);
    return at("etc", "wg0.conf");
  },
  "a file of zeros": () => {
    writeFileSync(at("etc", "wg0.conf"), Buffer.alloc(1024));
    return at("etc", "wg0.conf");
  },
  "a path of 10 kB": () => `/${"a/".repeat(5000)}wg0.conf`,
  "a file of /proc that never ends": () => linked("/proc/kmsg"),
};

function linked(target: string): string {
  symlinkSync(target, at("etc", "wg0.conf"));
  return at("etc", "wg0.conf");
}

describe.each(Object.entries(NAMED))("%s as the interface", (_, make) => {
  test("is refused at once, in a sentence", async () => {
    expect(await wrongWith(make())).toEqual([]);
  }, 240_000);
});

/** An argument cannot hold a NUL, nor half a pair. */
const IN_ARGUMENTS = Object.entries(TEXTS).filter(([name]) => !name.includes("surrogate"));

test("no hostile text as the interface, or in its path, reaches the terminal raw", async () => {
  const wrong: string[] = [];
  for (const [name, text] of IN_ARGUMENTS) {
    for (const named of [text, join("/etc", text.replaceAll("/", ""), "wg0.conf")]) {
      for (const args of CALLS.filter(({ length }) => length > 0)) {
        const run = await inMemory(machine(), args, { options: { interface: named } });
        const raw = rawIn(run.out) ?? rawIn(run.err);
        if (raw !== null) wrong.push(`${name}: ${args.join(" ")}: ${raw}`);
        if (run.status !== 1 && run.status !== 2) wrong.push(`${name}: ${args.join(" ")} ended with ${run.status}`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("a file in a folder of a hostile name is served or refused, and the name is never drawn raw", async () => {
  const wrong: string[] = [];
  const served = new Set<string>();
  for (const [name, text] of IN_ARGUMENTS) {
    const path = join("/etc", text.replaceAll("/", "").trim() || "x", "wgpath.conf");
    const host = machine({ files: { [path]: CONF } });
    for (const args of [
      ["list"],
      ["list", "--json"],
      ["add", "anna", "--dry-run"],
      ["add", "anna", "--yes"],
      ["add", "boris", "--yes", "--json"],
      ["show", "anna"],
      ["undo", "--dry-run"],
    ]) {
      for (const stdout of [true, false]) {
        const run = await inMemory(host, args, { options: { interface: path }, tty: { stdout } });
        const raw = rawIn(run.out) ?? rawIn(run.err);
        if (raw !== null) wrong.push(`${name}: ${args.join(" ")}: ${raw}`);
        if (run.status === 0 && args[0] === "add") served.add(name);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect([...served]).toEqual(expect.arrayContaining(["an emoji family", "wide letters", "a shell's substitution"]));
});

test.each(["an ANSI colour", "C1 controls", "a bidi override", "a new line and a section"])(
  "%s as an argument of the real program is refused without being drawn raw",
  async (name) => {
    const text = TEXTS[name] ?? "";
    const calls = [
      ["list"],
      ["show", text],
      ["list", `--${text}`],
      [text],
      ["add", text, "--yes"],
      ["list", "--lang", text],
    ];
    for (const args of calls) {
      const run = await ran(args, at("etc", text.replaceAll("/", ""), "wg0.conf"));
      expect(rawIn(run.out) ?? rawIn(run.err), args.join(" ")).toBeNull();
      expect([1, 2]).toContain(run.status);
    }
  },
);
