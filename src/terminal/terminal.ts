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
 *     terminal.onGifts((gifts) => store.dispatch({ type: "gifts", gifts }));   // when it has said what it can show
 *     ink.unmount(); terminal.close();                         // then the farewell, then the exit status
 *
 * How a command uses it that shows one screen without Ink:
 *
 *     const terminal = openTerminal({ hints: { variables: context.variables, abilities: context.abilities } });
 *     terminal.enter();
 *     const gifts = await terminal.gifts();                    // a second at most
 *     terminal.onKeys((keys) => ...);                          // never standard input itself: answers come there too
 *     terminal.onResize((size) => draw(size));
 *     terminal.close();
 */
import { writeSync } from "node:fs";
import type { Size } from "../app/state.ts";
import type { TerminalGifts } from "../qr/terminal.ts";
import { sizeOf } from "./abilities.ts";
import { copyBytes } from "./clipboard.ts";
import { createGrowing } from "./growing.ts";
import { enterPressed, openInput } from "./input.ts";
import { canStop, stopGroup } from "./jobs.ts";
import { type Input, Keyboard, later } from "./keyboard.ts";
import { ENTER, LEAVE } from "./modes.ts";
import { createProbe, type Hints, PATIENCE } from "./probe.ts";
import { createRuler } from "./ruler.ts";
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
  /** What is known of the terminal already. Where it is given, the terminal is asked for the rest when it is first entered. */
  readonly hints?: Hints;
  /** What it has said already, to somebody else in this run: then it is not asked again. */
  readonly gifts?: TerminalGifts;
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
  /**
   * Calls with what the terminal can show: once it has answered, after a second at most, and again when a resize has
   * changed its cells. At once where that is known already. Gives what takes the listener off.
   */
  onGifts(listener: (gifts: TerminalGifts) => void): () => void;
  /** What the terminal can show, waited for. The terminal must have been entered, and opened with hints. */
  gifts(): Promise<TerminalGifts>;
  /** Whether it still owes answers that were waited for long enough: they come into whatever is read next. */
  owes(): boolean;
  /** Calls with what is typed, for those that have no Ink; gives what takes the listener off. */
  onKeys(listener: (keys: string) => void): () => void;
  /** Asks the terminal for a larger window; whether it changed, half a second later at most. Leaving gives it back. */
  grow(wanted: Size): Promise<boolean>;
  /** Gives back what `grow` took; does nothing where the person has changed the window since. */
  ungrow(): void;
  /** Asks the terminal to put the text into the clipboard. No terminal says whether it did. */
  copy(text: string): void;
  /** Shows lines on the main screen, where they stay, until Enter. Those that are wider or more than the window scroll. */
  printBelow(suspend: Suspend, lines: readonly string[]): Promise<void>;
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
  const { stdout } = process;
  const stdin = openInput();
  const send = (bytes: string) => void stdout.write(bytes);
  const size = () => sizeOf(stdout);
  const screen = new Screen(size(), send);
  const listeners = new Set<(size: Size) => void>();
  const giftListeners = new Set<(gifts: TerminalGifts) => void>();
  let gifts = options.gifts ?? null;
  let asked = false;
  let entered = false;
  let lent = false;
  let ending = false;

  function found(now: TerminalGifts): void {
    gifts = now;
    keyboard.release();
    for (const listener of giftListeners) listener(now);
  }

  const probe = options.hints === undefined || gifts !== null ? null : createProbe(options.hints, size, found);
  const ruler = createRuler({
    send,
    size,
    after: later,
    measured(cell) {
      if (gifts !== null) found({ ...gifts, cell });
      announce();
    },
  });
  const growing = createGrowing({ send, size, after: later });
  const keyboard = new Keyboard(stdin as Input, {
    onReply(reply) {
      if (probe?.asking() || probe?.late()) send(probe.take(reply));
      else ruler.take(reply);
    },
    answers: () => (probe?.asking() || ruler.asking() ? "awaited" : probe?.late() ? "late" : "complete"),
  });

  function raw(on: boolean): void {
    if (stdin.isTTY) stdin.setRawMode(on);
  }

  function enter(): void {
    if (entered) return;
    entered = true;
    raw(true);
    keyboard.attach();
    send(ENTER + questions());
    screen.open();
  }

  /** Asked once, by whoever enters first; nothing else waits for the answers. */
  function questions(): string {
    if (probe === null || asked) return "";
    asked = true;
    if (probe.questions === "") probe.giveUp();
    else later(PATIENCE, probe.giveUp);
    return probe.questions;
  }

  function leave(): void {
    if (!entered) return;
    entered = false;
    ruler.stop();
    keyboard.detach();
    const rest = screen.shut() + growing.giveBack();
    quietly(() => raw(false));
    quietly(() => writeSync(1, rest + LEAVE));
  }

  /**
   * The window was touched. Drawn whole even in the size that we knew: shrunk and grown again before we looked, it has
   * lost lines all the same, and Node's own `resize` event is not sent then.
   */
  function resized(): void {
    growing.resized();
    const measures = gifts !== null && gifts.cell !== null && (gifts.graphics !== null || gifts.sextants);
    if ((measures && entered) || ruler.asking()) ruler.measure();
    else announce();
  }

  function announce(): void {
    const now = size();
    screen.resize(now);
    for (const listener of listeners) listener(now);
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
      stdin: keyboard as unknown as NodeJS.ReadStream,
      stderr: process.stderr,
      debug: true,
      interactive: true,
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: false,
    },
    size,
    enter,
    leave,
    onResize(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onGifts(listener) {
      giftListeners.add(listener);
      if (gifts !== null) listener(gifts);
      return () => void giftListeners.delete(listener);
    },
    gifts() {
      if (gifts !== null) return Promise.resolve(gifts);
      return new Promise((resolve) => giftListeners.add(resolve));
    },
    owes: () => probe?.late() ?? false,
    onKeys(listener) {
      const readable = () => {
        for (let keys = keyboard.read(); keys !== null; keys = keyboard.read()) listener(keys);
      };
      keyboard.on("readable", readable);
      return () => void keyboard.off("readable", readable);
    },
    grow: growing.grow,
    ungrow: () => send(growing.giveBack()),
    copy: (text) => send(copyBytes(text, gifts?.multiplexer ?? null)),
    printBelow: (suspend, lines) =>
      lend(suspend, async () => {
        send(`${lines.join("\n")}\n`);
        await enterPressed(stdin);
      }),
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
      if (stdin !== process.stdin) stdin.destroy();
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
