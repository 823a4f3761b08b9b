/** New keys for one device while another one pings: the old file is of no use any more, the new one is, nobody else notices. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Bed, Home } from "./bed.ts";
import { live } from "./needs.ts";
import { until } from "./patience.ts";
import { answers, Stream } from "./pings.ts";
import { blockOf, deviceText, INSIDE, newDevice, serving, up } from "./server.ts";
import { shown } from "./shown.ts";
import { newKeys } from "./texts.ts";
import { wizard } from "./wizard.ts";

const keys = newKeys();
const [phone, other] = [newDevice(2, "phone"), newDevice(3, "other")];

let bed: Bed;
let home: Home;
const machines = () => home.devices as unknown as readonly [Bed["server"], Bed["server"]];

/** The phone with another file. */
async function takes(text: string): Promise<void> {
  const [its] = machines();
  await its.run(["wg-quick", "down", "wg0"]);
  await up(its, text);
}

live("new keys for a device", () => {
  beforeAll(async () => {
    ({ bed, home } = await serving({ keys, peers: [phone, other].map(blockOf) }, { devices: 2 }));
    const devices = [phone, other];
    await Promise.all(
      machines().map((its, at) =>
        up(its, deviceText({ device: devices[at] as typeof phone, serverKey: keys.publicKey })),
      ),
    );
    for (const its of machines()) expect(await answers(its, INSIDE)).toBe(true);
  }, 60_000);
  afterAll(() => bed?.stop());

  const old = () => deviceText({ device: phone, serverKey: keys.publicKey });

  test("its old file gets no answer, its new one does, and the other device loses no ping", async () => {
    const [its, others] = machines();
    const stream = new Stream(others, INSIDE);
    await stream.more(3);
    await wizard(bed.server, [
      "rotate",
      "phone",
      "--yes",
      "--endpoint",
      "203.0.113.1:51820",
      "--traffic",
      "vpn",
      "--dns",
      "none",
    ]);
    expect(await answers(its, INSIDE)).toBe(false);
    expect((await shown(bed.server)).has(phone.keys.publicKey)).toBe(false);
    await takes(bed.server.read("/etc/wireguard/clients/phone.conf"));
    await until("the phone is there with its new key", 20, () => answers(its, INSIDE));
    await stream.more(3);
    expect(await stream.stop()).toMatchObject({ lost: 0 });
    expect((await shown(bed.server)).size).toBe(2);
  }, 90_000);

  test("undo gives the old key back, and its old file connects again", async () => {
    const [its] = machines();
    await wizard(bed.server, ["undo", "--yes"]);
    await takes(old());
    await until("the phone is there with its old key", 20, () => answers(its, INSIDE));
    expect([...(await shown(bed.server)).keys()].sort()).toEqual(
      [phone, other].map((one) => one.keys.publicKey).sort(),
    );
  }, 60_000);
});
