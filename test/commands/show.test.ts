import { describe, expect, it } from "vitest";
import { peersMeant } from "../../src/commands/peers.ts";
import { width } from "../../src/text/width.ts";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { machine, PATH, ran } from "./context.ts";

const PAIR = keyPairFrom(new Uint8Array(32).fill(3));
const TWO = `${FOUNDING_CONF}
[Peer]
# Публичный ключ пира: office
PublicKey = ${PAIR.publicKey}
PresharedKey = ${SERVER_PAIR.privateKey}
AllowedIPs = 10.77.0.20/32, 192.168.7.0/24
`;
const KEPT = `[Interface]
PrivateKey = ${PAIR.privateKey}
Address = 10.77.0.20/32

[Peer]
PublicKey = ${SERVER_PAIR.publicKey}
AllowedIPs = 0.0.0.0/0, ::/0
Endpoint = 203.0.113.5:47770
PersistentKeepalive = 25
`;

describe("which peer is meant", () => {
  const { peers } = parseConf(byteText(TWO));
  const names = (text: string) => peersMeant(text, peers).map(({ name }) => name);

  it.each([
    ["office", ["office"]],
    [PAIR.publicKey, ["office"]],
    [PAIR.publicKey.slice(0, 5), ["office"]],
    ["10.77.0.2", ["anton_sevnet"]],
    ["10.77.0.2/32", ["anton_sevnet"]],
    ["192.168.7.0/24", ["office"]],
    ["192.168.7.33", ["office"]],
    ["10.77.0.99", []],
    ["nobody", []],
    ["", []],
  ])("%j: %j", (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it("a name wins over the beginning of a key", () => {
    const named = parseConf(byteText(TWO.replace("anton_sevnet", PAIR.publicKey.slice(0, 4)))).peers;
    expect(peersMeant(PAIR.publicKey.slice(0, 4), named).map(({ publicKey }) => publicKey)).toEqual([ANTON_KEY]);
  });

  it("several: status 2 with all of them; none: status 1", async () => {
    const host = machine({ files: { [PATH]: byteText(TWO.replace("office", "anton_sevnet")) } });
    const { status, out, err } = await ran(host, ["show", "anton_sevnet"]);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(ANTON_KEY);
    expect(err).toContain(PAIR.publicKey);
    expect((await ran(host, ["show", "nobody"])).status).toBe(1);
  });
});

describe("show", () => {
  it("both files with their notes; no secret in either", async () => {
    const host = machine({ files: { [PATH]: byteText(TWO), "/etc/wireguard/clients/any.conf": KEPT } });
    const { status, out } = await ran(host, ["show", "office"]);
    expect(status).toBe(0);
    expect(out).toContain("wg0.conf, read by the server");
    expect(out).toContain("any.conf, read by office");
    expect(out).toContain(" 11   [Peer]");
    expect(out).toContain("no PersistentKeepalive");
    expect(out).toContain("PersistentKeepalive = 25");
    expect(out).toContain("A file tells the machine that reads it what to do.");
    expect(out).not.toContain(PAIR.privateKey);
    expect(out).not.toContain(SERVER_PAIR.privateKey);
  });

  it("a private key where a public one belongs is not printed; what to do about it is said", async () => {
    const wrong = TWO.replace(
      "AllowedIPs = 10.77.0.20",
      `AllowedIPs = 10.77.0.21/32\n\n[Peer]\n# Публичный ключ пира: wrong\nPublicKey = ${PAIR.privateKey}\nAllowedIPs = 10.77.0.20`,
    );
    const { status, out, err } = await ran(machine({ files: { [PATH]: byteText(wrong) } }), ["show", "wrong"]);
    expect(status).toBe(0);
    expect(out).toContain("PublicKey = ••••••••");
    expect(out + err).not.toContain(PAIR.privateKey.slice(0, 12));
    expect(err.replace(/\s+/g, " ")).toContain(
      "is a private key: its public half stands in this file too. Put its public half here",
    );
  });

  it("a file that is not kept here: what is known, and that the rest is not", async () => {
    const { status, out, err } = await ran(machine({ files: { [PATH]: byteText(TWO) } }), ["show", "office"]);
    expect(status).toBe(0);
    expect(out).toContain("PrivateKey = (unknown here)");
    expect(out).toContain("Endpoint = (unknown here)");
    expect(out).toContain("Address = 10.77.0.20/32\n");
    expect(err).toContain("No file of office was found in /etc/wireguard/clients");
    expect(out + err).not.toContain(SERVER_PAIR.privateKey);
  });

  it.each([80, 120])("stands side by side in a window of %i columns, and fits it", async (columns) => {
    const host = machine({ files: { [PATH]: byteText(TWO), "/etc/wireguard/clients/any.conf": KEPT } });
    const { out } = await ran(host, ["show", "office"], { tty: { stdout: true }, size: { rows: 24, columns } });
    expect(out).toMatch(/AllowedIPs = 10.77.0.2.*│.*/);
    for (const line of out.split("\n")) expect(width(line)).toBeLessThanOrEqual(columns);
    const plain = await ran(host, ["show", "office"], { tty: { stdout: true }, options: { plain: true } });
    expect(plain.out).not.toMatch(/[─│┬┴]/);
  });

  it("a keepalive in the server's block: what takes it out is named; with an Endpoint it is not", async () => {
    const awake = TWO.replace("192.168.7.0/24\n", "192.168.7.0/24\nPersistentKeepalive = 15\n");
    const { out, err } = await ran(machine({ files: { [PATH]: byteText(awake) } }), ["show", "office"]);
    expect(out).toContain("makes the server send; that is the device's job");
    expect(err).toContain("wg-wizard check --mend server-keepalive");
    const dials = awake.replace("PersistentKeepalive", "Endpoint = 198.51.100.9:51820\nPersistentKeepalive");
    const right = await ran(machine({ files: { [PATH]: byteText(dials) } }), ["show", "office"]);
    expect(right.out).toContain("the server sends: right where it has to dial");
    expect(right.err).not.toContain("--mend");
  });

  it("a second secret that only one side has: its absence stands on the other", async () => {
    const path = "/etc/wireguard/clients/any.conf";
    const absent = "- no PresharedKey";
    const shown = async (server: string, client: string) =>
      (await ran(machine({ files: { [PATH]: byteText(server), [path]: client } }), ["show", "office"])).out
        .replaceAll("·", "-")
        .split("any.conf, read by office")
        .map((half) => half.includes(absent));
    const both = KEPT.replace("AllowedIPs", `PresharedKey = ${SERVER_PAIR.privateKey}\nAllowedIPs`);
    expect(await shown(TWO, KEPT)).toEqual([false, true]);
    expect(await shown(TWO.replace(/^PresharedKey.*\n/m, ""), both)).toEqual([true, false]);
    expect(await shown(TWO, both)).toEqual([false, false]);
    expect(await shown(TWO.replace(/^PresharedKey.*\n/m, ""), KEPT)).toEqual([false, false]);
  });

  it("a comment with escapes in it does not reach the terminal raw", async () => {
    const text = TWO.replace("# Публичный ключ пира: office", "# Публичный ключ пира: of\u001b]0;x\u0007fice");
    const { out, err } = await ran(machine({ files: { [PATH]: byteText(text) } }), ["show", "10.77.0.20"]);
    expect(out + err).not.toContain("\u001b");
    expect(out + err).not.toContain("\u0007");
  });
});

describe("qr without a terminal", () => {
  it("prints no code: status 2 and a sentence", async () => {
    const host = machine({ files: { [PATH]: byteText(TWO), "/etc/wireguard/clients/any.conf": KEPT } });
    for (const tty of [{}, { stdin: true }]) {
      const { status, out, err } = await ran(host, ["qr", "office"], { tty });
      expect(status).toBe(2);
      expect(out).toBe("");
      expect(err).toContain("terminal");
    }
  });

  it("says why there is none: found nowhere, made on the device, not a device's file", async () => {
    const tty = { stdin: true, stdout: true };
    const files = { [PATH]: byteText(TWO), "/root/own.conf": KEPT.replace(/^PrivateKey.*\n/m, "") };
    const host = machine({ files });
    // At a terminal it would ask whether to make new keys.
    expect((await ran(host, ["qr", "office", "--png", "-"])).err).toContain("No file with the private key of office");
    expect((await ran(host, ["qr", "/root/own.conf"], { tty })).err).toContain("has no PrivateKey");
    expect((await ran(host, ["qr", PATH], { tty })).err).toContain("not a device's file");
    const none = await ran(host, ["qr", "/root/none.conf"], { tty });
    expect(none.status).toBe(1);
    expect(none.err).toContain("/root/none.conf");
    const piped = await ran(host, ["qr", "-"], { tty: { stdout: true }, input: "nonsense" });
    expect(piped.status).toBe(1);
  });
});
