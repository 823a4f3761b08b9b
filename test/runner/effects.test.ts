/** What the interactive program asks of the machine for taking back, on a machine in memory. */
import { describe, expect, it } from "vitest";
import type { Effect, Event } from "../../src/app/events.ts";
import type { MemoryHost } from "../../src/host/memory.ts";
import { planUndo } from "../../src/plans/undo.ts";
import { perform } from "../../src/runner/effects.ts";
import { readable } from "../../src/wireguard/conf.ts";
import { machine, PATH, ran } from "../commands/context.ts";
import { FOUNDING_CONF } from "../wizard/world.ts";
import { onlyMachine } from "./surroundings.ts";

/** The effect carried out: every event that came of it. */
async function answers(host: MemoryHost, effect: Effect): Promise<readonly Event[]> {
  const events: Event[] = [];
  const last = new Set<Event["type"]>(["opened", "carried", "text-read", "change-found", "settled"]);
  await new Promise<void>((resolve, reject) => {
    perform(effect, onlyMachine(host, reject), (event) => {
      events.push(event);
      if (last.has(event.type)) resolve();
    });
  });
  return events;
}

async function found(host: MemoryHost, record: string) {
  const [event] = await answers(host, { type: "find-change", id: 7, record, path: PATH });
  if (event?.type !== "change-found" || event.opening.kind !== "opened") throw new Error(event?.type);
  expect(event.effect).toBe(7);
  return planUndo(event.change, event.opening.world);
}

const recordOf = async (host: MemoryHost, ...args: string[]): Promise<string> =>
  JSON.parse((await ran(host, [...args, "--json"])).out).outcome.record;

describe("the change of one's own", () => {
  it("is found by its record and taken back", async () => {
    const host = machine();
    const record = await recordOf(host, "add", "lena", "--yes");
    const undo = await found(host, record);
    if (undo.kind !== "plan") throw new Error(undo.kind);
    const events = await answers(host, { type: "carry", id: 8, plan: undo.plan });
    expect(events.at(-1)).toMatchObject({ type: "carried", outcome: { status: "done", record: expect.any(String) } });
    expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
  });

  it("is not taken back once somebody else added another peer: that one is shown", async () => {
    const host = machine();
    const record = await recordOf(host, "add", "lena", "--yes");
    await ran(host, ["add", "olga", "--yes"]);
    const undo = await found(host, record);
    if (undo.kind !== "changed") throw new Error(undo.kind);
    expect(undo.whole).toBe(false);
    const came = undo.diff.filter(({ kind }) => kind === "new").map(({ text }) => text);
    expect(came.join("\n")).toContain("olga");
    expect(came.join("\n")).not.toContain("lena");
  });
});

describe("a change that a crash cut off", () => {
  async function cutOff(): Promise<MemoryHost> {
    for (let acts = 1; acts < 200; acts++) {
      const dying = machine({ actsUntilDeath: acts });
      await ran(dying, ["add", "lena", "--yes"]).catch(() => null);
      const host = dying.restarted();
      const [event] = await answers(host, { type: "open", id: 1, choice: null });
      if (event?.type === "opened" && event.unfinished?.torn) return host;
    }
    throw new Error("no cut leaves the files between old and new");
  }

  it.each(["take-back", "finish"] as const)("comes with the server, and is settled: %s", async (how) => {
    const host = await cutOff();
    const [event] = await answers(host, { type: "open", id: 1, choice: null });
    if (event?.type !== "opened" || !event.unfinished) throw new Error("nothing is unfinished");
    expect(event.unfinished.peer?.name).toBe("lena");
    const settled = await answers(host, { type: "settle", id: 2, unfinished: event.unfinished, how });
    expect(settled).toMatchObject([{ type: "settled", effect: 2, settled: { kind: "done" } }]);
    const [again] = await answers(host, { type: "open", id: 3, choice: null });
    expect(again).toMatchObject({ unfinished: null });
    expect(host.text(PATH)?.includes("lena")).toBe(how === "finish");
  });

  it("says why it cannot be settled: the lock is somebody else's", async () => {
    const host = await cutOff();
    const [event] = await answers(host, { type: "open", id: 1, choice: null });
    if (event?.type !== "opened" || !event.unfinished) throw new Error("nothing is unfinished");
    const lock = await host.files.lock(PATH, 0);
    const settled = await answers(host, { type: "settle", id: 2, unfinished: event.unfinished, how: "finish" });
    await lock.release();
    expect(settled).toMatchObject([{ settled: { kind: "failed", failure: { id: "locked" } } }]);
  });
});

it("a file that cannot be read has no text, and nothing crashes", async () => {
  expect(await answers(machine(), { type: "read", id: 4, path: "/etc/wireguard/none" })).toEqual([
    { type: "text-read", effect: 4, text: null },
  ]);
});
