/**
 * What each effect does on a host: the only place where the interactive program and the machine meet. Every answer
 * goes back as an event with the effect's id.
 */
import type { Effect, Event } from "../app/events.ts";
import type { Size } from "../app/state.ts";
import { isOwn } from "../checks/evidence.ts";
import { carryOut } from "../host/carry.ts";
import { failureOf } from "../host/failures.ts";
import { handOut } from "../host/hand-out.ts";
import { type Host, HostFailure } from "../host/host.ts";
import { openServer } from "../host/open.ts";
import { pastChange, settleChange, unfinishedChange } from "../host/past.ts";
import { digestOf } from "../host/record.ts";
import { withAfter } from "../plans/since.ts";
import { keyPairFrom, presharedKeyFrom } from "../wireguard/key.ts";

/** What the effects need of the program around them. */
export interface Surroundings {
  /** The machine, or the demo once it was opened. */
  host(): Promise<Host>;
  /** Makes the demo's server, once, and uses it from then on. */
  useDemo(): Promise<Host>;
  suspend(): void;
  /** Asks the terminal for a larger window; whether it grew. */
  grow(size: Size): Promise<boolean>;
  /** Gives back what `grow` took. */
  ungrow(): void;
  copy(text: string): void;
  /** Shows lines on the main screen until a key is pressed. */
  printBelow(lines: readonly string[]): Promise<void>;
  /** Runs the sudo line that is shown in place of this program. */
  becomeRoot(): void;
  /** Ends the change that is under way between two of its steps: another one for each change. */
  readonly signal: AbortSignal;
  /** Gives that signal. */
  stop(): void;
  /** Told of a change that is under way, so that the program does not end in the middle of a step. */
  during(work: Promise<unknown>): void;
  /** Something threw that should not have. */
  crash(error: unknown): void;
}

type Perform<E extends Effect> = (effect: E, around: Surroundings, dispatch: (event: Event) => void) => Promise<void>;

const PERFORM: { readonly [Type in Effect["type"]]: Perform<Extract<Effect, { type: Type }>> } = {
  open: async ({ id, choice }, around, dispatch) => {
    dispatch(await opened(await around.host(), choice, id));
  },
  "open-demo": async ({ id }, around, dispatch) => {
    dispatch(await opened(await around.useDemo(), null, id));
  },
  "make-keys": async ({ id }, around, dispatch) => {
    const { randomness } = await around.host();
    const keys = { pair: keyPairFrom(randomness.bytes(32)), presharedKey: presharedKeyFrom(randomness.bytes(32)) };
    dispatch({ type: "keys-made", effect: id, keys });
  },
  "read-key": async ({ id, path }, around, dispatch) => {
    const host = await around.host();
    dispatch({ type: "key-read", effect: id, text: await textOf(host, path) });
  },
  carry: async ({ id, plan }, around, dispatch) => {
    const host = await around.host();
    const work = carryOut(host, plan, (result) => dispatch({ type: "step", effect: id, result }), {
      signal: around.signal,
    });
    around.during(work);
    const outcome = await work;
    dispatch({ type: "carried", effect: id, outcome, now: host.clock.now() });
  },
  read: async ({ id, path }, around, dispatch) => {
    dispatch({ type: "text-read", effect: id, text: await textOf(await around.host(), path) });
  },
  "find-change": async ({ id, record, path }, around, dispatch) => {
    const host = await around.host();
    const opening = await openServer(host, path);
    const past = await pastChange(host.files, path, record);
    const change = past && withAfter(past, digestOf);
    dispatch({ type: "change-found", effect: id, change, opening, now: host.clock.now() });
  },
  gather: async ({ id, path }, around, dispatch) => {
    const host = await around.host();
    const opening = await openServer(host, path);
    const own = opening.kind === "opened" && isOwn(opening.world, host.folder);
    const machine = own ? await host.evidence(path) : null;
    dispatch({ type: "gathered", effect: id, opening, machine, now: host.clock.now() });
  },
  "bring-up": async ({ id, argument }, around, dispatch) => {
    const host = await around.host();
    const work = host.wireguard.up(argument);
    around.during(work);
    const [said, failure] = await work.then(
      (lines) => [lines, null] as const,
      (error: unknown) => [[], failureOf(error, argument).failure] as const,
    );
    dispatch({ type: "brought-up", effect: id, said, failure, now: host.clock.now() });
  },
  settle: async ({ id, unfinished, how }, around, dispatch) => {
    const work = settleChange(await around.host(), unfinished, how, { signal: around.signal });
    around.during(work);
    dispatch({ type: "settled", effect: id, settled: await work });
  },
  "grow-terminal": async ({ id, size }, around, dispatch) => {
    if (size === null) around.ungrow();
    else dispatch({ type: "grown", effect: id, grew: await around.grow(size) });
  },
  "save-picture": async ({ id, handOut: wanted }, around, dispatch) => {
    const answer = { type: "handed-out", effect: id } as const;
    try {
      dispatch({ ...answer, handedOut: await handOut(await around.host(), wanted), failure: null });
    } catch (error) {
      if (!(error instanceof HostFailure)) throw error;
      dispatch({ ...answer, handedOut: null, failure: error.failure });
    }
  },
  "copy-text": async ({ text }, around) => around.copy(text),
  "print-below": async ({ lines }, around) => around.printBelow(lines),
  stop: async (_effect, around) => around.stop(),
  suspend: async (_effect, around) => around.suspend(),
  sudo: async (_effect, around) => around.becomeRoot(),
};

/** The server, and whether a change of its file stopped in the middle. */
async function opened(host: Host, choice: string | null, effect: number): Promise<Event> {
  const opening = await openServer(host, choice);
  const unfinished = opening.kind === "opened" ? await unfinishedChange(host, opening.world.path) : null;
  return { type: "opened", effect, opening, now: host.clock.now(), unfinished };
}

/** Carries one effect out. Never throws: what nobody expected ends the program through `crash`. */
export function perform(effect: Effect, around: Surroundings, dispatch: (event: Event) => void): void {
  const act = PERFORM[effect.type] as Perform<Effect>;
  act(effect, around, dispatch).catch((error: unknown) => around.crash(error));
}

async function textOf(host: Host, path: string): Promise<string | null> {
  try {
    return await host.files.read(path);
  } catch (error) {
    if (error instanceof HostFailure) return null;
    throw error;
  }
}
