/** Makers of the states in which the file is applied to the running interface, and of the log of what it was told. */
import type { Lang, Size, State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import type { Outcome, StepResult } from "../../src/plans/plan.ts";
import { configured } from "../../src/wireguard/configured.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { Live, LivePeer } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";
import { FACTS, SERVER_PAIR, testWorld } from "../wizard/world.ts";
import * as states from "./states.ts";

const SESSION = { client: "10.77.0.9", server: "10.77.0.1", port: 22 } as const;

/** The interface as it is once the whole file is loaded. */
function loadedFrom(world: World, changes: Partial<Live> = {}): Live {
  const peers = [...configured(world.conf, world.publicKey)].map(
    ([publicKey, { allowedIPs, keepalive, presharedKey }]): LivePeer => ({
      publicKey,
      endpoint: "198.51.100.7:41641",
      allowedIPs,
      latestHandshake: states.NOW / 1000 - 60,
      rx: 0,
      tx: 0,
      persistentKeepalive: keepalive,
      presharedKey,
    }),
  );
  return { publicKey: SERVER_PAIR.publicKey, listenPort: 47770, fwMark: null, peers, ...changes };
}

const stray = (seed: number, address: string, seconds: number | null): LivePeer => ({
  publicKey: keyPairFrom(new Uint8Array(32).fill(seed)).publicKey,
  endpoint: null,
  allowedIPs: [address],
  latestHandshake: seconds === null ? null : states.NOW / 1000 - seconds,
  rx: 0,
  tx: 0,
  persistentKeepalive: null,
  presharedKey: null,
});

const ADDRESSES = ["10.77.0.1/24", "fd77::1/64"];

/** Everything loaded; an MTU of its own and hooks, which only a down and up can change. */
export function agreeing(): World {
  const text = states.FIVE_PEERS.replace("ListenPort", "MTU = 1380\nPostUp = nft -f /etc/wg.nft\nListenPort");
  const world = testWorld(text, { addresses: ADDRESSES, facts: { ...FACTS, mtu: 1420 } });
  const live = loadedFrom(world);
  return { ...world, live, running: { kind: "up", live } };
}

/**
 * A peer with a LAN is not loaded, one has a keepalive whose line is gone, two run that the file does not have (the
 * caller comes through one of them), and the port is another one.
 */
export function differing(): World {
  const world = agreeing();
  const peers = loadedFrom(world)
    .peers.filter((_, at) => at !== 2)
    .map((peer, at) => (at === 0 ? { ...peer, persistentKeepalive: 25 } : peer));
  const live = loadedFrom(world, {
    listenPort: 51820,
    peers: [...peers, stray(91, "10.77.0.9/32", 7300), stray(92, "10.77.0.10/32", null)],
  });
  return { ...world, live, running: { kind: "up", live }, session: SESSION };
}

/** A file of 300 peers and an interface that knows 300 others. */
export function allDifferent(): World {
  const key = (at: number) =>
    keyPairFrom(Uint8Array.from({ length: 32 }, (_, byte) => (byte === 5 ? at % 256 : byte === 6 ? at >> 8 : 1)));
  const blocks = Array.from(
    { length: 300 },
    (_, at) =>
      `\n[Peer]\n# friendly_name = device-${at + 1}\nPublicKey = ${key(at + 300).publicKey}\nAllowedIPs = 10.78.${at >> 8}.${at % 256}/32\n`,
  );
  const text = `[Interface]\nAddress = 10.78.0.1/16\nListenPort = 47770\nPrivateKey = ${SERVER_PAIR.privateKey}\n${blocks.join("")}`;
  const world = testWorld(text, { addresses: ["10.78.0.1/16"] });
  const peers = Array.from({ length: 300 }, (_, at) => ({
    ...stray(1, `10.79.${at >> 8}.${at % 256}/32`, at * 60),
    publicKey: key(at + 600).publicKey,
  }));
  const live = loadedFrom(world, { peers });
  return { ...world, live, running: { kind: "up", live } };
}

/** `A` on the list of this server. */
export function applying(world: World, size: Size, lang: Lang, key = "A"): State {
  const asked = states.typed(states.opened(world, size, lang), key);
  const opening = { kind: "opened", world } as const;
  return update(asked, { type: "opened", effect: asked.awaiting ?? 0, opening, now: states.NOW }).state;
}

function resultsOf(state: State, statusAt: (at: number) => StepResult["status"]): StepResult[] {
  const found = state.view.at === "apply" ? state.view.apply.found : null;
  if (found?.kind !== "plan") throw new Error("nothing is being applied");
  return found.plan.steps.map((step, at) => ({
    id: step.id,
    path: step.path,
    ...(step.id === "run" && { at: step.at }),
    status: statusAt(at),
    failure: null,
  }));
}

/** `w`, and so many steps done. */
export function half(count: number, state: State): State {
  const now = states.typed(state, "w");
  const results = resultsOf(state, (at) => (at < count ? "done" : at === count ? "running" : "waiting"));
  return results
    .filter(({ status }) => status !== "waiting")
    .reduce((on, result) => update(on, { type: "step", effect: on.awaiting ?? 0, result }).state, now);
}

/** `w`, all done; or the step at this place refused by the interface. */
export function applied(state: State, refusedAt: number | null = null): State {
  const now = states.typed(state, "w");
  const steps = resultsOf(state, (at) =>
    refusedAt === null || at < refusedAt ? "done" : at === refusedAt ? "failed" : "skipped",
  ).map((result) =>
    result.status === "failed"
      ? { ...result, failure: { id: "command", path: "wg0", detail: "RTNETLINK answers: File exists" } as const }
      : result,
  );
  const outcome: Outcome = {
    status: "done",
    loaded: refusedAt === null ? "loaded" : "failed",
    steps,
    clientFile: null,
    backup: null,
    record: null,
    late: null,
    notices: [],
  };
  return update(now, { type: "carried", effect: now.awaiting ?? 0, outcome, now: states.NOW }).state;
}
