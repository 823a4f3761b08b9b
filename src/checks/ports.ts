/** Rules about the port: whether there is one, whose it is, and whether packets reach it (wireguard-semantics.md §1.4, §8). */
import { visible } from "../text/visible.ts";
import { squeeze } from "../wireguard/bytes.ts";
import type { Evidence } from "./evidence.ts";
import { letsIn } from "./firewall.ts";
import { type Found, lineOf, peersOn, rule, told } from "./rule.ts";

export const PORT_RULES = [
  rule(6, "port-closed", "warning", ["firewall"], portClosed),
  rule(20, "bad-port", "error", ["file"], badPort, "any"),
  rule(21, "no-listen-port", "warning", ["file"], noListenPort),
  rule(22, "port-taken", "error", ["otherPorts", "listening"], portTaken),
] as const;

/** What lies in front of this machine is never seen from here; what this machine itself drops is. */
function portClosed({ world, machine }: Evidence): Found<"port-closed">[] {
  const { listenPort: port, settings } = world.conf.interface;
  if (port === null || !machine?.firewall) return [];
  const line = lineOf(settings, "ListenPort");
  if (world.live?.listenPort === port && machine.listening && !machine.listening.includes(port)) {
    return [{ line, values: { port, what: "socket" } }];
  }
  // While the interface is down its hooks have not opened anything yet.
  const opens = world.conf.interface.hooks.some(({ command }) => command.includes(String(port)));
  if (letsIn(machine.firewall, port) || (world.live === null && opens)) return [];
  return [{ line, values: { port, what: "filter" } }];
}

/** `wg` has no range check: it keeps the lower 16 bits. */
function badPort({ world }: Evidence): Found<"bad-port">[] {
  const { conf, faults } = world;
  const refused = faults.flatMap((fault): Found<"bad-port">[] =>
    fault.id === "bad-value" && fault.values.form === "port"
      ? [{ line: fault.line, values: { key: "ListenPort", text: told(fault.values.value), becomes: null } }]
      : [],
  );
  const listen = conf.interface.settings
    .filter(({ key }) => key === "ListenPort")
    .flatMap(({ value, line }): Found<"bad-port">[] => {
      const becomes = kept(squeeze(value));
      return becomes === null ? [] : [{ line, values: { key: "ListenPort", text: told(value), becomes } }];
    });
  const called = peersOn(conf).flatMap((peer) =>
    peer.settings
      .filter(({ key }) => key === "Endpoint")
      .flatMap(({ value, line }): Found<"bad-port">[] => {
        const port = /:(\d+)$/.exec(squeeze(value))?.[1] ?? "";
        const becomes = /^0+$/.test(port) ? 0 : kept(port);
        return becomes === null ? [] : [{ line, peer, values: { key: "Endpoint", text: told(value), becomes } }];
      }),
  );
  return [...refused, ...listen, ...called];
}

/** What is left of a number that is too large; null for one that is not. */
function kept(text: string): number | null {
  if (!/^\+?\d{1,20}$/.test(text)) return null;
  const value = BigInt(text.replace("+", ""));
  return value > 65535n ? Number(value & 0xffffn) : null;
}

/** 0 is the same as none. Somebody who calls all its peers needs no port. */
function noListenPort({ world }: Evidence): Found<"no-listen-port">[] {
  const { line, settings } = world.conf.interface;
  const peers = peersOn(world.conf);
  if (line === null || peers.length === 0 || peers.every(({ endpoint }) => endpoint !== null)) return [];
  const own = settings.findLast(({ key }) => key === "ListenPort");
  if (own && !/^0+$/.test(squeeze(own.value))) return [];
  return [{ line: own?.line ?? line, values: { now: world.live?.listenPort ?? null } }];
}

function portTaken({ world, machine }: Evidence): Found<"port-taken">[] {
  const { listenPort: port, settings } = world.conf.interface;
  if (port === null || !machine) return [];
  const line = lineOf(settings, "ListenPort");
  const other = machine.otherPorts?.find((one) => one.port === port);
  if (other) return [{ line, values: { port, path: visible(other.path) } }];
  // What runs under this name holds the port itself, whatever key it runs with.
  const own = world.live?.listenPort === port || world.stranger;
  return !own && machine.listening?.includes(port) ? [{ line, values: { port, path: null } }] : [];
}
