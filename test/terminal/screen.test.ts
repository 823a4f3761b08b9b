/** The writer behind Ink: whatever frames follow each other, the terminal ends up showing the last one. */
import xterm from "@xterm/headless";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { WIPE } from "../../src/terminal/modes.ts";
import { Screen } from "../../src/terminal/screen.ts";

const ESC = "\u001b";

/** A screen whose bytes are collected; `take` gives those since the last call. */
function collected(columns: number, rows: number) {
  let bytes = "";
  const screen = new Screen({ columns, rows }, (more) => {
    bytes += more;
  });
  screen.open();
  const take = () => {
    const taken = bytes;
    bytes = "";
    return taken;
  };
  return { screen, take };
}

async function fed(columns: number, rows: number, bytes: string): Promise<xterm.Terminal> {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(bytes, resolve));
  return terminal;
}

/** The rows, and below each how every cell looks: a letter for each look that occurs. */
function picture(terminal: xterm.Terminal): string[] {
  return Array.from({ length: terminal.rows }, (_, row) => {
    const line = terminal.buffer.active.getLine(row);
    const cells = Array.from({ length: terminal.cols }, (_, column) => line?.getCell(column)).filter(
      (cell) => cell !== undefined,
    );
    const looks = cells.map((cell) =>
      [cell.isBold(), cell.isDim(), cell.isUnderline(), cell.isInverse(), cell.getFgColor(), cell.getBgColor()].join(
        ",",
      ),
    );
    const signs = cells.map((cell) => cell.getChars() || " ").join("");
    return `${signs.trimEnd()} ${looks
      .map((look, at) => (look === looks[at - 1] ? "" : `${at}:${look}`))
      .join(" ")
      .trim()}`;
  });
}

const word = fc.constantFrom(
  "wg0",
  "10.77.0.5/32",
  "Публичный ключ",
  "─┬─│",
  "► √ ○ · … ▄▀",
  " ",
  "日本",
  "👩‍👩‍👧",
  "é",
  "е\u0301",
  "[Peer]",
  "a",
);
const style = fc.constantFrom(
  "",
  `${ESC}[1m`,
  `${ESC}[22m`,
  `${ESC}[31m`,
  `${ESC}[39m`,
  `${ESC}[38;5;16;48;5;231m`,
  `${ESC}[49m`,
  `${ESC}[7m`,
  `${ESC}[27m`,
  `${ESC}[2m`,
  `${ESC}[4m`,
);
const line = fc
  .array(fc.tuple(style, word), { maxLength: 6 })
  .map((parts) => `${parts.map((part) => part.join("")).join("")}${ESC}[0m`);
/** Wide enough that nothing is cut: that is the business of whoever draws. */
const frames = fc.array(fc.array(line, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 5 });

describe("the screen", () => {
  test("whatever was shown before, the last frame stands as if it had been drawn on an empty screen", async () => {
    await fc.assert(
      fc.asyncProperty(frames, async (sequence) => {
        const { screen, take } = collected(110, 5);
        for (const frame of sequence) screen.write(frame.join("\n"));
        const shown = await fed(110, 5, take());
        const fresh = collected(110, 5);
        fresh.screen.write((sequence.at(-1) ?? []).join("\n"));
        const wanted = await fed(110, 5, fresh.take());
        expect(picture(shown)).toEqual(picture(wanted));
      }),
      { numRuns: 300 },
    );
  });

  test("a line as wide as the window keeps its last column, where the terminal erases it from behind that column", async () => {
    const lines = ["─".repeat(20), `${ESC}[1m${"x".repeat(20)}${ESC}[22m`, "日本".repeat(5), "short"];
    const { screen, take } = collected(20, 4);
    for (const frame of [lines, [...lines].reverse(), lines]) screen.write(frame.join("\n"));
    const terminal = new xterm.Terminal({ cols: 20, rows: 4, allowProposedApi: true });
    // tmux and xterm leave the cursor on the last column until the next sign comes: erasing the rest erases that one.
    const behindTheLast: number[] = [];
    terminal.parser.registerCsiHandler({ final: "K" }, () => {
      const { cursorX, cursorY } = terminal.buffer.active;
      if (cursorX >= terminal.cols) behindTheLast.push(cursorY + 1);
      return false;
    });
    await new Promise<void>((resolve) => terminal.write(take(), resolve));
    expect(behindTheLast).toEqual([]);
    const shown = Array.from({ length: 4 }, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true));
    expect(shown).toEqual(["─".repeat(20), "x".repeat(20), "日本".repeat(5), "short"]);
  });

  test("a line that was wider than the window gives way to one as wide as it, the last column kept", async () => {
    const { screen, take } = collected(20, 2);
    screen.write(`${"─".repeat(30)}\nfirst`);
    screen.write(`${"─".repeat(20)}\nfirst`);
    const terminal = await fed(20, 2, take());
    expect(terminal.buffer.active.getLine(0)?.translateToString()).toBe("─".repeat(20));
  });

  test("the same frame again sends nothing", () => {
    const { screen, take } = collected(80, 24);
    screen.write("a\nb");
    take();
    screen.write("a\nb");
    expect(take()).toBe("");
  });

  test("one more letter in a line sends that letter, not the line", () => {
    const { screen, take } = collected(80, 24);
    screen.write(`${"─".repeat(80)}\n name  lena\nfooter`);
    take();
    screen.write(`${"─".repeat(80)}\n name  lenap\nfooter`);
    expect(take()).toBe(`${ESC}[?2026h${ESC}[2;12Hp${ESC}[?2026l`);
  });

  test("a shorter line is erased at its end", () => {
    const { screen, take } = collected(80, 24);
    screen.write("lena-phone");
    take();
    screen.write("lena");
    expect(take()).toBe(`${ESC}[?2026h${ESC}[1;5H${ESC}[K${ESC}[?2026l`);
  });

  test("a line with a sign whose width terminals disagree about is sent whole", () => {
    const { screen, take } = collected(80, 24);
    screen.write("name 👩‍👩‍👧 a");
    take();
    screen.write("name 👩‍👩‍👧 b");
    expect(take()).toContain("name 👩‍👩‍👧 b");
  });

  test("a frame taller than the window loses its end and never scrolls", async () => {
    const { screen, take } = collected(10, 2);
    screen.write("1234567890\n1234567890\nlost");
    const terminal = await fed(10, 2, take());
    expect(terminal.buffer.active.baseY).toBe(0);
    expect(picture(terminal)[1]).toContain("1234567890");
  });

  test("a new size draws the next frame whole", () => {
    const { screen, take } = collected(80, 24);
    screen.write("a");
    take();
    screen.resize({ columns: 100, rows: 30 });
    screen.write("a");
    expect(take()).toContain(WIPE);
    expect(screen.columns).toBe(100);
  });

  test("shut, it swallows frames; opened again, it draws the next one whole", () => {
    const { screen, take } = collected(80, 24);
    screen.write("a");
    screen.shut();
    take();
    screen.write("b");
    expect(take()).toBe("");
    screen.open();
    screen.write("b");
    expect(take()).toContain("b");
  });

  test("control strings that Ink sends beside its frames are no frames", () => {
    const { screen, take } = collected(80, 24);
    screen.write("a");
    take();
    screen.write(`${ESC}[?25h`);
    screen.write("");
    expect(take()).toBe("");
  });
});
