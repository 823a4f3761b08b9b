import { describe, expect, it } from "vitest";
import { DEVICE, each, events, expectSaid, HERE, type Look, looked, story, THERE, world } from "./looks.ts";

/** A NAT's time for a flow with one packet, renewed with every packet. */
const left = (t: number, every: number, most: number) => most - (t % every);
const nothing = (t: number): Look => ({ t });
const AT_HOME = world({ addresses: [{ device: "eth0", network: "192.168.1.10/24" }] });

describe("nothing comes", () => {
  const looks = each(0, 70, () => ({}));

  it("nobody is accused in the first 20 seconds, then it is said that nothing arrives", () => {
    expect(story(looks)).toEqual(["0 waiting", "20 nothing-arrives"]);
  });

  it("first the tunnel that is not switched on, then the port, then the endpoint", () => {
    expectSaid(looked(looks), "nothing-arrives", ["not-switched-on", "port-shut", "endpoint"]);
  });

  it("at home the Wi-Fi of the server comes second", () => {
    expectSaid(looked(looks), "nothing-arrives", ["not-switched-on", "same-network", "port-shut", "endpoint"], AT_HOME);
  });

  it("without keepalive, and with some of the traffic in the tunnel alone, the device may have nothing to send", () => {
    const silent = { ...DEVICE, keepalive: 0, traffic: "some" } as const;
    expectSaid(looked(looks, silent), "nothing-arrives", [
      "not-switched-on",
      "nothing-to-send",
      "port-shut",
      "endpoint",
    ]);
    expectSaid(looked(looks, { ...silent, traffic: "all" }), "nothing-arrives", [
      "not-switched-on",
      "port-shut",
      "endpoint",
    ]);
  });

  it("without connection tracking it may arrive and be refused: the keys are among the causes", () => {
    expectSaid(looked(each(0, 70, () => ({ flows: null }))), "nothing-accepted", [
      "not-switched-on",
      "port-shut",
      "endpoint",
      "peer-key",
      "server-key",
    ]);
  });

  it("a handshake of days ago is none", () => {
    expect(story(each(0, 30, () => ({ handshake: -200_000, bytes: [9000, 9000], endpoint: HERE })))).toEqual([
      "0 waiting",
      "20 nothing-arrives",
    ]);
  });
});

describe("packets come and are refused", () => {
  const knocking = each(0, 36, (t) => (t < 3 ? {} : { flows: { [HERE]: left(t - 3, 5, 29) } }));

  it("a flow that is not answered and renewed every 5 s is a wrong key", () => {
    expect(story(knocking)).toEqual(["0 waiting", "20 refused"]);
    expectSaid(looked(knocking), "refused", ["peer-key", "server-key"]);
  });

  it("one packet of a stranger is none", () => {
    expect(story(each(0, 40, (t) => (t < 30 && t >= 3 ? { flows: { [THERE]: 32 - t } } : {})))).toEqual([
      "0 waiting",
      "20 nothing-arrives",
    ]);
  });

  it("somebody who knocked before us is named only where nobody else does", () => {
    const old = (t: number) => ({ [THERE]: left(t, 5, 29) });
    const both = each(0, 40, (t) => ({ flows: t < 4 ? old(t) : { ...old(t), [HERE]: left(t - 4, 5, 29) } }));
    expect(looked(both).knocks.map(({ from, early }) => [from, early])).toEqual([
      [THERE, true],
      [HERE, false],
    ]);
    expectSaid(looked(each(0, 40, (t) => ({ flows: old(t) }))), "refused", ["peer-key", "server-key"]);
  });

  it("a peer's own flow is no stranger's, and an answered one is no knocking", () => {
    const flows = each(0, 40, (t) => ({ answered: { [THERE]: left(t, 5, 119) } }));
    expect(story(flows)).toEqual(["0 waiting", "20 nothing-arrives"]);
  });
});

describe("a handshake is begun and never finished", () => {
  // As recorded: 148 bytes every 5 s or so, each answered by 92.
  const looks = each(0, 40, (t) => {
    const count = t < 2 ? 0 : 1 + Math.floor((t - 2) / 5);
    return count === 0 ? {} : { endpoint: HERE, bytes: [148 * count, 92 * count] as const };
  });

  it("is said after 20 seconds, with the preshared key first", () => {
    expect(story(looks)).toEqual(["0 waiting", "20 unfinished"]);
    expectSaid(looked(looks), "unfinished", ["preshared-key", "answers-lost"]);
    expect(events(looked(looks))).toEqual([`2 begun from ${HERE}`]);
  });

  it("one that was begun a moment ago accuses nobody", () => {
    const late = each(0, 23, (t) => (t < 21 ? {} : { endpoint: HERE, bytes: [148, 92] as const }));
    expect(story(late)).toEqual(["0 waiting", "20 nothing-arrives"]);
  });

  it("what was begun before we looked, and is not begun again, is nothing", () => {
    expect(story(each(0, 30, () => ({ endpoint: HERE, bytes: [592, 368] as const })))).toEqual([
      "0 waiting",
      "20 nothing-arrives",
    ]);
  });

  it("is over as soon as it is finished", () => {
    const mended = [...looks, { t: 41, endpoint: HERE, handshake: 41, bytes: [148 * 9 + 32, 92 * 9] as const }];
    expect(story(mended)).toEqual(["0 waiting", "20 unfinished", "41 connected"]);
  });
});

describe("the device connects", () => {
  // Row 0 as recorded: handshake and its confirmation at once, an empty packet 25 s looked, and again.
  const keepsAlive = each(0, 62, (t) => ({
    ...(t < 8 ? {} : { endpoint: HERE, handshake: 8 }),
    bytes: [t < 8 ? 0 : 180 + 32 * Math.floor((t - 8) / 25), t < 8 ? 0 : 92] as const,
  }));

  it("an empty packet 25 s after the last other packet is called keepalive", () => {
    expect(events(looked(keepsAlive))).toEqual([`8 connected from ${HERE}`, "33 keepalive 25 s", "58 keepalive 25 s"]);
    expect(story(keepsAlive)).toEqual(["0 waiting", "8 connected", "20 silent"]);
  });

  it.each([
    ["22 s", 22, "keepalive 22 s"],
    ["28 s", 28, "keepalive 28 s"],
    ["21 s", 21, "empty"],
    ["29 s", 29, "empty"],
    ["10 s: the answer to what came", 10, "empty"],
  ])("an empty packet after %s", (_name, seconds, called) => {
    const looks = each(0, 1 + seconds, (t) =>
      t < 1 ? {} : { endpoint: HERE, handshake: 1, bytes: [t > seconds ? 212 : 180, 92] as const },
    );
    expect(events(looked(looks)).at(-1)).toBe(`${1 + seconds} ${called}`);
  });

  it("other traffic puts it off: what comes 25 s after a keepalive, but 5 s after data, is none", () => {
    const looks = each(0, 60, (t) => ({
      ...(t < 1 ? {} : { endpoint: HERE, handshake: 1 }),
      bytes: [t < 1 ? 0 : 180 + (t >= 26 ? 32 : 0) + (t >= 46 ? 128 : 0) + (t >= 51 ? 32 : 0), t < 1 ? 0 : 92] as const,
    }));
    expect(events(looked(looks))).toEqual([
      `1 connected from ${HERE}`,
      "26 keepalive 25 s",
      "46 data 45 s after",
      "51 empty",
    ]);
  });

  it("no keepalive is seen of a device that has none in its file", () => {
    expect(events(looked(keepsAlive, { ...DEVICE, keepalive: 0 }))).toEqual([
      `8 connected from ${HERE}`,
      "33 empty",
      "58 empty",
    ]);
  });

  it("data and its answer in the second of the handshake", () => {
    const looks: Look[] = [nothing(0), { t: 1, endpoint: HERE, handshake: 0, bytes: [276, 220], taken: [2, 0] }];
    expect(events(looked(looks))).toEqual([`0 connected from ${HERE}`, "1 data 1 s after"]);
    expectSaid(looked(looks), "working", []);
  });

  it("a device that was connected before anybody looked is connected", () => {
    const looks = each(0, 3, () => ({ endpoint: HERE, handshake: -40, bytes: [9000, 12_000] as const }));
    expect(events(looked(looks))).toEqual([`-40 connected from ${HERE} already`]);
    expectSaid(looked(looks), "connected", []);
  });

  it("a device that is not heard for 12 s is silent, and where that is to be expected it is said why", () => {
    const looks = each(0, 14, (t) => (t < 1 ? {} : { endpoint: HERE, handshake: 1, bytes: [180, 92] as const }));
    expectSaid(looked(looks), "silent", []);
    expectSaid(looked(looks, { ...DEVICE, keepalive: 0, traffic: "some" }), "silent", ["nothing-to-send"]);
  });
});

describe("connected, and something is wrong", () => {
  // Rows 4a and 5 as recorded: the same in the dump, apart in what the interface itself took in.
  const sends = (packets: (t: number) => number, others = (_t: number) => 0) =>
    each(0, 26, (t) => ({
      taken: [packets(t), 0] as const,
      others: others(t),
      ...(t < 1
        ? {}
        : {
            endpoint: HERE,
            handshake: 1,
            bytes: [308 + 128 * (t - 1), 92 + 32 * Math.floor((t - 1) / 10)] as const,
          }),
    }));

  it("wireguard-go throws away what does not match AllowedIPs: counted with the peer, not taken in", () => {
    expect(story(sends(() => 7))).toEqual(["0 waiting", "1 working", "13 filtered"]);
    expectSaid(looked(sends(() => 7)), "filtered", ["allowed-ips"]);
  });

  it("the kernel counts it as errors of the interface, and acknowledges it", () => {
    const looks = each(0, 26, (t) => ({
      taken: [0, t < 1 ? 4 : 4 + t] as const,
      ...(t < 1 ? {} : { endpoint: HERE, handshake: 1, bytes: [180, 92 + 32 * Math.floor((t - 1) / 10)] as const }),
    }));
    expect(story(looks)).toEqual(["0 waiting", "1 connected", "13 filtered"]);
  });

  it("errors of the interface while this device is silent are somebody else's", () => {
    const looks = each(0, 26, (t) => ({
      taken: [0, t] as const,
      ...(t < 1 ? {} : { endpoint: HERE, handshake: 1, bytes: [180, 92] as const }),
    }));
    expect(story(looks)).toEqual(["0 waiting", "1 connected", "13 silent"]);
  });

  it("taken in and not answered: forwarding, then the way back", () => {
    expectSaid(looked(sends((t) => t)), "unanswered", ["forwarding", "masquerade"]);
  });

  it("where other peers send as well nobody can tell whose packets were taken in", () => {
    expectSaid(
      looked(
        sends(
          () => 7,
          (t) => t * 500,
        ),
      ),
      "unanswered",
      ["forwarding", "masquerade", "allowed-ips"],
    );
  });

  it("a server known not to forward is named at once, to a device that sends everything there", () => {
    const closed = world({ forwarding: { ipv4: false, ipv6: false }, masquerade: false });
    expect(
      story(
        sends((t) => t),
        DEVICE,
        closed,
      ),
    ).toEqual(["0 waiting", "1 not-forwarding"]);
    expectSaid(looked(sends((t) => t)), "not-forwarding", ["forwarding", "masquerade"], closed);
    expectSaid(
      looked(
        sends((t) => t),
        { ...DEVICE, traffic: "some" },
      ),
      "unanswered",
      ["forwarding", "masquerade"],
      closed,
    );
  });

  it("without masquerade only where nothing comes back: there may be a route", () => {
    const bare = world({ masquerade: false });
    expectSaid(looked(sends((t) => t)), "not-forwarding", ["masquerade"], bare);
    const answered = each(0, 26, (t) =>
      t < 1 ? {} : { endpoint: HERE, handshake: 1, bytes: [308 + 128 * (t - 1), 220 + 128 * (t - 1)] as const },
    );
    expectSaid(looked(answered), "working", [], bare);
  });

  it("an endpoint that jumps between two addresses three times in 20 s: two devices with one key", () => {
    const looks = each(0, 12, (t) => ({
      handshake: 1,
      endpoint: t % 5 < 3 ? HERE : THERE,
      bytes: [180 + 32 * t, 184] as const,
    }));
    expectSaid(looked(looks), "two-devices", ["two-devices"]);
    expect(events(looked(looks)).filter((one) => one.includes("two"))).toEqual([`8 two devices ${HERE} ${THERE}`]);
  });

  it("a device that moves from one network to another is one device", () => {
    const homes = [HERE, THERE, "198.51.100.4:1000"];
    const looks = each(0, 30, (t) => ({
      handshake: 1,
      endpoint: homes[Math.floor(t / 6) % 3] as string,
      bytes: [180, 92] as const,
    }));
    expect(story(looks).some((line) => line.endsWith("two-devices"))).toBe(false);
    const slow = each(0, 100, (t) => ({
      handshake: 1,
      endpoint: Math.floor(t / 15) % 2 === 0 ? HERE : THERE,
      bytes: [180, 92] as const,
    }));
    expect(story(slow).some((line) => line.endsWith("two-devices"))).toBe(false);
  });
});

describe("nobody can connect", () => {
  it.each([
    ["down", { gone: "down" }],
    ["blind", { gone: "denied" }],
    ["not-loaded", { gone: "not-loaded" }],
  ] as const)("%s is said at the first look", (id, one) => {
    expect(story([{ t: 0, ...one }])).toEqual([`0 ${id}`]);
  });

  it("an interface with another key than the file's is a stranger", () => {
    expectSaid(looked([nothing(0)]), "stranger", [], world({}, { stranger: true }));
  });
});

describe("while it is waited for", () => {
  it("the peer is loaded: from then on it counts, from nothing", () => {
    const looks: Look[] = [
      ...each(0, 5, () => ({ gone: "not-loaded" as const })),
      ...each(6, 9, () => ({})),
      { t: 10, endpoint: HERE, handshake: 10, bytes: [180, 92] },
    ];
    expect(story(looks)).toEqual(["0 not-loaded", "6 waiting", "10 connected"]);
    expect(events(looked(looks))).toEqual([`10 connected from ${HERE}`]);
  });

  it("the interface is brought up, and the device is there at once", () => {
    const looks: Look[] = [
      ...each(0, 5, () => ({ gone: "down" as const })),
      { t: 6, endpoint: HERE, handshake: 6, bytes: [276, 220] },
    ];
    expect(events(looked(looks))).toEqual([`6 connected from ${HERE}`, "6 data 0 s after"]);
  });

  it("the interface is restarted between two looks: its counters begin anew, and what follows is still understood", () => {
    const looks: Look[] = [
      { t: 0, endpoint: HERE, bytes: [1480, 920] },
      { t: 1, endpoint: HERE, bytes: [1480, 920] },
      { t: 2, bytes: [0, 0] },
      ...each(3, 24, (t) => ({ endpoint: HERE, bytes: [148 * (1 + Math.floor(t / 6)), 92] as const })),
    ];
    expect(story(looks)).toEqual(["0 waiting", "20 unfinished"]);
    expect(events(looked(looks))).toEqual([`3 begun from ${HERE}`]);
  });

  it("the clock is set back by an hour: time goes on, and the next handshake is one", () => {
    const looks: Look[] = [
      ...each(0, 10, () => ({})),
      ...each(11, 24, () => ({ wrong: -3600 })),
      { t: 25, wrong: -3600, endpoint: HERE, handshake: -3575, bytes: [180, 92] },
    ];
    expect(story(looks)).toEqual(["0 waiting", "20 nothing-arrives", "24 connected"]);
    expect(events(looked(looks))).toEqual([`24 connected from ${HERE}`]);
  });

  it("the clock leaps ahead: nobody is accused for time in which nobody looked", () => {
    expect(story([...each(0, 5, () => ({})), ...each(6, 8, () => ({ wrong: 3600 }))])).toEqual(["0 waiting"]);
  });
});
