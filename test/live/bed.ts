/**
 * A WireGuard server that everybody can call, homes behind routers that do real NAT, and devices in them; each a machine of its own.
 *
 *   server  203.0.113.1      router  203.0.113.2 | 192.168.1.1      device  192.168.1.2
 *           2001:db8::1              2001:db8::2 | fd00:1::1                fd00:1::2
 *
 * Behind the first router stands 198.51.100.9, "the rest of the internet" as the server reaches it.
 */
import { cable, Machine } from "./machine.ts";

/** How long a router remembers, in seconds: conntrack's two timeouts for UDP. */
export interface Remembers {
  readonly unanswered: number;
  readonly stream: number;
}

export class Bed {
  readonly server: Machine;
  private readonly machines: Machine[] = [];
  private homes = 0;

  private constructor(server: Machine) {
    this.server = server;
    this.machines.push(server);
  }

  static async start(): Promise<Bed> {
    const bed = new Bed(await Machine.start("203.0.113.1 vpn.example.org"));
    try {
      await bed.server.sh(`
        ip link add net type bridge
        ip address add 203.0.113.1/24 dev net
        ip -6 address add 2001:db8::1/64 dev net nodad
        ip link set net up
        ip route add default via 203.0.113.2
      `);
    } catch (error) {
      await bed.stop();
      throw error;
    }
    return bed;
  }

  /** Another home, its router, and so many devices in it. */
  async home(devices = 1, remembers: Remembers = { unanswered: 30, stream: 120 }): Promise<Home> {
    const at = ++this.homes;
    const router = await this.machine();
    await cable(this.server, `home${at}`, router, "wan");
    await this.server.sh(`ip link set home${at} master net up`);
    await router.sh(
      `
      ip address add 203.0.113.${at + 1}/24 dev wan
      ip -6 address add 2001:db8::${at + 1}/64 dev wan nodad
      ip link set wan up
      ip link add lan type bridge
      ip address add 192.168.${at}.1/24 dev lan
      ip -6 address add fd00:${at}::1/64 dev lan nodad
      ip link set lan up
      ${at === 1 ? "ip address add 198.51.100.9/32 dev lo" : ""}
      sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
      sysctl -qw net.netfilter.nf_conntrack_udp_timeout=${remembers.unanswered}
      sysctl -qw net.netfilter.nf_conntrack_udp_timeout_stream=${remembers.stream}
      nft -f -
    `,
      { input: NAT },
    );
    const inside: Machine[] = [];
    for (let number = 2; number < devices + 2; number++) {
      const device = await this.machine();
      await cable(router, `port${number}`, device, "wifi");
      await router.sh(`ip link set port${number} master lan up`);
      await device.sh(`
        ip address add 192.168.${at}.${number}/24 dev wifi
        ip -6 address add fd00:${at}::${number}/64 dev wifi nodad
        ip link set wifi up
        ip route add default via 192.168.${at}.1
        ip -6 route add default via fd00:${at}::1
      `);
      inside.push(device);
    }
    return { router, devices: inside, device: inside[0] as Machine };
  }

  private async machine(): Promise<Machine> {
    const machine = await Machine.start("203.0.113.1 vpn.example.org");
    this.machines.push(machine);
    return machine;
  }

  async stop(): Promise<void> {
    await Promise.all(this.machines.map((machine) => machine.stop()));
  }
}

export interface Home {
  readonly router: Machine;
  readonly devices: readonly Machine[];
  /** The first of them. */
  readonly device: Machine;
}

/** What a home router does: its own address for all that leaves, and nothing let in that nobody inside asked for. */
const NAT = `
table inet home {
  chain out { type nat hook postrouting priority 100; oifname "wan" masquerade; }
  chain own { type filter hook input priority 0; iifname "wan" ct state new meta l4proto udp drop; }
}
`;
