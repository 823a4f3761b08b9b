/**
 * The routes that come with a peer: those that `wg-quick` itself makes of the same file. So what runs after the program
 * is held against what runs after down and up.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { wgWizard } from "../pty/programs.ts";
import { Machine } from "./machine.ts";
import { live } from "./needs.ts";
import { blockOf, newDevice, serverText, up } from "./server.ts";
import { routesOf } from "./shown.ts";
import { newKeys } from "./texts.ts";
import { wizard } from "./wizard.ts";

const FILE = "/etc/wireguard/wg0.conf";
const anna = newDevice(2, "anna");
let machine: Machine;

const ADD = ["add", "dacha", "--yes", "--endpoint", "203.0.113.1:51820", "--dns", "none", "--traffic", "vpn"];
const LANS = ["--lan", "192.168.7.0/24,fd99:7::/64"];

live("the routes of a new peer are those that wg-quick makes", () => {
  beforeAll(async () => {
    machine = await Machine.start();
    await wgWizard();
  }, 60_000);
  afterAll(() => machine?.stop());

  test.each([
    ["no Table", []],
    ["Table = auto", ["Table = auto"]],
    ["Table = off", ["Table = off"]],
    ["Table = 1234", ["Table = 1234"]],
    ["FwMark and MTU of its own", ["FwMark = 0xca6c", "MTU = 1380"]],
  ] as const)("%s", { timeout: 60_000 }, async (_, more) => {
    await machine.run(["wg-quick", "down", "wg0"], { may: "any" });
    const text = serverText({ keys: newKeys(), peers: [blockOf(anna)], address: "10.77.0.1/24, fd77::1/64", more });
    await up(machine, text);
    const before = await routesOf(machine);
    const mark = (await machine.run(["wg", "show", "wg0", "fwmark"])).out;

    await wizard(machine, [...ADD, ...LANS]);
    const added = await routesOf(machine);
    await machine.run(["wg-quick", "down", "wg0"]);
    await machine.run(["wg-quick", "up", "wg0"]);
    expect(added).toEqual(await routesOf(machine));
    expect((await machine.run(["wg", "show", "wg0", "fwmark"])).out).toBe(mark);

    await wizard(machine, ["undo", "--yes"]);
    expect(await routesOf(machine)).toEqual(before);
    expect(machine.read(FILE)).toBe(text);
  });

  test.each([
    ["a network in IPv6", LANS, true],
    ["one in IPv4", ["--lan", "192.168.7.0/24"], false],
  ] as const)(
    "where IPv6 is switched off, whether wg-quick could start again with %s is said",
    { timeout: 60_000 },
    async (_, lan, fails) => {
      await machine.run(["wg-quick", "down", "wg0"], { may: "any" });
      await machine.sh("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
      try {
        await up(machine, serverText({ keys: newKeys(), peers: [blockOf(anna)] }));
        const { err } = await wizard(machine, [...ADD, ...lan]);
        expect(err.includes("fd99:7::/64 gets no route now, and wg-quick up would fail at it")).toBe(fails);
        await machine.run(["wg-quick", "down", "wg0"]);
        const { status } = await machine.run(["wg-quick", "up", "wg0"], { may: "any" });
        expect(status !== 0).toBe(fails);
      } finally {
        await machine.sh("sysctl -qw net.ipv6.conf.all.disable_ipv6=0 net.ipv6.conf.default.disable_ipv6=0");
      }
    },
  );
});
