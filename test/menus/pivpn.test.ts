/**
 * A peer that was added here in a file of PiVPN's stands in PiVPN's own list too: its menus show it, switch it off and
 * on, and remove it whole. What cannot be put into the list is said before anything is written.
 */
import { describe, expect, test } from "vitest";
import { carryOut } from "../../src/host/carry.ts";
import { type MemoryHost, type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import { openServer } from "../../src/host/open.ts";
import { pastChange } from "../../src/host/past.ts";
import { lastRecord } from "../../src/host/record.ts";
import { finish, takeBack, unfinished } from "../../src/host/recover.ts";
import { planAdd } from "../../src/plans/add.ts";
import { diffOf, diffText } from "../../src/plans/diff.ts";
import type { Plan } from "../../src/plans/plan.ts";
import { planUndo } from "../../src/plans/undo.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { World } from "../../src/wireguard/world.ts";
import type { Draft } from "../../src/wizard/question.ts";
import { completeAnswers, QUESTIONS } from "../../src/wizard/questions.ts";
import { seeded } from "../host/randomness.ts";
import { listLine, type Machine, pivpnList, pivpnRemove, pivpnTakes } from "./pivpn.ts";
import { fileOf, type Peer, PIVPN, pivpnOff, pivpnOn } from "./tools.ts";

const SERVER = "/etc/wireguard/wg0.conf";
const LIST = "/etc/wireguard/configs/clients.txt";
const CLIENT = "/etc/wireguard/configs/dora.conf";
const NOW = Date.UTC(2026, 10, 22, 14, 5, 31);

const PEERS: readonly Peer[] = ["alice", "bob@home", "a.b"].map((name, at) => ({
  name,
  publicKey: keyPairFrom(new Uint8Array(32).fill(40 + at)).publicKey,
  presharedKey: null,
  address: `10.8.0.${at + 2}`,
  address6: null,
}));
const TEXT = fileOf(PIVPN, PEERS);
const LISTED = PEERS.map((peer) => listLine(peer)).join("");
const PAIR = keyPairFrom(new Uint8Array(32).fill(9));

function machine(list: string | null = LISTED, more: Partial<MemorySetup> = {}, server = TEXT): MemoryHost {
  const configs = PEERS.map(({ name }) => [`/etc/wireguard/configs/${name}.conf`, `# ${name}\n`]);
  const files = { [SERVER]: server, ...Object.fromEntries(configs), ...(list !== null && { [LIST]: list }) };
  return memoryHost({ files, now: NOW, randomness: seeded(1), ...more });
}

async function worldOf(host: MemoryHost): Promise<World> {
  const opening = await openServer(host, SERVER, { sudo: "" });
  if (opening.kind !== "opened") throw new Error(opening.kind);
  return opening.world;
}

const SUGGESTED = QUESTIONS.find(({ id }) => id === "save");
const suggestedPath = (world: World, name: string) => {
  const suggestion = SUGGESTED?.suggest({ name }, world);
  return suggestion && "text" in suggestion ? suggestion.text : null;
};

function planIn(world: World, more: Draft = {}): Plan {
  const draft: Draft = {
    name: "dora",
    address: "auto",
    lan: "none",
    traffic: "all",
    dns: "none",
    endpoint: "203.0.113.5:51820",
    keepalive: "25",
    keys: "new",
    psk: "yes",
    save: suggestedPath(world, more.name ?? "dora") ?? "",
    ...more,
  };
  const complete = completeAnswers(draft, world);
  if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
  return planAdd(complete.answers, world, { pair: PAIR, presharedKey: `${"P".repeat(42)}A=` });
}

const warned = (plan: Plan) => plan.warnings.filter(({ id }) => id === "pivpn-list");
const texts = (host: MemoryHost) => [host.text(SERVER), host.text(LIST), host.text(CLIENT)];
const strays = (host: MemoryHost) => host.paths().filter((path) => /\/\.[^/]*$/.test(path));

/** What PiVPN would find on the machine. */
function seen(host: MemoryHost): Machine {
  const configs = host
    .paths()
    .filter((path) => path.startsWith("/etc/wireguard/configs/") && path.endsWith(".conf"))
    .map((path) => [path.split("/").at(-1) as string, host.text(path) as string]);
  return { server: host.text(SERVER) ?? "", list: host.text(LIST) ?? "", configs: Object.fromEntries(configs) };
}

async function added(host: MemoryHost): Promise<Plan> {
  const plan = planIn(await worldOf(host));
  expect(await carryOut(host, plan, () => {})).toMatchObject({ status: "done", clientFile: CLIENT });
  return plan;
}

describe("after a peer was added here, PiVPN", () => {
  test("lists it with its key and its date, and gives its address to nobody else", async () => {
    const host = machine();
    await added(host);
    expect(host.text(LIST)).toBe(`${LISTED}dora ${PAIR.publicKey} ${NOW / 1000} 168296453\n`);
    expect(pivpnList(seen(host)).at(-1)).toEqual({
      name: "dora",
      key: PAIR.publicKey,
      date: "2026-11-22T14:05:31.000Z",
    });
    expect(pivpnTakes(seen(host), "10.8.0.5")).toBe(true);
    expect(pivpnTakes(seen(host), "10.8.0.6")).toBe(false);
  });

  test("removes it whole: its block, its file and its line; everybody else stays to the byte", async () => {
    const host = machine();
    await added(host);
    const rest = pivpnRemove(seen(host), "dora");
    expect(parseConf(rest.server).peers.map(({ name }) => name)).toEqual(PEERS.map(({ name }) => name));
    expect([rest.list, rest.configs]).toEqual([LISTED, seen(machine()).configs]);
    for (const { name } of PEERS) {
      const one = pivpnRemove(seen(host), name);
      expect(parseConf(one.server).peers.map((peer) => peer.name)).toContain("dora");
      expect(pivpnList(one).map((client) => client.name)).toContain("dora");
    }
  });

  test("switches it off and on again", async () => {
    const host = machine();
    await added(host);
    const { server } = seen(host);
    const off = pivpnOff(server, "dora");
    expect(parseConf(off).peers.at(-1)).toMatchObject({ name: "dora", enabled: false });
    expect(pivpnOn(off, "dora")).toBe(server);
    // Another is added behind one that is switched off.
    host.meddle(SERVER, off);
    const world = await worldOf(host);
    expect(planIn(world, { name: "emil" }).files[1]).toMatchObject({ path: LIST, edits: [{ after: 4 }] });
  });
});

describe("the plan", () => {
  test("shows the list like any other file that changes", async () => {
    const plan = planIn(await worldOf(machine()));
    expect(plan.files.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      `edit ${SERVER}`,
      `edit ${LIST}`,
      `create ${CLIENT}`,
    ]);
    expect(plan.steps.slice(-3)).toEqual([
      { id: "create", path: CLIENT },
      { id: "write", path: SERVER, lines: 7, gone: 0 },
      { id: "write", path: LIST, lines: 1, gone: 0 },
    ]);
    const line = `dora ${PAIR.publicKey} ${NOW / 1000} 168296453`;
    expect(diffText(diffOf(plan), false)).toContain(`--- ${LIST}\n+++ ${LIST}\n@@ -1,3 +1,4 @@\n`);
    expect(diffText(diffOf(plan), false).endsWith(`\n+${line}\n`)).toBe(true);
    expect(warned(plan)).toEqual([]);
  });

  test("keeps a list that is empty, or ends without a newline, to the byte", async () => {
    const line = `dora ${PAIR.publicKey} ${NOW / 1000} 168296453\n`;
    const host = machine(LISTED.slice(0, -1));
    await added(host);
    expect(host.text(LIST)).toBe(LISTED + line);
    const blanks = machine(`\n${LISTED}\n\n`);
    await added(blanks);
    expect(blanks.text(LIST)).toBe(`\n${LISTED}\n\n${line}`);
    const empty = machine("");
    await added(empty);
    expect(empty.text(LIST)).toBe(line);
  });

  test.each<[string, string | null]>([
    ["there is no list", null],
    ["a line has three fields", `${LISTED}x y z\n`],
    ["a line has five fields", LISTED.replace("\n", " more\n")],
    ["a line has no key", `${LISTED}x nokey 1600000000 168296470\n`],
    ["an older PiVPN kept the last number of the address", LISTED.replace(/ \d+$/gm, " 2")],
    ["its lines end as on Windows", LISTED.replaceAll("\n", "\r\n")],
    ["it is another server's", listLine({ ...(PEERS[0] as Peer), publicKey: `${"X".repeat(42)}A=` })],
  ])("keeps the warning and leaves the list alone where %s", async (_title, list) => {
    const host = machine(list);
    const plan = planIn(await worldOf(host));
    expect(warned(plan)).toEqual([
      { id: "pivpn-list", values: { name: "dora", addresses: "10.8.0.5, fd42:42:42::2" } },
    ]);
    await carryOut(host, plan, () => {});
    expect(host.text(LIST)).toBe(list);
    expect(host.text(SERVER)).toContain("### begin dora ###");
  });

  test("keeps the warning for a peer without IPv4, and where the list has the name already", async () => {
    const six = planIn(await worldOf(machine()), { address: "fd42:42:42::9" });
    expect([warned(six).length, six.files.some(({ path }) => path === LIST)]).toEqual([1, false]);
    const stale = LISTED + listLine({ ...(PEERS[0] as Peer), name: "dora", address: "10.8.0.77" });
    const taken = planIn(await worldOf(machine(stale)));
    expect(warned(taken)).toMatchObject([{ values: { taken: true } }]);
    expect(taken.files.some(({ path }) => path === LIST)).toBe(false);
  });

  test("suggests PiVPN's folder for the client's file, and no other tool's", async () => {
    expect(suggestedPath(await worldOf(machine()), "dora")).toBe(CLIENT);
    expect(suggestedPath(await worldOf(machine()), "alice")).toBe("/etc/wireguard/configs/alice-2.conf");
    const other = machine(LISTED, {}, TEXT.replace(/^###.*\n/gm, ""));
    const world = await worldOf(other);
    expect([world.pivpnList, suggestedPath(world, "dora")]).toEqual([undefined, "/etc/wireguard/clients/dora.conf"]);
    const bare = memoryHost({ files: { [SERVER]: TEXT }, now: NOW, randomness: seeded(1) });
    expect(suggestedPath(await worldOf(bare), "dora")).toBe("/etc/wireguard/clients/dora.conf");
  });
});

describe("all files or none", () => {
  test("undo gives the same bytes in both files, and undone again they have the peer again", async () => {
    for (const list of [LISTED, LISTED.slice(0, -1), ""]) {
      const host = machine(list);
      await added(host);
      const after = texts(host);
      for (const wanted of [[TEXT, list, null], after]) {
        const change = await pastChange(host.files, SERVER, null);
        const found = planUndo(change, await worldOf(host));
        if (found.kind !== "plan") throw new Error(found.kind);
        expect(found.plan.diff.some(({ text }) => text === `--- ${LIST}`)).toBe(true);
        expect((await carryOut(host, found.plan, () => {})).status).toBe("done");
        expect(texts(host)).toEqual(wanted);
      }
    }
  });

  test("undo is refused where PiVPN changed its list since, and shows how", async () => {
    const host = machine();
    await added(host);
    host.meddle(LIST, `${host.text(LIST)}${listLine({ ...(PEERS[0] as Peer), name: "eve" })}`);
    const found = planUndo(await pastChange(host.files, SERVER, null), await worldOf(host));
    expect(found).toMatchObject({ kind: "changed", path: LIST });
    expect(found.kind === "changed" && found.diff.some(({ kind, text }) => kind === "new" && /^eve /.test(text))).toBe(
      true,
    );
  });

  test("a list that was changed since it was shown stops the plan before anything is written", async () => {
    const host = machine();
    const plan = planIn(await worldOf(host));
    host.meddle(LIST, `${LISTED}\n`);
    const { steps } = await carryOut(host, plan, () => {});
    const failed = steps.find(({ status }) => status === "failed");
    expect(failed).toMatchObject({ id: "compare", failure: { id: "changed", path: LIST } });
    expect(texts(host)).toEqual([TEXT, `${LISTED}\n`, null]);
    expect(host.paths().some((path) => path.includes("/backups/"))).toBe(false);
  });

  test("a list that cannot be replaced leaves both others as they were, and blames its own step", async () => {
    const host = machine(LISTED, { refusals: {} });
    const plan = planIn(await worldOf(host));
    const broken = machine(LISTED);
    const { swap } = broken.files;
    const files = {
      ...broken.files,
      swap: (draft: string, path: string, before: string) =>
        path === LIST ? Promise.reject(new Error("EIO")) : swap(draft, path, before),
    };
    const { status, steps } = await carryOut({ ...broken, files }, plan, () => {});
    expect([status, ...steps.slice(-3).map((step) => `${step.status} ${step.path}`)]).toEqual([
      "failed",
      `skipped ${CLIENT}`,
      `skipped ${SERVER}`,
      `failed ${LIST}`,
    ]);
    expect(broken.paths()).toEqual(machine().paths());
    expect(texts(broken)).toEqual([TEXT, LISTED, null]);
  });

  test("cut off after each of its acts, the change is found, and is finished or taken back whole", async () => {
    const plan = planIn(await worldOf(machine()));
    const died = async (acts: number) => {
      const host = machine(LISTED, { actsUntilDeath: acts });
      const { status } = await carryOut(host, plan, () => {});
      const alive = await host.files.read(SERVER).then(
        () => true,
        () => false,
      );
      return status === "done" && alive ? null : host.restarted();
    };
    const whole = machine();
    await carryOut(whole, plan, () => {});
    const [before, after] = [[TEXT, LISTED, null], texts(whole)];
    const met = new Set<string>();
    for (let acts = 0; await died(acts); acts++) {
      const looked = (await died(acts)) as MemoryHost;
      const found = await unfinished(looked, SERVER);
      met.add(found?.standing ?? "nothing");
      if (!found) {
        expect([before, after]).toContainEqual(texts(looked));
        continue;
      }
      expect(found.canTakeBack).toBe(true);
      for (const end of found.canFinish ? [finish, takeBack] : [takeBack]) {
        const host = (await died(acts)) as MemoryHost;
        await end(host, found.record);
        expect(texts(host)).toEqual(end === finish ? after : before);
        expect(strays(host).filter((path) => path.includes("/configs/"))).toEqual([]);
        expect(await unfinished(host, SERVER)).toBeNull();
        // Cut off once more while it comes to its end.
        for (let again = 0; again < 8; again++) {
          const twice = ((await died(acts)) as MemoryHost).restarted(again);
          await end(twice, found.record).catch(() => {});
          const last = twice.restarted();
          const still = await unfinished(last, SERVER);
          if (still) await end(last, still.record);
          expect(texts(last)).toEqual(end === finish ? after : before);
          expect(strays(last).filter((path) => path.includes("/configs/"))).toEqual([]);
        }
      }
    }
    expect([...met].sort()).toEqual(["after", "before", "between", "nothing"]);
  });

  test("the copy of the list lies with the server's, and the record names both", async () => {
    const host = machine();
    await added(host);
    const record = await lastRecord(host.files, SERVER);
    const copy = `/etc/wireguard/backups/clients.txt.${record?.id}`;
    expect(record?.files.map(({ path, backup }) => [path, backup])).toEqual([
      [CLIENT, null],
      [SERVER, `/etc/wireguard/backups/wg0.conf.${record?.id}`],
      [LIST, copy],
    ]);
    expect(host.text(copy)).toBe(LISTED);
  });
});
