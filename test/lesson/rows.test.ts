/** The model against what was measured with real WireGuard behind real routers: wireguard-semantics.md §5.2, row by row. */
import { describe, expect, it } from "vitest";
import { type Knobs, PLAIN } from "../../src/lesson/knobs.ts";
import type { Side, Why } from "../../src/lesson/packet.ts";
import { pingFate, sentBy, simulate } from "../../src/lesson/simulate.ts";
import type { Deed, Timed, WorldEvent } from "../../src/lesson/world.ts";

const LINUX: Knobs = { ...PLAIN, forgets: "linux" };
const OUTWARD: Knobs = { ...PLAIN, renewed: "outward" };

const at = (seconds: number, deed: Deed): Timed => ({ at: seconds * 1000, deed });
const ping = (seconds: number, from: Side): Timed => at(seconds, { do: "ping", from });

interface Run {
  readonly seconds: number;
  readonly events: readonly WorldEvent[];
}

/** Milliseconds at which this side sent packets for this reason, as seconds after the first ping. */
const times = ({ events }: Run, side: Side, why?: Why): number[] => sentBy(events, side, why).map((ms) => ms / 1000);
const gaps = (moments: readonly number[]): number[] => moments.slice(1).map((moment, n) => moment - (moments[n] ?? 0));
const initiations: readonly Why[] = ["no-session", "rekey", "last-minute", "no-answer", "retry"];
/** Without what waited for the first handshake and went out with it. */
const settled = (moments: readonly number[]): number[] => moments.filter((moment) => moment > 1);
const handshakes = (run: Run, side: Side): number[] =>
  initiations.flatMap((why) => times(run, side, why)).sort((a, b) => a - b);

/** Each interval within one second of what was measured. */
function everySeconds(moments: readonly number[], seconds: number): void {
  expect(moments.length).toBeGreaterThan(2);
  for (const gap of gaps(moments)) expect(Math.abs(gap - seconds)).toBeLessThanOrEqual(1);
}

/** Spans in which the device's router knew of no way in, in seconds. */
function dead({ events, seconds }: Run): [number, number][] {
  const spans: [number, number][] = [];
  let from: number | null = 0;
  for (const event of events) {
    if (event.id === "forgotten") from = event.at / 1000;
    if (event.id === "opened" && from !== null) {
      spans.push([from, event.at / 1000]);
      from = null;
    }
  }
  return from === null ? spans : [...spans, [from, seconds]];
}

/** The bursts of handshakes: split where more than ten seconds lie between two. */
function bursts(moments: readonly number[]): number[][] {
  const found: number[][] = [];
  for (const moment of moments) {
    const last = found.at(-1);
    if (last && moment - (last.at(-1) ?? 0) <= 10) last.push(moment);
    else found.push([moment]);
  }
  return found;
}

/** 20 initiations about 5.2 s apart, the next burst 25 s after the last one of this: measured as counts within one. */
function inBursts(moments: readonly number[]): void {
  const found = bursts(moments);
  expect(found.length).toBeGreaterThan(2);
  for (const burst of found.slice(0, -1)) {
    expect(Math.abs(burst.length - 20)).toBeLessThanOrEqual(1);
    everySeconds(burst, 5.2);
  }
  for (const [n, burst] of found.slice(1).entries()) {
    expect(Math.abs((burst[0] ?? 0) - (found[n]?.at(-1) ?? 0) - 25)).toBeLessThanOrEqual(1);
  }
}

interface Row {
  readonly row: string;
  readonly says: string;
  readonly knobs: Knobs;
  readonly script: readonly Timed[];
  readonly seconds: number;
  readonly holds: (run: Run) => void;
}

const ROWS: readonly Row[] = [
  {
    row: "A",
    says: "without the line, a ping from the server arrives after 45 s: the receipt at 10 s made the mapping one of 120 s",
    knobs: LINUX,
    script: [ping(0, "device"), ping(45, "server")],
    seconds: 50,
    holds: (run) => {
      expect(times(run, "device", "receipt")).toEqual([expect.closeTo(10, 0)]);
      expect(times(run, "server", "receipt")).toEqual([]);
      expect(pingFate(run.events, 2)).toEqual({ arrived: true, answered: true });
    },
  },
  {
    row: "A2",
    says: "after 170 s the mapping is gone and all three pings are lost",
    knobs: LINUX,
    script: [ping(0, "device"), ping(170, "server"), ping(171, "server"), ping(172, "server")],
    seconds: 180,
    holds: (run) => {
      expect(dead(run).at(-1)?.[0]).toBeCloseTo(130, 0);
      for (const n of [2, 3, 4]) expect(pingFate(run.events, n).arrived).toBe(false);
    },
  },
  {
    row: "B",
    says: "25 on the device: a keepalive every 25 s and a handshake every 125 s, all by the device; a ping after 430 s arrives",
    knobs: { ...LINUX, device: 25 },
    script: [ping(430, "server")],
    seconds: 429,
    holds: (run) => {
      everySeconds(times(run, "device", "keepalive"), 25);
      everySeconds(handshakes(run, "device"), 125);
      expect(times(run, "server")).toEqual(times(run, "server", "response"));
      expect(dead(run)).toHaveLength(1);
      const later = simulate({ ...LINUX, device: 25 }, [ping(430, "server")], 432_000).events;
      expect(pingFate(later, 1)).toEqual({ arrived: true, answered: true });
    },
  },
  {
    row: "C",
    says: "25 on the server: the server sends, the device nothing of its own but the receipt; handshakes at 185 s, then every 125 s",
    knobs: { ...LINUX, server: 25 },
    script: [ping(0, "device"), ping(560, "server")],
    seconds: 565,
    holds: (run) => {
      const keepalives = settled(times(run, "server", "keepalive"));
      expect(keepalives[0]).toBeCloseTo(35, 0);
      // At 185 s there is no key to send with: a handshake goes in the keepalive's place.
      everySeconds([...keepalives.filter((moment) => moment < 185), handshakes(run, "server")[0] ?? 0], 25);
      expect(times(run, "device", "keepalive")).toEqual([]);
      const [first, second, third] = handshakes(run, "server");
      expect(first).toBeCloseTo(185, 0);
      expect((second ?? 0) - (first ?? 0)).toBeCloseTo(125, 0);
      expect((third ?? 0) - (second ?? 0)).toBeCloseTo(125, 0);
      expect(dead(run)).toHaveLength(1);
      expect(pingFate(run.events, 2).answered).toBe(true);
    },
  },
  {
    row: "D",
    says: "25 on both: both send at each tick, twice the packets (who fires is a race; here the ties are all lost)",
    knobs: { ...LINUX, device: 25, server: 25 },
    script: [ping(0, "device")],
    seconds: 115,
    holds: (run) => {
      const [device, server] = (["device", "server"] as const).map((side) => settled(times(run, side, "keepalive")));
      everySeconds(device ?? [], 25);
      everySeconds(server ?? [], 25);
      expect(device).toHaveLength(server?.length ?? 0);
    },
  },
  {
    row: "E",
    says: "10 on the server, 25 on the device: after t = 10 s the device sends no keepalive for 130 s",
    knobs: { ...LINUX, device: 25, server: 10 },
    script: [ping(0, "device")],
    seconds: 140,
    holds: (run) => {
      everySeconds(times(run, "server", "keepalive"), 10);
      expect(times(run, "device", "keepalive")).toEqual([]);
      expect(times(run, "device").filter((moment) => moment > 11)).toEqual([]);
    },
  },
  {
    row: "F",
    says: "25 on the server, a device that never connects: nothing on the wire, tries inside in bursts of 20, 20 s apart",
    knobs: { ...LINUX, server: 25 },
    script: [],
    seconds: 400,
    holds: (run) => {
      expect(times(run, "server")).toEqual([]);
      inBursts(run.events.flatMap((event) => (event.id === "no-endpoint" ? [event.at / 1000] : [])));
      const givenUp = run.events.filter((event) => event.id === "gave-up").map((event) => event.at / 1000);
      const restarted = bursts(run.events.flatMap((event) => (event.id === "no-endpoint" ? [event.at / 1000] : [])));
      for (const [n, moment] of givenUp.entries()) {
        expect(Math.abs((restarted[n + 1]?.[0] ?? 0) - moment - 20)).toBeLessThanOrEqual(1);
      }
    },
  },
  {
    row: "G",
    says: "25 on the server, a device that vanishes: initiations every 5.2 s, 20 a burst, 25 s pause, for ever",
    knobs: { ...LINUX, server: 25 },
    script: [ping(0, "device"), at(20, { do: "device-leaves" })],
    seconds: 1000,
    holds: (run) => {
      inBursts(handshakes(run, "server"));
      // 20 initiations of 148 octets and 28 of headers in about 125 s: 2.4 MB a day.
      const perDay = (handshakes(run, "server").length * 176 * 86_400) / (1000 - 185);
      expect(perDay).toBeGreaterThan(2.3e6);
      expect(perDay).toBeLessThan(2.6e6);
    },
  },
  {
    row: "H",
    says: "25 on the device, a server that cannot be reached: the same from the device",
    knobs: { ...LINUX, device: 25, serverPlace: "closed" },
    script: [],
    seconds: 600,
    holds: (run) => {
      inBursts(handshakes(run, "device"));
      expect(times(run, "server")).toEqual([]);
    },
  },
  {
    row: "J",
    says: "25 on the device, a download: a receipt every 10 s, and the 25 s timer never fires",
    knobs: { ...LINUX, device: 25, stream: true },
    script: [],
    seconds: 110,
    holds: (run) => {
      everySeconds(times(run, "device", "receipt"), 10);
      expect(times(run, "device", "keepalive")).toEqual([]);
      expect(times(run, "server", "stream").length).toBeGreaterThan(105);
    },
  },
  {
    row: "P",
    says: "10 on the server, 25 on the device, renewed outward only: dead at 40 to 55 s, 85 to 100 s, a third of the time",
    knobs: { ...OUTWARD, device: 25, server: 10 },
    script: [ping(0, "device")],
    seconds: 145,
    holds: (run) => {
      const spans = dead(run).slice(1, 3);
      expect(spans.map((span) => span.map(Math.round))).toEqual([
        [40, 55],
        [85, 100],
      ]);
      const asked = simulate({ ...OUTWARD, device: 25, server: 10 }, [ping(0, "device"), ping(48, "server")], 52_000);
      expect(pingFate(asked.events, 2).arrived).toBe(false);
    },
  },
  {
    row: "Q",
    says: "25 on the device alone, renewed outward only: never expired",
    knobs: { ...OUTWARD, device: 25 },
    script: [ping(500, "server")],
    seconds: 505,
    holds: (run) => {
      expect(run.events.filter((event) => event.id === "forgotten")).toEqual([]);
      expect(pingFate(run.events, 1).answered).toBe(true);
    },
  },
  {
    row: "R",
    says: "25 on both, renewed outward only: never expired (a race: both fire together here, as measured on a short line)",
    knobs: { ...OUTWARD, device: 25, server: 25 },
    script: [ping(0, "device"), ping(500, "server")],
    seconds: 505,
    holds: (run) => {
      expect(run.events.filter((event) => event.id === "forgotten")).toEqual([]);
      expect(pingFate(run.events, 2).answered).toBe(true);
    },
  },
  {
    row: "T",
    says: "25 on the server alone, renewed outward only: expired after 40 s, for good, all three pings lost",
    knobs: { ...OUTWARD, server: 25 },
    script: [ping(0, "device"), ping(60, "server"), ping(61, "server"), ping(62, "server")],
    seconds: 600,
    holds: (run) => {
      const spans = dead(run);
      expect(spans).toHaveLength(2);
      expect(spans[1]?.[0]).toBeCloseTo(40, 0);
      expect(spans[1]?.[1]).toBe(600);
      for (const n of [2, 3, 4]) expect(pingFate(run.events, n).arrived).toBe(false);
    },
  },
];

describe("the model does what was measured", () => {
  it.each(ROWS.map((one) => [one.row, one.says, one] as const))("row %s: %s", (_row, _says, one) => {
    const { events } = simulate(one.knobs, one.script, one.seconds * 1000);
    one.holds({ seconds: one.seconds, events });
  });

  it("has a case for every row of the table", () => {
    expect(ROWS.map(({ row }) => row)).toEqual("A A2 B C D E F G H J P Q R T".split(" "));
  });
});
