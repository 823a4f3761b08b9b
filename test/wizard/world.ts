/**
 * A small World for tests: the founding note's server, unless another file's text is given. Everything in it can be
 * replaced by `changes`; the files of kept clients are made by `keptClient`.
 */
import { byteText, parseConf } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { isKey, keyPairFrom, publicKeyOf } from "../../src/wireguard/key.ts";
import type { LivePeer } from "../../src/wireguard/live.ts";
import type { Facts, KeptClient, World } from "../../src/wireguard/world.ts";

/** The server's own pair; made of a fixed seed, used nowhere but in tests. */
export const SERVER_PAIR = keyPairFrom(new Uint8Array(32).fill(7));

/** The key of the founding note's peer. */
export const ANTON_KEY = "uldAjVywUbjTxIPvxn133x8OwgGdTyBLw+9eHS4IfGk=";

/** The founding note's server: readable text. */
export const FOUNDING_CONF = `[Interface]
Address = 10.77.0.1/24
ListenPort = 47770
PrivateKey = ${SERVER_PAIR.privateKey}

[Peer]
# Публичный ключ пира: anton_sevnet
PublicKey = ${ANTON_KEY}
AllowedIPs = 10.77.0.2/32
`;

/** A machine with one global address, that forwards and masquerades, and on which nothing listens on port 53. */
export const FACTS: Facts = {
  addresses: [{ device: "eth0", network: "203.0.113.5/24" }],
  forwarding: { ipv4: true, ipv6: true },
  masquerade: true,
  ipv6Disabled: false,
  resolvers: [],
  hookKey: null,
  endpoints: [],
};

/** A World of this file (readable text). The public key is derived from it where it holds a private one. */
export function testWorld(confText: string = FOUNDING_CONF, changes: Partial<World> = {}): World {
  const conf = parseConf(byteText(confText));
  const { privateKey } = conf.interface;
  const fileKey = privateKey !== null && isKey(privateKey) ? publicKeyOf(privateKey) : null;
  const { live = null } = changes;
  return {
    interfaceName: "wg0",
    path: "/etc/wireguard/wg0.conf",
    conf,
    faults: faultsOf(conf),
    running: live === null ? { kind: "down" } : { kind: "up", live },
    live,
    stranger: false,
    addresses: null,
    session: null,
    fileKey,
    publicKey: fileKey,
    facts: FACTS,
    clients: [],
    clientFileNames: [],
    clientFolder: "/etc/wireguard/clients",
    demo: false,
    ...changes,
  };
}

/** A peer of a running interface that was never heard of. */
export function runningPeer(publicKey: string, ...allowedIPs: string[]): LivePeer {
  return {
    publicKey,
    endpoint: null,
    allowedIPs,
    latestHandshake: null,
    rx: 0,
    tx: 0,
    persistentKeepalive: null,
    presharedKey: null,
  };
}

/** A client's file kept in the folder of the test's world (readable text). */
export function keptClient(name: string, confText: string, changed = 0): KeptClient {
  return { path: `/etc/wireguard/clients/${name}`, conf: parseConf(byteText(confText)), changed };
}
