/**
 * What must run as long as a state lasts: subscriptions, as data. The runner starts and stops the difference between
 * two lists, so that nobody has to remember to stop anything.
 */
import { lessonRuns } from "./learning.ts";
import type { State, View } from "./state.ts";

export type Subscription =
  /** The running interface and its file, read anew every `every` milliseconds; a reading that takes longer is waited for. */
  | { readonly type: "status"; readonly name: string; readonly path: string; readonly every: number }
  /** The same as somebody looks who waits for a device. */
  | { readonly type: "watch"; readonly name: string; readonly every: number }
  /** The time, every `every` milliseconds. */
  | { readonly type: "clock"; readonly every: number };

/** Milliseconds between two readings of the interface. */
export const STATUS_EVERY = 2000;

/** Milliseconds that a frame of the lesson stands. */
export const FRAME_EVERY = 200;

/** Milliseconds between two looks while a device is waited for. */
export const LOOK_EVERY = 1000;

/** Screens on which somebody looks at what the interface does. */
const SHOWS_STATUS: ReadonlySet<View["at"]> = new Set(["dashboard"]);

/** What has to run in this state. Equal subscriptions are one and the same. */
export function wanted(state: State): readonly Subscription[] {
  if (lessonRuns(state)) return [{ type: "clock", every: FRAME_EVERY }];
  const { world, view } = state;
  if (world !== null && view.at === "code") return [{ type: "watch", name: world.interfaceName, every: LOOK_EVERY }];
  if (world === null || !SHOWS_STATUS.has(view.at)) return [];
  return [{ type: "status", name: world.interfaceName, path: world.path, every: STATUS_EVERY }];
}
