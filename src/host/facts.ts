/**
 * What the machine says of itself: addresses, forwarding, masquerade, resolvers. Nothing here changes anything, and
 * what cannot be found out, without root above all, is null.
 */
import { readFile } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import type { Facts } from "../wireguard/world.ts";
import { hookKey } from "./hook-key.ts";
import { masquerade } from "./masquerade.ts";
import { run } from "./programs.ts";
import { resolversOf } from "./resolvers.ts";
import { routedThrough } from "./routed.ts";

/** All facts but the endpoints; `name` is the tunnel that is left out of the addresses. */
export async function machineFacts(name: string, hooks: readonly string[]): Promise<Omit<Facts, "endpoints">> {
  const [ipv4, ipv6, disabled, udp, udp6, routes, routes6, mtu, masquerades, key, bash] = await Promise.all([
    switchAt("/proc/sys/net/ipv4/ip_forward"),
    switchAt("/proc/sys/net/ipv6/conf/all/forwarding"),
    ipv6Disabled(),
    textAt("/proc/net/udp"),
    textAt("/proc/net/udp6"),
    textAt("/proc/net/route"),
    textAt("/proc/net/ipv6_route"),
    textAt(`/sys/class/net/${name}/mtu`),
    masquerade(),
    hookKey(name, hooks),
    // What bash would do to a hook is asked only where there is such a hook.
    hooks.some((hook) => hook.includes("&")) ? bashVersion() : null,
  ]);
  return {
    addresses: addresses(name),
    forwarding: { ipv4, ipv6 },
    masquerade: masquerades,
    ipv6Disabled: disabled,
    routed: routes === null ? null : routedThrough(name, routes, routes6 ?? ""),
    mtu: Number(mtu) || null,
    bash,
    resolvers: [...resolversOf(udp ?? "", 4), ...resolversOf(udp6 ?? "", 6)],
    hookKey: key,
  };
}

/** Every address but the tunnel's, loopback and link-local ones: nobody calls those from outside. */
function addresses(name: string): Facts["addresses"] {
  return Object.entries(devices())
    .filter(([device]) => device !== name)
    .flatMap(([device, list]) => (list ?? []).map(({ cidr }) => ({ device, network: cidr ?? "" })))
    .filter(({ network }) => network !== "" && !/^(127\.|::1\/|fe[89ab])/i.test(network));
}

/** What a sandbox forbids to look at is none. */
function devices(): ReturnType<typeof networkInterfaces> {
  try {
    return networkInterfaces();
  } catch {
    return {};
  }
}

/** Without IPv6 in the kernel its folder in /proc/sys is missing, which is as disabled as can be. */
async function ipv6Disabled(): Promise<boolean | null> {
  const all = await switchAt("/proc/sys/net/ipv6/conf/all/disable_ipv6");
  if (all !== null) return all;
  return (await textAt("/proc/sys/net/ipv4/ip_forward")) === null ? null : true;
}

/** The bash that wg-quick is run by, as far as the system's own folders tell. */
async function bashVersion(): Promise<string | null> {
  const ran = await run("bash", ["--version"]);
  return /version (\d+(?:\.\d+)+)/.exec(ran?.stdout ?? "")?.[1] ?? null;
}

/** A switch of the kernel: off is 0. */
async function switchAt(path: string): Promise<boolean | null> {
  const text = await textAt(path);
  return text === null ? null : text.trim() !== "0";
}

async function textAt(path: string): Promise<string | null> {
  return readFile(path, "latin1").catch(() => null);
}
