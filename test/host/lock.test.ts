/** One writer at a time: two programs on one folder, and what the second one gets to read. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildSync } from "esbuild";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { HostFailure, type Lock } from "../../src/host/host.ts";
import { lockFolder, userName } from "../../src/host/lock.ts";
import { has, temporaryFolder, unlessHere } from "./folder.ts";

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder(), ...parts);
const conf = () => at("etc", "wg0.conf");
const run = () => at("run");
let others: ChildProcess[] = [];
let locks: Lock[] = [];

beforeEach(() => {
  mkdirSync(at("etc"));
  mkdirSync(run());
  writeFileSync(conf(), "");
});
afterEach(async () => {
  for (const lock of locks) await lock.release();
  for (const child of others) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
  }
  others = [];
  locks = [];
});

async function lock(path = conf(), seconds = 0): Promise<Lock> {
  const taken = await lockFolder(path, seconds, run());
  locks.push(taken);
  return taken;
}

async function refusal(path = conf(), seconds = 0): Promise<HostFailure["failure"]> {
  return lock(path, seconds).then(
    () => Promise.reject(new Error("the lock was free")),
    (error: unknown) => (error as HostFailure).failure,
  );
}

/** Another process that takes the lock and keeps it until it is told to let go, or killed. */
async function otherProcess(): Promise<ChildProcess> {
  const script = at("other.mjs");
  buildSync({
    stdin: {
      contents: `import { lockFolder } from "./src/host/lock.ts";
        const lock = await lockFolder(${JSON.stringify(conf())}, 0, ${JSON.stringify(run())});
        process.stdin.once("data", async () => { await lock.release(); process.exit(0); });
        process.stdout.write("locked");`,
      resolveDir: new URL("../..", import.meta.url).pathname,
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: script,
    logLevel: "error",
  });
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  others.push(child);
  await once(child.stdout, "data");
  return child;
}

describe.skipIf(unlessHere(has("flock")))("the lock (needs flock)", () => {
  test("is had by one, then by the next", async () => {
    const first = await lock();
    expect(await refusal()).toMatchObject({ id: "locked", path: conf() });
    await first.release();
    await first.release();
    await lock();
  });

  test("says who holds it: user, process, since when", async () => {
    const other = await otherProcess();
    const { id, detail } = await refusal();
    expect(id).toBe("locked");
    expect(detail).toMatch(new RegExp(`^\\S.*, pid ${other.pid}, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d UTC$`));
  });

  test("is free again when its holder was killed, and the dead one is not named", async () => {
    const other = await otherProcess();
    other.kill("SIGKILL");
    await once(other, "exit");
    expect(readdirSync(run())).toHaveLength(1);
    await lock();
    expect((await refusal()).detail).toContain(`pid ${process.pid},`);
  });

  test("is waited for as long as was allowed", async () => {
    const other = await otherProcess();
    const waiting = lock(conf(), 20);
    other.stdin?.write("let go");
    await waiting;
    expect((await refusal()).detail).toContain(`pid ${process.pid},`);
  });

  test("comes to whoever waits, however often another takes it again", async () => {
    let had = false;
    let turns = 0;
    const first = await lock();
    const waiting = lock(conf(), 60).then(() => {
      had = true;
    });
    const again = async (): Promise<void> => {
      const taken = await lockFolder(conf(), 60, run());
      await pause(30);
      await taken.release();
    };
    await pause(300);
    await first.release();
    let last = Promise.resolve();
    while (!had && turns < 30) {
      turns++;
      last = again();
      await Promise.race([last, waiting]);
    }
    await waiting;
    for (const taken of locks.splice(0)) await taken.release();
    await last;
    expect(turns).toBeLessThan(5);
  });

  test("is refused when the wait is over", async () => {
    const other = await otherProcess();
    expect(await refusal(conf(), 0.3)).toMatchObject({
      id: "locked",
      detail: expect.stringContaining(`pid ${other.pid},`),
    });
  });

  test("is waited for no longer once the wait is called off", async () => {
    await otherProcess();
    const stop = new AbortController();
    const waiting = lockFolder(conf(), 600, run(), stop.signal).catch((error: HostFailure) => error.failure);
    stop.abort();
    expect(await waiting).toMatchObject({ id: "interrupted" });
  });

  test("leaves nothing behind: no file in the folder, none in /run", async () => {
    const taken = await lock();
    expect(readdirSync(at("etc"))).toEqual(["wg0.conf"]);
    const [note = ""] = readdirSync(run());
    expect(statSync(join(run(), note)).mode & 0o777).toBe(0o600);
    await taken.release();
    expect(readdirSync(run())).toEqual([]);
  });

  test("is one and the same through a link to the file", async () => {
    symlinkSync(conf(), at("wg0.conf"));
    await lock(at("wg0.conf"));
    expect((await refusal()).id).toBe("locked");
  });

  test("can be had for a file that is yet to be made, but not without its folder", async () => {
    await lock(at("etc", "new.conf"));
    expect((await refusal(at("none", "new.conf"))).id).toBe("missing");
  });

  test("does not believe a note of a process that began at another time, or that is no note", async () => {
    const other = await otherProcess();
    const [note = ""] = readdirSync(run());
    writeFileSync(
      join(run(), note),
      JSON.stringify({ pid: other.pid, user: "eve", since: "2026-01-01T00:00:00Z", started: "1" }),
    );
    expect((await refusal()).detail).toBe("");
    writeFileSync(join(run(), note), "{");
    expect((await refusal()).detail).toBe("");
  });

  test("is had where who holds it cannot be noted", async () => {
    const taken = await lockFolder(conf(), 0, at("no-run"));
    locks.push(taken);
    expect(await refusal()).toEqual({ id: "locked", path: conf(), detail: "" });
  });
});

test("a lock refused names no more than the file", () => {
  expect(new HostFailure({ id: "locked", path: "/etc/wireguard/wg0.conf", detail: "" }).message).toBe(
    "locked: /etc/wireguard/wg0.conf",
  );
});

describe("who holds it is told by", () => {
  test.each([
    ["the person behind sudo", { SUDO_USER: "anna", LOGNAME: "root" }, 0, "anna"],
    ["root's own name", { LOGNAME: "other" }, 0, "root"],
    ["the name that the login gave", { LOGNAME: "boris", SUDO_USER: "anna" }, 1000, "boris"],
    ["the shell's name for the user", { USER: "vera" }, 1000, "vera"],
    ["a number where nobody gave a name", {}, 1000, "uid 1000"],
    ["a name without what a terminal would take for an order", { SUDO_USER: "a\u001b[31mb" }, 0, "a??31mb"],
  ])("%s", (_, own, uid, name) => {
    expect(userName(own, uid)).toBe(name);
  });
});
