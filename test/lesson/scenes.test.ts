import { describe, expect, it } from "vitest";
import { type Knobs, PLAIN } from "../../src/lesson/knobs.ts";
import { isOver, playOf, playOn, toTheEnd } from "../../src/lesson/play.ts";
import { outcome, PRESETS } from "../../src/lesson/presets.ts";
import { type PartId, SCENES } from "../../src/lesson/scenes.ts";
import { pingFate, sentBy } from "../../src/lesson/simulate.ts";
import { advance, beginWorld, type World, type WorldEvent, withScript } from "../../src/lesson/world.ts";

interface Played {
  readonly events: readonly WorldEvent[];
  /** Milliseconds of the world's clock when the question was put. */
  readonly asked: number;
  readonly world: World;
}

/** Every part of every scene, played as the program plays them: one world from part to part, or a new one. */
function played(): ReadonlyMap<PartId, Played> {
  const parts = new Map<PartId, Played>();
  for (const scene of SCENES) {
    let world = beginWorld(PLAIN);
    let events: WorldEvent[] = [];
    for (const part of scene.parts) {
      if (part.knobs) {
        const before = advance(beginWorld(part.knobs, part.before), part.from);
        world = before.world;
        events = [...before.events];
      }
      const asked = world.now;
      const after = advance(withScript(world, part.script), asked + part.lasts);
      events = [...events, ...after.events];
      world = after.world;
      parts.set(part.id, { events, asked, world });
    }
  }
  return parts;
}

const PLAYED = played();
const of = (id: PartId): Played => PLAYED.get(id) as Played;
const arrives = (id: PartId, ping: number) => pingFate(of(id).events, ping).arrived;
const lost = (id: PartId) => of(id).events.flatMap((event) => (event.id === "lost" ? [event.where] : []));

describe("what each scene says is what the model does", () => {
  it("begin: nothing leaves the server before the device has spoken; the same ping arrives after it", () => {
    const { events } = of("begin");
    const first = events.find((event) => event.id === "sent");
    expect(first).toMatchObject({ at: 10_000, packet: { from: "device", kind: "initiation" } });
    expect(pingFate(events, 1)).toEqual({ arrived: false, answered: false });
    expect(pingFate(events, 2).answered).toBe(true);
    expect(pingFate(events, 3)).toEqual({ arrived: true, answered: true });
  });

  it("silence: the server's ping is lost at the router after a minute, the device's page works at once", () => {
    expect(arrives("silence", 2)).toBe(false);
    expect(lost("silence")).toEqual(["device-router"]);
    expect(pingFate(of("page").events, 3).answered).toBe(true);
    expect(arrives("page", 4)).toBe(true);
  });

  it("device: with 25 the way never has less than five seconds left, and the ping arrives", () => {
    const { events } = of("device");
    expect(arrives("device", 2)).toBe(true);
    expect(events.filter((event) => event.id === "forgotten")).toEqual([]);
    const keepalives = sentBy(events, "device", "keepalive").filter((at) => at > 1000);
    for (const [n, at] of keepalives.slice(1).entries()) expect(at - (keepalives[n] ?? 0)).toBeLessThan(25_200);
  });

  it("server: it holds the way open, cannot open it again after a restart, and goes on sending", () => {
    expect(arrives("server", 2)).toBe(true);
    expect(arrives("restart", 3)).toBe(false);
    const { events, asked } = of("restart");
    const later = events.filter(({ at }) => at > asked + 1000);
    expect(later.filter((event) => event.id === "opened")).toEqual([]);
    expect(later.filter((event) => event.id === "sent").length).toBeGreaterThan(3);
    expect(later.filter((event) => event.id === "arrived")).toEqual([]);
  });

  it("moved: with the line on the device the way is open again within 25 s of the restart", () => {
    const { events, asked } = of("moved");
    const reopened = events.find((event) => event.id === "opened" && event.at > asked);
    expect((reopened?.at ?? 0) - asked - 1000).toBeLessThan(25_000);
    expect(arrives("moved", 2)).toBe(false);
    expect(arrives("moved", 3)).toBe(true);
  });

  it("gone: 20 tries, a pause of 25 s, and it begins anew; not one reaches anybody", () => {
    const { events, asked } = of("gone");
    const tries = events.filter((event) => event.id === "sent" && event.at >= asked).map(({ at }) => at);
    const pause = Math.max(...tries.slice(1).map((at, n) => at - (tries[n] ?? 0)));
    expect(Math.round(pause / 1000)).toBe(25);
    expect(tries.findIndex((at, n) => n > 0 && at - (tries[n - 1] ?? 0) > 20_000)).toBe(20);
    expect(events.filter((event) => event.id === "arrived" && event.at > 20_000)).toEqual([]);
  });

  it("who: a phone that calls gets its page without the line, a NAS and a server at home are reached with it", () => {
    expect(pingFate(of("phone").events, 2).answered).toBe(true);
    expect(arrives("nas", 2)).toBe(true);
    expect(arrives("home-server", 2)).toBe(true);
  });

  it.each<[PartId, Partial<Knobs>, boolean]>([
    ["nas", { device: null }, false],
    ["home-server", { server: null, device: null }, false],
    ["home-server", { server: null, device: 25 }, false],
  ])("who: %s with %j instead is not reached after a minute", (id, changes) => {
    const part = SCENES.flatMap(({ parts }) => parts).find((one) => one.id === id);
    if (!part?.knobs) throw new Error("no such part");
    const { world } = advance(beginWorld({ ...part.knobs, renewed: "outward", ...changes }, part.before), part.from);
    const { events } = advance(withScript(world, part.script), world.now + part.lasts);
    expect(pingFate(events, 2).arrived).toBe(false);
  });

  it("each question offers its right answer", () => {
    for (const { parts } of SCENES) for (const { answers, right } of parts) expect(answers).toContain(right);
  });
});

describe("the presets", () => {
  it.each([
    ["plain", "no"],
    ["outward", "no"],
    ["ten", "no"],
    ["both", "yes"],
    ["server-restart", "no"],
  ] as const)("%s: does the ping arrive? %s", (id, answer) => {
    expect(outcome(PRESETS[id])).toBe(answer);
  });

  it("a server that restarted is back at the device's next rekeying, two minutes at most", () => {
    expect(outcome({ ...PRESETS["server-restart"], after: 120 })).toBe("no");
    expect(outcome({ ...PRESETS["server-restart"], after: 170 })).toBe("yes");
  });

  it("a device that moved is found again by its own keepalive, and without it is not", () => {
    expect(outcome({ ...PLAIN, meanwhile: "moves", device: 25 })).toBe("yes");
    expect(outcome({ ...PLAIN, meanwhile: "moves", forgets: 300 })).toBe("no");
    expect(outcome({ ...PLAIN, meanwhile: "moves", server: 25 })).toBe("no");
  });

  it("a forwarded port is as good as a public address, a closed one lets nobody begin", () => {
    expect(outcome({ ...PLAIN, device: 25, serverPlace: "forwarded" })).toBe("yes");
    expect(outcome({ ...PLAIN, device: 25, serverPlace: "closed" })).toBe("no");
  });

  it("two closed routers are opened from both sides, where each knows the other's address", () => {
    const both = { ...PLAIN, device: 25, server: 25, serverPlace: "closed", serverEndpoint: true } as const;
    expect(outcome(both)).toBe("yes");
  });
});

describe("a play", () => {
  it("counts what either side sent, in packets and octets", () => {
    const part = SCENES[4]?.parts[0];
    if (!part?.knobs) throw new Error("no scene");
    const { world } = advance(beginWorld(part.knobs, part.before), part.from);
    const ended = toTheEnd(playOn(playOf(world, 0, 0), world, part.lasts));
    expect(isOver(ended)).toBe(true);
    expect(ended.sent.server.octets).toBe(ended.sent.server.packets * 176);
    expect(ended.sent.device.packets).toBe(0);
  });

  it("tells the same packet again and again as one entry that counts", () => {
    const ended = toTheEnd(playOf(beginWorld({ ...PLAIN, device: 25 }), 119_000, 0));
    const keepalives = ended.trail.filter((entry) => entry.id === "packet" && entry.packet.why === "keepalive");
    expect(keepalives).toMatchObject([{ count: 4, fate: "arrived" }]);
  });
});
