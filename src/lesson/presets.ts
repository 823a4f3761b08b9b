/** Free play: knobs that somebody set for a reason, and the question that the knobs at hand put. */
import { type Knobs, PLAIN } from "./knobs.ts";
import type { AnswerId } from "./scenes.ts";
import { pingFate, simulate } from "./simulate.ts";
import type { Deed, Timed } from "./world.ts";

export type PresetId = "plain" | "outward" | "ten" | "both" | "server-restart";

export const PRESETS: Readonly<Record<PresetId, Knobs>> = {
  plain: PLAIN,
  /** §5.2 T: dead after 40 s, for good. */
  outward: { ...PLAIN, server: 25, renewed: "outward" },
  /** E and P: the server's packets silence the device's. */
  ten: { ...PLAIN, device: 25, server: 10, renewed: "outward", after: 45 },
  /** D: twice the packets. */
  both: { ...PLAIN, device: 25, server: 25, after: 120 },
  /** No instant repair: the device notices at its next rekeying. */
  "server-restart": { ...PLAIN, device: 25, meanwhile: "server", after: 60 },
};

export const PRESET_IDS = Object.keys(PRESETS) as readonly PresetId[];

/** Milliseconds: when the two first speak, and when something happens meanwhile. */
const FIRST = 1_000;
const MEANWHILE = 15_000;
const LISTENS = 3_000;

const EVENTS: Readonly<Record<Knobs["meanwhile"], readonly (readonly [number, Deed])[]>> = {
  nothing: [],
  router: [[0, { do: "router-restarts" }]],
  server: [[0, { do: "server-restarts" }]],
  moves: [
    [0, { do: "device-leaves" }],
    [5_000, { do: "device-returns" }],
  ],
  leaves: [[0, { do: "device-leaves" }]],
};

/** The experiment that the knobs describe: a first word, silence with what happens in it, then the ping in question. */
export function experiment(knobs: Knobs): { readonly script: readonly Timed[]; readonly lasts: number } {
  const asked = FIRST + knobs.after * 1000;
  const first: Deed = {
    do: "ping",
    from: knobs.serverEndpoint && knobs.serverPlace === "closed" ? "server" : "device",
  };
  return {
    script: [
      { at: FIRST, deed: first },
      ...EVENTS[knobs.meanwhile].map(([after, deed]) => ({ at: MEANWHILE + after, deed })),
      { at: asked, deed: { do: "ping", from: knobs.asks } },
    ],
    lasts: asked + LISTENS,
  };
}

/** Whether the ping in question arrives within three seconds, as the model has it. */
export function outcome(knobs: Knobs): Extract<AnswerId, "yes" | "no"> {
  const { script, lasts } = experiment(knobs);
  return pingFate(simulate(knobs, script, lasts).events, 2).arrived ? "yes" : "no";
}
