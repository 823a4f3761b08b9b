import { describe, expect, test } from "vitest";
import { byteText } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { Draft, QuestionId } from "../../src/wizard/question.ts";
import { QUESTIONS } from "../../src/wizard/questions.ts";
import type { RemarkId } from "../../src/wizard/remarks.ts";
import { ANTON_KEY, FACTS, FOUNDING_CONF, keptClient, SERVER_PAIR, testWorld } from "./world.ts";

const PHONE = keyPairFrom(new Uint8Array(32).fill(9));
const NAS = keyPairFrom(new Uint8Array(32).fill(11));
const PSK = keyPairFrom(new Uint8Array(32).fill(13)).privateKey;

const CONF = `[Interface]
Address = 10.77.0.1/24, fd77::1/64
ListenPort = 47770
PrivateKey = ${SERVER_PAIR.privateKey}

[Peer]
# friendly_name = phone
PublicKey = ${PHONE.publicKey}
PresharedKey = ${PSK}
AllowedIPs = 10.77.0.2/32, fd77::2/128
[Peer]
# friendly_name = nas
PublicKey = ${NAS.publicKey}
AllowedIPs = 10.77.0.16/28
AllowedIPs = 192.168.7.0/24, 0.0.0.0/0
`;

const WORLD = testWorld(CONF, {
  facts: { ...FACTS, addresses: [...FACTS.addresses, { device: "enp3s0", network: "172.20.1.9/24" }] },
  clientFileNames: ["lena.conf", "lena-2.conf"],
});

function parse(id: QuestionId, text: string, draft: Draft = {}, world = WORLD) {
  const question = QUESTIONS.find((one) => one.id === id);
  if (!question) throw new Error(`no question ${id}`);
  return question.parse(text, draft, world);
}

const REFUSALS: readonly [QuestionId, string, RemarkId, object?][] = [
  ["name", "", "name-empty"],
  ["name", " \t ", "name-empty"],
  ["name", "\u2060\u200d", "name-sign", { sign: "<U+2060>" }],
  ["name", "\u200d", "name-empty"],
  ["name", "le\u202ena", "name-sign", { sign: "<U+202E>" }],
  ["name", "le\nna", "name-sign", { sign: "^J" }],
  ["name", "le\u001bna", "name-sign", { sign: "^[" }],
  ["name", "a\ue000", "name-sign", { sign: "<U+E000>" }],
  ["name", "я".repeat(65), "name-long", { length: 65, most: 64 }],
  ["name", "phone", "name-taken", { name: "phone", line: 6 }],
  ["name", "  nas ", "name-taken", { name: "nas", line: 11 }],

  ["address", "", "address-empty"],
  ["address", "10.77.0", "address-bad", { text: "10.77.0", would: "10.77.0.3, fd77::3" }],
  ["address", "10.77.0.010", "address-bad"],
  ["address", "fe80::1%eth0", "address-bad"],
  ["address", "10.77.0.6/24", "address-network", { text: "10.77.0.6/24", would: "10.77.0.6" }],
  ["address", "10.77.0.6, 10.77.0.6/32", "address-twice", { address: "10.77.0.6" }],
  ["address", "10.77.0.1", "address-server", { address: "10.77.0.1" }],
  ["address", "fd77::1", "address-server"],
  ["address", "10.77.0.0", "address-reserved", { address: "10.77.0.0", network: "10.77.0.0/24", what: "network" }],
  [
    "address",
    "10.77.0.255",
    "address-reserved",
    { address: "10.77.0.255", network: "10.77.0.0/24", what: "broadcast" },
  ],
  ["address", "fd77::", "address-reserved", { address: "fd77::", network: "fd77::/64", what: "network" }],
  [
    "address",
    "10.77.0.2",
    "address-peer",
    { address: "10.77.0.2", entry: "10.77.0.2/32", name: "phone", line: 6, would: "10.77.0.3" },
  ],
  [
    "address",
    "10.77.0.3, fd77::2",
    "address-peer",
    { address: "fd77::2", entry: "fd77::2/128", name: "phone", line: 6, would: "fd77::3" },
  ],
  [
    "address",
    "10.77.0.20",
    "address-peer",
    { address: "10.77.0.20", entry: "10.77.0.16/28", name: "nas", line: 11, would: "10.77.0.3" },
  ],
  [
    "address",
    "192.168.7.9",
    "address-peer",
    { address: "192.168.7.9", entry: "192.168.7.0/24", name: "nas", line: 11, would: null },
  ],

  ["address", "127.0.0.1", "address-special", { address: "127.0.0.1", what: "loopback" }],
  ["address", "0.0.0.0", "address-special", { address: "0.0.0.0", what: "unspecified" }],
  ["address", "224.0.0.1", "address-special", { address: "224.0.0.1", what: "multicast" }],
  ["address", "169.254.7.7", "address-special", { address: "169.254.7.7", what: "link-local" }],
  ["address", "255.255.255.255", "address-special", { address: "255.255.255.255", what: "reserved" }],
  ["address", "::1", "address-special", { address: "::1", what: "loopback" }],
  ["address", "::", "address-special", { address: "::", what: "unspecified" }],
  ["address", "fe80::1", "address-special", { address: "fe80::1", what: "link-local" }],
  ["address", "ff02::1", "address-special", { address: "ff02::1", what: "multicast" }],
  ["address", "::ffff:10.77.0.9", "address-special", { address: "::ffff:10.77.0.9", what: "mapped" }],

  ["lan", "127.0.0.0/8", "lan-special", { network: "127.0.0.0/8", what: "loopback" }],
  ["lan", "169.254.0.0/16", "lan-special", { network: "169.254.0.0/16", what: "link-local" }],
  ["lan", "224.0.0.0/4", "lan-special", { network: "224.0.0.0/4", what: "multicast" }],
  ["lan", "192.168.9.0/24, fe80::/64", "lan-special", { network: "fe80::/64", what: "link-local" }],
  ["lan", "192.168.9", "lan-bad", { text: "192.168.9" }],
  ["lan", "192.168.9.1/24", "lan-host-bits", { text: "192.168.9.1/24", would: "192.168.9.0/24" }],
  ["lan", "0.0.0.0/0", "lan-everything", { text: "0.0.0.0/0" }],
  ["lan", "192.168.9.0/24, ::/0", "lan-everything", { text: "::/0" }],
  ["lan", "10.77.0.3", "lan-own-address", { network: "10.77.0.3/32" }],

  ["traffic", "", "traffic-bad", { text: "" }],
  ["traffic", "everything", "traffic-bad", { text: "everything" }],
  ["traffic", "10.0.0.1/8", "traffic-host-bits", { text: "10.0.0.1/8", would: "10.0.0.0/8" }],

  ["dns", "", "dns-empty"],
  ["dns", "dns.example.com", "dns-bad", { text: "dns.example.com" }],
  ["dns", "1.1.1.1:53", "dns-bad"],
  ["dns", "0.0.0.0", "dns-special", { address: "0.0.0.0", what: "unspecified" }],
  ["dns", "127.0.0.53", "dns-special", { address: "127.0.0.53", what: "loopback" }],
  ["dns", "1.1.1.1, ::1", "dns-special", { address: "::1", what: "loopback" }],
  ["dns", "1.1.1.1/32", "dns-bad"],
  ["dns", "1.1.1.1,1.0.0.1,8.8.8.8,8.8.4.4,9.9.9.9", "dns-many", { count: 5, most: 4 }],

  ["endpoint", "", "endpoint-empty", { port: 47770 }],
  [
    "endpoint",
    "http://vpn.example.com/",
    "endpoint-scheme",
    { text: "http://vpn.example.com/", would: "vpn.example.com:47770" },
  ],
  ["endpoint", "udp://[2001:db8::1]:5", "endpoint-scheme", { text: "udp://[2001:db8::1]:5", would: "[2001:db8::1]:5" }],
  ["endpoint", "vpn.example.com", "endpoint-no-port", { text: "vpn.example.com", would: "vpn.example.com:47770" }],
  ["endpoint", "203.0.113.5:", "endpoint-no-port", { text: "203.0.113.5:", would: "203.0.113.5:47770" }],
  ["endpoint", "[2001:db8::1]", "endpoint-no-port", { text: "[2001:db8::1]", would: "[2001:db8::1]:47770" }],
  ["endpoint", "203.0.113.5:0", "endpoint-port", { port: "0" }],
  ["endpoint", "203.0.113.5:65536", "endpoint-port", { port: "65536" }],
  ["endpoint", "203.0.113.5:+80", "endpoint-port"],
  ["endpoint", "203.0.113.5:domain", "endpoint-port"],
  ["endpoint", "2001:db8::1", "endpoint-bare-ipv6", { text: "2001:db8::1", would: "[2001:db8::1]:47770" }],
  ["endpoint", "2001:db8::1:47770", "endpoint-bare-ipv6", { text: "2001:db8::1:47770", would: "[2001:db8::1]:47770" }],
  ["endpoint", "my_vpn.example.com:47770", "endpoint-underscore", { host: "my_vpn.example.com" }],
  [
    "endpoint",
    "vpn.münchen.example:47770",
    "endpoint-not-ascii",
    { host: "vpn.münchen.example", sign: "ü", would: "vpn.xn--mnchen-3ya.example" },
  ],
  ["endpoint", "vpn.example.com :47770", "endpoint-sign", { host: "vpn.example.com ", sign: " " }],
  ["endpoint", "vpn/x:1", "endpoint-sign", { host: "vpn/x", sign: "/" }],
  ["endpoint", "vpn..example.com:1", "endpoint-host", { host: "vpn..example.com" }],
  ["endpoint", "-vpn.example.com:1", "endpoint-host"],
  ["endpoint", ":47770", "endpoint-empty", { port: 47770 }],
  ["endpoint", "0.0.0.0:47770", "endpoint-special", { host: "0.0.0.0", what: "unspecified" }],
  ["endpoint", "127.0.0.1:47770", "endpoint-special", { host: "127.0.0.1", what: "loopback" }],
  ["endpoint", "127.0.0.1", "endpoint-special"],
  ["endpoint", "169.254.7.7:47770", "endpoint-special", { host: "169.254.7.7", what: "link-local" }],
  ["endpoint", "239.1.2.3:47770", "endpoint-special", { host: "239.1.2.3", what: "multicast" }],
  ["endpoint", "[::]:47770", "endpoint-special", { host: "::", what: "unspecified" }],
  ["endpoint", "[::1]:47770", "endpoint-special", { host: "::1", what: "loopback" }],
  ["endpoint", "::1", "endpoint-special", { host: "::1", what: "loopback" }],
  ["endpoint", "[fe80::5]:47770", "endpoint-special", { host: "fe80::5", what: "link-local" }],
  ["endpoint", "http://127.0.0.1/", "endpoint-special", { host: "127.0.0.1" }],
  ["endpoint", "203.0.113.256:1", "endpoint-address", { host: "203.0.113.256" }],
  ["endpoint", "1.2:51820", "endpoint-address", { host: "1.2" }],
  ["endpoint", "[vpn]:1", "endpoint-address"],

  ["server-key", "short", "server-key-bad", { length: 5 }],
  ["server-key", PHONE.publicKey, "server-key-peer", { name: "phone", line: 6 }],

  ["keepalive", "", "keepalive-bad"],
  ["keepalive", "25s", "keepalive-bad", { text: "25s" }],
  ["keepalive", "0x19", "keepalive-bad"],
  ["keepalive", "25.0", "keepalive-bad"],
  ["keepalive", "+25", "keepalive-bad"],
  ["keepalive", "0", "keepalive-zero"],
  ["keepalive", "65536", "keepalive-range", { text: "65536" }],
  ["keepalive", "-1", "keepalive-range"],

  ["keys", "", "keys-empty"],
  ["keys", `${PHONE.publicKey.slice(0, 42)}`, "keys-bad", { length: 42 }],
  ["keys", `${"A".repeat(42)}B=`, "keys-bad", { length: 44 }],
  ["keys", `${"A".repeat(43)}=`, "keys-zero"],
  ["keys", SERVER_PAIR.privateKey, "keys-private-server"],
  ["keys", SERVER_PAIR.publicKey, "keys-server"],
  ["keys", PHONE.publicKey, "keys-taken", { name: "phone", line: 6 }],
  ["keys", PHONE.privateKey, "keys-private-peer", { name: "phone", line: 6 }],
  ["keys", PSK, "keys-preshared", { name: "phone", line: 6 }],

  ["psk", "", "psk-bad"],
  ["psk", "maybe", "psk-bad", { text: "maybe" }],
  ["psk", PSK, "psk-secret"],

  ["save", "", "save-empty", { would: "/etc/wireguard/clients/lena-3.conf" }],
  ["save", "/root/le\u0007na.conf", "save-sign", { sign: "^G" }],
  ["save", "~/lena.conf", "save-relative", { text: "~/lena.conf", would: "/etc/wireguard/clients/lena-3.conf" }],
  ["save", "../lena.conf", "save-relative"],
  ["save", ".", "save-relative"],
  ["save", "..", "save-relative"],
  ["save", "/root/", "save-ending", { text: "/root/", would: "/root/lena.conf", inside: null }],
  ["save", "/tmp", "save-ending", { text: "/tmp", would: "/tmp.conf", inside: "/tmp/lena.conf" }],
  ["save", "/etc/wireguard", "save-ending", { would: "/etc/wireguard/lena.conf", inside: null }],
  ["save", "/etc/wireguard/clients", "save-ending", { would: "/etc/wireguard/clients/lena.conf", inside: null }],
  ["save", "/root/.conf", "save-ending", { would: "/root/lena.conf", inside: null }],
  ["save", "/root/..", "save-ending", { would: "/root/../lena.conf", inside: null }],
  ["save", "/root/lena.txt", "save-ending", { text: "/root/lena.txt", would: "/root/lena.txt.conf", inside: null }],
  [
    "save",
    "lena.conf",
    "save-taken",
    { path: "/etc/wireguard/clients/lena.conf", would: "/etc/wireguard/clients/lena-3.conf" },
  ],
  ["save", "clients/lena-2.conf", "save-taken"],
  ["save", "/etc/wireguard/clients/lena.conf", "save-taken"],
  ["save", "/etc//wireguard/./clients/lena.conf", "save-taken"],
  ["save", "/etc/wireguard/wg0.conf", "save-taken"],

  ["save-config", "", "save-config-bad"],
  ["save-config", "yes", "save-config-bad", { text: "yes" }],
];

test.each(REFUSALS)("%s %j is refused: %s", (id, text, remark, values) => {
  const parsed = parse(id, text, { name: "lena" });
  expect(parsed).toMatchObject({ ok: false, problem: { id: remark, ...(values ? { values } : {}) } });
});

const WARNINGS: readonly [QuestionId, string, readonly [RemarkId, object][]][] = [
  ["address", "10.77.0.9", []],
  ["address", "10.9.9.9", [["address-outside", { address: "10.9.9.9", networks: "10.77.0.0/24, fd77::/64" }]]],
  ["lan", "192.168.9.0/24", []],
  ["lan", "10.77.0.128/25", [["lan-interface", { network: "10.77.0.128/25", other: "10.77.0.0/24" }]]],
  [
    "lan",
    "192.168.0.0/16",
    [["lan-peer", { network: "192.168.0.0/16", other: "192.168.7.0/24", name: "nas", line: 11 }]],
  ],
  ["lan", "192.168.7.0/24", [["lan-stolen", { network: "192.168.7.0/24", name: "nas", line: 11 }]]],
  ["lan", "172.16.0.0/12", [["lan-machine", { network: "172.16.0.0/12", other: "172.20.1.0/24", device: "enp3s0" }]]],
  ["dns", "1.1.1.1", []],
  ["dns", "10.77.0.1", [["dns-nobody", { address: "10.77.0.1" }]]],
  ["endpoint", "203.0.113.5:47770", []],
  ["endpoint", "192.168.1.10:47770", [["endpoint-private", { host: "192.168.1.10" }]]],
  ["endpoint", "100.64.1.1:47770", [["endpoint-private", { host: "100.64.1.1" }]]],
  ["endpoint", "[fd00::5]:47770", [["endpoint-private", { host: "fd00::5" }]]],
  ["endpoint", "10.77.0.1:47770", [["endpoint-in-tunnel", { host: "10.77.0.1" }]]],
  ["endpoint", "server.local:47770", [["endpoint-local-name", { host: "server.local" }]]],
  ["endpoint", "vpn.example.com:51820", [["endpoint-other-port", { port: 51820, listenPort: 47770 }]]],
  ["keepalive", "120", []],
  ["keepalive", "121", [["keepalive-long", { seconds: 121 }]]],
  ["save", "/root/lena.conf", []],
  ["save", "/root/lena's telephone.conf", [["save-name", { base: "lena's telephone", would: "lenas-telephone" }]]],
  ["save-config", "keep", []],
];

test.each(WARNINGS)("%s %j is taken, with these warnings", (id, text, remarks) => {
  const parsed = parse(id, text, { name: "lena" });
  expect(parsed).toMatchObject({ ok: true });
  expect(parsed.ok && parsed.warnings).toEqual(remarks.map(([remark, values]) => ({ id: remark, values })));
});

describe("an answer is understood", () => {
  test("a name of any script, its outer blanks dropped", () => {
    for (const name of ["Лена, телефон", "李雷的手机", "👩‍👩‍👧 home", "Lena", "NAS"]) {
      const parsed = parse(
        "name",
        `  ${name} `,
        {},
        testWorld(`[Interface]\nAddress = 10.77.0.1/24\nPrivateKey = ${SERVER_PAIR.privateKey}\n`),
      );
      expect(parsed).toMatchObject({ ok: true, value: name });
    }
  });

  test("the founding note's own peer is known by its name", () => {
    expect(parse("name", "anton_sevnet", {}, testWorld())).toMatchObject({
      ok: false,
      problem: { id: "name-taken", values: { name: "anton_sevnet", line: 6 } },
    });
  });

  test("a word in capitals means the same", () => {
    expect(parse("traffic", "ALL")).toMatchObject({ ok: true, value: { kind: "all" } });
    expect(parse("keepalive", "Off")).toMatchObject({ ok: true, value: null });
    expect(parse("dns", "None")).toMatchObject({ ok: true, value: [] });
  });

  test("networks that mean everything are all, those of the tunnel are vpn", () => {
    expect(parse("traffic", "::/0, 0.0.0.0/0")).toMatchObject({ ok: true, value: { kind: "all" } });
    expect(parse("traffic", "0.0.0.0/0")).toMatchObject({ ok: true, value: { kind: "all4" } });
    expect(parse("traffic", "fd77::/64,10.77.0.0/24")).toMatchObject({ ok: true, value: { kind: "vpn" } });
    expect(parse("traffic", "10.0.0.0/8")).toMatchObject({ ok: true, value: { kind: "list" } });
  });

  test("vpn is refused where the file names no network", () => {
    expect(parse("traffic", "vpn", {}, testWorld("[Interface]\nListenPort = 1\n"))).toMatchObject({
      ok: false,
      problem: { id: "traffic-no-network" },
    });
  });

  test("no LAN by none and by an empty line; one network typed twice counts once", () => {
    expect(parse("lan", "none")).toMatchObject({ ok: true, value: [] });
    expect(parse("lan", "")).toMatchObject({ ok: true, value: [] });
    const parsed = parse("lan", "192.168.9.0/24 192.168.9.0/24");
    expect(parsed.ok && parsed.value).toHaveLength(1);
  });

  test("a key pasted from the device", () => {
    expect(parse("keys", ` ${ANTON_KEY}\n`)).toMatchObject({
      ok: true,
      value: { kind: "given", publicKey: ANTON_KEY },
    });
  });

  test("a bare file name and clients/NAME go to the clients' folder", () => {
    const path = "/etc/wireguard/clients/anna.conf";
    for (const text of ["anna.conf", "clients/anna.conf", path]) {
      expect(parse("save", text)).toMatchObject({ ok: true, value: { kind: "file", path } });
    }
    expect(parse("save", "-")).toMatchObject({ ok: true, value: { kind: "stdout" } });
    expect(parse("save", "none")).toMatchObject({ ok: true, value: { kind: "none" } });
  });

  test("a private resolver that the listed traffic does not reach is warned of", () => {
    expect(parse("dns", "192.168.1.1", { traffic: "10.0.0.0/8" })).toMatchObject({
      ok: true,
      warnings: [{ id: "dns-outside" }],
    });
    expect(parse("dns", "192.168.1.1", { traffic: "all" })).toMatchObject({ ok: true, warnings: [] });
  });

  test("a resolver that could only be asked by a family the device lacks in the tunnel is warned of", () => {
    const six = testWorld(FOUNDING_CONF.replace("10.77.0.1/24", "fd77::1/64").replace("10.77.0.2/32", "fd77::2/128"));
    expect(parse("dns", "1.1.1.1", { traffic: "all" }, six)).toMatchObject({
      ok: true,
      warnings: [{ id: "dns-family" }],
    });
    expect(parse("dns", "2606:4700:4700::1111", { traffic: "all" }, six)).toMatchObject({ ok: true, warnings: [] });
    expect(parse("dns", "1.1.1.1", { traffic: "vpn" }, six)).toMatchObject({ ok: true, warnings: [] });
  });

  test("a link-local address where the tunnel itself is of such a range", () => {
    const mesh = testWorld(FOUNDING_CONF.replace("10.77.0.1/24", "fe80::1/64").replace("10.77.0.2/32", "fe80::2/128"));
    expect(parse("address", "fe80::3", {}, mesh)).toMatchObject({ ok: true, warnings: [] });
    expect(parse("address", "auto", {}, mesh)).toMatchObject({ ok: true });
    expect(parse("address", "169.254.0.3", {}, mesh)).toMatchObject({ ok: false });
  });

  test("no address at all: what would do is of this server's own networks", () => {
    const six = testWorld(FOUNDING_CONF.replace("10.77.0.1/24", "fd00:8::1/64"));
    expect(parse("address", "bad", {}, six)).toMatchObject({ problem: { values: { would: "fd00:8::2" } } });
    const bare = testWorld("[Interface]\nListenPort = 1\n");
    expect(parse("address", "bad", {}, bare)).toMatchObject({ problem: { values: { would: null } } });
  });

  test("half of the internet behind a peer, although loopback is in it", () => {
    expect(parse("lan", "0.0.0.0/1", {}, testWorld())).toMatchObject({ ok: true });
  });

  test("a resolver at a link-local address, where some clouds have theirs", () => {
    expect(parse("dns", "169.254.169.253", { traffic: "all" })).toMatchObject({ ok: true });
  });

  test("an IPv6 address on a machine with IPv6 switched off is warned of", () => {
    const world = { ...WORLD, facts: { ...FACTS, ipv6Disabled: true } };
    expect(parse("address", "fd77::9", {}, world)).toMatchObject({ ok: true, warnings: [{ id: "address-ipv6-off" }] });
  });

  test("a file without ListenPort makes every endpoint doubtful", () => {
    const world = testWorld(FOUNDING_CONF.replace("ListenPort = 47770\n", ""));
    expect(parse("endpoint", "vpn.example.com:1", {}, world)).toMatchObject({
      ok: true,
      warnings: [{ id: "endpoint-random-port" }],
    });
  });
});

test("no refusal repeats a pasted key", () => {
  const secrets = [SERVER_PAIR.privateKey, PHONE.privateKey, PSK, `${PSK}x`, PSK.slice(0, 43)];
  for (const id of ["keys", "psk"] as const) {
    for (const secret of secrets) {
      const parsed = parse(id, secret);
      if (!parsed.ok) expect(JSON.stringify(parsed.problem)).not.toContain(secret.slice(0, 12));
    }
  }
});

test("the kept files are readable text made bytes", () => {
  expect(keptClient("лена.conf", "# Лена\n").conf.text).toBe(byteText("# Лена\n"));
});
