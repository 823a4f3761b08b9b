import { describe, expect, test } from "vitest";
import { width, wrap } from "../../src/text/width.ts";
import { QUESTIONS } from "../../src/wizard/questions.ts";
import type { Remarks } from "../../src/wizard/remarks.ts";
import { questions as en } from "../../src/words/en/questions.ts";
import { remarks as enRemarks } from "../../src/words/en/remarks.ts";
import { questions as ru } from "../../src/words/ru/questions.ts";
import { remarks as ruRemarks } from "../../src/words/ru/remarks.ts";
import { FACTS, keptClient, SERVER_PAIR, testWorld } from "./world.ts";

const NAMED = { name: "lena-phone", line: 12 } as const;

/** One of each, with values as long as they usually are. */
const SAMPLES: Remarks = {
  "name-empty": {},
  "name-long": { length: 65, most: 64 },
  "name-sign": { sign: "<U+202E>" },
  "name-taken": { name: "anton_sevnet", line: 6 },
  "name-form": { tool: "angristan's wireguard-install", allowed: "A-Z a-z 0-9 _ -, at most 15" },
  "name-not-readable": { name: "# lena" },
  "follow-bad": { text: "both" },
  "follow-not-told": { interfaceName: "wg0" },
  "follow-differs": {
    interfaceName: "wg0",
    key: true,
    port: { file: "47770", running: "51820" },
    addresses: { file: "10.77.0.1/24, fd77::1/64", running: "10.99.0.1/24" },
  },
  "address-empty": {},
  "address-bad": { text: "10.77.0", would: "10.77.0.6, fd77::6" },
  "address-network": { text: "10.77.0.6/24", would: "10.77.0.6" },
  "address-twice": { address: "10.77.0.6" },
  "address-server": { address: "10.77.0.1" },
  "address-peer": { address: "10.77.0.2", entry: "10.77.0.0/28", would: "10.77.0.16", ...NAMED },
  "address-reserved": { address: "10.77.0.255", network: "10.77.0.0/24", what: "broadcast" },
  "address-special": { address: "::ffff:192.168.100.100", what: "mapped" },
  "address-live": { address: "10.77.0.6", entry: "10.77.0.6/32", key: "CvO9…f4FM=" },
  "address-outside": { address: "192.168.7.5", networks: "10.77.0.0/24, fd77::/64" },
  "address-ipv6-off": { address: "fd77::6" },
  "address-full": { network: "10.77.0.0/24" },
  "address-no-network": {},
  "lan-bad": { text: "192.168.7" },
  "lan-host-bits": { text: "192.168.7.1/24", would: "192.168.7.0/24" },
  "lan-everything": { text: "0.0.0.0/0" },
  "lan-own-address": { network: "10.77.0.6/32" },
  "lan-special": { network: "169.254.0.0/16", what: "link-local" },
  "lan-interface": { network: "10.77.0.0/16", other: "10.77.0.0/24" },
  "lan-peer": { network: "192.168.0.0/16", other: "192.168.7.0/24", ...NAMED },
  "lan-stolen": { network: "192.168.7.0/24", ...NAMED },
  "lan-live": { network: "192.168.7.0/24", other: "192.168.0.0/16", key: "CvO9…f4FM=" },
  "lan-machine": { network: "192.168.0.0/16", other: "192.168.1.0/24", device: "enp3s0" },
  "traffic-bad": { text: "everything" },
  "traffic-host-bits": { text: "192.168.7.1/24", would: "192.168.7.0/24" },
  "traffic-no-network": {},
  "dns-empty": {},
  "dns-bad": { text: "dns.example.com" },
  "dns-many": { count: 5, most: 4 },
  "dns-special": { address: "127.0.0.53", what: "loopback" },
  "dns-nobody": { address: "10.77.0.1" },
  "dns-outside": { address: "192.168.1.1" },
  "dns-family": { address: "1.1.1.1", family: "IPv4" },
  "endpoint-empty": { port: 47770 },
  "endpoint-scheme": { text: "http://vpn.example.com", would: "vpn.example.com:47770" },
  "endpoint-no-port": { text: "vpn.example.com", would: "vpn.example.com:47770" },
  "endpoint-port": { port: "65536" },
  "endpoint-bare-ipv6": { text: "2001:db8::1", would: "[2001:db8::1]:47770" },
  "endpoint-underscore": { host: "my_vpn.example.com" },
  "endpoint-not-ascii": { host: "vpn.münchen.example", sign: "ü", would: "vpn.xn--mnchen-3ya.example" },
  "endpoint-sign": { host: "vpn example", sign: " " },
  "endpoint-host": { host: "vpn..example.com" },
  "endpoint-address": { host: "203.0.113.256" },
  "endpoint-special": { host: "169.254.100.100", what: "link-local" },
  "endpoint-private": { host: "192.168.1.10" },
  "endpoint-local-name": { host: "server.local" },
  "endpoint-in-tunnel": { host: "10.77.0.1" },
  "endpoint-other-port": { port: 51820, listenPort: 47770 },
  "endpoint-random-port": {},
  "endpoint-unknown": {},
  "server-key-bad": { length: 43 },
  "server-key-peer": NAMED,
  "server-key-unsure": { path: "/etc/wireguard/clients/anna.conf" },
  "keepalive-bad": { text: "25s" },
  "keepalive-zero": {},
  "keepalive-range": { text: "65536" },
  "keepalive-long": { seconds: 600 },
  "keys-empty": {},
  "keys-bad": { length: 43 },
  "keys-zero": {},
  "keys-private-server": {},
  "keys-private-peer": NAMED,
  "keys-preshared": NAMED,
  "keys-server": {},
  "keys-taken": NAMED,
  "keys-live": { interfaceName: "wg0" },
  "psk-bad": { text: "maybe" },
  "psk-secret": {},
  "psk-file-unreadable": { path: "/root/psk.key" },
  "psk-file-no-key": { path: "/root/psk.key" },
  "save-empty": { would: "/etc/wireguard/clients/lena-phone.conf" },
  "save-sign": { sign: "^[" },
  "save-relative": { text: "~/lena.conf", would: "/etc/wireguard/clients/lena-phone.conf" },
  "save-ending": { text: "/root/lena.txt", would: "/root/lena.txt.conf", inside: null },
  "save-taken": { path: "/etc/wireguard/clients/lena-phone.conf", would: "/etc/wireguard/clients/lena-phone-2.conf" },
  "save-name": { base: "lena's phone", would: "lenas-phone" },
  "save-config-bad": { text: "yes" },
  "save-config-lost": { interfaceName: "wg0", mangled: true },
  "rotate-gone": { name: "anton_sevnet" },
  "rotate-ends-old": { name: "anton_sevnet", later: true },
  "rotate-owned": { tool: "wg-easy" },
  "rotate-dialed": { name: "anton_sevnet", endpoint: "198.51.100.7:51820" },
  "rotate-unlisted": { name: "anton_sevnet" },
  "rotate-copies": { paths: "/root/anton_sevnet.conf" },
  "owned-by-tool": { tool: "WG Commander", where: "files", folder: "/srv/wireguard/commander/configurations/wg0" },
  "pivpn-list": { name: "lena-phone", addresses: "10.77.0.6, fd77::6" },
  "no-forwarding": { name: "lena-phone", goal: "internet", families: "both" },
  "no-masquerade": { name: "lena-phone", goal: "networks" },
  "save-config-kept": { interfaceName: "wg0", runs: "stranger", mangled: true },
  "loading-cuts-session": { interfaceName: "wg0", name: "anton_sevnet" },
  "loading-takes": { networks: "10.77.0.6/32, 192.168.7.0/24", who: "anton_sevnet" },
  "loading-unrouted": { networks: "0.0.0.0/0, ::/0", interfaceName: "wg0" },
  "loading-lead-nowhere": { networks: "0.0.0.0/0, ::/0", interfaceName: "wg0" },
  "loading-machine": {
    network: "192.168.1.0/24",
    other: "192.168.0.0/16",
    device: "enp3s0",
    interfaceName: "wg0",
  },
  "loading-ipv6-off": { networks: "fd77:7::/64, fd77:8::/64" },
  "loading-asks": { hosts: "vpn.example.com, home.example.org" },
  "loading-save-config": { count: 12, interfaceName: "wg0" },
  "loading-port": { port: 51820, running: 47770, interfaceName: "wg0" },
};

const LANGS = [
  ["English", en, enRemarks],
  ["Russian", ru, ruRemarks],
] as const;

describe.each(LANGS)("in %s", (_lang, questions, remarks) => {
  const asked = Object.entries(questions.asked);

  test.each(asked)("the question %s fits the rows and columns it is drawn in", (_id, words) => {
    for (const name of ["lena-phone", null]) {
      expect(width(words.title({ name, interfaceName: "wg0" }))).toBeLessThanOrEqual(78);
      expect(wrap(words.help({ name }), 78).length).toBeLessThanOrEqual(3);
    }
    // The label, a field of 20 columns and the form stand in one row.
    expect(width(words.label) + width(words.form)).toBeLessThanOrEqual(54);
    expect(width(words.flag)).toBeLessThanOrEqual(62);
  });

  test("every offered answer has a line of at most 60 columns", () => {
    const world = testWorld(undefined, {
      facts: { ...FACTS, resolvers: ["10.77.0.1"] },
      clients: [
        keptClient(
          "a.conf",
          `[Interface]\nDNS = 8.8.8.8\n[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\nAllowedIPs = 0.0.0.0/0, ::/0\n`,
        ),
      ],
    });
    let seen = 0;
    for (const { id, control } of QUESTIONS) {
      for (const option of control.kind === "choice" ? control.options({ name: "Лена" }, world) : []) {
        const sentence = questions.asked[id].options[option.id];
        expect(sentence, `${id}/${option.id}`).toBeTypeOf("function");
        expect(width(sentence?.({ name: "lena-phone", text: option.text }) ?? "")).toBeLessThanOrEqual(60);
        seen++;
      }
    }
    expect(seen).toBe(20);
  });

  test.each(Object.keys(SAMPLES) as (keyof Remarks)[])("the remark %s is a sentence of at most three rows", (id) => {
    const sentence = (remarks[id] as (values: unknown) => string)(SAMPLES[id]);
    expect(sentence.length).toBeGreaterThan(20);
    expect(sentence).not.toMatch(/undefined|null|\[object|NaN|!/);
    expect(wrap(sentence, 78).length, sentence).toBeLessThanOrEqual(3);
  });

  const ODD = ["", " ", ",", ":", ":47770", "]", "[", ".", "..", "/", "-", "x", "1", "0", "::", "\t", "a b", "=", "?"];

  test.each(QUESTIONS.map(({ id }) => id))("whatever odd thing answers %s, the refusal is a whole sentence", (id) => {
    const question = QUESTIONS.find((one) => one.id === id);
    for (const text of ODD) {
      const parsed = question?.parse(text, { name: "lena" }, testWorld());
      if (!parsed || parsed.ok) continue;
      const sentence = (remarks[parsed.problem.id] as (values: unknown) => string)(parsed.problem.values);
      expect(sentence, JSON.stringify(text)).toMatch(/^([“«]|[^\s\p{L}\p{N}]{0,2}[\p{L}\p{N}])/u);
      expect(sentence, JSON.stringify(text)).not.toMatch(
        /^(is|has|holds|не|это)\s| {2}|\b1 characters\b|\b0 characters\b|знаков 0\b/,
      );
    }
  });

  test("a key of the right length with a wrong sign is not told that its length is wrong", () => {
    expect(remarks["keys-bad"]({ length: 44 })).not.toMatch(/44/);
    expect(remarks["keys-bad"]({ length: 1 })).toMatch(/(1 character;|знаков 1,)/);
    expect(remarks["server-key-bad"]({ length: 0 })).not.toMatch(/\b0\b/);
  });

  test("a path that may be a folder gets an answer for both", () => {
    const sentence = remarks["save-ending"]({ text: "/tmp", would: "/tmp.conf", inside: "/tmp/lena.conf" });
    expect(sentence).toContain("/tmp/lena.conf");
    expect(sentence).toContain("/tmp.conf");
  });

  test("a peer without a name is pointed at by its line", () => {
    expect(
      remarks["address-peer"]({ address: "10.77.0.2", entry: "10.77.0.2/32", would: null, name: null, line: 9 }),
    ).toMatch(/(line|строке) 9/);
    expect(remarks["keys-taken"]({ name: null, line: 9 })).toMatch(/(line|строке) 9/);
  });

  test("an answer is summed up without the key or the folder", () => {
    expect(questions.answer("keys", SERVER_PAIR.publicKey, {})).not.toContain(SERVER_PAIR.publicKey.slice(0, 8));
    expect(questions.answer("save", "/etc/wireguard/clients/lena.conf", {})).toBe("lena.conf");
    expect(questions.answer("keepalive", "25", {})).toBe("25");
  });
});

test("no sentence of one language stands in the other by mistake", () => {
  for (const id of Object.keys(SAMPLES) as (keyof Remarks)[]) {
    expect((enRemarks[id] as (values: unknown) => string)(SAMPLES[id]), id).not.toMatch(/[а-яё]/i);
    expect((ruRemarks[id] as (values: unknown) => string)(SAMPLES[id]), id).toMatch(/[а-яё]/i);
  }
});
