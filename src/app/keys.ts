/** What a key means in a state, and which keys the footer and the `?` overlay show: read from the bindings table. */
import type { WhyNot } from "./allowed.ts";
import { BINDINGS, type Binding } from "./bindings.ts";
import type { CommandId } from "./command-id.ts";
import type { Event } from "./events.ts";
import { latinOf } from "./latin.ts";
import { type Mode, modeOf } from "./modes.ts";
import type { State } from "./state.ts";

/** A letter is text here, and no key. */
const TYPING: ReadonlySet<Mode> = new Set(["wizard", "filter", "endpoint"]);

/** The binding that this event means in this state; null where it means none. */
export function bindingFor(state: State, event: Event): Binding | null {
  const mode = modeOf(state);
  const here = BINDINGS.filter((binding) => binding.modes.includes(mode));
  if (event.type === "key") {
    // Of two that share a key the one that does something counts: Enter runs sudo in the demo, else it opens a peer.
    const meant = here.filter((binding) => binding.keys.includes(event.key));
    return meant.find((binding) => binding.when(state) === true) ?? meant.at(-1) ?? null;
  }
  if (event.type !== "letter" || TYPING.has(mode)) return null;
  const meaning = (letter: string) => {
    const meant = here.filter((binding) => binding.keys.includes(letter));
    return meant.find((binding) => binding.when(state) === true) ?? meant[0] ?? null;
  };
  return meaning(event.letter) ?? meaning(latinOf(event.letter));
}

/** A key as the footer or the `?` overlay shows it: `reason` says why it does nothing just now. */
export interface ShownKey {
  readonly command: CommandId;
  readonly label: string;
  readonly shown: number;
  readonly reason: WhyNot | null;
}

/** Reasons that have nothing to do with what stands on the screen: such a key is not shown at all. */
const BESIDE_THE_POINT: ReadonlySet<WhyNot | null> = new Set([
  "not-denied",
  "no-options",
  "no-filter",
  "both-ways",
  "not-needed",
  "no-lesson",
  "no-scene",
  "no-difference",
  "does-not-grow",
  "large-enough",
  "fits",
]);

/** The footer of this state, in the table's order. */
export function footerOf(state: State): readonly ShownKey[] {
  const keys = keysOf(state).filter((key) => key.shown > 0);
  if (modeOf(state) !== "code") return keys;
  // Behind `?` stand all the others, so it is never the one that goes.
  const weight = ({ command, shown }: ShownKey) => (command === "keys" ? 100 : shown);
  const able = keys.filter((key) => key.reason === null).sort((a, b) => weight(b) - weight(a));
  return keys.filter((key) => able.indexOf(key) >= 0 && able.indexOf(key) < MOST_WITH_A_CODE);
}

/** A person with a phone in one hand reads no more. */
const MOST_WITH_A_CODE = 5;

/** Every key of this state, for the `?` overlay; of the two languages the other one alone is offered. */
export function keysOf(state: State): readonly ShownKey[] {
  const mode = modeOf(state);
  const own = state.lang === "en" ? "english" : "russian";
  return BINDINGS.filter((binding) => binding.modes.includes(mode) && binding.command !== own)
    .map((binding) => ({ binding, reason: binding.when(state) }))
    .map(({ binding: { command, label, shown }, reason }) => ({
      command,
      label,
      shown: typeof shown === "number" ? shown : shown(state),
      reason: reason === true ? null : reason,
    }))
    .filter(({ reason }) => !BESIDE_THE_POINT.has(reason));
}

/** Up and down through the list of keys. */
export function moveKeys(state: State, step: number): State {
  const last = keysOf({ ...state, over: null }).length - 1;
  return { ...state, keysTop: Math.max(0, Math.min(last, state.keysTop + step)) };
}
