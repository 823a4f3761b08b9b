/**
 * An interface that is only played: it takes the same commands as a real one and prints the same dump, by the rules of
 * `wg` (wireguard-semantics §1.2, §3.3). For the demo and for tests; test/live runs one script on both. Sends nothing.
 */
import { formatAddress, formatNetwork, networkOf, parseAddress, parseNetwork } from "../wireguard/address.ts";
import type { LiveCommand } from "../wireguard/command.ts";
import { parseConf } from "../wireguard/conf.ts";
import { faultsOf } from "../wireguard/grammar.ts";
import { NO_KEY } from "../wireguard/live.ts";
import { HostFailure } from "./host.ts";

export interface PlayedPeer {
  presharedKey: string | null;
  endpoint: string | null;
  allowedIPs: string[];
  /** Seconds since 1970; 0 for never. */
  latestHandshake: number;
  /** Bytes. */
  rx: number;
  tx: number;
  /** Seconds; 0 for off. */
  keepalive: number;
}

export class PlayedInterface {
  readonly peers = new Map<string, PlayedPeer>();
  /** `192.168.7.0/24`, with ` table N` where it is not the main one. */
  readonly routes = new Set<string>();
  private readonly privateKey: string;
  private readonly publicKey: string;
  private listenPort: string;
  private fwMark: string;

  /** From what `wg show NAME dump` printed. */
  constructor(dump: string) {
    const [head = "", ...rows] = dump.split("\n").filter((line) => line !== "");
    const [privateKey = "", publicKey = "", listenPort = "", fwMark = ""] = head.split("\t");
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.listenPort = listenPort;
    this.fwMark = fwMark;
    for (const row of rows) {
      const [key = "", preshared = "", endpoint = "", allowed = "", handshake, rx, tx, keepalive] = row.split("\t");
      this.peers.set(key, {
        presharedKey: preshared === "(none)" ? null : preshared,
        endpoint: endpoint === "(none)" ? null : endpoint,
        allowedIPs: allowed === "(none)" ? [] : allowed.split(","),
        latestHandshake: Number(handshake),
        rx: Number(rx),
        tx: Number(tx),
        keepalive: Number(keepalive) || 0,
      });
    }
  }

  /** As `wg show NAME dump` prints it. */
  dump(): string {
    const rows = [...this.peers].map(([key, peer]) => [
      key,
      peer.presharedKey ?? "(none)",
      peer.endpoint ?? "(none)",
      peer.allowedIPs.join(",") || "(none)",
      peer.latestHandshake,
      peer.rx,
      peer.tx,
      peer.keepalive || "off",
    ]);
    const head = [this.privateKey, this.publicKey, this.listenPort, this.fwMark];
    return [head, ...rows].map((fields) => `${fields.join("\t")}\n`).join("");
  }

  /** Carries a command out, or refuses it with `command` as `wg` and `ip` do. False where a route is so already. */
  run(name: string, command: LiveCommand): boolean {
    switch (command.kind) {
      case "add-peer":
        this.add(name, command.block);
        return true;
      case "set-peer": {
        if (command.publicKey === this.publicKey) return true;
        const peer = this.peer(command.publicKey);
        if (command.endpoint !== undefined) peer.endpoint = endpointAsShown(command.endpoint);
        if (command.allowedIPs) this.give(command.publicKey, command.allowedIPs);
        if (command.keepalive !== undefined) peer.keepalive = command.keepalive;
        if (command.presharedKey !== undefined)
          peer.presharedKey = presharedAsShown(command.presharedKey?.key ?? NO_KEY);
        return true;
      }
      case "remove-peer":
        this.peers.delete(command.publicKey);
        return true;
      case "set-interface":
        if (command.listenPort !== undefined) this.listenPort = String(command.listenPort);
        if (command.fwMark !== undefined) this.fwMark = markAsShown(command.fwMark);
        return true;
      case "add-route": {
        const before = this.routes.size;
        return this.routes.add(routeText(command)).size > before;
      }
      case "delete-route":
        return this.routes.delete(routeText(command));
    }
  }

  private add(name: string, block: string): void {
    const conf = parseConf(block);
    // `wg` reads it whole before it tells the interface anything.
    const [fault] = faultsOf(conf);
    if (fault) throw new HostFailure({ id: "command", path: name, detail: fault.says ?? "" });
    for (const { publicKey, presharedKey, persistentKeepalive, endpoint, allowedIPs, settings } of conf.peers) {
      if (publicKey === null || publicKey === this.publicKey) continue;
      const peer = this.peer(publicKey);
      this.give(publicKey, allowedIPs);
      if (presharedKey !== null) peer.presharedKey = presharedAsShown(presharedKey);
      if (settings.some(({ key }) => key === "PersistentKeepalive")) peer.keepalive = persistentKeepalive ?? 0;
      if (endpoint !== null) peer.endpoint = endpointAsShown(endpoint);
    }
  }

  private peer(publicKey: string): PlayedPeer {
    const before = this.peers.get(publicKey);
    if (before) return before;
    const peer = { presharedKey: null, endpoint: null, allowedIPs: [], latestHandshake: 0, rx: 0, tx: 0, keepalive: 0 };
    this.peers.set(publicKey, peer);
    return peer;
  }

  /** The networks become this peer's, whoever had them. */
  private give(publicKey: string, entries: readonly string[]): void {
    const networks = entries.map((entry) => {
      const network = parseNetwork(entry.replace(/\s/g, ""));
      return network ? formatNetwork(networkOf(network)) : entry;
    });
    for (const peer of this.peers.values()) peer.allowedIPs = peer.allowedIPs.filter((one) => !networks.includes(one));
    this.peer(publicKey).allowedIPs = [...new Set(networks)];
  }
}

function presharedAsShown(key: string): string | null {
  return key === NO_KEY ? null : key;
}

/** An address in its short form. A name stays a name here: it could only be looked up. */
function endpointAsShown(text: string): string {
  const [, host = "", port = ""] = /^\[(.*)\]:(.*)$/.exec(text) ?? [];
  const address = parseAddress(host);
  return address ? `[${formatAddress(address)}]:${port}` : text;
}

function markAsShown(text: string): string {
  const mark = /^off$/i.test(text) ? 0 : Number(text);
  return mark === 0 ? "off" : `0x${mark.toString(16)}`;
}

function routeText({ network, table }: { readonly network: string; readonly table: string | null }): string {
  return table === null ? network : `${network} table ${table}`;
}
