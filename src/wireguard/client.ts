/**
 * A client's file, and its smallest form for the QR code: only what the parsers of Android, iOS and Windows all accept
 * (wireguard-semantics.md §6.1), without blanks, comments, host masks and the final newline (§6.4).
 */
import { readable, squeeze } from "./bytes.ts";
import type { Conf, Setting } from "./conf.ts";
import { asciiHost } from "./host-name.ts";

/** In the order in which they are written; each once, lists joined by commas. */
const INTERFACE_KEYS = ["PrivateKey", "Address", "DNS", "MTU", "ListenPort"] as const;
const PEER_KEYS = ["PublicKey", "PresharedKey", "AllowedIPs", "Endpoint", "PersistentKeepalive"] as const;
/** Lists, and what parts their items: `wg-quick` takes blanks for it too, the apps commas alone. */
const SEPARATORS: Readonly<Record<string, string | RegExp>> = {
  Address: /[,\t-\r ]/,
  DNS: /[,\t-\r ]/,
  AllowedIPs: ",",
};

/** What the code of a file carries, or the key whose value is not ASCII: no app promises to read such a thing alike. */
export type Payload =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "not-ascii"; readonly key: string };

/** The text of a file's code; a secret. Names of hosts in other scripts are written as DNS has them. */
export function payloadOf(client: Conf): Payload {
  const text = smallestText(client);
  const foreign = text.split("\n").find((line) => !/^[\x20-\x7e]*$/.test(line));
  return foreign === undefined ? { kind: "text", text } : { kind: "not-ascii", key: foreign.replace(/=.*$/, "") };
}

/** The text a QR code carries. Byte text in, byte text out; a secret. */
export function smallestText(client: Conf): string {
  const lines = ["[Interface]", ...section(client.interface.settings, INTERFACE_KEYS)];
  for (const peer of client.peers.filter(({ enabled }) => enabled))
    lines.push("[Peer]", ...section(peer.settings, PEER_KEYS));
  return lines.join("\n");
}

/** Whether a file may be a device's: it names somebody whom it calls; a server's has only peers that call it. */
export function callsServer(conf: Conf): boolean {
  return conf.interface.line !== null && conf.peers.some((peer) => peer.endpoint !== null);
}

/** Whether a file is a client's own: no ListenPort, and one peer, which it calls by an Endpoint. */
export function isClientFile(conf: Conf): boolean {
  return conf.interface.listenPort === null && conf.peers.length === 1 && conf.peers[0]?.endpoint != null;
}

function section(settings: readonly Setting[], keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const values = settings.filter((setting) => setting.key === key).map(({ value }) => value);
    const separator = SEPARATORS[key];
    const items = separator === undefined ? values.slice(-1) : values.flatMap((value) => value.split(separator));
    const kept = items.map((item) => smallest(key, squeeze(item))).filter((item) => item !== "");
    return kept.length > 0 ? [`${key}=${kept.join(",")}`] : [];
  });
}

/** One value without what the apps imply; empty where it must not stand there at all. AllowedIPs keep their masks. */
function smallest(key: string, value: string): string {
  const settled = SMALLEST[key];
  return settled === undefined ? value : settled(value);
}

const SMALLEST: Readonly<Record<string, (value: string) => string>> = {
  Address: (value) => value.replace(value.includes(":") ? /\/128$/ : /\/32$/, ""),
  DNS: hostName,
  // Windows takes 576 and more; without it each app finds its own.
  MTU: (value) => (/^\d{3,5}$/.test(value) && Number(value) >= 576 && Number(value) <= 65535 ? value : ""),
  ListenPort: (value) => (/^0+$/.test(value) ? "" : value),
  Endpoint: (value) => {
    const [, host = value, port = ""] = /^(.*)(:\d+)$/.exec(value.replace(BARE_IPV6, "[$1]:$2")) ?? [];
    return hostName(host) + port;
  },
  PersistentKeepalive: (value) => (/^(off|0+)$/i.test(value) ? "" : value),
};

/** A host in the script of its own country as DNS has it; byte text in and out, as it is where it has no such form. */
function hostName(name: string): string {
  return /^[\x20-\x7e]*$/.test(name) ? name : (asciiHost(readable(name)) ?? name);
}

/** `2001:db8::1:51820`: `wg` takes it, the apps want brackets. */
const BARE_IPV6 = /^([0-9a-fA-F:.]*:[0-9a-fA-F:.]*):([0-9]+)$/;
