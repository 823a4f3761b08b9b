/**
 * Tells the running interface what a plan says, and looks at what came of it. The interface is touched only while it
 * runs with the key of the plan; what was told before a command failed is not taken back: the file is right, and
 * `wg-wizard apply` goes on from there.
 */
import type { Loading } from "../plans/loading.ts";
import type { LiveCommand } from "../wireguard/command.ts";
import { type Configured, configuredLive, sameConfigured } from "../wireguard/configured.ts";
import { markOf } from "../wireguard/fw-mark.ts";
import type { Live } from "../wireguard/live.ts";
import { type Host, HostFailure } from "./host.ts";
import { readInterface } from "./interface.ts";

export class Loader {
  private readonly host: Host;
  private readonly loading: Loading;
  private before: ReadonlyMap<string, Configured> | null = null;

  constructor(host: Host, loading: Loading) {
    this.host = host;
    this.loading = loading;
  }

  /**
   * Carries one command out; false where it was so already. The first waits for a look at the interface: what it is by
   * now may not be what it was.
   */
  async run(command: LiveCommand | undefined): Promise<boolean> {
    await this.look();
    return command !== undefined && this.host.wireguard.run(this.loading.interfaceName, command);
  }

  /** Every peer of the plan is as planned now, and no other is different from before. */
  async verify(): Promise<void> {
    const { expected, own } = this.loading;
    const before = await this.look();
    const live = await this.read();
    const now = peersOf(live);
    for (const [key, wanted] of [...before, ...Object.entries(expected)]) {
      const planned = key in expected ? expected[key] : wanted;
      const found = now.get(key);
      const same = planned && found ? sameConfigured(planned, found) : !planned && !found;
      if (!same) throw this.failure("not-as-planned", key);
    }
    if (own.listenPort !== undefined && own.listenPort !== live.listenPort) {
      throw this.failure("not-as-planned", "ListenPort");
    }
    if (own.fwMark !== undefined && own.fwMark !== markOf(live.fwMark ?? "off")) {
      throw this.failure("not-as-planned", "FwMark");
    }
  }

  /** How every peer stood before the first command. Nobody the plan does not know of may lose a network to it. */
  private async look(): Promise<ReadonlyMap<string, Configured>> {
    if (this.before) return this.before;
    const before = peersOf(await this.read());
    const { expected } = this.loading;
    const wanted = new Set(Object.values(expected).flatMap((peer) => peer?.allowedIPs ?? []));
    for (const [key, { allowedIPs }] of before) {
      const lost = key in expected ? undefined : allowedIPs.find((network) => wanted.has(network));
      if (lost !== undefined) throw this.failure("taken", lost);
    }
    this.before = before;
    return before;
  }

  private async read(): Promise<Live> {
    const { interfaceName, publicKey } = this.loading;
    const reading = await readInterface(this.host, interfaceName);
    if (reading.kind !== "up") throw this.failure("down", reading.kind);
    if (publicKey !== null && reading.live.publicKey !== publicKey) throw this.failure("stranger", "");
    return reading.live;
  }

  private failure(id: "down" | "stranger" | "taken" | "not-as-planned", detail: string): HostFailure {
    return new HostFailure({ id, path: this.loading.interfaceName, detail });
  }
}

function peersOf({ peers }: Live): ReadonlyMap<string, Configured> {
  return new Map(peers.map((peer) => [peer.publicKey, configuredLive(peer)]));
}
