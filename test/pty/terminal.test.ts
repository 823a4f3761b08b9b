/** The terminal taken over and given back, seen from outside: a tiny program on src/terminal in a real pty. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { KEYS, type Session, start } from "./harness.ts";
import { childOf, gone } from "./processes.ts";
import { ownProgram } from "./programs.ts";

let program = "";
let folder = "";
const sessions: Session[] = [];

beforeAll(async () => {
  program = await ownProgram("tiny");
  folder = mkdtempSync(join(tmpdir(), "wg-wizard-stty-"));
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The tiny program in a terminal of its own. */
async function tiny(options = {}): Promise<Session> {
  const session = start([process.execPath, program], options);
  sessions.push(session);
  await session.waitFor("keys:");
  return session;
}

/** The same under a shell with job control that looks at the terminal before and after; it ends the lines it prints with a dot. */
async function tinyUnderShell(then = ""): Promise<Session> {
  const script = `set -m; stty -a > ${folder}/before; ${process.execPath} ${program}; status=$?; stty -a > ${folder}/after; echo "ended $status."; ${then}`;
  const session = start(["bash", "-c", script]);
  sessions.push(session);
  await session.waitFor("keys:");
  return session;
}

function sttyIsTheSame(): void {
  expect(readFileSync(join(folder, "after"), "utf8")).toBe(readFileSync(join(folder, "before"), "utf8"));
}

describe("keys arrive as they were typed", () => {
  const cases: readonly (readonly [string, readonly string[], number, string])[] = [
    ["y and Enter in one packet", ["y\r"], 0, "keys: y <enter>"],
    ["three Backspaces in one packet", ["\u007f\u007f\u007f"], 0, "keys: <backspace> <backspace> <backspace>"],
    ["an arrow cut in two 15 ms apart", ["\u001b", "[A"], 15, "keys: <up>"],
    ["a letter, an arrow and a letter in one packet", [`a${KEYS.down}b`], 0, "keys: a <down> b"],
    ["Esc Esc in one packet", ["\u001b\u001b"], 0, "keys: <esc> <esc>"],
    ["Cyrillic cut inside a letter", ["ж"], 0, "keys: ж"],
    ["Tab and Shift-Tab", [`\t${KEYS.shiftTab}`], 0, "keys: <tab> <shift-tab>"],
    ["a pasted text with a newline is no Enter", [KEYS.paste("one\ntwo")], 0, 'keys: paste("one\\ntwo")'],
    ["a paste cut in two", ["\u001b[200~on", "e\u001b[201~"], 30, 'keys: paste("one")'],
    ["a report of the focus is no key", ["\u001b[Ix"], 0, "keys: x"],
  ];
  for (const [name, parts, apart, seen] of cases) {
    test(name, async () => {
      const session = await tiny();
      await session.packets(parts, apart);
      await session.waitFor(seen);
      expect(session.rows()[1]).toBe(seen);
    });
  }
});

describe("the window changes", () => {
  test("a new size is drawn whole, also shrunk and grown at once", async () => {
    const session = await tiny();
    session.type("abc");
    await session.waitFor("a b c");
    session.resize(40, 10);
    session.resize(100, 30);
    await session.waitFor("tiny 100x30");
    expect(session.text()).toBe("tiny 100x30\nkeys: a b c");
  });
});

describe("the terminal is given back", () => {
  test("Ctrl-C ends with 130, on the main screen, with the farewell there", async () => {
    const session = await tinyUnderShell();
    expect(session.onAlternateScreen()).toBe(true);
    expect(session.cursorShown()).toBe(false);
    session.type(KEYS.ctrlC);
    await session.waitFor("ended 130.");
    await session.ended;
    expect(session.text()).toBe("farewell\nended 130.");
    expect(session.onAlternateScreen()).toBe(false);
    expect(session.cursorShown()).toBe(true);
    sttyIsTheSame();
  });

  for (const [key, message] of [
    ["\u0018", "a screen failed"],
    ["\u0014", "a timer failed"],
    ["\u0010", "a promise failed"],
  ] as const) {
    test(`${message}: the stack stands on the main screen, status 1`, async () => {
      const session = await tinyUnderShell();
      session.type(key);
      await session.waitFor("ended 1.");
      await session.ended;
      expect(session.text()).toContain(message);
      expect(session.onAlternateScreen()).toBe(false);
      expect(session.cursorShown()).toBe(true);
      sttyIsTheSame();
    });
  }

  for (const [signal, status] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGQUIT", 131],
  ] as const) {
    test(`${signal} leaves as it was found, status ${status}`, async () => {
      const session = await tinyUnderShell();
      process.kill(childOf(session.pid), signal);
      await session.waitFor(`ended ${status}.`);
      await session.ended;
      expect(session.onAlternateScreen()).toBe(false);
      sttyIsTheSame();
    });
  }
});

describe("Ctrl-Z and back", () => {
  test("the shell has the terminal as it was; fg draws the screen anew, in the new size", async () => {
    const session = await tinyUnderShell("read line; fg; echo again $?.");
    session.type("a");
    await session.waitFor("keys: a");
    session.type(KEYS.ctrlZ);
    await session.waitFor("ended 147.");
    expect(session.onAlternateScreen()).toBe(false);
    expect(session.cursorShown()).toBe(true);
    sttyIsTheSame();
    session.resize(90, 20);
    session.type("\r");
    await session.waitFor("tiny 90x20");
    session.type("b");
    await session.waitFor("keys: a <ctrl-z> b");
    expect(session.onAlternateScreen()).toBe(true);
    session.type(KEYS.ctrlC);
    await session.waitFor("again 130.");
    expect(session.onAlternateScreen()).toBe(false);
  });

  test("where no shell could bring it back, Ctrl-Z does nothing", async () => {
    const session = await tiny();
    session.type(KEYS.ctrlZ);
    await session.waitFor("<ctrl-z>");
    session.type("b");
    await session.waitFor("<ctrl-z> b");
  });
});

describe("lent to another program", () => {
  test("every line typed there is its own, and the keys come back afterwards", async () => {
    const session = await tiny();
    session.type("\f");
    await session.waitFor("lent");
    await session.packets(["one\r", "two\r"], 50);
    await session.waitFor("got one and two.");
    await session.waitFor("keys: <ctrl-l>");
    session.type("k");
    await session.waitFor("keys: <ctrl-l> k");
  });
});

describe("the terminal is closed", () => {
  test("no process is left", async () => {
    const session = await tiny();
    const { pid } = session;
    session.hangUp();
    await gone(pid);
  });

  test("no process is left under a shell either", async () => {
    const session = await tinyUnderShell();
    const child = childOf(session.pid);
    session.hangUp();
    await gone(child);
  });
});
