/**
 * The evidence that a check asks of the machine: routes, packet filter, ports, versions. Only looks, and what cannot be
 * found out is null, as without root.
 */
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { formatNetwork, parseNetwork } from "../wireguard/address.ts";
import { parseConf } from "../wireguard/conf.ts";
import type { MachineEvidence, OtherPort, Route } from "../wireguard/machine.ts";
import type { Files } from "./host.ts";
import { findProgram, run } from "./programs.ts";

/** Everything that can be found out for the interface whose file this is. */
export async function machineEvidence(files: Files, path: string): Promise<MachineEvidence> {
  const [routes, devices, others, mode, linux] = await Promise.all([
    routesNow(),
    devicesNow(),
    otherPorts(files, path),
    fileMode(files, path),
    programs(),
  ]);
  return {
    ...linux,
    listening: await listening(),
    routes,
    otherPorts: others,
    fileMode: mode,
    pathMtu: pathMtu(routes, devices),
    interfaces: devices?.map(({ name }) => name) ?? null,
  };
}

/** What the machine's own programs say; the packet filter answers root alone. */
async function programs(): Promise<Pick<MachineEvidence, "firewall" | "bash" | "tools" | "resolvconf">> {
  if (process.platform !== "linux") return { firewall: null, bash: null, tools: null, resolvconf: null };
  const root = process.getuid?.() === 0;
  const [nft, iptables, bash, tools, resolvconf] = await Promise.all([
    root ? said("nft", ["list", "ruleset"]) : null,
    root ? said("iptables-save", []) : null,
    said("bash", ["--version"]),
    said("wg", ["--version"]),
    findProgram("resolvconf"),
  ]);
  return {
    firewall: nft === null && iptables === null ? null : { nft, iptables },
    bash: versionIn(bash, /version (\d+(?:\.\d+)+)/),
    tools: versionIn(tools, /v(\d+(?:\.\d+)+)/),
    resolvconf: resolvconf !== null,
  };
}

async function said(program: string, args: readonly string[]): Promise<string | null> {
  const ran = await run(program, args);
  return ran?.status === 0 ? ran.stdout : null;
}

function versionIn(text: string | null, pattern: RegExp): string | null {
  return pattern.exec(text ?? "")?.[1] ?? null;
}

/** Both families, all tables: a route in a table of one's own is a route. */
async function routesNow(): Promise<readonly Route[] | null> {
  if (process.platform !== "linux") return null;
  const tables = await Promise.all(
    (["-4", "-6"] as const).map(async (family) => {
      const text = await said("ip", ["-j", family, "route", "show", "table", "all"]);
      return text === null ? null : routesIn(text, family === "-6");
    }),
  );
  if (tables.every((table) => table === null)) return null;
  return tables.flatMap((table) => table ?? []);
}

/** `ip -j route` as records; addresses of the machine itself and broadcasts are no routes to anybody. */
export function routesIn(json: string, ipv6: boolean): readonly Route[] | null {
  return parsed(json)?.flatMap((row) => routeIn(row, ipv6)) ?? null;
}

function routeIn({ dst, dev, type, protocol }: Record<string, unknown>, ipv6: boolean): Route[] {
  if (typeof dst !== "string" || typeof dev !== "string" || (type !== undefined && type !== "unicast")) return [];
  const network = dst === "default" ? (ipv6 ? "::/0" : "0.0.0.0/0") : dst;
  const read = parseNetwork(network);
  return read ? [{ network: formatNetwork(read), device: dev, connected: protocol === "kernel" }] : [];
}

interface Device {
  readonly name: string;
  readonly mtu: number;
}

/** Every network device there is. */
async function devicesNow(): Promise<readonly Device[] | null> {
  if (process.platform !== "linux") return null;
  const text = await said("ip", ["-j", "link", "show"]);
  return text === null ? null : devicesIn(text);
}

/** `ip -j link` as records. */
export function devicesIn(json: string): readonly Device[] | null {
  const device = ({ ifname: name, mtu }: Record<string, unknown>): Device[] =>
    typeof name === "string" && typeof mtu === "number" ? [{ name, mtu }] : [];
  return parsed(json)?.flatMap(device) ?? null;
}

/** The MTU of the device that packets to the internet leave by; bytes. */
function pathMtu(routes: readonly Route[] | null, devices: readonly Device[] | null): number | null {
  const way = routes?.find(({ network }) => network === "0.0.0.0/0" || network === "::/0")?.device;
  return devices?.find(({ name }) => name === way)?.mtu ?? null;
}

/** The rows of a JSON document of `ip`; null for what is none. */
function parsed(json: string): readonly Record<string, unknown>[] | null {
  try {
    const rows: unknown = JSON.parse(json || "[]");
    return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : null;
  } catch {
    return null;
  }
}

async function listening(): Promise<readonly number[] | null> {
  const tables = await Promise.all([textAt("/proc/net/udp"), textAt("/proc/net/udp6")]);
  if (tables.every((table) => table === null)) return null;
  return tables.flatMap((table) => (table === null ? [] : portsIn(table)));
}

/** The local ports of the kernel's table of UDP sockets (proc(5)). */
export function portsIn(table: string): number[] {
  const rows = table.split("\n").slice(1);
  return rows.flatMap((row) => {
    const hex = /^\s*\d+:\s+[0-9A-F]+:([0-9A-F]{4})\s/i.exec(row)?.[1];
    return hex === undefined ? [] : [Number.parseInt(hex, 16)];
  });
}

/** The ports of the other interfaces' files in the same folder. */
async function otherPorts(files: Files, path: string): Promise<readonly OtherPort[] | null> {
  const folder = dirname(path);
  const entries = await files.list(folder).catch(() => null);
  if (entries === null) return null;
  const found = await Promise.all(
    entries
      .filter(({ name, kind }) => kind === "file" && name.endsWith(".conf") && name !== basename(path))
      .map(async ({ name }) => {
        const other = join(folder, name);
        const text = await files.read(other).catch(() => "");
        return { path: other, port: parseConf(text).interface.listenPort };
      }),
  );
  return found.flatMap(({ path: other, port }) => (port === null ? [] : [{ path: other, port }]));
}

/** Of the file itself, where its name is a link. */
async function fileMode(files: Files, path: string): Promise<number | null> {
  const target = await files.resolve(path).catch(() => path);
  const entries = await files.list(dirname(target)).catch(() => []);
  return entries.find(({ name }) => name === basename(target))?.mode ?? null;
}

async function textAt(path: string): Promise<string | null> {
  return readFile(path, "latin1").catch(() => null);
}
