/** The program inside a real terminal: started by a shell script there, so that the screen before and after it can be compared. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pause } from "../pty/harness.ts";
import type { Display, Picture } from "./display.ts";
import { type Emulator, type Look, THEMES, themeBytes } from "./emulators.ts";

export type Multiplexer = "tmux" | "screen";

export interface Inside {
  /** The screen with the shell's lines on it, before the program was started. */
  readonly before: Picture;
  /** What a program outside needs to reach the multiplexer. */
  readonly env: NodeJS.ProcessEnv;
  /** Types keys by their X names. */
  type(...keys: readonly string[]): void;
  /** Looks again and again until it is there; null after ten seconds. */
  until<T>(look: (picture: Picture) => Promise<T | null>, patience?: number): Promise<T | null>;
  settled(): Promise<Picture>;
  /** The exit status, once the program has ended by itself. */
  ended(): Promise<string>;
  close(): Promise<void>;
}

export interface InsideOptions {
  readonly emulator: Emulator;
  readonly look: Look;
  readonly program: readonly string[];
  readonly multiplexer?: Multiplexer | undefined;
  readonly env?: Readonly<Record<string, string>>;
}

const PATIENCE = 15_000;

/** Starts the terminal, and the program in it as soon as the screen stands still. */
export async function startInside(display: Display, options: InsideOptions): Promise<Inside> {
  const { emulator, look, program, multiplexer, env = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), "wg-wizard-inside-"));
  const file = (name: string) => join(folder, name);
  const variables = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}`);
  writeFileSync(
    file("program"),
    ["#!/bin/bash", ...variables, `exec ${program.map(quoted).join(" ")}`, ""].join("\n"),
    {
      mode: 0o700,
    },
  );
  writeFileSync(file("theme"), emulator.osc ? themeBytes(THEMES[look.theme]) : "");
  writeFileSync(
    file("script"),
    [
      "#!/bin/bash",
      `cd ${quoted(folder)}`,
      "printf 'a line of the shell\\n$ wg-wizard\\n'",
      "env > environment; touch ready",
      "until [ -e go ]; do sleep 0.05; done",
      "./program",
      "echo $? > status",
      "exec sleep 600",
      "",
    ].join("\n"),
    { mode: 0o700 },
  );
  const inner = multiplexer === undefined ? [file("script")] : inMultiplexer(multiplexer, folder);
  // Colours first, by the terminal itself: tmux keeps such requests to itself.
  writeFileSync(
    file("outer"),
    ["#!/bin/bash", `cat ${quoted(file("theme"))}`, `exec ${inner.join(" ")}`, ""].join("\n"),
    {
      mode: 0o700,
    },
  );
  for (const [path, text] of Object.entries(emulator.home?.(look) ?? {})) {
    const whole = join(display.env["HOME"] ?? folder, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
  }
  // What it keeps in files for a while goes with the folder.
  const running = display.run([...emulator.command(look), file("outer")], { TMPDIR: folder });
  const close = async () => {
    await running.stop();
    if (multiplexer !== undefined) await endServer(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const waitFor = async (name: string) => {
    const start = Date.now();
    while (!existsSync(file(name))) {
      if (Date.now() - start > PATIENCE) throw new Error(`${emulator.name}: no ${name}\n${running.output()}`);
      await pause(30);
    }
  };
  try {
    await waitFor("ready");
    display.focus();
    const before = await display.settled();
    writeFileSync(file("go"), "");
    return {
      before,
      env: { SCREENDIR: file("run") },
      type: display.type,
      async until(test, patience = 10_000) {
        const start = Date.now();
        while (Date.now() - start < patience) {
          const found = await test(display.picture());
          if (found !== null) return found;
          await pause(150);
        }
        return null;
      },
      settled: display.settled,
      async ended() {
        await waitFor("status");
        return readFileSync(file("status"), "utf8").trim();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * A server of its own: tmux without the line that tells the time, screen by its folder. With TERM=xterm, as Debian's
 * xterm says, screen knows eight colours alone, and no code is read off a theme that has them the wrong way round.
 */
function inMultiplexer(multiplexer: Multiplexer, folder: string): string[] {
  const script = quoted(join(folder, "script"));
  const terminal = ["env", "TERM=xterm-256color"];
  if (multiplexer === "tmux") {
    const socket = quoted(join(folder, "tmux"));
    writeFileSync(join(folder, "tmux.conf"), "set -g status off\n");
    const settings = quoted(join(folder, "tmux.conf"));
    return [
      ...terminal,
      "tmux",
      "-S",
      socket,
      "-f",
      settings,
      "new-session",
      `"echo \\$PPID > ${folder}/server; exec ${script}"`,
    ];
  }
  return [...terminal, `SCREENDIR=${quoted(join(folder, "run"))}`, "screen", "-U", "-c", "/dev/null", script];
}

/** Ends tmux's server by its number: unlike the terminal's group it stands alone. */
async function endServer(folder: string): Promise<void> {
  const path = join(folder, "server");
  if (!existsSync(path)) return;
  try {
    process.kill(Number(readFileSync(path, "utf8")), "SIGTERM");
  } catch {
    // It has ended with its last window.
  }
  await pause(100);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
