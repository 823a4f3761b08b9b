/** The commands and the plain prompts as somebody at a terminal has them: the shipped bundle in a real pty. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { smallestText } from "../../src/wireguard/client.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { KEYS, type Session, type StartOptions, start } from "../pty/harness.ts";
import { wgWizard } from "../pty/programs.ts";
import { cellsOf, codeIn, pixelsOf } from "../qr/cells.ts";
import { decodePixels, prepareDecoders } from "../qr/decoders.ts";
import { sixelPixels } from "../qr/protocols.ts";
import { FOUNDING_CONF } from "../wizard/world.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: a control string is what it looks for
const SIXEL = /\u001bP0;1;0q[^\u001b]*\u001b\\/;

let folder = "";
const sessions: Session[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wg-wizard-commands-"));
  writeFileSync(join(folder, "wg0.conf"), FOUNDING_CONF, { mode: 0o600 });
});

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `wg-wizard` on the founding note's server in a folder of its own. */
async function run(args: readonly string[], options: StartOptions = {}): Promise<Session> {
  const session = start([process.execPath, await wgWizard(), ...args, "-i", join(folder, "wg0.conf")], {
    ...options,
    env: { TMPDIR: folder, ...options.env },
  });
  sessions.push(session);
  return session;
}

const ADD = ["add", "lena", "--endpoint", "203.0.113.5:47770", "--dns", "1.1.1.1"];
const server = () => readFileSync(join(folder, "wg0.conf"), "utf8");
const client = () => join(folder, "clients", "lena.conf");
const scrollback = (session: Session) => {
  const { normal } = session.emulator.buffer;
  return Array.from({ length: normal.length }, (_, row) => normal.getLine(row)?.translateToString(true)).join("\n");
};

describe("add in a terminal", () => {
  it("shows the plan, asks once, writes, and shows the code until a key is pressed; no key stays behind", async () => {
    const session = await run(ADD, { rows: 40, columns: 100 });
    await session.waitFor("Write this and add lena? (y/N)");
    expect(server()).toBe(FOUNDING_CONF);
    session.type("y\r");
    await session.waitFor("Any key ends.");
    expect(session.onAlternateScreen()).toBe(true);
    expect(session.text()).toContain("▄");
    session.type("q");
    expect(await session.ended).toEqual({ status: 0, signal: 0 });
    await session.settle();
    expect(session.onAlternateScreen()).toBe(false);
    expect(session.cursorShown()).toBe(true);
    expect(scrollback(session)).toContain("√ write");
    expect(scrollback(session)).not.toContain("▄");
    const secret = /PrivateKey = (.*)\n/.exec(readFileSync(client(), "utf8"))?.[1] ?? "";
    expect(secret).toMatch(/^.{44}$/);
    expect(session.written()).not.toContain(secret);
    expect(statSync(client()).mode & 0o777).toBe(0o600);
    expect(server().startsWith(FOUNDING_CONF)).toBe(true);
  });

  it("Enter alone writes nothing: status 130", async () => {
    const session = await run(ADD);
    await session.waitFor("(y/N)");
    session.type(KEYS.enter);
    expect((await session.ended).status).toBe(130);
    expect(server()).toBe(FOUNDING_CONF);
    expect(readdirSync(folder)).toEqual(["wg0.conf"]);
  });

  it("Ctrl-C at the question: status 130, the cursor shown, nothing written", async () => {
    const session = await run(ADD);
    await session.waitFor("(y/N)");
    session.type(KEYS.ctrlC);
    expect((await session.ended).status).toBe(130);
    await session.settle();
    expect(session.cursorShown()).toBe(true);
    expect(readdirSync(folder)).toEqual(["wg0.conf"]);
  });

  it("asks in the terminal for a refused answer, with the reason", async () => {
    const session = await run([...ADD, "--keepalive", "70000"], { rows: 60 });
    await session.waitFor("PersistentKeepalive");
    await session.waitFor("65535");
    session.type(KEYS.ctrlC);
    expect((await session.ended).status).toBe(130);
  });

  it("--save none where the code does not fit: status 2 before anything is written", async () => {
    const session = await run([...ADD, "--save", "none", "--yes"]);
    expect((await session.ended).status).toBe(2);
    await session.settle();
    expect(session.text()).toContain("24 rows x 80");
    expect(server()).toBe(FOUNDING_CONF);
  });
});

describe("qr in a terminal", () => {
  beforeEach(() => {
    mkdirSync(join(folder, "clients"));
    writeFileSync(
      client(),
      FOUNDING_CONF.replace(/ListenPort.*\n/, "").replace("AllowedIPs", "Endpoint = a.example:1\nAllowedIPs"),
    );
  });

  it("too small a window: rows and columns; the code appears by itself when there is room", async () => {
    const session = await run(["qr", client()]);
    await session.waitFor("this window has 24 rows x 80 columns");
    expect(session.onAlternateScreen()).toBe(true);
    session.resize(100, 50);
    await session.waitFor("▄");
    session.resize(80, 24);
    await session.waitGone("▄");
    session.type(KEYS.enter);
    expect((await session.ended).status).toBe(0);
    await session.settle();
    expect(session.onAlternateScreen()).toBe(false);
    expect(scrollback(session).trim()).toBe("");
  });

  it("the terminal is gone: no stack, and the program ends", async () => {
    const session = await run(["qr", client()], { rows: 50, columns: 100 });
    await session.waitFor("▄");
    session.hangUp();
    await session.ended;
    expect(session.written()).not.toContain("Error");
  });

  it("through 20 sizes it is whole and readable, or not there at all", { timeout: 60_000 }, async () => {
    await prepareDecoders();
    const code = smallestText(parseConf(readFileSync(client(), "latin1")));
    const session = await run(["qr", client()]);
    await session.waitFor("24 rows x 80");
    const sizes = [40, 30, 29, 28, 27, 26, 50, 24, 61, 60, 59, 23, 33, 34, 35, 36, 20, 45, 25, 32].map(
      (rows, at) => [rows, [120, 62, 61, 60, 57, 56, 80, 130, 140][at % 9] as number] as const,
    );
    let seen = 0;
    for (const [rows, columns] of sizes) {
      session.resize(columns, rows);
      await session.waitFor(new RegExp(`Any key ends|${rows} rows x ${columns}`));
      await session.settle();
      const cells = cellsOf(session.emulator);
      const part = codeIn(cells);
      const read = part && (await decodePixels(pixelsOf(cells, part, { width: 4, height: 8 }))).cpp;
      expect([rows, columns, read === null || read === code]).toEqual([rows, columns, true]);
      if (read !== null) seen++;
    }
    expect(seen).toBeGreaterThan(5);
  });

  it("--qr sixel draws a picture in the smallest window, and takes it away", async () => {
    const session = await run(["qr", client(), "--qr", "sixel"]);
    await session.waitFor("Any key ends.");
    const [sixel = ""] = session.written().match(SIXEL) ?? [];
    const pixels = sixelPixels(sixel);
    await prepareDecoders();
    expect((await decodePixels(pixels)).cpp).toBe(smallestText(parseConf(readFileSync(client(), "latin1"))));
    expect(pixels.height / 13).toBeLessThan(23);
    session.type("q");
    expect((await session.ended).status).toBe(0);
  });

  it("WG_WIZARD_QR picks the drawing, --qr comes before it, and neither takes anything else", async () => {
    const wide = { rows: 50, columns: 100 };
    const top = await run(["qr", client()], { ...wide, env: { WG_WIZARD_QR: "half-top" } });
    await top.waitFor("▀");
    top.type("q");
    const none = await run(["--qr", "none", "qr", client()], { ...wide, env: { WG_WIZARD_QR: "half-top" } });
    await none.waitFor("--qr none");
    none.type("q");
    for (const args of [
      ["qr", client(), "--qr", "braille"],
      ["list", "--qr=braille"],
    ]) {
      const wrong = await run(args, wide);
      expect((await wrong.ended).status).toBe(2);
      await wrong.settle();
      expect(wrong.text()).toContain("not braille");
    }
  });

  it("reads the file from a pipe and the key from the terminal", async () => {
    const session = start(["sh", "-c", `cat '${client()}' | '${process.execPath}' '${await wgWizard()}' qr -`], {
      rows: 50,
      columns: 100,
    });
    sessions.push(session);
    await session.waitFor("▄");
    session.type("q");
    expect((await session.ended).status).toBe(0);
    await session.settle();
    expect(scrollback(session)).not.toContain("▄");
  });

  it("on a console the code is made of blanks alone", async () => {
    const session = await run(["qr", client()], { rows: 70, columns: 150, term: "linux" });
    await session.waitFor("Any key ends.");
    expect(session.text()).not.toContain("▄");
    session.type("q");
    expect((await session.ended).status).toBe(0);
  });
});

describe("the plain way in", () => {
  it.each(["en", "ru"] as const)("%s: name, Enter to the end, y: written; no colours, no frames", async (lang) => {
    const session = await run(["--plain", "--endpoint", "203.0.113.5:47770"], { lang, rows: 60, columns: 100 });
    const says = (en: string, ru: string) => session.waitFor(lang === "en" ? en : ru);
    await says("What next?", "Что дальше?");
    session.type(KEYS.enter);
    await session.waitFor("? name (");
    session.type("lena\r");
    for (const label of [
      "Address",
      "lan",
      "AllowedIPs",
      "DNS",
      "Endpoint",
      "PersistentKeepalive",
      "keys",
      "PresharedKey",
      "save",
    ]) {
      await session.waitFor(`? ${label} (`);
      session.type(KEYS.enter);
    }
    await session.waitFor("(y/N)");
    expect(server()).toBe(FOUNDING_CONF);
    session.type(lang === "en" ? "y\r" : "да\r");
    await says("Print the QR code here?", "Напечатать QR-код здесь?");
    session.type(KEYS.enter);
    await says("What next?", "Что дальше?");
    session.type(KEYS.ctrlC);
    expect((await session.ended).status).toBe(130);
    await session.settle();
    expect(existsSync(client())).toBe(true);
    expect(session.written()).not.toMatch(/[─│]/);
    expect(session.written().replaceAll("\u001b", "ESC")).not.toMatch(/ESC\[[\d;]*m/);
  });

  it("Esc does nothing, Ctrl-C leaves: status 130", async () => {
    const session = await run([], { env: { ACCESSIBLE: "1" } });
    await session.waitFor("What next?");
    // Closer together they are one key to readline: Alt with Ctrl-C.
    await session.packets([KEYS.esc, KEYS.ctrlC], 700);
    expect((await session.ended).status).toBe(130);
    await session.settle();
    expect(session.cursorShown()).toBe(true);
  });
});
