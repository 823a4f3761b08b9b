/** The running interface told what a plan says: what is done, what stops it, and that nobody else loses anything by it. */
import { describe, expect, it } from "vitest";
import { carryOut } from "../../src/host/carry.ts";
import type { Host } from "../../src/host/host.ts";
import { type MemoryHost, type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import { openServer } from "../../src/host/open.ts";
import { type ApplyPlan, planApply } from "../../src/plans/apply.ts";
import type { Change, StepResult } from "../../src/plans/plan.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import { SERVER_PAIR } from "../wizard/world.ts";
import { seeded } from "./randomness.ts";

const PATH = "/etc/wireguard/wg0.conf";
const [A = "", B = "", C = ""] = [1, 2, 3].map((seed) => keyPairFrom(new Uint8Array(32).fill(seed)).publicKey);
const STRANGER = keyPairFrom(new Uint8Array(32).fill(8)).publicKey;
const PSK = presharedKeyFrom(new Uint8Array(32).fill(9));

/** anna is to be loaded with a LAN behind her, boris to lose his keepalive. */
const CONF = `[Interface]
Address = 10.77.0.1/24
ListenPort = 47770
PrivateKey = ${SERVER_PAIR.privateKey}

[Peer]
# friendly_name = anna
PublicKey = ${A}
PresharedKey = ${PSK}
AllowedIPs = 10.77.0.2/32, 192.168.7.0/24

[Peer]
# friendly_name = boris
PublicKey = ${B}
AllowedIPs = 10.77.0.3/32
`;

const row = (key: string, networks: string, keepalive: number | "off" = "off") =>
  [key, "(none)", "198.51.100.7:4000", networks, 1_700_000_000, 10, 20, keepalive].join("\t");
const dumpOf = (own: string, ...rows: string[]) => `${[`(none)\t${own}\t47770\toff`, ...rows].join("\n")}\n`;
const DUMP = dumpOf(SERVER_PAIR.publicKey, row(B, "10.77.0.3/32", 25));

function machine(setup: Partial<MemorySetup> = {}): MemoryHost {
  return memoryHost({
    files: { [PATH]: byteText(CONF) },
    now: Date.UTC(2026, 10, 22, 14, 5, 31),
    randomness: seeded(1),
    dumps: { wg0: DUMP },
    addresses: ["10.77.0.1/24"],
    ...setup,
  });
}

async function planned(host: Host): Promise<ApplyPlan> {
  const opening = await openServer(host, PATH);
  if (opening.kind !== "opened") throw new Error(opening.kind);
  const found = planApply(opening.world);
  if (found.kind !== "plan") throw new Error(found.kind);
  return found.plan;
}

const line = ({ id, status, failure }: StepResult) =>
  `${id} ${status}${failure ? `: ${failure.id} ${failure.detail}`.trimEnd() : ""}`;

async function carried(host: Host, plan: Change, onStep: (result: StepResult) => void = () => {}) {
  const outcome = await carryOut(host, plan, onStep);
  return { ...outcome, lines: outcome.steps.map(line) };
}

/** The same machine, where something happens just before the dump is read for the `nth` time from now on. */
function beforeReading(host: MemoryHost, nth: number, happens: () => void): Host {
  let count = 0;
  const { dump } = host.wireguard;
  return {
    ...host,
    wireguard: {
      ...host.wireguard,
      dump: async (name) => {
        if (++count === nth) happens();
        return dump(name);
      },
    },
  };
}

describe("an interface that runs as it did when the plan was made", () => {
  it("is told, one command after the other, and compared with the plan", async () => {
    const host = machine();
    const told: string[] = [];
    const { lines, loaded, record, backup } = await carried(host, await planned(host), (one) => told.push(line(one)));
    expect(loaded).toBe("loaded");
    expect(lines).toEqual(["lock done", "compare done", "run done", "run done", "run done", "verify done"]);
    expect(told.filter((one) => one.startsWith("run"))).toHaveLength(6);
    const played = host.interface("wg0");
    expect(played?.peers.get(A)).toMatchObject({ presharedKey: PSK, allowedIPs: ["10.77.0.2/32", "192.168.7.0/24"] });
    expect(played?.peers.get(B)).toMatchObject({ keepalive: 0, endpoint: "198.51.100.7:4000", rx: 10 });
    expect([...(played?.routes ?? [])]).toEqual(["192.168.7.0/24"]);
    expect([record, backup, host.text(PATH)]).toEqual([null, null, byteText(CONF)]);
    expect(host.locked(PATH)).toBe(false);
  });

  it("a route that is there already: nothing is run for it, and nobody is told that something was", async () => {
    const host = machine();
    host.interface("wg0")?.routes.add("192.168.7.0/24");
    const { steps } = await carried(host, await planned(host));
    const runs = steps.filter(({ id }) => id === "run");
    expect(runs.map(({ status, already }) => [status, already ?? false])).toEqual([
      ["done", false],
      ["done", false],
      ["done", true],
    ]);
  });

  it("is found as the file says afterwards: there is nothing left to do", async () => {
    const host = machine();
    await carried(host, await planned(host));
    await expect(planned(host)).rejects.toThrow("same");
  });

  it("keeps no trace of a key in what is told of the steps", async () => {
    const host = machine({ commandRefusals: { "add-peer": "no" } });
    const plan = await planned(host);
    const told: unknown[] = [];
    const outcome = await carryOut(host, plan, (one) => told.push(one));
    expect(JSON.stringify([plan.steps, told, outcome])).not.toContain(PSK);
  });
});

describe("what stops it", () => {
  it("a command that fails: what came before it stays, what comes after it is not done", async () => {
    const host = machine({ commandRefusals: { "add-peer": "Unable to modify interface: Operation not permitted" } });
    const { lines, loaded, status } = await carried(host, await planned(host));
    expect([status, loaded]).toEqual(["done", "failed"]);
    expect(lines.slice(2)).toEqual([
      "run done",
      "run failed: command Unable to modify interface: Operation not permitted",
      "run skipped",
      "verify skipped",
    ]);
    expect(host.interface("wg0")?.peers.get(B)?.keepalive).toBe(0);
    expect(host.locked(PATH)).toBe(false);
  });

  it("a route that fails comes after the peer, who stays", async () => {
    const host = machine({ commandRefusals: { "add-route": "RTNETLINK answers: File exists" } });
    const { lines } = await carried(host, await planned(host));
    expect(lines.at(-2)).toBe("run failed: command RTNETLINK answers: File exists");
    expect(host.interface("wg0")?.peers.has(A)).toBe(true);
  });

  it("the file was changed after it was shown: the interface is told nothing", async () => {
    const host = machine();
    const plan = await planned(host);
    host.meddle(PATH, `${byteText(CONF)}# theirs\n`);
    const { lines, status, loaded } = await carried(host, plan);
    expect([status, loaded]).toEqual(["failed", "none"]);
    expect(lines).toEqual([
      "lock done",
      "compare failed: changed",
      "run skipped",
      "run skipped",
      "run skipped",
      "verify skipped",
    ]);
    expect(host.commands()).toEqual([]);
  });

  it.each([
    ["it is down by now", { kind: "down" as const }, "run failed: down down"],
    ["nobody may ask it any more", { kind: "denied" as const }, "run failed: down denied"],
    ["it runs with another key by now", { kind: "up" as const, text: dumpOf(STRANGER) }, "run failed: stranger"],
  ])("%s", async (_what, reading, said) => {
    const host = machine();
    const plan = await planned(host);
    const gone = { ...host, wireguard: { ...host.wireguard, dump: async () => reading } };
    const { lines, loaded } = await carried(gone, plan);
    expect([loaded, lines[2]]).toEqual(["failed", said]);
    expect(host.commands()).toEqual([]);
  });

  it("somebody gave a network of the plan to another peer meanwhile: it is not taken from there", async () => {
    const host = machine();
    const plan = await planned(host);
    host.interface("wg0")?.run("wg0", { kind: "set-peer", publicKey: C, allowedIPs: ["10.77.0.2/32"] });
    const { lines } = await carried(host, plan);
    expect(lines[2]).toBe("run failed: taken 10.77.0.2/32");
    expect(host.commands()).toEqual([]);
    expect(host.interface("wg0")?.peers.get(C)?.allowedIPs).toEqual(["10.77.0.2/32"]);
  });

  it("somebody changes another peer while the commands run: it is noticed", async () => {
    const host = machine({
      dumps: { wg0: `${DUMP}${row(C, "10.77.0.9/32")}\n` },
      files: { [PATH]: byteText(`${CONF}\n[Peer]\nPublicKey = ${C}\nAllowedIPs = 10.77.0.9/32\n`) },
    });
    const plan = await planned(host);
    const meddled = beforeReading(host, 2, () => {
      host.interface("wg0")?.run("wg0", { kind: "set-peer", publicKey: C, keepalive: 25 });
    });
    expect((await carried(meddled, plan)).lines.at(-1)).toBe(`verify failed: not-as-planned ${C}`);
  });

  it("a stop that was asked for: between two commands, and the file stays as it is", async () => {
    const host = machine();
    const stop = new AbortController();
    const outcome = await carryOut(
      host,
      await planned(host),
      ({ id, status }) => {
        if (id === "run" && status === "done") stop.abort();
      },
      { signal: stop.signal },
    );
    expect(outcome.steps.map(line).slice(2)).toEqual([
      "run done",
      "run failed: interrupted loading",
      "run skipped",
      "verify skipped",
    ]);
    expect(outcome).toMatchObject({ status: "done", loaded: "failed" });
  });
});

describe("the interface's own settings", () => {
  it("are told and compared as well", async () => {
    const text = CONF.replace("ListenPort = 47770", "ListenPort = 51820\nFwMark = 0x1234");
    const host = machine({ files: { [PATH]: byteText(text) } });
    const { loaded } = await carried(host, await planned(host));
    expect(loaded).toBe("loaded");
    expect(host.interface("wg0")?.dump().split("\n")[0]).toBe(`(none)\t${SERVER_PAIR.publicKey}\t51820\t0x1234`);
  });

  it("a port that somebody else sets in the same moment is noticed", async () => {
    const host = machine({ files: { [PATH]: byteText(CONF.replace("47770", "51820")) } });
    const plan = await planned(host);
    const meddled = beforeReading(host, 2, () => {
      host.interface("wg0")?.run("wg0", { kind: "set-interface", listenPort: 1 });
    });
    expect((await carried(meddled, plan)).lines.at(-1)).toBe("verify failed: not-as-planned ListenPort");
  });
});
