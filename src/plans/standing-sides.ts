/**
 * Both sides of a peer that stands already, as rows with their notes: its block as the server's file has it, and its
 * own file, where one is kept here; else what the server's file tells of it, the rest marked as not known.
 */
import { type NoteSubject, noteOf, type Place, type Role } from "../notes/note.ts";
import { visible } from "../text/visible.ts";
import { cut } from "../text/width.ts";
import { contains, networkOf, parseNetwork } from "../wireguard/address.ts";
import { type Conf, type Peer, readable } from "../wireguard/conf.ts";
import { keptClientOf } from "../wireguard/kept.ts";
import { mistakenFor } from "../wireguard/mistaken.ts";
import type { World } from "../wireguard/world.ts";
import { answered } from "./client-side.ts";
import { absentLine, headerLine, lineOf, settingLine } from "./lines.ts";
import type { Side, Sides, ViewLine } from "./plan.ts";
import { counterpartsOf } from "./sides.ts";
import { peerLines, standingLines } from "./standing-lines.ts";
import { NAME_COLUMNS } from "./subject.ts";

/** Both files, as far as they are known. */
export function standingSides(peer: Peer, world: World): Sides {
  const { conf, path } = world;
  const kept = keptClientOf(peer, world);
  const lines = kept ? standingLines(kept.conf, "client").map(({ line }) => line) : unkeptLines(peer, world);
  const mistaken = mistakenFor(peer.publicKey, world) !== null;
  const block = peerLines(peer, conf, "server").map((line) =>
    mistaken && line.value === peer.publicKey ? { ...line, secret: true } : line,
  );
  // One side has the second secret and the other has not: then nothing connects, and neither says why.
  const lone = (own: readonly ViewLine[], other: readonly ViewLine[]) =>
    kept !== null && !own.some(isPreshared) && other.some(isPreshared);
  const counterparts = counterpartsOf(conf, []);
  const client: Side = {
    path: kept?.path ?? null,
    fileName: kept ? baseName(kept.path) : "",
    lines: [...lines, ...(lone(lines, block) ? [noPreshared("client")] : [])].map((line) =>
      answered(line, counterparts),
    ),
  };
  return {
    server: {
      path,
      fileName: baseName(path),
      lines: [...block, ...(lone(block, lines) ? [noPreshared("server")] : [])],
    },
    client,
    subject: standingSubject(peer, conf, kept?.conf ?? null, world.interfaceName),
  };
}

function isPreshared({ pair, kind }: ViewLine): boolean {
  return pair === "preshared" && kind !== "absent";
}

function noPreshared(role: Role): ViewLine {
  return absentLine(["PresharedKey"], `${role}-peer/no-PresharedKey`);
}

/** What the server's file tells of a file that it does not hold. */
function unkeptLines(peer: Peer, { conf, publicKey }: World): readonly ViewLine[] {
  const setting = (key: string, value: string | null, place: Place) => {
    const line = settingLine(key, value ?? "", noteOf(place, key) ?? `${place}/header`, null);
    return value === null ? { ...line, secret: false, unknown: true } : line;
  };
  const { own } = split(peer, conf);
  return [
    headerLine("[Interface]", "client-interface/header", "peer"),
    setting("PrivateKey", null, "client-interface"),
    setting("Address", own.length > 0 ? own.join(", ") : null, "client-interface"),
    lineOf({}),
    headerLine("[Peer]", "client-peer/header", "server"),
    setting("PublicKey", publicKey, "client-peer"),
    ...(peer.presharedKey === null ? [] : [setting("PresharedKey", readable(peer.presharedKey), "client-peer")]),
    setting("AllowedIPs", null, "client-peer"),
    setting("Endpoint", null, "client-peer"),
    setting("PersistentKeepalive", null, "client-peer"),
  ];
}

/** What the notes may say of a peer that stands in a server's file; `client` is its own file, null where it is not known. */
export function standingSubject(peer: Peer, server: Conf, client: Conf | null, interfaceName: string): NoteSubject {
  const { own, behind } = split(peer, server);
  return {
    name: peer.name === null ? null : cut(visible(peer.name), NAME_COLUMNS),
    interfaceName,
    addresses: own.join(", "),
    lan: behind.join(", "),
    ...fromClient(client),
    listenPort: server.interface.listenPort,
    block: { keepalive: peer.persistentKeepalive, dials: peer.endpoint !== null },
  };
}

/** What the notes may say of a device whose file this is. */
export function deviceSubject(client: Conf): NoteSubject {
  return {
    name: null,
    interfaceName: "",
    addresses: client.interface.addresses.map(shown).join(", "),
    lan: "",
    ...fromClient(client),
    listenPort: null,
  };
}

function fromClient(client: Conf | null): Pick<NoteSubject, "traffic" | "endpoint" | "dns" | "mtu" | "keepalive"> {
  const server = client?.peers[0];
  return {
    traffic: server ? trafficOf(server.allowedIPs) : null,
    endpoint: server?.endpoint == null ? null : shown(server.endpoint),
    dns: (client?.interface.dns ?? []).map(shown).join(", "),
    mtu: client?.interface.mtu ?? null,
    keepalive: server?.persistentKeepalive ?? null,
  };
}

/** AllowedIPs in two: what lies in the interface's own networks, and what is behind the peer. */
function split(peer: Peer, conf: Conf): { readonly own: readonly string[]; readonly behind: readonly string[] } {
  const networks = conf.interface.addresses.flatMap((text) => parseNetwork(text) ?? []).map(networkOf);
  const isOwn = (text: string) => {
    const entry = parseNetwork(text);
    return entry !== null && networks.some((network) => contains(network, entry));
  };
  const entries = peer.allowedIPs.map(shown);
  return { own: entries.filter(isOwn), behind: entries.filter((entry) => !isOwn(entry)) };
}

function trafficOf(allowed: readonly string[]): NoteSubject["traffic"] {
  if (!allowed.includes("0.0.0.0/0")) return "list";
  return allowed.includes("::/0") ? "all" : "all4";
}

function shown(bytes: string): string {
  return visible(readable(bytes));
}

function baseName(path: string): string {
  return path.replace(/^.*[/\\]/, "");
}
