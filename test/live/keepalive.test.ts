/** What the wizard says of PersistentKeepalive, and what happens: once the router has had time to forget. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";
import { wgWizard } from "../pty/programs.ts";
import type { Bed, Home } from "./bed.ts";
import type { Machine } from "./machine.ts";
import { live } from "./needs.ts";
import { pause } from "./patience.ts";
import { answers } from "./pings.ts";
import { INSIDE, OUTSIDE, PORT, serving } from "./server.ts";
import { newKeys } from "./texts.ts";
import { Wire } from "./wire.ts";
import { wizard } from "./wizard.ts";

/** Seconds after which the router forgets: more than the 10 of a receipt; and of the device that keeps alive. */
const FORGETS = 12;
const KEEPALIVE = 3;
/** 10 s after the last ping one side sends a receipt; then the router has to forget that too. */
const SILENCE = 10 + FORGETS + 3;

let bed: Bed;
let home: Home;
let wire: Wire;
/** When all three have spoken with the server and fall silent, and when the server speaks again; milliseconds. */
let silent = 0;
let over = 0;

const addresses = { keeper: "10.77.0.2", caller: "10.77.0.3", driven: "10.77.0.4" };
type Name = keyof typeof addresses;
const machines = {} as Record<Name, Machine>;

/** Adds a device by the program, and brings its file up. */
async function join(name: Name, keepalive: string, machine: Machine | undefined): Promise<void> {
  if (!machine) throw new Error("no such device");
  machines[name] = machine;
  const endpoint = `${OUTSIDE}:${PORT}`;
  const args = ["--endpoint", endpoint, "--dns", "none", "--traffic", "vpn", "--keepalive", keepalive, "--save", "-"];
  const { out } = await wizard(bed.server, ["add", name, "--yes", "--address", addresses[name], ...args]);
  machine.write("/etc/wireguard/wg0.conf", out);
  await machine.run(["wg-quick", "up", "wg0"]);
}

/** Sizes of what the device sends in the silence, and the seconds between one and the next. */
function sentInSilence(name: Name): { sizes: number[]; gaps: number[] } {
  const port = ports[name];
  const sent = wire
    .sent()
    .filter((one) => one.from === "device" && one.port === port && one.at > silent + 1000 && one.at < over);
  return {
    sizes: sent.map(({ size }) => size),
    gaps: sent.slice(1).map(({ at }, before) => (at - (sent[before]?.at ?? 0)) / 1000),
  };
}
const ports = {} as Record<Name, number>;

const reached = {} as Record<Name, boolean>;

live("once the router has forgotten who is silent", () => {
  beforeAll(async () => {
    const started = await serving(
      { keys: newKeys(), peers: [] },
      { devices: 3, remembers: { unanswered: FORGETS, stream: FORGETS } },
    );
    ({ bed, home } = started);
    await wgWizard();
    wire = await Wire.at(home.router);
    await join("keeper", String(KEEPALIVE), home.devices[0]);
    await join("caller", "off", home.devices[1]);
    await join("driven", "off", home.devices[2]);
    const key = (await machines.driven.run(["wg", "show", "wg0", "public-key"])).out.trim();
    await bed.server.run(["wg", "set", "wg0", "peer", key, "persistent-keepalive", String(KEEPALIVE)]);
    for (const name of Object.keys(addresses) as Name[]) {
      ports[name] = Number((await machines[name].run(["wg", "show", "wg0", "listen-port"])).out);
      expect(await answers(machines[name], INSIDE)).toBe(true);
      expect(await answers(bed.server, addresses[name])).toBe(true);
    }
    silent = Date.now();
    await pause(SILENCE);
    over = Date.now();
    // One after the other, so that no answer opens a way for somebody else.
    for (const name of Object.keys(addresses) as Name[]) reached[name] = await answers(bed.server, addresses[name]);
  }, 90_000);
  afterAll(() => bed?.stop());

  const { title, options } = en.questions.asked.keepalive;
  const said = { name: "lena", interfaceName: "wg0", text: String(KEEPALIVE) };

  test("who answers yes is reached while silent: after so many seconds an empty packet leaves", () => {
    expect(title(said)).toBe("Should the server be able to reach lena while it is silent?");
    expect(options["25"]?.(said)).toBe("yes: after 25 s of silence it sends an empty packet");
    expect(ru.questions.asked.keepalive.options["25"]?.(said)).toMatch(
      /^да: после 25 с тишины оттуда уходит пустой пакет$/,
    );
    expect(reached.keeper).toBe(true);
    const { sizes, gaps } = sentInSilence("keeper");
    expect(sizes.length).toBeGreaterThan(3);
    expect(new Set(sizes)).toEqual(new Set([32]));
    for (const gap of gaps) expect(Math.abs(gap - KEEPALIVE)).toBeLessThan(1.5);
  });

  test("who answers no is not reached, its radio rests, and its own next packet opens the way", async () => {
    expect(options["off"]?.(said)).toBe("no: it only calls out; its radio rests, push may be late");
    expect(ru.questions.asked.keepalive.options["off"]?.(said)).toMatch(/^нет: на связь выходит только само/);
    expect(reached.caller).toBe(false);
    expect(sentInSilence("caller").sizes).toEqual([]);
    expect(await answers(machines.caller, INSIDE)).toBe(true);
    expect(await answers(bed.server, addresses.caller)).toBe(true);
  }, 30_000);

  test("the line in the server's block holds a way open that any packet renews, and never reopens one", async () => {
    const note = en.notes.lines["server-peer/PersistentKeepalive"];
    expect(note).toBeDefined();
    expect(reached.driven).toBe(true);
    // Masquerading forgets whatever went through a link that goes down: a router that restarts.
    await home.router.sh("ip link set wan down; ip link set wan up");
    await pause(2 * KEEPALIVE);
    expect(await answers(bed.server, addresses.driven)).toBe(false);
    expect(await answers(bed.server, addresses.keeper)).toBe(true);
  }, 30_000);
});
