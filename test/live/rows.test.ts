/** Every way in which a first connection fails (wireguard-semantics §4.3), produced for real, and what is made of it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WatchDocument } from "../../src/commands/watch-document.ts";
import type { CauseId, DiagnosisId } from "../../src/waiting/diagnosis.ts";
import type { Bed, Home } from "./bed.ts";
import type { Asked, Looked } from "./looker.ts";
import type { Machine } from "./machine.ts";
import { live } from "./needs.ts";
import { pause } from "./patience.ts";
import { blockOf, deviceText, newDevice, serving, up } from "./server.ts";
import { newKeys, newPresharedKey } from "./texts.ts";
import { document } from "./wizard.ts";

/** Seconds that are waited: nothing is accused in the first 20. */
const SECONDS = 36;

interface Row {
  readonly what: string;
  /** What is wrong in the device's file, or in the server's. */
  readonly device?: (text: string) => string;
  readonly server?: (text: string) => string;
  /** What is wrong around them. */
  readonly around?: (bed: Bed, home: Home) => Promise<unknown>;
  /** What the device does once its tunnel is on. */
  readonly does?: (device: Machine, bed: Bed, text: string) => unknown;
  /** No connection tracking on the server. */
  readonly untracked?: boolean;
  /** What the device was given for the tunnel, where it is not the server's network alone. */
  readonly allowedIPs?: string;
  /** Its PersistentKeepalive, where that is not 25. */
  readonly keepalive?: 5 | null;
  readonly says: DiagnosisId;
  /** Causes that must be among those named. */
  readonly causes: readonly CauseId[];
}

const pinging = (address: string) => (device: Machine) => void device.go(["ping", "-n", address]);
const dropped = (machine: Machine, hook: "input" | "forward", what: string) =>
  machine.run(["nft", "-f", "-"], {
    input: `table inet shut { chain one { type filter hook ${hook} priority 0; ${what} drop; }\n}`,
  });
const forwarding = ({ server }: Bed) => server.sh("sysctl -qw net.ipv4.ip_forward=1");
const BEYOND = "198.51.100.9";
const otherKey = (text: string) => text.replace(/PublicKey = .*/, `PublicKey = ${newKeys().publicKey}`);
const otherPreshared = (text: string) => text.replace(/PresharedKey = .*/, `PresharedKey = ${newPresharedKey()}`);

const ROWS: readonly Row[] = [
  { what: "all is right, and data flows", does: pinging("10.77.0.1"), says: "working", causes: [] },
  { what: "all is right, and the device only keeps alive", says: "silent", causes: [] },
  {
    what: "the tunnel is not switched on",
    keepalive: null,
    says: "nothing-arrives",
    causes: ["not-switched-on", "port-shut", "endpoint"],
  },
  {
    what: "the server's own firewall shuts the port",
    around: ({ server }) => dropped(server, "input", "udp dport 51820"),
    says: "nothing-arrives",
    causes: ["port-shut"],
  },
  {
    what: "the port is shut on the way",
    around: (_, { router }) => dropped(router, "forward", "udp dport 51820"),
    says: "nothing-arrives",
    causes: ["port-shut"],
  },
  {
    what: "the device calls another port",
    device: (text) => text.replace(":51820", ":51821"),
    says: "nothing-arrives",
    causes: ["endpoint"],
  },
  {
    what: "the device has another key for the server",
    device: otherKey,
    says: "refused",
    causes: ["server-key", "peer-key"],
  },
  {
    what: "the server's block has another key for the device",
    server: otherKey,
    says: "refused",
    causes: ["server-key", "peer-key"],
  },
  {
    what: "another key, on a server that tracks no connections",
    device: otherKey,
    untracked: true,
    says: "nothing-accepted",
    causes: ["server-key", "peer-key"],
  },
  { what: "the preshared keys differ", device: otherPreshared, says: "unfinished", causes: ["preshared-key"] },
  {
    what: "only the server has a preshared key",
    device: (text) => text.replace(/PresharedKey = .*\n/, ""),
    says: "unfinished",
    causes: ["preshared-key"],
  },
  {
    what: "the server's answers do not come back",
    around: (_, { router }) => dropped(router, "forward", "udp sport 51820"),
    says: "unfinished",
    causes: ["answers-lost"],
  },
  {
    what: "the block's AllowedIPs are not the device's Address",
    server: (text) => text.replace("10.77.0.2/32", "10.77.0.9/32"),
    does: pinging("10.77.0.1"),
    says: "filtered",
    causes: ["allowed-ips"],
  },
  {
    what: "two devices use one key",
    keepalive: 5,
    // The second one in another home, and a little later.
    does: async (_, bed, text) => {
      const other = await bed.home();
      await pause(2);
      await up(other.device, text);
    },
    says: "two-devices",
    causes: ["two-devices"],
  },
  {
    what: "the server does not forward",
    allowedIPs: "0.0.0.0/0",
    does: pinging(BEYOND),
    says: "not-forwarding",
    causes: ["forwarding"],
  },
  {
    what: "the server forwards and does not masquerade",
    allowedIPs: "0.0.0.0/0",
    around: forwarding,
    does: pinging(BEYOND),
    says: "not-forwarding",
    causes: ["masquerade"],
  },
];

/** On the server of anybody who has a firewall or NAT; and something that is in the table in any case: an admin's ssh. */
const TRACKING =
  "table inet firewall { chain in { type filter hook input priority -1; ct state established accept; }\n}";

let folder = "";
let looker = "";

/** All that was made of one row: by every look, and by `wg-wizard watch` at its end. */
interface Found extends Looked {
  readonly watch: WatchDocument;
}

async function looked(row: Row): Promise<Found> {
  const keys = newKeys();
  const device = newDevice(2, "lena", true);
  const { bed, home } = await serving({ keys, peers: [blockOf(device)] });
  try {
    const { server } = bed;
    if (row.server) {
      await server.run(["wg-quick", "down", "wg0"]);
      await up(server, row.server(server.read("/etc/wireguard/wg0.conf")));
    }
    if (!row.untracked) await server.run(["nft", "-f", "-"], { input: TRACKING });
    home.router.go(["ping", "-n", "-i", "5", "203.0.113.1"]);
    await row.around?.(bed, home);
    const publicKey = /PublicKey = (.*)/.exec(server.read("/etc/wireguard/wg0.conf"))?.[1] ?? "";
    const { keepalive = 25, allowedIPs = "10.77.0.0/24" } = row;
    const client = deviceText({ device, serverKey: keys.publicKey, keepalive, allowedIPs });
    const asked: Asked = { publicKey, seconds: SECONDS, client };
    const waiting = server.run([process.execPath, looker], { input: JSON.stringify(asked) });
    server.write("/etc/wireguard/clients/lena.conf", client);
    const name = publicKey.slice(0, 12);
    const watching = document(server, ["watch", name, "--timeout", String(SECONDS)], { may: [0, 1] });
    await up(home.device, row.device?.(client) ?? client);
    await row.does?.(home.device, bed, client);
    const watch = (await watching) as WatchDocument;
    return { ...(JSON.parse((await waiting).out) as Looked), watch };
  } finally {
    await bed.stop();
  }
}

/** What is said of a device that has connected. */
const AFTERWARDS: readonly DiagnosisId[] = ["two-devices", "filtered", "not-forwarding", "unanswered"];

live("while a first handshake is waited for", () => {
  const runs = new Map<Row, Promise<Found>>();
  // They only wait: all at once they take as long as one.
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "wg-wizard-looker-"));
    looker = join(folder, "looker.mjs");
    const entry = join(import.meta.dirname, "looker.ts");
    await build({
      entryPoints: [entry],
      outfile: looker,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    });
    for (const row of ROWS) {
      const run = looked(row);
      run.catch(() => {});
      runs.set(row, run);
    }
  });
  afterAll(async () => {
    await Promise.allSettled(runs.values());
    if (folder !== "") rmSync(folder, { recursive: true, force: true });
  });

  test.each(ROWS.map((row) => [row.what, row] as const))("%s", { timeout: 90_000 }, async (_, row) => {
    const { said, seen, watch } = (await runs.get(row)) as Found;
    expect(watch.diagnosis.id, JSON.stringify(watch)).toBe(row.says);
    expect(watch.diagnosis.causes.map(({ id }) => id)).toEqual(expect.arrayContaining([...row.causes]));
    const last = said.at(-1)?.diagnosis;
    expect(last?.id, JSON.stringify({ seen, said })).toBe(row.says);
    expect(last?.causes).toEqual(expect.arrayContaining([...row.causes]));
    // Before the handshake; after it there is evidence to go by.
    const early = said.filter(({ at }) => at < 19.9).map(({ diagnosis }) => diagnosis);
    const accusations = early.filter(({ id, causes }) => causes.length > 0 && !AFTERWARDS.includes(id));
    expect(accusations).toEqual([]);
  });
});
