/**
 * What may be done to a running interface: one record for each command, the least invasive ones (wireguard-semantics
 * §3.3). How it is typed at a shell stands here too; how it is run is host's. Never `setconf`, never down and up.
 */

export type LiveCommand =
  /** `wg addconf` with one block: a new peer, or one that is given again. */
  | {
      readonly kind: "add-peer";
      readonly publicKey: string;
      /** The block's lines as the file has them (byte text). A secret. */
      readonly block: string;
      /** Where they stand in the file, from 1. */
      readonly from: number;
      readonly to: number;
    }
  /** `wg set … peer`: only what is told changes. */
  | {
      readonly kind: "set-peer";
      readonly publicKey: string;
      readonly allowedIPs?: readonly string[];
      readonly endpoint?: string;
      /** Seconds; 0 turns it off. */
      readonly keepalive?: number;
      /** A secret, and the line of the file where it stands; null takes it away. */
      readonly presharedKey?: { readonly key: string; readonly line: number } | null;
    }
  | { readonly kind: "remove-peer"; readonly publicKey: string }
  /** `fwMark` as the file has it: a number or `off`. */
  | { readonly kind: "set-interface"; readonly listenPort?: number; readonly fwMark?: string }
  | { readonly kind: "add-route"; readonly network: string; readonly table: string | null }
  | { readonly kind: "delete-route"; readonly network: string; readonly table: string | null };

/**
 * The command as it is typed at a shell of root's (bash, where something secret is read from the file): nothing secret
 * stands in it. `path` is the server's file.
 */
export function commandText(command: LiveCommand, interfaceName: string, path: string): string {
  const name = word(interfaceName);
  const file = word(path.startsWith("-") ? `./${path}` : path);
  switch (command.kind) {
    case "add-peer":
      return `wg addconf ${name} <(sed -n "${command.from},${command.to}p" ${file})`;
    case "set-peer":
      return [
        `wg set ${name} peer ${command.publicKey}`,
        ...(command.endpoint === undefined ? [] : [`endpoint ${word(command.endpoint)}`]),
        ...(command.allowedIPs ? [`allowed-ips ${word(command.allowedIPs.join(",")) || '""'}`] : []),
        ...(command.keepalive === undefined ? [] : [`persistent-keepalive ${command.keepalive || "off"}`]),
        ...(command.presharedKey === undefined ? [] : [`preshared-key ${presharedSource(command.presharedKey, file)}`]),
      ].join(" ");
    case "remove-peer":
      return `wg set ${name} peer ${command.publicKey} remove`;
    case "set-interface":
      return [
        `wg set ${name}`,
        ...(command.listenPort === undefined ? [] : [`listen-port ${command.listenPort}`]),
        ...(command.fwMark === undefined ? [] : [`fwmark ${word(command.fwMark)}`]),
      ].join(" ");
    case "add-route":
    case "delete-route":
      return `ip ${routeArguments(command, name).join(" ")}`;
  }
}

/** What follows `ip` for a route: `-4 route add 192.168.7.0/24 dev wg0 table 1234`. */
export function routeArguments(
  { kind, network, table }: Extract<LiveCommand, { kind: "add-route" | "delete-route" }>,
  interfaceName: string,
): readonly string[] {
  return [
    network.includes(":") ? "-6" : "-4",
    "route",
    kind === "add-route" ? "add" : "del",
    network,
    "dev",
    interfaceName,
    ...(table === null ? [] : ["table", table]),
  ];
}

/** `wg set` takes a key with blanks after it and nothing else (src/config.c, parse_keyfile); the key itself ends in `=`. */
function presharedSource(preshared: { readonly line: number } | null, file: string): string {
  if (preshared === null) return "/dev/null";
  return `<(sed -n "${preshared.line}s/^[^=]*=[[:space:]]*\\([^[:space:]#]*\\).*/\\1/p" ${file})`;
}

/** A word that a POSIX shell takes as it stands, else quoted. */
export function word(text: string): string {
  return /^[A-Za-z0-9_.,/+=:@%-]*$/.test(text) ? text : quoted(text);
}

/** In single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
