/** Files as the machine has them: what is read, what is refused, and what stands on the disk after a write. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backUp } from "../../src/host/backups.ts";
import { machineFiles } from "../../src/host/files.ts";
import { HostFailure } from "../../src/host/host.ts";
import type { Failure } from "../../src/plans/plan.ts";
import { canMount, has, isRoot, temporaryFolder, unlessHere } from "./folder.ts";

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder(), ...parts);
const files = machineFiles("/nonexistent-run");
const mode = (path: string) => statSync(path).mode & 0o7777;
const NOW = Date.UTC(2026, 10, 22, 14, 5, 31, 250);

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HostFailure) return error.failure;
    throw error;
  }
  throw new Error("it worked, and should not have");
}

const mounts = canMount();

describe("reading", () => {
  test("bytes that are no UTF-8, odd line ends and a missing last newline come as they are", async () => {
    const bytes = Buffer.from([0x23, 0xff, 0xfe, 0x0d, 0x0a, 0x80, 0x41]);
    writeFileSync(at("a"), bytes);
    expect(Buffer.from(await files.read(at("a")), "latin1")).toEqual(bytes);
  });

  test("a folder is refused and called a folder", async () => {
    expect(await failureIn(files.read(folder()))).toEqual({ id: "not-a-file", path: folder(), detail: "folder" });
  });

  test("a device is refused without being opened", async () => {
    expect(await failureIn(files.read("/dev/zero"))).toEqual({ id: "not-a-file", path: "/dev/zero", detail: "device" });
  });

  test.skipIf(unlessHere(has("mkfifo")))("a pipe is refused at once instead of waited for (needs mkfifo)", async () => {
    execFileSync("mkfifo", [at("pipe.conf")]);
    expect(await failureIn(files.read(at("pipe.conf")))).toEqual({
      id: "not-a-file",
      path: at("pipe.conf"),
      detail: "pipe",
    });
  });

  test("a file of more than 64 MiB is refused, whatever it holds", async () => {
    writeFileSync(at("huge"), "");
    truncateSync(at("huge"), 64 * 1024 * 1024 + 1);
    expect(await failureIn(files.read(at("huge")))).toEqual({ id: "failed", path: at("huge"), detail: "EFBIG" });
  });

  test("what is not there is missing, also below a file", async () => {
    writeFileSync(at("a"), "");
    expect((await failureIn(files.read(at("b")))).id).toBe("missing");
    expect((await failureIn(files.read(at("a", "b")))).id).toBe("missing");
  });

  test("a link that leads to itself fails and says ELOOP", async () => {
    symlinkSync("me", at("me"));
    expect(await failureIn(files.read(at("me")))).toEqual({ id: "failed", path: at("me"), detail: "ELOOP" });
  });

  test("a folder's list follows links, and calls one that leads nowhere neither file nor folder", async () => {
    writeFileSync(at("a"), "four", { mode: 0o640 });
    chmodSync(at("a"), 0o640);
    mkdirSync(at("b"));
    symlinkSync("a", at("c"));
    symlinkSync("nowhere", at("d"));
    const found = new Map((await files.list(folder())).map((entry) => [entry.name, entry]));
    expect([...found].map(([name, { kind }]) => `${name} ${kind}`).sort()).toEqual([
      "a file",
      "b folder",
      "c file",
      "d other",
    ]);
    expect(found.get("a")).toMatchObject({ mode: 0o640, size: 4, changed: statSync(at("a")).mtimeMs });
  });
});

describe("a new file", () => {
  test("is 0600 in a folder made 0700, whatever the umask", async () => {
    const before = process.umask(0o777);
    try {
      await files.create(at("clients", "anna.conf"), "text\xff\n");
    } finally {
      process.umask(before);
    }
    expect(readFileSync(at("clients", "anna.conf"), "latin1")).toBe("text\xff\n");
    expect(mode(at("clients", "anna.conf"))).toBe(0o600);
    expect(mode(at("clients"))).toBe(0o700);
  });

  test("leaves the mode of a folder that stands already", async () => {
    mkdirSync(at("clients"));
    chmodSync(at("clients"), 0o755);
    await files.create(at("clients", "anna.conf"), "");
    expect(mode(at("clients"))).toBe(0o755);
  });

  test("never takes the place of another, nor of a link", async () => {
    writeFileSync(at("anna.conf"), "old");
    symlinkSync("elsewhere", at("link.conf"));
    expect((await failureIn(files.create(at("anna.conf"), "new"))).id).toBe("exists");
    expect((await failureIn(files.create(at("link.conf"), "new"))).id).toBe("exists");
    expect(readFileSync(at("anna.conf"), "utf8")).toBe("old");
    expect(readdirSync(folder()).sort()).toEqual(["anna.conf", "link.conf"]);
  });

  test("makes one folder, not a chain of mistyped ones", async () => {
    expect((await failureIn(files.create(at("a", "b", "anna.conf"), "new"))).id).toBe("missing");
    expect(readdirSync(folder())).toEqual([]);
  });
});

describe("a replaced file", () => {
  test("keeps its mode, and nothing is left beside it", async () => {
    writeFileSync(at("wg0.conf"), "old");
    chmodSync(at("wg0.conf"), 0o640);
    await files.replace(at("wg0.conf"), "new\xe9");
    expect(readFileSync(at("wg0.conf"), "latin1")).toBe("new\xe9");
    expect(mode(at("wg0.conf"))).toBe(0o640);
    expect(readdirSync(folder())).toEqual(["wg0.conf"]);
  });

  test.skipIf(unlessHere(isRoot))("keeps its owner and group (needs root)", async () => {
    writeFileSync(at("wg0.conf"), "old");
    chownSync(at("wg0.conf"), 12345, 54321);
    await files.replace(at("wg0.conf"), "new");
    const { uid, gid } = statSync(at("wg0.conf"));
    expect({ uid, gid, mode: mode(at("wg0.conf")) }).toEqual({ uid: 12345, gid: 54321, mode: 0o644 });
  });

  test("stays behind its links: they lead to the new text", async () => {
    mkdirSync(at("real"));
    writeFileSync(at("real", "server"), "old");
    symlinkSync(join("real", "server"), at("middle"));
    symlinkSync("middle", at("wg0.conf"));
    await files.replace(at("wg0.conf"), "new");
    expect(lstatSync(at("wg0.conf")).isSymbolicLink()).toBe(true);
    expect(lstatSync(at("middle")).isSymbolicLink()).toBe(true);
    expect(readFileSync(at("real", "server"), "utf8")).toBe("new");
    expect(readdirSync(at("real"))).toEqual(["server"]);
  });

  test("stays as somebody else left it, if that is not what was expected", async () => {
    writeFileSync(at("wg0.conf"), "theirs");
    expect((await failureIn(files.replace(at("wg0.conf"), "new", "old"))).id).toBe("changed");
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe("theirs");
    expect(readdirSync(folder())).toEqual(["wg0.conf"]);
    await files.replace(at("wg0.conf"), "new", "theirs");
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe("new");
  });

  test("must be there", async () => {
    expect((await failureIn(files.replace(at("wg0.conf"), "new"))).id).toBe("missing");
    expect(readdirSync(folder())).toEqual([]);
  });

  test.skipIf(unlessHere(mounts))(
    "stays whole on a disk that is full, and no half of the new one is left (needs a mount)",
    async () => {
      mkdirSync(at("disk"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", at("disk")]);
      try {
        const old = "old".repeat(5000);
        writeFileSync(at("disk", "wg0.conf"), old);
        expect(await failureIn(files.replace(at("disk", "wg0.conf"), "n".repeat(100_000)))).toEqual({
          id: "full",
          path: at("disk", "wg0.conf"),
          detail: "ENOSPC",
        });
        expect((await failureIn(files.create(at("disk", "clients", "anna.conf"), "n".repeat(100_000)))).id).toBe(
          "full",
        );
        expect(readFileSync(at("disk", "wg0.conf"), "utf8")).toBe(old);
        expect(readdirSync(at("disk"))).toEqual(["wg0.conf"]);
      } finally {
        execFileSync("umount", [at("disk")]);
      }
    },
  );

  test.skipIf(unlessHere(mounts))("stays whole on a file system that is read-only (needs a mount)", async () => {
    mkdirSync(at("disk"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", at("disk")]);
    try {
      writeFileSync(at("disk", "wg0.conf"), "old");
      execFileSync("mount", ["-o", "remount,ro", at("disk")]);
      expect((await failureIn(files.replace(at("disk", "wg0.conf"), "new"))).id).toBe("read-only");
      expect((await failureIn(backUp(files, at("disk", "wg0.conf"), "old", NOW))).id).toBe("read-only");
      expect(readFileSync(at("disk", "wg0.conf"), "utf8")).toBe("old");
    } finally {
      execFileSync("umount", [at("disk")]);
    }
  });
});

describe("a backup", () => {
  test("stands in backups/ beside the file, under the time in UTC, for root alone", async () => {
    const { id, path } = await backUp(files, at("wg0.conf"), "old\xff", NOW);
    expect([id, path]).toEqual(["20261122T140531Z", at("backups", "wg0.conf.20261122T140531Z")]);
    expect(readFileSync(path, "latin1")).toBe("old\xff");
    expect([mode(path), mode(at("backups"))]).toEqual([0o600, 0o700]);
    expect(readdirSync(at("backups"))).toEqual(["wg0.conf.20261122T140531Z"]);
  });

  test("of the same second gets a name of its own, and a clock that goes back does not change the order", async () => {
    const ids: string[] = [];
    for (const now of [NOW, NOW, NOW - 3_600_000, NOW + 1000]) {
      ids.push((await backUp(files, at("wg0.conf"), "text", now)).id);
    }
    expect(ids).toEqual(["20261122T140531Z", "20261122T140531Z-2", "20261122T140531Z-3", "20261122T140532Z"]);
    expect((await backUp(files, at("wg1.conf"), "text", NOW)).id).toBe("20261122T140531Z");
  });
});

test("removing takes the file away, and what is not there is missing", async () => {
  writeFileSync(at("anna.conf"), "");
  await files.remove(at("anna.conf"));
  expect(readdirSync(realpathSync(folder()))).toEqual([]);
  expect((await failureIn(files.remove(at("anna.conf")))).id).toBe("missing");
});

describe("without the right to it", () => {
  /** Runs as nobody: root may do everything. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    process.setegid?.(65534);
    process.seteuid?.(65534);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
      process.setegid?.(0);
    }
  }

  test.skipIf(unlessHere(isRoot))(
    "reading, listing and writing are denied, and nothing changes (needs root to become nobody)",
    async () => {
      chmodSync(folder(), 0o755);
      mkdirSync(at("etc"), { mode: 0o700 });
      writeFileSync(at("etc", "wg0.conf"), "old", { mode: 0o600 });
      writeFileSync(at("wg0.conf"), "old");
      await asNobody(async () => {
        expect((await failureIn(files.read(at("etc", "wg0.conf")))).id).toBe("denied");
        expect((await failureIn(files.list(at("etc")))).id).toBe("denied");
        expect((await failureIn(files.lock(at("etc", "wg0.conf"), 0))).id).toBe("denied");
        expect((await failureIn(files.replace(at("wg0.conf"), "new"))).id).toBe("denied");
        expect((await failureIn(files.create(at("clients", "a.conf"), "new"))).id).toBe("denied");
      });
      expect(readFileSync(at("wg0.conf"), "utf8")).toBe("old");
      expect(readdirSync(folder()).sort()).toEqual(["etc", "wg0.conf"]);
    },
  );
});
