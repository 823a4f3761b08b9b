/** What the wizard writes is taken as it is: by `wg-quick` on the server, and on the device from the code on the screen. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { start } from "../pty/harness.ts";
import { wgWizard } from "../pty/programs.ts";
import { Bed, type Home } from "./bed.ts";
import { scanned } from "./camera.ts";
import { live } from "./needs.ts";
import { answers } from "./pings.ts";
import { INSIDE, INSIDE_6, OUTSIDE, OUTSIDE_6, PORT, serverText, up } from "./server.ts";
import { shown } from "./shown.ts";
import { newKeys } from "./texts.ts";
import { wizard } from "./wizard.ts";

let bed: Bed;
let home: Home;
const keys = newKeys();

live("a device that was added", () => {
  beforeAll(async () => {
    bed = await Bed.start();
    home = await bed.home(2);
    await up(bed.server, serverText({ keys, peers: [], address: `${INSIDE}/24, ${INSIDE_6}/64` }));
    await wgWizard();
  }, 60_000);
  afterAll(() => bed?.stop());

  test.each([
    ["IPv4", `${OUTSIDE}:${PORT}`, 0],
    ["IPv6", `[${OUTSIDE_6}]:${PORT}`, 1],
  ] as const)(
    "connects over %s with what its camera reads, and both families answer",
    async (family, endpoint, at) => {
      const name = `phone-${family.toLowerCase()}`;
      const args = ["add", name, "--yes", "--endpoint", endpoint, "--dns", "none", "--traffic", "vpn"];
      await wizard(bed.server, args);
      const device = home.devices[at];
      if (!device) throw new Error("no such device");
      device.write("/etc/wireguard/wg0.conf", await code(name));
      await device.run(["wg-quick", "up", "wg0"]);
      expect(await answers(device, INSIDE)).toBe(true);
      expect(await answers(device, INSIDE_6)).toBe(true);
      const [address] = (await device.run(["wg", "show", "wg0", "endpoints"])).out.trim().split("\t").slice(1);
      expect(address).toBe(endpoint);
    },
    60_000,
  );

  test("everybody is still there after the server went down and up by what stands in its file", async () => {
    const before = await shown(bed.server);
    expect(before.size).toBe(2);
    await bed.server.run(["wg-quick", "down", "wg0"]);
    await bed.server.run(["wg-quick", "up", "wg0"]);
    const configured = (all: typeof before) =>
      [...all]
        .map(([key, { allowedIPs, presharedKey, keepalive }]) => ({ key, allowedIPs, presharedKey, keepalive }))
        .sort((a, b) => a.key.localeCompare(b.key));
    expect(configured(await shown(bed.server))).toEqual(configured(before));
  }, 60_000);
});

/** A window that is large enough for the code. */
const [ROWS, COLUMNS] = [60, 120];

/** What a camera reads off the window in which `wg-wizard qr NAME` was called. */
async function code(name: string): Promise<string> {
  const enter = ["nsenter", "-t", String(bed.server.pid), "--net", "--mount", "--uts", "--ipc", "--pid", "--"];
  const session = start([...enter, process.execPath, await wgWizard(), "qr", name], { rows: ROWS, columns: COLUMNS });
  try {
    await session.waitFor("▄");
    await session.settle();
    return await scanned(session.written(), ROWS, COLUMNS);
  } finally {
    await session.close();
  }
}
