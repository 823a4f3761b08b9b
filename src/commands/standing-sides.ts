/**
 * Both sides of a peer that stands already, as rows with their notes: its block as the server's file has it, and its
 * own file, where one is kept here; else what the server's file tells of it, the rest marked as not known.
 */
import { type NoteSubject, noteOf, type Place } from "../notes/note.ts";
import { absentLine, contextLine, headerLine, lineOf, settingLine } from "../plans/lines.ts";
import type { Side, Sides, ViewLine } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import { cut } from "../text/width.ts";
import { contains, networkOf, parseNetwork } from "../wireguard/address.ts";
import { type Conf, type Peer, readable } from "../wireguard/conf.ts";
import type { KeptClient, World } from "../wireguard/world.ts";

/** The longest name that a note's sentence is asked to carry, in columns. */
const NAME_COLUMNS = 24;

/** `kept` is the peer's own file, null where it is not here; `unknown` stands for what nobody here can know. */
export function standingSides(peer: Peer, world: World, kept: KeptClient | null, unknown: string): Sides {
  return {
    server: { path: world.path, fileName: baseName(world.path), lines: blockLines(peer, world.conf) },
    client: kept ? keptSide(kept) : unkeptSide(peer, world, unknown),
    subject: subjectOf(peer, world, kept),
  };
}

/** Every line that belongs to the peer, and what is left out of its block on purpose. */
function blockLines(peer: Peer, conf: Conf): ViewLine[] {
  const settings = new Map(peer.settings.map((setting) => [setting.line, setting.key]));
  let named = false;
  const lines = conf.lines.slice(peer.from - 1, peer.to).map((bytes, at): ViewLine => {
    const number = peer.from + at;
    const line = contextLine(shown(bytes), number);
    if (number === peer.line) return { ...line, note: "server-peer/header", describes: "peer" };
    const key = settings.get(number);
    if (key !== undefined) return annotated(line, "server-peer", key);
    const isName = !named && peer.name !== null && line.text.includes(peer.name);
    if (isName) named = true;
    return isName ? { ...line, note: "server-peer/name" } : line;
  });
  const absent: ViewLine[] = [];
  if (peer.persistentKeepalive === null)
    absent.push(absentLine(["PersistentKeepalive"], "server-peer/no-PersistentKeepalive"));
  const others = peer.endpoint === null ? ["Endpoint", "Address", "DNS"] : ["Address", "DNS"];
  return [...lines, ...absent, absentLine(others, "server-peer/no-others")];
}

function keptSide({ path, conf }: KeptClient): Side {
  let place: Place = "client-interface";
  const settings = new Map(
    [...conf.interface.settings, ...conf.peers.flatMap((peer) => peer.settings)].map((one) => [one.line, one.key]),
  );
  const headers = new Set(conf.peers.map((peer) => peer.line));
  const count = conf.lines.at(-1) === "" ? conf.lines.length - 1 : conf.lines.length;
  const lines = conf.lines.slice(0, count).map((bytes, at): ViewLine => {
    const number = at + 1;
    const line = contextLine(shown(bytes), number);
    if (number === conf.interface.line) return { ...line, note: "client-interface/header", describes: "peer" };
    if (headers.has(number)) {
      place = "client-peer";
      return { ...line, note: "client-peer/header", describes: "server" };
    }
    const key = settings.get(number);
    return key === undefined ? line : annotated(line, place, key);
  });
  const silent = conf.peers[0]?.persistentKeepalive == null;
  return {
    path,
    fileName: baseName(path),
    lines: silent ? [...lines, absentLine(["PersistentKeepalive"], "client-peer/no-PersistentKeepalive")] : lines,
  };
}

/** What the server's file tells of a file that it does not hold. */
function unkeptSide(peer: Peer, world: World, unknown: string): Side {
  const setting = (key: string, value: string | null, place: Place) => {
    const line = settingLine(key, value ?? unknown, noteOf(place, key) ?? "client-interface/header", null);
    return value === null ? { ...line, secret: false } : line;
  };
  const { own } = split(peer, world);
  const addresses = own.length > 0 ? own.join(", ") : null;
  return {
    path: null,
    fileName: "",
    lines: [
      headerLine("[Interface]", "client-interface/header", "peer"),
      setting("PrivateKey", null, "client-interface"),
      setting("Address", addresses, "client-interface"),
      lineOf({}),
      headerLine("[Peer]", "client-peer/header", "server"),
      setting("PublicKey", world.publicKey, "client-peer"),
      ...(peer.presharedKey === null ? [] : [setting("PresharedKey", readable(peer.presharedKey), "client-peer")]),
      setting("AllowedIPs", null, "client-peer"),
      setting("Endpoint", null, "client-peer"),
    ],
  };
}

function subjectOf(peer: Peer, world: World, kept: KeptClient | null): NoteSubject {
  const { own, behind } = split(peer, world);
  const client = kept?.conf.peers[0];
  return {
    name: peer.name === null ? null : cut(visible(peer.name), NAME_COLUMNS),
    interfaceName: world.interfaceName,
    addresses: own.join(", "),
    lan: behind.join(", "),
    traffic: client ? trafficOf(client.allowedIPs) : null,
    endpoint: client?.endpoint == null ? null : visible(readable(client.endpoint)),
    listenPort: world.conf.interface.listenPort,
    dns: kept ? kept.conf.interface.dns.map((one) => visible(readable(one))).join(", ") : "",
    mtu: kept?.conf.interface.mtu ?? null,
    keepalive: client?.persistentKeepalive ?? null,
  };
}

/** AllowedIPs in two: what lies in the interface's own networks, and what is behind the peer. */
function split(peer: Peer, world: World): { readonly own: readonly string[]; readonly behind: readonly string[] } {
  const networks = world.conf.interface.addresses.flatMap((text) => parseNetwork(text) ?? []).map(networkOf);
  const isOwn = (text: string) => {
    const entry = parseNetwork(text);
    return entry !== null && networks.some((network) => contains(network, entry));
  };
  const entries = peer.allowedIPs.map((entry) => visible(readable(entry)));
  return { own: entries.filter(isOwn), behind: entries.filter((entry) => !isOwn(entry)) };
}

function trafficOf(allowed: readonly string[]): NoteSubject["traffic"] {
  if (!allowed.includes("0.0.0.0/0")) return "list";
  return allowed.includes("::/0") ? "all" : "all4";
}

function annotated(line: ViewLine, place: Place, key: string): ViewLine {
  const note = noteOf(place, key);
  return note === null ? line : lineOf({ ...line, pair: lineOf({ note }).pair, note });
}

function shown(bytes: string): string {
  return readable(bytes.endsWith("\r") ? bytes.slice(0, -1) : bytes);
}

function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, "");
}
