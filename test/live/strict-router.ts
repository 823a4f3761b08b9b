/**
 * A router whose mappings only packets from inside renew (RFC 4787 REQ-6 asks for no more): a relay in user space, to
 * which the home router hands what its devices send. netfilter itself knows no such rule.
 */
import type { Going, Machine } from "./machine.ts";
import { until } from "./patience.ts";

/** $1: seconds. One device, one server. Prints a line when a mapping comes and when it goes. */
const RELAY = `
const { createSocket } = require("node:dgram");
const [seconds, wan, server] = process.argv.slice(1);
const inside = createSocket("udp4");
let outside = null;
let device = null;
let timer = null;
const say = (what) => console.log(what + " " + Date.now());
function close() {
  clearTimeout(timer);
  if (outside === null) return;
  outside.close();
  outside = null;
  say("forgotten");
}
inside.on("message", (packet, from) => {
  if (device && device.port !== from.port) close();
  device = from;
  const send = () => outside.send(packet, 51820, server);
  clearTimeout(timer);
  timer = setTimeout(close, seconds * 1000);
  if (outside !== null) return send();
  outside = createSocket("udp4");
  outside.on("message", (answer, source) => {
    if (source.address === server && source.port === 51820) inside.send(answer, device.port, device.address);
  });
  outside.bind(from.port, wan, () => {
    say("opened");
    send();
  });
});
inside.bind(47000, () => say("ready"));
`;

/** Devices' packets go to the relay; what comes for a mapping that is gone is dropped, as a home router does. */
const HANDED_OVER = `
table ip relay {
  chain in { type nat hook prerouting priority -100; iifname "lan" udp dport 51820 redirect to :47000; }
  chain hush { type filter hook output priority 0; oifname "wan" icmp type destination-unreachable drop; }
}
`;

export class StrictRouter {
  private readonly relay: Going;

  private constructor(relay: Going) {
    this.relay = relay;
  }

  /** From now on this router forgets after so many seconds without a packet from inside. */
  static async on(router: Machine, seconds: number): Promise<StrictRouter> {
    // The redirection itself must outlive every mapping.
    await router.sh(
      "sysctl -qw net.netfilter.nf_conntrack_udp_timeout=600 net.netfilter.nf_conntrack_udp_timeout_stream=600",
    );
    await router.run(["nft", "-f", "-"], { input: HANDED_OVER });
    const relay = router.go([process.execPath, "-e", RELAY, "--", String(seconds), "203.0.113.2", "203.0.113.1"]);
    await until("the relay is ready", 10, async () => relay.out().includes("ready"));
    return new StrictRouter(relay);
  }

  /** Whether it knows of a way in just now. */
  knowsTheDevice(): boolean {
    const [last = ""] = this.relay.out().trimEnd().split("\n").slice(-1);
    return last.startsWith("opened");
  }
}
