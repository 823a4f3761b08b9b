/** What `wg show wg0 dump` says, without the secrets in it. */
import { expect, test } from "vitest";
import { parseDump, stateOf } from "../../src/wireguard/live.ts";

const PRIVATE = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";
const PUBLIC = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const OTHER = "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=";

const DUMP = `${PRIVATE}\t${PUBLIC}\t51820\toff\n${OTHER}\t${PRIVATE}\t[2001:db8::1]:4000\t10.8.0.2/32,fd00::2/128\t1700000000\t148\t92\t25\n${PUBLIC}\t(none)\t(none)\t(none)\t0\t0\t0\toff\n`;

test("a dump is read, and of its keys the preshared ones alone are kept, to be compared", () => {
  const live = parseDump(DUMP);
  expect(live).toEqual({
    publicKey: PUBLIC,
    listenPort: 51820,
    fwMark: null,
    peers: [
      {
        publicKey: OTHER,
        endpoint: "[2001:db8::1]:4000",
        allowedIPs: ["10.8.0.2/32", "fd00::2/128"],
        latestHandshake: 1700000000,
        rx: 148,
        tx: 92,
        persistentKeepalive: 25,
        presharedKey: expect.any(String),
      },
      {
        publicKey: PUBLIC,
        endpoint: null,
        allowedIPs: [],
        latestHandshake: null,
        rx: 0,
        tx: 0,
        persistentKeepalive: null,
        presharedKey: null,
      },
    ],
  });
  expect(live && Object.keys(live)).not.toContain("privateKey");
  expect(JSON.stringify({ ...live, peers: [] })).not.toContain(PRIVATE);
});

test("an interface without a key, and one with a mark, are read too", () => {
  expect(parseDump("(none)\t(none)\t0\t0xca6c\n")).toEqual({
    publicKey: null,
    listenPort: null,
    fwMark: "0xca6c",
    peers: [],
  });
  expect(parseDump(`${PRIVATE}\t(none)\t0\toff`)?.publicKey).toBe(PUBLIC);
});

test("what is no dump is none", () => {
  for (const text of ["", "\n", "interface: wg0\n", "a\tb\tc\n", `wg0\t${DUMP}`]) expect(parseDump(text)).toBe(null);
});

test("a peer is active for three minutes after a handshake, then idle, never offline", () => {
  const peer = parseDump(DUMP)?.peers[0];
  const never = parseDump(DUMP)?.peers[1];
  if (!peer || !never) throw new Error("the dump has two peers");
  expect(stateOf(peer, 1700000180)).toBe("active");
  expect(stateOf(peer, 1700000181)).toBe("idle");
  expect(stateOf(peer, 1699999990)).toBe("active");
  expect(stateOf(never, 1700000000)).toBe("never");
});
