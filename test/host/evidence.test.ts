/** The evidence of the machine: what `ip` and the kernel print, as records; and what this very machine says. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { devicesIn, machineEvidence, portsIn, routesIn } from "../../src/host/evidence.ts";
import { machineFiles } from "../../src/host/files.ts";
import { temporaryFolder } from "./folder.ts";

const folder = temporaryFolder();

it("routes as `ip -j route` prints them; addresses of the machine itself are none", () => {
  const json = JSON.stringify([
    { dst: "default", gateway: "192.0.2.1", dev: "eth0", flags: [] },
    { dst: "10.77.0.0/24", dev: "wg0", protocol: "kernel", scope: "link", prefsrc: "10.77.0.1", flags: [] },
    { dst: "10.9.0.9", dev: "wg0", scope: "link", flags: [] },
    { type: "local", dst: "10.77.0.1", dev: "wg0", table: "local", protocol: "kernel" },
    { type: "broadcast", dst: "10.77.0.255", dev: "wg0", table: "local", protocol: "kernel" },
    { type: "unreachable", dst: "10.66.0.0/16", dev: "lo" },
    { type: "unicast", dst: "0.0.0.0/1", dev: "wg0" },
    { dst: "nonsense", dev: "wg0" },
  ]);
  expect(routesIn(json, false)).toEqual([
    { network: "0.0.0.0/0", device: "eth0", connected: false },
    { network: "10.77.0.0/24", device: "wg0", connected: true },
    { network: "10.9.0.9/32", device: "wg0", connected: false },
    { network: "0.0.0.0/1", device: "wg0", connected: false },
  ]);
  expect(routesIn('[{"dst":"default","dev":"eth0"}]', true)?.[0]?.network).toBe("::/0");
  expect([routesIn("", false), routesIn("oops", false), routesIn('{"a":1}', false)]).toEqual([[], null, null]);
});

it("devices as `ip -j link` prints them", () => {
  expect(devicesIn('[{"ifname":"lo","mtu":65536},{"ifname":"ppp0","mtu":1492},{"mtu":1}]')).toEqual([
    { name: "lo", mtu: 65536 },
    { name: "ppp0", mtu: 1492 },
  ]);
  expect(devicesIn("oops")).toBe(null);
});

it("the ports of /proc/net/udp", () => {
  const table = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  253: 00000000:BA9A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000000000000000 0
  254: 3500007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000   101        0 2 2 0000000000000000 0
`;
  expect(portsIn(table)).toEqual([47770, 53]);
});

describe.skipIf(process.platform !== "linux")("this machine (Linux)", () => {
  it("tells its interfaces, its ports and versions, the mode of the file and the other files' ports", async () => {
    const path = join(folder(), "wg0.conf");
    writeFileSync(path, "[Interface]\nListenPort = 1\n", { mode: 0o640 });
    writeFileSync(join(folder(), "wg1.conf"), "[Interface]\nListenPort = 51821\n", { mode: 0o600 });
    writeFileSync(join(folder(), "client.conf"), "[Interface]\nDNS = 1.1.1.1\n", { mode: 0o600 });
    const evidence = await machineEvidence(machineFiles(folder()), path);
    expect(evidence.fileMode).toBe(0o640);
    expect(evidence.otherPorts).toEqual([{ path: join(folder(), "wg1.conf"), port: 51821 }]);
    expect(evidence.interfaces).toContain("lo");
    expect(evidence.bash).toMatch(/^\d+\.\d+/);
    expect(Array.isArray(evidence.listening)).toBe(true);
    expect(Array.isArray(evidence.routes)).toBe(true);
  });
});
