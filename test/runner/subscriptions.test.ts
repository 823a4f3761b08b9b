/** What runs beside the screens: started and stopped with them, never twice at a time. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Event } from "../../src/app/events.ts";
import type { Subscription } from "../../src/app/wanted.ts";
import type { Host } from "../../src/host/host.ts";
import { type Subscriptions, subscriptions } from "../../src/runner/subscriptions.ts";
import { machine } from "../commands/context.ts";

const STATUS: Subscription = { type: "status", name: "wg0", path: "/etc/wireguard/wg0.conf", every: 2000 };

let events: Event[] = [];
let asked = 0;
let running: Subscriptions;
/** How long an interface takes to answer. */
let takes = 0;
let broken: Error | null = null;
let crashed: unknown = null;

function host(): Host {
  const whole = machine();
  return {
    ...whole,
    wireguard: {
      ...whole.wireguard,
      async dump() {
        asked++;
        if (broken) throw broken;
        await new Promise((resolve) => setTimeout(resolve, takes));
        return { kind: "down" };
      },
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  [events, asked, takes, broken, crashed] = [[], 0, 0, null, null];
  running = subscriptions(
    async () => host(),
    (event) => events.push(event),
    (error) => {
      crashed = error;
    },
  );
});
afterEach(() => {
  running.stop();
  vi.useRealTimers();
});

describe("the status of the interface", () => {
  it("is read every two seconds while it is wanted", async () => {
    running.want([STATUS]);
    expect(asked).toBe(0);
    await vi.advanceTimersByTimeAsync(6_100);
    expect(events.map(({ type }) => type)).toEqual(["status", "status", "status"]);
  });

  it("is asked for once at a time, however long an answer takes", async () => {
    takes = 5_000;
    running.want([STATUS]);
    await vi.advanceTimersByTimeAsync(6_900);
    expect([asked, events.length]).toEqual([1, 0]);
    await vi.advanceTimersByTimeAsync(200);
    expect([asked, events.length]).toEqual([1, 1]);
    // The next one two seconds after the answer, not after the question.
    await vi.advanceTimersByTimeAsync(1_800);
    expect(asked).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toBe(2);
  });

  it("goes on undisturbed when the same is wanted again with every key that is pressed", async () => {
    running.want([STATUS]);
    for (let at = 0; at < 41; at++) {
      await vi.advanceTimersByTimeAsync(100);
      running.want([{ ...STATUS }]);
    }
    expect(events).toHaveLength(2);
  });

  it("stops with its screen, and an answer that comes later is dropped", async () => {
    takes = 1_000;
    running.want([STATUS]);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(asked).toBe(1);
    running.want([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([asked, events.length]).toEqual([1, 0]);
  });

  it("of another interface takes its place", async () => {
    running.want([STATUS]);
    await vi.advanceTimersByTimeAsync(1_900);
    running.want([{ ...STATUS, name: "wg1" }]);
    await vi.advanceTimersByTimeAsync(1_900);
    expect(asked).toBe(0);
    await vi.advanceTimersByTimeAsync(200);
    expect(asked).toBe(1);
  });

  it("that fails as nobody expected is told, once", async () => {
    broken = new Error("no such thing");
    running.want([STATUS]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(crashed).toBe(broken);
    expect(asked).toBe(1);
  });
});
