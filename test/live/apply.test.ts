/**
 * Whatever runs and whatever the file says by now: after `apply` the interface is as `wg-quick` itself would bring it
 * up from that file, peers, settings and routes.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wgWizard } from "../pty/programs.ts";
import { Machine } from "./machine.ts";
import { live } from "./needs.ts";
import { routesOf, shown } from "./shown.ts";
import { newKeys, newPresharedKey } from "./texts.ts";
import { wizard } from "./wizard.ts";

const FILE = "/etc/wireguard/wg0.conf";
const own = newKeys();
const PEERS = Array.from({ length: 4 }, () => newKeys().publicKey);
const [ONE, OTHER, ZEROS] = [newPresharedKey(), newPresharedKey(), `${"A".repeat(43)}=`];
let machine: Machine;

const network = fc.constantFrom(
  ...["10.77.0.2/32", "10.77.0.3", "10.77.0.9/24", "10.88.0.0/16", "10.88.7.0/24", "192.168.7.0/24", "198.51.100.7"],
  ...["fd77::2/128", "fd77::3", "fd99::/64", "fd99::1/128"],
);
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(network, { minLength: 1, maxLength: 3 }).map((all) => `AllowedIPs = ${all.join(", ")}`),
  },
  fc.constantFrom(ONE, OTHER, ZEROS).map((key) => `PresharedKey = ${key}`),
  fc.constantFrom("off", "0", "25", "17").map((seconds) => `PersistentKeepalive = ${seconds}`),
  fc.constantFrom("# a word", "Endpoint = 203.0.113.8:51820", "Endpoint = [2001:db8::8]:443"),
);
const peer = fc
  .tuple(fc.constantFrom(...PEERS, own.publicKey), fc.array(line, { maxLength: 4 }), fc.nat(5))
  .map(([key, lines, off]) =>
    ["[Peer]", `PublicKey = ${key}`, ...lines].map((text) => (off === 0 ? `# ${text}` : text)).join("\n"),
  );

/**
 * The interface's own part, but for Table: routes of another table are nobody's to take away. And a mark always stands
 * there: one that runs without a line may be wg-quick's own.
 */
const settings = fc.record({ port: fc.constantFrom(51_820, 51_821), mark: fc.constantFrom("0x12", "0x13", "off") });
const file = fc.tuple(settings, fc.array(peer, { maxLength: 5 }));

function text(table: string | null, [{ port, mark }, peers]: [{ port: number; mark: string }, string[]]): string {
  const lines = [
    "[Interface]",
    "Address = 10.77.0.1/24, fd77::1/64",
    `ListenPort = ${port}`,
    `PrivateKey = ${own.privateKey}`,
    `FwMark = ${mark}`,
    ...(table === null ? [] : [`Table = ${table}`]),
  ];
  return `${[lines.join("\n"), ...peers].join("\n\n")}\n`;
}

/** All that a file decides; where a peer was last seen is not of it. */
async function standing() {
  const { out: settled } = await machine.sh("wg show wg0 listen-port; wg show wg0 fwmark; wg show wg0 public-key");
  const peers = [...(await shown(machine))].map(([key, { presharedKey, allowedIPs, keepalive }]) => ({
    key,
    presharedKey,
    allowedIPs,
    keepalive,
  }));
  peers.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { settled, peers, routes: await routesOf(machine) };
}

live("after apply the interface is as wg-quick makes it of the file", () => {
  beforeAll(async () => {
    machine = await Machine.start();
    await wgWizard();
  }, 60_000);
  afterAll(() => machine?.stop());

  test("from any file to any other", { timeout: 240_000 }, async () => {
    const runs = fc.asyncProperty(fc.constantFrom(null, null, "off", "1234"), file, file, async (table, one, other) => {
      await machine.run(["wg-quick", "down", "wg0"], { may: "any" });
      machine.write(FILE, text(table, one));
      await machine.run(["wg-quick", "up", "wg0"]);
      machine.write(FILE, text(table, other));
      await wizard(machine, ["apply", "--yes"]);
      const applied = await standing();
      await machine.sh("wg-quick down wg0; wg-quick up wg0");
      expect(applied).toEqual(await standing());
    });
    await fc.assert(runs, { numRuns: 10 });
  });
});
