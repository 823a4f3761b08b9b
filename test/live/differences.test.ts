/** File and running interface made to differ, in each way: what the list says, what would be done, and what comes of it. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { wgWizard } from "../pty/programs.ts";
import { Machine } from "./machine.ts";
import { live } from "./needs.ts";
import { until } from "./patience.ts";
import { blockOf, newDevice, type ServerText, serverText } from "./server.ts";
import { type Shown, shown } from "./shown.ts";
import { newKeys, newPresharedKey } from "./texts.ts";
import { document, wizard } from "./wizard.ts";

const FILE = "/etc/wireguard/wg0.conf";
const keys = newKeys();
const anna = newDevice(2, "anna", true);
const boris = newDevice(3, "boris");
const vera = newDevice(4, "vera", true);
const [ANNA, BORIS, VERA] = [anna.keys.publicKey, boris.keys.publicKey, vera.keys.publicKey];
const OTHER_PSK = newPresharedKey();

/** What every case begins with, in the file and on the interface. */
const SERVER: ServerText = { keys, peers: [blockOf(anna), { ...blockOf(boris), keepalive: 25 }] };
const TEXT = serverText(SERVER);

interface Listed {
  readonly interface: { readonly up: boolean; readonly differences: readonly Readonly<Record<string, unknown>>[] };
  readonly peers: readonly {
    readonly name: string | null;
    readonly publicKey: string;
    readonly difference: unknown;
    readonly line: number | null;
  }[];
}

interface Applied {
  readonly plan: {
    readonly commands: readonly string[];
    readonly vanish: readonly { readonly publicKey: string }[];
    readonly left: readonly { readonly id: string; readonly message: string }[];
  };
  readonly outcome: { readonly steps: readonly { readonly id: string; readonly status: string }[] } | null;
}

let machine: Machine;

const set = (...args: string[]) => machine.run(["wg", "set", "wg0", "peer", ...args]);
const file = (text: string) => machine.write(FILE, text);
const list = async () => (await document(machine, ["list"])) as Listed;
const ofPeer = async (key: string) => (await list()).peers.find(({ publicKey }) => publicKey === key);
const routes = async () => (await machine.run(["ip", "route", "show", "dev", "wg0"])).out;

interface Case {
  readonly what: string;
  readonly make: () => unknown;
  /** Whose mark it is, and the mark. */
  readonly peer: string;
  readonly mark: unknown;
  readonly commands: readonly RegExp[];
  readonly vanish?: readonly string[];
  /** What the interface says of that peer afterwards; null: it is gone. */
  readonly after: Partial<Shown> | null;
}

const CASES: readonly Case[] = [
  {
    what: "a peer in the file alone",
    make: () => file(serverText({ ...SERVER, peers: [...SERVER.peers, blockOf(vera)] })),
    peer: VERA,
    mark: { kind: "not-loaded" },
    commands: [/^wg addconf wg0 <\(sed -n "\d+,\d+p" \/etc\/wireguard\/wg0\.conf\)$/],
    after: { allowedIPs: ["10.77.0.4/32"], presharedKey: vera.presharedKey, keepalive: "off" },
  },
  {
    what: "a peer with a network behind it in the file alone: its route comes too",
    make: () =>
      file(
        serverText({
          ...SERVER,
          peers: [...SERVER.peers, { ...blockOf(vera), allowedIPs: "10.77.0.4/32, 192.168.7.0/24" }],
        }),
      ),
    peer: VERA,
    mark: { kind: "not-loaded" },
    commands: [/^wg addconf/, /^ip -4 route add 192\.168\.7\.0\/24 dev wg0$/],
    after: { allowedIPs: ["10.77.0.4/32", "192.168.7.0/24"] },
  },
  {
    what: "a peer that runs and is not in the file",
    make: () => set(VERA, "allowed-ips", "10.77.0.4/32"),
    peer: VERA,
    mark: { kind: "only-live" },
    commands: [/^wg set wg0 peer \S+ remove$/],
    vanish: [VERA],
    after: null,
  },
  {
    what: "a peer with a route that is not in the file: its route goes too",
    make: async () => {
      await set(VERA, "allowed-ips", "10.77.0.4/32,192.168.7.0/24");
      await machine.run(["ip", "route", "add", "192.168.7.0/24", "dev", "wg0"]);
    },
    peer: VERA,
    mark: { kind: "only-live" },
    commands: [/^ip -4 route del 192\.168\.7\.0\/24 dev wg0$/, /^wg set wg0 peer \S+ remove$/],
    vanish: [VERA],
    after: null,
  },
  {
    what: "a peer that is switched off in the file and runs",
    make: () =>
      file(
        TEXT.replace(/\[Peer\]\n# friendly_name = boris\n(?:.+\n)+/, (block) =>
          block.replace(/^/gm, "# ").replace(/# $/, ""),
        ),
      ),
    peer: BORIS,
    mark: { kind: "only-live" },
    commands: [/^wg set wg0 peer \S+ remove$/],
    vanish: [BORIS],
    after: null,
  },
  {
    what: "other networks in the file",
    make: () => file(TEXT.replace("10.77.0.2/32", "10.77.0.22/32, 192.168.9.0/24")),
    peer: ANNA,
    mark: { kind: "different", what: ["allowed-ips"] },
    commands: [
      /^wg set wg0 peer \S+ allowed-ips 10\.77\.0\.22\/32,192\.168\.9\.0\/24$/,
      /^ip -4 route add 192\.168\.9\.0\/24 dev wg0$/,
    ],
    after: { allowedIPs: ["10.77.0.22/32", "192.168.9.0/24"], presharedKey: anna.presharedKey },
  },
  {
    what: "a network that went over to another peer on the interface",
    make: () => set(BORIS, "allowed-ips", "10.77.0.3/32,10.77.0.2/32"),
    peer: ANNA,
    mark: { kind: "different", what: ["allowed-ips"] },
    commands: [/^wg set wg0 peer \S+ allowed-ips/, /^wg set wg0 peer \S+ allowed-ips/],
    after: { allowedIPs: ["10.77.0.2/32"] },
  },
  {
    what: "a keepalive that is still on though its line is gone",
    make: () => file(TEXT.replace("PersistentKeepalive = 25\n", "")),
    peer: BORIS,
    mark: { kind: "different", what: ["keepalive"] },
    commands: [/^wg set wg0 peer \S+ persistent-keepalive off$/],
    after: { keepalive: "off", allowedIPs: ["10.77.0.3/32"] },
  },
  {
    what: "a keepalive of another interval",
    make: () => set(BORIS, "persistent-keepalive", "17"),
    peer: BORIS,
    mark: { kind: "different", what: ["keepalive"] },
    commands: [/^wg set wg0 peer \S+ persistent-keepalive 25$/],
    after: { keepalive: "25" },
  },
  {
    what: "a preshared key that is still on though its line is gone",
    make: () => file(TEXT.replace(/PresharedKey = .*\n/, "")),
    peer: ANNA,
    mark: { kind: "different", what: ["preshared-key"] },
    commands: [/^wg set wg0 peer \S+ preshared-key \/dev\/null$/],
    after: { presharedKey: null, allowedIPs: ["10.77.0.2/32"] },
  },
  {
    what: "another preshared key in the file",
    make: () => file(TEXT.replace(/PresharedKey = .*\n/, `PresharedKey = ${OTHER_PSK}\n`)),
    peer: ANNA,
    mark: { kind: "different", what: ["preshared-key"] },
    commands: [/^wg set wg0 peer \S+ preshared-key <\(sed -n ".*" \/etc\/wireguard\/wg0\.conf\)$/],
    after: { presharedKey: OTHER_PSK },
  },
  {
    what: "everything about one peer at once",
    make: () =>
      file(
        TEXT.replace(/PresharedKey = .*\nAllowedIPs = .*\n/, "AllowedIPs = 10.77.0.99/32\nPersistentKeepalive = 9\n"),
      ),
    peer: ANNA,
    mark: { kind: "different", what: ["allowed-ips", "keepalive", "preshared-key"] },
    commands: [/^wg set wg0 peer \S+ allowed-ips 10\.77\.0\.99\/32 persistent-keepalive 9 preshared-key \/dev\/null$/],
    after: { allowedIPs: ["10.77.0.99/32"], keepalive: "9", presharedKey: null },
  },
];

live("where file and interface differ", () => {
  beforeAll(async () => {
    machine = await Machine.start();
    await wgWizard();
  }, 60_000);
  afterAll(() => machine?.stop());
  beforeEach(async () => {
    await machine.run(["wg-quick", "down", "wg0"], { may: "any" });
    file(TEXT);
    await machine.run(["wg-quick", "up", "wg0"]);
  });

  test("nothing is marked and nothing is done where they agree", async () => {
    const { interface: own, peers } = await list();
    expect(own.differences).toEqual([]);
    expect(peers.map(({ difference }) => difference)).toEqual([null, null]);
    const { plan, outcome } = (await document(machine, ["apply", "--yes"])) as Applied;
    expect(plan.commands).toEqual([]);
    expect(outcome).toBeNull();
  }, 30_000);

  test.each(CASES)("$what", { timeout: 30_000 }, async ({ make, peer, mark, commands, vanish = [], after }) => {
    await make();
    expect((await ofPeer(peer))?.difference).toEqual(mark);

    const before = await shown(machine);
    const dry = (await document(machine, ["apply", "--dry-run"])) as Applied;
    expect(dry.plan.commands).toHaveLength(commands.length);
    for (const [number, pattern] of commands.entries()) expect(dry.plan.commands[number]).toMatch(pattern);
    expect(dry.plan.vanish.map(({ publicKey }) => publicKey)).toEqual(vanish);
    expect(await shown(machine)).toEqual(before);

    const { outcome } = (await document(machine, ["apply", "--yes"])) as Applied;
    expect(outcome?.steps.map(({ status }) => status)).not.toContain("failed");
    const now = (await shown(machine)).get(peer);
    if (after === null) expect(now).toBeUndefined();
    else expect(now).toMatchObject(after);
    const listed = await list();
    expect(listed.peers.map(({ difference }) => difference)).toEqual(listed.peers.map(() => null));
    for (const [, act, network = ""] of dry.plan.commands.join("\n").matchAll(/route (add|del) (\S+) dev/g))
      expect((await routes()).includes(network)).toBe(act === "add");
  });

  test("the commands that are shown do it too, typed at a shell", async () => {
    const changed = { ...blockOf(anna), presharedKey: OTHER_PSK };
    const fresh = { ...blockOf(vera), allowedIPs: "10.77.0.4/32, 192.168.7.0/24, fd99::/64" };
    file(serverText({ keys, peers: [changed, blockOf(boris), fresh] }));
    const { out } = await wizard(machine, ["apply", "--dry-run"]);
    await machine.run(["bash", "-ec", out]);
    expect((await list()).peers.map(({ name, difference }) => ({ name, difference }))).toEqual(
      ["anna", "boris", "vera"].map((name) => ({ name, difference: null })),
    );
    expect(await routes()).toContain("192.168.7.0/24");
  }, 30_000);

  test("another port in the file: the interface listens there afterwards", async () => {
    file(TEXT.replace("ListenPort = 51820", "ListenPort = 51999"));
    expect((await list()).interface.differences).toEqual([{ what: "listen-port", file: 51999, running: 51820 }]);
    const { plan } = (await document(machine, ["apply", "--yes"])) as Applied;
    expect(plan.commands).toEqual(["wg set wg0 listen-port 51999"]);
    expect((await machine.run(["wg", "show", "wg0", "listen-port"])).out.trim()).toBe("51999");
    expect((await list()).interface.differences).toEqual([]);
  }, 30_000);

  test("another port in the file, which somebody else has: it is refused, and the old one still listens", async () => {
    const other = machine.go([
      process.execPath,
      "-e",
      "require('node:dgram').createSocket('udp4').bind(51999, () => console.log('bound'))",
    ]);
    await until("the port is taken", 10, async () => other.out().includes("bound"));
    file(TEXT.replace("ListenPort = 51820", "ListenPort = 51999"));
    const { status, err } = await wizard(machine, ["apply", "--yes"], { may: "any" });
    other.signal("SIGKILL");
    expect(status).toBe(3);
    expect(err).toContain("Address already in use");
    expect((await machine.run(["wg", "show", "wg0", "listen-port"])).out.trim()).toBe("51820");
    expect((await machine.run(["cat", "/proc/net/udp"])).out).toContain(`:${(51_820).toString(16).toUpperCase()} `);
  }, 30_000);

  test("another mark in the file: the interface has it afterwards", async () => {
    file(TEXT.replace("ListenPort", "FwMark = 0x1234\nListenPort"));
    const { plan } = (await document(machine, ["apply", "--yes"])) as Applied;
    expect(plan.commands).toEqual(["wg set wg0 fwmark 0x1234"]);
    expect((await machine.run(["wg", "show", "wg0", "fwmark"])).out.trim()).toBe("0x1234");
  }, 30_000);

  test("another MTU in the file: that takes down and up, which is said and not done", async () => {
    file(TEXT.replace("ListenPort", "MTU = 1300\nListenPort"));
    const { plan } = (await document(machine, ["apply", "--yes"])) as Applied;
    expect(plan.commands).toEqual([]);
    expect(plan.left.map(({ id }) => id)).toContain("mtu");
    expect((await machine.run(["cat", "/sys/class/net/wg0/mtu"])).out.trim()).toBe("1420");
  }, 30_000);

  test("another key in the file: nothing is touched, and both keys are named", async () => {
    const other = newKeys();
    file(TEXT.replace(keys.privateKey, other.privateKey).replace("10.77.0.2/32", "10.77.0.22/32"));
    const listed = await list();
    expect(listed.interface.up).toBe(false);
    expect(listed.interface.differences).toEqual([
      { what: "public-key", file: other.publicKey, running: keys.publicKey },
    ]);
    const before = await shown(machine);
    const { status } = await wizard(machine, ["apply", "--yes"], { may: "any" });
    expect(status).toBe(3);
    const added = await wizard(
      machine,
      ["add", "lena", "--yes", "--endpoint", "203.0.113.1:51820", "--dns", "1.1.1.1"],
      { may: "any" },
    );
    expect(added.err).not.toContain("mistake of its own");
    expect(await shown(machine)).toEqual(before);
  }, 30_000);

  test("another address in the file: that takes down and up, which is said and not done", async () => {
    file(TEXT.replace("10.77.0.1/24", "10.77.0.254/24"));
    expect((await list()).interface.differences).toEqual([
      { what: "addresses", file: ["10.77.0.254/24"], running: ["10.77.0.1/24"] },
    ]);
    const { plan } = (await document(machine, ["apply", "--yes"])) as Applied;
    expect(plan.commands).toEqual([]);
    expect(plan.left.map(({ id }) => id)).toContain("addresses");
    expect((await machine.run(["ip", "-4", "address", "show", "wg0"])).out).toContain("10.77.0.1/24");
  }, 30_000);

  test("the interface is down: only the file is there, and that is said", async () => {
    await machine.run(["wg-quick", "down", "wg0"]);
    const listed = await list();
    expect(listed.interface.up).toBe(false);
    expect(listed.peers.map(({ difference }) => difference)).toEqual([null, null]);
    const { status } = await wizard(machine, ["apply", "--yes"], { may: "any" });
    expect(status).toBe(3);
  }, 30_000);
});
