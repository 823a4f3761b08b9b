/**
 * What the installed `wg` tells an interface when this program gives it a command: above all what it clears, since older
 * ones leave a keepalive and a preshared key on when their lines are gone.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { HostFailure } from "../../src/host/host.ts";
import { runLive } from "../../src/host/live-commands.ts";
import type { LiveCommand } from "../../src/wireguard/command.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import { SKIPPED, startUapi, type Uapi } from "./uapi.ts";

const PEER = keyPairFrom(new Uint8Array(32).fill(4)).publicKey;
const PSK = presharedKeyFrom(new Uint8Array(32).fill(9));
const hex = (key: string) => Buffer.from(key, "base64").toString("hex");

let uapi: Uapi;
const sent = async (command: LiveCommand) => {
  await runLive(uapi.name, command);
  return uapi.received().trim().split("\n");
};
const refusal = (command: LiveCommand) =>
  runLive(uapi.name, command).then(
    () => "",
    (error: unknown) => (error instanceof HostFailure ? `${error.failure.id}: ${error.failure.detail}` : "else"),
  );

describe.skipIf(SKIPPED)("the real wg (needs root and wg)", () => {
  beforeAll(async () => {
    uapi = await startUapi();
  });
  beforeEach(() => uapi.clear());
  afterAll(() => uapi.stop());

  it("clears a keepalive whose line is gone, and nothing else", async () => {
    expect(await sent({ kind: "set-peer", publicKey: PEER, keepalive: 0 })).toEqual([
      "set=1",
      `public_key=${hex(PEER)}`,
      "persistent_keepalive_interval=0",
    ]);
  });

  it("clears a preshared key whose line is gone, and nothing else", async () => {
    expect(await sent({ kind: "set-peer", publicKey: PEER, presharedKey: null })).toEqual([
      "set=1",
      `public_key=${hex(PEER)}`,
      `preshared_key=${"0".repeat(64)}`,
    ]);
  });

  it("gets a preshared key by a pipe that it can open", async () => {
    expect(await sent({ kind: "set-peer", publicKey: PEER, presharedKey: { key: PSK, line: 3 } })).toContain(
      `preshared_key=${hex(PSK)}`,
    );
  });

  it("gets a new peer's block by a pipe, and touches neither the interface's own settings nor another peer", async () => {
    const block = `[Peer]\n# friendly_name = \xc5\xeb\xea\xe0\nPublicKey = ${PEER}\nPresharedKey = ${PSK}\nAllowedIPs = 10.77.0.2/32\n`;
    const told = await sent({ kind: "add-peer", publicKey: PEER, block, from: 1, to: 5 });
    expect(told).toEqual([
      "set=1",
      `public_key=${hex(PEER)}`,
      `preshared_key=${hex(PSK)}`,
      "replace_allowed_ips=true",
      "allowed_ip=10.77.0.2/32",
    ]);
  });

  it("is told of networks, of none at all, and of a peer that goes", async () => {
    const networks = ["10.77.0.2/32", "fd77::2/128"];
    expect((await sent({ kind: "set-peer", publicKey: PEER, allowedIPs: networks })).slice(2)).toEqual([
      "replace_allowed_ips=true",
      "allowed_ip=10.77.0.2/32",
      "allowed_ip=fd77::2/128",
    ]);
    uapi.clear();
    expect((await sent({ kind: "set-peer", publicKey: PEER, allowedIPs: [] })).slice(2)).toEqual([
      "replace_allowed_ips=true",
    ]);
    uapi.clear();
    expect((await sent({ kind: "remove-peer", publicKey: PEER })).slice(2)).toEqual(["remove=true"]);
  });

  it("is told of the port and the mark", async () => {
    expect(await sent({ kind: "set-interface", listenPort: 51820 })).toEqual(["set=1", "listen_port=51820"]);
    uapi.clear();
    expect(await sent({ kind: "set-interface", fwMark: "0xca6c" })).toEqual(["set=1", "fwmark=51820"]);
    uapi.clear();
    expect(await sent({ kind: "set-interface", fwMark: "off" })).toEqual(["set=1", "fwmark=0"]);
  });

  it("what it refuses is told in its own words, and no key among them", async () => {
    const block = (psk: string) => `[Peer]\nPublicKey = ${PEER}\nPresharedKey = ${psk}\n`;
    const said = (psk: string) => refusal({ kind: "add-peer", publicKey: PEER, block: block(psk), from: 1, to: 3 });
    const spoiled = `${PSK.slice(0, 42)}==`;
    expect(await said(spoiled)).toMatch(/^command: Key is not the correct length or format/);
    expect(await said(spoiled)).not.toContain(PSK.slice(0, 12));
    expect(await said(`${PSK.slice(0, 20)}#${PSK.slice(20)}`)).not.toContain(PSK.slice(0, 12));
    expect(uapi.received()).toBe("");
  });

  it("a name that cannot be one is refused by its name", async () => {
    const block = `[Peer]\nPublicKey = ${PEER}\nEndpoint = nobody..invalid:51820\n`;
    expect(await refusal({ kind: "add-peer", publicKey: PEER, block, from: 1, to: 3 })).toMatch(
      /^command: .*nobody\.\.invalid:51820/,
    );
    expect(uapi.received()).toBe("");
  });
});
