/**
 * The terminal as the interactive program has it: taken over, given back, lent, stopped and lost. One at a time.
 * Knows nothing of what is drawn.
 *
 * How the runner uses it:
 *
 *     const terminal = openTerminal({ beforeEnd: () => runner.betweenSteps() });
 *     terminal.enter();
 *     const ink = render(<App/>, { ...terminal.ink });         // with terminal.screen as stdout, in debug mode
 *     terminal.onResize((size) => store.send({ type: "resized", size }));
 *     await terminal.stop(suspendTerminal);                    // Ctrl-Z; suspendTerminal is Ink's, from useApp()
 *     await terminal.lend(suspendTerminal, () => runSudo());   // another program gets the terminal for a while
 *     ink.unmount(); terminal.close();                         // then the farewell, then the exit status
 */
import { writeSync } from "node:fs";
import type { Size } from "../app/state.ts";
import { sizeOf } from "./abilities.ts";
import { canStop, stopGroup } from "./jobs.ts";
import { ENTER, LEAVE } from "./modes.ts";
import { Screen } from "./screen.ts";

/** Why the program has to end although nobody asked it to. */
export type Ending = "SIGTERM" | "SIGINT" | "SIGQUIT" | "SIGHUP";

/** Exit statuses as a shell counts them: 128 + the signal's number. */
const STATUS: Readonly<Record<Exclude<Ending, "SIGHUP">, number>> = { SIGTERM: 143, SIGINT: 130, SIGQUIT: 131 };

/** Ink's `suspendTerminal` (from `useApp()`): gives the input back while the work lasts, then draws anew. */
export type Suspend = (work: () => Promise<void>) => Promise<void>;

export interface TerminalOptions {
  /** Awaited before a signal or a lost terminal ends the program: what must not be torn apart ends here. */
  readonly beforeEnd?: (ending: Ending) => Promise<void>;
}

export interface Terminal {
  /** Ink's stdout. */
  readonly screen: Screen;
  /** What Ink's `render` is to be given besides the tree. */
  readonly ink: InkOptions;
  size(): Size;
  /** Takes the terminal over: raw mode, the alternate screen. Does nothing where it is ours already. */
  enter(): void;
  /** Gives it back. Does nothing where that was done. */
  leave(): void;
  /** Calls with the new size, before Ink draws in it; gives what takes the listener off. */
  onResize(listener: (size: Size) => void): () => void;
  /** Ctrl-Z: resolves when the program goes on, at once where no shell could bring it back. */
  stop(suspend: Suspend): Promise<void>;
  /** Lends the terminal: given back, the work done, taken over again. */
  lend<T>(suspend: Suspend, work: () => Promise<T>): Promise<T>;
  /** Leaves, and takes every handler off the process. */
  close(): void;
}

/** The options that make Ink hand over plain frames and nothing else (ink.md §2). */
export interface InkOptions {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  readonly stderr: NodeJS.WriteStream;
  readonly debug: true;
  readonly interactive: true;
  readonly exitOnCtrlC: false;
  readonly patchConsole: false;
  readonly isScreenReaderEnabled: false;
}

export function openTerminal(options: TerminalOptions = {}): Terminal {
  const { stdin, stdout } = process;
  const screen = new Screen(sizeOf(stdout), (bytes) => stdout.write(bytes));
  const listeners = new Set<(size: Size) => void>();
  let entered = false;
  let lent = false;
  let ending = false;

  function raw(on: boolean): void {
    if (stdin.isTTY) stdin.setRawMode(on);
  }

  function enter(): void {
    if (entered) return;
    entered = true;
    raw(true);
    stdout.write(ENTER);
    screen.open();
  }

  function leave(): void {
    if (!entered) return;
    entered = false;
    screen.shut();
    quietly(() => raw(false));
    quietly(() => writeSync(1, LEAVE));
  }

  /**
   * The window was touched. Drawn whole even in the size that we knew: shrunk and grown again before we looked, it has
   * lost lines all the same, and Node's own `resize` event is not sent then.
   */
  function resized(): void {
    const size = sizeOf(stdout);
    screen.resize(size);
    for (const listener of listeners) listener(size);
    screen.emit("resize");
  }

  /** A stopped process is sent no SIGWINCH: Node asks for the size when it believes that there was one. */
  function lookAtSize(): void {
    process.emit("SIGWINCH", "SIGWINCH");
  }

  /** Somebody else stopped us and let us go on: the shell has had the terminal meanwhile. */
  function continued(): void {
    if (!entered || lent || ending) return;
    quietly(() => raw(false));
    raw(true);
    stdout.write(ENTER);
    lookAtSize();
  }

  async function end(signal: Ending): Promise<void> {
    if (ending) return;
    if (lent && (signal === "SIGINT" || signal === "SIGQUIT")) return;
    ending = true;
    if (signal === "SIGHUP") leave();
    await options.beforeEnd?.(signal).catch(() => undefined);
    leave();
    if (signal === "SIGHUP") {
      // process.exit and Ink's unmount crash Node 20 once the terminal is gone (nodejs/node#51519).
      process.removeAllListeners("SIGHUP");
      process.kill(process.pid, "SIGHUP");
    } else {
      process.exit(STATUS[signal]);
    }
  }

  const gone = () => void end("SIGHUP");
  const signals: readonly Ending[] = ["SIGTERM", "SIGINT", "SIGQUIT", "SIGHUP"];
  const handlers = signals.map((signal) => [signal, () => void end(signal)] as const);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  process.on("SIGCONT", continued);
  process.on("uncaughtExceptionMonitor", leave);
  process.on("exit", leave);
  // After Node's own handler, which asks for the new size.
  process.on("SIGWINCH", resized);
  stdin.on("error", gone);
  stdin.on("end", gone);
  stdout.on("error", gone);

  return {
    screen,
    ink: {
      stdout: screen as unknown as NodeJS.WriteStream,
      stdin,
      stderr: process.stderr,
      debug: true,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: false,
    },
    size: () => sizeOf(stdout),
    enter,
    leave,
    onResize(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async stop(suspend) {
      if (!canStop()) return;
      await lend(suspend, stopGroup);
    },
    lend,
    close() {
      leave();
      for (const [signal, handler] of handlers) process.off(signal, handler);
      process.off("SIGCONT", continued);
      process.off("uncaughtExceptionMonitor", leave);
      process.off("exit", leave);
      process.off("SIGWINCH", resized);
      stdin.off("error", gone);
      stdin.off("end", gone);
      stdout.off("error", gone);
    },
  };

  async function lend<T>(suspend: Suspend, work: () => Promise<T>): Promise<T> {
    let result: { readonly value: T } | null = null;
    await suspend(async () => {
      lent = true;
      leave();
      try {
        result = { value: await work() };
      } finally {
        lent = false;
        enter();
        lookAtSize();
      }
    });
    if (result === null) throw new Error("the terminal was taken back before the work was done");
    return (result as { readonly value: T }).value;
  }
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // The terminal is gone: there is nobody left to tell.
  }
}
