/** A file replaced on a real disk: what it keeps, who is heard who wrote meanwhile, and what refuses it. */
import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { carryOut } from "../../src/host/carry.ts";
import { machineFiles } from "../../src/host/files.ts";
import { HostFailure } from "../../src/host/host.ts";
import { linuxHost } from "../../src/host/linux.ts";
import { lastRecord } from "../../src/host/record.ts";
import { finish, takeBack, unfinished } from "../../src/host/recover.ts";
import type { Failure, Outcome } from "../../src/plans/plan.ts";
import { canMount, has, isRoot, temporaryFolder, unlessHere } from "./folder.ts";
import { planFor } from "./plan.ts";

const folder = temporaryFolder();
const at = (...parts: string[]) => join(folder(), ...parts);
const files = machineFiles("/nonexistent-run");
const mode = (path: string) => statSync(path).mode & 0o7777;
const names = () => readdirSync(folder()).sort();
const printed = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" });

const OLD = "# old\n";
const NEW = "# old\n# new\n";

/** The plan of a line more and a client's file, carried out here. */
function carried(server = at("wg0.conf")): Promise<Outcome> {
  const host = linuxHost({ run: at("no-run") });
  return carryOut(host, planFor(server, at("clients", "anna.conf"), OLD, NEW), () => {});
}

async function refusedAs(outcome: Promise<Outcome>): Promise<Failure | undefined> {
  const { status, steps, backup, record, clientFile } = await outcome;
  expect({ status, backup, record, clientFile }).toEqual({
    status: "failed",
    backup: null,
    record: null,
    clientFile: null,
  });
  return steps.find(({ failure }) => failure)?.failure ?? undefined;
}

/** As `chattr` and `setfacl` work on the file system of these tests. */
function works(...command: readonly string[]): boolean {
  const [program = "", ...args] = command;
  const place = printed("mktemp", "-d", "--tmpdir", "wg-wizard-test-XXXXXX").trim();
  const file = join(place, "file");
  try {
    writeFileSync(file, "");
    execFileSync(program, [...args, file], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    if (program === "chattr") execFileSync("chattr", ["-ia", file], { stdio: "ignore" });
    execFileSync("rm", ["-rf", place]);
  }
}

const locks = isRoot && has("flock");
const canLockAttributes = locks && has("chattr") && works("chattr", "+i");
const canSetAcl = has("setfacl") && works("setfacl", "-m", "u:12345:r");
const mounts = canMount();

describe("what belongs to the file stays with it", () => {
  test.each([0o600, 0o640, 0o400, 0o644])("its mode, %o", async (wanted) => {
    writeFileSync(at("wg0.conf"), OLD);
    chmodSync(at("wg0.conf"), wanted);
    await files.replace(at("wg0.conf"), NEW);
    expect([mode(at("wg0.conf")), readFileSync(at("wg0.conf"), "utf8")]).toEqual([wanted, NEW]);
  });

  test("but not a mode that no text needs", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    chmodSync(at("wg0.conf"), 0o4755);
    await files.replace(at("wg0.conf"), NEW);
    expect(mode(at("wg0.conf"))).toBe(0o755);
  });

  test.skipIf(unlessHere(isRoot))("its owner and group, through a link too (needs root)", async () => {
    mkdirSync(at("real"));
    writeFileSync(at("real", "server"), OLD);
    chownSync(at("real", "server"), 12345, 54321);
    chmodSync(at("real", "server"), 0o640);
    symlinkSync("real/server", at("wg0.conf"));
    await files.replace(at("wg0.conf"), NEW);
    const { uid, gid } = statSync(at("real", "server"));
    expect([uid, gid, mode(at("real", "server")), readlinkSync(at("wg0.conf"))]).toEqual([
      12345,
      54321,
      0o640,
      "real/server",
    ]);
  });

  test.skipIf(unlessHere(canSetAcl))("its ACL (needs setfacl)", async () => {
    writeFileSync(at("wg0.conf"), OLD, { mode: 0o600 });
    execFileSync("setfacl", ["-m", "u:12345:r,g:54321:rw", at("wg0.conf")]);
    const acl = printed("getfacl", "-cp", at("wg0.conf"));
    await files.replace(at("wg0.conf"), NEW);
    expect(printed("getfacl", "-cp", at("wg0.conf"))).toBe(acl);
    expect(acl).toContain("user:12345:r--");
  });

  test.skipIf(unlessHere(isRoot && has("unshare")))(
    "where there is no cp that can do it, owner and mode all the same (needs root)",
    async () => {
      writeFileSync(at("wg0.conf"), OLD);
      chownSync(at("wg0.conf"), 12345, 54321);
      chmodSync(at("wg0.conf"), 0o640);
      writeFileSync(at("cp"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
      const script = `mount --bind ${at("cp")} "$(readlink -f /usr/bin/cp)" && exec "$0" --experimental-strip-types --input-type=module -e "$1"`;
      const code = `const { buildSync } = await import("esbuild");
        const { outputFiles } = buildSync({ entryPoints: ["src/host/files.ts"], bundle: true, format: "esm", platform: "node", write: false });
        const { machineFiles } = await import("data:text/javascript," + encodeURIComponent(outputFiles[0].text));
        await machineFiles().replace(${JSON.stringify(at("wg0.conf"))}, ${JSON.stringify(NEW)});`;
      execFileSync("unshare", [
        "-m",
        "sh",
        "-c",
        script.replace(" --experimental-strip-types", ""),
        process.execPath,
        code,
      ]);
      const { uid, gid } = statSync(at("wg0.conf"));
      expect([uid, gid, mode(at("wg0.conf")), readFileSync(at("wg0.conf"), "utf8")]).toEqual([
        12345,
        54321,
        0o640,
        NEW,
      ]);
    },
  );

  test("a further name (hard link) keeps the old text, and that is said", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    linkSync(at("wg0.conf"), at("second.conf"));
    linkSync(at("wg0.conf"), at("third.conf"));
    expect(await files.replace(at("wg0.conf"), NEW)).toMatchObject({ late: null, otherNames: 2 });
    expect([readFileSync(at("wg0.conf"), "utf8"), readFileSync(at("second.conf"), "utf8")]).toEqual([NEW, OLD]);
  });
});

describe("who still writes into the old file", () => {
  test("just after the rename is heard, and the text comes whole", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    const editor = openSync(at("wg0.conf"), "a");
    const replacing = files.replace(at("wg0.conf"), NEW);
    await untilReplaced(at("wg0.conf"));
    writeSync(editor, "# late\n");
    closeSync(editor);
    expect(await replacing).toMatchObject({ late: "# old\n# late\n", otherNames: 0, since: "nothing" });
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe(NEW);
  });

  test("before it, is not overwritten", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    await files.draft(at("wg0.conf"), at(".wg0.conf.x.new"), NEW);
    appendFileSync(at("wg0.conf"), "# theirs\n");
    const failure = await failureIn(files.swap(at(".wg0.conf.x.new"), at("wg0.conf"), OLD));
    expect([failure.id, readFileSync(at("wg0.conf"), "utf8")]).toEqual(["changed", "# old\n# theirs\n"]);
  });

  test.skipIf(unlessHere(has("flock")))("is named, and the text is kept in backups/ (needs flock)", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    const editor = openSync(at("wg0.conf"), "a");
    const changing = carried();
    await untilReplaced(at("wg0.conf"));
    writeSync(editor, "# late\n");
    closeSync(editor);
    const outcome = await changing;
    const copy = `${outcome.backup}.late`;
    expect(outcome).toMatchObject({ status: "done", late: copy });
    expect(outcome.notices).toEqual([{ id: "late", path: at("wg0.conf"), copy }]);
    expect([readFileSync(copy, "utf8"), mode(copy)]).toEqual(["# old\n# late\n", 0o600]);
    expect((await lastRecord(files, at("wg0.conf")))?.late).toBe(copy);
  });
});

describe.skipIf(unlessHere(has("flock")))("who writes into the new file at once (needs flock)", () => {
  test("keeps the line, the change stays too, and it is said", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    const changing = carried();
    await untilReplaced(at("wg0.conf"));
    appendFileSync(at("wg0.conf"), "# theirs\n");
    const { status, notices, clientFile } = await changing;
    expect([status, notices]).toEqual(["done", [{ id: "since", path: at("wg0.conf") }]]);
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe(`${NEW}# theirs\n`);
    expect(clientFile).toBe(at("clients", "anna.conf"));
  });

  test("with a text that knows nothing of the change, keeps that text, and the change is told to have failed", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    const changing = carried();
    await untilReplaced(at("wg0.conf"));
    writeFileSync(at("wg0.conf"), `${OLD}# theirs\n`);
    expect(await refusedAs(changing)).toEqual({ id: "changed", path: at("wg0.conf"), detail: "" });
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe(`${OLD}# theirs\n`);
    expect(names().includes("clients") ? readdirSync(at("clients")) : []).toEqual([]);
  });

  test("keeps the line where a later file cannot be written and the change should be taken back", async () => {
    writeFileSync(at("wg0.conf"), OLD);
    const host = linuxHost({ run: at("no-run") });
    const plan = planFor(at("wg0.conf"), at("clients", "anna.conf"), OLD, NEW);
    const last = {
      ...plan,
      steps: [...plan.steps].sort((a, b) => Number(a.id === "create") - Number(b.id === "create")),
    };
    const outcome = await carryOut(host, last, ({ id, status }) => {
      if (id !== "create" || status !== "running") return;
      appendFileSync(at("wg0.conf"), "# theirs\n");
      mkdirSync(at("clients", "anna.conf"), { recursive: true });
    });
    expect(outcome.status).toBe("failed");
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe(`${NEW}# theirs\n`);
    expect((await lastRecord(files, at("wg0.conf")))?.state).toBe("begun");
  });
});

async function untilReplaced(path: string): Promise<void> {
  while (readFileSync(path, "utf8") !== NEW) await new Promise((done) => setImmediate(done));
}

async function failureIn(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HostFailure) return error.failure;
    throw error;
  }
  throw new Error("it worked, and should not have");
}

describe.skipIf(unlessHere(locks))(
  "what cannot be replaced is left whole, and both files are as before (needs root, flock)",
  () => {
    const whole = () => {
      expect(readFileSync(at("wg0.conf"), "utf8")).toBe(OLD);
      expect(names().filter((name) => name.startsWith("."))).toEqual([]);
      const clients = names().includes("clients") ? readdirSync(at("clients")) : [];
      expect(clients).toEqual([]);
      expect(names().includes("backups") ? readdirSync(at("backups")) : []).toEqual([]);
    };

    test.skipIf(unlessHere(canLockAttributes)).each(["+i", "+a"])("a file under chattr %s", async (attribute) => {
      writeFileSync(at("wg0.conf"), OLD);
      execFileSync("chattr", [attribute, at("wg0.conf")]);
      try {
        expect(await refusedAs(carried())).toMatchObject({ id: "immutable", path: at("wg0.conf"), detail: "EPERM" });
        whole();
      } finally {
        execFileSync("chattr", ["-ia", at("wg0.conf")]);
      }
    });

    test.skipIf(unlessHere(canLockAttributes))("a folder under chattr +i", async () => {
      writeFileSync(at("wg0.conf"), OLD);
      mkdirSync(at("backups"));
      execFileSync("chattr", ["+i", folder()]);
      try {
        expect((await refusedAs(carried()))?.id).toBe("immutable");
        whole();
      } finally {
        execFileSync("chattr", ["-i", folder()]);
      }
    });

    test.skipIf(unlessHere(canLockAttributes))(
      "a folder where names may come but not go (chattr +a); what waits there is cleared away by the next change",
      async () => {
        writeFileSync(at("wg0.conf"), OLD);
        execFileSync("chattr", ["+a", folder()]);
        try {
          const { status, steps } = await carried();
          expect([status, steps.find(({ failure }) => failure)?.failure?.id]).toEqual(["failed", "immutable"]);
          expect(readFileSync(at("wg0.conf"), "utf8")).toBe(OLD);
          expect(readdirSync(at("clients"))).toEqual([]);
        } finally {
          execFileSync("chattr", ["-a", folder()]);
        }
        const { status, notices } = await carried();
        expect([status, notices]).toEqual([
          "done",
          [{ id: "settled", path: at("wg0.conf"), name: "anna", became: "taken back" }],
        ]);
        expect(names()).toEqual(["backups", "clients", "wg0.conf"]);
      },
    );

    test.skipIf(unlessHere(mounts))("a file on which another is mounted (needs a mount)", async () => {
      writeFileSync(at("outside"), OLD);
      mkdirSync(at("a folder"));
      writeFileSync(at("a folder", "wg0.conf"), "");
      execFileSync("mount", ["--bind", at("outside"), at("a folder", "wg0.conf")]);
      try {
        expect(await refusedAs(carried(at("a folder", "wg0.conf")))).toEqual({
          id: "mounted",
          path: at("a folder", "wg0.conf"),
          detail: "",
        });
        expect(readFileSync(at("outside"), "utf8")).toBe(OLD);
        expect(readdirSync(at("a folder")).filter((name) => name !== "backups")).toEqual(["wg0.conf"]);
        expect(names()).not.toContain("clients");
      } finally {
        execFileSync("umount", [at("a folder", "wg0.conf")]);
      }
    });

    test.skipIf(unlessHere(mounts))("a file on a disk that is read-only (needs a mount)", async () => {
      mkdirSync(at("disk"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", at("disk")]);
      try {
        writeFileSync(at("disk", "wg0.conf"), OLD);
        execFileSync("mount", ["-o", "remount,ro", at("disk")]);
        expect((await refusedAs(carried(at("disk", "wg0.conf"))))?.id).toBe("read-only");
        expect(readFileSync(at("disk", "wg0.conf"), "utf8")).toBe(OLD);
      } finally {
        execFileSync("umount", [at("disk")]);
      }
    });

    test("a text that wg would refuse is not written, nor anything else", async () => {
      writeFileSync(at("wg0.conf"), OLD);
      const host = linuxHost({ run: at("no-run") });
      const plan = planFor(at("wg0.conf"), at("clients", "anna.conf"), OLD, `${OLD}[Peer]\nAllowedIPs = 10.0.0.2/32\n`);
      expect(await refusedAs(carryOut(host, plan, () => {}))).toEqual({
        id: "faults",
        path: at("wg0.conf"),
        detail: "2",
      });
      expect(names()).toEqual(["wg0.conf"]);
    });
  },
);

describe.skipIf(unlessHere(mounts))("a client's file on another disk (needs a mount)", () => {
  test("is put away into backups/ whole, and comes back", async () => {
    mkdirSync(at("disk"));
    mkdirSync(at("backups"));
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", at("disk")]);
    try {
      writeFileSync(at("disk", "anna.conf"), "# client\n", { mode: 0o644 });
      await files.move(at("disk", "anna.conf"), at("backups", "anna.conf.1"));
      await files.move(at("disk", "anna.conf"), at("backups", "anna.conf.1"));
      expect([readFileSync(at("backups", "anna.conf.1"), "utf8"), mode(at("backups", "anna.conf.1"))]).toEqual([
        "# client\n",
        0o600,
      ]);
      expect(readdirSync(at("disk"))).toEqual([]);
      await files.move(at("backups", "anna.conf.1"), at("disk", "anna.conf"));
      expect([readdirSync(at("disk")), readdirSync(at("backups"))]).toEqual([["anna.conf"], []]);
    } finally {
      execFileSync("umount", [at("disk")]);
    }
  });
});

describe.skipIf(unlessHere(has("flock")))("a change that was cut off on a real disk (needs flock)", () => {
  /** Both files are laid ready and the client's is in place: then the power fails. */
  async function cutOff() {
    mkdirSync(at("real"));
    writeFileSync(at("real", "server"), OLD, { mode: 0o640 });
    symlinkSync("real/server", at("wg0.conf"));
    const host = linuxHost({ run: at("no-run") });
    const dead = () => Promise.reject(new HostFailure({ id: "failed", path: "", detail: "power" }));
    const dying = { ...host, files: { ...host.files, swap: dead, remove: dead, replace: dead } };
    await carryOut(dying, planFor(at("wg0.conf"), at("clients", "anna.conf"), OLD, NEW), () => {});
    const found = await unfinished(host, at("wg0.conf"));
    if (!found) throw new Error("nothing was found");
    return { host, found };
  }

  test("is finished: both files are there, nothing else", async () => {
    const { host, found } = await cutOff();
    expect(found).toMatchObject({ standing: "between", canFinish: true, canTakeBack: true });
    await finish(host, found.record);
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe(NEW);
    expect([mode(at("real", "server")), readdirSync(at("clients"))]).toEqual([0o640, ["anna.conf"]]);
    expect([names(), readdirSync(at("real")).sort()]).toEqual([
      ["clients", "real", "wg0.conf"],
      ["backups", "server"],
    ]);
    expect(
      readdirSync(at("real", "backups"))
        .map((name) => name.replace(/\d{8}T\d{6}Z/, "ID"))
        .sort(),
    ).toEqual(["server.ID", "server.ID.json"]);
    expect(await unfinished(host, at("wg0.conf"))).toBeNull();
  });

  test("is taken back: the client's file lies in backups/, for root alone", async () => {
    const { host, found } = await cutOff();
    await takeBack(host, found.record);
    expect(readFileSync(at("wg0.conf"), "utf8")).toBe(OLD);
    expect(readdirSync(at("clients"))).toEqual([]);
    const kept = readdirSync(at("real", "backups")).find((name) => name.startsWith("anna.conf.")) ?? "";
    expect(mode(at("real", "backups", kept))).toBe(0o600);
    expect(await unfinished(host, at("wg0.conf"))).toBeNull();
  });

  test("is not seen by others while somebody holds the lock", async () => {
    const { host } = await cutOff();
    const lock = await host.files.lock(at("wg0.conf"), 0);
    try {
      expect(await unfinished(linuxHost({ run: at("no-run") }), at("wg0.conf"))).toBeNull();
    } finally {
      await lock.release();
    }
  });

  test("all that was written is for the owner alone, records too", async () => {
    await cutOff();
    const inside = readdirSync(at("real", "backups"));
    expect(inside.map((name) => mode(at("real", "backups", name)))).toEqual(inside.map(() => 0o600));
    expect([mode(at("real", "backups")), mode(at("clients"))]).toEqual([0o700, 0o700]);
  });
});
