/**
 * Client files of a server that are kept on its machine: beside its file, where other tools put them, and in the homes
 * of those who ran them. A file counts only if its keys say that it belongs to this server.
 */
import { dirname, join } from "node:path";
import { type Conf, parseConf } from "../wireguard/conf.ts";
import type { KeptClient } from "../wireguard/world.ts";
import type { FileEntry, Host } from "./host.ts";
import { WIREGUARD_FOLDER } from "./linux.ts";
import { publicHalf } from "./public-key.ts";
import { sudoUser } from "./sudo-user.ts";

/** Files that are read: the newest ones, and none that is larger than a client's file can be. */
const MOST = 500;
const LARGEST = 64 * 1024;
/** How many of them are read at a time. */
const AT_ONCE = 32;

/** Where tools keep client files: complexorganizations, hwdsl2 and this program; PiVPN. */
const FOLDERS = ["clients", "configs"] as const;

export type ClientFolder = (typeof FOLDERS)[number];

export interface Kept {
  /** Newest first. */
  readonly clients: readonly KeptClient[];
  /** Every file name in the folder where this program keeps them. */
  readonly names: readonly string[];
}

/** The server whose clients are looked for; its public key is null where nothing tells it. */
export interface KeptBy {
  readonly path: string;
  readonly conf: Conf;
  readonly publicKey: string | null;
}

/**
 * The kept clients of this server; `own` is the folder beside its file where new ones are kept. A folder or a file that
 * cannot be read counts as not there.
 */
export async function keptClients(
  host: Host,
  server: KeptBy,
  homes: readonly string[],
  own: ClientFolder = "clients",
): Promise<Kept> {
  const beside = FOLDERS.map((name) => join(dirname(server.path), name));
  const places = new Set([...beside, ...homes.flatMap((home) => [home, ...FOLDERS.map((name) => join(home, name))])]);
  const listed = await Promise.all([...places].map((folder) => listedIn(host, folder)));
  const files = listed
    .flat()
    .filter(({ path, entry }) => path !== server.path && couldBeClient(entry))
    .sort((a, b) => b.entry.changed - a.entry.changed || a.path.localeCompare(b.path, "en"))
    .slice(0, MOST);
  const clients: KeptClient[] = [];
  const belongs = belongsTo(server);
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const read = await Promise.all(
      files.slice(at, at + AT_ONCE).map(({ path, entry }) => readClient(host, path, entry.changed)),
    );
    for (const client of read) if (client && belongs(client.conf)) clients.push(client);
  }
  return { clients, names: (listed[FOLDERS.indexOf(own)] ?? []).map(({ entry }) => entry.name).sort() };
}

/**
 * The homes in which client files may lie: root's, where installers put them, and that of the person behind sudo. None
 * in the demo, nor where another folder than wg-quick's is searched.
 */
export async function homesOf(
  host: Host,
  own: Readonly<Record<string, string | undefined>> = process.env,
): Promise<readonly string[]> {
  if (host.demo || host.folder !== WIREGUARD_FOLDER) return [];
  const behind = (await sudoUser(host, own))?.home ?? "/root";
  return behind === "/root" ? ["/root"] : ["/root", behind];
}

interface Listed {
  readonly path: string;
  readonly entry: FileEntry;
}

async function listedIn(host: Host, folder: string): Promise<Listed[]> {
  const entries = await host.files.list(folder).catch((): readonly FileEntry[] => []);
  return entries.map((entry) => ({ path: join(folder, entry.name), entry }));
}

function couldBeClient({ name, kind, size }: FileEntry): boolean {
  return kind === "file" && name.endsWith(".conf") && size <= LARGEST;
}

async function readClient(host: Host, path: string, changed: number): Promise<KeptClient | null> {
  const text = await host.files.read(path).catch(() => null);
  return text === null || text.includes("\0") || text.length > LARGEST
    ? null
    : { path, conf: parseConf(text), changed };
}

/** Whether a file calls this server by its key, or holds the private half of a key that is a peer of it. */
function belongsTo({ conf, publicKey }: KeptBy): (client: Conf) => boolean {
  const known = new Set(conf.peers.flatMap((peer) => peer.publicKey ?? []));
  return (client) => {
    if (publicKey !== null && client.peers.some((peer) => peer.publicKey === publicKey)) return true;
    const own = publicHalf(client.interface.privateKey);
    return own !== null && known.has(own);
  };
}
