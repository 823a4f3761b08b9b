/** Each fault by its line, with what the program prints. The oracles (test/oracle) prove that the programs agree. */
import { describe, expect, test } from "vitest";
import { parseConf } from "../../src/wireguard/conf.ts";
import { type FaultId, faultsOf } from "../../src/wireguard/grammar.ts";

const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const SECRET = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";

const faults = (text: string) => faultsOf(parseConf(text));

/** Each kind of fault: the file, the line, the values, and what the program says. */
const CASES: readonly (readonly [id: FaultId, text: string, line: number, values: object, says: string])[] = [
  ["unrecognized-line", "[Interface]\nnon sense\n", 2, { text: "non sense" }, "Line unrecognized: `nonsense'"],
  ["unrecognized-line", "Foo = 1\n", 1, { text: "Foo" }, "Line unrecognized: `Foo=1'"],
  ["unknown-section", "[Peers]\nPublicKey = x\n", 1, { text: "[Peers]" }, "Line unrecognized: `[Peers]'"],
  ["foreign-comment", "[Interface]\n; a comment\n", 2, { mark: ";" }, "Line unrecognized: `;acomment'"],
  ["foreign-comment", "[Interface]\n// a = b\n", 2, { mark: "//" }, "Line unrecognized: `//a=b'"],
  ["byte-order-mark", "\xef\xbb\xbf[Interface]\nAddress = 10.0.0.1\n", 1, {}, "Line unrecognized: `\ufeff[Interface]'"],
  [
    "empty-value",
    `[Peer]\nPublicKey = ${KEY}\nAllowedIPs = # none\n`,
    3,
    { key: "AllowedIPs" },
    "Line unrecognized: `AllowedIPs='",
  ],
  [
    "bad-value",
    "[Interface]\nListenPort = off\n",
    2,
    { key: "ListenPort", value: "off", form: "port" },
    "Servname not supported for ai_socktype: `off'",
  ],
  [
    "bad-value",
    `[Peer]\nPublicKey = ${KEY}\nAllowedIPs = 10.0.0.2/32, 10.0.0.300/32\n`,
    3,
    { key: "AllowedIPs", value: "10.0.0.300", form: "networks" },
    "Unable to parse IP address: `10.0.0.300'",
  ],
  [
    "bad-value",
    `[Peer]\nPublicKey = ${KEY}\nAllowedIPs = 10.0.0.2/33\n`,
    3,
    { key: "AllowedIPs", value: "10.0.0.2/33", form: "networks" },
    "AllowedIP is not in the correct format: `10.0.0.2/33'",
  ],
  [
    "bad-value",
    `[Peer]\nPublicKey = ${KEY}\nPersistentKeepalive = 25s\n`,
    3,
    { key: "PersistentKeepalive", value: "25s", form: "seconds" },
    "Persistent keepalive interval is neither 0/off nor 1-65535: `25s'",
  ],
  [
    "bad-value",
    "[Interface]\nSaveConfig = yes\n",
    2,
    { key: "SaveConfig", value: "yes", form: "boolean" },
    "wg-quick: `yes' is neither true nor false",
  ],
  [
    "bad-value",
    "[Interface]\nFwMark = 0X1\n",
    2,
    { key: "FwMark", value: "0X1", form: "mark" },
    "Fwmark is neither 0/off nor 0-0xffffffff: `0X1'",
  ],
  [
    "bad-value",
    `[Peer]\nPublicKey = ${KEY}\nEndpoint = 2001:db8::1:80\nEndpoint = 1.2.3.4\n`,
    4,
    { key: "Endpoint", value: "1.2.3.4", form: "endpoint" },
    "Unable to find port of endpoint: `1.2.3.4'",
  ],
  ["unknown-key", "[Interface]\nName = x\n", 2, { key: "Name", section: "interface" }, "Line unrecognized: `Name=x'"],
  [
    "unknown-key",
    "[Interface]\nMTU\u00a0= 1420\n",
    2,
    { key: "MTU<U+00A0>", section: "interface" },
    "Line unrecognized: `MTU\u00a0=1420'",
  ],
  ["amnezia-key", "[Interface]\nJc = 4\n", 2, { key: "Jc" }, "Line unrecognized: `Jc=4'"],
  [
    "wrong-section",
    "[Interface]\nallowedips = x\n",
    2,
    { key: "AllowedIPs", in: "interface", belongs: "peer" },
    "Line unrecognized: `allowedips=x'",
  ],
  [
    "wrong-section",
    `[Peer]\nPublicKey = ${KEY}\nDNS = 1.1.1.1\n`,
    3,
    { key: "DNS", in: "peer", belongs: "interface" },
    "Line unrecognized: `DNS=1.1.1.1'",
  ],
  [
    "wrong-section",
    "Address = 10.0.0.1\n",
    1,
    { key: "Address", in: null, belongs: "interface" },
    "Line unrecognized: `Address=10.0.0.1'",
  ],
  [
    "blank-inside",
    "[Interface]\nAdd ress = 10.0.0.1\n",
    2,
    { text: "Add ress", meant: "Address" },
    "Line unrecognized: `Address=10.0.0.1'",
  ],
  [
    "blank-inside",
    "[ Interface ]\nListenPort = 1\nAddress = 10.0.0.1\nMTU = 1\n",
    1,
    { text: "[ Interface ]", meant: "[Interface]" },
    "Line unrecognized: `Address=10.0.0.1'",
  ],
  ["missing-public-key", "[Interface]\n\n[Peer]\nAllowedIPs = 10.0.0.2/32\n", 3, {}, "A peer is missing a public key"],
];

/** Lines that are wg-quick's own to read, and a file that neither can begin with. */
const NEITHER = /^(DNS|Address)$/;

test.each(CASES)("%s: %j", (id, text, line, values, says) => {
  const own = "key" in values ? String(values.key) : "text" in values ? String(values.text) : "";
  const neither = id === "byte-order-mark" || id === "blank-inside" || (id === "wrong-section" && NEITHER.test(own));
  const refusedBy = says.startsWith("wg-quick") ? "wg-quick" : neither ? "both" : "wg";
  expect(faults(text)).toEqual([{ id, values, line, says, refusedBy }]);
});

describe("it is told who does not take a line", () => {
  const who = (text: string) => faults(text).map(({ line, refusedBy }) => [line, refusedBy]);

  test("wg alone, for what it reads itself", () => {
    expect(who("[Interface]\nListenPort = off\nJc = 1\n; x\n[Peers]\n")).toEqual([
      [2, "wg"],
      [3, "wg"],
      [4, "wg"],
      [5, "wg"],
    ]);
  });

  test("wg-quick alone, for what wg never sees", () => {
    expect(who("[Interface]\nSaveConfig = 1\nSaveConfig\n")).toEqual([
      [2, "wg-quick"],
      [3, "wg-quick"],
    ]);
  });

  test("both, for lines of wg-quick where or as it does not know them", () => {
    expect(who(`MTU = 1\n[Interface]\nPost Up = x\n[Peer]\nPublicKey = ${KEY}\nTable = off\n`)).toEqual([
      [1, "both"],
      [3, "both"],
      [6, "both"],
    ]);
    expect(who("\xef\xbb\xbf[Interface]\n")).toEqual([[1, "both"]]);
  });
});

test("every kind of fault has its case", () => {
  const ids: Record<FaultId, true> = {
    "unrecognized-line": true,
    "unknown-section": true,
    "foreign-comment": true,
    "byte-order-mark": true,
    "empty-value": true,
    "bad-value": true,
    "unknown-key": true,
    "amnezia-key": true,
    "wrong-section": true,
    "blank-inside": true,
    "missing-public-key": true,
  };
  expect(new Set(CASES.map(([id]) => id))).toEqual(new Set(Object.keys(ids)));
});

test("all faults of a file are told, each at its line", () => {
  const found = faults(`[Interface]\nFoo = 1\n[Peer]\nAllowedIPs = x\n[Peer]\nPublicKey = ${KEY}\nDNS =\nEndpoint =\n`);
  expect(found.map(({ id, line }) => [id, line])).toEqual([
    ["unknown-key", 2],
    ["missing-public-key", 3],
    ["bad-value", 4],
    ["wrong-section", 7],
    ["empty-value", 8],
  ]);
});

test("what both programs take is no fault: no range of ports, odd spacing, empty hooks, several [Interface]", () => {
  const text =
    `[interface]\nListenPort = 65536\nPostUp =\nDNS =\nMTU = abc\nTable = OFF\nSaveConfig = True\nPrivate Key = ${SECRET}\n` +
    `[ Pe er ]\nPublicKey=${KEY}#x\nAllowed IPs = 10.0.0.2 / 24, ::/0\nPersistentKeepalive = 2 5\n[Interface]\nAddress = nonsense\nFwMark = OFF\n`;
  expect(faults(text)).toEqual([]);
  expect(faults(text.replaceAll("\n", "\r\n"))).toEqual([]);
  expect(faults("")).toEqual([]);
  expect(faults(`#[disabled] [Peer]\n#[disabled] nonsense\n`)).toEqual([]);
});

describe("a secret in a line that is refused", () => {
  const leaky = [
    `[Interface]\nPrivateKey = ${SECRET.slice(0, 43)}\n`,
    `[Interface]\nPrivateKey = ${SECRET}x\n`,
    `[Interface]\nPrivateKey = secret\n`,
    `[Peer]\nPublicKey = ${KEY}\nPresharedKey = ${SECRET}${SECRET}\n`,
    `[Peer]\nPublicKey = ${KEY}\nPrivateKey = ${SECRET}\n`,
    `[Interface]\nPrivatKey = ${SECRET}\n`,
    `[Interface]\n${SECRET}\n`,
    `[Interface]\n; PrivateKey = ${SECRET}\n`,
    `PrivateKey = ${SECRET}\n`,
    `\xef\xbb\xbfPrivateKey = ${SECRET}\n`,
    `[Interface] PrivateKey = ${SECRET}\n`,
    `[Interface]\nPrivateKey ${SECRET.slice(0, 39)}\n`,
    `[Interface]\nPrivateKey: ${SECRET.slice(0, 30)} ${SECRET.slice(30)}\n`,
    `[Peer]\nPublicKey = ${KEY}\n; preshared_key ${SECRET.slice(0, 38)}\n`,
  ];
  test.each(leaky)("stands in no word about it: %#", (text) => {
    const found = faults(text);
    expect(found.length).toBeGreaterThan(0);
    const told = JSON.stringify(found);
    expect(told).not.toContain(SECRET.slice(4, 28));
    expect(told).not.toMatch(/secret/);
  });
});

test("a line of 200 kB is told in short", () => {
  const [fault] = faults(`[Interface]\n${"nonsense ".repeat(25_000)}\n`);
  expect(fault?.says?.length).toBeLessThan(300);
});
