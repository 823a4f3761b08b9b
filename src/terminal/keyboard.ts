/**
 * Ink's standard input: what was typed and nothing else. What the terminal answers is taken out on the way, whenever it
 * comes and however it is cut; keys that are typed meanwhile arrive in their order.
 */
import { EventEmitter } from "node:events";
import { createSorter, type Reply } from "./replies.ts";

/** Milliseconds that a lone Esc is kept for, while it may be the beginning of a late answer. */
const LATE = 50;

/** The part of a terminal's input that is needed here. */
export interface Input extends NodeJS.EventEmitter {
  readonly isTTY?: boolean;
  setRawMode?(on: boolean): unknown;
  setEncoding(encoding: "utf8"): unknown;
  read(): string | Buffer | null;
  pause(): unknown;
  ref?(): unknown;
  unref?(): unknown;
}

export interface KeyboardOptions {
  /** Takes each answer of the terminal. */
  onReply(reply: Reply): void;
  /** How far the terminal is with its answers: awaited, given up, or all there. */
  answers(): "awaited" | "late" | "complete";
  /** Calls once after so many milliseconds; gives what calls it off. For tests to hand in a clock of their own. */
  after?(milliseconds: number, act: () => void): () => void;
}

export class Keyboard extends EventEmitter {
  readonly isTTY: boolean;
  #input: Input;
  #options: KeyboardOptions;
  #sorter = createSorter();
  #typed: string[] = [];
  #attached = false;
  #callOff: (() => void) | null = null;

  constructor(input: Input, options: KeyboardOptions) {
    super();
    this.isTTY = input.isTTY === true;
    this.#input = input;
    this.#options = options;
    // Typed before anybody listened.
    this.on("newListener", (event) => {
      if (event === "readable" && this.#typed.length > 0) setImmediate(() => this.emit("readable"));
    });
  }

  /** From now on the terminal's input is read here. */
  attach(): void {
    if (this.#attached) return;
    this.#attached = true;
    this.#input.setEncoding("utf8");
    this.#input.on("readable", this.#arrived);
  }

  /** Nothing more is read: the input is somebody else's. */
  detach(): void {
    if (!this.#attached) return;
    this.#attached = false;
    this.#input.off("readable", this.#arrived);
    this.#callOff?.();
    this.#callOff = null;
    // Node goes on reading when its listener has gone, and would take a line that is typed for another program (sudo's
    // password); and it only can be paused a tick later, when it has noticed.
    process.nextTick(() => {
      if (!this.#attached) this.#input.pause();
    });
  }

  /** No more answers are awaited: what was kept for their sake is handed over. */
  release(): void {
    this.#callOff?.();
    this.#callOff = null;
    this.#hand(this.#sorter.release());
  }

  read(): string | null {
    return this.#typed.shift() ?? null;
  }

  setRawMode(on: boolean): this {
    this.#input.setRawMode?.(on);
    return this;
  }

  setEncoding(): this {
    return this;
  }

  ref(): this {
    this.#input.ref?.();
    return this;
  }

  unref(): this {
    this.#input.unref?.();
    return this;
  }

  #arrived = (): void => {
    for (let piece = this.#input.read(); piece !== null; piece = this.#input.read()) {
      const { keys, replies } = this.#sorter.push(String(piece));
      for (const reply of replies) this.#options.onReply(reply);
      this.#hand(keys);
    }
    this.#settle();
  };

  /** A lone Esc is a key or half an answer: while answers are awaited their second decides, later a moment must do. */
  #settle(): void {
    this.#callOff?.();
    this.#callOff = null;
    if (!this.#sorter.doubts()) return;
    const answers = this.#options.answers();
    if (answers === "complete") this.release();
    else if (answers === "late") this.#callOff = (this.#options.after ?? later)(LATE, () => this.release());
  }

  #hand(keys: string): void {
    if (keys === "") return;
    this.#typed.push(keys);
    this.emit("readable");
  }
}

/** A timer that does not keep the program alive. */
export function later(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}
