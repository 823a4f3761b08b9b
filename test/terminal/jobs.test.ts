/** Ctrl-Z stops the program only where a shell can bring it back. */
import { expect, test } from "vitest";
import { canStop } from "../../src/terminal/jobs.ts";

type Look = NonNullable<Parameters<typeof canStop>[0]>;

/** Processes as [pid, parent, group, session]. */
function table(...rows: readonly (readonly [number, number, number, number])[]): Look {
  return (pid) => {
    const row = rows.find(([own]) => own === pid);
    return row === undefined ? null : { parent: row[1], group: row[2], session: row[3] };
  };
}

test("started from a shell, it can", () => {
  expect(canStop(table([20, 10, 20, 10], [10, 1, 10, 10]), 20)).toBe(true);
});

test("started by npx in that shell, it can", () => {
  expect(canStop(table([22, 21, 20, 10], [21, 20, 20, 10], [20, 10, 20, 10], [10, 1, 10, 10]), 22)).toBe(true);
});

test("the first process of an ssh session cannot", () => {
  expect(canStop(table([20, 10, 20, 20], [10, 1, 10, 10]), 20)).toBe(false);
});

test("the first process of a container cannot", () => {
  expect(canStop(table([1, 0, 1, 1]), 1)).toBe(false);
});

test("where nothing is known, it is believed", () => {
  expect(canStop(() => null, 20)).toBe(true);
});
