/** `wg-wizard undo`: the last change shown and taken back, to the byte; and a change that a crash cut off. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runCommand } from "../../src/commands/table.ts";
import { HostFailure } from "../../src/host/host.ts";
import { linuxHost } from "../../src/host/linux.ts";
import { unfinishedChange } from "../../src/host/past.ts";
import { byteText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { temporaryFolder } from "../host/folder.ts";
import { FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { caught, machine, NOW, PATH, ran } from "./context.ts";

const CLIENT = "/etc/wireguard/clients/lena.conf";
const text = (host: ReturnType<typeof machine>) => readable(host.text(PATH) ?? "");

async function added(setup: Parameters<typeof machine>[0] = {}) {
  const host = machine(setup);
  const { status } = await ran(host, ["add", "lena", "--yes"]);
  expect([0, 3]).toContain(status);
  return { host, after: host.text(PATH) ?? "", client: host.text(CLIENT) ?? "" };
}

describe("undo --yes", () => {
  it("gives the same bytes as before, and moves the device's file into backups/", async () => {
    const { host, client } = await added();
    const { status, out, err } = await ran(host, ["undo", "--yes"]);
    expect(status).toBe(0);
    expect(text(host)).toBe(FOUNDING_CONF);
    expect(host.text(CLIENT)).toBe(null);
    const kept = host.paths().filter((path) => path.startsWith("/etc/wireguard/backups/lena.conf."));
    expect(kept.map((path) => host.text(path))).toEqual([client]);
    expect(out).toBe("");
    expect(err).toContain("lena is taken back");
    expect(host.locked(PATH)).toBe(false);
  });

  it("a route that was never made: nothing is said to be done, and the record does not have it", async () => {
    const host = machine({
      dumps: { wg0: `(none)\t${SERVER_PAIR.publicKey}\t47770\toff\n` },
      addresses: ["10.77.0.1/24"],
      commandRefusals: { "add-route": "RTNETLINK answers: Operation not permitted" },
    });
    const add = await ran(host, ["add", "lena", "--lan", "192.168.9.0/24", "--yes"]);
    expect(add.status).toBe(3);
    const { status, err } = await ran(host, ["undo", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain("ip -4 route del 192.168.9.0/24 dev wg0 (nothing to do: it is so already)");
    expect(err).not.toContain("√ ip -4 route del");
    const records = host.paths().filter((path) => path.endsWith(".json"));
    expect(records.map((path) => host.text(path) ?? "").join("")).not.toContain("route del");
  });

  it("undone again, the change is back: both files to the byte", async () => {
    const { host, after, client } = await added();
    await ran(host, ["undo", "--yes"]);
    const { status, err } = await ran(host, ["undo", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain("lena is back");
    expect(host.text(PATH)).toBe(after);
    expect(host.text(CLIENT)).toBe(client);
    const third = await ran(host, ["undo", "--yes"]);
    expect(third.err).toContain("lena is taken back");
    expect(text(host)).toBe(FOUNDING_CONF);
  });

  it("is refused, and the file is named, where the device's file is there but cannot be read", async () => {
    const { host, after } = await added();
    const { files } = host;
    const broken = {
      ...host,
      files: {
        ...files,
        read: async (path: string) => {
          if (path === CLIENT) throw new HostFailure({ id: "failed", path, detail: "EIO" });
          return files.read(path);
        },
      },
    };
    for (const args of [
      ["undo", "--yes"],
      ["undo", "--dry-run"],
    ]) {
      const { status, err } = await ran(broken, args);
      expect([status, err]).toEqual([1, expect.stringContaining(`${CLIENT} (EIO)`)]);
    }
    expect(host.text(PATH)).toBe(after);
    expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
    expect(host.text(CLIENT)).toBe(null);
  });

  it("the name is free again afterwards", async () => {
    const { host } = await added();
    await ran(host, ["undo", "--yes"]);
    expect((await ran(host, ["add", "lena", "--yes"])).status).toBe(0);
    expect(parseConf(host.text(PATH) ?? "").peers.map(({ name }) => name)).toContain("lena");
  });

  it("takes the peer off an interface that knows it", async () => {
    const { host, after } = await added();
    const key = parseConf(after).peers[1]?.publicKey ?? "";
    const own = parseConf(after).interface.privateKey ?? "";
    const { publicKeyOf } = await import("../../src/wireguard/key.ts");
    const dump = [
      [own, publicKeyOf(own), "47770", "off"],
      [key, "(none)", "(none)", "10.77.0.3/32", "0", "0", "0", "off"],
    ];
    const up = machine({
      files: Object.fromEntries(host.paths().map((path) => [path, host.text(path) ?? ""])),
      dumps: { wg0: `${dump.map((line) => line.join("\t")).join("\n")}\n` },
    });
    const { status, err } = await ran(up, ["undo", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain(`√ wg set wg0 peer ${key} remove`);
    expect(up.commands()).toEqual([{ kind: "remove-peer", publicKey: key }]);
    expect(up.interface("wg0")?.peers.size).toBe(0);
  });

  it("tells it as a document: what is taken back, the files, the steps, no secrets", async () => {
    const { host, client } = await added();
    const { out, err } = await ran(host, ["undo", "--yes", "--json"]);
    const document = JSON.parse(out);
    expect(document.plan).toMatchObject({
      peer: { name: "lena" },
      undoes: { kind: "add", time: new Date(NOW).toISOString() },
      files: [
        { path: PATH, mode: null },
        { path: CLIENT, move: true },
      ],
      commands: [],
    });
    expect(document.outcome.steps.map(({ id }: { id: string }) => id)).toEqual([
      "lock",
      "compare",
      "backup",
      "write",
      "move",
    ]);
    for (const secret of client.match(/[A-Za-z0-9+/]{43}=/g) ?? []) {
      if (FOUNDING_CONF.includes(secret)) continue;
      if (JSON.stringify(document.plan.peer).includes(secret)) continue;
      expect(out + err).not.toContain(secret);
    }
  });
});

describe("on real files", () => {
  const folder = temporaryFolder();

  it("add and undo through a symlink: the link stays, its target has the same bytes and mode", async () => {
    const target = join(folder(), "store", "real.conf");
    const link = join(folder(), "wg0.conf");
    mkdirSync(join(folder(), "store"));
    writeFileSync(target, FOUNDING_CONF, { mode: 0o640 });
    symlinkSync(target, link);
    const real = linuxHost({ folder: folder(), run: folder() });
    const { facts } = machine().wireguard;
    const host = { ...real, wireguard: { ...real.wireguard, dump: async () => ({ kind: "down" as const }), facts } };
    const go = async (...args: string[]) => {
      const { context, err } = caught(machine());
      const [name = "", ...rest] = args;
      const status = await runCommand(name, rest, { ...context, host: async () => host });
      return { status, err: err() };
    };
    const first = await go("add", "lena", "--yes");
    expect(first).toMatchObject({ status: 0 });
    const after = readFileSync(target, "utf8");
    expect(after).toContain("lena");
    const { status, err } = await go("undo", "--yes");
    expect(err).toContain("lena is taken back");
    expect(status).toBe(0);
    expect(readFileSync(target, "utf8")).toBe(FOUNDING_CONF);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(target).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder(), "clients"))).toEqual([]);
    const kept = readdirSync(join(folder(), "store", "backups"));
    expect(kept.filter((name) => name.startsWith("lena.conf."))).toHaveLength(1);
    for (const name of kept) expect(statSync(join(folder(), "store", "backups", name)).mode & 0o777).toBe(0o600);
    expect((await go("undo", "--yes")).status).toBe(0);
    expect(readFileSync(target, "utf8")).toBe(after);
    // Another one at work: who it is, and with --wait its turn comes.
    const lock = await real.files.lock(link, 0);
    const refused = await go("undo", "--yes", "--wait", "0");
    expect(refused.status).toBe(1);
    expect(refused.err).toContain(`pid ${process.pid}`);
    const waiting = go("undo", "--yes", "--wait", "30");
    await lock.release();
    expect((await waiting).status).toBe(0);
    expect(readFileSync(target, "utf8")).toBe(FOUNDING_CONF);
  });
});

describe("before anything is taken back", () => {
  it("without a terminal it needs --yes: status 2, nothing done", async () => {
    const { host, after } = await added();
    const { status, err } = await ran(host, ["undo"]);
    expect(status).toBe(2);
    expect(err).toContain("--yes");
    expect(host.text(PATH)).toBe(after);
  });

  it("--dry-run prints a unified diff of both files and does nothing", async () => {
    const { host, after, client } = await added();
    const before = host.paths();
    const { status, out, err } = await ran(host, ["undo", "--dry-run"]);
    expect(status).toBe(0);
    expect(out).toContain(`--- ${PATH}\n+++ ${PATH}\n@@ `);
    expect(out).toContain("-[Peer]\n");
    expect(out).toContain(`--- ${CLIENT}\n+++ /dev/null\n@@ -1,`);
    expect(out).toContain("-PrivateKey = ••••••••\n");
    expect(out).not.toContain(parseConf(client).interface.privateKey);
    expect(err).toContain("Nothing is taken back.");
    expect(host.text(PATH)).toBe(after);
    expect(host.paths()).toEqual(before);
  });

  it("says so where there is nothing to take back: status 1", async () => {
    const { status, out, err } = await ran(machine(), ["undo", "--yes", "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: "none", path: PATH });
    expect(err).toContain("nothing to take back");
  });

  it("refuses where the file was changed since, and shows by what", async () => {
    const { host, after } = await added();
    host.meddle(PATH, `${after}# by hand\nPresharedKey = oGKwv6W7sWnRWcBkJfTbXcnMZYlHFgwCXNpG8y6FJlk=\n`);
    const { status, err } = await ran(host, ["undo", "--yes"]);
    expect(status).toBe(1);
    expect(err).toContain("was changed since");
    expect(err).toContain("What was changed since:\n@@");
    expect(err).toContain("+# by hand\n");
    expect(err).not.toContain("+[Peer]");
    expect(err).toContain("+PresharedKey = ••••••••\n");
    expect(host.text(PATH)).toContain("# by hand");
    expect(host.text(CLIENT)).not.toBe(null);
  });

  it("refuses where the copy is gone", async () => {
    const { host, after } = await added();
    for (const path of host.paths()) if (/backups\/wg0\.conf\.[^.]*$/.test(path)) host.meddle(path, null);
    const { status, err } = await ran(host, ["undo", "--yes"]);
    expect(status).toBe(1);
    expect(err).toContain("not in backups/ any more");
    expect(host.text(PATH)).toBe(after);
  });

  it("refuses a copy that was changed: it is not the file as it was", async () => {
    const { host, after } = await added();
    for (const path of host.paths()) if (/backups\/wg0\.conf\.[^.]*$/.test(path)) host.meddle(path, "forged");
    expect((await ran(host, ["undo", "--yes"])).status).toBe(1);
    expect(host.text(PATH)).toBe(after);
  });

  it("gives up where another one holds the lock", async () => {
    const { host, after } = await added();
    const lock = await host.files.lock(PATH, 0);
    const { status, err } = await ran(host, ["undo", "--yes", "--wait", "0"]);
    await lock.release();
    expect(status).toBe(1);
    expect(err).toContain("Another wg-wizard");
    expect(host.text(PATH)).toBe(after);
  });

  it("takes no argument", async () => {
    expect((await ran(machine(), ["undo", "lena"])).status).toBe(2);
  });

  it.each(["en", "ru"] as const)("has help in %s", async (lang) => {
    const { status, out } = await ran(machine(), ["undo", "--help"], { lang });
    expect(status).toBe(0);
    for (const option of ["--yes", "--dry-run", "--json", "--finish", "--wait"]) expect(out).toContain(option);
  });
});

/** A machine on which the power failed in the middle of adding: some files are written, and some are not. */
async function cutOff() {
  for (let acts = 1; acts < 200; acts++) {
    const dying = machine({ actsUntilDeath: acts });
    await ran(dying, ["add", "lena", "--yes"]).catch(() => null);
    const host = dying.restarted();
    const unfinished = await unfinishedChange(host, PATH);
    if (unfinished?.torn) return { host, unfinished };
  }
  throw new Error("no cut leaves the files between old and new");
}

describe("a change that was cut off in the middle", () => {
  it("is named by list, which shows the peers all the same", async () => {
    const { host } = await cutOff();
    const { status, out, err } = await ran(host, ["list"]);
    expect(status).toBe(0);
    expect(out).toContain("anton_sevnet");
    expect(err).toContain("stopped in the middle: adding lena");
    expect(err).toContain("wg-wizard undo");
  });

  it("stops the next add: status 1, what to type, and nothing changed", async () => {
    const { host } = await cutOff();
    const before = host.paths();
    const { status, out, err } = await ran(host, ["add", "olga", "--yes", "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: "unfinished", path: PATH });
    expect(err).toContain("wg-wizard undo --finish");
    expect(host.paths()).toEqual(before);
  });

  it("undo --yes takes it back: every file is as before, and the next add works", async () => {
    const { host } = await cutOff();
    const { status, err } = await ran(host, ["undo", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain("It is taken back");
    expect(text(host)).toBe(FOUNDING_CONF);
    expect(host.text(CLIENT)).toBe(null);
    expect((await ran(host, ["add", "lena", "--yes"])).status).toBe(0);
  });

  it("undo --finish --yes finishes it: the peer is there, and its file", async () => {
    const { host } = await cutOff();
    const { status, out } = await ran(host, ["undo", "--finish", "--yes", "--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ unfinished: { peer: { name: "lena" } }, outcome: { settled: "finish" } });
    expect(parseConf(host.text(PATH) ?? "").peers.map(({ name }) => name)).toContain("lena");
    expect(host.text(CLIENT)).toContain("[Interface]");
    await ran(host, ["undo", "--yes"]);
    expect(text(host)).toBe(FOUNDING_CONF);
  });

  it("without a terminal nothing happens before --yes says so; --dry-run never does anything", async () => {
    const { host } = await cutOff();
    const before = host.paths();
    expect((await ran(host, ["undo"])).status).toBe(2);
    expect((await ran(host, ["undo", "--dry-run"])).status).toBe(0);
    expect(host.paths()).toEqual(before);
  });

  it("--finish with nothing to finish: status 1", async () => {
    const { host } = await added();
    const { status, err } = await ran(host, ["undo", "--finish", "--yes"]);
    expect(status).toBe(1);
    expect(err).toContain("nothing to finish");
    expect(text(host)).toContain("lena");
  });
});

describe("what somebody wrote at the same moment", () => {
  it("is named after add and after undo, with its path and as a diff", async () => {
    const line = "# typed by hand at that very moment\n";
    const { host } = await added();
    const late = machine({
      files: Object.fromEntries(host.paths().map((path) => [path, host.text(path) ?? ""])),
      lateWriter: (path) => (path === PATH ? `${host.text(PATH) ?? ""}${line}` : null),
    });
    const undone = await ran(late, ["undo", "--yes"]);
    expect(undone.status).toBe(0);
    expect(undone.err).toMatch(/\/etc\/wireguard\/backups\/wg0\.conf\.[^ ]*\.late/);
    expect(undone.err).toContain(`+${line}`);
    const before = byteText(FOUNDING_CONF);
    const first = machine({ lateWriter: (path) => (path === PATH ? `${before}${line}` : null) });
    const { err, out } = await ran(first, ["add", "lena", "--yes", "--json"]);
    expect(err).toContain(`+${line}`);
    expect(JSON.parse(out).outcome.notices).toMatchObject([{ id: "late" }]);
  });
});
