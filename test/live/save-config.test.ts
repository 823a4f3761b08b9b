/** A server whose wg-quick rewrites its file when it stops: what is left of a new peer and of all names, by each answer. */
import { afterEach, expect, test } from "vitest";
import { type Conf, parseConf } from "../../src/wireguard/conf.ts";
import { Machine } from "./machine.ts";
import { readNames } from "./names.ts";
import { live } from "./needs.ts";
import { blockOf, newDevice, serverText, up } from "./server.ts";
import { shown } from "./shown.ts";
import { newKeys, peerLines } from "./texts.ts";
import { wizard } from "./wizard.ts";

const FILE = "/etc/wireguard/wg0.conf";
const ADD = ["add", "lena", "--yes", "--endpoint", "203.0.113.1:51820", "--dns", "1.1.1.1"];
const HARMLESS = "PostUp = true; true";
const WITH_AMPERSANDS = "PostUp = true && true";

let machine: Machine | null = null;
afterEach(async () => {
  await machine?.stop();
  machine = null;
});

const anna = newDevice(2, "anna", true);
const boris = newDevice(3, "boris");
const off = newDevice(9, "switched-off");

/** A server of two named peers and a switched-off one, up and running. */
async function running(hook: string): Promise<Machine> {
  machine = await Machine.start();
  const text = serverText({ keys: newKeys(), peers: [anna, boris].map(blockOf), more: ["SaveConfig = true", hook] });
  const disabled = peerLines(blockOf(off)).map((line) => `# ${line}`);
  await up(machine, `# the office\n${text}\n${disabled.join("\n")}\n`);
  return machine;
}

/** What a file says, without its names: what is left when wg-quick has rewritten it. */
function meant(conf: Conf) {
  const { addresses, listenPort, privateKey, hooks } = conf.interface;
  const peers = conf.peers
    .filter(({ enabled }) => enabled)
    .map(({ publicKey, presharedKey, allowedIPs }) => ({ publicKey, presharedKey, allowedIPs }));
  // A link-local address, which the kernel gives wireguard-go's interface, is written along (wg-quick asks ip).
  const own = addresses.filter((address) => !address.startsWith("fe80:"));
  peers.sort((a, b) => ((a.publicKey ?? "") < (b.publicKey ?? "") ? -1 : 1));
  return { addresses: own, listenPort, privateKey, hooks: hooks.map(({ command }) => command), peers };
}

live("under SaveConfig = true", () => {
  test("off: the new peer and every name survive down and up, to the byte", async () => {
    const server = await running(WITH_AMPERSANDS);
    await wizard(server, [...ADD, "--save-config", "off"]);
    const written = server.read(FILE);
    expect(readNames(written)).toEqual(["anna", "boris", "lena", "switched-off"]);
    await server.run(["wg-quick", "down", "wg0"]);
    expect(server.read(FILE)).toBe(written);
    await server.run(["wg-quick", "up", "wg0"]);
    expect((await shown(server)).size).toBe(3);
  }, 60_000);

  test("keep: names, comments and the switched-off peer are lost, as was said, and nothing else", async () => {
    const server = await running(HARMLESS);
    const { err } = await wizard(server, [...ADD, "--save-config", "keep"]);
    expect(err).toContain("all names are lost. What is loaded survives that.");
    expect(err).not.toContain("Hooks with & are broken");
    const written = parseConf(server.read(FILE));
    const before = await shown(server);
    await server.run(["wg-quick", "down", "wg0"]);
    const left = server.read(FILE);
    expect(left).not.toContain("#");
    expect(left).not.toContain(off.keys.publicKey);
    expect(meant(parseConf(left))).toEqual(meant(written));
    await server.run(["wg-quick", "up", "wg0"]);
    const after = await shown(server);
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    for (const [key, { allowedIPs, presharedKey }] of after)
      expect({ allowedIPs, presharedKey }).toEqual({
        allowedIPs: before.get(key)?.allowedIPs,
        presharedKey: before.get(key)?.presharedKey,
      });
  }, 60_000);

  test("keep, with & in a hook: whether the interface would still start is said rightly", async () => {
    const server = await running(WITH_AMPERSANDS);
    const { err } = await wizard(server, [...ADD, "--save-config", "keep"]);
    await server.run(["wg-quick", "down", "wg0"]);
    const { status } = await server.run(["wg-quick", "up", "wg0"], { may: "any" });
    expect(status !== 0).toBe(err.includes("Hooks with & are broken"));
  }, 60_000);
});
