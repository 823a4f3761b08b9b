/** What real WireGuard needs of this machine. Where something is missing the tests are skipped; under CI they fail. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe } from "vitest";

const TOOLS = ["unshare", "nsenter", "ip", "nft", "sysctl", "ping", "wg", "wg-quick", "wireguard-go", "flock"];

/** Why there can be no WireGuard here; null where there can. */
function missing(): string | null {
  if (process.platform !== "linux") return "network namespaces are Linux's";
  if (process.getuid?.() !== 0) return "needs root";
  const tool = TOOLS.find((one) => spawnSync("sh", ["-c", `command -v ${one}`]).status !== 0);
  if (tool !== undefined) return `needs ${tool}`;
  if (!existsSync("/dev/net/tun")) return "needs /dev/net/tun";
  return spawnSync("unshare", ["--net", "--mount", "--pid", "--fork", "true"]).status === 0 ? null : "needs namespaces";
}

const why = process.env["CI"] === "true" ? null : missing();

/** A suite with real WireGuard; its name says why where it is skipped. */
export function live(name: string, tests: () => void): void {
  describe.skipIf(why !== null)(why === null ? name : `${name} (${why})`, tests);
}
