/** Picture and file in the home of whoever called sudo: theirs, closed to others, over nothing. */
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { machineFiles } from "../../src/host/files.ts";
import { handOut } from "../../src/host/hand-out.ts";
import type { HostFailure } from "../../src/host/host.ts";
import { type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import { temporaryFolder } from "./folder.ts";
import { seeded } from "./randomness.ts";

const PASSWD = "root:x:0:0:root:/root:/bin/bash\nanna:x:1001:1002:Anna,,,:/home/anna:/bin/bash\n";
const session = { client: "198.51.100.7", server: "203.0.113.5", port: 22 };
const GIVEN = { name: "lena", picture: "\x89PNG", file: "[Interface]\n" };
const before = process.env["SUDO_USER"];

afterEach(() => {
  if (before === undefined) delete process.env["SUDO_USER"];
  else process.env["SUDO_USER"] = before;
});

function host(setup: Partial<MemorySetup> = {}) {
  process.env["SUDO_USER"] = "anna";
  return memoryHost({
    files: { "/etc/passwd": PASSWD, "/etc/wireguard/wg0.conf": "", ...setup.files },
    folders: ["/home/anna"],
    now: 0,
    randomness: seeded(1),
    session,
    ...setup,
  });
}

describe("f", () => {
  test("puts both into the home of whoever called sudo, theirs", async () => {
    const machine = host();
    expect(await handOut(machine, GIVEN)).toEqual({
      folder: "/home/anna",
      home: true,
      user: "anna",
      names: ["lena.png", "lena.conf"],
      session,
    });
    expect(machine.text("/home/anna/lena.png")).toBe("\x89PNG");
    expect(machine.text("/home/anna/lena.conf")).toBe("[Interface]\n");
    expect(machine.owner("/home/anna/lena.png")).toMatchObject({ uid: 1001, gid: 1002 });
    expect(machine.owner("/home/anna/lena.conf")).toMatchObject({ uid: 1001, gid: 1002 });
  });

  test("without a code the file alone", async () => {
    expect((await handOut(host(), { ...GIVEN, picture: null })).names).toEqual(["lena.conf"]);
  });

  test("never over what stands there: both get the next number", async () => {
    const machine = host({ files: { "/etc/passwd": PASSWD, "/home/anna/lena.conf": "mine" } });
    expect((await handOut(machine, GIVEN)).names).toEqual(["lena-2.png", "lena-2.conf"]);
    expect(machine.text("/home/anna/lena.conf")).toBe("mine");
    expect(machine.text("/home/anna/lena.png")).toBeNull();
  });

  test("if the second cannot be written, the first does not stay either", async () => {
    const machine = host({ refusals: { "/home/anna/lena.conf": "full" } });
    await expect(handOut(machine, GIVEN)).rejects.toMatchObject({ failure: { id: "full" } });
    expect(machine.paths()).toEqual(["/etc/passwd", "/etc/wireguard/wg0.conf"]);
  });

  test("a home that is not there is told, not made", async () => {
    await expect(handOut(host({ folders: [] }), GIVEN)).rejects.toMatchObject({ failure: { id: "missing" } });
  });

  test("in the demo it stays in the demo's folder", async () => {
    const machine = host({ demo: true, folder: "/tmp/demo", folders: ["/tmp/demo"] });
    const { folder, home, user } = await handOut(machine, GIVEN);
    expect([folder, home, user]).toEqual(["/tmp/demo", false, userInfo().username]);
    expect(machine.text("/tmp/demo/lena.conf")).toBe("[Interface]\n");
  });
});

describe("on a real disk", () => {
  const folderOf = temporaryFolder();
  const isRoot = process.getuid?.() === 0;
  test.skipIf(!isRoot)("the file is theirs and 0600, whatever the umask (needs root to give a file away)", async () => {
    const folder = join(folderOf(), "home");
    mkdirSync(folder, { mode: 0o755 });
    const path = join(folder, "lena.conf");
    const umask = process.umask(0);
    try {
      await machineFiles().give(path, "secret", { uid: 1001, gid: 1002 });
    } finally {
      process.umask(umask);
    }
    const { uid, gid, mode } = statSync(path);
    expect([uid, gid, mode & 0o777]).toEqual([1001, 1002, 0o600]);
    expect(readFileSync(path, "utf8")).toBe("secret");
    expect(readdirSync(folder)).toEqual(["lena.conf"]);
  });

  test("a link that lies in wait under the name is neither followed nor replaced", async () => {
    const folder = folderOf();
    const target = join(folder, "target");
    writeFileSync(target, "other");
    symlinkSync(target, join(folder, "lena.conf"));
    const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    const failure = await machineFiles()
      .give(join(folder, "lena.conf"), "secret", own)
      .catch((error: HostFailure) => error.failure.id);
    expect(failure).toBe("exists");
    expect(readFileSync(target, "utf8")).toBe("other");
    expect(readdirSync(folder).sort()).toEqual(["lena.conf", "target"]);
  });
});
