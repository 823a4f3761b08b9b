/**
 * Waiting for the device on the screen where its code stands: what is seen look by look, the code that goes when the
 * device is there, and what can be done meanwhile: another endpoint, an interface brought up, the copy put away.
 */
import { type ClientPlan, planEndpoint, planPutAway, withEndpoint } from "../plans/client-file.ts";
import type { Failure, Outcome, Plan } from "../plans/plan.ts";
import { diagnosisOf } from "../waiting/diagnosis.ts";
import { expectedOf } from "../waiting/expected.ts";
import { sightingOf } from "../waiting/sighting.ts";
import { lastSeen, look as lookAgain, startWaiting, type Waiting } from "../waiting/waiting.ts";
import { byteText, parseConf } from "../wireguard/conf.ts";
import { wgQuickArgument } from "../wireguard/wg-quick.ts";
import type { World } from "../wireguard/world.ts";
import type { Endpoint } from "../wizard/question.ts";
import { currentQuestion } from "./asking.ts";
import type { Event } from "./events.ts";
import { editField, freshField } from "./field.ts";
import { inCode, UNTOUCHED } from "./handing.ts";
import type { Asking, CodeState, State } from "./state.ts";
import { statusSeen } from "./status.ts";
import { ask, still, type Updated } from "./updated.ts";

export interface WatchState {
  readonly waiting: Waiting;
  /** What is seen stands in place of the code. */
  readonly shown: boolean;
  /** The copy that is kept here, once the device has its own: not decided, kept, in `backups/`. */
  readonly copy: "ask" | "kept" | "moved";
  /** Another endpoint is being typed. */
  readonly asking: Asking | null;
  /** `wg-quick up`: its key was pressed once; it runs. */
  readonly up: "asked" | "running" | null;
  /** What it said, line by line. */
  readonly said: readonly string[];
  /** The change of the device's file that is being carried out, and the plan that holds once it is. */
  readonly doing: { readonly change: ClientPlan; readonly next: Plan | null } | null;
  /** Why the last of these did not work. */
  readonly failure: Failure | null;
}

/** As it begins when the code is shown. */
export function startWatch(plan: Plan): WatchState {
  const expected = expectedOf(parseConf(byteText(plan.clientText)));
  return {
    waiting: startWaiting(plan.peer.publicKey, expected),
    shown: false,
    copy: "ask",
    asking: null,
    up: null,
    said: [],
    doing: null,
    failure: null,
  };
}

/** The device is there: its code is of no use any more, and is not shown again. */
export function isThere({ watch }: Pick<CodeState, "watch">): boolean {
  return watch.waiting.connectedAt !== null;
}

/** Whether it is asked what becomes of the copy: there is one, and the device has its own. */
export function asksForCopy(code: CodeState): boolean {
  return isThere(code) && code.watch.copy === "ask" && code.clientFile !== null && code.plan.code !== null;
}

/** Something is being done that no key may interrupt. */
export function isBusy({ doing, up }: WatchState): boolean {
  return doing !== null || up === "running";
}

/** Another look. What a person at the code should see at once comes by itself: the device is there, or is turned away. */
export function watched(state: State, { sight }: Extract<Event, { type: "watched" }>): Updated {
  const updated = statusSeen(state, sight.reading, sight.at);
  const seen = updated.state;
  if (seen.view.at !== "code" || seen.world === null) return updated;
  const { watch, loaded, from } = seen.view.code;
  const waiting = lookAgain(watch.waiting, sightingOf(watch.waiting.publicKey, sight.reading, sight));
  const there = waiting.connectedAt !== null;
  // Whoever asked for the code of a device that is connected already wants to see it all the same.
  const already = from !== null && lastSeen(waiting, "connected")?.already === true;
  const turned = turnsAway(waiting, seen.world) && !turnsAway(watch.waiting, seen.world);
  // Whoever loaded it meanwhile, it is loaded.
  const known = inCode(seen, () => ({ loaded: waiting.last?.peer ? "loaded" : loaded }));
  return still(
    inWatch(known, {
      waiting,
      shown: watch.shown || (there && !already) || turned,
      asking: there ? null : watch.asking,
      up: waiting.last?.status === "up" && watch.up === "asked" ? null : watch.up,
    }),
  );
}

/** Only a device that has the code can begin a handshake with it. */
function turnsAway(waiting: Waiting, world: World): boolean {
  return diagnosisOf(waiting, world).id === "unfinished";
}

/** `i`, and `c` back. */
export function showSeen(state: State, shown: boolean): Updated {
  return still(
    inWatch(
      inCode(state, () => ({ held: false, told: null })),
      { shown, asking: null, up: null, failure: null },
    ),
  );
}

/** `e`: the question about the endpoint alone, with the one in the file. */
export function askEndpoint(state: State): Updated {
  if (state.view.at !== "code") return still(state);
  const { plan } = state.view.code;
  const endpoint = expectedOf(parseConf(byteText(plan.clientText))).endpoint ?? "";
  const draft = state.own?.draft ?? { name: plan.peer.name };
  const asking: Asking = { draft, current: "endpoint", field: freshField(endpoint), problem: null };
  return still(inWatch(state, { shown: true, asking, failure: null }));
}

/** A letter, a paste or an editing key in that question. */
export function typeEndpoint(state: State, event: Event): State {
  const asking = state.view.at === "code" ? state.view.code.watch.asking : null;
  const field = asking && editField(asking.field, event);
  return field ? inWatch(state, { asking: { ...asking, field, problem: null } }) : state;
}

/** Enter: refused with the reason; else the device's file gets it, where one is kept, and the code is another. */
export function takeEndpoint(state: State): Updated {
  const { world, view } = state;
  if (view.at !== "code" || world === null || view.code.watch.asking === null) return still(state);
  const { plan, clientFile, watch } = view.code;
  const { asking } = watch;
  const parsed = currentQuestion(asking as Asking, world).parse(asking?.field.text ?? "", asking?.draft ?? {}, world);
  if (!parsed.ok) return still(inWatch(state, { asking: { ...(asking as Asking), problem: parsed.problem } }));
  const next = withEndpoint(plan, parsed.value as Endpoint);
  if (next.clientText === plan.clientText) return still(inWatch(state, { asking: null, shown: false }));
  if (clientFile === null) return still(withPlan(state, next));
  const change = planEndpoint(plan, next, clientFile, world);
  return ask(inWatch(state, { doing: { change, next }, failure: null }), { type: "carry", plan: change });
}

/** The copy goes into `backups/`. */
export function putAway(state: State): Updated {
  const { world, view } = state;
  if (view.at !== "code" || world === null || view.code.clientFile === null) return still(state);
  const change = planPutAway(view.code.plan, view.code.clientFile, world);
  return ask(inWatch(state, { doing: { change, next: null }, failure: null }), { type: "carry", plan: change });
}

/** The change of the device's file was carried out, or was not. */
export function clientCarried(state: State, { status, record }: Outcome, failure: Failure): State {
  if (state.view.at !== "code") return state;
  const { doing } = state.view.code.watch;
  const idle = inWatch(state, { doing: null });
  if (doing === null || status === "failed") return inWatch(idle, { failure });
  const { endpoint } = doing.next ? expectedOf(parseConf(byteText(doing.next.clientText))) : { endpoint: null };
  const draft = { ...(state.own?.draft ?? {}), ...(endpoint && { endpoint }) };
  const path = state.world?.path ?? "";
  const known = { ...idle, own: record === null ? state.own : { record, path, draft, earlier: state.own } };
  return doing.next ? withPlan(known, doing.next) : inWatch(known, { copy: "moved" });
}

/** `b`: once to see what it does, once more to do it. */
export function bringUp(state: State): Updated {
  const { world, view } = state;
  if (view.at !== "code" || world === null) return still(state);
  if (view.code.watch.up !== "asked") return still(inWatch(state, { up: "asked", failure: null }));
  const running = inWatch(state, { up: "running", said: [], failure: null });
  return ask(running, { type: "bring-up", argument: wgQuickArgument(world) });
}

export function broughtUp(state: State, { said, failure, now }: Extract<Event, { type: "brought-up" }>): State {
  const text = `wg-quick up ${state.world ? wgQuickArgument(state.world) : ""}`;
  return inWatch({ ...state, log: [{ at: now, text, failure }, ...state.log] }, { up: null, said, failure });
}

export function keepCopy(state: State): Updated {
  return still(inWatch(state, { copy: "kept" }));
}

/** Another code: it is waited for anew. */
function withPlan(state: State, plan: Plan): State {
  return inCode(state, () => ({ ...UNTOUCHED, plan, asText: false, held: false, watch: startWatch(plan) }));
}

function inWatch(state: State, change: Partial<WatchState>): State {
  return inCode(state, ({ watch }) => ({ watch: { ...watch, ...change } }));
}
