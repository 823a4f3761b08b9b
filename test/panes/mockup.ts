/** The server and the answers of the mock-ups in screens.md: what the golden panes are drawn from. */

import type { Made } from "../../src/plans/sides.ts";
import { type Network, parseNetwork } from "../../src/wireguard/address.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import type { World } from "../../src/wireguard/world.ts";
import type { Answers } from "../../src/wizard/question.ts";
import { SERVER_PAIR, testWorld } from "../wizard/world.ts";

const key = (seed: number) => keyPairFrom(new Uint8Array(32).fill(seed)).publicKey;

const peer = (name: string, address: string, seed: number) => `
[Peer]
# Публичный ключ пира: ${name}
PublicKey = ${key(seed)}
AllowedIPs = ${address}
`;

/** 27 lines, four peers, the founding note's convention; line 4 is its port. */
export const MOCKUP_CONF = `[Interface]
Address = 10.77.0.1/24
PrivateKey = ${SERVER_PAIR.privateKey}
ListenPort = 47770
# the house in the valley
PostUp = iptables -t nat -A POSTROUTING -s 10.77.0.0/24 -j MASQUERADE
PostDown = iptables -t nat -D POSTROUTING -s 10.77.0.0/24 -j MASQUERADE
${peer("anton_sevnet", "10.77.0.2/32", 21)}${peer("office", "10.77.0.3/32", 22)}${peer("nas", "10.77.0.4/32", 23)}${peer("igor", "10.77.0.5/32", 24)}`;

export const MADE: Made = {
  pair: keyPairFrom(new Uint8Array(32).fill(42)),
  presharedKey: presharedKeyFrom(new Uint8Array(32).fill(43)),
};

export function mockupWorld(changes: Partial<World> = {}): World {
  return testWorld(MOCKUP_CONF, {
    live: { publicKey: SERVER_PAIR.publicKey, listenPort: 47770, fwMark: null, peers: [] },
    ...changes,
  });
}

export const networks = (...texts: string[]) => texts.map((text) => parseNetwork(text) as Network);

/** Every question answered as in the mock-ups. */
export const ANSWERS: Answers = {
  name: "lena-phone",
  address: networks("10.77.0.6/32"),
  lan: [],
  traffic: { kind: "all", networks: networks("0.0.0.0/0", "::/0") },
  dns: ["1.1.1.1"],
  endpoint: { host: "203.0.113.5", port: 47770 },
  "server-key": SERVER_PAIR.publicKey,
  keepalive: 25,
  keys: { kind: "made" },
  psk: { kind: "made" },
  save: { kind: "file", path: "/etc/wireguard/clients/lena-phone.conf" },
  "save-config": "keep",
  follow: "file",
};

/** As far as the keepalive step: what comes after it is not answered yet. */
export function asFarAsKeepalive(): Partial<Answers> {
  const { keys: _keys, psk: _psk, save: _save, "save-config": _config, ...answers } = ANSWERS;
  return answers;
}
