/**
 * How clients reach this server, as this program or another tool wrote it down: in the server's file or in the tool's
 * own settings. Best first; nothing here is checked by calling it.
 */
import { dirname } from "node:path";
import type { Conf } from "../wireguard/conf.ts";
import type { EndpointSource, Facts } from "../wireguard/world.ts";
import type { Host } from "./host.ts";
import { WIREGUARD_FOLDER } from "./linux.ts";

type Found = Facts["endpoints"][number];

const PIVPN = "/etc/pivpn/wireguard/setupVars.conf";

/** Reads the file at hand, and the settings of angristan's script and of PiVPN where they lie beside such a file. */
export async function endpointsFor(host: Host, path: string, conf: Conf, name: string): Promise<readonly Found[]> {
  const port = conf.interface.listenPort;
  const found: Found[] = [];
  const add = (kind: EndpointSource["kind"], source: string, endpoint: string | null) => {
    if (endpoint !== null && !found.some((one) => one.endpoint === endpoint)) {
      found.push({ endpoint, source: { kind, path: source } });
    }
  };
  for (const line of conf.lines) add("comment", path, afterMark(line, /^#\s*clients dial\s+(\S+)\s*$/));
  add(
    "settings",
    path,
    joined(
      conf.lines.map((line) => afterMark(line, /^#\s*ENDPOINT\s+(\S+)\s*$/)).find((one) => one !== null),
      port,
    ),
  );
  add("settings", path, settingsLine(conf.lines[0] ?? ""));
  if (dirname(path) !== host.folder) return found;
  const angristan = `${host.folder}/params`;
  const params = await assignments(host, angristan);
  if ((params.get("SERVER_WG_NIC") ?? name) === name) {
    add("settings", angristan, joined(params.get("SERVER_PUB_IP"), params.get("SERVER_PORT") ?? port));
  }
  if (!host.demo && host.folder === WIREGUARD_FOLDER) {
    const pivpn = await assignments(host, PIVPN);
    add("settings", PIVPN, joined(pivpn.get("pivpnHOST"), pivpn.get("pivpnPORT") ?? port));
  }
  return found;
}

/** The first line of complexorganizations' files: `# net4 net6 HOST:PORT PUBLICKEY dns mtu keepalive allowedips`. */
function settingsLine(line: string): string | null {
  const [mark, , , endpoint, key] = line.trim().split(/\s+/);
  if (mark !== "#" || endpoint === undefined || !/^[A-Za-z0-9+/]{43}=$/.test(key ?? "")) return null;
  return /^(\[[0-9A-Fa-f:]+\]|[^\s:[\]]+):\d{1,5}$/.test(endpoint) ? endpoint : null;
}

function afterMark(line: string, mark: RegExp): string | null {
  return mark.exec(line.trimEnd())?.[1] ?? null;
}

/** `HOST:PORT`, IPv6 in brackets; null where a half is missing or is none. */
function joined(host: string | null | undefined, port: string | number | null | undefined): string | null {
  const bare = host?.replace(/^\[(.*)\]$/, "$1") ?? "";
  const number = Number(port);
  if (!/^[A-Za-z0-9._:-]+$/.test(bare) || !Number.isInteger(number) || number < 1 || number > 65535) return null;
  return `${bare.includes(":") ? `[${bare}]` : bare}:${number}`;
}

/** `NAME=value` lines, as a shell would read them; nothing is run. Empty where the file cannot be read. */
async function assignments(host: Host, path: string): Promise<ReadonlyMap<string, string>> {
  const text = await host.files.read(path).catch(() => "");
  const lines = text.split("\n").flatMap((line) => {
    const found = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(?:"([^"]*)"|'([^']*)'|(\S*))\s*$/.exec(line);
    return found ? [[found[1] ?? "", found[2] ?? found[3] ?? found[4] ?? ""] as const] : [];
  });
  return new Map(lines);
}
