/** The list of peers while nobody touches a key: what goes over the wire, and that nothing on the screen moves. */
import { afterEach, beforeAll, expect, test } from "vitest";
import { pause, type Session, start } from "./harness.ts";
import { wgWizard } from "./programs.ts";

let bin = "";
const sessions: Session[] = [];

beforeAll(async () => {
  bin = await wgWizard();
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

/** The row without what counts: numbers and their units. */
const still = (row: string) =>
  row
    .replace(/[↓↑]?\d[\d.,]* (?:s|min|h|d|B|[KMG]iB)(?:\/s)?/g, "")
    .replace(/; just now .*/, ".")
    .replace(/ +/g, " ")
    .trim();

test.each([
  [80, 24],
  [120, 40],
])("a list of %ix%i sends its changed cells alone, and no word of it changes its place", async (columns, rows) => {
  const session = start([process.execPath, bin, "--demo"], { columns, rows });
  sessions.push(session);
  await session.waitFor("just now");
  await session.settle();
  const before = session.rows().map(still);
  const sent = session.written().length;
  // Some readings of the interface: what matters is what each of them costs, not when it comes.
  await pause(6_500);
  await session.settle();
  const cost = session.written().length - sent;
  expect(cost).toBeGreaterThan(0);
  expect(cost).toBeLessThan(5 * 200);
  expect(session.rows().map(still)).toEqual(before);
});
