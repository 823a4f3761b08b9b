/**
 * What other tools wrote down of a server they set up: how clients reach it, and what they put into every client's
 * file. Read as text, nothing is run, nothing secret is kept; what a tool says of another interface is passed over.
 */
import { dirname } from "node:path";
import { readable } from "../wireguard/bytes.ts";
import type { Conf } from "../wireguard/conf.ts";
import { isKey } from "../wireguard/key-text.ts";
import type { NameFormId } from "../wireguard/names.ts";
import type { ClientDefaults } from "../wireguard/world.ts";
import type { Host } from "./host.ts";
import { WIREGUARD_FOLDER } from "./linux.ts";

export interface ToolSettings extends ClientDefaults {
  /** HOST:PORT, IPv6 in brackets; null where the tool does not say. */
  readonly endpoint: string | null;
}

/** The interface whose settings are wanted, with its public key where that is known. */
export interface Wanted {
  readonly name: string;
  readonly path: string;
  readonly conf: Conf;
  readonly publicKey: string | null;
}

const PIVPN = "/etc/pivpn/wireguard/setupVars.conf";

/** The settings that speak of this interface: those in its own file first. */
export async function toolSettings(host: Host, wanted: Wanted): Promise<readonly ToolSettings[]> {
  const inFile = [nyr(wanted), complexorganizations(wanted)];
  const beside =
    dirname(wanted.path) === host.folder
      ? await Promise.all([
          angristan(host, wanted),
          !host.demo && host.folder === WIREGUARD_FOLDER ? pivpn(host, wanted) : null,
        ])
      : [];
  return [...inFile, ...beside].filter((one) => one !== null);
}

/** Nyr's and hwdsl2's `# ENDPOINT HOST`: the address alone, the port is the file's own. */
function nyr({ path, conf }: Wanted): ToolSettings | null {
  for (const line of conf.lines) {
    const host = /^#\s*ENDPOINT\s+(\S+)\s*$/.exec(line)?.[1];
    if (host !== undefined) return settings("nyr", path, { endpoint: joined(host, conf.interface.listenPort) });
  }
  return null;
}

/**
 * complexorganizations' first line: `# net4 net6 HOST:PORT PUBLICKEY dns mtu keepalive allowedips` (peer-names.md,
 * row 4). It counts if the key in it is this server's.
 */
function complexorganizations({ path, conf, publicKey }: Wanted): ToolSettings | null {
  const line = (conf.lines[0] ?? "").slice(0, LONGEST).trim();
  const [mark, , , endpoint = "", key = "", dns, , keepalive, allowed] = line.split(/\s+/);
  if (mark !== "#" || !isKey(key) || !isOwn(key, publicKey)) return null;
  if (!/^(\[[0-9A-Fa-f:]+\]|[^\s:[\]]+):\d{1,5}$/.test(endpoint)) return null;
  return settings("complexorganizations", path, { endpoint, dns: [dns], allowedIPs: [allowed], keepalive });
}

/** `params` of angristan's script, beside the server's file. */
async function angristan(host: Host, { name, conf, publicKey }: Wanted): Promise<ToolSettings | null> {
  const path = `${host.folder}/params`;
  const said = await assignments(host, path);
  if (!said || (said.get("SERVER_WG_NIC") ?? name) !== name || !isOwn(said.get("SERVER_PUB_KEY"), publicKey))
    return null;
  return settings("angristan", path, {
    endpoint: joined(said.get("SERVER_PUB_IP"), said.get("SERVER_PORT") ?? conf.interface.listenPort),
    dns: [said.get("CLIENT_DNS_1"), said.get("CLIENT_DNS_2")],
    allowedIPs: [said.get("ALLOWED_IPS")],
  });
}

/** PiVPN's answers at its installation. */
async function pivpn(host: Host, { name, conf }: Wanted): Promise<ToolSettings | null> {
  const said = await assignments(host, PIVPN);
  if (!said || (said.get("pivpnDEV") ?? name) !== name) return null;
  return settings("pivpn", PIVPN, {
    endpoint: joined(said.get("pivpnHOST"), said.get("pivpnPORT") ?? conf.interface.listenPort),
    dns: [said.get("pivpnDNS1"), said.get("pivpnDNS2")],
    allowedIPs: [said.get("ALLOWED_IPS")],
    keepalive: said.get("pivpnPERSISTENTKEEPALIVE"),
  });
}

interface Said {
  readonly endpoint: string | null;
  readonly dns?: readonly (string | undefined)[];
  readonly allowedIPs?: readonly (string | undefined)[];
  readonly keepalive?: string | undefined;
}

function settings(
  form: NameFormId,
  path: string,
  { endpoint, dns = [], allowedIPs = [], keepalive }: Said,
): ToolSettings {
  const seconds = /^\d{1,5}$/.test(keepalive ?? "") ? Number(keepalive) : null;
  return {
    path,
    form,
    endpoint,
    dns: items(dns),
    allowedIPs: items(allowedIPs),
    keepalive: seconds !== null && seconds <= 65535 ? seconds : null,
  };
}

/** The entries of such lists: commas and blanks part them. */
function items(lists: readonly (string | undefined)[]): string[] {
  return lists.flatMap((list) => (list ?? "").split(/[\s,]+/)).filter((item) => item !== "");
}

/** Whether a key that a tool noted as the server's is that; where either is unknown nothing speaks against it. */
function isOwn(noted: string | undefined, own: string | null): boolean {
  return noted === undefined || noted === "" || own === null || noted === own;
}

/** `HOST:PORT`, IPv6 in brackets; null where a half is missing or is none. */
function joined(host: string | null | undefined, port: string | number | null | undefined): string | null {
  const bare = host?.replace(/^\[(.*)\]$/, "$1") ?? "";
  const number = Number(port);
  if (!/^[A-Za-z0-9._:-]+$/.test(bare) || !Number.isInteger(number) || number < 1 || number > 65535) return null;
  return `${bare.includes(":") ? `[${bare}]` : bare}:${number}`;
}

const LONGEST = 4096;
const MOST_LINES = 1000;

/** `NAME=value` as a shell would read it, alone in its line or with a comment behind it. */
const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(?:"([^"]*)"|'([^']*)'|([^\s"'#]*))(?:\s+#.*)?\s*$/;

/** The assignments of a file of settings; null where it cannot be read. */
async function assignments(host: Host, path: string): Promise<ReadonlyMap<string, string> | null> {
  const text = await host.files.read(path).catch(() => null);
  if (text === null) return null;
  const lines = text.split("\n", MOST_LINES).flatMap((line) => {
    const found = ASSIGNMENT.exec(readable(line.slice(0, LONGEST)));
    return found ? [[found[1] ?? "", found[2] ?? found[3] ?? found[4] ?? ""] as const] : [];
  });
  return new Map(lines);
}
