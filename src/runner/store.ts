/**
 * The one store of the interactive program: holds the state, feeds events to update, hands effects on. Events that
 * come while one is being handled wait their turn, so that keys of one packet are never lost.
 */
import type { Effect, Event } from "../app/events.ts";
import type { State } from "../app/state.ts";
import { type Updated, update } from "../app/update.ts";

export interface Store {
  state(): State;
  dispatch(event: Event): void;
  /** Called after every change; gives the call that ends it. */
  subscribe(listener: () => void): () => void;
}

/** A store that begins with this state and these effects. `perform` carries an effect out and never throws. */
export function createStore(
  first: Updated,
  perform: (effect: Effect, dispatch: (event: Event) => void) => void,
): Store {
  let state = first.state;
  let busy = false;
  const waiting: Event[] = [];
  const listeners = new Set<() => void>();

  const run = (effects: readonly Effect[]) => {
    for (const effect of effects) perform(effect, dispatch);
  };

  function dispatch(event: Event): void {
    waiting.push(event);
    if (busy) return;
    busy = true;
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const updated = update(state, next);
        const changed = updated.state !== state;
        state = updated.state;
        if (changed) for (const listener of listeners) listener();
        run(updated.effects);
      }
    } finally {
      busy = false;
    }
  }

  run(first.effects);
  return {
    state: () => state,
    dispatch,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
