/**
 * A person at the keyboard of the interactive program, without a terminal: keys go in, effects are answered at once
 * from a world that is given, the state comes out.
 */
import type { Effect, Event, KeyName } from "../../src/app/events.ts";
import { start } from "../../src/app/start.ts";
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import type { Change, Outcome } from "../../src/plans/plan.ts";
import type { PastChange, PastFile, Settled, Unfinished } from "../../src/plans/undo.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import type { Opening } from "../../src/wireguard/opening.ts";
import type { World } from "../../src/wireguard/world.ts";
import type { Draft } from "../../src/wizard/question.ts";

export interface Session {
  state(): State;
  /** Keys by their names (`enter`, `shift-tab`); anything else is typed letter by letter. */
  press(...keys: string[]): Session;
  send(event: Event): Session;
  /** The effects that were asked for so far. */
  readonly effects: readonly Effect[];
}

export interface SessionOptions {
  readonly opening?: Opening;
  /** What opening gives after something was carried out. */
  readonly later?: World;
  readonly outcome?: Outcome;
  readonly keyFile?: string | null;
  /** A change of the file that stopped in the middle, found at the start until it is settled. */
  readonly unfinished?: Unfinished;
  readonly settled?: Settled;
  /** What reading a file gives. */
  readonly text?: string | null;
  /** What stands in the server's file when an undo is asked for; unless told, what was written. */
  readonly standing?: string;
  readonly given?: Draft;
  readonly choice?: string | null;
  /** These effects stay unanswered. */
  readonly silent?: readonly Effect["type"][];
  readonly size?: State["size"];
}

const NAMED = /^(enter|esc|tab|shift-tab|up|down|left|right|home|end|page-up|page-down|backspace|delete|ctrl-.+)$/;

/** The pair and the preshared key that the wizard gets here. */
export const MADE = {
  pair: keyPairFrom(new Uint8Array(32).fill(9)),
  presharedKey: presharedKeyFrom(new Uint8Array(32).fill(8)),
};

/** A change of which nothing came, and what became of its steps. */
export function failedAt(...steps: Outcome["steps"]): Outcome {
  return {
    status: "failed",
    loaded: "none",
    steps,
    clientFile: null,
    backup: null,
    record: null,
    late: null,
    notices: [],
  };
}

/** When the changes of these tests were made. */
export const AT = Date.UTC(2026, 10, 22, 14, 5);

/** The change as its record tells it; `now` stands in the server's file. */
export function pastOf(change: Change, record: string, now?: string): PastChange {
  const files = change.files.map((file): PastFile => {
    if (file.kind === "create") return { kind: "create", path: file.path, now: file.text };
    if (file.kind === "move") return { kind: "move", path: file.path, copy: file.before };
    const { path, before, after } = file;
    return { kind: "edit", path, before, after, digest: null, now: now ?? after, same: (now ?? after) === after };
  });
  const kind = change.kind === "apply" ? "add" : change.kind;
  return { record, at: AT, kind, peer: change.peer, files, ...(change.beside && { beside: change.beside }) };
}

/** A program started on this world. */
export function session(world: World, options: SessionOptions = {}): Session {
  const effects: Effect[] = [];
  let carried = false;
  let settled = false;
  const done: Change[] = [];
  let now: State;

  const answer = (effect: Effect): Event | null => {
    if (options.silent?.includes(effect.type)) return null;
    switch (effect.type) {
      case "open":
      case "open-demo": {
        const found =
          carried && options.later ? options.later : effect.type === "open-demo" ? { ...world, demo: true } : world;
        const opening =
          effect.type === "open" && options.opening && !carried
            ? options.opening
            : { kind: "opened" as const, world: found };
        const unfinished = settled ? null : (options.unfinished ?? null);
        return { type: "opened", effect: effect.id, opening, now: 0, unfinished };
      }
      case "make-keys":
        return { type: "keys-made", effect: effect.id, keys: MADE };
      case "read-key":
        return { type: "key-read", effect: effect.id, text: options.keyFile ?? null };
      case "carry": {
        carried = true;
        const steps = effect.plan.steps.map((step) => ({
          id: step.id,
          path: step.path,
          ...(step.id === "run" && { at: step.at }),
          status: "done" as const,
          failure: null,
        }));
        const create = effect.plan.files.find((file) => file.kind === "create");
        const outcome = options.outcome ?? {
          status: "done" as const,
          loaded: effect.plan.loading ? ("loaded" as const) : ("none" as const),
          steps,
          clientFile: create?.path ?? null,
          backup: null,
          record: `record ${done.push(effect.plan)}`,
          late: null,
          notices: [],
        };
        return { type: "carried", effect: effect.id, outcome, now: AT };
      }
      case "read":
        return { type: "text-read", effect: effect.id, text: options.text ?? null };
      case "find-change": {
        const last = done[Number(effect.record.replace(/\D/g, "")) - 1];
        const change = last ? pastOf(last, effect.record, options.standing) : null;
        return { type: "change-found", effect: effect.id, change, opening: { kind: "opened", world }, now: 0 };
      }
      case "settle":
        settled = options.settled?.kind !== "failed";
        return { type: "settled", effect: effect.id, settled: options.settled ?? { kind: "done", notices: [] } };
      default:
        return null;
    }
  };

  const settle = (updated: ReturnType<typeof update>): void => {
    now = updated.state;
    for (const effect of updated.effects) {
      effects.push(effect);
      const event = answer(effect);
      if (event) settle(update(now, event));
    }
  };

  settle(
    start({
      size: options.size ?? { rows: 24, columns: 80 },
      lang: "en",
      abilities: { utf8: true, colours: 256, console: false },
      version: "0.0.0",
      given: options.given ?? {},
      choice: options.choice ?? null,
      demo: false,
    }),
  );

  const self: Session = {
    effects,
    state: () => now,
    send: (event) => {
      settle(update(now, event));
      return self;
    },
    press: (...keys) => {
      for (const key of keys) {
        if (NAMED.test(key)) self.send({ type: "key", key: key as KeyName });
        else for (const letter of key) self.send({ type: "letter", letter });
      }
      return self;
    },
  };
  return self;
}
