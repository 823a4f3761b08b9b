/** Finding the server: which file is opened, what is in the way, and what is known before anything is asked. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { linuxHost } from "../../src/host/linux.ts";
import { type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import { openServer } from "../../src/host/open.ts";
import { publicKeyOf } from "../../src/wireguard/key.ts";
import type { Opening } from "../../src/wireguard/opening.ts";
import type { World } from "../../src/wireguard/world.ts";
import { has, temporaryFolder, unlessHere } from "./folder.ts";
import { seeded } from "./randomness.ts";

const NOW = Date.UTC(2026, 10, 22, 14, 5, 31);
/** RFC 7748 §6.1, Alice and Bob. */
const SERVER_KEY = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";
const OTHER_KEY = "XasIfmJKikt54X+Lg4AO5m87sSkmGLb9HC+LJ/+I4Os=";
const SERVER = `[Interface]\nAddress = 10.77.0.1/24\nListenPort = 47770\nPrivateKey = ${SERVER_KEY}\n\n[Peer]\nPublicKey = ${publicKeyOf(OTHER_KEY)}\nAllowedIPs = 10.77.0.2/32\n`;
const CLIENT = `[Interface]\nPrivateKey = ${OTHER_KEY}\nAddress = 10.77.0.2/32\n\n[Peer]\nPublicKey = ${publicKeyOf(SERVER_KEY)}\nAllowedIPs = 0.0.0.0/0\nEndpoint = 203.0.113.5:47770\n`;
const DUMP = (privateKey: string) => `${privateKey}\t${publicKeyOf(privateKey)}\t47770\toff\n`;

function open(
  files: Record<string, string>,
  choice: string | null = null,
  more: Partial<MemorySetup> = {},
): Promise<Opening> {
  const host = memoryHost({ files, now: NOW, randomness: seeded(1), ...more });
  return openServer(host, choice, { sudo: "sudo node wg-wizard" });
}

function world(opening: Opening): World {
  if (opening.kind !== "opened") throw new Error(JSON.stringify(opening));
  return opening.world;
}

const trouble = (opening: Opening) => (opening.kind === "trouble" ? opening.trouble : opening.kind);

describe("without a choice", () => {
  test("the only server's file is opened; clients' files, odd names and folders are passed over", async () => {
    const opening = await open({
      "/etc/wireguard/office.conf": SERVER,
      "/etc/wireguard/home.conf": CLIENT,
      "/etc/wireguard/wg0.conf.bak": SERVER,
      "/etc/wireguard/a-name-of-sixteen.conf": SERVER,
      "/etc/wireguard/wg9.conf/inside": SERVER,
    });
    expect(world(opening)).toMatchObject({ interfaceName: "office", path: "/etc/wireguard/office.conf" });
  });

  test("a file without ListenPort is a server's when it has a peer that it does not call", async () => {
    const opening = await open({ "/etc/wireguard/wg0.conf": SERVER.replace("ListenPort = 47770\n", "") });
    expect(world(opening).interfaceName).toBe("wg0");
  });

  test("several are named, wg0 first, then as people count", async () => {
    const names = ["wg10", "wg2", "awg", "wg0"];
    const opening = await open(Object.fromEntries(names.map((name) => [`/etc/wireguard/${name}.conf`, SERVER])));
    expect(opening.kind === "several" && opening.interfaces.map(({ name }) => name)).toEqual([
      "wg0",
      "awg",
      "wg2",
      "wg10",
    ]);
    expect(opening.kind === "several" && opening.interfaces[0]).toEqual({
      name: "wg0",
      path: "/etc/wireguard/wg0.conf",
      peers: 1,
    });
  });

  test.each<[string, Record<string, string>, Partial<MemorySetup>, unknown]>([
    ["no folder", {}, {}, { id: "no-folder", path: "/etc/wireguard" }],
    ["an empty folder", {}, { folders: ["/etc/wireguard"] }, { id: "no-file", path: "/etc/wireguard" }],
    [
      "clients' files alone",
      { "/etc/wireguard/wg0.conf": CLIENT },
      {},
      { id: "no-server-file", path: "/etc/wireguard" },
    ],
    [
      "a folder that only root may read",
      { "/etc/wireguard/wg0.conf": SERVER },
      { refusals: { "/etc/wireguard": "denied" } },
      { id: "denied", path: "/etc/wireguard", sudo: "sudo node wg-wizard" },
    ],
    [
      "a file that only root may read",
      { "/etc/wireguard/wg0.conf": SERVER, "/etc/wireguard/home.conf": CLIENT },
      { refusals: { "/etc/wireguard/wg0.conf": "denied" } },
      { id: "denied", path: "/etc/wireguard/wg0.conf", sudo: "sudo node wg-wizard" },
    ],
    [
      "a binary file",
      { "/etc/wireguard/wg0.conf": "[Interface]\0" },
      {},
      { id: "binary", path: "/etc/wireguard/wg0.conf" },
    ],
  ])("%s is in the way", async (_, files, more, expected) => {
    expect(trouble(await open(files, null, more))).toEqual(expected);
  });
});

describe("with a choice", () => {
  test("a name is a file of the folder, a path is itself", async () => {
    const files = { "/etc/wireguard/wg0.conf": SERVER, "/srv/vpn/wg1.conf": SERVER };
    expect(world(await open(files, "wg0")).path).toBe("/etc/wireguard/wg0.conf");
    expect(world(await open(files, "/srv/vpn/wg1.conf"))).toMatchObject({
      interfaceName: "wg1",
      clientFolder: "/srv/vpn/clients",
    });
    expect(world(await open(files, "wg0.conf")).path).toBe("/etc/wireguard/wg0.conf");
  });

  test.each<[string, string, unknown]>([
    ["a name that wg-quick refuses", "wg:0", { id: "bad-name", path: "wg:0" }],
    ["a name of 16 letters", "a-name-of-sixteen", { id: "bad-name", path: "a-name-of-sixteen" }],
    ["a path that does not end in .conf", "/etc/wireguard/wg0", { id: "bad-name", path: "/etc/wireguard/wg0" }],
    ["an empty choice", "", { id: "bad-name", path: "" }],
    ["no such file", "wg7", { id: "no-file", path: "/etc/wireguard/wg7.conf" }],
    ["no such path", "/srv/wg7.conf", { id: "no-file", path: "/srv/wg7.conf" }],
    ["a client's own file", "home", { id: "client-file", path: "/etc/wireguard/home.conf" }],
    ["an empty file", "empty", { id: "no-interface", path: "/etc/wireguard/empty.conf" }],
    ["a folder", "/etc/wireguard/dir.conf", { id: "not-a-file", path: "/etc/wireguard/dir.conf", what: "folder" }],
  ])("%s is told", async (_, choice, expected) => {
    const files = {
      "/etc/wireguard/wg0.conf": SERVER,
      "/etc/wireguard/home.conf": CLIENT,
      "/etc/wireguard/empty.conf": "",
      "/etc/wireguard/dir.conf/x": "",
    };
    expect(trouble(await open(files, choice))).toEqual(expected);
  });

  test("without the folder it is the folder that is missing", async () => {
    expect(trouble(await open({}, "wg0"))).toEqual({ id: "no-folder", path: "/etc/wireguard" });
  });
});

describe("the running interface", () => {
  const files = { "/etc/wireguard/wg0.conf": SERVER };

  test("belongs to the file when it has the file's key", async () => {
    const found = world(await open(files, null, { dumps: { wg0: DUMP(SERVER_KEY) } }));
    expect(found).toMatchObject({ stranger: false, publicKey: publicKeyOf(SERVER_KEY), live: { listenPort: 47770 } });
  });

  test("counts as down, and as a stranger, when it runs with another key", async () => {
    const found = world(await open(files, null, { dumps: { wg0: DUMP(OTHER_KEY) } }));
    expect(found).toMatchObject({ stranger: true, live: null, publicKey: publicKeyOf(SERVER_KEY) });
  });

  test("tells the public key of a file without a private one; else a hook's key file does; else nobody", async () => {
    const keyless = { "/etc/wireguard/wg0.conf": SERVER.replace(/PrivateKey.*\n/, "") };
    const hookKey = { path: "/etc/wireguard/server.key", publicKey: publicKeyOf(OTHER_KEY) };
    const up = world(await open(keyless, null, { dumps: { wg0: DUMP(SERVER_KEY) }, facts: { hookKey } }));
    expect(up).toMatchObject({ publicKey: publicKeyOf(SERVER_KEY), stranger: false });
    expect(world(await open(keyless, null, { facts: { hookKey } })).publicKey).toBe(publicKeyOf(OTHER_KEY));
    expect(world(await open(keyless)).publicKey).toBeNull();
  });
});

describe("what other tools wrote down", () => {
  const endpoints = async (text: string, files: Record<string, string> = {}) =>
    world(await open({ "/etc/wireguard/wg0.conf": text, ...files })).facts.endpoints;
  const own = (endpoint: string, kind = "settings") => [
    { endpoint, source: { kind, path: "/etc/wireguard/wg0.conf" } },
  ];

  test("the line that this program leaves under [Interface]", async () => {
    expect(await endpoints(SERVER.replace("]\n", "]\n# clients dial vpn.example.net:47770\n"))).toEqual(
      own("vpn.example.net:47770", "comment"),
    );
  });

  test("Nyr's ENDPOINT, with the file's own port", async () => {
    expect(await endpoints(`# Do not alter the commented lines\n# ENDPOINT 203.0.113.9\n\n${SERVER}`)).toEqual(
      own("203.0.113.9:47770"),
    );
    expect(await endpoints(`# ENDPOINT 2001:db8::9\n${SERVER}`)).toEqual(own("[2001:db8::9]:47770"));
    expect(await endpoints(`# ENDPOINT 203.0.113.9\n${SERVER.replace(/ListenPort.*\n/, "")}`)).toEqual([]);
  });

  test("complexorganizations' first line", async () => {
    const line = `# 10.0.0.0/8 fd00::/8 198.51.100.1:51820 ${publicKeyOf(SERVER_KEY)} 1.1.1.1 1420 25 0.0.0.0/0,::/0\n`;
    expect(await endpoints(line + SERVER)).toEqual(own("198.51.100.1:51820"));
  });

  test("angristan's params, if they are for this interface", async () => {
    const path = "/etc/wireguard/params";
    const params = 'SERVER_PUB_IP=203.0.113.7\nSERVER_WG_NIC=wg0\nSERVER_PORT="61951"\n';
    expect(await endpoints(SERVER, { [path]: params })).toEqual([
      { endpoint: "203.0.113.7:61951", source: { kind: "settings", path } },
    ]);
    expect(await endpoints(SERVER, { [path]: params.replace("wg0", "wg1") })).toEqual([]);
    expect(await endpoints(SERVER, { [path]: "SERVER_PUB_IP=$(reboot)\n" })).toEqual([]);
  });

  test("PiVPN's settings, if they are for this interface", async () => {
    const path = "/etc/pivpn/wireguard/setupVars.conf";
    const settings = "pivpnHOST=vpn.example.org\npivpnPORT=51820\n";
    expect(await endpoints(SERVER, { [path]: settings })).toEqual([
      { endpoint: "vpn.example.org:51820", source: { kind: "settings", path } },
    ]);
    expect(await endpoints(SERVER, { [path]: `${settings}pivpnDEV=wg1\n` })).toEqual([]);
  });

  test("settings that name another server's key are passed over", async () => {
    const foreign = publicKeyOf(OTHER_KEY);
    const line = `# 10.0.0.0/8 fd00::/8 198.51.100.1:51820 ${foreign} 1.1.1.1 1420 25 0.0.0.0/0,::/0\n`;
    const params = `SERVER_PUB_IP=203.0.113.7\nSERVER_PORT=61951\nSERVER_PUB_KEY=${foreign}\n`;
    expect(await endpoints(line + SERVER, { "/etc/wireguard/params": params })).toEqual([]);
    expect(
      await endpoints(SERVER, { "/etc/wireguard/params": params.replace(foreign, publicKeyOf(SERVER_KEY)) }),
    ).toHaveLength(1);
  });

  const defaults = async (text: string, files: Record<string, string> = {}) =>
    world(await open({ "/etc/wireguard/wg0.conf": text, ...files })).facts.defaults;

  test("what complexorganizations puts into every client's file", async () => {
    const key = publicKeyOf(SERVER_KEY);
    const line = `# 10.0.0.0/8 fd00::/8 [2001:db8::1]:51820 ${key} 1.1.1.1,9.9.9.9 1420 25 0.0.0.0/0,::/0\n`;
    expect(await defaults(line + SERVER)).toEqual([
      {
        path: "/etc/wireguard/wg0.conf",
        form: "complexorganizations",
        endpoint: "[2001:db8::1]:51820",
        dns: ["1.1.1.1", "9.9.9.9"],
        allowedIPs: ["0.0.0.0/0", "::/0"],
        keepalive: 25,
      },
    ]);
  });

  test("what angristan's script and PiVPN put there, quoted or not; nothing of it is run", async () => {
    const params = `SERVER_PUB_IP=203.0.113.7\nSERVER_PORT=61951\nSERVER_PRIV_KEY=${SERVER_KEY}\nCLIENT_DNS_1=1.1.1.1 # first\nCLIENT_DNS_2='9.9.9.9'\nALLOWED_IPS=0.0.0.0/0,::/0\nCLIENT_DNS_3=$(reboot)\n`;
    const pivpn =
      'pivpnHOST="vpn.example.org"\npivpnPORT=51820\npivpnDNS1=10.6.0.1\npivpnDNS2=\nALLOWED_IPS="10.6.0.0/24, ::0/0"\npivpnPERSISTENTKEEPALIVE=15\n';
    const found = await defaults(SERVER, {
      "/etc/wireguard/params": params,
      "/etc/pivpn/wireguard/setupVars.conf": pivpn,
    });
    expect(found).toEqual([
      {
        path: "/etc/wireguard/params",
        form: "angristan",
        endpoint: "203.0.113.7:61951",
        dns: ["1.1.1.1", "9.9.9.9"],
        allowedIPs: ["0.0.0.0/0", "::/0"],
        keepalive: null,
      },
      {
        path: "/etc/pivpn/wireguard/setupVars.conf",
        form: "pivpn",
        endpoint: "vpn.example.org:51820",
        dns: ["10.6.0.1"],
        allowedIPs: ["10.6.0.0/24", "::0/0"],
        keepalive: 15,
      },
    ]);
    expect(JSON.stringify(found)).not.toContain(SERVER_KEY);
  });

  test("nothing, where there is nothing", async () => {
    expect(await defaults(SERVER)).toEqual([]);
    expect(await defaults(`# a comment\n${SERVER}`)).toEqual([]);
  });
});

describe("on a real disk", () => {
  const folder = temporaryFolder();
  const at = (...parts: string[]) => join(folder(), ...parts);
  const openHere = (choice: string | null) => openServer(linuxHost({ folder: folder(), run: folder() }), choice);

  test("kept clients come newest first; what is too large or unreadable is passed over, and no name is lost", async () => {
    mkdirSync(at("real"));
    writeFileSync(at("real", "server.txt"), SERVER);
    symlinkSync(join("real", "server.txt"), at("wg0.conf"));
    mkdirSync(at("clients"));
    for (const [name, text, time] of [
      ["old.conf", CLIENT, 1000],
      ["new.conf", CLIENT, 3000],
      ["middle.conf", CLIENT, 2000],
      ["huge.conf", "#".repeat(70_000), 4000],
      ["binary.conf", "\0", 4000],
      ["notes.txt", "", 4000],
    ] as const) {
      writeFileSync(at("clients", name), text);
      utimesSync(at("clients", name), time, time);
    }
    const found = world(await openHere(null));
    expect(found.path).toBe(at("wg0.conf"));
    expect(found.clients.map(({ path, changed }) => [path, changed])).toEqual([
      [at("clients", "new.conf"), 3_000_000],
      [at("clients", "middle.conf"), 2_000_000],
      [at("clients", "old.conf"), 1_000_000],
    ]);
    expect(found.clientFileNames).toEqual([
      "binary.conf",
      "huge.conf",
      "middle.conf",
      "new.conf",
      "notes.txt",
      "old.conf",
    ]);
  });

  test("opened again a moment later, the file is read anew and the machine is not asked again", async () => {
    const path = "/etc/wireguard/wg0.conf";
    const host = memoryHost({
      files: { [path]: SERVER },
      now: NOW,
      randomness: seeded(1),
      facts: { masquerade: true },
    });
    const known = world(await openServer(host, path));
    const hooked = SERVER.replace("ListenPort", "PostUp = iptables -t nat -A POSTROUTING -j MASQUERADE\nListenPort");
    let asked = 0;
    host.wireguard.facts = async () => {
      asked++;
      return known.facts;
    };
    host.meddle(path, `# clients dial vpn.example.org:51820\n${SERVER}`);
    const again = world(await openServer(host, path, { known }));
    expect([asked, again.facts.masquerade, again.facts.endpoints[0]?.endpoint]).toEqual([
      0,
      true,
      "vpn.example.org:51820",
    ]);
    host.meddle(path, hooked);
    await openServer(host, path, { known });
    expect(asked).toBe(1);
  });

  test("a list that needs neither clients nor facts gets none", async () => {
    writeFileSync(at("wg0.conf"), SERVER);
    mkdirSync(at("clients"));
    writeFileSync(at("clients", "a.conf"), CLIENT);
    const host = linuxHost({ folder: folder() });
    host.wireguard.facts = () => Promise.reject(new Error("asked for facts"));
    const opening = await openServer(host, null, { facts: false });
    expect(world(opening)).toMatchObject({ clients: [], clientFileNames: [], publicKey: publicKeyOf(SERVER_KEY) });
  });

  test.skipIf(unlessHere(has("mkfifo")))("a pipe is told, and not waited for (needs mkfifo)", async () => {
    execFileSync("mkfifo", [at("wg0.conf")]);
    const expected = { id: "not-a-file", path: at("wg0.conf"), what: "pipe" };
    expect(trouble(await openHere("wg0"))).toEqual(expected);
    expect(trouble(await openHere(null))).toEqual(expected);
  });
});
