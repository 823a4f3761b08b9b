/** What an interface knows once a file is loaded whole: the rules of `wg` where keys and networks stand twice. */
import { describe, expect, it } from "vitest";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";
import { configured, configuredAlone, configuredLive, sameConfigured } from "../../src/wireguard/configured.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import type { LivePeer } from "../../src/wireguard/live.ts";

const [A = "", B = "", OWN = ""] = [1, 2, 3].map((seed) => keyPairFrom(new Uint8Array(32).fill(seed)).publicKey);
const PSK = presharedKeyFrom(new Uint8Array(32).fill(9));
const NONE = `${"A".repeat(43)}=`;

const block = (key: string, ...lines: string[]) => ["[Peer]", `PublicKey = ${key}`, ...lines, ""].join("\n");
const read = (...blocks: string[]) => configured(parseConf(byteText(`[Interface]\n\n${blocks.join("\n")}`)), OWN);
const networks = (found: ReturnType<typeof read>, key: string) => found.get(key)?.allowedIPs;

describe("what is known of a peer", () => {
  it("networks in the spelling of wg, host bits cleared, sorted, each once", () => {
    const found = read(block(A, "AllowedIPs = 10.7.0.9/24, 10.6.0.2", "AllowedIPs = FD00:0::2, 10.6.0.2/32"));
    expect(networks(found, A)).toEqual(["10.6.0.2/32", "10.7.0.0/24", "fd00::2/128"]);
  });

  it("keepalive and preshared key, off and zeros being none", () => {
    const found = read(
      block(A, "PersistentKeepalive = 25", `PresharedKey = ${PSK}`),
      block(B, "PersistentKeepalive = off", `PresharedKey = ${NONE}`),
    );
    expect(found.get(A)).toMatchObject({ keepalive: 25, presharedKey: PSK, presharedLine: 6 });
    expect(found.get(B)).toMatchObject({ keepalive: null, presharedKey: null, presharedLine: null });
  });

  it("nothing of the interface's own key, of what is no key, and of peers that are switched off", () => {
    const off = block(B, "AllowedIPs = 10.0.0.3/32").replace(/^(?=.)/gm, "#[disabled] ");
    const found = read(block(OWN, "AllowedIPs = 10.0.0.1/32"), block("short", "AllowedIPs = 10.0.0.2/32"), off);
    expect([...found.keys()]).toEqual([]);
  });

  it("is another one as soon as the interface's own key is", () => {
    const conf = parseConf(byteText(`[Interface]\n${block(A)}`));
    expect([...configured(conf, null).keys()]).toEqual([A]);
    expect([...configured(conf, A).keys()]).toEqual([]);
  });
});

describe("where the file says a thing twice", () => {
  it("a network belongs to the last peer that has it", () => {
    const found = read(block(A, "AllowedIPs = 10.0.0.2/32, 10.0.0.3/32"), block(B, "AllowedIPs = 10.0.0.3"));
    expect([networks(found, A), networks(found, B)]).toEqual([["10.0.0.2/32"], ["10.0.0.3/32"]]);
  });

  it("a key's last block has its networks, and what that block does not say stays from the one before", () => {
    const found = read(
      block(A, "AllowedIPs = 10.0.0.2/32", "PersistentKeepalive = 25", `PresharedKey = ${PSK}`),
      block(A, "AllowedIPs = 10.0.0.9/32", "PersistentKeepalive = 0"),
    );
    expect(found.get(A)).toMatchObject({ allowedIPs: ["10.0.0.9/32"], keepalive: null, presharedKey: PSK });
    expect(found.get(A)?.presharedLine).toBe(7);
    expect(found.get(A)?.peer.line).toBe(9);
  });

  it("a network that the earlier block of the same key had is free for others", () => {
    const found = read(
      block(A, "AllowedIPs = 10.0.0.2/32"),
      block(A, "AllowedIPs = 10.0.0.9/32"),
      block(B, "AllowedIPs = 10.0.0.2/32"),
    );
    expect([networks(found, A), networks(found, B)]).toEqual([["10.0.0.9/32"], ["10.0.0.2/32"]]);
  });

  it("a block alone says what it says, whoever has the network in the end", () => {
    const conf = parseConf(
      byteText(`[Interface]\n${block(A, "AllowedIPs = 10.0.0.2/32")}${block(B, "AllowedIPs = 10.0.0.2/32")}`),
    );
    const [first] = conf.peers;
    expect(first && configuredAlone(first).allowedIPs).toEqual(["10.0.0.2/32"]);
    expect(configured(conf, null).get(A)?.allowedIPs).toEqual([]);
  });
});

describe("against the running interface", () => {
  const live: LivePeer = {
    publicKey: A,
    endpoint: "198.51.100.7:4000",
    allowedIPs: ["fd00::2/128", "10.0.0.2/32"],
    latestHandshake: 1,
    rx: 1,
    tx: 1,
    persistentKeepalive: null,
    presharedKey: null,
  };

  it("the order of networks and where a peer is just now make no difference", () => {
    const file = read(block(A, "AllowedIPs = 10.0.0.2/32, fd00::2/128", "Endpoint = 203.0.113.1:1")).get(A);
    expect(file && sameConfigured(file, configuredLive(live))).toBe(true);
  });

  it("an IPv6 address that ends in an IPv4 one is the same in either spelling", () => {
    const file = read(block(A, "AllowedIPs = ::ffff:a00:2/128")).get(A);
    expect(file && sameConfigured(file, configuredLive({ ...live, allowedIPs: ["::ffff:10.0.0.2/128"] }))).toBe(true);
  });

  it.each([
    ["another network", { allowedIPs: ["10.0.0.2/32"] }],
    ["a keepalive", { persistentKeepalive: 25 }],
    ["a preshared key", { presharedKey: PSK }],
  ])("%s does", (_what, change) => {
    const file = read(block(A, "AllowedIPs = 10.0.0.2/32, fd00::2/128")).get(A);
    expect(file && sameConfigured(file, configuredLive({ ...live, ...change }))).toBe(false);
  });
});
