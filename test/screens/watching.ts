/** The screen of the code, and what is seen of the device meanwhile: each second a look, as test/waiting writes them. */
import type { Lang, Size, State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import type { World } from "../../src/wireguard/world.ts";
import { type Look, sightOf } from "../waiting/looks.ts";
import { FACTS } from "../wizard/world.ts";
import { fiveWorld, MADE, opened, reviewing, showingCode } from "./states.ts";

/** The same server behind a router at home. */
export const HOME_FACTS = { ...FACTS, addresses: [{ device: "eth0", network: "192.168.1.10/24" }] };

/** The code of a new peer, on this server. */
export function codeShown(size: Size, lang: Lang, changes: Partial<World> = {}, given: State["given"] = {}): State {
  const endpoint = { endpoint: "203.0.113.5:47770" };
  return showingCode(reviewing({ ...opened(fiveWorld(changes), size, lang), given: { ...endpoint, ...given } }));
}

/** After these looks at it. */
export function seeing(state: State, looks: readonly Look[]): State {
  return looks.reduce(
    (now, one) => update(now, { type: "watched", sight: sightOf(one, MADE.pair.publicKey) }).state,
    state,
  );
}

/** The carried change of the device's file has ended well. */
export function carriedAway(state: State): State {
  const outcome = {
    status: "done",
    loaded: "none",
    steps: [],
    clientFile: null,
    backup: null,
    record: "20261122T141000Z",
    late: null,
    notices: [],
  } as const;
  return update(state, { type: "carried", effect: state.awaiting ?? 0, outcome, now: 0 }).state;
}
