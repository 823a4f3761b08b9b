/** A client's file in its smallest form: what every app accepts, and nothing more. */
import { expect, test } from "vitest";
import { isClientFile, payloadOf, smallestText } from "../../src/wireguard/client.ts";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";

const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";
const PRIVATE = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";

test("a usual file loses its blanks, comments and host masks", () => {
  const file = `# phone\n[Interface]\nPrivateKey = ${PRIVATE}\nAddress = 10.8.0.2/32, fd00::2/128\nDNS = 1.1.1.1\n\n[Peer]\nPublicKey = ${KEY}\nPresharedKey = ${KEY}\nAllowedIPs = 0.0.0.0/0, ::/0\nEndpoint = vpn.example.com:51820\nPersistentKeepalive = 25\n`;
  expect(smallestText(parseConf(file)).split("\n")).toEqual([
    "[Interface]",
    `PrivateKey=${PRIVATE}`,
    "Address=10.8.0.2,fd00::2",
    "DNS=1.1.1.1",
    "[Peer]",
    `PublicKey=${KEY}`,
    `PresharedKey=${KEY}`,
    "AllowedIPs=0.0.0.0/0,::/0",
    "Endpoint=vpn.example.com:51820",
    "PersistentKeepalive=25",
  ]);
});

test("what an app would refuse is left out or mended: other keys, empty values, repeated keys, `off`", () => {
  const file =
    `[peer]\npublickey = x\nPublicKey = ${KEY}\nAllowedIPs = 10.8.0.0/24\nAllowedIPs = 10.9.0.1/32,\nEndpoint = 2001:db8::1:51820\nPersistentKeepalive = off\n` +
    `[Interface]\nMTU = 1280\nMTU = 1300\nPrivateKey = ${PRIVATE} # mine\nAddress = 10.8.0.2/24\nAddress = fd00::2/64\nDNS =\nTable = off\nFwMark = 5\nPostUp = true\nSaveConfig = true\nListenPort =\n` +
    "#[disabled] [Peer]\n#[disabled] PublicKey = y\n[Interface]\nDNS = 1.1.1.1 9.9.9.9, example.com\n";
  expect(smallestText(parseConf(file)).split("\n")).toEqual([
    "[Interface]",
    `PrivateKey=${PRIVATE}`,
    "Address=10.8.0.2/24,fd00::2/64",
    "DNS=1.1.1.1,9.9.9.9,example.com",
    "MTU=1300",
    "[Peer]",
    `PublicKey=${KEY}`,
    "AllowedIPs=10.8.0.0/24,10.9.0.1/32",
    "Endpoint=[2001:db8::1]:51820",
  ]);
});

test("an Endpoint in brackets, by name or by IPv4 address stays as it is", () => {
  for (const endpoint of ["[2001:db8::1]:51820", "vpn.example.com:51820", "203.0.113.5:51820"]) {
    expect(smallestText(parseConf(`[Peer]\nEndpoint = ${endpoint}\n`))).toBe(
      `[Interface]\n[Peer]\nEndpoint=${endpoint}`,
    );
  }
});

test("the smallest text says the same as the file, and gets no smaller", () => {
  const file = `[Interface]\nPrivateKey = ${PRIVATE}\nAddress = 10.8.0.2/32\n[Peer]\nPublicKey = ${KEY}\nAllowedIPs = 10.8.0.0/24\nEndpoint = a:1\n`;
  const small = smallestText(parseConf(file));
  expect(smallestText(parseConf(small))).toBe(small);
  expect(parseConf(small).interface.privateKey).toBe(PRIVATE);
});

test("numbers that Windows or a phone refuses are left out: they find their own", () => {
  const code = (line: string) => smallestText(parseConf(`[Interface]\n${line}\n`));
  expect(code("MTU = 575")).toBe("[Interface]");
  expect(code("MTU = 576")).toBe("[Interface]\nMTU=576");
  expect(code("MTU = 70000")).toBe("[Interface]");
  expect(code("ListenPort = 0")).toBe("[Interface]");
  expect(code("ListenPort = 51820")).toBe("[Interface]\nListenPort=51820");
});

test("a name in Cyrillic goes into the code as DNS has it, a comment in Cyrillic not at all", () => {
  const file = byteText(
    `# телефон Лены\n[Interface]\nDNS = 1.1.1.1, дача.рф\n[Peer]\n# Дача\nPublicKey = ${KEY}\nEndpoint = впн.дача.рф:51820\n`,
  );
  expect(payloadOf(parseConf(file))).toEqual({
    kind: "text",
    text: `[Interface]\nDNS=1.1.1.1,xn--80aak1f.xn--p1ai\n[Peer]\nPublicKey=${KEY}\nEndpoint=xn--b1awf.xn--80aak1f.xn--p1ai:51820`,
  });
});

test("what has no ASCII form is refused, and the key is named", () => {
  const file = byteText("[Interface]\nAddress = 10.8.0.2\n[Peer]\nPublicKey = ключ\n");
  expect(payloadOf(parseConf(file))).toEqual({ kind: "not-ascii", key: "PublicKey" });
});

test("a client's own file is told from a server's", () => {
  const peer = `[Peer]\nPublicKey = ${KEY}\nAllowedIPs = 0.0.0.0/0\n`;
  expect(isClientFile(parseConf(`[Interface]\nAddress = 10.8.0.2\n${peer}Endpoint = a:1\n`))).toBe(true);
  expect(isClientFile(parseConf(`[Interface]\nListenPort = 51820\n${peer}Endpoint = a:1\n`))).toBe(false);
  expect(isClientFile(parseConf(`[Interface]\nAddress = 10.8.0.1\n${peer}`))).toBe(false);
  expect(isClientFile(parseConf(`[Interface]\n${peer}Endpoint = a:1\n${peer}`))).toBe(false);
  expect(isClientFile(parseConf(""))).toBe(false);
});
