/** The window that is made larger for a while, on a clock of the test's own. */
import { describe, expect, it } from "vitest";
import { createGrowing } from "../../src/terminal/growing.ts";

/** A terminal of 80x24 whose window follows what it is told. */
function windowed() {
  const state = { size: { columns: 80, rows: 24 }, sent: [] as string[], timers: [] as (() => void)[] };
  const growing = createGrowing({
    send: (bytes) => state.sent.push(bytes),
    size: () => state.size,
    after(_milliseconds, act) {
      state.timers.push(act);
      return () => void state.timers.splice(state.timers.indexOf(act), 1);
    },
  });
  const resize = (columns: number, rows: number) => {
    state.size = { columns, rows };
    growing.resized();
  };
  return { state, growing, resize };
}

describe("e: a larger window", () => {
  it("is asked for, comes, and is given back", async () => {
    const { state, growing, resize } = windowed();
    const answer = growing.grow({ columns: 65, rows: 36 });
    expect(state.sent).toEqual(["\u001b[8;36;80t"]);
    resize(80, 36);
    expect(await answer).toBe(true);
    expect(state.timers).toEqual([]);
    expect(growing.giveBack()).toBe("\u001b[8;24;80t");
    expect(growing.giveBack()).toBe("");
  });

  it("that never comes is given up", async () => {
    const { state, growing } = windowed();
    const answer = growing.grow({ columns: 65, rows: 36 });
    expect(state.timers).toHaveLength(1);
    state.timers[0]?.();
    expect(await answer).toBe(false);
    expect(growing.giveBack()).toBe("");
  });

  it("is no answer where the window was only touched", async () => {
    const { state, growing } = windowed();
    const answer = growing.grow({ columns: 65, rows: 36 });
    growing.resized();
    expect(state.timers).toHaveLength(1);
    state.timers[0]?.();
    expect(await answer).toBe(false);
  });

  it("is not taken back once the person has changed it", async () => {
    const { growing, resize } = windowed();
    const answer = growing.grow({ columns: 65, rows: 36 });
    resize(80, 36);
    await answer;
    resize(132, 50);
    expect(growing.giveBack()).toBe("");
  });

  it("asked for twice goes back to the first size", async () => {
    const { growing, resize } = windowed();
    const first = growing.grow({ columns: 65, rows: 36 });
    resize(80, 30);
    await first;
    const second = growing.grow({ columns: 65, rows: 36 });
    resize(80, 36);
    await second;
    expect(growing.giveBack()).toBe("\u001b[8;24;80t");
  });

  it("is not asked for where there is room already", async () => {
    const { state, growing } = windowed();
    expect(await growing.grow({ columns: 65, rows: 20 })).toBe(false);
    expect(state.sent).toEqual([]);
  });
});
