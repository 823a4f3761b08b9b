/** What is offered where a code is too large: only what makes it fit, the cheapest first. */
import { describe, expect, it } from "vitest";
import { versionFor } from "../../src/qr/modules.ts";
import { savingsFor } from "../../src/qr/shrink.ts";

const KEY = `${"k".repeat(43)}=`;
const NETWORKS = Array.from({ length: 31 }, (_, at) => `${at + 1}.0.0.0/8`).join(",");

const text = (more: { dns?: string; psk?: boolean; allowed?: string; keepalive?: boolean } = {}) =>
  [
    "[Interface]",
    `PrivateKey=${KEY}`,
    "Address=10.77.0.6,fd77::6",
    `DNS=${more.dns ?? "1.1.1.1,2606:4700:4700::1111"}`,
    "[Peer]",
    `PublicKey=${KEY}`,
    ...((more.psk ?? true) ? [`PresharedKey=${KEY}`] : []),
    `AllowedIPs=${more.allowed ?? "0.0.0.0/0,::/0"}`,
    "Endpoint=vpn.example.org:51820",
    ...((more.keepalive ?? true) ? ["PersistentKeepalive=25"] : []),
  ].join("\n");

const version = (most: number) => (side: number | null) => side !== null && side <= 17 + 4 * most;
const offered = (of: string, most: number, both = false) =>
  savingsFor(of, both, version(most)).map(({ ids, text: left }) => `${ids.join("+")}: v${versionFor(left.length)}`);

describe("what can be left out of a code", () => {
  it("nothing is offered where it fits", () => {
    expect(versionFor(text().length)).toBe(12);
    expect(offered(text(), 12, true)).toEqual([]);
  });

  it("each thing that is enough by itself, the cheapest first", () => {
    expect(offered(text(), 11)).toEqual(["dns: v11", "keepalive: v11"]);
    expect(offered(text(), 11, true)).toEqual(["dns: v11", "keepalive: v11", "preshared-key: v10"]);
  });

  it("where none is, the fewest together; what stands on both sides only before anything is written", () => {
    expect(offered(text(), 9)).toEqual([]);
    expect(offered(text(), 9, true)).toEqual(["dns+keepalive+preshared-key: v9"]);
  });

  it("nothing at all where nothing is enough", () => {
    expect(offered(text(), 5, true)).toEqual([]);
  });

  it("a long list of networks becomes everything, of both families where it had both", () => {
    const long = text({ allowed: NETWORKS });
    const [saving] = savingsFor(long, false, version(12));
    expect(saving?.ids).toEqual(["allowed-ips"]);
    expect(saving?.text).toContain("\nAllowedIPs=0.0.0.0/0\n");
    expect(saving?.bytes).toBe(long.length - (saving?.text.length ?? 0));
    const both = savingsFor(text({ allowed: `${NETWORKS},fd00::/8` }), false, version(12))[0];
    expect(both?.text).toContain("\nAllowedIPs=0.0.0.0/0,::/0\n");
  });

  it("of two peers the lists are left alone: they say which of them gets what", () => {
    const two = `${text({ allowed: NETWORKS, dns: "1.1.1.1", keepalive: false })}\n[Peer]\nPublicKey=${KEY}\nAllowedIPs=10.9.0.0/24`;
    expect(offered(two, 12)).toEqual([]);
  });

  it("the rest of the text stays as it was", () => {
    const [dns, keepalive] = savingsFor(text(), false, version(11));
    expect(dns?.text).toBe(text({ dns: "1.1.1.1" }));
    expect(keepalive?.text).toBe(text({ keepalive: false }));
    expect(savingsFor(text(), true, version(11))[2]?.text).toBe(text({ psk: false }));
  });
});
