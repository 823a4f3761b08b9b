/**
 * What happens next: `update(state, event)` gives the new state and the effects that it asks for. Pure and total: an
 * event that means nothing here changes nothing, an answer that nobody awaits any more is dropped.
 */
import type { TerminalGifts } from "../qr/terminal.ts";
import { answered } from "./answered.ts";
import { typeInto } from "./asking.ts";
import { COMMANDS } from "./commands.ts";
import type { Event } from "./events.ts";
import { editField } from "./field.ts";
import { withoutWarning } from "./handing.ts";
import { bindingFor } from "./keys.ts";
import { lessonTick } from "./learning.ts";
import { filterBy, moveInList } from "./listing.ts";
import { modeOf } from "./modes.ts";
import type { Abilities, State } from "./state.ts";
import { statusSeen } from "./status.ts";
import { still, type Updated } from "./updated.ts";
import { typeEndpoint, watched } from "./waiting.ts";

export type { Updated } from "./updated.ts";

export function update(state: State, event: Event): Updated {
  switch (event.type) {
    case "resized":
      return still(moveInList({ ...state, size: event.size }, 0));
    case "gifts":
      return still({ ...state, abilities: withGifts(state.abilities, event.gifts) });
    case "key":
    case "letter":
    case "paste":
      return pressed({ ...state, refusal: null }, event);
    case "status":
      return statusSeen(state, event.reading, event.now, event.text ?? null);
    case "watched":
      return watched(state, event);
    case "clock":
      return still(lessonTick(state));
    default:
      return event.effect === state.awaiting ? answered(state, event) : still(state);
  }
}

/** What the terminal said counts for every screen, not for the code alone. */
function withGifts(abilities: Abilities, gifts: TerminalGifts): Abilities {
  const colours = abilities.colours === 0 ? 0 : gifts.colours;
  return { ...abilities, utf8: gifts.utf8, colours, gifts };
}

/** A key was pressed: a command of the bindings table, or text for a field. */
function pressed(before: State, event: Event): Updated {
  const binding = bindingFor(before, event);
  const state = withoutWarning(before, binding?.command ?? null);
  const mode = modeOf(state);
  if (binding) {
    const allowed = binding.when(state);
    return allowed === true ? COMMANDS[binding.command](state) : still({ ...state, refusal: allowed });
  }
  if (mode === "wizard" && state.view.at === "wizard") {
    // What is typed ahead while a file is read is none of that question's answer.
    if (state.view.wizard.reading) return still(state);
    return still({ ...state, view: { at: "wizard", wizard: typeInto(state.view.wizard, event) } });
  }
  if (mode === "endpoint") return still(typeEndpoint(state, event));
  if (mode === "filter" && state.dashboard.filtering) {
    const filtering = editField(state.dashboard.filtering, event) ?? state.dashboard.filtering;
    return still(filterBy(state, { ...state.dashboard, filtering }));
  }
  return still(state);
}
