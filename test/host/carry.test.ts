/** A plan carried out: both files or neither, and a lock that is always given back. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { carryOut } from "../../src/host/carry.ts";
import { HostFailure } from "../../src/host/host.ts";
import { linuxHost } from "../../src/host/linux.ts";
import { type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import type { Failure, StepResult } from "../../src/plans/plan.ts";
import { canMount, has, temporaryFolder, unlessHere } from "./folder.ts";
import { planFor } from "./plan.ts";
import { seeded } from "./randomness.ts";

const SERVER = "/etc/wireguard/wg0.conf";
const CLIENT = "/etc/wireguard/clients/anna.conf";
const BACKUP = "/etc/wireguard/backups/wg0.conf.20261122T140531Z";
const NOW = Date.UTC(2026, 10, 22, 14, 5, 31);
const plan = planFor(SERVER, CLIENT, "# old\n", "# old\n# new\n");

function machine(more: Partial<MemorySetup> = {}) {
  return memoryHost({ files: { [SERVER]: "# old\n" }, now: NOW, randomness: seeded(1), ...more });
}

const line = ({ id, status, failure }: StepResult) => `${id} ${status}${failure ? `: ${failure.id}` : ""}`;

const mounts = canMount();

describe("in memory", () => {
  test("all steps are told as they begin and end", async () => {
    const host = machine();
    const told: string[] = [];
    const outcome = await carryOut(host, plan, (result) => told.push(line(result)));
    expect(told).toEqual(
      ["lock", "compare", "backup", "create", "write"].flatMap((id) => [`${id} running`, `${id} done`]),
    );
    expect(outcome).toMatchObject({ status: "done", clientFile: CLIENT, backup: BACKUP });
    expect(outcome.steps.map(line)).toEqual(["lock done", "compare done", "backup done", "create done", "write done"]);
    expect([host.text(SERVER), host.text(CLIENT), host.text(BACKUP)]).toEqual([
      "# old\n# new\n",
      "# client\n",
      "# old\n",
    ]);
    expect(host.locked(SERVER)).toBe(false);
  });

  test("a file that somebody changed after it was shown is not written", async () => {
    const host = machine();
    host.meddle(SERVER, "# theirs\n");
    const outcome = await carryOut(host, plan, () => {});
    expect(outcome.steps.map(line)).toEqual([
      "lock done",
      "compare failed: changed",
      "backup skipped",
      "create skipped",
      "write skipped",
    ]);
    expect(host.paths()).toEqual([SERVER]);
    expect(host.text(SERVER)).toBe("# theirs\n");
    expect(host.locked(SERVER)).toBe(false);
  });

  test("a file that an editor saves between the comparison and the writing keeps what the editor wrote", async () => {
    const host = machine();
    const outcome = await carryOut(host, plan, (result) => {
      if (result.id === "write" && result.status === "running") host.meddle(SERVER, "# theirs\n");
    });
    expect(outcome.steps.map(line).slice(3)).toEqual(["create skipped", "write failed: changed"]);
    expect([host.text(SERVER), host.text(CLIENT)]).toEqual(["# theirs\n", null]);
  });

  test("a file that is gone is not made anew", async () => {
    const host = machine();
    host.meddle(SERVER, null);
    expect((await carryOut(host, plan, () => {})).steps.map(line)[1]).toBe("compare failed: missing");
    expect(host.paths()).toEqual([]);
  });

  test("where the server's file cannot be written, the client's file is taken back and its tick with it", async () => {
    const host = machine({ refusals: { swap: "full" } });
    const told: string[] = [];
    const outcome = await carryOut(host, plan, (result) => told.push(line(result)));
    expect(outcome).toMatchObject({ status: "failed", clientFile: null, backup: null, record: null });
    expect(outcome.steps.map(line)).toEqual([
      "lock done",
      "compare done",
      "backup done",
      "create skipped",
      "write failed: full",
    ]);
    expect(told.at(-1)).toBe("create skipped");
    expect(host.paths()).toEqual([SERVER]);
    expect(host.text(SERVER)).toBe("# old\n");
    expect(host.locked(SERVER)).toBe(false);
  });

  test("a client's file that cannot be taken back is named, not forgotten", async () => {
    const host = machine({ refusals: { swap: "full", remove: "denied" } });
    const outcome = await carryOut(host, plan, () => {});
    expect(outcome).toMatchObject({ status: "failed", clientFile: CLIENT });
    expect(host.text(CLIENT)).toBe("# client\n");
  });

  test("where nobody knows what stands in the server's file, the client's file with its key is kept", async () => {
    const host = machine();
    const files = {
      ...host.files,
      swap: async (_draft: string, path: string) => {
        throw new HostFailure({ id: "mismatch", path, detail: "the old text could not be put back" });
      },
    };
    const outcome = await carryOut({ ...host, files }, plan, () => {});
    expect(outcome).toMatchObject({ status: "failed", clientFile: CLIENT, backup: BACKUP });
    expect(host.text(CLIENT)).toBe("# client\n");
  });

  test("a client's file that stands already is left alone, and so is the server's", async () => {
    const host = machine({ files: { [SERVER]: "# old\n", [CLIENT]: "precious\n" } });
    const outcome = await carryOut(host, plan, () => {});
    expect(outcome.steps.map(line).slice(3)).toEqual(["create failed: exists", "write skipped"]);
    expect(outcome.clientFile).toBeNull();
    expect([host.text(SERVER), host.text(CLIENT)]).toEqual(["# old\n", "precious\n"]);
  });

  test.each<Failure["id"]>(["locked", "no-flock", "denied"])("nothing is done without the lock (%s)", async (id) => {
    const host = machine({ refusals: { lock: id } });
    const outcome = await carryOut(host, plan, () => {});
    expect(outcome.steps.map(line)[0]).toBe(`lock failed: ${id}`);
    expect(outcome.record).toBeNull();
    expect(host.paths()).toEqual([SERVER]);
  });

  test.each([
    ["lock", 0],
    ["compare", 1],
    ["backup", 2],
    ["create", 3],
  ])("stopped during %s, it ends before the next step, and nothing is half done", async (id, at) => {
    const host = machine();
    const stop = new AbortController();
    const outcome = await carryOut(
      host,
      plan,
      (result) => result.id === id && result.status === "running" && stop.abort(),
      {
        signal: stop.signal,
      },
    );
    expect(outcome.status).toBe("failed");
    expect(outcome.steps[at + 1]).toMatchObject({ status: "failed", failure: { id: "interrupted" } });
    expect([host.text(SERVER), host.text(CLIENT), host.locked(SERVER)]).toEqual(["# old\n", null, false]);
  });

  test("stopped during the last step, it is done", async () => {
    const host = machine();
    const stop = new AbortController();
    const outcome = await carryOut(host, plan, (result) => result.id === "write" && stop.abort(), {
      signal: stop.signal,
    });
    expect(outcome).toMatchObject({ status: "done", clientFile: CLIENT });
    expect(host.text(SERVER)).toBe("# old\n# new\n");
  });

  test("a lock that is held already is used, and given back at the end", async () => {
    const host = machine();
    const held = await host.files.lock(SERVER, 0);
    expect((await carryOut(host, plan, () => {}, { held })).status).toBe("done");
    expect(host.locked(SERVER)).toBe(false);
  });
});

describe.skipIf(unlessHere(has("flock")))("on a real disk (needs flock)", () => {
  const folder = temporaryFolder();
  const at = (...parts: string[]) => join(folder(), ...parts);
  const here = (path: string) => ({ server: join(path, "wg0.conf"), client: join(path, "clients", "anna.conf") });

  test("both files and the backup stand, nothing else", async () => {
    const { server, client } = here(folder());
    writeFileSync(server, "# old\n");
    const outcome = await carryOut(
      linuxHost({ run: at("no-run") }),
      planFor(server, client, "# old\n", "# old\n# new\n"),
      () => {},
    );
    expect(outcome.status).toBe("done");
    expect(readFileSync(server, "utf8")).toBe("# old\n# new\n");
    expect(readFileSync(client, "utf8")).toBe("# client\n");
    expect(readFileSync(outcome.backup ?? "", "utf8")).toBe("# old\n");
    expect(readdirSync(folder()).sort()).toEqual(["backups", "clients", "wg0.conf"]);
  });

  test("while one is at work the other changes nothing, and says so", async () => {
    const { server, client } = here(folder());
    writeFileSync(server, "# old\n");
    const host = linuxHost({ run: at("no-run") });
    const lock = await host.files.lock(server, 0);
    try {
      const outcome = await carryOut(host, planFor(server, client, "# old\n", "# new\n"), () => {});
      expect(outcome.steps.map(line)[0]).toBe("lock failed: locked");
    } finally {
      await lock.release();
    }
    expect(readdirSync(folder())).toEqual(["wg0.conf"]);
  });

  test.skipIf(unlessHere(mounts))(
    "a disk that fills up between the two files keeps neither (needs a mount)",
    async () => {
      mkdirSync(at("disk"));
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", at("disk")]);
      try {
        const { server, client } = here(at("disk"));
        writeFileSync(server, "# old\n");
        const outcome = await carryOut(
          linuxHost({ run: at("no-run") }),
          planFor(server, client, "# old\n", `#${"n".repeat(80_000)}`),
          () => {},
        );
        expect(outcome.steps.map(line).slice(3)).toEqual(["create skipped", "write failed: full"]);
        expect(readFileSync(server, "utf8")).toBe("# old\n");
        expect(readdirSync(at("disk", "backups"))).toEqual([]);
        expect(readdirSync(at("disk")).sort()).toEqual(["backups", "wg0.conf"]);
      } finally {
        execFileSync("umount", [at("disk")]);
      }
    },
  );
});
