/** What waiting for a device asks of the machine: a look each second, and an interface brought up. */
import { describe, expect, it } from "vitest";
import type { Effect, Event } from "../../src/app/events.ts";
import { bringUp } from "../../src/host/bring-up.ts";
import { HostFailure } from "../../src/host/host.ts";
import type { MemoryHost } from "../../src/host/memory.ts";
import { lookAtInterface } from "../../src/host/sight.ts";
import { flowsIn } from "../../src/host/wireguard.ts";
import { perform } from "../../src/runner/effects.ts";
import { machine, NOW } from "../commands/context.ts";
import { ANTON_KEY, SERVER_PAIR } from "../wizard/world.ts";
import { onlyMachine } from "./surroundings.ts";

const DUMP = `${SERVER_PAIR.privateKey}\t${SERVER_PAIR.publicKey}\t47770\toff\n${ANTON_KEY}\t(none)\t(none)\t10.77.0.2/32\t0\t0\t0\toff\n`;
const FLOW = { from: "198.51.100.7:41641", answered: false, left: 29 };

function broughtUp(host: MemoryHost, argument: string): Promise<Event> {
  const effect: Effect = { type: "bring-up", id: 3, argument };
  return new Promise((resolve, reject) => {
    perform(effect, onlyMachine(host, reject), resolve);
  });
}

describe("wg-quick up", () => {
  it("brings the interface up and hands on what was said", async () => {
    const host = machine({ brought: { wg0: DUMP } });
    expect(await broughtUp(host, "wg0")).toMatchObject({
      type: "brought-up",
      effect: 3,
      said: ["[#] ip link add wg0 type wireguard"],
      failure: null,
      now: NOW,
    });
    expect(host.interface("wg0")?.peers.has(ANTON_KEY)).toBe(true);
  });

  it("that fails is an answer too", async () => {
    expect(await broughtUp(machine(), "wg0")).toMatchObject({ said: [], failure: { id: "command", path: "wg0" } });
  });

  it("of a file that is not there is refused in wg-quick's own words, or for want of wg-quick", async () => {
    const failed = await bringUp("/nowhere/wg-nowhere.conf").catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(HostFailure);
    const { failure } = failed as HostFailure;
    expect(failure).toMatchObject({ id: "command", path: "/nowhere/wg-nowhere.conf" });
    expect(failure.detail).toMatch(/wg-nowhere|ENOENT|root/);
  });
});

describe("a look", () => {
  it("holds the interface, who calls its own port, and when it was", async () => {
    const host = machine({ dumps: { wg0: DUMP }, flows: [FLOW] });
    const sight = await lookAtInterface(host, "wg0");
    expect(sight).toMatchObject({ reading: { kind: "up" }, flows: [FLOW], taken: null, at: NOW });
  });

  it("at an interface that is down asks for no flows", async () => {
    const host = machine({ flows: [FLOW] });
    expect(await lookAtInterface(host, "wg0")).toEqual({
      reading: { kind: "down" },
      flows: null,
      taken: null,
      at: NOW,
    });
  });
});

describe("connection tracking's table", () => {
  // As the kernel printed it, with the addresses of a test bed.
  const TABLE = `ipv4     2 udp      17 29 src=203.0.113.2 dst=203.0.113.1 sport=48258 dport=51820 [UNREPLIED] src=203.0.113.1 dst=203.0.113.2 sport=51820 dport=48258 mark=0 zone=0 use=2
ipv4     2 udp      17 118 src=203.0.113.3 dst=203.0.113.1 sport=52753 dport=51820 src=203.0.113.1 dst=203.0.113.3 sport=51820 dport=52753 [ASSURED] mark=0 zone=0 use=2
ipv4     2 udp      17 29 src=203.0.113.4 dst=203.0.113.1 sport=44601 dport=51821 [UNREPLIED] src=203.0.113.1 dst=203.0.113.4 sport=51821 dport=44601 mark=0 zone=0 use=2
ipv4     2 tcp      6 431999 ESTABLISHED src=203.0.113.9 dst=203.0.113.1 sport=51820 dport=22 src=203.0.113.1 dst=203.0.113.9 sport=22 dport=51820 [ASSURED] mark=0 zone=0 use=2
ipv6     10 udp      17 29 src=2001:0db8:0000:0000:0000:0000:0000:0002 dst=2001:0db8:0000:0000:0000:0000:0000:0001 sport=36838 dport=51820 src=2001:0db8:0000:0000:0000:0000:0000:0001 dst=2001:0db8:0000:0000:0000:0000:0000:0002 sport=51820 dport=36838 mark=0 zone=0 use=2
`;

  it("names who sends to the port, as the dump would, and whether anything went back", () => {
    expect(flowsIn(TABLE, 51820)).toEqual([
      { from: "203.0.113.2:48258", answered: false, left: 29 },
      { from: "203.0.113.3:52753", answered: true, left: 118 },
      { from: "[2001:db8::2]:36838", answered: true, left: 29 },
    ]);
  });

  it("tells another port apart, and is nothing where it holds nothing", () => {
    expect(flowsIn(TABLE, 51821).map(({ from }) => from)).toEqual(["203.0.113.4:44601"]);
    expect(flowsIn("", 51820)).toEqual([]);
  });
});
