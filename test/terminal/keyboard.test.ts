/** Ink's input with the terminal's answers taken out, on a clock of the test's own. */
import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { type Input, Keyboard } from "../../src/terminal/keyboard.ts";
import type { Reply } from "../../src/terminal/replies.ts";

const E = "\u001b";

class Line extends EventEmitter implements Input {
  readonly isTTY = true;
  #pieces: string[] = [];
  setEncoding(): void {}
  setRawMode(): void {}
  pause(): void {}
  read(): string | null {
    return this.#pieces.shift() ?? null;
  }
  send(...pieces: string[]): void {
    this.#pieces.push(...pieces);
    this.emit("readable");
  }
}

function keyboard(answers: "awaited" | "late" | "complete") {
  const line = new Line();
  const replies: Reply[] = [];
  const timers: { readonly milliseconds: number; act: (() => void) | null }[] = [];
  const state = { answers };
  const made = new Keyboard(line, {
    onReply: (reply) => replies.push(reply),
    answers: () => state.answers,
    after(milliseconds, act) {
      const timer: (typeof timers)[number] = { milliseconds, act };
      timers.push(timer);
      return () => {
        timer.act = null;
      };
    },
  });
  made.attach();
  let typed = "";
  const listen = () =>
    made.on("readable", () => {
      for (let keys = made.read(); keys !== null; keys = made.read()) typed += keys;
    });
  return { line, replies, timers, state, made, listen, typed: () => typed };
}

describe("keys and answers on one line", () => {
  it("the answers are taken out, the keys around them arrive in their order", () => {
    const { line, replies, listen, typed } = keyboard("awaited");
    listen();
    line.send("a", `b${E}[?6`, `2;4cc${E}[A`);
    expect(typed()).toBe(`abc${E}[A`);
    expect(replies).toEqual([{ kind: "da1", numbers: [62, 4] }]);
  });

  it("what is typed before anybody listens is kept", async () => {
    const { line, listen, typed } = keyboard("awaited");
    line.send(`q${E}[?6cr`);
    listen();
    await new Promise(setImmediate);
    expect(typed()).toBe("qr");
  });
});

describe("a lone Esc", () => {
  it("is handed on at once where nothing is awaited", () => {
    const { line, listen, typed, timers } = keyboard("complete");
    listen();
    line.send(E);
    expect(typed()).toBe(E);
    expect(timers).toEqual([]);
  });

  it("waits for the answers while they are awaited, and is a key when they are given up", () => {
    const { line, listen, typed, made, timers } = keyboard("awaited");
    listen();
    line.send(E);
    expect(typed()).toBe("");
    expect(timers).toEqual([]);
    made.release();
    expect(typed()).toBe(E);
  });

  it("waits a moment where a late answer may still come", () => {
    const { line, listen, typed, timers } = keyboard("late");
    listen();
    line.send(E);
    expect(typed()).toBe("");
    expect(timers.map(({ milliseconds }) => milliseconds)).toEqual([50]);
    timers[0]?.act?.();
    expect(typed()).toBe(E);
  });

  it("is part of the late answer that follows it", () => {
    const { line, listen, typed, replies, timers } = keyboard("late");
    listen();
    line.send(E);
    line.send("[?62;4cx");
    expect(typed()).toBe("x");
    expect(replies).toHaveLength(1);
    expect(timers[0]?.act).toBeNull();
  });
});

describe("lent out", () => {
  it("nothing is read until it is attached again", () => {
    const { line, listen, typed, made } = keyboard("complete");
    listen();
    made.detach();
    line.send("x");
    expect(typed()).toBe("");
    made.attach();
    line.send("y");
    expect(typed()).toBe("xy");
  });
});
