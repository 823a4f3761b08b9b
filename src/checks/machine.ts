/** Rules that only the machine can settle: forwarding, masquerade, routes, IPv6, MTU (wireguard-semantics.md §2.2, §3.1). */

import { visible } from "../text/visible.ts";
import {
  contains,
  type Family,
  formatNetwork,
  isEverything,
  isHost,
  type Network,
  networkOf,
  parseNetwork,
} from "../wireguard/address.ts";
import { routeArguments, word } from "../wireguard/command.ts";
import { commandsOf } from "../wireguard/shell.ts";
import type { World } from "../wireguard/world.ts";
import type { Evidence } from "./evidence.ts";
import { forwards } from "./firewall.ts";
import { entriesOf, isInside, ownNetworks } from "./networks.ts";
import { type Found, lineOf, rule, told } from "./rule.ts";

export const MACHINE_RULES = [
  rule(4, "forwarding-off", "error", ["forwarding"], forwardingOff),
  rule(5, "no-masquerade", "warning", ["masquerade"], noMasquerade),
  rule(7, "route-missing", "error", ["live", "routes"], routeMissing),
  rule(9, "ipv6-disabled", "error", ["ipv6"], ipv6Disabled, "any"),
  rule(11, "mtu-too-high", "info", ["pathMtu"], mtuTooHigh, "any"),
] as const;

/** The families in which packets go on to other networks: to a LAN behind a peer, or from a device to the internet. */
function beyond(world: World): ReadonlySet<Family> {
  const own = ownNetworks(world.conf);
  const lans = entriesOf(world.conf).filter(({ network }) => !isEverything(network) && !isHost(network));
  const wanted = world.clients.flatMap(({ conf }) => entriesOf(conf));
  const families = [...lans, ...wanted]
    .filter(({ network }) => !isInside(network, own))
    .filter(({ network }) => own.some(({ family }) => family === network.family))
    .map(({ network }) => network.family);
  return new Set(
    world.conf.interface.hooks.some(({ command }) => /masquerade|snat/i.test(command)) ? [...families, 4] : families,
  );
}

/** While the interface is down, what its hooks would switch on is not on yet. */
function hooksDo(world: World, what: RegExp): boolean {
  return (
    world.live === null && world.conf.interface.hooks.some(({ key, command }) => /Up$/.test(key) && what.test(command))
  );
}

/** One peer that is called, and no hook for anybody else: perhaps this machine alone uses the network behind it. */
function reachesAlone({ conf }: World): boolean {
  const { hooks } = conf.interface;
  return conf.peers.length === 1 && conf.peers[0]?.endpoint !== null && !hooks.some(({ key }) => key.endsWith("Up"));
}

function forwardingOff({ world }: Evidence): Found<"forwarding-off">[] {
  if (hooksDo(world, /ip_forward|forwarding/)) return [];
  const { ipv4, ipv6 } = world.facts.forwarding;
  const wanted = beyond(world);
  const off = [
    ...(wanted.has(4) && ipv4 === false ? ["ipv4"] : []),
    ...(wanted.has(6) && ipv6 === false ? ["ipv6"] : []),
  ];
  if (off.length === 0) return [];
  const families = off.length > 1 ? "both" : (off[0] as "ipv4" | "ipv6");
  return [{ values: { families }, severity: reachesAlone(world) ? "warning" : "error" }];
}

/** What is made and gone with other programs is no sign that a hook is out of date. */
const COMES_AND_GOES = /^(?:wg|tun|tap|ppp|docker|br|veth|virbr|tailscale|lo$)/;

function noMasquerade({ world, machine }: Evidence): Found<"no-masquerade">[] {
  const found: Found<"no-masquerade">[] = [];
  const own = ownNetworks(world.conf);
  const internet = world.clients.some(({ conf }) =>
    entriesOf(conf).some(({ network }) => network.family === 4 && isEverything(network)),
  );
  if (
    internet &&
    own.some(({ family }) => family === 4) &&
    world.facts.masquerade === false &&
    !hooksDo(world, /masquerade|snat/i)
  ) {
    found.push({ values: { what: "rule", device: "" } });
  }
  const names = own.map(formatNetwork);
  if (
    world.live &&
    machine?.firewall &&
    beyond(world).size > 0 &&
    !forwards(machine.firewall, world.interfaceName, names)
  ) {
    found.push({ values: { what: "forward", device: "" } });
  }
  return [...found, ...goneDevices(world, machine?.interfaces ?? null)];
}

/** eth0 in a hook, on a machine that calls it ens3. */
function goneDevices(world: World, interfaces: readonly string[] | null): Found<"no-masquerade">[] {
  if (interfaces === null) return [];
  return world.conf.interface.hooks
    .filter(({ key }) => key.endsWith("Up"))
    .flatMap(({ command, line }) =>
      commandsOf(command).flatMap(({ words }): Found<"no-masquerade">[] => {
        const device = words.find(
          (one, at) =>
            /^(?:-[io]|--(?:in|out)-interface|[io]ifname)$/.test(words[at - 1] ?? "") &&
            /^[A-Za-z][\w.-]{0,14}$/.test(one) &&
            one !== world.interfaceName &&
            !COMES_AND_GOES.test(one) &&
            !interfaces.includes(one),
        );
        return device === undefined ? [] : [{ line, values: { what: "device", device: told(device) } }];
      }),
    );
}

/** `wg` itself makes no routes: what was loaded into a running interface has none outside its networks (§3.1). */
function routeMissing({ world, machine }: Evidence): Found<"route-missing">[] {
  const { live, interfaceName, conf } = world;
  const { table } = conf.interface;
  if (!live || !machine?.routes || table === "off") return [];
  const through = machine.routes.filter(({ device }) => device === interfaceName).map(({ network }) => network);
  const exact = new Set(through);
  const wide = through.flatMap((text) => parseNetwork(text) ?? []).filter((network) => !isHost(network));
  const loaded = new Set(live.peers.map(({ publicKey }) => publicKey));
  const own = ownNetworks(conf);
  const reached = (network: Network) =>
    exact.has(formatNetwork(network)) || wide.some((one) => contains(one, network)) || isEverything(network);
  return entriesOf(conf).flatMap(({ network: written, peer, line }) => {
    const network = networkOf(written);
    if (!loaded.has(peer.publicKey ?? "") || reached(network) || isInside(network, own)) return [];
    const text = formatNetwork(network);
    const known = table !== null && /^\d+$/.test(table) ? table : null;
    const command = `ip ${routeArguments({ kind: "add-route", network: text, table: known }, word(interfaceName)).join(" ")}`;
    return [{ line, peer, values: { network: text, interfaceName: visible(interfaceName), command } }];
  });
}

/** An address or a route that the kernel refuses ends the whole start (§2.1, §2.2). */
function ipv6Disabled({ world }: Evidence): Found<"ipv6-disabled">[] {
  if (world.facts.ipv6Disabled !== true) return [];
  const { conf } = world;
  const own = ownNetworks(conf);
  const addresses = conf.interface.settings.flatMap(({ key, value, line }): Found<"ipv6-disabled">[] => {
    const entry = key === "Address" ? value.split(/[,\t ]+/).find((one) => one.includes(":")) : undefined;
    return entry === undefined ? [] : [{ line, values: { entry: told(entry), key: "Address" } }];
  });
  const routes = entriesOf(conf)
    .filter(({ network }) => network.family === 6 && !isInside(network, own))
    .map(
      ({ peer, text, line }): Found<"ipv6-disabled"> => ({
        line,
        peer,
        values: { entry: told(text), key: "AllowedIPs" },
      }),
    );
  return [...addresses, ...routes];
}

/** What the tunnel adds to each packet: 60 bytes over IPv4, 80 over IPv6. */
const LEAST_OVERHEAD = 60;
const OVERHEAD = 80;

function mtuTooHigh({ world, machine }: Evidence): Found<"mtu-too-high">[] {
  const { mtu: text, settings } = world.conf.interface;
  const mtu = Number(text);
  const path = machine?.pathMtu ?? null;
  if (path === null || text === null || !Number.isInteger(mtu) || mtu <= path - LEAST_OVERHEAD) return [];
  return [{ line: lineOf(settings, "MTU"), values: { mtu, most: path - OVERHEAD, path } }];
}
