/**
 * Keeps the subscriptions that the state wants: starts what came, stops what went. A tick that is still at work when the
 * next one is due is waited for, so that no two ever overlap.
 */
import type { Event } from "../app/events.ts";
import type { Subscription } from "../app/wanted.ts";
import type { Host } from "../host/host.ts";
import { readInterface } from "../host/interface.ts";
import { lookAtInterface } from "../host/sight.ts";

/** What happens at each tick. */
type Tick<S extends Subscription> = (subscription: S, host: () => Promise<Host>) => Promise<Event>;

const TICKS: { readonly [Type in Subscription["type"]]: Tick<Extract<Subscription, { type: Type }>> } = {
  status: async ({ name, path }, machine) => {
    const host = await machine();
    const [reading, text] = await Promise.all([readInterface(host, name), host.files.read(path).catch(() => null)]);
    return { type: "status", reading, text, now: host.clock.now() };
  },
  watch: async ({ name }, machine) => ({ type: "watched", sight: await lookAtInterface(await machine(), name) }),
  clock: async (_subscription, machine) => ({ type: "clock", now: (await machine()).clock.now() }),
};

export interface Subscriptions {
  /** Starts and stops the difference to what runs. */
  want(list: readonly Subscription[]): void;
  /** Stops everything. */
  stop(): void;
}

/** `crash` hears of what nobody expected; a tick itself never fails. */
export function subscriptions(
  host: () => Promise<Host>,
  dispatch: (event: Event) => void,
  crash: (error: unknown) => void,
): Subscriptions {
  const running = new Map<string, () => void>();

  const start = (subscription: Subscription): (() => void) => {
    let stopped = false;
    let timer: NodeJS.Timeout | undefined;
    const tick = async () => {
      try {
        const event = await (TICKS[subscription.type] as Tick<Subscription>)(subscription, host);
        if (stopped) return;
        dispatch(event);
        if (!stopped) timer = setTimeout(tick, subscription.every);
      } catch (error) {
        if (!stopped) crash(error);
      }
    };
    timer = setTimeout(tick, subscription.every);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  };

  const want = (list: readonly Subscription[]) => {
    const wanted = new Map(list.map((one) => [JSON.stringify(one), one]));
    for (const [key, stop] of running) {
      if (wanted.has(key)) continue;
      stop();
      running.delete(key);
    }
    for (const [key, one] of wanted) if (!running.has(key)) running.set(key, start(one));
  };
  return { want, stop: () => want([]) };
}
