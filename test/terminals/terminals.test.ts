/**
 * The program in real terminals: the code is read off their screenshots by two decoders, nothing of the questions
 * stands on their screens, and leaving gives them back as they were. `npm run test:terminals`; with
 * WG_WIZARD_TERMINALS=fast the part of it that CI runs.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pause } from "../pty/harness.ts";
import { wgWizard } from "../pty/programs.ts";
import { prepareDecoders } from "../qr/decoders.ts";
import { ALLOWING, CASES, type Case, FAST, nameOf } from "./cases.ts";
import { buildLauncher } from "./chromium/build.ts";
import { type Display, difference, openDisplay, type Picture } from "./display.ts";
import { EMULATORS, type Emulator, type Look } from "./emulators.ts";
import { type Inside, type Multiplexer, startInside } from "./inside.ts";
import { read } from "./reading.ts";
import { type Shot, tileOf, writeSheet } from "./sheet.ts";

/** A version 10 code: what most configs make. */
const CONF = `[Interface]
PrivateKey = UIAwSNkgaQP0LZjSTeMSgCZ7t9d9hBdSq3RIMWG6pks=
Address = 10.77.0.9/32
DNS = 1.1.1.1

[Peer]
PublicKey = kUAUKKiCnx3QGXQLUDpvbDXxUUOrDQRaMFsFHk/zCVI=
AllowedIPs = 0.0.0.0/0, ::/0
Endpoint = 203.0.113.7:51820
PersistentKeepalive = 25
`;

/** A server that is the same every time, unlike the demo's. */
const SERVER = `[Interface]
PrivateKey = 6CsEDk1sFA0NnhSThVvxUyVYvx1ALbiZmOVtIaBqGFY=
Address = 10.77.0.1/24
ListenPort = 47770

[Peer]
# friendly_name = anton
PublicKey = kUAUKKiCnx3QGXQLUDpvbDXxUUOrDQRaMFsFHk/zCVI=
AllowedIPs = 10.77.0.2/32
`;

/** Every value of it, in the order of the file: what a decoder has to give back, however short the text was made. */
const VALUES = Array.from(CONF.matchAll(/= (.*)$/gm), ([, value = ""]) => value.replace(/\/32$|\s/g, ""));

const here = (program: string) => spawnSync("which", [program]).status === 0;
const missing = ["Xvfb", "xdotool", "zbarimg"].filter((program) => !here(program));

let display: Display;
let program = "";
let conf = "";
let folder = "";
const shots: Shot[] = [];

beforeAll(async () => {
  if (missing.length > 0) {
    if (process.env["CI"] !== undefined) throw new Error(`not installed: ${missing.join(", ")}`);
    return;
  }
  await prepareDecoders();
  await buildLauncher();
  program = await wgWizard();
  folder = mkdtempSync(join(tmpdir(), "wg-wizard-terminals-"));
  conf = join(folder, "lena-phone.conf");
  writeFileSync(conf, CONF, { mode: 0o600 });
  writeFileSync(join(folder, "wg7.conf"), SERVER, { mode: 0o600 });
  display = await openDisplay();
});
afterAll(async () => {
  await display?.close();
  if (!FAST && shots.length === CASES.length) writeSheet(shots);
  rmSync(folder, { recursive: true, force: true });
}, 300_000);

/** Runs it where the terminal is installed; under CI=true all of the fast ones have to be. */
function inTerminal(name: string, emulator: Emulator, needs: readonly string[], run: () => Promise<void>): void {
  const lacking = [...missing, ...[...emulator.needs, ...needs].filter((one) => !here(one))];
  const skip = lacking.length > 0 && process.env["CI"] === undefined;
  test.skipIf(skip)(lacking.length > 0 ? `${name} (not installed: ${lacking.join(", ")})` : name, run);
}

async function inside(one: Parameters<typeof startInside>[1], use: (session: Inside) => Promise<void>): Promise<void> {
  const session = await startInside(display, one);
  try {
    await use(session);
  } finally {
    await session.close();
  }
}

/** Whether the text that was read holds every value of the file, in order. */
function isWhole(text: string): boolean {
  let at = 0;
  const bare = text.replace(/[ \t]/g, "");
  return VALUES.every((value) => {
    at = bare.indexOf(value, at);
    return at >= 0;
  });
}

describe("the code, read off a real screen", () => {
  for (const one of CASES) {
    inTerminal(nameOf(one), one.emulator, one.multiplexer === undefined ? [] : [one.multiplexer], () => scanned(one));
  }
});

async function scanned(one: Case): Promise<void> {
  const { emulator, look, multiplexer, drawing, shown, both } = one;
  const wish = drawing === null ? [] : ["--qr", drawing];
  const command = [process.execPath, program, "qr", conf, ...wish];
  await inside({ emulator, look, program: command, multiplexer }, async (session) => {
    const found = shown
      ? await session.until(
          async (picture) => {
            const found = await read(picture);
            return found.zbar !== "" && found.zxing !== "" ? found : null;
          },
          both ? 10_000 : 5_000,
        )
      : null;
    // A sentence cannot be waited for: it is a picture like any other.
    if (!shown) await pause(1500);
    const picture = await session.settled();
    expect(difference(picture, session.before)).not.toBe("none");
    const last = found ?? (await read(picture));
    const hits = { zbar: isWhole(last.zbar), zxing: isWhole(last.zxing) };
    if (!FAST && here("convert")) shots.push({ ...one, ...hits, tile: tileOf(picture) });
    if (both || !shown) expect(hits).toEqual({ zbar: shown, zxing: shown });
    else expect(hits.zbar || hits.zxing).toBe(true);
    session.type("q");
    expect(await session.ended()).toBe("0");
    // GNU screen has no alternate screen unless it is asked for: there it is enough that nothing can be read any more.
    const after = await session.settled();
    if (multiplexer === "screen") expect(await read(after)).toEqual({ zbar: "", zxing: "" });
    else expect(difference(after, session.before)).toBe("none");
  });
}

describe("the questions leave nothing on the screen", () => {
  const LOOK = { columns: 80, rows: 24, theme: "dark" } as const;
  for (const emulator of EMULATORS.filter(({ fast }) => !FAST || fast)) {
    const look: Look = { ...LOOK, font: emulator.fonts[0] ?? "" };
    inTerminal(emulator.name, emulator, [], async () => {
      const asked = await dashboard(emulator, look, {});
      // A terminal by this name is not asked.
      const unasked = await dashboard(emulator, look, { TERM: "unheard-of-256color" });
      expect(difference(asked, unasked)).toBe("none");
    });
  }
});

/** The list of peers, as it stands there when nothing moves any more. */
async function dashboard(emulator: Emulator, look: Look, env: Readonly<Record<string, string>>): Promise<Picture> {
  let shown: Picture | null = null;
  const command = [process.execPath, program, "-i", join(folder, "wg7.conf")];
  await inside({ emulator, look, program: command, env }, async (session) => {
    await session.until(async (picture) => (difference(picture, session.before) === "none" ? null : true));
    // The list comes a moment after the first frame.
    await pause(1500);
    shown = await session.settled();
    expect(difference(shown, session.before)).not.toBe("none");
    session.type("q");
    expect(await session.ended()).toBe("0");
    expect(difference(await session.settled(), session.before)).toBe("none");
  });
  if (shown === null) throw new Error("nothing was shown");
  return shown;
}

/** From the first frame of the demo to the code of a peer by this name. */
async function addLena(session: Inside): Promise<void> {
  await session.until(async (picture) => (difference(picture, session.before) === "none" ? null : true));
  await session.settled();
  for (const keys of [["a"], [..."lena"], ["Tab"], ["w"]]) {
    session.type(...keys);
    await session.settled();
  }
}

describe("the whole way, on the keyboard", () => {
  for (const emulator of EMULATORS.filter(({ name, fast }) => (FAST ? fast && name === "xterm" : true))) {
    const look: Look = { columns: 120, rows: 45, font: emulator.fonts[0] ?? "", theme: "dark" };
    inTerminal(`${emulator.name}: a peer is added, its code scans, and the list comes back`, emulator, [], async () => {
      await inside({ emulator, look, program: [process.execPath, program, "--demo"] }, async (session) => {
        await addLena(session);
        const found = await session.until(async (picture) => {
          const both = await read(picture);
          return both.zbar !== "" && both.zxing !== "" ? both : null;
        });
        expect(found?.zbar).toMatch(/^\[Interface\]\nPrivateKey ?= ?[A-Za-z0-9+/]{43}=\n.*\[Peer\]\n/s);
        expect(found?.zxing).toBe(found?.zbar);
        session.type("Return");
        await session.settled();
        expect((await read(await session.settled())).zbar).toBe("");
        session.type("q");
        expect(await session.ended()).toBe("0");
        expect(difference(await session.settled(), session.before)).toBe("none");
      });
    });
  }
});

describe("the device's file in the clipboard", () => {
  for (const multiplexer of [undefined, "screen"] as const) {
    const needs = ["xclip", ...(multiplexer === undefined ? [] : [multiplexer])];
    const name = multiplexer === undefined ? ALLOWING.name : `${multiplexer} in ${ALLOWING.name}`;
    inTerminal(`${name}: after c and once more c it is there byte for byte`, ALLOWING, needs, () =>
      copied(multiplexer),
    );
  }
});

async function copied(multiplexer: Multiplexer | undefined): Promise<void> {
  const look: Look = { columns: 120, rows: 45, font: ALLOWING.fonts[0] ?? "", theme: "dark" };
  const kept = mkdtempSync(join(folder, "kept-"));
  const command = [process.execPath, program, "--demo"];
  const options = { emulator: ALLOWING, look, program: command, multiplexer, env: { TMPDIR: kept } };
  await inside(options, async (session) => {
    await addLena(session);
    expect(await session.until(async (picture) => (await read(picture)).zbar || null)).toMatch(/^\[Interface\]/);
    session.type("c");
    await session.settled();
    expect(clipboard()).toMatchObject({ stdout: "", status: 1 });
    session.type("c");
    await session.settled();
    const [file = ""] = readdirSync(kept)
      .map((demo) => join(kept, demo, "clients", "lena.conf"))
      .filter(existsSync)
      .map((path) => readFileSync(path, "utf8"));
    expect(file).toMatch(/^PrivateKey = [A-Za-z0-9+/]{43}=$/m);
    expect(clipboard()).toMatchObject({ stdout: file, status: 0 });
    session.type("Return");
    await session.settled();
    session.type("q");
    expect(await session.ended()).toBe("0");
  });
}

/** What the display's clipboard holds; status 1 where nobody has put anything there. */
function clipboard() {
  const command = ["-o", "-selection", "clipboard"];
  return spawnSync("xclip", command, { env: display.env, encoding: "utf8", timeout: 10_000 });
}

describe("80x24 made larger with e", () => {
  const GROW = ["urxvt", "PuTTY (pterm)", "VTE (xfce4-terminal)"];
  for (const emulator of EMULATORS.filter(({ name, fast }) => GROW.includes(name) && (!FAST || fast))) {
    const look: Look = { columns: 80, rows: 24, font: emulator.fonts[0] ?? "", theme: "dark" };
    inTerminal(`${emulator.name}: the code appears, and leaving gives the rows back`, emulator, [], async () => {
      await inside({ emulator, look, program: [process.execPath, program, "--demo"] }, async (session) => {
        await addLena(session);
        expect((await read(await session.settled())).zbar).toBe("");
        session.type("e");
        expect(await session.until(async (picture) => (await read(picture)).zbar || null)).toMatch(/^\[Interface\]/);
        session.type("Return");
        await session.settled();
        session.type("q");
        expect(await session.ended()).toBe("0");
        expect(difference(await session.settled(), session.before)).toBe("none");
      });
    });
  }
});

describe("GNU screen's scrollback", () => {
  inTerminal("holds nothing of the code, nor of the file as text", EMULATORS[0] as Emulator, ["screen"], async () => {
    const look = { columns: 100, rows: 45, font: "DejaVu Sans Mono", theme: "dark" } as const;
    const command = [process.execPath, program, "qr", conf];
    await inside(
      { emulator: EMULATORS[0] as Emulator, look, program: command, multiplexer: "screen" },
      async (session) => {
        expect(await session.until(async (picture) => (await read(picture)).zbar || null)).not.toBeNull();
        // In its first moment the screen takes no key.
        await pause(1000);
        session.type("t");
        expect((await read(await session.settled())).zbar).toBe("");
        session.type("q");
        await session.ended();
        const copy = join(folder, "scrollback");
        execFileSync("screen", ["-X", "hardcopy", "-h", copy], { env: { ...process.env, ...session.env } });
        await session.settled();
        const text = readFileSync(copy, "utf8");
        expect(text).toContain("a line of the shell");
        expect(text).not.toMatch(/PrivateKey|\u2584|\u2580|\u2588/);
      },
    );
  });
});
