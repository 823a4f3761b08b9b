/**
 * The running interface, asked of `wg`. Only reads: nothing here changes an interface.
 */
import { existsSync, readFileSync } from "node:fs";
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
  if (ran?.status === 0) return { kind: "up", text: ran.stdout };
  return { kind: ran && /no such device/i.test(ran.stderr) ? "down" : "unknown" };
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
