/** `wg-wizard learn` as it is shipped, in a real pty: it plays by its own clock, without a server, and ends with 0. */
import { afterEach, beforeAll, expect, test } from "vitest";
import { KEYS, type Session, type StartOptions, start } from "./harness.ts";
import { wgWizard } from "./programs.ts";

let bin = "";
const sessions: Session[] = [];

beforeAll(async () => {
  bin = await wgWizard();
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

function learn(args: readonly string[] = [], options: StartOptions = {}): Session {
  const session = start([process.execPath, bin, "learn", ...args], options);
  sessions.push(session);
  return session;
}

test("the first scene plays to its end by itself, and q ends the program with 0", async () => {
  const session = learn();
  await session.waitFor("What leaves the server?");
  session.type(KEYS.down + KEYS.down + KEYS.enter);
  await session.waitFor("device ► server  handshake");
  await session.waitFor("As you said: nothing.");
  session.type("q");
  expect((await session.ended).status).toBe(0);
  expect(session.onAlternateScreen()).toBe(false);
});

test("in a window below 60x16, or with --plain, it asks in lines", async () => {
  const small = learn([], { rows: 12, columns: 58, lang: "ru" });
  await small.waitFor("Что скажете?");
  expect(small.onAlternateScreen()).toBe(false);
  const plain = learn(["--plain"]);
  await plain.waitFor("What do you say?");
  plain.type(KEYS.enter);
  await plain.waitFor("It is otherwise: nothing.");
  plain.type(KEYS.ctrlC);
  expect((await plain.ended).status).toBe(130);
});
