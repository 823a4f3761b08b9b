/** The program as it is shipped, in a real pty on a real file: keys as a slow line brings them, and every way to end. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { KEYS, pause, type Session, type StartOptions, start } from "./harness.ts";
import { childOf, gone } from "./processes.ts";
import { wgWizard } from "./programs.ts";
import { type ServerFolder, serverFolder } from "./server.ts";

let bin = "";
let folder = "";
let server: ServerFolder;
const sessions: Session[] = [];

beforeAll(async () => {
  bin = await wgWizard();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wg-wizard-stty-"));
  server = serverFolder();
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  server.remove();
  rmSync(folder, { recursive: true, force: true });
});

const READY = "anna";
const NAME = "What is the new peer called";

async function opened(options: StartOptions = {}): Promise<Session> {
  const session = start([process.execPath, bin, "-i", server.path], options);
  sessions.push(session);
  await session.waitFor(READY);
  return session;
}

/** At the wizard's first question. */
async function asked(options: StartOptions = {}): Promise<Session> {
  const session = await opened(options);
  session.type("a");
  await session.waitFor(NAME);
  return session;
}

/** Under a shell that looks at the terminal before and after, and waits for a line before it brings the program back. */
async function underShell(env: StartOptions["env"] = {}, then = ""): Promise<Session> {
  const script = `set -m; stty -a > ${folder}/before; ${process.execPath} ${bin} -i ${server.path}; status=$?; stty -a > ${folder}/after; echo "ended $status."; ${then}`;
  const session = start(["bash", "-c", script], { env });
  sessions.push(session);
  await session.waitFor(READY);
  return session;
}

function asItWasFound(session: Session): void {
  expect(session.onAlternateScreen()).toBe(false);
  expect(session.cursorShown()).toBe(true);
  expect(readFileSync(join(folder, "after"), "utf8")).toBe(readFileSync(join(folder, "before"), "utf8"));
}

describe("keys as a slow line brings them", () => {
  test("a name and Enter in one packet answer the first question", async () => {
    const session = await asked();
    session.type("lena\r");
    await session.waitFor("10.77.0.4");
    await session.waitGone(NAME);
  });

  test("three Backspaces in one packet erase three letters", async () => {
    const session = await asked();
    session.type("lenaxyz");
    await session.waitFor("lenaxyz");
    session.type("\u007f\u007f\u007f");
    await session.waitFor(/called lena\./);
  });

  test("an arrow cut in two 15 ms apart moves the cursor and types nothing", async () => {
    const session = await opened();
    await session.waitFor("► anna");
    await session.packets(["\u001b", "[B"], 15);
    await session.waitFor("► boris");
  });

  test("a pasted name with a newline is a name and no Enter", async () => {
    const session = await asked();
    session.type(KEYS.paste("lena\nphone\r\n"));
    await session.waitFor(/lena ?phone/);
    expect(session.text()).toContain(NAME);
  });

  test("a Russian name kills no key", async () => {
    const session = await asked({ lang: "en" });
    session.type("лена");
    await session.waitFor("лена");
    session.type("\t");
    await session.waitFor("nothing is written yet");
  });

  test("nothing is written by Enter, however often; w writes", async () => {
    const session = await asked();
    session.type("lena\t");
    await session.waitFor("nothing is written yet");
    session.type("\r\r\r\r\r\r\r\r\r\r");
    await session.settle();
    expect(server.now()).toBe(server.before);
    session.type("w");
    await session.waitFor("The QR code appears");
    expect(server.now()).toContain("# friendly_name = lena");
    expect(server.files()).toContain("wireguard/clients/lena.conf");
  });
});

describe("the window changes in the middle of the wizard", () => {
  test("what was typed stays, at every size", async () => {
    const session = await asked();
    session.type("lena-phone");
    await session.waitFor("lena-phone");
    for (const [columns, rows] of [
      [120, 40],
      [60, 16],
      [76, 24],
      [200, 60],
      [80, 24],
    ] as const) {
      session.resize(columns, rows);
      await session.settle();
      expect(session.text(), `${columns}x${rows}`).toContain("lena-phone");
      expect(session.rows()).toHaveLength(rows);
      expect(session.rows().at(-1)).toContain("Enter next");
    }
  });

  test("below the smallest size one line says so, and nothing is lost", async () => {
    const session = await asked();
    session.type("lena-phone");
    await session.waitFor("lena-phone");
    session.resize(40, 8);
    await session.settle();
    expect(session.text()).not.toContain(NAME);
    expect(session.text()).toMatch(/60/);
    session.resize(80, 24);
    await session.waitFor("lena-phone");
    await session.waitFor(NAME);
  });

  test("shrunk and grown again faster than the program looks, the screen is whole", async () => {
    const session = await asked();
    session.type("lena-phone");
    await session.waitFor("lena-phone");
    await session.settle();
    const before = session.text();
    session.resize(40, 8);
    session.resize(80, 24);
    await session.settle();
    expect(session.text()).toBe(before);
  });
});

test("the demo that is asked for has one folder", async () => {
  const session = start([process.execPath, bin, "--demo"], { env: { TMPDIR: folder } });
  sessions.push(session);
  await session.waitFor("backup-nas");
  expect(readdirSync(folder).filter((name) => name.startsWith("wg-wizard-demo-"))).toHaveLength(1);
});

describe("it ends, and the terminal is as it was found", () => {
  test("q", async () => {
    const session = await underShell();
    session.type("q");
    await session.waitFor("ended 0.");
    await session.ended;
    asItWasFound(session);
  });

  test("Ctrl-C", async () => {
    const session = await underShell();
    session.type(KEYS.ctrlC);
    await session.waitFor("ended 130.");
    await session.ended;
    asItWasFound(session);
    expect(server.now()).toBe(server.before);
  });

  test("SIGTERM in the middle of the wizard", async () => {
    const session = await underShell();
    session.type("a");
    await session.waitFor(NAME);
    process.kill(childOf(session.pid), "SIGTERM");
    await session.waitFor("ended 143.");
    await session.ended;
    asItWasFound(session);
    expect(server.now()).toBe(server.before);
  });

  test("a crash while a screen is drawn", async () => {
    const session = await underShell({
      NODE_OPTIONS: `--import=${new URL("crash-in-a-screen.js", import.meta.url).href}`,
    });
    session.type("a");
    await session.waitFor("ended 1.");
    await session.ended;
    expect(session.text()).toContain("mistake of its own");
    asItWasFound(session);
    expect(server.now()).toBe(server.before);
  });

  test("Ctrl-Z gives the shell its terminal; fg brings the wizard back with what was typed", async () => {
    const session = await underShell({}, "read line; fg; echo again $?.");
    session.type("a");
    await session.waitFor(NAME);
    session.type("lena-phone");
    await session.waitFor("lena-phone");
    session.type(KEYS.ctrlZ);
    await session.waitFor("ended 147.");
    asItWasFound(session);
    session.type("\r");
    await session.waitFor(NAME);
    await session.waitFor("lena-phone");
    expect(session.onAlternateScreen()).toBe(true);
    process.kill(childOf(session.pid), "SIGTERM");
    await session.waitFor("again 143.");
    expect(session.onAlternateScreen()).toBe(false);
  });
});

describe("the terminal is closed", () => {
  test("in the middle of the wizard: no process is left and the file is untouched", async () => {
    const session = await underShell();
    session.type("a");
    await session.waitFor(NAME);
    const child = childOf(session.pid);
    session.hangUp();
    await gone(child);
    expect(server.now()).toBe(server.before);
    expect(server.files()).toEqual(["wireguard/wgtest.conf"]);
  });

  test.each([0, 5, 20, 60])(
    "%i ms after w: the file is whole, old or new, and nothing half-written lies about",
    async (delay) => {
      const session = await underShell();
      session.type("a");
      await session.waitFor(NAME);
      session.type("lena\t");
      await session.waitFor("nothing is written yet");
      const child = childOf(session.pid);
      session.type("w");
      await pause(delay);
      session.hangUp();
      await gone(child);
      const now = server.now();
      if (now !== server.before) {
        expect(now.startsWith(server.before)).toBe(true);
        expect(now).toMatch(
          /\n\[Peer\]\n# friendly_name = lena\nPublicKey = .{44}\nPresharedKey = .{44}\nAllowedIPs = 10\.77\.0\.4\/32\n$/,
        );
      }
      for (const file of server.files())
        expect(file).toMatch(/^wireguard\/(?:wgtest\.conf|clients\/lena\.conf|backups\/[^/]+)$/);
    },
  );
});
