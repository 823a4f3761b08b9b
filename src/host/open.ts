/**
 * Opens a server: finds its file and gathers all that is known before anything is asked, the World. Works on any Host
 * and changes nothing.
 */
import { dirname, join } from "node:path";
import type { Conf } from "../wireguard/conf.ts";
import { faultsOf } from "../wireguard/grammar.ts";
import { nameFormOf } from "../wireguard/names.ts";
import type { Opening } from "../wireguard/opening.ts";
import { type Facts, NO_FACTS, standing, type World } from "../wireguard/world.ts";
import { endpointsIn } from "./endpoints.ts";
import { type FoundFile, fileFound, fileNamed } from "./find.ts";
import type { Host } from "./host.ts";
import { readInterface } from "./interface.ts";
import { type ClientFolder, homesOf, type Kept, keptClients } from "./kept-clients.ts";
import { pivpnBeside } from "./pivpn-beside.ts";
import { publicHalf } from "./public-key.ts";
import { sudoLine } from "./sudo.ts";
import { toolSettings, type Wanted } from "./tool-settings.ts";

export interface OpenOptions {
  /** The line shown where only root may read. */
  readonly sudo?: string;
  /** False leaves the machine's facts and the kept clients out: a list needs neither, and is sooner there. */
  readonly facts?: boolean;
  /** The homes that are searched for client files; else root's and that of the person behind sudo. */
  readonly homes?: readonly string[];
  /**
   * The same server as it was read a moment ago: what the machine says of itself is taken from there, and the files are
   * read anew. That keeps the time short between reading a file and writing it.
   */
  readonly known?: World;
}

/** The server that `choice` names (an interface or a path), or, with null, the one in the host's folder. */
export async function openServer(
  host: Host,
  choice: string | null,
  { sudo = sudoLine(), ...options }: OpenOptions = {},
): Promise<Opening> {
  const found = choice === null ? await fileFound(host, sudo) : await fileNamed(host, choice, sudo);
  return found.kind === "file" ? { kind: "opened", world: await worldOf(host, found, options) } : found;
}

async function worldOf(
  host: Host,
  { name, path, conf }: FoundFile,
  { facts: withFacts = true, homes, known }: Omit<OpenOptions, "sudo">,
): Promise<World> {
  const fileKey = publicHalf(conf.interface.privateKey);
  const [running, addresses, facts] = await Promise.all([
    readInterface(host, name),
    host.wireguard.addresses(name),
    // Without a key of its own the file needs them in any case: a hook may name it.
    withFacts || conf.interface.privateKey === null
      ? factsOf(host, { name, path, conf, publicKey: fileKey }, known)
      : NO_FACTS,
  ]);
  const found = standing({ conf, fileKey, facts }, running);
  const pivpn =
    withFacts && nameFormOf(conf, facts.defaults?.[0]?.form) === "pivpn" ? await pivpnBeside(host, path) : null;
  const folder: ClientFolder = pivpn?.isThere ? "configs" : "clients";
  const kept = withFacts
    ? await keptClients(host, { path, conf, publicKey: found.publicKey }, homes ?? (await homesOf(host)), folder)
    : NO_CLIENTS;
  return {
    interfaceName: name,
    path,
    conf,
    faults: faultsOf(conf),
    ...found,
    fileKey,
    addresses: running.kind === "up" ? addresses : null,
    session: host.wireguard.session(),
    facts,
    clients: kept.clients,
    clientFileNames: kept.names,
    clientFolder: join(dirname(path), folder),
    ...(pivpn?.list && { pivpnList: pivpn.list }),
    demo: host.demo,
  };
}

const NO_CLIENTS: Kept = { clients: [], names: [] };

async function factsOf(host: Host, wanted: Wanted, known: World | undefined): Promise<Facts> {
  const hooks = hooksOf(wanted.conf);
  const [machine, settings] = await Promise.all([
    known && hooksOf(known.conf).join("\n") === hooks.join("\n")
      ? known.facts
      : host.wireguard.facts(wanted.name, hooks),
    toolSettings(host, wanted),
  ]);
  return { ...machine, endpoints: endpointsIn(wanted, settings), defaults: settings };
}

function hooksOf(conf: Conf): readonly string[] {
  return conf.interface.hooks.map(({ command }) => command);
}
