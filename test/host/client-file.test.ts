/** Changes of the device's own file: recorded beside a server's file that stays as it is, taken back, cut off. */
import { describe, expect, it } from "vitest";
import { carryOut } from "../../src/host/carry.ts";
import type { MemoryHost } from "../../src/host/memory.ts";
import { unfinishedChange } from "../../src/host/past.ts";
import { lastRecord } from "../../src/host/record.ts";
import { finish, takeBack, unfinished } from "../../src/host/recover.ts";
import { type ClientPlan, planEndpoint, planPutAway, withEndpoint } from "../../src/plans/client-file.ts";
import type { Plan } from "../../src/plans/plan.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { machine, NOW, PATH, ran } from "../commands/context.ts";
import { testWorld } from "../wizard/world.ts";
import { planFor } from "./plan.ts";

const CLIENT = "/etc/wireguard/clients/anna.conf";
const TEXT = `[Interface]
PrivateKey = KCoqKioqKioqKioqKioqKioqKioqKioqKioqKioqKmo=
Address = 10.77.0.6/32

[Peer]
PublicKey = E75P6uryBMf9M1j8nAByGIHRdCeBKCJ+xnTzf3/pe20=
AllowedIPs = 0.0.0.0/0
Endpoint = 203.0.113.5:47770
`;
const OTHER = TEXT.replace("203.0.113.5:47770", "vpn.example.org:443");

const added: Plan = { ...planFor(PATH, CLIENT, "", ""), clientText: TEXT, code: "" };
const next = withEndpoint(added, { host: "vpn.example.org", port: 443 });
const world = testWorld();
const CASES: Readonly<Record<string, { readonly change: ClientPlan; readonly after: string | null }>> = {
  "put away": { change: planPutAway(added, CLIENT, world), after: null },
  "given another endpoint": { change: planEndpoint(added, next, CLIENT, world), after: OTHER },
};

/** The machine with the file on it; its power fails after so many acts. */
function withFile(actsUntilDeath?: number): MemoryHost {
  const host = machine();
  host.meddle(CLIENT, byteText(TEXT));
  return actsUntilDeath === undefined ? host : host.restarted(actsUntilDeath);
}

const inBackups = (host: MemoryHost) => host.paths().filter((path) => path.includes("/backups/anna.conf."));

describe("the code of the same plan with another endpoint", () => {
  it("carries it, and so does every line of the file", () => {
    expect(next.clientText).toBe(OTHER);
    expect(next.code).toContain("Endpoint=vpn.example.org:443");
    expect(withEndpoint({ ...added, code: null }, { host: "fd00::1", port: 1 })).toMatchObject({
      code: null,
      clientText: expect.stringContaining("\nEndpoint = [fd00::1]:1\n"),
    });
  });
});

describe.each(Object.entries(CASES))("a device's file that is %s", (_name, { change, after }) => {
  it("is the only file that changes; as it was it lies in backups/, under the change's record", async () => {
    const host = withFile();
    const server = host.text(PATH);
    const outcome = await carryOut(host, change, () => {});
    expect(outcome.status).toBe("done");
    expect(outcome.record).not.toBeNull();
    expect([host.text(PATH), host.text(CLIENT)]).toEqual([server, after]);
    expect(inBackups(host).map((path) => host.text(path))).toEqual([TEXT]);
    expect(host.paths().filter((path) => path.includes("/backups/wg0.conf.") && !path.endsWith(".json"))).toEqual([]);
    expect(host.locked(PATH)).toBe(false);
  });

  it("is brought back by undo, and changed again by another", async () => {
    const host = withFile();
    const server = host.text(PATH);
    await carryOut(host, change, () => {});
    const { status, err } = await ran(host, ["undo", "--yes"]);
    expect([status, host.text(CLIENT), host.text(PATH)]).toEqual([0, TEXT, server]);
    expect(err).toContain("The file of anna is where and as it was before.");
    expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
    expect([host.text(CLIENT), host.text(PATH)]).toEqual([after, server]);
  });

  it("is left alone where somebody else changed it meanwhile", async () => {
    const host = withFile();
    host.meddle(CLIENT, "# another\n");
    const outcome = await carryOut(host, change, () => {});
    expect(outcome.status).toBe("failed");
    expect(outcome.steps.find(({ status }) => status === "failed")?.failure).toMatchObject({
      id: "changed",
      path: CLIENT,
    });
    expect(host.text(CLIENT)).toBe("# another\n");
    expect(host.paths().filter((path) => path.includes("/backups/"))).toEqual([]);
  });

  it("is undone though the server's file was changed since", async () => {
    const host = withFile();
    await carryOut(host, change, () => {});
    host.meddle(PATH, `${host.text(PATH)}# a comment\n`);
    expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
    expect(host.text(CLIENT)).toBe(TEXT);
  });

  it("cut off after each of its acts, is found, and comes to either end", async () => {
    const { acts } = await counted(change);
    for (let at = 0; at < acts; at++) {
      for (const end of [finish, takeBack]) {
        const host = withFile(at);
        await carryOut(host, change, () => {});
        const again = host.restarted();
        const found = await unfinished(again, PATH);
        if (!found) expect([TEXT, after]).toContain(again.text(CLIENT));
        if (!found || (end === finish && !found.canFinish)) continue;
        expect(await unfinishedChange(again, PATH)).toMatchObject({ kind: "client", path: PATH });
        await end(again, found.record);
        expect(again.text(CLIENT)).toBe(end === finish ? after : TEXT);
        expect((await lastRecord(again.files, PATH))?.state).toBe(end === finish ? "done" : "taken back");
        expect(again.paths().filter((path) => /\/\.[^/]*$/.test(path))).toEqual([]);
      }
    }
  });
});

async function counted(change: ClientPlan): Promise<{ readonly acts: number }> {
  const host = withFile();
  await carryOut(host, change, () => {});
  expect(host.acts()).toBeGreaterThan(4);
  expect(host.clock.now()).toBe(NOW);
  return { acts: host.acts() };
}
