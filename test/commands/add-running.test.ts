/** `add` beside a running interface that is not what its file says: a peer taken over from it, a choice by flag. */
import { describe, expect, it } from "vitest";
import { parseConf, readable } from "../../src/wireguard/conf.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { machine, PATH, ran } from "./context.ts";

const EXTRA = keyPairFrom(new Uint8Array(32).fill(70)).publicKey;
const OTHER = keyPairFrom(new Uint8Array(32).fill(71));
const SECOND_SECRET = presharedKeyFrom(new Uint8Array(32).fill(72));

const dump = (port: string, own = SERVER_PAIR) =>
  [
    [own.privateKey, own.publicKey, port, "off"],
    [ANTON_KEY, "(none)", "(none)", "10.77.0.2/32", "0", "0", "0", "off"],
    [EXTRA, SECOND_SECRET, "198.51.100.9:40001", "10.77.0.66/32,192.168.66.0/24", "0", "0", "0", "off"],
  ]
    .map((row) => `${row.join("\t")}\n`)
    .join("");

const client = (host: ReturnType<typeof machine>) => readable(host.text("/etc/wireguard/clients/lena.conf") ?? "");

describe("add NAME --keys of a peer that only the interface has", () => {
  const running = () => machine({ dumps: { wg0: dump("47770") }, addresses: ["10.77.0.1/24"] });

  it("--yes: writes it into the file as it runs, makes nothing new and tells the interface nothing", async () => {
    const host = running();
    const { status, out, err } = await ran(host, ["add", "vera", "--keys", EXTRA, "--yes"]);
    expect({ status, out }).toEqual({ status: 0, out: "" });
    expect(parseConf(host.text(PATH) ?? "").peers[1]).toMatchObject({
      name: "vera",
      publicKey: EXTRA,
      presharedKey: SECOND_SECRET,
      allowedIPs: ["10.77.0.66/32", "192.168.66.0/24"],
    });
    expect(host.commands()).toEqual([]);
    expect(host.interface("wg0")?.peers.size).toBe(2);
    expect(out + err).not.toContain(SECOND_SECRET);
    expect((await ran(host, ["list", "--json"])).out).not.toContain("only-live");
  });

  it("--dry-run --json: the preshared key masked, no command in the plan", async () => {
    const host = running();
    const { status, out } = await ran(host, ["add", "vera", "--keys", EXTRA, "--dry-run", "--json"]);
    expect(status).toBe(0);
    expect(out).not.toContain(SECOND_SECRET);
    expect(JSON.parse(out).plan).toMatchObject({ peer: { name: "vera", publicKey: EXTRA }, commands: [] });
  });

  it("another answer than what runs is taken: then the interface is told that", async () => {
    const host = running();
    expect((await ran(host, ["add", "vera", "--keys", EXTRA, "--address", "10.77.0.5", "--yes"])).status).toBe(0);
    expect(host.interface("wg0")?.peers.get(EXTRA)?.allowedIPs).toEqual(["10.77.0.5/32", "192.168.66.0/24"]);
  });
});

describe("where the interface cannot be told", () => {
  it.each([
    ["down", {}, "wg0 is down: only the file is written, and counts when wg0 starts.\n"],
    [
      "without wg",
      { dumps: { wg0: dump("47770") }, notUp: "no-wg" as const },
      "The program wg is missing, so wg0 cannot",
    ],
  ])("%s: --yes and --dry-run say that the file alone knows the peer", async (_how, given, said) => {
    const host = machine(given);
    for (const how of ["--dry-run", "--yes"]) {
      const { status, err } = await ran(host, [
        "add",
        "lena",
        how,
        "--traffic",
        "vpn",
        "--endpoint",
        "vpn.example.org:47770",
      ]);
      expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining(said) });
    }
  });

  it("one that is told says nothing of the kind", async () => {
    const host = machine({ dumps: { wg0: dump("47770") }, addresses: ["10.77.0.1/24"] });
    const { err } = await ran(host, ["add", "lena", "--yes"]);
    expect(err).not.toContain("only the file");
  });
});

describe("where file and interface differ in the interface's own lines", () => {
  it("--yes alone does not choose: --follow is named as missing, with what differs", async () => {
    const host = machine({ dumps: { wg0: dump("47770", OTHER) } });
    const { status, err } = await ran(host, ["add", "lena", "--yes"]);
    expect(status).toBe(2);
    expect(err).toContain("--follow");
    expect(err).toContain("wg0 runs with another key than its file has");
    expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
  });

  it("--follow file: the key of the file", async () => {
    const host = machine({ dumps: { wg0: dump("47770", OTHER) } });
    expect((await ran(host, ["add", "lena", "--follow", "file", "--yes"])).status).toBe(0);
    expect(client(host)).toContain(`PublicKey = ${SERVER_PAIR.publicKey}\n`);
    expect(host.commands()).toEqual([]);
  });

  it("--follow running: the key that runs, and what that means is said", async () => {
    const host = machine({ dumps: { wg0: dump("47770", OTHER) } });
    const { status, err } = await ran(host, ["add", "lena", "--follow", "running", "--yes"]);
    expect(status).toBe(0);
    expect(client(host)).toContain(`PublicKey = ${OTHER.publicKey}\n`);
    expect(err).toContain("wg0 is not told of this peer");
    expect(host.commands()).toEqual([]);
  });

  it("--follow running on another port: the device calls there, and is loaded", async () => {
    const host = machine({ dumps: { wg0: dump("51820") } });
    expect((await ran(host, ["add", "lena", "--follow", "running", "--yes"])).status).toBe(0);
    expect(client(host)).toContain("Endpoint = 203.0.113.5:51820\n");
    expect(host.interface("wg0")?.peers.size).toBe(3);
  });

  it("--follow anything else is refused", async () => {
    const host = machine({ dumps: { wg0: dump("51820") } });
    const { status, err } = await ran(host, ["add", "lena", "--follow", "both", "--yes"]);
    expect(status).toBe(2);
    expect(err).toContain("both is neither file nor running");
  });

  it("--follow where nothing differs is not asked, and said so", async () => {
    const host = machine({ dumps: { wg0: dump("47770") } });
    const { status, err } = await ran(host, ["add", "lena", "--follow", "file", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain("--follow");
  });
});
