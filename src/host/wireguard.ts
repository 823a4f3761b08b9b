/**
 * The running interface, asked of `wg` and of the kernel. Only reads: what changes an interface is live-commands.ts.
 */
import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { formatAddress, parseAddress } from "../wireguard/address.ts";
import type { Flow } from "../wireguard/flow.ts";
import { sessionOf } from "../wireguard/session.ts";
import type { Session } from "../wireguard/world.ts";
import { ancestorVariables } from "./ancestors.ts";
import type { WireGuard } from "./host.ts";
import { run } from "./programs.ts";

/** What `wg show` would not take for an interface's name (wireguard-tools, src/show.c). */
const WORDS_OF_SHOW: readonly string[] = ["all", "interfaces", "help", "-h", "--help"];

/** Where wireguard-go and its like listen (wireguard-tools, src/ipc-uapi-unix.h). */
const SOCKETS = "/var/run/wireguard";

/** `wg show NAME dump`. A name that this network namespace has no device for is down without asking. */
export async function dump(name: string): ReturnType<WireGuard["dump"]> {
  if (process.platform !== "linux" || WORDS_OF_SHOW.includes(name)) return { kind: "unknown" };
  if (hasDevice(name) === false && !existsSync(`${SOCKETS}/${name}.sock`)) return { kind: "down" };
  const ran = await run("wg", ["show", name, "dump"]);
  if (ran === null) return { kind: "no-wg" };
  if (ran.status === 0) return { kind: "up", text: ran.stdout };
  if (/no such device/i.test(ran.stderr)) return { kind: "down" };
  return { kind: /not permitted|permission denied/i.test(ran.stderr) ? "denied" : "unknown" };
}

/** The addresses of the running interface, link-local ones left out: those the kernel gives itself. */
export async function addressesOf(name: string): Promise<readonly string[] | null> {
  try {
    const found = networkInterfaces()[name];
    if (found) return found.flatMap(({ cidr }) => (cidr === null || /^fe80:/i.test(cidr) ? [] : [cidr]));
    return hasDevice(name) ? [] : null;
  } catch {
    return null;
  }
}

/** The connection of the caller, also where sudo dropped the variable that tells it. */
export function session(): Session | null {
  return sessionOf(process.env.SSH_CONNECTION ?? ancestorVariables().SSH_CONNECTION);
}

/** Connection tracking's UDP flows to this port (nf_conntrack, netfilter); null where it cannot be read. */
export async function flowsTo(port: number): Promise<readonly Flow[] | null> {
  const text = await readFile("/proc/net/nf_conntrack", "latin1").catch(() => null);
  // Where no rule uses it the table is there and stays empty: then it says nothing (test/live/rows.test.ts).
  return text === null || text.trim() === "" ? null : flowsIn(text, port);
}

/** The interface's own counters of packets that came out of the tunnel. */
export async function takenBy(name: string): Promise<{ packets: number; refused: number } | null> {
  const table = await readFile("/proc/net/dev", "latin1").catch(() => null);
  const line = table?.split("\n").find((one) => one.trimStart().startsWith(`${name}:`));
  // bytes packets errs drop fifo frame …
  const [, packets, , , , frame] =
    line
      ?.slice(line.indexOf(":") + 1)
      .trim()
      .split(/\s+/) ?? [];
  return packets === undefined ? null : { packets: Number(packets), refused: Number(frame) };
}

/** `ipv4 2 udp 17 29 src=… dst=… sport=… dport=… [UNREPLIED] src=… …`: the first tuple is as the packet came. */
export function flowsIn(text: string, port: number): readonly Flow[] {
  return text.split("\n").flatMap((line) => {
    const found = /\budp +17 +(\d+) +src=(\S+) dst=\S+ sport=(\d+) dport=(\d+)/.exec(line);
    if (!found || Number(found[4]) !== port) return [];
    const [, left, source = "", sourcePort] = found;
    const from = source.includes(":") ? `[${shortened(source)}]` : source;
    return [{ from: `${from}:${sourcePort}`, answered: !line.includes("[UNREPLIED]"), left: Number(left) }];
  });
}

/** The table writes IPv6 in full. */
function shortened(text: string): string {
  const address = parseAddress(text);
  return address ? formatAddress(address) : text;
}

/** /proc/net/dev: one line a device, `  wg0: …`. Null where it cannot be read. */
function hasDevice(name: string): boolean | null {
  try {
    const table = readFileSync("/proc/net/dev", "latin1");
    return table.split("\n").some((line) => line.trimStart().startsWith(`${name}:`));
  } catch {
    return null;
  }
}
