/**
 * The code of a peer that stands there already, from its kept file; or why a key that was never kept cannot come back,
 * and the way to new ones.
 */
import type { Plan } from "../plans/plan.ts";
import { callsServer, payloadOf } from "../wireguard/client.ts";
import { readable } from "../wireguard/conf.ts";
import { keptClientOf } from "../wireguard/kept.ts";
import type { KeptClient } from "../wireguard/world.ts";
import { nameOf, rotatable, rotationDraft } from "../wizard/rotating.ts";
import { tunnelNameOf } from "../wizard/tunnel-name.ts";
import type { WhyNot } from "./allowed.ts";
import { type DetailState, inDetail, openDetail } from "./detailing.ts";
import { UNTOUCHED } from "./handing.ts";
import type { CodeState, State } from "./state.ts";
import { ask, still, type Updated } from "./updated.ts";
import { startWatch } from "./waiting.ts";

/** `c`: the code, or why there is none. From the list the peer's own screen is opened first, for Esc to lead back to. */
export function openCode(state: State): Updated {
  const { view, world } = state.view.at === "dashboard" ? openDetail(state).state : state;
  if (view.at !== "detail" || world === null) return still(state);
  const { detail } = view;
  const kept = keptClientOf(detail.peer, world);
  const plan = kept && standingPlan(detail, kept);
  if (kept === null || plan === null) return still(inDetail({ ...state, view }, () => ({ ...detail, codeless: true })));
  const code: CodeState = {
    plan,
    results: [],
    clientFile: kept.path,
    loaded: world.live?.peers.some(({ publicKey }) => publicKey === detail.peer.publicKey) ? "loaded" : "none",
    asText: false,
    held: false,
    watch: { ...startWatch(plan), copy: "kept" },
    from: detail,
    ...UNTOUCHED,
  };
  return still({ ...state, view: { at: "code", code } });
}

/** Nothing to be done, but all that the code's screen needs; null where no code carries the file. */
function standingPlan({ peer, sides }: DetailState, { conf }: KeptClient): Plan | null {
  const payload = payloadOf(conf);
  if (payload.kind !== "text" || !callsServer(conf) || conf.interface.privateKey === null) return null;
  const name = nameOf(peer);
  return {
    kind: "add",
    peer: { name, publicKey: peer.publicKey ?? "" },
    tunnelName: tunnelNameOf(name),
    sides,
    files: [],
    steps: [],
    loading: null,
    warnings: [],
    code: payload.text,
    clientText: readable(conf.text),
  };
}

/** Whether this peer can get new keys. */
export function rotatableHere(state: State): true | WhyNot {
  const { view, world } = state;
  if (view.at !== "detail" || world === null) return "no-world";
  if (state.unfinished !== null) return "unfinished";
  if (world.faults.length > 0) return "faults";
  return rotatable(view.detail.peer, world.conf) === true ? true : "not-rotatable";
}

/** `n`: the questions that new keys for this peer call for. */
export function startRotating(state: State): Updated {
  if (state.view.at !== "detail") return still(state);
  return ask({ ...state, begun: rotationDraft(state.view.detail.peer) }, { type: "make-keys" });
}
