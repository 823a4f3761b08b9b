/** The cell measured again when the window changes, on a clock of the test's own. */
import { describe, expect, it } from "vitest";
import { createSorter } from "../../src/terminal/replies.ts";
import { createRuler } from "../../src/terminal/ruler.ts";

const E = "\u001b";

function measuring() {
  const state = { sent: 0, timers: [] as (() => void)[], measured: [] as unknown[] };
  const ruler = createRuler({
    send: () => {
      state.sent++;
    },
    size: () => ({ columns: 160, rows: 48 }),
    after(_milliseconds, act) {
      state.timers.push(act);
      return () => {
        state.timers = state.timers.filter((one) => one !== act);
      };
    },
    measured: (cell) => state.measured.push(cell),
  });
  const sorter = createSorter();
  const answer = (bytes: string) => {
    for (const reply of sorter.push(bytes).replies) ruler.take(reply);
  };
  return { state, ruler, answer };
}

describe("the size of a cell", () => {
  it("is told when the round has ended", () => {
    const { state, ruler, answer } = measuring();
    ruler.measure();
    answer(`${E}[6;9;5t`);
    expect(state.measured).toEqual([]);
    answer(`${E}[?62;4c`);
    expect(state.measured).toEqual([{ width: 5, height: 9 }]);
    expect(state.timers).toEqual([]);
  });

  it("comes from the whole area where the cell itself is not told", () => {
    const { state, ruler, answer } = measuring();
    ruler.measure();
    answer(`${E}[4;436;803t${E}[?62;4c`);
    expect(state.measured).toEqual([{ width: 5, height: 9 }]);
  });

  it("is the last one while the window is dragged", () => {
    const { state, ruler, answer } = measuring();
    ruler.measure();
    ruler.measure();
    answer(`${E}[6;18;8t${E}[?62;4c`);
    expect(state.measured).toEqual([]);
    expect(ruler.asking()).toBe(true);
    answer(`${E}[6;9;5t${E}[?62;4c`);
    expect(state.measured).toEqual([{ width: 5, height: 9 }]);
  });

  it("is unknown where nothing comes in time, and a late answer is none", () => {
    const { state, ruler, answer } = measuring();
    ruler.measure();
    state.timers[0]?.();
    expect(state.measured).toEqual([null]);
    answer(`${E}[6;9;5t${E}[?62;4c`);
    expect(state.measured).toEqual([null]);
  });
});
