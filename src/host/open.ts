/**
 * Opens a server: finds its file and gathers all that is known before anything is asked, the World. Works on any Host
 * and changes nothing.
 */
import { dirname, join } from "node:path";
import { type Conf, parseConf } from "../wireguard/conf.ts";
import { faultsOf } from "../wireguard/grammar.ts";
import { type Live, parseDump } from "../wireguard/live.ts";
import type { Opening } from "../wireguard/opening.ts";
import type { Facts, KeptClient, World } from "../wireguard/world.ts";
import { endpointsFor } from "./endpoints.ts";
import { type FoundFile, fileFound, fileNamed } from "./find.ts";
import type { FileEntry, Host } from "./host.ts";
import { publicHalf } from "./public-key.ts";
import { sudoLine } from "./sudo.ts";

/** Client files that are read: the newest ones, and none that is larger than a client's file can be. */
const MOST_CLIENTS = 500;
const LARGEST_CLIENT = 64 * 1024;

export interface OpenOptions {
  /** The line shown where only root may read. */
  readonly sudo?: string;
  /** False leaves the machine's facts and the kept clients out: a list needs neither, and is sooner there. */
  readonly facts?: boolean;
}

/** The server that `choice` names (an interface or a path), or, with null, the one in the host's folder. */
export async function openServer(
  host: Host,
  choice: string | null,
  { sudo = sudoLine(), facts = true }: OpenOptions = {},
): Promise<Opening> {
  const found = choice === null ? await fileFound(host, sudo) : await fileNamed(host, choice, sudo);
  return found.kind === "file" ? { kind: "opened", world: await worldOf(host, found, facts) } : found;
}

async function worldOf(host: Host, { name, path, conf }: FoundFile, withFacts: boolean): Promise<World> {
  const clientFolder = join(dirname(path), "clients");
  const [running, facts, kept] = await Promise.all([
    runningAs(host, name),
    // Without a key of its own the file needs them in any case: a hook may name it.
    withFacts || conf.interface.privateKey === null ? factsOf(host, name, path, conf) : NO_FACTS,
    withFacts ? keptClients(host, clientFolder) : NO_CLIENTS,
  ]);
  const own = publicHalf(conf.interface.privateKey);
  const stranger = running !== null && conf.interface.privateKey !== null && running.publicKey !== own;
  const live = stranger ? null : running;
  return {
    interfaceName: name,
    path,
    conf,
    faults: faultsOf(conf),
    live,
    stranger,
    publicKey: own ?? live?.publicKey ?? facts.hookKey?.publicKey ?? null,
    facts,
    clients: kept.clients,
    clientFileNames: kept.names,
    clientFolder,
    demo: host.demo,
  };
}

async function runningAs(host: Host, name: string): Promise<Live | null> {
  const dump = await host.wireguard.dump(name);
  return dump.kind === "up" ? parseDump(dump.text) : null;
}

const NO_FACTS: Facts = {
  addresses: [],
  forwarding: { ipv4: null, ipv6: null },
  masquerade: null,
  ipv6Disabled: null,
  resolvers: [],
  hookKey: null,
  endpoints: [],
};

async function factsOf(host: Host, name: string, path: string, conf: Conf): Promise<Facts> {
  const [machine, endpoints] = await Promise.all([
    host.wireguard.facts(
      name,
      conf.interface.hooks.map(({ command }) => command),
    ),
    endpointsFor(host, path, conf, name),
  ]);
  return { ...machine, endpoints };
}

interface Kept {
  readonly clients: readonly KeptClient[];
  readonly names: readonly string[];
}

const NO_CLIENTS: Kept = { clients: [], names: [] };

/** What stands in `clients/`; a folder or a file that cannot be read counts as not there. */
async function keptClients(host: Host, folder: string): Promise<Kept> {
  const entries = await host.files.list(folder).catch((): readonly FileEntry[] => []);
  const newest = entries
    .filter(({ name, kind, size }) => kind === "file" && name.endsWith(".conf") && size <= LARGEST_CLIENT)
    .sort((a, b) => b.changed - a.changed || a.name.localeCompare(b.name, "en"))
    .slice(0, MOST_CLIENTS);
  const clients = await Promise.all(newest.map((entry) => keptClient(host, join(folder, entry.name), entry.changed)));
  return { clients: clients.filter((one) => one !== null), names: entries.map(({ name }) => name).sort() };
}

async function keptClient(host: Host, path: string, changed: number): Promise<KeptClient | null> {
  const text = await host.files.read(path).catch(() => null);
  return text === null || text.includes("\0") ? null : { path, conf: parseConf(text), changed };
}
