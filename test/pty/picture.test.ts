/** The code as a picture in the real program: drawn after its frame, taken away with it, nothing of it left behind. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { smallestText } from "../../src/wireguard/client.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { cellsOf, codeIn, pixelsOf } from "../qr/cells.ts";
import { decodePixels, prepareDecoders } from "../qr/decoders.ts";
import { kittyPixels, pngPixels } from "../qr/protocols.ts";
import { KEYS, type Session, type StartOptions, start } from "./harness.ts";
import { wgWizard } from "./programs.ts";
import { type ServerFolder, serverFolder } from "./server.ts";

let bin = "";
let server: ServerFolder;
const sessions: Session[] = [];

beforeAll(async () => {
  bin = await wgWizard();
  await prepareDecoders();
});
beforeEach(() => {
  server = serverFolder();
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  server.remove();
});

/** The code's screen of a new peer. */
async function showingCode(args: readonly string[], options: StartOptions = {}): Promise<Session> {
  const session = start(
    [process.execPath, bin, "-i", server.path, "--endpoint", "203.0.113.5:51820", ...args],
    options,
  );
  sessions.push(session);
  await session.waitFor("anna");
  session.type("a");
  await session.waitFor("What is the new peer called");
  session.type("lena\r");
  await session.waitGone("What is the new peer called");
  session.type(KEYS.tab);
  await session.waitFor("w write");
  session.type("w");
  await session.waitFor("Enter done");
  return session;
}

const codeFile = () =>
  smallestText(parseConf(readFileSync(join(dirname(server.path), "clients", "lena.conf"), "latin1")));

// biome-ignore lint/suspicious/noControlCharactersInRegex: control strings are what it looks for
const KITTY = /(?:\u001b_G(?:a=T|m=)[^\u001b]*\u001b\\)+/g;
const GONE = "\u001b_Ga=d,d=I,i=22343,q=2\u001b\\";

describe("a picture of kitty's in 80x24", () => {
  test("holds the code, goes with its screen, comes back with it, and is deleted on leaving", async () => {
    const session = await showingCode(["--qr", "kitty"]);
    await session.waitWritten("a=T,f=100");
    await session.settle();
    const drawn = () => session.written().match(KITTY) ?? [];
    expect((await decodePixels(kittyPixels(drawn()[0] ?? ""))).cpp).toBe(codeFile());
    expect(session.written()).not.toContain(GONE);
    session.type("?");
    await session.waitWritten(GONE);
    await session.waitFor("Keys");
    const before = drawn().length;
    session.type(KEYS.esc);
    await session.waitFor("Enter done");
    await session.waitWritten("a=T,f=100", before + 1);
    session.type(KEYS.enter);
    await session.waitFor("lena");
    await session.waitWritten(GONE, 2);
    session.type("q");
    expect((await session.ended).status).toBe(0);
  });

  test("Ctrl-C takes it off the screen before the terminal is given back", async () => {
    const session = await showingCode(["--qr", "kitty"]);
    await session.waitWritten("a=T,f=100");
    session.type(KEYS.ctrlC);
    expect((await session.ended).status).toBe(130);
    await session.settle();
    const { length } = session.written();
    const left = session.written().lastIndexOf("\u001b[?1049l");
    expect(session.written().lastIndexOf(GONE)).toBeGreaterThan(session.written().lastIndexOf("a=T,f=100"));
    expect(session.written().lastIndexOf(GONE)).toBeLessThan(left);
    expect(left).toBeLessThan(length);
  });
});

describe("the code's screen of the real program", () => {
  test("through 20 sizes the code is whole and readable whenever it stands there", { timeout: 60_000 }, async () => {
    const session = await showingCode([]);
    const code = codeFile();
    const sizes = [40, 35, 34, 33, 37, 24, 36, 50, 31, 60, 16, 38, 45, 34, 70, 20, 35, 39, 25, 41].map(
      (rows, at) => [rows, [120, 80, 105, 69, 160, 66, 75][at % 7] as number] as const,
    );
    let seen = 0;
    for (const [rows, columns] of sizes) {
      session.resize(columns, rows);
      await session.settle();
      const cells = cellsOf(session.emulator);
      const part = codeIn(cells);
      const read = part && (await decodePixels(pixelsOf(cells, part, { width: 4, height: 8 }))).cpp;
      expect([rows, columns, read === null || read === code]).toEqual([rows, columns, true]);
      if (read !== null) seen++;
    }
    expect(seen).toBeGreaterThan(8);
  });

  test("f puts picture and file into one's home, closed to others, and says how to fetch them", async () => {
    const session = await showingCode([], { env: { SSH_CONNECTION: "198.51.100.7 40000 203.0.113.5 2222" } });
    session.type("f");
    await session.waitFor("they are the key");
    expect(session.text()).toMatch(/scp -P 2222 \S+@203\.0\.113\.5:lena\.png/);
    const home = /In (\S+),\s/.exec(session.text())?.[1] ?? "";
    expect(
      readdirSync(home)
        .filter((name) => name.startsWith("lena"))
        .sort(),
    ).toEqual(["lena.conf", "lena.png"]);
    expect(statSync(join(home, "lena.png")).mode & 0o777).toBe(0o600);
    expect((await decodePixels(pngPixels(readFileSync(join(home, "lena.png"))))).cpp).toBe(codeFile());
  });

  test("p prints the code below the program only when asked twice, and comes back on Enter", async () => {
    const session = await showingCode([], { rows: 45, columns: 100 });
    session.type("p");
    await session.waitFor("p once more does it");
    expect(session.onAlternateScreen()).toBe(true);
    session.type("p");
    await session.waitFor("Enter goes back to wg-wizard");
    expect(session.onAlternateScreen()).toBe(false);
    const cells = cellsOf(session.emulator);
    const part = codeIn(cells);
    if (part === null) throw new Error("no code was printed");
    expect((await decodePixels(pixelsOf(cells, part, { width: 4, height: 8 }))).cpp).toBe(codeFile());
    session.type(KEYS.enter);
    await session.waitFor("Enter done");
    expect(session.onAlternateScreen()).toBe(true);
  });
});
