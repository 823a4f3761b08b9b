/**
 * What `check` says happens, seen with the real `wg` and `wg-quick`: the files of the rules' own cases, brought up on a
 * machine of their own. And the whole way: found, mended in the file and in the running interface, taken back.
 */
import { afterEach, expect, test } from "vitest";
import type { RuleId } from "../../src/checks/finding.ts";
import { ANNA, BORIS, CASES, UNCLAMPED } from "../checks/cases.ts";
import { SERVER_PAIR } from "../wizard/world.ts";
import { Machine, type Ran } from "./machine.ts";
import { live } from "./needs.ts";
import { shown } from "./shown.ts";
import { document, wizard } from "./wizard.ts";

const FILE = "/etc/wireguard/wg0.conf";

let machine: Machine | null = null;
afterEach(async () => {
  await machine?.stop();
  machine = null;
});

/** The file of this rule's case, not up yet. */
async function machineWith(id: RuleId, at = 0, side: "bad" | "good" = "bad"): Promise<Machine> {
  machine = await Machine.start();
  machine.write(FILE, CASES[id][at]?.[side].file ?? "");
  return machine;
}

const start = (server: Machine, name = "wg0"): Promise<Ran> =>
  server.run(["wg-quick", "up", name], { may: "any", env: { WG_QUICK_USERSPACE_IMPLEMENTATION: "wireguard-go" } });

async function started(id: RuleId, at = 0, side: "bad" | "good" = "bad"): Promise<Machine> {
  const server = await machineWith(id, at, side);
  const { status, err } = await start(server);
  expect([status, err]).toEqual([0, err]);
  return server;
}

/** Whether the interface came up with this file. */
async function starts(id: RuleId, at = 0, side: "bad" | "good" = "bad"): Promise<boolean> {
  const { status } = await start(await machineWith(id, at, side));
  await machine?.stop();
  return status === 0;
}

const port = async (server: Machine) => (await server.run(["wg", "show", "wg0", "listen-port"])).out.trim();

live("what a finding says will happen, happens", () => {
  test("the same network at two peers: the first one has none", async () => {
    const peers = await shown(await started("same-network-twice"));
    expect(peers.get(ANNA.publicKey)?.allowedIPs).toEqual([]);
    expect(peers.get(BORIS.publicKey)?.allowedIPs).toContain("10.77.0.2/32");
  }, 60_000);

  test("the internet behind a peer: the server's own way out leads there", async () => {
    const server = await started("default-route-on-peer", 1);
    const { out } = await server.run(["ip", "-6", "rule"]);
    expect(out).toMatch(/not from all fwmark 0x\w+ lookup 51820/);
  }, 60_000);

  test("one key in two blocks: one peer, with the last one's addresses", async () => {
    const peers = await shown(await started("key-twice"));
    expect([...peers].map(([key, { allowedIPs }]) => [key, allowedIPs])).toEqual([[ANNA.publicKey, ["10.77.0.3/32"]]]);
  }, 60_000);

  test("the server's own key at a peer: no such peer", async () => {
    expect((await shown(await started("own-key"))).size).toBe(0);
  }, 60_000);

  test("host bits: the whole network, and at /0 the whole internet", async () => {
    expect((await shown(await started("host-bits"))).get(ANNA.publicKey)?.allowedIPs).toEqual(["10.77.0.0/24"]);
    await machine?.stop();
    const server = await machineWith("host-bits", 1);
    server.write(FILE, server.read(FILE).replace("[Interface]", "[Interface]\nTable = off"));
    await start(server);
    expect((await shown(server)).get(ANNA.publicKey)?.allowedIPs).toEqual(["0.0.0.0/0"]);
  }, 60_000);

  test("ports: 65536 and none at all are another port at each start, and at each syncconf", async () => {
    const server = await started("bad-port");
    expect(await port(server)).not.toBe("65536");
    const ports = new Set<string>();
    await server.run(["wg-quick", "down", "wg0"]);
    server.write(FILE, CASES["no-listen-port"][0]?.bad.file ?? "");
    await start(server);
    for (let times = 0; times < 4; times++) {
      ports.add(await port(server));
      await server.run(["bash", "-c", "wg syncconf wg0 <(wg-quick strip wg0)"]);
    }
    expect(ports.size).toBeGreaterThan(1);
  }, 60_000);

  test.each([
    ["a key that is none", "bad-key", 0],
    ["an empty value", "refused-line", 0],
    ["an unknown word", "refused-line", 1],
    ["a comment of another program", "refused-line", 2],
    ["a byte order mark", "refused-line", 4],
    ["a word for a port", "bad-port", 1],
    ["Table in capital letters", "table-without-routes", 1],
  ] as const)(
    "%s: the interface does not start, and with the near miss it does",
    async (_, id, at) => {
      expect(await starts(id, at)).toBe(false);
      expect(await starts(id, at, "good")).toBe(true);
    },
    60_000,
  );

  test("a # in a hook is cut by the tools that do so, a comment of bash's own is none", async () => {
    const server = await machineWith("hash-in-hook");
    const found = (await checked(server)).ids.includes("hash-in-hook");
    expect((await start(server)).status !== 0).toBe(found);
    server.write(FILE, CASES["hash-in-hook"][1]?.good.file ?? "");
    expect((await start(server)).status).toBe(0);
  }, 60_000);

  test("blanks inside a word of a peer: wg alone overlooks them", async () => {
    expect(await starts("refused-line", 3)).toBe(true);
  }, 60_000);

  test("DNS without resolvconf: the interface does not start", async () => {
    const server = await machineWith("dns-on-server");
    await server.run(["rm", "/run/bin/resolvconf"]);
    expect((await start(server)).status).not.toBe(0);
    expect((await server.run(["ip", "link", "show", "wg0"], { may: "any" })).status).not.toBe(0);
  }, 60_000);

  test("IPv6 in the file where it is switched off: the interface does not start", async () => {
    const server = await machineWith("ipv6-disabled");
    await server.sh("sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1");
    expect((await start(server)).status).not.toBe(0);
    expect((await checked(server)).ids).toContain("ipv6-disabled");
  }, 60_000);

  test("the LAN in which the server is itself: the interface does not start", async () => {
    const server = await machineWith("server-lan");
    await server.sh("ip link add lan type bridge; ip address add 192.168.50.1/24 dev lan; ip link set lan up");
    expect((await start(server)).err).toContain("File exists");
    expect((await checked(server)).ids).toContain("server-lan");
  }, 60_000);

  test("a policy rule that stands already: the interface does not start again, and with || true it does", async () => {
    const server = await machineWith("hook-fails-when-repeated");
    await server.sh("ip rule add pref 100 from 10.77.0.0/24 table 200");
    expect((await start(server)).status).not.toBe(0);
    expect((await server.run(["ip", "link", "show", "wg0"], { may: "any" })).status).not.toBe(0);
    await wizard(server, ["check", "--mend", "hook-fails-when-repeated", "--yes"]);
    expect((await start(server)).status).toBe(0);
  }, 60_000);

  test("a hook without its counterpart: its rule is there twice after a restart", async () => {
    const server = await machineWith("hook-unpaired", 2);
    for (let times = 0; times < 2; times++) {
      await start(server);
      await server.run(["wg-quick", "down", "wg0"]);
    }
    const { out } = await server.run(["ip", "rule"]);
    expect(out.match(/from 10\.77\.0\.0\/24 lookup 200/g)).toHaveLength(2);
  }, 60_000);

  test("a file name of 16 characters: wg-quick refuses it", async () => {
    const server = await machineWith("bad-file-name");
    const path = "/etc/wireguard/abcdefghijklmnop.conf";
    server.write(path, CASES["bad-file-name"][0]?.bad.file ?? "");
    expect((await start(server, path)).err).toContain("valid interface name");
    expect((await checked(server, [path])).ids).toContain("bad-file-name");
  }, 60_000);

  test("SaveConfig with & in a hook: the file is spoiled, and with SaveConfig = false it stays to the byte", async () => {
    const server = await started("save-config", 1);
    expect((await checked(server)).findings.find(({ id }) => id === "save-config")?.severity).toBe("error");
    await server.run(["wg-quick", "down", "wg0"]);
    const spoiled = server.read(FILE);
    expect(spoiled).not.toContain("# anna");
    expect(spoiled.match(/\[Interface\]/g)?.length).toBeGreaterThan(1);
    server.write(FILE, CASES["save-config"][1]?.bad.file ?? "");
    await start(server);
    await wizard(server, ["check", "--mend", "save-config", "--yes"]);
    const mended = server.read(FILE);
    expect(mended).toBe((CASES["save-config"][1]?.bad.file ?? "").replace("SaveConfig = true", "SaveConfig = false"));
    await server.run(["wg-quick", "down", "wg0"]);
    expect(server.read(FILE)).toBe(mended);
  }, 60_000);

  test("what wg alone loads has no route, and the finding's command makes it", async () => {
    const server = await started("server-keepalive");
    server.write(FILE, CASES["route-missing"][0]?.bad.file ?? "");
    await server.run(["bash", "-c", "wg syncconf wg0 <(wg-quick strip wg0)"]);
    const to = ["ip", "route", "get", "192.168.7.5"];
    expect((await server.run(to, { may: "any" })).status).not.toBe(0);
    const finding = (await checked(server)).findings.find(({ id }) => id === "route-missing");
    const command = /(ip .*)$/.exec(finding?.mend ?? "")?.[1] ?? "";
    await server.sh(command);
    expect((await server.run(to)).out).toContain("dev wg0");
    expect((await checked(server)).ids).not.toContain("route-missing");
  }, 60_000);

  test("a key in another form: the interface keeps the clamped one, which is the same key", async () => {
    const server = await started("unclamped-key");
    const { out } = await server.run(["wg", "show", "wg0", "private-key"]);
    expect(out.trim()).not.toBe(UNCLAMPED);
    await wizard(server, ["check", "--mend", "unclamped-key", "--yes"]);
    expect(server.read(FILE)).toContain(`PrivateKey = ${out.trim()}`);
    expect((await server.run(["wg", "show", "wg0", "public-key"])).out.trim()).toBe(SERVER_PAIR.publicKey);
  }, 60_000);
});

interface Checked {
  readonly findings: readonly { readonly id: string; readonly severity: string; readonly mend: string }[];
  readonly ids: readonly string[];
  readonly notLookedAt: readonly string[];
}

async function checked(server: Machine, args: readonly string[] = []): Promise<Checked> {
  const { findings, notLookedAt } = (await document(server, ["check", ...args], { may: [0, 1] })) as Omit<
    Checked,
    "ids"
  >;
  return { findings, notLookedAt, ids: findings.map(({ id }) => id) };
}

live("check on a machine", () => {
  test("a healthy server that is up: nothing is found, and everything was looked at but the devices' files", async () => {
    const server = await started("server-keepalive", 0, "good");
    await server.sh("ip link add out type bridge; ip address add 203.0.113.5/24 dev out; ip link set out up");
    await server.sh("ip route add default via 203.0.113.1");
    const { findings, notLookedAt } = await checked(server);
    expect(findings).toEqual([]);
    expect(notLookedAt).toEqual(["ipv4-only-full-tunnel"]);
  }, 60_000);

  test("the machine's own troubles are seen: a mode, a closed port, another file's port, no forwarding", async () => {
    const server = await started("route-missing");
    server.write(FILE, server.read(FILE), 0o644);
    server.write("/etc/wireguard/wg1.conf", server.read(FILE).replace("10.77.0.1/24", "10.78.0.1/24"));
    await server.sh("sysctl -qw net.ipv4.ip_forward=0; nft -f -", {
      input:
        "table inet filter {\nchain input {\ntype filter hook input priority 0; policy drop;\ntcp dport 22 accept\n}\n}\n",
    });
    const { ids } = await checked(server, ["-i", "wg0"]);
    for (const id of ["readable-by-others", "port-closed", "port-taken", "forwarding-off"]) expect(ids).toContain(id);
    await server.sh(
      "nft add rule inet filter input udp dport 47770 accept; rm /etc/wireguard/wg1.conf; sysctl -qw net.ipv4.ip_forward=1",
    );
    await server.run(["chmod", "600", FILE]);
    expect((await checked(server)).ids).toEqual([]);
  }, 60_000);

  test("keepalive on the server is taken out of the file and of the running interface, and given back by undo", async () => {
    const server = await started("server-keepalive");
    const before = server.read(FILE);
    const keepalive = async () => (await shown(server)).get(ANNA.publicKey)?.keepalive;
    expect(await keepalive()).toBe("25");
    await wizard(server, ["check", "--mend", "server-keepalive", "--yes"]);
    expect(server.read(FILE)).toBe(before.replace("PersistentKeepalive = 25\n", ""));
    expect(await keepalive()).toBe("off");
    expect((await checked(server)).ids).toEqual([]);
    await wizard(server, ["undo", "--yes"]);
    expect(server.read(FILE)).toBe(before);
    expect(await keepalive()).toBe("25");
  }, 60_000);

  test("380 peers with keepalive are one line and one change", async () => {
    const blocks = Array.from({ length: 380 }, (_, at) => {
      const key = Buffer.alloc(32, at & 255)
        .fill(at >> 8, 0, 1)
        .fill(1, 1, 2)
        .toString("base64");
      return `[Peer]\n# friendly_name = p${at}\nPublicKey = ${key}\nAllowedIPs = 10.77.${1 + (at >> 8)}.${at & 255}/32\nPersistentKeepalive = 15\n`;
    });
    machine = await Machine.start();
    const own = `[Interface]\nAddress = 10.77.0.1/16\nListenPort = 47770\nPrivateKey = ${SERVER_PAIR.privateKey}\n`;
    machine.write(FILE, [own, ...blocks].join("\n"));
    await start(machine);
    const { out } = await wizard(machine, ["check", "--lang", "en"]);
    expect(out.match(/server-keepalive · 380 times/g)).toHaveLength(1);
    await wizard(machine, ["check", "--mend", "server-keepalive", "--yes"]);
    expect(machine.read(FILE)).not.toContain("Keepalive");
    expect(new Set([...(await shown(machine)).values()].map(({ keepalive }) => keepalive))).toEqual(new Set(["off"]));
    const { out: records } = await machine.sh("ls /etc/wireguard/backups/*.json");
    expect(records.trim().split("\n")).toHaveLength(1);
  }, 120_000);
});
