/** The power fails in the middle of a change: the next start finds it, and brings it to one of its two ends. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { backUp, leftovers, prune } from "../../src/host/backups.ts";
import { carryOut } from "../../src/host/carry.ts";
import { type MemoryHost, type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import {
  type ChangeRecord,
  digestOf,
  lastRecord,
  listRecords,
  nextId,
  recordPath,
  saveRecord,
} from "../../src/host/record.ts";
import { finish, leave, takeBack, type Unfinished, unfinished } from "../../src/host/recover.ts";
import type { Change } from "../../src/plans/plan.ts";
import { PUBLIC_KEY, planFor } from "./plan.ts";
import { seeded } from "./randomness.ts";

const SERVER = "/etc/wireguard/wg0.conf";
const CLIENT = "/etc/wireguard/clients/anna.conf";
const PUT = "/etc/wireguard/backups/anna.conf.20261122T140531Z";
const NOW = Date.UTC(2026, 10, 22, 14, 5, 31);
const OLD = "# old\n";
const NEW = `# old\n# anna ${PUBLIC_KEY}\n`;

const add: Change = planFor(SERVER, CLIENT, OLD, NEW);
/** The way back: the client's file goes into backups/. */
const undo: Change = {
  kind: "undo",
  loading: null,
  peer: add.peer,
  undoes: "20261121T000000Z",
  files: [
    { kind: "edit", path: SERVER, before: NEW, after: OLD, edits: [] },
    { kind: "move", path: CLIENT, before: "# client\n" },
  ],
  steps: [
    { id: "lock", path: SERVER },
    { id: "compare", path: SERVER },
    { id: "backup", path: SERVER },
    { id: "write", path: SERVER, lines: 0, gone: 1 },
    { id: "move", path: CLIENT },
  ],
};

/** Server's and client's file, as they may stand. */
type Whole = readonly [server: string, client: string | null];

interface Case {
  readonly plan: Change;
  readonly setup: MemorySetup;
  readonly before: Whole;
  readonly after: Whole;
}

const setup = (files: Record<string, string>): MemorySetup => ({ files, now: NOW, randomness: seeded(1) });
const CASES: Readonly<Record<string, Case>> = {
  add: { plan: add, setup: setup({ [SERVER]: OLD }), before: [OLD, null], after: [NEW, "# client\n"] },
  undo: {
    plan: undo,
    setup: setup({ [SERVER]: NEW, [CLIENT]: "# client\n" }),
    before: [NEW, "# client\n"],
    after: [OLD, null],
  },
};

const texts = (host: MemoryHost): Whole => [host.text(SERVER) ?? "", host.text(CLIENT)];
/** Files that nobody wants: whatever is neither of the two nor in `backups/` under a name of its own. */
const strays = (host: MemoryHost) => host.paths().filter((path) => /\/\.[^/]*$/.test(path));

/** The machine after it died so many acts into the plan; null where the plan came to its end before. */
async function diedAfter(acts: number, { plan, setup: given }: Case): Promise<MemoryHost | null> {
  const host = memoryHost({ ...given, actsUntilDeath: acts });
  const outcome = await carryOut(host, plan, () => {});
  return outcome.status === "done" && (await isAlive(host)) ? null : host.restarted();
}

async function isAlive(host: MemoryHost): Promise<boolean> {
  return host.files.read(SERVER).then(
    () => true,
    () => false,
  );
}

/** A machine for every act of the plan, dead just before it. */
async function crashes(one: Case): Promise<MemoryHost[]> {
  const hosts: MemoryHost[] = [];
  for (let acts = 0; ; acts++) {
    const host = await diedAfter(acts, one);
    if (host === null) return hosts;
    hosts.push(host);
  }
}

describe.each(Object.entries(CASES))("%s, cut off", (_name, one) => {
  test("after each of its acts, it is found, and is finished or taken back whole", async () => {
    const { length } = await crashes(one);
    expect(length).toBeGreaterThan(12);
    const met = new Map<Unfinished["standing"] | "nothing", number>();
    for (let acts = 0; acts < length; acts++) {
      const looked = (await diedAfter(acts, one)) as MemoryHost;
      const found = await unfinished(looked, SERVER);
      met.set(found?.standing ?? "nothing", (met.get(found?.standing ?? "nothing") ?? 0) + 1);
      // Without a word of it, nothing has happened, or everything.
      if (!found) expect([one.before, one.after]).toContainEqual(texts(looked));
      if (!found) continue;
      expect(found.canTakeBack).toBe(true);
      expect(found.canFinish || found.standing === "before").toBe(true);
      for (const end of found.canFinish ? [finish, takeBack] : [takeBack]) {
        const host = (await diedAfter(acts, one)) as MemoryHost;
        await end(host, found.record);
        expect(texts(host)).toEqual(end === finish ? one.after : one.before);
        expect(await unfinished(host, SERVER)).toBeNull();
        expect((await lastRecord(host.files, SERVER))?.state).toBe(end === finish ? "done" : "taken back");
        expect(host.locked(SERVER)).toBe(false);
        // A second time it changes nothing.
        const paths = host.paths();
        await end(host, found.record);
        expect(host.paths()).toEqual(paths);
      }
    }
    expect(met.get("between")).toBeGreaterThan(0);
    expect(met.get("before")).toBeGreaterThan(0);
    expect(met.get("after")).toBeGreaterThan(0);
    expect(met.get("changed")).toBeUndefined();
  });

  test("and cut off again while it is finished or taken back, it still comes to that end", async () => {
    const { length } = await crashes(one);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(length - 1),
        fc.array(fc.nat(8), { maxLength: 4 }),
        fc.boolean(),
        async (acts, deaths, forward) => {
          let host = (await diedAfter(acts, one)) as MemoryHost;
          const first = await unfinished(host, SERVER);
          const end = forward && first?.canFinish ? finish : takeBack;
          const wanted = end === finish ? one.after : one.before;
          for (const death of deaths) {
            host = host.restarted(death);
            const found = await unfinished(host, SERVER);
            if (found) await end(host, found.record).catch(() => {});
          }
          host = host.restarted();
          const found = await unfinished(host, SERVER);
          if (found) await end(host, found.record);
          if (first) expect(texts(host)).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("the next change goes on from a whole state, sweeps up, and says what it found", async () => {
    for (const crashed of await crashes(one)) {
      const found = await unfinished(crashed, SERVER);
      const half = found?.standing === "between";
      const [server] = half || found?.standing === "before" ? one.before : texts(crashed);
      const next: Change = {
        ...planFor(SERVER, "/etc/wireguard/clients/bob.conf", server, `${server}# bob\n`),
        peer: { name: "bob", publicKey: "bob" },
      };
      if (half) {
        const refused = await carryOut(crashed, next, () => {});
        expect(refused.steps[0]).toMatchObject({ id: "lock", status: "failed", failure: { id: "unfinished" } });
      }
      const outcome = await carryOut(crashed, next, () => {}, { earlier: "take back" });
      expect(outcome.status).toBe("done");
      expect(outcome.notices.some(({ id }) => id === "settled")).toBe(found !== null);
      expect(strays(crashed)).toEqual([]);
      expect([`${one.before[0]}# bob\n`, `${one.after[0]}# bob\n`]).toContain(crashed.text(SERVER));
    }
  });
});

test("a crash while the same change is taken back leaves the client's file in backups/, not nowhere", async () => {
  const host = (await diedAfter(0, CASES["add"] as Case)) as MemoryHost;
  await carryOut(host, add, () => {});
  const record = (await lastRecord(host.files, SERVER)) as ChangeRecord;
  await saveRecord(host.files, SERVER, { ...record, state: "begun" });
  await takeBack(host, record);
  expect(texts(host)).toEqual([OLD, null]);
  expect(host.text(PUT)).toBe("# client\n");
});

describe("what is unfinished", () => {
  /** The client's file stands, the server's does not know it yet. */
  async function half(): Promise<MemoryHost> {
    for (const host of await crashes(CASES["add"] as Case)) {
      if (host.text(CLIENT) !== null && host.text(SERVER) === OLD && strays(host).length === 1) return host;
    }
    throw new Error("no such crash");
  }

  test("says which file is at which state", async () => {
    const found = await unfinished(await half(), SERVER);
    expect(found?.record.peer?.name).toBe("anna");
    expect(found?.files.map(({ file, standing }) => [file.path, standing])).toEqual([
      [CLIENT, "after"],
      [SERVER, "before"],
    ]);
  });

  test("is not what somebody is at work on", async () => {
    const host = await half();
    const lock = await host.files.lock(SERVER, 0);
    expect(await unfinished(host, SERVER)).toBeNull();
    expect((await unfinished(host, SERVER, { held: lock }))?.standing).toBe("between");
    await lock.release();
    expect(await unfinished(host, SERVER)).not.toBeNull();
  });

  test("is not finished over what somebody wrote since, but the client's file can still go", async () => {
    const host = await half();
    host.meddle(SERVER, "# theirs\n");
    const found = (await unfinished(host, SERVER)) as Unfinished;
    expect(found).toMatchObject({ standing: "changed", canFinish: false, canTakeBack: true });
    await expect(finish(host, found.record)).rejects.toMatchObject({ failure: { id: "changed", path: SERVER } });
    expect(texts(host)).toEqual(["# theirs\n", "# client\n"]);
    await takeBack(host, found.record);
    expect(texts(host)).toEqual(["# theirs\n", null]);
    expect(host.text(PUT)).toBe("# client\n");
  });

  test("is not taken back where somebody wrote since and the peer stands there; it can be left as it is", async () => {
    const host = await half();
    host.meddle(SERVER, `${NEW}# theirs\n`);
    const found = (await unfinished(host, SERVER)) as Unfinished;
    expect(found).toMatchObject({ standing: "changed", canFinish: false, canTakeBack: false });
    await expect(takeBack(host, found.record)).rejects.toMatchObject({ failure: { id: "changed" } });
    await leave(host, found.record);
    expect(texts(host)).toEqual([`${NEW}# theirs\n`, "# client\n"]);
    expect(strays(host)).toEqual([]);
    expect([await unfinished(host, SERVER), (await lastRecord(host.files, SERVER))?.state]).toEqual([null, "left"]);
  });

  test("cannot be finished without the text that waited, and says which file is missing", async () => {
    const host = await half();
    const [draft = ""] = strays(host);
    host.meddle(draft, null);
    const found = (await unfinished(host, SERVER)) as Unfinished;
    expect(found).toMatchObject({ standing: "between", canFinish: false, canTakeBack: true });
    await expect(finish(host, found.record)).rejects.toMatchObject({ failure: { id: "missing", path: draft } });
    await takeBack(host, found.record);
    expect(texts(host)).toEqual([OLD, null]);
  });

  test("keeps what a late writer wrote, also where it is finished later", async () => {
    const died = await half();
    const host = memoryHost({ ...setup({}), lateWriter: () => "# late\n" });
    for (const path of died.paths()) host.meddle(path, died.text(path));
    const found = (await unfinished(host, SERVER)) as Unfinished;
    const copy = "/etc/wireguard/backups/wg0.conf.20261122T140531Z.late";
    expect(await finish(host, found.record)).toEqual([{ id: "late", path: SERVER, copy }]);
    expect(host.text(copy)).toBe("# late\n");
    expect((await lastRecord(host.files, SERVER))?.late).toBe(copy);
  });
});

test("where the client's file cannot be put away, the server's file has the peer again, and its tick is gone", async () => {
  const host = memoryHost({ ...setup({ [SERVER]: NEW, [CLIENT]: "# client\n" }), refusals: { [PUT]: "denied" } });
  const { status, steps, record } = await carryOut(host, undo, () => {});
  expect(steps.map(({ id, status: said }) => `${id} ${said}`).slice(3)).toEqual(["write skipped", "move failed"]);
  expect([status, record, texts(host)]).toEqual(["failed", null, [NEW, "# client\n"]]);
  expect(host.paths()).toEqual([CLIENT, SERVER]);
});

test("a client's file that somebody changed since is not put away, and all is as before", async () => {
  const host = memoryHost(setup({ [SERVER]: NEW, [CLIENT]: "# mine\n" }));
  const { steps } = await carryOut(host, undo, () => {});
  expect(steps.at(-1)).toMatchObject({ id: "move", status: "failed", failure: { id: "changed", path: CLIENT } });
  expect(texts(host)).toEqual([NEW, "# mine\n"]);
});

test("cut off while a change that failed is taken back, it is found, and nothing of it is left in the end", async () => {
  for (let acts = 0; ; acts++) {
    const given = { ...setup({ [SERVER]: OLD }), refusals: { swap: "full" as const } };
    const host = memoryHost({ ...given, actsUntilDeath: acts });
    await carryOut(host, add, () => {});
    if (await isAlive(host)) {
      expect(host.paths()).toEqual([SERVER]);
      expect(acts).toBeGreaterThan(12);
      return;
    }
    const next = host.restarted();
    const found = await unfinished(next, SERVER);
    if (found) await takeBack(next, found.record);
    expect(texts(next)).toEqual([OLD, null]);
  }
});

describe("the record", () => {
  test("is on the disk before anything else, and holds no text of a file", async () => {
    for (const host of await crashes(CASES["add"] as Case)) {
      const record = await lastRecord(host.files, SERVER);
      if (texts(host).join() !== [OLD, null].join()) expect(record).not.toBeNull();
      const text = host.text(recordPath(SERVER, "20261122T140531Z")) ?? "";
      expect(text).not.toContain("client\\n");
    }
  });

  test("says what was done, with digests, and where the copies are", async () => {
    const host = memoryHost(setup({ [SERVER]: OLD }));
    const outcome = await carryOut(host, add, () => {});
    expect(outcome.record).toBe("20261122T140531Z");
    expect(await listRecords(host.files, SERVER)).toEqual([
      {
        format: 1,
        id: "20261122T140531Z",
        kind: "add",
        peer: { name: "anna", publicKey: PUBLIC_KEY },
        state: "done",
        files: [
          {
            kind: "create",
            path: CLIENT,
            target: CLIENT,
            before: null,
            after: digestOf("# client\n"),
            backup: null,
            draft: "/etc/wireguard/clients/.anna.conf.20261122T140531Z.new",
          },
          {
            kind: "edit",
            path: SERVER,
            target: SERVER,
            before: digestOf(OLD),
            after: digestOf(NEW),
            backup: "/etc/wireguard/backups/wg0.conf.20261122T140531Z",
            draft: "/etc/wireguard/.wg0.conf.20261122T140531Z.new",
          },
        ],
        commands: [],
        undoes: null,
        late: null,
      },
    ]);
  });

  test("a change that takes another back has its own, and names the other", async () => {
    const host = memoryHost(setup({ [SERVER]: OLD }));
    await carryOut(host, add, () => {});
    const done = await lastRecord(host.files, SERVER);
    await carryOut(host, { ...undo, undoes: done?.id ?? "" }, () => {});
    const records = await listRecords(host.files, SERVER);
    expect(records.map(({ kind, state, undoes }) => [kind, state, undoes])).toEqual([
      ["undo", "done", done?.id],
      ["add", "done", null],
    ]);
    expect(host.text("/etc/wireguard/backups/anna.conf.20261122T140531Z-2")).toBe("# client\n");
  });

  test.each(["{", "null", '{"format":2}', "[]", ""])("what is no record of ours is passed over: %s", async (text) => {
    const host = memoryHost(setup({ [SERVER]: OLD }));
    await carryOut(host, add, () => {});
    host.meddle(recordPath(SERVER, "20261123T000000Z"), text);
    expect((await lastRecord(host.files, SERVER))?.id).toBe("20261122T140531Z");
    expect(await unfinished(host, SERVER)).toBeNull();
  });

  test("ids never run backwards", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 30 }), (times) => {
        const ids: string[] = [];
        for (const time of times) ids.push(nextId([...ids].reverse(), NOW + time));
        expect(new Set(ids).size).toBe(ids.length);
        const parts = ids.map((id) => [id.slice(0, 16), Number(id.slice(17) || 1)] as const);
        for (const [at, [stamp, count]] of parts.entries()) {
          const last = parts[at - 1];
          if (last) expect(stamp > last[0] || (stamp === last[0] && count > last[1])).toBe(true);
        }
      }),
    );
  });
});

describe("in backups/", () => {
  test("the newest 50 changes stay, with all that belongs to them; other files are not touched", async () => {
    const other = ["notes.txt", "wg0.conf.bak", "wg1.conf.20200101T000000Z", "wg0.conf.20200101T000000Z.txt"];
    const host = memoryHost(
      setup({
        [SERVER]: OLD,
        ...Object.fromEntries(other.map((name) => [`/etc/wireguard/backups/${name}`, "mine"])),
        "/etc/wireguard/backups/wg0.conf.20200101T000000Z": "left by a crash",
      }),
    );
    let text = OLD;
    for (let count = 0; count < 53; count++) {
      const after = `${text}# ${count}\n`;
      const client = `/etc/wireguard/clients/c${count}.conf`;
      expect((await carryOut(host, planFor(SERVER, client, text, after), () => {})).status).toBe("done");
      text = after;
    }
    const records = await listRecords(host.files, SERVER);
    expect(records).toHaveLength(50);
    expect(records.at(-1)?.id).toBe("20261122T140531Z-4");
    const names = (await host.files.list("/etc/wireguard/backups")).map(({ name }) => name);
    expect(names).toHaveLength(100 + other.length);
    expect(names).toEqual(expect.arrayContaining(other));
    expect(names).not.toContain("wg0.conf.20200101T000000Z");
  });

  test("a change that is not at its end stays, however old", async () => {
    const host = memoryHost(setup({ [SERVER]: OLD }));
    await carryOut(host, add, () => {});
    const record = (await lastRecord(host.files, SERVER)) as ChangeRecord;
    for (let count = 0; count < 3; count++) {
      const { id } = await backUp(host.files, SERVER, "text", NOW + 1000 * (count + 1));
      await saveRecord(host.files, SERVER, { ...record, id });
    }
    await saveRecord(host.files, SERVER, { ...record, state: "begun" });
    await prune(host.files, SERVER, 2);
    expect((await listRecords(host.files, SERVER)).map(({ state }) => state)).toEqual(["done", "done", "begun"]);
  });

  test("only what this program alone makes is taken for a leftover", async () => {
    const ours = [
      "/etc/wireguard/.wg0.conf.0123456789ab.new",
      "/etc/wireguard/.wg0.conf.20261122T140531Z.new",
      "/etc/wireguard/.wg0.conf.20261122T140531Z-2.new",
      "/etc/wireguard/backups/.wg0.conf.20261122T140531Z.0123456789ab.new",
      "/etc/wireguard/backups/.wg0.conf.20261122T140531Z-12.json.0123456789ab.new",
    ];
    const theirs = [
      ".wg0.conf.new",
      ".wg0.conf.swp",
      "wg0.conf.new",
      ".wg0.conf.abc.new",
      ".wg1.conf.0123456789ab.new",
    ];
    const all = [...ours, ...theirs.map((name) => `/etc/wireguard/${name}`)];
    const host = memoryHost(setup(Object.fromEntries([SERVER, ...all].map((path) => [path, OLD]))));
    expect([...(await leftovers(host.files, SERVER))].sort()).toEqual([...ours].sort());
    const outcome = await carryOut(host, add, () => {});
    expect(outcome.notices).toEqual([{ id: "swept", path: SERVER, count: ours.length }]);
    expect(host.paths()).toEqual(expect.arrayContaining(theirs.map((name) => `/etc/wireguard/${name}`)));
    expect(strays(host)).toHaveLength(theirs.length - 1);
  });
});
