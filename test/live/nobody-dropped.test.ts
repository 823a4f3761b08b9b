/** Twenty peers, five of them pinging five times a second, while the program adds, changes and takes out ten others. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { wgWizard } from "../pty/programs.ts";
import type { Bed, Home } from "./bed.ts";
import { live } from "./needs.ts";
import { pause, until } from "./patience.ts";
import { Stream } from "./pings.ts";
import { blockOf, deviceText, INSIDE, newDevice, serving, up } from "./server.ts";
import { type Shown, shown } from "./shown.ts";
import { newKeys } from "./texts.ts";
import { wizard } from "./wizard.ts";

const keys = newKeys();
const pinging = Array.from({ length: 5 }, (_, at) => newDevice(at + 2));
const others = Array.from({ length: 15 }, (_, at) => newDevice(at + 7, `other-${at + 1}`, at % 2 === 0));
const FILE = "/etc/wireguard/wg0.conf";

let bed: Bed;
let home: Home;
let quiet = { sent: 0, lost: 0 };

/** All five ping while something is done; what was sent and lost by all of them together. */
async function whilePinging(happens: () => Promise<void>): Promise<{ sent: number; lost: number }> {
  const streams = home.devices.map((device) => new Stream(device, INSIDE));
  await Promise.all(streams.map((stream) => stream.more(3)));
  await happens();
  await Promise.all(streams.map((stream) => stream.more(3)));
  const counts = await Promise.all(streams.map((stream) => stream.stop()));
  return {
    sent: counts.reduce((sum, { sent }) => sum + sent, 0),
    lost: counts.reduce((sum, { lost }) => sum + lost, 0),
  };
}

/** What of the running interface was reset for one of the five that ping. */
function resetSince(before: ReadonlyMap<string, Shown>, now: ReadonlyMap<string, Shown>): string[] {
  return pinging.flatMap(({ name, keys: { publicKey } }) => {
    const [was, is] = [before.get(publicKey), now.get(publicKey)];
    if (!was || !is) return [`${name} is not there`];
    return [
      ...(is.endpoint === was.endpoint ? [] : [`${name}'s endpoint`]),
      ...(is.handshake >= was.handshake ? [] : [`${name}'s handshake`]),
      ...(is.rx >= was.rx && is.tx >= was.tx ? [] : [`${name}'s counters`]),
    ];
  });
}

live("while ten peers come, change and go", () => {
  beforeAll(async () => {
    const started = await serving({ keys, peers: [...pinging, ...others].map(blockOf) }, { devices: 5 });
    ({ bed, home } = started);
    await Promise.all(
      pinging.map(async (device, at) => {
        const machine = home.devices[at];
        if (machine) await up(machine, deviceText({ device, serverKey: keys.publicKey }));
      }),
    );
    await wgWizard();
    quiet = await whilePinging(() => pause(5));
    expect(quiet.sent).toBeGreaterThan(100);
  }, 60_000);
  afterAll(() => bed?.stop());

  /** Runs it under five streams of pings; after each step nothing of the five may have been reset. */
  async function undisturbed(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
    const resets: string[] = [];
    const counted = await whilePinging(async () => {
      let before = await shown(bed.server);
      for (const step of steps) {
        await step();
        const now = await shown(bed.server);
        resets.push(...resetSince(before, now));
        before = now;
      }
    });
    expect(resets).toEqual([]);
    expect(counted.lost, `lost of ${counted.sent}; without it ${quiet.lost} of ${quiet.sent}`).toBeLessThanOrEqual(
      quiet.lost,
    );
  }

  const ten = Array.from({ length: 10 }, (_, at) => at + 1);

  test("ten are added, and no ping is lost", async () => {
    const add = (at: number) => ["add", `new-${at}`, "--yes", "--endpoint", "203.0.113.1:51820", "--dns", "1.1.1.1"];
    await undisturbed(ten.map((at) => () => wizard(bed.server, add(at))));
    expect((await shown(bed.server)).size).toBe(30);
  }, 120_000);

  test("the last of them is taken back and brought again, five times, and no ping is lost", async () => {
    const all = (await shown(bed.server)).size;
    const sizes: number[] = [];
    // What undo takes back the second time is itself.
    await undisturbed(
      ten.map(() => async () => {
        await wizard(bed.server, ["undo", "--yes"]);
        sizes.push((await shown(bed.server)).size);
      }),
    );
    expect(sizes).toEqual(ten.map((at) => (at % 2 === 1 ? all - 1 : all)));
  }, 120_000);

  test("ten are changed in the file and loaded, and no ping is lost", async () => {
    await undisturbed(
      ten.map((at) => async () => {
        const key = others[at - 1]?.keys.publicKey ?? "";
        const text = bed.server
          .read(FILE)
          .replace(
            new RegExp(`(PublicKey = ${key.replace(/[+]/g, "\\+")}\n(?:Pre.*\n)?AllowedIPs = )(.*)\n`),
            `$1$2, 10.99.${at}.0/24\nPersistentKeepalive = ${at + 20}\n`,
          );
        bed.server.write(FILE, text);
        await wizard(bed.server, ["apply", "--yes"]);
        const loaded = (await shown(bed.server)).get(key);
        expect(loaded?.keepalive).toBe(String(at + 20));
        expect(loaded?.allowedIPs).toContain(`10.99.${at}.0/24`);
      }),
    );
  }, 120_000);

  test("ten are taken out of the file and off the interface, and no ping is lost", async () => {
    const before = (await shown(bed.server)).size;
    await undisturbed(
      ten.map((at) => async () => {
        const key = others[at - 1]?.keys.publicKey ?? "";
        const [head = "", ...blocks] = bed.server.read(FILE).split("\n\n[Peer]\n");
        bed.server.write(FILE, [head, ...blocks.filter((one) => !one.includes(key))].join("\n\n[Peer]\n"));
        await wizard(bed.server, ["apply", "--yes"]);
        expect((await shown(bed.server)).has(key)).toBe(false);
      }),
    );
    expect((await shown(bed.server)).size).toBe(before - 10);
  }, 120_000);

  test("down and up, which the program never does, loses some", async () => {
    const before = await shown(bed.server);
    const counted = await whilePinging(async () => {
      await bed.server.run(["wg-quick", "down", "wg0"]);
      await bed.server.run(["wg-quick", "up", "wg0"]);
      await until("everybody is back", 30, async () => {
        const now = await shown(bed.server);
        return pinging.every(({ keys: { publicKey } }) => (now.get(publicKey)?.handshake ?? 0) > 0);
      });
    });
    console.log(
      `pings lost by five devices: ${quiet.lost} of ${quiet.sent} with nothing done, ${counted.lost} of ${counted.sent} with wg-quick down and up`,
    );
    expect(counted.lost).toBeGreaterThan(quiet.lost);
    expect(resetSince(before, await shown(bed.server))).not.toEqual([]);
  }, 120_000);
});
