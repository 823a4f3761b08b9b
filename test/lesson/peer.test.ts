/** The details of WireGuard's timers that no row of the measurements shows by itself (timers.c, device/timers.go). */
import { describe, expect, it } from "vitest";
import { PLAIN } from "../../src/lesson/knobs.ts";
import type { Side } from "../../src/lesson/packet.ts";
import { pingFate, sentBy, simulate } from "../../src/lesson/simulate.ts";
import type { Deed, Timed } from "../../src/lesson/world.ts";

const at = (seconds: number, deed: Deed): Timed => ({ at: seconds * 1000, deed });
const ping = (seconds: number, from: Side): Timed => at(seconds, { do: "ping", from });
const OPEN = { ...PLAIN, devicePlace: "public", forgets: 300 } as const;
const seconds = (moments: readonly number[]) => moments.map((moment) => Math.round(moment / 1000));

describe("a session", () => {
  it("is renewed after 120 s by the side that began it, at the next packet that it sends", () => {
    const script = [ping(0, "device"), ping(119, "device"), ping(121, "device")];
    const { events } = simulate(PLAIN, script, 125_000);
    expect(seconds(sentBy(events, "device", "rekey"))).toEqual([121]);
    expect(sentBy(events, "server", "rekey")).toEqual([]);
  });

  it("is renewed after 165 s by a packet that comes in, where the side that began it sent nothing", () => {
    const script = [ping(0, "device"), at(20, { do: "keepalive", side: "server", seconds: 25 })];
    const { events } = simulate(PLAIN, script, 175_000);
    expect(sentBy(events, "device", "rekey")).toEqual([]);
    expect(seconds(sentBy(events, "device", "last-minute"))).toEqual([170]);
  });

  it("ends after 180 s: the side that did not begin it begins a new one", () => {
    const { events } = simulate(OPEN, [ping(0, "device"), ping(185, "server")], 190_000);
    expect(seconds(sentBy(events, "server", "no-session"))).toEqual([185]);
    expect(pingFate(events, 2)).toEqual({ arrived: true, answered: true });
  });

  it("is asked for anew when data was sent and nothing came back for 15 s", () => {
    const script = [ping(0, "device"), at(20, { do: "device-leaves" }), ping(30, "server")];
    const { events } = simulate(OPEN, script, 50_000);
    expect(seconds(sentBy(events, "server", "no-answer"))).toEqual([45]);
  });

  it("is wiped after 540 s", () => {
    const { events } = simulate(PLAIN, [ping(0, "device")], 545_000);
    const wiped = events.filter((event) => event.id === "keys-wiped");
    expect(wiped.map((event) => [event.side, Math.round(event.at / 1000)])).toEqual([
      ["server", 540],
      ["device", 540],
    ]);
  });
});

describe("what waits for a handshake", () => {
  it("goes out with it, in the confirmation's place", () => {
    const { events } = simulate(PLAIN, [ping(0, "device")], 5_000);
    const sent = events.flatMap((event) => (event.id === "sent" ? [event.packet.why] : []));
    expect(sent).toEqual(["no-session", "response", "ping", "answer"]);
  });

  it("is dropped when nobody answers 20 tries", () => {
    const { events } = simulate({ ...PLAIN, serverPlace: "closed" }, [ping(0, "device")], 400_000);
    expect(sentBy(events, "device")).toHaveLength(20);
    expect(events.filter((event) => event.id === "gave-up")).toHaveLength(1);
  });
});

describe("PersistentKeepalive", () => {
  it("sends one at once when it is switched on", () => {
    const script = [ping(0, "device"), at(30, { do: "keepalive", side: "device", seconds: 25 })];
    const { events } = simulate(PLAIN, script, 60_000);
    expect(seconds(sentBy(events, "device", "keepalive"))).toEqual([30, 55]);
  });

  it("switched off sends no more", () => {
    const script = [at(30, { do: "keepalive", side: "device", seconds: null })];
    const { events } = simulate({ ...PLAIN, device: 25 }, script, 200_000);
    expect(seconds(sentBy(events, "device", "keepalive"))).toEqual([25]);
  });

  it("is put off by whatever is sent or received", () => {
    const { events } = simulate({ ...PLAIN, device: 25 }, [ping(20, "server")], 60_000);
    expect(seconds(sentBy(events, "device", "keepalive"))).toEqual([55]);
  });

  it("above 180 s makes a handshake each time, as no key is left to send with", () => {
    const { events } = simulate({ ...OPEN, device: 200 }, [], 450_000);
    expect(sentBy(events, "device", "keepalive")).toEqual([]);
    expect(seconds(sentBy(events, "device", "no-session"))).toEqual([0, 200, 400]);
  });

  it("is not needed where data comes in: every 10 s a receipt goes out", () => {
    const { events } = simulate({ ...PLAIN, device: 25, stream: true }, [], 60_000);
    const receipts = sentBy(events, "device", "receipt");
    expect(receipts.slice(1).map((moment, n) => moment - (receipts[n] ?? 0))).toEqual(
      receipts.slice(1).map(() => 10_000),
    );
    expect(receipts.length).toBeGreaterThan(4);
  });

  it("is not needed after a single burst either: data that came while a receipt was due gets another one", () => {
    const script = [ping(0, "device"), at(5, { do: "stream", on: true }), at(5.5, { do: "stream", on: false })];
    const { events } = simulate(PLAIN, script, 60_000);
    expect(seconds(sentBy(events, "device", "receipt"))).toEqual([10, 20]);
  });

  it("received is never answered", () => {
    const { events } = simulate({ ...PLAIN, device: 25 }, [], 119_000);
    expect(sentBy(events, "server")).toEqual(sentBy(events, "server", "response"));
  });
});

describe("what waits", () => {
  it("does not wait where nobody knows the other side's address: it is refused at once, and no handshake is tried", () => {
    const { world, events } = simulate(PLAIN, [ping(1, "server")], 60_000);
    expect(events).toEqual([{ at: 1000, id: "no-endpoint", side: "server", why: "ping", attempt: 0 }]);
    expect(world.server.staged).toEqual([]);
  });

  it("is never more than 129 packets, the newest: as many as the kernel keeps", () => {
    const script = [ping(0, "device"), at(5, { do: "device-leaves" }), at(6, { do: "stream", on: true })];
    const waiting = Array.from(
      { length: 60 },
      (_, n) => simulate(PLAIN, script, n * 10_000).world.server.staged.length,
    );
    expect(Math.max(...waiting)).toBe(129);
  });
});

describe("two handshakes at one moment", () => {
  it("end in one session", () => {
    const both = { ...OPEN, serverEndpoint: true, device: 25, server: 25 } as const;
    const { events } = simulate(both, [ping(20, "server")], 22_000);
    expect(pingFate(events, 1).answered).toBe(true);
  });
});
