/**
 * A client's file, and its smallest form for the QR code: only what the parsers of Android, iOS and Windows all accept
 * (wireguard-semantics.md §6.1), without blanks, comments, host masks and the final newline (§6.4).
 */
import { squeeze } from "./bytes.ts";
import type { Conf, Setting } from "./conf.ts";

/** In the order in which they are written; each once, lists joined by commas. */
const INTERFACE_KEYS = ["PrivateKey", "Address", "DNS", "MTU", "ListenPort"] as const;
const PEER_KEYS = ["PublicKey", "PresharedKey", "AllowedIPs", "Endpoint", "PersistentKeepalive"] as const;
/** Lists, and what parts their items: `wg-quick` takes blanks for it too, the apps commas alone. */
const SEPARATORS: Readonly<Record<string, string | RegExp>> = {
  Address: /[,\t-\r ]/,
  DNS: /[,\t-\r ]/,
  AllowedIPs: ",",
};

/** The text a QR code carries. Byte text in, byte text out; a secret. */
export function smallestText(client: Conf): string {
  const lines = ["[Interface]", ...section(client.interface.settings, INTERFACE_KEYS)];
  for (const peer of client.peers.filter(({ enabled }) => enabled))
    lines.push("[Peer]", ...section(peer.settings, PEER_KEYS));
  return lines.join("\n");
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

/** One value without what the apps imply; empty where it must not stand there at all. */
function smallest(key: string, value: string): string {
  if (key === "Address" || key === "AllowedIPs") return value.replace(value.includes(":") ? /\/128$/ : /\/32$/, "");
  if (key === "Endpoint") return value.replace(BARE_IPV6, "[$1]:$2");
  if (key === "PersistentKeepalive") return /^(off|0+)$/i.test(value) ? "" : value;
  return value;
}

/** `2001:db8::1:51820`: `wg` takes it, the apps want brackets. */
const BARE_IPV6 = /^([0-9a-fA-F:.]*:[0-9a-fA-F:.]*):([0-9]+)$/;
