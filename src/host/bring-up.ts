/** `wg-quick up`: an interface that is down is started with its whole file, its addresses, routes and hooks. */
import { readable } from "../wireguard/bytes.ts";
import { HostFailure } from "./host.ts";
import { run } from "./programs.ts";

/** The file's hooks run too, and may take their time. */
const SECONDS = 120;

/** What it and the hooks said, line by line. Rejects with `command`, and with its last own word in the detail. */
export async function bringUp(argument: string): Promise<readonly string[]> {
  const ran = await run("wg-quick", ["up", argument], SECONDS);
  if (ran === null) throw new HostFailure({ id: "command", path: argument, detail: "wg-quick: ENOENT" });
  const said = readable(`${ran.stdout}\n${ran.stderr}`)
    .split("\n")
    // wireguard-go draws a box around the advice to use the kernel instead.
    .filter((line) => line.trim() !== "" && !/^[┌│└]/.test(line))
    .map(withoutKeys);
  if (ran.status === 0) return said;
  const why =
    said.findLast((line) => !line.startsWith("[#]")) ?? (ran.status === null ? "timeout" : `exit ${ran.status}`);
  throw new HostFailure({ id: "command", path: argument, detail: why });
}

/** It shows every command before it runs it, and somebody may have put a key into a hook. */
function withoutKeys(line: string): string {
  return line.replace(/[A-Za-z0-9+/]{40,}=*/g, "…").slice(0, 200);
}
