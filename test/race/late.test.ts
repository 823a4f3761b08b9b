/**
 * Somebody who writes at the worst moment, while the file is being replaced: strace holds the rename still for a while,
 * so that it is always that moment.
 */
import { appendFileSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseConf } from "../../src/wireguard/conf.ts";
import { stillModule } from "../crash/aftermath.ts";
import { type Ground, ground } from "../crash/ground.ts";
import { pointsOf } from "../crash/points.ts";
import { type Fault, type Traced, traced } from "../crash/strace.ts";
import { has, isRoot, unlessHere } from "../host/folder.ts";
import { wgWizard } from "../pty/programs.ts";

const here = isRoot && has("strace") && has("flock");
const REMARK = "# somebody was here\n";

let bin = "";
let scratch = "";
let place: Ground;

beforeAll(async () => {
  if (unlessHere(here)) return;
  scratch = mkdtempSync(join(tmpdir(), "wg-wizard-traces-"));
  bin = await wgWizard();
});
afterAll(() => {
  if (scratch !== "") rmSync(scratch, { recursive: true, force: true });
});
beforeEach(() => {
  place = ground();
});
afterEach(() => place.remove());

function addBob(fault?: Fault): Promise<Traced> {
  place.reset();
  const command = [process.execPath, bin, "add", "bob", "--yes", "-i", place.conf];
  const env = { NODE_OPTIONS: `--import=${stillModule}`, WG_WIZARD_STILL: "bob" };
  return traced(command, { scratch, env, ...(fault && { fault }) });
}

/** The call that puts the new text in the file's place. */
async function theRename(): Promise<Omit<Fault, "with">> {
  const { calls, status, err } = await addBob();
  expect(status, err).toBe(0);
  const over = calls.filter(({ name, paths }) => /^rename/.test(name) && paths.at(-1) === place.target);
  expect(over).toHaveLength(1);
  const [point] = pointsOf(over, place.folder, place.note);
  if (!point) throw new Error("nothing was renamed");
  return { call: point.call, path: point.path, nth: point.nth };
}

const names = () => parseConf(readFileSync(place.target, "latin1")).peers.map(({ name }) => name);

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2000 && !what(); tries++) await pause(5);
}

/** The files that the output names, but for the peers' own and the server's. */
function named({ err }: Traced): string[] {
  return [...new Set(err.match(/\/\S+\/backups\/[^\s,;)]+/g) ?? [])].map((path) => path.replace(/[.:]$/, ""));
}

describe.skipIf(unlessHere(here))("somebody who writes while the file is replaced (needs root, strace, flock)", () => {
  test("into the new file, just after it came: the remark stays, and so does the peer", async () => {
    const run = addBob({ ...(await theRename()), with: "delay_exit=500000" });
    await until(() => names().includes("bob"));
    appendFileSync(place.target, REMARK);
    const { status, err } = await run;
    expect(status, err).toBe(0);
    expect(readFileSync(place.target, "latin1")).toContain(REMARK);
    expect(names()).toEqual(["anna", "bob"]);
  });

  test("into the old file, held open since before: the remark is in backups/, and the output says where", async () => {
    const rename = await theRename();
    const run = addBob({ ...rename, with: "delay_exit=500000" });
    const file = openSync(place.target, "a");
    try {
      await until(() => names().includes("bob"));
      writeSync(file, REMARK);
    } finally {
      closeSync(file);
    }
    const ended = await run;
    expect(ended.status, ended.err).toBe(0);
    expect(names()).toEqual(["anna", "bob"]);
    const kept = named(ended).filter((path) => existsSync(path) && readFileSync(path, "latin1").includes(REMARK));
    expect(kept, ended.err).toHaveLength(1);
  });

  test("into the old file, after it was compared and before it went: the remark is in backups/, and the output says where", async () => {
    const rename = await theRename();
    const run = addBob({ ...rename, with: "delay_enter=1000000" });
    // The device's file is in its place just before the server's is compared for the last time.
    await until(() => existsSync(join(place.clients, "bob.conf")));
    await pause(300);
    expect(names()).toEqual(["anna"]);
    appendFileSync(place.target, REMARK);
    const ended = await run;
    expect(ended.status, ended.err).toBe(0);
    expect(names()).toEqual(["anna", "bob"]);
    const kept = named(ended).filter((path) => existsSync(path) && readFileSync(path, "latin1").includes(REMARK));
    expect(kept, ended.err).toHaveLength(1);
  });
});
