/** The interface that is only played, in the demo and in other tests, held against a real one: one script on both. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { HostFailure } from "../../src/host/host.ts";
import { PlayedInterface } from "../../src/host/played.ts";
import type { LiveCommand } from "../../src/wireguard/command.ts";
import type { After } from "./commander.ts";
import { Machine } from "./machine.ts";
import { live } from "./needs.ts";
import { serverText, up } from "./server.ts";
import { newKeys, newPresharedKey } from "./texts.ts";

let machine: Machine;
let folder = "";
let commander = "";
const own = newKeys();
const [ANNA, BORIS, VERA] = [newKeys().publicKey, newKeys().publicKey, newKeys().publicKey];
const [ONE, OTHER] = [newPresharedKey(), newPresharedKey()];
const ZEROS = `${"A".repeat(43)}=`;
/** What every script begins with. */
const BEGINNING = serverText({
  keys: own,
  peers: [
    { publicKey: ANNA, presharedKey: ONE, allowedIPs: "10.77.0.2/32, fd77::2/128" },
    { publicKey: BORIS, allowedIPs: "10.77.0.3/32, 192.168.7.0/24", endpoint: "203.0.113.9:51820", keepalive: 25 },
  ],
  address: "10.77.0.1/24, fd77::1/64",
});

const RESET = `
wg setconf wg0 /run/beginning
for family in -4 -6; do
  ip $family route flush dev wg0 proto boot 2>/dev/null
  ip $family route flush dev wg0 proto boot table 1234 2>/dev/null
done
wg show wg0 dump`;

/** What the real one says after each command of the script, and what it said before the first. */
async function real(commands: readonly LiveCommand[]): Promise<{ before: string; after: readonly After[] }> {
  const before = (await machine.run(["sh", "-c", RESET])).out;
  const input = JSON.stringify({ name: "wg0", commands });
  return { before, after: JSON.parse((await machine.run([process.execPath, commander], { input })).out) };
}

function played(dump: string, commands: readonly LiveCommand[]): readonly After[] {
  const one = new PlayedInterface(dump);
  return commands.map((command) => {
    let refused = false;
    try {
      one.run("wg0", command);
    } catch (error) {
      if (!(error instanceof HostFailure)) throw error;
      refused = true;
    }
    return { refused, dump: one.dump(), routes: [...one.routes] };
  });
}

/**
 * Neither the order of peers nor that of their networks means anything, and wireguard-go's is another each time. The
 * one that is played sends nothing, so the bytes sent are left out.
 */
function comparable({ refused, dump, routes }: After) {
  const [head, ...rows] = dump.trimEnd().split("\n");
  const peers = rows.map((row) => {
    const [key, preshared, endpoint, allowed = "", handshake, rx, _tx, keepalive] = row.split("\t");
    return { key, preshared, endpoint, allowed: allowed.split(",").sort(), handshake, rx, keepalive };
  });
  peers.sort((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
  return { refused, head, peers, routes: [...routes].sort() };
}

async function same(commands: readonly LiveCommand[]): Promise<void> {
  const { before, after } = await real(commands);
  expect(played(before, commands).map(comparable)).toEqual(after.map(comparable));
}

function block(lines: readonly string[]): LiveCommand {
  return { kind: "add-peer", publicKey: ANNA, block: `${lines.join("\n")}\n`, from: 1, to: lines.length };
}

const peer = (publicKey: string, ...more: string[]) => block(["[Peer]", `PublicKey = ${publicKey}`, ...more]);

const CASES: readonly (readonly [string, readonly LiveCommand[]])[] = [
  [
    "a new peer with all it can have",
    [
      peer(
        VERA,
        `PresharedKey = ${OTHER}`,
        "AllowedIPs = 10.77.0.4/32, fd77::4/128",
        "Endpoint = 203.0.113.8:51820",
        "PersistentKeepalive = 25",
      ),
    ],
  ],
  ["a new peer with nothing", [peer(VERA)]],
  [
    "a peer given again keeps what its block does not name, but for its networks",
    [peer(ANNA, "AllowedIPs = 10.77.0.22/32"), peer(ANNA)],
  ],
  [
    "keepalive: off and 0 end it, a missing line does not",
    [
      peer(BORIS, "AllowedIPs = 10.77.0.3/32"),
      peer(BORIS, "PersistentKeepalive = off"),
      peer(BORIS, "PersistentKeepalive = 15"),
      peer(BORIS, "PersistentKeepalive = 0"),
    ],
  ],
  ["a preshared key of zeros is none", [peer(ANNA, `PresharedKey = ${ZEROS}`)]],
  ["a network that another peer has moves", [peer(VERA, "AllowedIPs = 10.77.0.2/32, 192.168.7.0/24")]],
  [
    "a network inside another's is kept by both",
    [peer(VERA, "AllowedIPs = 10.77.0.0/24"), peer(ANNA, "AllowedIPs = 10.77.0.2/32")],
  ],
  [
    "host bits are cleared, a bare address is a host",
    [peer(VERA, "AllowedIPs = 10.77.9.9/24, 10.77.0.8, FD77:0:0::0008, fd99::1/64")],
  ],
  ["the same network twice", [peer(VERA, "AllowedIPs = 10.77.0.9/32, 10.77.0.9", "AllowedIPs = 10.77.0.9/32")]],
  ["default routes", [peer(VERA, "AllowedIPs = 0.0.0.0/0, ::/0"), peer(ANNA, "AllowedIPs = 0.0.0.0/0")]],
  ["endpoints in IPv6", [peer(VERA, "Endpoint = [2001:DB8:0::5]:51820"), peer(VERA, "Endpoint = 203.0.113.8:1")]],
  ["the interface's own key is passed over", [peer(own.publicKey, "AllowedIPs = 10.77.0.2/32")]],
  [
    "two blocks at once, one of them twice",
    [
      block([
        "[Peer]",
        `PublicKey = ${VERA}`,
        "AllowedIPs = 10.77.0.4/32",
        "PersistentKeepalive = 9",
        "",
        "[Peer]",
        `PublicKey = ${ANNA}`,
        "AllowedIPs = 10.77.0.4/32",
        "[Peer]",
        `PublicKey = ${VERA}`,
        "AllowedIPs = 10.77.0.5/32",
      ]),
    ],
  ],
  [
    "comments, odd spelling and CRLF",
    [block(["# a peer\r", "[peer]\r", `publickey=${VERA} # hers\r`, "allowedips = 10.77.0.4/32 ,fd77::4\r"])],
  ],
  ["a block without a key is refused whole", [block(["[Peer]", "AllowedIPs = 10.77.0.2/32"])]],
  ["a key of the wrong length is refused", [peer("abc=", "AllowedIPs = 10.77.0.2/32")]],
  [
    "of two blocks the bad one stops both",
    [block(["[Peer]", `PublicKey = ${VERA}`, "[Peer]", `PublicKey = ${ANNA}`, "AllowedIPs = 10.77.0.300/32"])],
  ],
  [
    "a network that is none is refused",
    [peer(VERA, "AllowedIPs = 10.77.0.4/33"), peer(VERA, "AllowedIPs = 10.77.0.4,")],
  ],
  ["a keepalive that is none is refused", [peer(VERA, "PersistentKeepalive = 65536")]],
  ["a line that nobody knows is refused", [peer(VERA, "Name = vera")]],
  ["an empty preshared key is refused", [peer(VERA, "PresharedKey =")]],
  [
    "set: only what is told changes",
    [
      { kind: "set-peer", publicKey: ANNA, keepalive: 25 },
      { kind: "set-peer", publicKey: ANNA, allowedIPs: ["10.77.0.22/32", "192.168.7.0/24"] },
      { kind: "set-peer", publicKey: ANNA, presharedKey: { key: OTHER, line: 1 } },
      { kind: "set-peer", publicKey: ANNA, presharedKey: null },
      { kind: "set-peer", publicKey: BORIS, keepalive: 0 },
    ],
  ],
  [
    "set: an endpoint",
    [
      { kind: "set-peer", publicKey: ANNA, endpoint: "203.0.113.8:443" },
      { kind: "set-peer", publicKey: BORIS, endpoint: "[2001:DB8:0::5]:51820", keepalive: 0 },
    ],
  ],
  ["set: no networks at all", [{ kind: "set-peer", publicKey: BORIS, allowedIPs: [] }]],
  [
    "set: a peer that is not there is made",
    [
      {
        kind: "set-peer",
        publicKey: VERA,
        allowedIPs: ["10.77.0.4/32"],
        presharedKey: { key: ONE, line: 1 },
        keepalive: 25,
      },
    ],
  ],
  [
    "set: the interface's own key is passed over",
    [{ kind: "set-peer", publicKey: own.publicKey, allowedIPs: ["10.77.0.2/32"] }],
  ],
  [
    "removed, and removed again",
    [
      { kind: "remove-peer", publicKey: ANNA },
      { kind: "remove-peer", publicKey: ANNA },
      { kind: "remove-peer", publicKey: own.publicKey },
      peer(ANNA, "AllowedIPs = 10.77.0.2/32"),
    ],
  ],
  [
    "the interface's own lines",
    [
      { kind: "set-interface", listenPort: 51999 },
      { kind: "set-interface", fwMark: "0xca6c" },
      { kind: "set-interface", fwMark: "51820" },
      { kind: "set-interface", fwMark: "off", listenPort: 51820 },
    ],
  ],
  [
    "routes come once and go once",
    [
      { kind: "add-route", network: "192.168.7.0/24", table: null },
      { kind: "add-route", network: "192.168.7.0/24", table: null },
      { kind: "add-route", network: "fd99::/64", table: null },
      { kind: "delete-route", network: "192.168.7.0/24", table: null },
      { kind: "delete-route", network: "192.168.7.0/24", table: null },
    ],
  ],
  [
    "routes of hosts, and in a table of their own",
    [
      { kind: "add-route", network: "198.51.100.7/32", table: null },
      { kind: "add-route", network: "198.51.100.7/32", table: "1234" },
      { kind: "add-route", network: "fd99::7/128", table: "1234" },
      { kind: "delete-route", network: "198.51.100.7/32", table: null },
    ],
  ],
];

/** Anything that a plan could say, and some that none says. */
function commands(): fc.Arbitrary<LiveCommand> {
  const key = fc.constantFrom(ANNA, BORIS, VERA, own.publicKey);
  const network = fc.constantFrom(
    "10.77.0.2/32",
    "10.77.0.4/32",
    "10.77.0.4",
    "10.77.0.0/24",
    "10.77.0.9/24",
    "192.168.7.0/24",
    "0.0.0.0/0",
    "fd77::2/128",
    "fd77::4",
    "fd99::1/64",
    "::/0",
  );
  const networks = fc.array(network, { maxLength: 4 });
  const preshared = fc.constantFrom(ONE, OTHER, ZEROS);
  const keepalive = fc.constantFrom("off", "0", "1", "25", "65535");
  const line = fc.oneof(
    networks.map((all) => (all.length === 0 ? "# no networks" : `AllowedIPs = ${all.join(", ")}`)),
    preshared.map((one) => `PresharedKey = ${one}`),
    keepalive.map((seconds) => `PersistentKeepalive = ${seconds}`),
    fc.constantFrom("Endpoint = 203.0.113.8:51820", "Endpoint = [2001:db8::8]:443", "", "# a word"),
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "AllowedIPs =",
        "PersistentKeepalive = x",
        "Address = 10.77.0.1/24",
        "PresharedKey = x",
      ),
    },
  );
  const given = fc.array(fc.tuple(key, fc.array(line, { maxLength: 5 })), { minLength: 1, maxLength: 2 });
  const route = fc.record({
    network: fc.constantFrom("192.168.7.0/24", "198.51.100.7/32", "fd99::/64"),
    table: fc.constantFrom(null, null, "1234"),
  });
  const only = { requiredKeys: ["publicKey"] } as { requiredKeys: ["publicKey"] };
  return fc.oneof(
    {
      weight: 4,
      arbitrary: given.map((all) => block(all.flatMap(([one, lines]) => ["[Peer]", `PublicKey = ${one}`, ...lines]))),
    },
    {
      weight: 4,
      arbitrary: fc
        .record(
          {
            publicKey: key,
            allowedIPs: networks,
            keepalive: fc.constantFrom(0, 1, 25),
            endpoint: fc.constantFrom("203.0.113.8:51820", "[2001:db8::8]:443"),
            presharedKey: fc.oneof(
              fc.constant(null),
              preshared.map((one) => ({ key: one, line: 1 })),
            ),
          },
          only,
        )
        .map((one): LiveCommand => ({ kind: "set-peer", ...one })),
    },
    key.map((publicKey): LiveCommand => ({ kind: "remove-peer", publicKey })),
    fc.constantFrom<LiveCommand>(
      { kind: "set-interface", listenPort: 51_821 },
      { kind: "set-interface", fwMark: "0x1" },
      { kind: "set-interface", fwMark: "off" },
    ),
    route.map((one): LiveCommand => ({ kind: "add-route", ...one })),
    route.map((one): LiveCommand => ({ kind: "delete-route", ...one })),
  );
}

live("a played interface says what a real one says", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "wg-wizard-commander-"));
    commander = join(folder, "commander.mjs");
    await build({
      entryPoints: [join(import.meta.dirname, "commander.ts")],
      outfile: commander,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
    });
    machine = await Machine.start();
    await up(machine, BEGINNING);
    machine.write("/run/beginning", (await machine.run(["wg-quick", "strip", "wg0"])).out);
  }, 60_000);
  afterAll(async () => {
    await machine?.stop();
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });

  test.each(CASES)("%s", async (_, script) => {
    await same(script);
  });

  test("whatever it is told, in whatever order", { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(commands(), { minLength: 1, maxLength: 8 }), same), { numRuns: 40 });
  });
});
