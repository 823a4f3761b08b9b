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
import { lockFolder } from "../../src/host/lock.ts";
import { smallestText } from "../../src/wireguard/client.ts";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";
import { publicKeyOf } from "../../src/wireguard/key.ts";
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

/** The end of the line of keys below a code, which stands there as soon as they are heard; below one that is nowhere else. */
const ENDS = "any other key ends";
const ENTER_ENDS = "Enter leave";
/** The last of the questions that a terminal is asked, and what one of 8x16 dots a cell says that draws sixel pictures. */
const ASKED = "\u001b[c";
const SAYS_SIXEL = "\u001b[6;16;8t\u001b[1;2R\u001b[?62;4c";

const ADD = ["add", "lena", "--endpoint", "203.0.113.5:47770", "--dns", "1.1.1.1"];
const server = () => readFileSync(join(folder, "wg0.conf"), "utf8");
const client = () => join(folder, "clients", "lena.conf");
/** The code that stands on the screen. */
const codeOn = async (session: Session) => {
  const cells = cellsOf(session.emulator);
  const part = codeIn(cells);
  return part && (await decodePixels(pixelsOf(cells, part, { width: 4, height: 8 }))).cpp;
};
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
    await session.waitFor(ENDS);
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

  it("--save none in a window that is too small for blocks, in a terminal that draws pictures: asked once, then shown", async () => {
    const session = await run([...ADD, "--save", "none", "--yes"], { silent: true });
    await session.waitWritten(ASKED);
    expect(server()).toBe(FOUNDING_CONF);
    session.type(SAYS_SIXEL);
    await session.waitFor(ENTER_ENDS);
    const [sixel = ""] = session.written().match(SIXEL) ?? [];
    await prepareDecoders();
    expect((await decodePixels(sixelPixels(sixel))).cpp).toMatch(/^\[Interface\]\nPrivateKey=/);
    expect(session.written().split(ASKED)).toHaveLength(2);
    expect(server()).toContain("lena");
    session.type("q");
    expect((await session.ended).status).toBe(0);
    expect(existsSync(client())).toBe(false);
  });

  it("--save none with a review: the terminal is asked before it, and the review says what will fit", async () => {
    const session = await run([...ADD, "--save", "none"], { silent: true });
    await session.waitWritten(ASKED);
    session.type(SAYS_SIXEL);
    await session.waitFor("(y/N)");
    expect(session.onAlternateScreen()).toBe(false);
    expect(scrollback(session)).toContain("it fits this window");
    expect(server()).toBe(FOUNDING_CONF);
    session.type("y\r");
    await session.waitFor(ENTER_ENDS);
    expect(session.written().split(ASKED)).toHaveLength(2);
    session.type("q");
    expect((await session.ended).status).toBe(0);
  });

  it("--save none in a terminal that never answers: refused all the same, and it was asked once", async () => {
    const session = await run([...ADD, "--save", "none", "--yes"], { silent: true });
    expect((await session.ended).status).toBe(2);
    await session.settle();
    expect(session.text()).toContain("24 rows x 80");
    expect(session.written().split(ASKED)).toHaveLength(2);
    expect(session.onAlternateScreen()).toBe(false);
    expect(server()).toBe(FOUNDING_CONF);
  });

  it("answers that come while the question stands there are swallowed, whole, cut and beside what is typed", async () => {
    const session = await run(ADD, { silent: true });
    await session.waitFor("(y/N)");
    session.type("\u001bP>|XTerm(379)\u001b\\\u001b[>41;3");
    await session.settle();
    session.type("79;0cy\u001b[6;16;8t\u001b[1;2R");
    await session.settle();
    session.type("\u001b[?62;4c");
    await session.settle();
    const asked = session
      .text()
      .split("\n")
      .find((line) => line.includes("(y/N)"));
    expect(asked?.trimEnd().endsWith("(y/N) y")).toBe(true);
    expect(server()).toBe(FOUNDING_CONF);
    session.type("\r");
    await session.waitFor(ENDS);
    expect(server()).toContain("lena");
    session.type("q");
    expect((await session.ended).status).toBe(0);
  });

  it("a window that shrank meanwhile: without a file the screen is not left before the key was shown", async () => {
    const session = await run([...ADD, "--save", "none"], { rows: 45, columns: 100 });
    await session.waitFor("(y/N)");
    session.resize(80, 24);
    session.type("y\r");
    await session.waitFor("this window has 24 rows x 80 columns");
    await session.waitFor(ENTER_ENDS);
    // The second comes too soon after the warning to be an answer to it.
    session.type("\r\r");
    await session.waitFor("t shows the text; Enter again leaves.");
    await session.waitFor(ENTER_ENDS);
    session.type("x");
    session.type("t");
    await session.waitFor("PrivateKey = ");
    await session.waitGone("Enter again leaves");
    session.type("\r");
    expect((await session.ended).status).toBe(0);
    await session.settle();
    expect(scrollback(session)).not.toMatch(/PrivateKey = [\w+/]/);
  });

  it("--save none: what is typed before the code stands there does not end it, nor does a stray key; Enter does", async () => {
    await prepareDecoders();
    const session = await run([...ADD, "--save", "none"], { rows: 50, columns: 120 });
    await session.waitFor("(y/N)");
    // Held up until it was typed.
    const lock = await lockFolder(join(folder, "wg0.conf"), 0, folder);
    session.type("y\r");
    await session.waitFor("> Write this and add lena?");
    session.type("\r\r");
    await session.settle();
    expect(server()).toBe(FOUNDING_CONF);
    await lock.release();
    await session.waitFor(ENTER_ENDS);
    session.type(`x${KEYS.up}${KEYS.paste("\r\r")} `);
    session.type("t");
    await session.waitFor("PrivateKey = ");
    session.type("t");
    await session.waitGone("PrivateKey = ");
    await session.settle();
    const key = /^PrivateKey=(.*)$/m.exec((await codeOn(session)) ?? "")?.[1] ?? "";
    expect(server()).toContain(`PublicKey = ${publicKeyOf(key)}\n`);
    session.type("\r");
    expect((await session.ended).status).toBe(0);
    await session.settle();
    expect(session.onAlternateScreen()).toBe(false);
  });
});

describe("qr of a peer whose file is nowhere", () => {
  it("offers new keys: y asks what they need, shows what is written, and ends with their code", async () => {
    await prepareDecoders();
    // Without a port of its own no address of the server can be suggested, on any machine.
    const before = FOUNDING_CONF.replace(/ListenPort.*\n/, "");
    writeFileSync(join(folder, "wg0.conf"), before);
    const session = await run(["qr", "anton_sevnet"], { rows: 50, columns: 120 });
    await session.waitFor("Make new keys for anton_sevnet now? (y/N)");
    expect(scrollback(session)).toContain("only the public half");
    session.type("y\r");
    await session.waitFor("? Endpoint (");
    session.type("203.0.113.5:47770\r");
    await session.waitFor("Write this and give anton_sevnet new keys? (y/N)");
    expect(server()).toBe(before);
    session.type("y\r");
    await session.waitFor(ENDS);
    const key = /^PrivateKey=(.*)$/m.exec((await codeOn(session)) ?? "")?.[1] ?? "";
    const [peer, ...others] = parseConf(byteText(server())).peers;
    expect([peer?.name, peer?.publicKey, others]).toEqual(["anton_sevnet", publicKeyOf(key), []]);
    session.type(KEYS.enter);
    expect((await session.ended).status).toBe(0);
    await session.settle();
    expect(scrollback(session)).not.toContain(key);
  });

  it.each([
    ["Enter", KEYS.enter],
    ["Ctrl-C", KEYS.ctrlC],
  ])("%s makes none: status 1, nothing written", async (_name, key) => {
    const session = await run(["qr", "anton_sevnet"]);
    await session.waitFor("Make new keys for anton_sevnet now? (y/N)");
    session.type(key);
    expect((await session.ended).status).toBe(1);
    expect(server()).toBe(FOUNDING_CONF);
    expect(readdirSync(folder)).toEqual(["wg0.conf"]);
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
    await session.waitFor(ENDS);
    session.type(KEYS.enter);
    expect((await session.ended).status).toBe(0);
    await session.settle();
    expect(session.onAlternateScreen()).toBe(false);
    expect(scrollback(session).trim()).toBe("");
  });

  it("d leaves out what makes it fit, at the price that stands there, and brings it back", async () => {
    await prepareDecoders();
    const networks = Array.from({ length: 12 }, (_, at) => `10.${at}.0.0/16`).join(", ");
    writeFileSync(client(), readFileSync(client(), "latin1").replace(/AllowedIPs = .*/, `AllowedIPs = ${networks}`));
    const whole = smallestText(parseConf(readFileSync(client(), "latin1")));
    const session = await run(["qr", client()], { rows: 35 });
    await session.waitFor("d The code fits without the list of networks");
    await session.waitFor("All the device's traffic then passes");
    await session.waitFor(ENDS);
    session.type("d");
    await session.waitFor(/[▄▀]/);
    await session.settle();
    expect(await codeOn(session)).toBe(whole.replace(/AllowedIPs=.*/, "AllowedIPs=0.0.0.0/0"));
    session.type("d");
    await session.waitFor("d The code fits without");
    session.type("q");
    expect((await session.ended).status).toBe(0);
    expect(readFileSync(client(), "latin1")).toContain(networks);
  });

  it("s goes round the drawings, on a Russian keyboard as well; one that is there alone says so", async () => {
    await prepareDecoders();
    const session = await run(["qr", client()], { rows: 45 });
    await session.waitFor("▄");
    await session.waitFor(ENDS);
    await session.settle();
    const code = await codeOn(session);
    expect(code).toContain("PrivateKey=");
    session.type("s");
    await session.waitFor("▀");
    await session.settle();
    expect(await codeOn(session)).toBe(code);
    session.type("ы");
    await session.waitFor("▄");
    session.resize(80, 20);
    await session.waitFor("this window has 20 rows");
    session.type("s");
    await session.waitFor("no other drawing fits this window");
    session.type("q");
    expect((await session.ended).status).toBe(0);
  });

  it("f, t, p and ? do what they do in the program, and leaving removes it all", async () => {
    const session = await run(["qr", client()], { rows: 45, columns: 110 });
    await session.waitFor("Name it lena");
    await session.waitFor(ENDS);
    expect(session.text()).toContain("One code, one device");
    expect(session.text()).toContain("This is the private key.");
    expect(session.text()).toContain("Its file is kept here:");
    session.type("?");
    await session.waitFor("the same code drawn another way");
    session.type("x");
    await session.waitFor(ENDS);
    session.type("f");
    await session.waitFor("they are the key");
    const home = /In (\S+),\s/.exec(session.text())?.[1] ?? "";
    expect(readFileSync(join(home, "lena.conf"))).toEqual(readFileSync(client()));
    expect(statSync(join(home, "lena.png")).mode & 0o777).toBe(0o600);
    session.type("t");
    await session.waitFor(/^PrivateKey = /m);
    session.type("t");
    await session.waitGone("PrivateKey = ");
    session.type("p");
    await session.waitFor("p once more does it");
    session.type("p");
    await session.waitFor("Enter goes back to wg-wizard");
    expect(session.onAlternateScreen()).toBe(false);
    session.type("\r");
    await session.waitFor(ENDS);
    expect(session.onAlternateScreen()).toBe(true);
    session.type("q");
    expect((await session.ended).status).toBe(0);
    expect(session.onAlternateScreen()).toBe(false);
  });

  it("a file that is too long for any code: by how much, and without what it would be one", async () => {
    const networks = Array.from({ length: 256 }, (_, at) => `10.${at}.0.0/16`).join(", ");
    writeFileSync(client(), readFileSync(client(), "latin1").replace(/AllowedIPs = .*/, `AllowedIPs = ${networks}`));
    const over = smallestText(parseConf(readFileSync(client(), "latin1"))).length - 2953;
    const session = await run(["qr", client()]);
    await session.waitFor(`${over} bytes longer`);
    await session.waitFor("d The code fits without the list of networks");
    await session.waitFor(ENDS);
    session.type("d");
    await session.waitFor("this window has 24 rows x 80 columns");
    session.resize(80, 45);
    await session.waitFor("▄");
    session.type("q");
    expect((await session.ended).status).toBe(0);
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
      await session.waitFor(new RegExp(`${ENDS}|${rows} rows x ${columns}`));
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
    await session.waitFor(ENDS);
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
    await top.waitFor(ENDS);
    top.type("q");
    const none = await run(["--qr", "none", "qr", client()], { ...wide, env: { WG_WIZARD_QR: "half-top" } });
    await none.waitFor("--qr none");
    await none.waitFor(ENDS);
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
    await session.waitFor(ENDS);
    session.type("q");
    expect((await session.ended).status).toBe(0);
    await session.settle();
    expect(scrollback(session)).not.toContain("▄");
  });

  it("on a console the code is made of blanks alone", async () => {
    const session = await run(["qr", client()], { rows: 70, columns: 150, term: "linux" });
    await session.waitFor(ENDS);
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
