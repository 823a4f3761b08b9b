/**
 * The lesson's model against a fresh run with real WireGuard behind real routers: who sends what and when, whether the
 * router still knows a way in, whether a ping arrives. Routers forget sooner than at home, so that a minute tells.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Knobs, PLAIN } from "../../src/lesson/knobs.ts";
import type { PacketKind } from "../../src/lesson/packet.ts";
import { pingFate, simulate } from "../../src/lesson/simulate.ts";
import type { Deed, Timed } from "../../src/lesson/world.ts";
import type { Bed, Home } from "./bed.ts";
import type { Going, Machine } from "./machine.ts";
import { live } from "./needs.ts";
import { pause, until } from "./patience.ts";
import { blockOf, type Device, deviceText, INSIDE, newDevice, serving, up } from "./server.ts";
import { StrictRouter } from "./strict-router.ts";
import { newKeys } from "./texts.ts";
import { type From, Wire } from "./wire.ts";

interface Run {
  readonly name: string;
  readonly knobs: Partial<Omit<Knobs, "forgets">>;
  /** Seconds after which the router forgets; `linux`: conntrack's own two. */
  readonly forgets: number | "linux";
  readonly script: readonly Timed[];
  /** When the router is asked whether it knows a way in, in seconds. */
  readonly looks: readonly number[];
  readonly seconds: number;
}

const at = (seconds: number, deed: Deed): Timed => ({ at: seconds * 1000, deed });
const ping = (seconds: number, from: From): Timed => at(seconds, { do: "ping", from });

const RUNS: readonly Run[] = [
  {
    name: "nobody keeps alive: the router forgets, and the server's ping is lost",
    knobs: {},
    forgets: 15,
    script: [ping(1, "device"), ping(35, "server")],
    looks: [5, 24, 30],
    seconds: 58,
  },
  {
    name: "nobody keeps alive, Linux's own times: the receipt after 10 s makes it two minutes",
    knobs: {},
    forgets: "linux",
    script: [ping(1, "device"), ping(50, "server")],
    looks: [5, 45],
    seconds: 55,
  },
  {
    name: "the device keeps alive: the server's ping arrives",
    knobs: { device: 10 },
    forgets: 15,
    script: [ping(45, "server")],
    looks: [14, 29, 44],
    seconds: 58,
  },
  {
    name: "the server keeps alive: a router that anything renews lets it",
    knobs: { server: 12 },
    forgets: 15,
    script: [ping(1, "device"), ping(50, "server")],
    looks: [14, 29, 44],
    seconds: 58,
  },
  {
    name: "the server keeps alive: a router that only the device renews forgets all the same",
    knobs: { server: 12, renewed: "outward" },
    forgets: 15,
    script: [ping(1, "device"), ping(40, "server")],
    looks: [5, 22, 30],
    seconds: 58,
  },
  {
    name: "the server's shorter interval takes the job from the device",
    knobs: { server: 7, device: 12, renewed: "outward" },
    forgets: 15,
    script: [ping(23, "server"), ping(36, "server"), ping(45, "server")],
    looks: [12, 20, 30],
    seconds: 58,
  },
  {
    name: "both keep alive, the device more often: only the device sends",
    knobs: { server: 12, device: 8 },
    forgets: 15,
    script: [ping(45, "server")],
    looks: [14, 29, 44],
    seconds: 58,
  },
  {
    name: "a download that is never answered: receipts keep the way open, and its keepalive rests",
    knobs: { device: 25, stream: true },
    forgets: 15,
    script: [],
    looks: [14, 29, 44],
    seconds: 46.5,
  },
  {
    name: "a server that keeps alive for a device that never came sends nothing",
    knobs: { server: 10 },
    forgets: 15,
    script: [],
    looks: [10],
    seconds: 40,
  },
  {
    name: "a device that left: the server's ping is lost, then it knocks",
    knobs: {},
    forgets: 60,
    script: [ping(1, "device"), at(15, { do: "device-leaves" }), ping(20, "server")],
    looks: [10, 50],
    seconds: 55,
  },
  {
    name: "the device keeps alive: the router restarts, and is told again",
    knobs: { device: 10 },
    forgets: 30,
    script: [at(15, { do: "router-restarts" }), ping(25, "server")],
    looks: [12, 17, 23],
    seconds: 43,
  },
  {
    name: "the server keeps alive: the router restarts, and nobody tells it",
    knobs: { server: 10 },
    forgets: 30,
    script: [ping(1, "device"), at(15, { do: "router-restarts" }), ping(30, "server")],
    looks: [12, 17, 28],
    seconds: 43,
  },
];

/**
 * How far the time between two packets may be from the model's, in seconds: retries are drawn by lot by up to a third of
 * a second each, and a receipt waits for the next packet of the stream that it answers.
 */
const SLACK = 2;

/** The same shape for both worlds: what each side sent, by size, and when, in seconds. */
interface Told {
  readonly sent: Readonly<Record<From, readonly { readonly kind: PacketKind; readonly at: number }[]>>;
  readonly pings: readonly boolean[];
  readonly looks: readonly boolean[];
}

const KINDS: Readonly<Record<number, PacketKind>> = { 148: "initiation", 92: "response", 32: "empty" };

function modelled({ knobs, forgets, script, looks, seconds }: Run): Told {
  const all = { ...PLAIN, ...knobs, forgets: forgets as Knobs["forgets"] };
  const { events } = simulate(all, script, (seconds + SLACK) * 1000);
  const sent = (from: From) =>
    events.flatMap((event) =>
      event.id === "sent" && event.packet.from === from ? [{ kind: event.packet.kind, at: event.at / 1000 }] : [],
    );
  const pings = script.filter(({ deed }) => deed.do === "ping");
  return {
    sent: { device: sent("device"), server: sent("server") },
    pings: pings.map((_, number) => pingFate(events, number + 1).answered),
    looks: looks.map((second) => simulate(all, script, second * 1000).world.routers.home?.mappings.length !== 0),
  };
}

const PORT = 51_820;
/** A datagram of the size of a ping, once a second from the signal on, which nobody answers. */
const DOWNLOAD = `
// A bound one keeps the process waiting for the signal.
const socket = require("node:dgram").createSocket("udp4").bind();
process.on("SIGUSR2", () => {
  const began = Date.now();
  let sent = 0;
  const next = () => {
    if (sent > 0) socket.send(Buffer.alloc(56), 9, process.argv[1]);
    setTimeout(next, began + 1000 * ++sent - Date.now());
  };
  next();
});
console.log("ready");
`;

/** Both interfaces up, the router listened to, and nobody has sent anything. */
interface Stage {
  readonly bed: Bed;
  readonly home: Home;
  readonly serverKey: string;
  readonly device: Device;
  readonly strict: StrictRouter | null;
  readonly wire: Wire;
  readonly download: Going | null;
}

async function staged({ knobs, forgets }: Run, beds: Bed[]): Promise<Stage> {
  const keys = newKeys();
  const device = newDevice(2);
  const remembers = forgets === "linux" ? { unanswered: 30, stream: 120 } : { unanswered: forgets, stream: forgets };
  const { bed, home } = await serving({ keys, peers: [blockOf(device)] }, { remembers });
  beds.push(bed);
  const strict = knobs.renewed === "outward" ? await StrictRouter.on(home.router, Number(forgets)) : null;
  await up(home.device, deviceText({ device, serverKey: keys.publicKey }));
  const download = knobs.stream ? await downloading(bed, home, device) : null;
  return { bed, home, serverKey: keys.publicKey, device, strict, wire: await Wire.at(home.router), download };
}

async function downloading({ server }: Bed, home: Home, { address }: Device): Promise<Going> {
  const input = "table ip quiet { chain in { type filter hook input priority 0; udp dport 9 drop; }\n}";
  await home.device.run(["nft", "-f", "-"], { input });
  const download = server.go([process.execPath, "-e", DOWNLOAD, "--", address]);
  await until("the download is ready", 20, async () => download.out().includes("ready"));
  return download;
}

async function real({ knobs, script, looks, seconds }: Run, stage: Stage): Promise<Told> {
  const { bed, home, serverKey, device, strict, wire, download } = stage;
  const pings: Promise<boolean>[] = [];
  const looked: boolean[] = [];
  const perform = async (deed: Deed) => {
    if (deed.do === "ping") pings.push(pingFrom(deed.from, bed, home, device.address));
    if (deed.do === "device-leaves") await home.device.sh("ip link set wifi down");
    // Masquerading forgets whatever went through a link that goes down.
    if (deed.do === "router-restarts") await home.router.sh("ip link set wan down; ip link set wan up");
  };
  const turns: { at: number; act: () => Promise<void> }[] = [
    ...script.map(({ at: when, deed }) => ({ at: when / 1000, act: () => perform(deed) })),
    ...looks.map((when) => ({
      at: when,
      act: async () => void looked.push(strict?.knowsTheDevice() ?? (await knows(home))),
    })),
  ];
  const began = Date.now();
  download?.signal("SIGUSR2");
  await Promise.all([
    keepAlive(home.device, serverKey, knobs.device),
    keepAlive(bed.server, device.keys.publicKey, knobs.server),
  ]);
  for (const { at: when, act } of turns.sort((one, other) => one.at - other.at)) {
    await pause(when - (Date.now() - began) / 1000);
    await act();
  }
  await pause(seconds - (Date.now() - began) / 1000);
  const sent = (from: From) =>
    wire
      .sent()
      .filter((one) => one.from === from && one.at - began <= seconds * 1000)
      .map(({ size, at: when }) => ({ kind: KINDS[size] ?? "data", at: (when - began) / 1000 }));
  const told = { sent: { device: sent("device"), server: sent("server") }, pings: await Promise.all(pings) };
  await bed.stop();
  return { ...told, looks: looked };
}

async function keepAlive(machine: Machine, peer: string, seconds: number | null | undefined): Promise<void> {
  if (seconds) await machine.run(["wg", "set", "wg0", "peer", peer, "persistent-keepalive", String(seconds)]);
}

/** One ping; whether it comes back within three seconds. */
async function pingFrom(from: From, bed: Bed, home: Home, device: string): Promise<boolean> {
  const [machine, address] = from === "device" ? [home.device, INSIDE] : [bed.server, device];
  return (await machine.run(["ping", "-n", "-c", "1", "-W", "3", address], { may: [0, 1] })).status === 0;
}

/** Whether the router has a way in for the device. */
async function knows({ router }: Home): Promise<boolean> {
  const { out } = await router.run(["cat", "/proc/net/nf_conntrack"]);
  return out.split("\n").some((line) => line.includes("src=192.168.1.2 ") && line.includes(`dport=${PORT} `));
}

live("the lesson's model and the real thing", () => {
  const beds: Bed[] = [];
  const runs = new Map<Run, Promise<Told>>();
  // They only wait: all at once they take as long as the longest. None begins while another is still being set up.
  beforeAll(async () => {
    const stages = await Promise.all(RUNS.map((run) => staged(run, beds)));
    for (const [number, run] of RUNS.entries()) {
      const told = real(run, stages[number] as Stage);
      told.catch(() => {});
      runs.set(run, told);
    }
  }, 90_000);
  afterAll(async () => {
    await Promise.allSettled(runs.values());
    await Promise.all(beds.map((bed) => bed.stop()));
  });

  test.each(RUNS.map((run) => [run.name, run] as const))("%s", { timeout: 120_000 }, async (_, run) => {
    const [model, told] = [modelled(run), (await runs.get(run)) as Told];
    expect(told.pings, "pings that came back").toEqual(model.pings);
    expect(told.looks, `the router knew the way in at ${run.looks.join(", ")} s`).toEqual(model.looks);
    for (const from of ["device", "server"] as const) {
      const [sent, expected] = [told.sent[from], model.sent[from]];
      // What is due about when it ends may have been seen or not.
      const due = expected.filter(({ at: when }) => when < run.seconds - SLACK);
      expect(kinds(sent), `what the ${from} sent`).toEqual(kinds(expected.slice(0, Math.max(sent.length, due.length))));
      for (const number of sent.keys()) {
        const [after, planned] = [gapBefore(sent, number), gapBefore(expected, number)];
        const which = `packet ${number + 1} of the ${from}, ${after} and ${planned} s after the one before it`;
        expect(Math.abs(after - planned), which).toBeLessThan(SLACK);
      }
    }
  });
});

/** Seconds from the packet before this one; for the first, from the beginning. */
function gapBefore(packets: readonly { readonly at: number }[], number: number): number {
  return (packets[number]?.at ?? Number.NaN) - (packets[number - 1]?.at ?? 0);
}

function kinds(sent: readonly { readonly kind: PacketKind; readonly at: number }[]): string[] {
  return sent.map(({ kind }) => kind);
}
