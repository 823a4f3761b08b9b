/**
 * A screen without a monitor: an X server of our own whose picture is a file, and keys that are typed into whatever
 * window lies at its upper left corner. There is no window manager: windows stay where they open.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "../pty/harness.ts";

/** Large enough for a full block of version 10 in a font of nine points. */
export const SIZE = { width: 1600, height: 1500 };

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly rgb: Buffer;
}

export interface Display {
  /** What a program on this display needs of its environment; its home is empty and goes with the display. */
  readonly env: NodeJS.ProcessEnv;
  picture(): Picture;
  /** The picture when it has not changed for a while. */
  settled(): Promise<Picture>;
  /** Starts a program in a group of its own. */
  run(command: readonly string[], env?: NodeJS.ProcessEnv): Running;
  /** Gives the keyboard to the window at the upper left: without a window manager it follows the pointer, once that moves. */
  focus(): void;
  /** Types keys by their X names: "Return", "a". */
  type(...keys: readonly string[]): void;
  close(): Promise<void>;
}

export interface Running {
  readonly output: () => string;
  ended(): boolean;
  stop(): Promise<void>;
}

export async function openDisplay(): Promise<Display> {
  const folder = mkdtempSync(join(tmpdir(), "wg-wizard-display-"));
  const home = join(folder, "home");
  mkdirSync(join(home, "run"), { recursive: true, mode: 0o700 });
  const screen = ["-screen", "0", `${SIZE.width}x${SIZE.height}x24`];
  const server = spawn(
    "Xvfb",
    ["-displayfd", "3", ...screen, "-nolisten", "tcp", "-nocursor", "-noreset", "-fbdir", folder],
    {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    },
  );
  const number = await firstLine(server);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env["PATH"],
    DISPLAY: `:${number}`,
    HOME: home,
    XDG_RUNTIME_DIR: join(home, "run"),
    TMPDIR: folder,
    LANG: "C.UTF-8",
    LIBGL_ALWAYS_SOFTWARE: "1",
    // Otherwise GTK waits for services that are not here.
    NO_AT_BRIDGE: "1",
  };
  const running = new Set<Running>();
  const picture = () => decoded(readFileSync(join(folder, "Xvfb_screen0")));

  return {
    env,
    picture,
    async settled() {
      let before = picture();
      for (let still = 0; still < 3; ) {
        await pause(120);
        const now = picture();
        still = now.rgb.equals(before.rgb) ? still + 1 : 0;
        before = now;
      }
      return before;
    },
    run(command, more = {}) {
      const one = started(command, { ...env, ...more });
      running.add(one);
      return one;
    },
    focus() {
      execFileSync("xdotool", ["mousemove", "50", "50", "mousemove", "60", "60"], { env });
    },
    type(...keys) {
      execFileSync("xdotool", ["key", "--delay", "40", ...keys], { env });
    },
    async close() {
      await Promise.all([...running].map((one) => one.stop()));
      await stopped(server);
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function started([program = "", ...args]: readonly string[], env: NodeJS.ProcessEnv): Running {
  const child = spawn(program, args, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (bytes) => {
      output += bytes;
    });
  }
  child.on("error", (error) => {
    output += error;
  });
  return {
    output: () => output,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // The whole group has ended by itself.
      }
      await stopped(child);
    },
  };
}

/** Where two pictures differ; "none" where it is no more than a cell, which a cursor is drawn in or not. */
export function difference(one: Picture, other: Picture): string {
  if (one.rgb.equals(other.rgb)) return "none";
  let [left, top, right, bottom] = [one.width, one.height, 0, 0];
  for (let at = 0; at < one.rgb.length; at++) {
    if (one.rgb[at] === other.rgb[at]) continue;
    const pixel = Math.floor(at / 3);
    const [x, y] = [pixel % one.width, Math.floor(pixel / one.width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  const [width, height] = [right - left + 1, bottom - top + 1];
  return width <= CELL.width && height <= CELL.height ? "none" : `${width}x${height} pixels at ${left},${top}`;
}

/** No font here is larger. */
const CELL = { width: 12, height: 24 };

async function stopped(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.on("error", reject);
    server.on("exit", () => reject(new Error("Xvfb ended")));
    server.stdio[3]?.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) resolve(text.trim());
    });
  });
}

/** The X window dump that Xvfb keeps up to date (X11/XWDFile.h): a header of big-endian words, colours, then BGRx. */
function decoded(dump: Buffer): Picture {
  const word = (at: number) => dump.readUInt32BE(at * 4);
  const [header, width, height, bytesPerLine, colours] = [word(0), word(4), word(5), word(12), word(19)];
  const pixels = header + colours * 12;
  const rgb = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    let from = pixels + y * bytesPerLine;
    let to = y * width * 3;
    for (let x = 0; x < width; x++, from += 4, to += 3) {
      rgb[to] = dump[from + 2] as number;
      rgb[to + 1] = dump[from + 1] as number;
      rgb[to + 2] = dump[from] as number;
    }
  }
  return { width, height, rgb };
}
