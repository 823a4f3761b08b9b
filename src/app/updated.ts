/** What update gives back, and the three ways to make one: nothing asked, an answer awaited, an effect without answer. */
import type { Effect } from "./events.ts";
import type { State } from "./state.ts";

export interface Updated {
  readonly state: State;
  readonly effects: readonly Effect[];
}

export type EffectSeed = Effect extends infer One ? (One extends Effect ? Omit<One, "id"> : never) : never;

export function still(state: State): Updated {
  return { state, effects: [] };
}

/** An effect whose answer is awaited from now on; whatever was awaited before is dropped. */
export function ask(state: State, seed: EffectSeed): Updated {
  const id = state.nextEffect;
  return { state: { ...state, nextEffect: id + 1, awaiting: id }, effects: [{ ...seed, id } as Effect] };
}

/** An effect without an answer. */
export function once(state: State, seed: EffectSeed): Updated {
  const id = state.nextEffect;
  return { state: { ...state, nextEffect: id + 1 }, effects: [{ ...seed, id } as Effect] };
}

/** The same server is read again. */
export function look(state: State): Updated {
  return ask(state, { type: "open", choice: state.world?.path ?? state.choice });
}
