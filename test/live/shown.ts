/** What an interface says of its peers, and the routes through it. */
import type { Machine } from "./machine.ts";

export interface Shown {
  readonly presharedKey: string | null;
  readonly endpoint: string | null;
  readonly allowedIPs: readonly string[];
  /** Seconds since 1970; 0 for never. */
  readonly handshake: number;
  readonly rx: number;
  readonly tx: number;
  readonly keepalive: string;
}

/** `wg show NAME dump`, by public key. */
export async function shown(machine: Machine, name = "wg0"): Promise<ReadonlyMap<string, Shown>> {
  const { out } = await machine.run(["wg", "show", name, "dump"]);
  const rows = out.trimEnd().split("\n").slice(1);
  return new Map(
    rows.map((row) => {
      const [key = "", preshared = "", endpoint = "", allowed = "", handshake, rx, tx, keepalive = ""] =
        row.split("\t");
      const given = (text: string) => (text === "(none)" ? null : text);
      return [
        key,
        {
          presharedKey: given(preshared),
          endpoint: given(endpoint),
          allowedIPs: given(allowed)?.split(",").sort() ?? [],
          handshake: Number(handshake),
          rx: Number(rx),
          tx: Number(tx),
          keepalive,
        },
      ];
    }),
  );
}

/** Every route through wg0, in all tables, but for the kernel's own, which come and go a moment late. */
export async function routesOf(machine: Machine): Promise<readonly string[]> {
  const { out } = await machine.sh("for family in -4 -6; do ip $family route show table all dev wg0; done");
  const routes = out.split("\n").map((route) => route.trim());
  return routes.filter((route) => route !== "" && !/fe80|multicast|proto kernel/.test(route)).sort();
}
