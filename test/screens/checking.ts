/** States of the findings' screen, by the program's own `update`. */
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import type { Outcome } from "../../src/plans/plan.ts";
import { configured } from "../../src/wireguard/configured.ts";
import { type MachineEvidence, NO_EVIDENCE } from "../../src/wireguard/machine.ts";
import type { World } from "../../src/wireguard/world.ts";
import { testWorld } from "../wizard/world.ts";
import { FIVE_PEERS, fiveWorld, NOW, typed } from "./states.ts";

/** A server with a little of everything: an error, three warnings, a note. */
export const MANY_FINDINGS = FIVE_PEERS.replace("ListenPort = 47770", "ListenPort = 47770\nSaveConfig = true")
  .replace("10.77.0.200/32", "10.77.0.2/32")
  .replace("192.168.7.0/24", "192.168.1.9/24")
  .replace("AllowedIPs = 10.77.0.3/32", "PersistentKeepalive = 25\nAllowedIPs = 10.77.0.3/32");

/** The same server while it runs, just as its file has it. */
export function manyWorld(): World {
  const world = testWorld(MANY_FINDINGS);
  const peers = [...configured(world.conf, world.publicKey)].map(
    ([publicKey, { allowedIPs, keepalive, presharedKey }]) => ({
      publicKey,
      endpoint: null,
      allowedIPs,
      latestHandshake: null,
      rx: 0,
      tx: 0,
      persistentKeepalive: keepalive,
      presharedKey,
    }),
  );
  return { ...world, live: { publicKey: world.publicKey, listenPort: 47770, fwMark: null, peers } };
}

/** `x` in the list, and the evidence that came. */
export function checking(
  state: State,
  world: World = state.world ?? fiveWorld(),
  machine: Partial<MachineEvidence> | null = {},
): State {
  const asked = typed(state, "x");
  return update(asked, {
    type: "gathered",
    effect: asked.awaiting ?? 0,
    opening: { kind: "opened", world },
    machine: machine && { ...NO_EVIDENCE, ...machine },
    now: NOW,
  }).state;
}

/** `w` in the mend, all of it done. */
export function mended(state: State, changes: Partial<Outcome> = {}): State {
  const now = typed(state, "w");
  const found = now.view.at === "checks" ? now.view.checks.mending?.found : undefined;
  if (found?.kind !== "plan") throw new Error("nothing is being mended");
  const outcome: Outcome = {
    status: "done",
    loaded: "loaded",
    steps: found.plan.steps.map((step) => ({
      id: step.id,
      path: step.path,
      ...(step.id === "run" && { at: step.at }),
      status: "done",
      failure: null,
    })),
    clientFile: null,
    backup: "/etc/wireguard/backups/wg0.conf.20261122T140531Z",
    record: "20261122T140531Z",
    late: null,
    notices: [],
    ...changes,
  };
  return update(now, { type: "carried", effect: now.awaiting ?? 0, outcome, now: NOW }).state;
}
