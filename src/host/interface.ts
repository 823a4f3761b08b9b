/** The running interface as records: the dump read, or why there is none. */
import { parseDump, type Reading } from "../wireguard/live.ts";
import type { Host } from "./host.ts";

/** What runs under this name just now. Never rejects. */
export async function readInterface(host: Host, name: string): Promise<Reading> {
  const dump = await host.wireguard.dump(name);
  if (dump.kind !== "up") return dump;
  const live = parseDump(dump.text);
  return live === null ? { kind: "unknown" } : { kind: "up", live };
}
