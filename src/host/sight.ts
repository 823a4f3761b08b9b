/** One look at the running interface, as somebody takes it who waits for a device. */
import type { Reading } from "../wireguard/live.ts";
import type { Host } from "./host.ts";
import { readInterface } from "./interface.ts";

type WireGuard = Host["wireguard"];

/** What was read, and when. */
export interface Sight {
  readonly reading: Reading;
  /** Who sends to its port, as connection tracking knows; null where that cannot be read, or tracks nothing. */
  readonly flows: Awaited<ReturnType<WireGuard["flows"]>>;
  readonly taken: Awaited<ReturnType<WireGuard["taken"]>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What runs under this name, and who calls its port. Never rejects. */
export async function lookAtInterface(host: Host, name: string): Promise<Sight> {
  const reading = await readInterface(host, name);
  const port = reading.kind === "up" ? reading.live.listenPort : null;
  const [flows, taken] = await Promise.all([
    port === null ? null : host.wireguard.flows(port),
    host.wireguard.taken(name),
  ]);
  return { reading, flows, taken, at: host.clock.now() };
}
