/** Client files that are found on the server: where they are looked for, and which of them are this server's. */
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { homesOf, keptClients } from "../../src/host/kept-clients.ts";
import { linuxHost } from "../../src/host/linux.ts";
import { type MemorySetup, memoryHost } from "../../src/host/memory.ts";
import { openServer } from "../../src/host/open.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { temporaryFolder } from "./folder.ts";
import { seeded } from "./randomness.ts";

const pair = (seed: number) => keyPairFrom(new Uint8Array(32).fill(seed));
const [SERVER, OTHER_SERVER, ANNA, BORIS] = [pair(1), pair(2), pair(3), pair(4)];
const PATH = "/etc/wireguard/wg0.conf";
const TEXT = `[Interface]\nAddress = 10.77.0.1/24\nListenPort = 47770\nPrivateKey = ${SERVER.privateKey}\n\n[Peer]\nPublicKey = ${ANNA.publicKey}\nAllowedIPs = 10.77.0.2/32\n`;

const client = (own: string, server: string, endpoint = "203.0.113.5:47770") =>
  `[Interface]\nPrivateKey = ${own}\nAddress = 10.77.0.2/32\n\n[Peer]\nPublicKey = ${server}\nAllowedIPs = 0.0.0.0/0\nEndpoint = ${endpoint}\n`;

const CALLS_IT = client(BORIS.privateKey, SERVER.publicKey);
const IS_PEER = client(ANNA.privateKey, OTHER_SERVER.publicKey);
const FOREIGN = client(BORIS.privateKey, OTHER_SERVER.publicKey);

function host(files: Record<string, string>, more: Partial<MemorySetup> = {}) {
  return memoryHost({ files: { [PATH]: TEXT, ...files }, now: 0, randomness: seeded(1), ...more });
}

const found = async (
  files: Record<string, string>,
  homes: readonly string[] = [],
  publicKey = SERVER.publicKey as string | null,
) =>
  (await keptClients(host(files), { path: PATH, conf: parseConf(TEXT), publicKey }, homes)).clients.map(
    ({ path }) => path,
  );

describe("a file is this server's", () => {
  test("when it calls it by its key, or when its own key is a peer of it", async () => {
    expect(
      await found({
        "/etc/wireguard/clients/calls.conf": CALLS_IT,
        "/etc/wireguard/clients/foreign.conf": FOREIGN,
        "/etc/wireguard/clients/peer.conf": IS_PEER,
        "/etc/wireguard/clients/empty.conf": "",
        "/etc/wireguard/clients/no-key.conf": "[Interface]\nPrivateKey = x\n",
      }),
    ).toEqual(["/etc/wireguard/clients/calls.conf", "/etc/wireguard/clients/peer.conf"]);
  });

  test("by its own key alone where nobody knows the server's", async () => {
    const files = { "/etc/wireguard/clients/a.conf": CALLS_IT, "/etc/wireguard/clients/b.conf": IS_PEER };
    expect(await found(files, [], null)).toEqual(["/etc/wireguard/clients/b.conf"]);
  });

  test("never the server's own file, though it may lie in a home", async () => {
    const text = TEXT.replace(ANNA.publicKey, SERVER.publicKey);
    const one = host({ "/root/wg0.conf": text });
    const server = { path: "/root/wg0.conf", conf: parseConf(text), publicKey: SERVER.publicKey };
    expect((await keptClients(one, server, ["/root"])).clients).toEqual([]);
  });
});

describe("files are looked for", () => {
  test("in clients and configs beside the server's file and in the homes, no folder deeper", async () => {
    const places = [
      "/etc/wireguard/clients/a.conf",
      "/etc/wireguard/configs/a.conf",
      "/home/ann/a.conf",
      "/home/ann/clients/a.conf",
      "/home/ann/configs/a.conf",
      "/root/wg0-client-a.conf",
    ];
    const elsewhere = ["/etc/wireguard/clients/old/a.conf", "/home/ann/other/a.conf", "/home/bob/a.conf", "/a.conf"];
    const files = Object.fromEntries([...places, ...elsewhere].map((path) => [path, CALLS_IT]));
    expect(await found(files, ["/root", "/home/ann"])).toEqual(places);
    expect(await found(files)).toEqual(places.slice(0, 2));
  });

  test("the newest five hundred of them", async () => {
    const many = (count: number, text: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`/root/${1000 + at}.conf`, text]));
    expect(await found(many(600, CALLS_IT), ["/root"])).toHaveLength(500);
    expect(await found(many(600, IS_PEER), ["/root"])).toHaveLength(500);
  });

  test("without stumbling over what cannot be read", async () => {
    const one = host(
      { "/root/a.conf": CALLS_IT, "/root/b.conf": CALLS_IT, "/root/c.conf": "\0", "/root/d.conf": "#".repeat(70_000) },
      { refusals: { "/root/a.conf": "denied", "/etc/wireguard/configs": "denied" } },
    );
    const server = { path: PATH, conf: parseConf(TEXT), publicKey: SERVER.publicKey };
    expect((await keptClients(one, server, ["/root"])).clients.map(({ path }) => path)).toEqual(["/root/b.conf"]);
  });
});

describe("the homes", () => {
  const PASSWD =
    "root:x:0:0::/root:/bin/sh\nann:x:1000:1000:Ann,,,:/home/ann/:/bin/bash\nodd:x:2:2::relative:/bin/sh\n";
  const homes = (own: Record<string, string>, more: Partial<MemorySetup> = {}) =>
    homesOf(host({ "/etc/passwd": PASSWD }, more), own);

  test("are root's and that of the person behind sudo", async () => {
    expect(await homes({ SUDO_USER: "ann" })).toEqual(["/root", "/home/ann"]);
    expect(await homes({})).toEqual(["/root"]);
    for (const user of ["root", "nobody-here", "odd", ""]) expect(await homes({ SUDO_USER: user })).toEqual(["/root"]);
  });

  test("are not looked at in the demo, nor where another folder is searched", async () => {
    expect(await homes({ SUDO_USER: "ann" }, { demo: true })).toEqual([]);
    expect(await homes({ SUDO_USER: "ann" }, { folder: "/srv" })).toEqual([]);
  });

  test("come into the world of an opened server, with the paths of what lies there", async () => {
    const files = { "/home/ann/configs/anna.conf": IS_PEER, "/root/x.conf": FOREIGN };
    const opening = await openServer(host(files), null, { sudo: "", homes: ["/root", "/home/ann"] });
    expect(opening.kind === "opened" && opening.world.clients.map(({ path }) => path)).toEqual([
      "/home/ann/configs/anna.conf",
    ]);
    expect(opening.kind === "opened" && opening.world.clientFileNames).toEqual([]);
  });
});

describe("on a real disk", () => {
  const folder = temporaryFolder();
  const at = (...parts: string[]) => join(folder(), ...parts);

  test("the newest comes first, wherever it lies; a link that leads nowhere and a folder are passed over", async () => {
    mkdirSync(at("clients"));
    mkdirSync(at("home", "configs"), { recursive: true });
    mkdirSync(at("home", "folder.conf"));
    symlinkSync("nowhere", at("home", "link.conf"));
    for (const [path, time] of [
      [at("clients", "old.conf"), 1000],
      [at("home", "newest.conf"), 3000],
      [at("home", "configs", "middle.conf"), 2000],
    ] as const) {
      writeFileSync(path, CALLS_IT);
      utimesSync(path, time, time);
    }
    const server = { path: at("wg0.conf"), conf: parseConf(TEXT), publicKey: SERVER.publicKey };
    const kept = await keptClients(linuxHost({ folder: folder(), run: folder() }), server, [at("home")]);
    expect(kept.clients.map(({ path, changed }) => [path, changed])).toEqual([
      [at("home", "newest.conf"), 3_000_000],
      [at("home", "configs", "middle.conf"), 2_000_000],
      [at("clients", "old.conf"), 1_000_000],
    ]);
    expect(kept.names).toEqual(["old.conf"]);
  });
});
