/**
 * A person at the keyboard of the interactive program, without a terminal: keys go in, effects are answered at once
 * from a world that is given, the state comes out.
 */
import type { Effect, Event, KeyName } from "../../src/app/events.ts";
import type { State } from "../../src/app/state.ts";
import { start, update } from "../../src/app/update.ts";
import type { Outcome } from "../../src/plans/plan.ts";
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

/** A program started on this world. */
export function session(world: World, options: SessionOptions = {}): Session {
  const effects: Effect[] = [];
  let carried = false;
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
        return { type: "opened", effect: effect.id, opening, now: 0 };
      }
      case "make-keys":
        return { type: "keys-made", effect: effect.id, keys: MADE };
      case "read-key":
        return { type: "key-read", effect: effect.id, text: options.keyFile ?? null };
      case "carry": {
        carried = true;
        const steps = effect.plan.steps.map(({ id }) => ({ id, status: "done" as const, failure: null }));
        const create = effect.plan.files.find((file) => file.kind === "create");
        const outcome = options.outcome ?? {
          status: "done" as const,
          steps,
          clientFile: create?.path ?? null,
          backup: null,
        };
        return { type: "carried", effect: effect.id, outcome };
      }
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
