/** Whose SSH connection it is: the peer by whose networks the interface would sort its packets. */
import { describe, expect, it } from "vitest";
import type { LivePeer } from "../../src/wireguard/live.ts";
import { ownPeer, sessionOf } from "../../src/wireguard/session.ts";
import { runningPeer } from "../wizard/world.ts";

const whose = (client: string, ...peers: LivePeer[]) =>
  ownPeer({
    session: sessionOf(`${client} 50000 10.77.0.1 22`),
    live: { publicKey: null, listenPort: null, fwMark: null, peers },
  });

describe("SSH_CONNECTION", () => {
  it.each([
    ["198.51.100.7 50000 10.77.0.1 22", { client: "198.51.100.7", server: "10.77.0.1" }],
    ["fd77::2 50000 fd77::1 22", { client: "fd77::2", server: "fd77::1" }],
    ["::ffff:10.77.0.2 50000 ::ffff:10.77.0.1 22", { client: "10.77.0.2", server: "10.77.0.1" }],
    ["fe80::1%eth0 50000 fe80::2%eth0 22", { client: "fe80::1", server: "fe80::2" }],
  ])("%s is understood", (text, session) => {
    expect(sessionOf(text)).toMatchObject(session);
  });

  it.each([undefined, "", "10.77.0.2", "a b c d", "10.77.0.2 1 10.77.0.1", "UNKNOWN 65535 UNKNOWN 65535"])(
    "%s is none",
    (text) => {
      expect(sessionOf(text)).toBe(null);
    },
  );
});

describe("the peer it comes through", () => {
  it("is the one with that address, or with the network behind it", () => {
    const peers = [runningPeer("a", "10.77.0.2/32"), runningPeer("b", "10.77.0.3/32", "192.168.7.0/24")];
    expect(whose("10.77.0.2", ...peers)).toBe("a");
    expect(whose("192.168.7.40", ...peers)).toBe("b");
    expect(whose("fd77::2", runningPeer("c", "fd77::2/128"))).toBe("c");
  });

  it("is the one with the longest prefix, wherever it stands in the list", () => {
    const [wide, narrow] = [runningPeer("wide", "10.77.0.0/24"), runningPeer("narrow", "10.77.0.2/32")];
    expect([whose("10.77.0.2", wide, narrow), whose("10.77.0.2", narrow, wide)]).toEqual(["narrow", "narrow"]);
    expect(whose("10.77.0.9", narrow, wide)).toBe("wide");
  });

  it("is nobody where the address is no peer's: a default route has everybody in it", () => {
    expect(whose("203.0.113.9", runningPeer("a", "10.77.0.2/32"), runningPeer("exit", "0.0.0.0/0"))).toBe(null);
    expect(ownPeer({ session: null, live: null })).toBe(null);
  });
});
