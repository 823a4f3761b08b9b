/**
 * What brings the running interface to a file's state, for some peers or for all: the smallest set of commands, in an
 * order that never leaves a peer without its networks, and how everything must stand afterwards. Nothing else of the
 * interface is touched (wireguard-semantics §3.3).
 */
import { parseAddress } from "../wireguard/address.ts";
import { commandText, type LiveCommand, quoted } from "../wireguard/command.ts";
import type { Conf } from "../wireguard/conf.ts";
import {
  type Configured,
  configured,
  configuredAlone,
  configuredLive,
  type InFile,
  sameConfigured,
} from "../wireguard/configured.ts";
import { markOf } from "../wireguard/fw-mark.ts";
import type { World } from "../wireguard/world.ts";
import { cutsSession } from "./loading-cuts.ts";
import { routesOf, type Withheld } from "./loading-routes.ts";

export interface Loading {
  readonly interfaceName: string;
  /** The server's file. */
  readonly path: string;
  /** The interface must run with this key; with any other nothing is touched. Null where the file does not tell. */
  readonly publicKey: string | null;
  readonly commands: readonly LiveCommand[];
  /** Every peer that is touched, by its key, as it must stand afterwards; null: gone. Holds preshared keys: a secret. */
  readonly expected: Readonly<Record<string, Configured | null>>;
  /** What the interface itself is told, as it must stand afterwards; `fwMark` 0 is off. */
  readonly own: { readonly listenPort?: number; readonly fwMark?: number };
  /** Networks that have no route through this interface until it goes down and up: default routes (wg-quick(8)). */
  readonly unrouted: readonly string[];
  /** Networks that get no route here, although wg-quick would try to make one at the next start. */
  readonly withheld: readonly Withheld[];
  /** Default routes of peers that go: wg-quick's own rules go on leading there until the interface goes down. */
  readonly leadNowhere: readonly string[];
  /** Networks that another peer, which is not in the file's way, holds on the interface now, and loses. */
  readonly taken: readonly { readonly network: string; readonly from: string }[];
  /** Names of endpoints that `wg` asks DNS for while it loads: that may take its time. */
  readonly asked: readonly string[];
  /** The person's own connection comes through a peer that these commands take off or change, or is led into one. */
  readonly cutsOwnSession: boolean;
}

/** Which peers: all of them and the interface's own settings, or those with these public keys. */
export type Touched = "all" | ReadonlySet<string>;

/**
 * What brings the interface from what it is (world) to what `after` says. Null where it is down or not the file's.
 * Without a difference there are no commands, and the comparison alone is left.
 */
export function loadingOf(world: World, after: Conf, touched: Touched): Loading | null {
  const { live, interfaceName, path, publicKey } = world;
  if (live === null) return null;
  const target = configured(after, publicKey);
  const running = new Map(live.peers.map((peer) => [peer.publicKey, configuredLive(peer)]));
  const isTouched = (key: string) => touched === "all" || touched.has(key);
  const gone = [...running].filter(([key]) => isTouched(key) && !target.has(key));
  const wanted = [...target].filter(([key]) => isTouched(key));
  const changed = wanted.flatMap(([key, file]) => {
    const now = running.get(key);
    return now && !sameConfigured(file, now) ? [{ key, file, now }] : [];
  });
  const fresh = wanted.filter(([key]) => !running.has(key));
  const routes = routesOf(world, after, [
    ...gone.map(([, now]) => [now, null] as const),
    ...wanted.map(([key, file]) => [running.get(key) ?? null, file] as const),
  ]);
  // Who only gets another key stays reachable with the old one until the new one is there: should that fail, nobody is out.
  const inherited = new Set(fresh.flatMap(([, file]) => file.allowedIPs));
  const succeeded = ([, now]: (typeof gone)[number]) => now.allowedIPs.some((network) => inherited.has(network));
  const own = touched === "all" ? ownSettings(world, after) : {};
  const taken = takenFrom(
    [...running].filter(([key]) => !isTouched(key)),
    [...changed.map(({ file }) => file), ...fresh.map(([, file]) => file)],
  );
  const expected = Object.fromEntries<Configured | null>([
    ...gone.map(([key]) => [key, null] as const),
    ...wanted.map(([key, { allowedIPs, keepalive, presharedKey }]) => {
      return [key, { allowedIPs, keepalive, presharedKey }] as const;
    }),
    ...taken.losers,
  ]);
  return {
    interfaceName,
    path,
    publicKey,
    commands: [
      ...routes.gone,
      ...gone.filter((one) => !succeeded(one)).map(removePeer),
      ...changed.map(({ key, file, now }) => setPeer(key, now, file)),
      ...fresh.map(([key, file]) => addPeer(key, file, after)),
      ...gone.filter(succeeded).map(removePeer),
      ...routes.come,
      ...ownCommands(own, after),
    ],
    expected,
    own,
    unrouted: routes.unrouted,
    withheld: routes.withheld,
    leadNowhere: routes.leadNowhere,
    taken: taken.networks,
    asked: fresh.flatMap(([, { peer }]) => nameIn(peer.endpoint)),
    cutsOwnSession: cutsSession(world, expected, routes, own.listenPort !== undefined),
  };
}

/** The peers whose configuration differs between two texts of the server's file. */
export function touchedBetween(before: Conf, after: Conf, ownKey: string | null): ReadonlySet<string> {
  const [old, now] = [configured(before, ownKey), configured(after, ownKey)];
  const keys = new Set<string>();
  for (const [key, file] of now) {
    const was = old.get(key);
    if (!was || !sameConfigured(was, file)) keys.add(key);
  }
  for (const key of old.keys()) if (!now.has(key)) keys.add(key);
  return keys;
}

/** Each command as typed at a shell of root's. */
export function loadingTexts({ commands, interfaceName, path }: Loading): readonly string[] {
  return commands.map((command) => commandText(command, interfaceName, path));
}

/** What is left of it as one line for a person's own shell, `sudo bash -c '…'`; null where nothing is. */
export function loadingLine(loading: Loading | null, done = 0): string | null {
  const texts = loading === null ? [] : loadingTexts(loading).slice(done);
  return texts.length === 0 ? null : `sudo bash -c ${quoted(texts.join(" && "))}`;
}

function removePeer([publicKey]: readonly [string, unknown]): LiveCommand {
  return { kind: "remove-peer", publicKey };
}

function setPeer(publicKey: string, now: Configured, file: InFile): LiveCommand {
  return {
    kind: "set-peer",
    publicKey,
    ...(now.allowedIPs.join() !== file.allowedIPs.join() && { allowedIPs: file.allowedIPs }),
    // Older tools leave both on when their lines are gone, so they are always said in words of `wg set` (§3.1).
    ...(now.keepalive !== file.keepalive && { keepalive: file.keepalive ?? 0 }),
    ...(now.presharedKey !== file.presharedKey && { presharedKey: presharedOf(file) }),
  };
}

function presharedOf({ presharedKey, presharedLine, peer }: InFile): { key: string; line: number } | null {
  return presharedKey === null ? null : { key: presharedKey, line: presharedLine ?? peer.line };
}

/**
 * The block from its header to its last setting: marks around it say nothing to `wg`. Where other blocks of the file
 * have a say in this peer as well, the block alone would take what is theirs: then all is told in words of `wg set`.
 */
function addPeer(publicKey: string, file: InFile, { lines }: Conf): LiveCommand {
  const { peer, allowedIPs, keepalive, presharedKey } = file;
  if (!sameConfigured(file, configuredAlone(peer))) {
    return {
      kind: "set-peer",
      publicKey,
      ...(peer.endpoint !== null && { endpoint: peer.endpoint }),
      allowedIPs,
      ...(keepalive !== null && { keepalive }),
      ...(presharedKey !== null && { presharedKey: presharedOf(file) }),
    };
  }
  const to = Math.max(peer.line, ...peer.settings.map(({ line }) => line));
  const block = `${lines.slice(peer.line - 1, to).join("\n")}\n`;
  return { kind: "add-peer", publicKey, block, from: peer.line, to };
}

/** Where the file has them and the interface runs with others. What the file is silent about stays as it is. */
function ownSettings({ live }: World, { interface: own }: Conf): Loading["own"] {
  const mark = own.fwMark === null ? null : markOf(own.fwMark);
  return {
    ...(own.listenPort !== null && own.listenPort !== live?.listenPort && { listenPort: own.listenPort }),
    ...(mark !== null && mark !== markOf(live?.fwMark ?? "off") && { fwMark: mark }),
  };
}

/** One each: a port that is taken already fails by itself. */
function ownCommands({ listenPort, fwMark }: Loading["own"], after: Conf): LiveCommand[] {
  return [
    ...(fwMark === undefined ? [] : [{ kind: "set-interface", fwMark: after.interface.fwMark ?? "off" } as const]),
    ...(listenPort === undefined ? [] : [{ kind: "set-interface", listenPort } as const]),
  ];
}

/** One network belongs to one peer: whoever is told of it last has it (wireguard-semantics §1.2). */
function takenFrom(others: readonly (readonly [string, Configured])[], come: readonly Configured[]) {
  const wanted = new Set(come.flatMap(({ allowedIPs }) => allowedIPs));
  const networks: { network: string; from: string }[] = [];
  const losers: (readonly [string, Configured])[] = [];
  if (wanted.size === 0) return { networks, losers };
  for (const [from, now] of others) {
    const lost = now.allowedIPs.filter((network) => wanted.has(network));
    if (lost.length === 0) continue;
    networks.push(...lost.map((network) => ({ network, from })));
    losers.push([from, { ...now, allowedIPs: now.allowedIPs.filter((network) => !wanted.has(network)) }]);
  }
  return { networks, losers };
}

/** The host of an endpoint where it is a name, and no address in whatever spelling. */
function nameIn(endpoint: string | null): string[] {
  const host = endpoint?.replace(/:[^:]*$/, "") ?? "";
  return host === "" || host.startsWith("[") || parseAddress(host) ? [] : [host];
}
