/** What both sides send, as their router sees it come in: real packets, by tcpdump. */
import type { Going, Machine } from "./machine.ts";
import { until } from "./patience.ts";

export type From = "device" | "server";

export interface Sent {
  readonly from: From;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The sender's own port. */
  readonly port: number;
  /** Bytes of UDP payload: 148 begin a handshake, 92 answer it, 32 are empty, more is data. */
  readonly size: number;
}

export class Wire {
  private readonly dumps: Readonly<Record<From, Going>>;

  private constructor(dumps: Readonly<Record<From, Going>>) {
    this.dumps = dumps;
  }

  /** Listens from now on at both of the router's sides. */
  static async at(router: Machine): Promise<Wire> {
    const listen = (side: string) =>
      router.go(["tcpdump", "-i", side, "-Q", "in", "-n", "-tt", "-l", "--immediate-mode", "udp"]);
    const dumps = { device: listen("lan"), server: listen("wan") };
    for (const dump of Object.values(dumps))
      await until("tcpdump listens", 10, async () => dump.err().includes("listening on"));
    return new Wire(dumps);
  }

  /** All so far, of both sides, in the order in which they came. */
  sent(): readonly Sent[] {
    return (["device", "server"] as const)
      .flatMap((from) =>
        [...this.dumps[from].out().matchAll(/^(\d+\.\d+) IP6? \S+\.(\d+) > .*: UDP, length (\d+)$/gm)].map(
          ([, at, port, size]) => ({
            from,
            at: Number(at) * 1000,
            port: Number(port),
            size: Number(size),
          }),
        ),
      )
      .sort((one, other) => one.at - other.at);
  }
}
