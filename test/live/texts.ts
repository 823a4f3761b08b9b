/** The files of a server and of devices, with keys made on the spot. */
import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

export interface Keys {
  readonly privateKey: string;
  readonly publicKey: string;
}

export function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync("x25519");
  return {
    privateKey: lastBytes(privateKey.export({ type: "pkcs8", format: "der" })),
    publicKey: publicHalf(privateKey),
  };
}

function publicHalf(privateKey: KeyObject): string {
  return lastBytes(createPublicKey(privateKey).export({ type: "spki", format: "der" }));
}

/** Both encodings end with the 32 bytes of the key (RFC 8410). */
function lastBytes(der: Buffer): string {
  return der.subarray(-32).toString("base64");
}

export function newPresharedKey(): string {
  return randomBytes(32).toString("base64");
}

export interface PeerText {
  readonly name?: string;
  readonly publicKey: string;
  readonly presharedKey?: string | null;
  readonly allowedIPs: string;
  readonly endpoint?: string;
  readonly keepalive?: number | null;
}

export interface InterfaceText {
  readonly privateKey: string;
  readonly address: string;
  readonly listenPort?: number;
  /** Further lines of [Interface]. */
  readonly more?: readonly string[];
}

/** A whole file, canonically spelled. */
export function confText(
  { privateKey, address, listenPort, more = [] }: InterfaceText,
  peers: readonly PeerText[],
): string {
  const own = [
    "[Interface]",
    `Address = ${address}`,
    ...(listenPort === undefined ? [] : [`ListenPort = ${listenPort}`]),
    `PrivateKey = ${privateKey}`,
    ...more,
  ];
  return `${[own, ...peers.map(peerLines)].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

export function peerLines({ name, publicKey, presharedKey, allowedIPs, endpoint, keepalive }: PeerText): string[] {
  return [
    "[Peer]",
    ...(name === undefined ? [] : [`# friendly_name = ${name}`]),
    `PublicKey = ${publicKey}`,
    ...(presharedKey ? [`PresharedKey = ${presharedKey}`] : []),
    `AllowedIPs = ${allowedIPs}`,
    ...(endpoint === undefined ? [] : [`Endpoint = ${endpoint}`]),
    ...(keepalive ? [`PersistentKeepalive = ${keepalive}`] : []),
  ];
}
