/** A whole run at once: what the tests compare with what was measured, and how the lesson knows its own answers. */
import type { Knobs } from "./knobs.ts";
import type { Side, Why } from "./packet.ts";
import { advance, beginWorld, type Stepped, type Timed, type WorldEvent } from "./world.ts";

/** Lets these things happen at these milliseconds, and gives everything that came of it up to `until`. */
export function simulate(knobs: Knobs, script: readonly Timed[], until: number): Stepped {
  return advance(beginWorld(knobs, script), until);
}

/** When this side sent packets for this reason; without a reason, when it sent anything. Milliseconds. */
export function sentBy(events: readonly WorldEvent[], side: Side, why?: Why): readonly number[] {
  return events.flatMap((event) =>
    event.id === "sent" && event.packet.from === side && (why === undefined || event.packet.why === why)
      ? [event.at]
      : [],
  );
}

/** Whether ping number `ping` (from 1, in the script's order) reached the other side, and its answer came back. */
export function pingFate(
  events: readonly WorldEvent[],
  ping: number,
): { readonly arrived: boolean; readonly answered: boolean } {
  const came = (why: Why) =>
    events.some((event) => event.id === "arrived" && event.packet.ping === ping && event.packet.why === why);
  return { arrived: came("ping"), answered: came("answer") };
}
