/** The demo: a real folder with a sample server, and an interface that is played. */
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { demoHost } from "../../src/host/demo.ts";
import type { Host } from "../../src/host/host.ts";
import { openServer } from "../../src/host/open.ts";
import { readable } from "../../src/wireguard/conf.ts";
import { onlyLive, peerDifferences } from "../../src/wireguard/differences.ts";
import { keyPairFrom, publicKeyOf } from "../../src/wireguard/key.ts";
import { stateOf } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";

const made: Host[] = [];
afterEach(() => {
  for (const host of made.splice(0)) rmSync(host.folder, { recursive: true, force: true });
});

async function demo(): Promise<{ host: Host; world: World }> {
  const host = await demoHost();
  made.push(host);
  const opening = await openServer(host, null);
  if (opening.kind !== "opened") throw new Error(JSON.stringify(opening));
  return { host, world: opening.world };
}

describe("the demo", () => {
  test("opens five peers of different kinds, in a folder that only its owner can read", async () => {
    const { host, world } = await demo();
    expect(dirname(host.folder)).toBe(tmpdir());
    expect(statSync(host.folder).mode & 0o777).toBe(0o700);
    expect(statSync(world.path).mode & 0o777).toBe(0o600);
    expect(world).toMatchObject({ demo: true, interfaceName: "wg0", stranger: false, faults: [] });
    expect(world.conf.interface).toMatchObject({ listenPort: 47770, addresses: ["10.77.0.1/24", "fd77::1/64"] });
    expect(world.conf.peers.map(({ allowedIPs, persistentKeepalive }) => [...allowedIPs, persistentKeepalive])).toEqual(
      [
        ["10.77.0.2/32", null],
        ["10.77.0.3/32", "fd77::3/128", null],
        ["10.77.0.4/32", "192.168.7.0/24", null],
        ["10.77.0.5/32", 25],
        ["10.77.0.200/32", null],
      ],
    );
    expect(readable(world.conf.text)).toContain("[Peer]\n# Публичный ключ пира: anton_sevnet\nPublicKey = ");
  });

  test("keeps client files whose keys are the peers', the founder's newest", async () => {
    const { world } = await demo();
    expect(world.clients.map(({ path }) => basename(path))).toEqual(["anton_sevnet.conf", "marina-laptop.conf"]);
    const [anton] = world.clients;
    expect(publicKeyOf(anton?.conf.interface.privateKey ?? "")).toBe(world.conf.peers[0]?.publicKey);
    expect(anton?.conf.peers[0]).toMatchObject({
      publicKey: world.publicKey,
      endpoint: "203.0.113.5:47770",
      persistentKeepalive: 25,
    });
    expect(readFileSync(anton?.path ?? "", "latin1")).toBe(anton?.conf.text);
  });

  test("plays an interface that is up, with peers active, idle and never seen", async () => {
    const { host, world } = await demo();
    const now = Math.floor(host.clock.now() / 1000);
    expect(world.live?.publicKey).toBe(world.publicKey);
    const peers = world.live?.peers ?? [];
    expect(peers.map((peer) => stateOf(peer, now))).toEqual(["active", "idle", "active", "idle", "never", "active"]);
    expect(peers.slice(0, 5).map(({ publicKey }) => publicKey)).toEqual(
      world.conf.peers.map(({ publicKey }) => publicKey),
    );
  });

  test("has one peer that somebody put onto the interface by hand, so that there is something to write down", async () => {
    const { world } = await demo();
    expect(onlyLive(world)).toMatchObject([{ allowedIPs: ["10.77.0.66/32"] }]);
    expect([...peerDifferences(world).values()].map(({ kind }) => kind)).toEqual(["only-live"]);
  });

  test("has new keys each time", async () => {
    const [one, two] = [await demo(), await demo()];
    expect(one.world.publicKey).not.toBe(two.world.publicKey);
    expect(keyPairFrom(one.host.randomness.bytes(32)).privateKey).not.toBe(
      keyPairFrom(one.host.randomness.bytes(32)).privateKey,
    );
  });

  test("really writes, there", async () => {
    const { host, world } = await demo();
    const lock = await host.files.lock(world.path, 0);
    await host.files.replace(world.path, "# new\n");
    await lock.release();
    expect(readFileSync(join(host.folder, "wg0.conf"), "utf8")).toBe("# new\n");
    expect(readdirSync(host.folder).sort()).toEqual(["clients", "wg0.conf"]);
  });
});
