/**
 * The terminal asked what it can show, seen from outside: a tiny program on src/terminal in a real pty whose other end
 * is played by the test. What it answers, when, and how it is cut never becomes a key.
 */
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { ANSWERS } from "../terminal/answers.ts";
import { KEYS, type Session, start } from "./harness.ts";
import { ownProgram } from "./programs.ts";

const E = "\u001b";
const DA1 = `${E}[c`;

let program = "";
const sessions: Session[] = [];

beforeAll(async () => {
  program = await ownProgram("tiny");
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

/** The tiny program in a terminal that says nothing by itself. */
function silent(options: Parameters<typeof start>[1] = {}): Session {
  const session = start([process.execPath, program, "--ask"], { silent: true, ...options });
  sessions.push(session);
  return session;
}

async function asked(session: Session, times = 1): Promise<void> {
  await session.waitFor("keys:");
  await session.waitWritten(DA1, times);
}

const PUTTY = `${E}[>0;136;0c${E}[4;362;576t${E}[1;2R${E}[?6c`;
const PUTTY_SAYS = "gifts: putty null utf8=true 7x15.";

describe("a terminal that never answers", () => {
  test("the first frame stands without it, keys are keys, and it was asked once", async () => {
    const session = silent();
    await session.waitFor("keys:");
    const first = session.written();
    expect(first.split(DA1)).toHaveLength(2);
    session.type("a");
    await session.waitFor("keys: a");
    await session.waitFor("gifts: null null utf8=true undefinedxundefined.");
    session.type(KEYS.esc);
    await session.waitFor("keys: a <esc>");
    session.type(KEYS.down);
    await session.waitFor("keys: a <esc> <down>");
    expect(session.written().split(DA1)).toHaveLength(2);
    // The whole of what asking costs, with nothing in it that any of them prints.
    const questions = first.slice(first.indexOf(`${E}[>0q`), first.indexOf(DA1) + DA1.length);
    expect(questions).toBe(`${E}[>0q${E}[>c${E}[16t${E}[14t\r\u28ff${E}[6n\r${E}[K${E}[c`);
    expect(Buffer.byteLength(questions)).toBeLessThan(50);
  });

  test("nothing of the questions is left on the screen", async () => {
    const session = silent();
    await session.waitFor("gifts:");
    expect(session.text()).not.toContain("\u28ff");
    expect(session.rows().slice(0, 3)).toEqual(
      ["tiny 80x24", "keys: ", "gifts: null null utf8=true undefinedxundefined."].map((row) => row.trimEnd()),
    );
  });

  test("a late answer is swallowed, whole, cut and joined with keys", async () => {
    const session = silent();
    await session.waitFor("gifts: null");
    session.type("a");
    await session.packets([`${E}[>0;1`, "36;0c", `b${E}`, "[1;2", `R${E}[?`, "6cc"], 10);
    session.type(`d${PUTTY}e`);
    await session.waitFor("keys: a b c d e");
    expect(session.rows()[1]).toBe("keys: a b c d e");
    expect(session.rows()[2]).toContain("gifts: null");
  });
});

describe("a terminal that is not to be asked", () => {
  test.each(["linux", "vt102"])("TERM=%s: not a byte of a question", async (term) => {
    const session = silent({ term });
    await session.waitFor("gifts: null null");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what it is for
    expect(session.written()).not.toMatch(/\u001b\[>|\u001b\[\??[\d;]*[cntq]|\u001bP|\u001b_|\u28ff/);
  });
});

describe("the answers of each terminal", () => {
  test.each(ANSWERS)("$name: never a key, however they are cut", async ({ term, first, second }) => {
    const session = silent({ term });
    await asked(session);
    session.type("a");
    const pieces = first.match(/.{1,5}/gs) ?? [];
    await session.packets(pieces, 2);
    if (second !== undefined) {
      await asked(session, 2);
      await session.packets([second.slice(0, 3), `${second.slice(3)}b`], 30);
    } else {
      session.type("b");
    }
    await session.waitFor("gifts:");
    await session.waitFor("keys: a b");
    session.type("c");
    await session.waitFor("keys: a b c");
    expect(session.rows()[1]).toBe("keys: a b c");
  });

  test("keys typed meanwhile arrive, in their order", async () => {
    const session = silent();
    await asked(session);
    session.type(`x${PUTTY.slice(0, 9)}`);
    session.type(`${PUTTY.slice(9)}${KEYS.down}y\r`);
    await session.waitFor(PUTTY_SAYS);
    await session.waitFor("keys: x <down> y <enter>");
  });

  test("Esc typed before the answer is Esc", async () => {
    const session = silent();
    await asked(session);
    session.type(KEYS.esc);
    session.type(PUTTY);
    await session.waitFor(PUTTY_SAYS);
    await session.waitFor("keys: <esc>");
  });

  test("a paste that an answer follows is a paste", async () => {
    const session = silent();
    await asked(session);
    session.type(`${KEYS.paste("one")}${PUTTY}z`);
    await session.waitFor('keys: paste("one") z');
    await session.waitFor(PUTTY_SAYS);
  });
});

describe("a cell that a zoom has changed", () => {
  const KITTY = ANSWERS.find(({ name }) => name.startsWith("kitty"));

  test("is measured again, and the new size is drawn when it is known", async () => {
    const session = silent({ term: "xterm-kitty" });
    await asked(session);
    session.type(KITTY?.first ?? "");
    await asked(session, 2);
    session.type(KITTY?.second ?? "");
    await session.waitFor("gifts: kitty kitty utf8=true 9x20.");
    session.resize(160, 48);
    await asked(session, 3);
    expect(session.text()).toContain("tiny 80x24");
    session.type(`${E}[6;10;5t${E}[4;480;800t${E}[?62;cq`);
    await session.waitFor("tiny 160x48");
    await session.waitFor("5x10.");
    await session.waitFor("keys: q");
  });

  test("that is not told any more is unknown, and the screen is drawn all the same", async () => {
    const session = silent({ term: "xterm-kitty" });
    await asked(session);
    session.type(KITTY?.first ?? "");
    await asked(session, 2);
    session.type(KITTY?.second ?? "");
    await session.waitFor("9x20.");
    session.resize(100, 30);
    await session.waitFor("tiny 100x30");
    await session.waitFor("undefinedxundefined.");
  });
});

describe("a larger window", () => {
  test("comes, and is given back on leaving", async () => {
    const session = silent();
    await session.waitFor("keys:");
    session.type("\u0007");
    await session.waitWritten(`${E}[8;40;80t`);
    session.resize(80, 40);
    await session.waitFor("grown: true");
    session.type(KEYS.ctrlC);
    await session.ended;
    const written = session.written();
    expect(written.lastIndexOf(`${E}[8;24;80t`)).toBeGreaterThan(written.lastIndexOf("grown: true"));
    expect(written.lastIndexOf(`${E}[8;24;80t`)).toBeLessThan(written.lastIndexOf(`${E}[?1049l`));
  });

  test("is given back when the code is left, with the program still there", async () => {
    const session = silent();
    await session.waitFor("keys:");
    session.type("\u0007");
    await session.waitWritten(`${E}[8;40;80t`);
    session.resize(80, 40);
    await session.waitFor("grown: true");
    session.type("\u0012");
    await session.waitWritten(`${E}[8;24;80t`);
    session.resize(80, 24);
    await session.waitFor("tiny 80x24");
  });

  test("that does not come is said to be none", async () => {
    const session = silent();
    await session.waitFor("keys:");
    session.type("\u0007");
    await session.waitFor("grown: false");
    session.type(KEYS.ctrlC);
    await session.ended;
    expect(session.written()).not.toContain(`${E}[8;24;80t`);
  });
});

describe("the code below the program", () => {
  test("stands on the main screen until Enter, and stays there", async () => {
    const session = silent();
    await session.waitFor("keys:");
    session.type("\u0002");
    await session.waitFor("below");
    expect(session.onAlternateScreen()).toBe(false);
    session.type("\r");
    await session.waitFor("keys: <ctrl-b>");
    expect(session.onAlternateScreen()).toBe(true);
    session.type("k");
    await session.waitFor("keys: <ctrl-b> k");
    session.type(KEYS.ctrlC);
    await session.waitFor("farewell");
    expect(session.text()).toContain("the code\nbelow");
  });

  test("Ctrl-C there goes back as well, and ends nothing", async () => {
    const session = silent();
    await session.waitFor("keys:");
    session.type("\u0002");
    await session.waitFor("below");
    session.type(KEYS.ctrlC);
    await session.waitFor("keys: <ctrl-b>");
    expect(session.onAlternateScreen()).toBe(true);
  });
});

describe("the clipboard", () => {
  test("is asked by OSC 52, and nothing of it is seen", async () => {
    const session = silent();
    await session.waitFor("gifts:");
    session.type("\u0019");
    const request = `${E}]52;c;${Buffer.from("the text").toString("base64")}\u0007`;
    await session.waitWritten(request);
    await session.waitFor("keys: <ctrl-y>");
    expect(session.text()).not.toContain("52;c");
  });
});

describe("a picture made of pixels", () => {
  test("is drawn with the frame, again after a resize, and taken away on leaving", async () => {
    const session = silent();
    await session.waitFor("keys:");
    session.type("\u000f");
    await session.waitFor("pictured");
    const shown = `${E}[4;1H${E}_Gpicture${E}\\`;
    await session.waitWritten(shown);
    session.resize(90, 30);
    await session.waitWritten(shown, 2);
    await session.waitFor("tiny 90x30");
    session.type(KEYS.ctrlC);
    await session.ended;
    const written = session.written();
    expect(written.lastIndexOf(`${E}_Gremove${E}\\`)).toBeGreaterThan(written.lastIndexOf(`${E}_Gpicture`));
    expect(written.lastIndexOf(`${E}_Gremove${E}\\`)).toBeLessThan(written.lastIndexOf(`${E}[?1049l`));
  });
});
