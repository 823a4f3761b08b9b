/**
 * A program in a real terminal: started in a pty, its bytes read by a real terminal emulator, keys sent as bytes, joined
 * and split as a slow line does it. Golden pty tests and the screenshots use it too.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type IPty, spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

export interface StartOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** The locale's language: LANG=ru_RU.UTF-8 for "ru". */
  readonly lang?: "en" | "ru";
  /** Added to a small, fixed environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly term?: string;
  /** A terminal that answers no question, so that the test can, or nobody does. */
  readonly silent?: boolean;
}

export interface Ended {
  readonly status: number;
  readonly signal: number;
}

export interface Session {
  readonly pid: number;
  /** The emulator itself, for what is not asked for below. */
  readonly emulator: xterm.Terminal;
  /** Resolves when the program has ended. */
  readonly ended: Promise<Ended>;
  /** Everything it has written so far. */
  written(): string;
  /** The visible rows, blanks at their ends left out. */
  rows(): string[];
  text(): string;
  /** Sends these bytes in one packet. */
  type(keys: string): void;
  /** Sends packets this many milliseconds apart. */
  packets(parts: readonly string[], apart: number): Promise<void>;
  /** Waits until the screen holds it; rejects with the screen after ten seconds. */
  waitFor(what: string | RegExp): Promise<void>;
  /** Waits until it has written these bytes so many times. */
  waitWritten(bytes: string, times?: number): Promise<void>;
  /** Waits until it is gone. */
  waitGone(what: string | RegExp): Promise<void>;
  /** Waits until nothing was written for a while: for pictures, not for proof. */
  settle(): Promise<void>;
  resize(columns: number, rows: number): void;
  onAlternateScreen(): boolean;
  cursorShown(): boolean;
  /** Closes the terminal as a lost connection does: the master side goes away. */
  hangUp(): void;
  /** Ends whatever is still there; every test calls it. */
  close(): Promise<void>;
}

const PATIENCE = 10_000;

export function start(command: readonly string[], options: StartOptions = {}): Session {
  const { columns = 80, rows = 24, lang = "en", env = {}, cwd = process.cwd(), term = "xterm-256color" } = options;
  const { silent = false } = options;
  const [program = "", ...args] = command;
  const home = mkdtempSync(join(tmpdir(), "wg-wizard-pty-"));
  const child: IPty = spawn(program, args, {
    name: term,
    cols: columns,
    rows,
    cwd,
    env: given({
      PATH: process.env["PATH"],
      HOME: home,
      // The demo leaves its folder behind, here where it goes with the rest.
      TMPDIR: home,
      LANG: lang === "ru" ? "ru_RU.UTF-8" : "en_US.UTF-8",
      TERM: term,
      ...env,
    }),
  });
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
  let written = "";
  let lastWrite = Date.now();
  let over = false;
  child.onData((data) => {
    written += data;
    lastWrite = Date.now();
    emulator.write(data);
  });
  // A real terminal answers what it is asked.
  emulator.onData((answer) => {
    if (!over && !silent) child.write(answer);
  });
  const ended = new Promise<Ended>((resolve) => {
    child.onExit(({ exitCode, signal }) => {
      over = true;
      resolve({ status: exitCode, signal: signal ?? 0 });
    });
  });

  const lines = () =>
    Array.from({ length: emulator.rows }, (_, row) => {
      const line = emulator.buffer.active.getLine(emulator.buffer.active.baseY + row);
      // A shrunk window's lines keep what lies outside it, where nobody sees it.
      return line?.translateToString(true, 0, emulator.cols) ?? "";
    });
  const holds = (what: string | RegExp) => {
    const text = lines().join("\n");
    return typeof what === "string" ? text.includes(what) : what.test(text);
  };
  const until = async (test: () => boolean, complaint: () => string) => {
    const start = Date.now();
    while (!test()) {
      if (Date.now() - start > PATIENCE || (over && Date.now() - lastWrite > 300)) throw new Error(complaint());
      await pause(10);
    }
  };
  const drawn = () => `\n--- ${emulator.cols}x${emulator.rows}\n${lines().join("\n")}\n---`;

  return {
    pid: child.pid,
    emulator,
    ended,
    written: () => written,
    rows: lines,
    text: () => lines().join("\n").trimEnd(),
    type: (keys) => child.write(keys),
    async packets(parts, apart) {
      for (const [index, part] of parts.entries()) {
        if (index > 0) await pause(apart);
        child.write(part);
      }
    },
    waitFor: (what) =>
      until(
        () => holds(what),
        () => `${what} did not appear:${drawn()}`,
      ),
    waitWritten: (bytes, times = 1) =>
      until(
        () => written.split(bytes).length > times,
        () => `${JSON.stringify(bytes)} was not written ${times} times:${drawn()}`,
      ),
    waitGone: (what) =>
      until(
        () => !holds(what),
        () => `${what} did not go away:${drawn()}`,
      ),
    settle() {
      const asked = Date.now();
      return until(
        () => Date.now() - Math.max(asked, lastWrite) > 200,
        () => "it never stopped writing",
      );
    },
    resize(newColumns, newRows) {
      emulator.resize(newColumns, newRows);
      child.resize(newColumns, newRows);
    },
    onAlternateScreen: () => emulator.buffer.active.type === "alternate",
    cursorShown: () => written.lastIndexOf("\u001b[?25h") >= written.lastIndexOf("\u001b[?25l"),
    hangUp: () => (child as unknown as { destroy(): void }).destroy(),
    async close() {
      if (!over) {
        try {
          process.kill(-child.pid, "SIGKILL");
        } catch {
          // It has ended meanwhile.
        }
        await Promise.race([ended, pause(1000)]);
      }
      emulator.dispose();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** node-pty would write "undefined" for a variable that is not there. */
function given(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Keys as a terminal sends them. */
export const KEYS = {
  enter: "\r",
  esc: "\u001b",
  tab: "\t",
  shiftTab: "\u001b[Z",
  up: "\u001b[A",
  down: "\u001b[B",
  right: "\u001b[C",
  left: "\u001b[D",
  pageDown: "\u001b[6~",
  pageUp: "\u001b[5~",
  home: "\u001b[H",
  end: "\u001b[F",
  backspace: "\u007f",
  ctrlC: "\u0003",
  ctrlZ: "\u001a",
  paste: (text: string) => `\u001b[200~${text}\u001b[201~`,
} as const;
