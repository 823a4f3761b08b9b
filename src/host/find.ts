/**
 * Which server file is meant (wg-quick's rules for names, wireguard-semantics.md §2.5), and what it reads like. Gives
 * a file's text, several to choose from, or what is in the way.
 */
import { basename, dirname, join, resolve } from "node:path";
import { isClientFile } from "../wireguard/client.ts";
import { type Conf, parseConf } from "../wireguard/conf.ts";
import type { Opening, Trouble } from "../wireguard/opening.ts";
import { failureOf } from "./failures.ts";
import type { FileEntry, Host } from "./host.ts";

/** What wg-quick takes for an interface's name. */
const NAME = /^[a-zA-Z0-9_=+.-]{1,15}$/;

export interface FoundFile {
  readonly kind: "file";
  readonly name: string;
  readonly path: string;
  readonly conf: Conf;
}

export type Found = FoundFile | Exclude<Opening, { kind: "opened" }>;

/** The file that `-i` names. `sudo` is the line for a refusal that root would not get. */
export async function fileNamed(host: Host, choice: string, sudo: string): Promise<Found> {
  const path = await pathOf(host, choice);
  if (path === null) return inTheWay({ id: "bad-name", path: choice });
  const found = await readServer(host, path, sudo);
  if (found.kind === "trouble" && found.trouble.id === "no-file" && dirname(path) === host.folder) {
    const folder = await folderTrouble(host, sudo);
    if (folder?.id === "no-folder") return inTheWay(folder);
  }
  if (found.kind === "file" && isClientFile(found.conf)) return inTheWay({ id: "client-file", path });
  if (found.kind === "file" && found.conf.interface.line === null) return inTheWay({ id: "no-interface", path });
  return found;
}

/** The one server's file in the host's folder, several, or what is in the way. */
export async function fileFound(host: Host, sudo: string): Promise<Found> {
  let entries: readonly FileEntry[];
  try {
    entries = await host.files.list(host.folder);
  } catch (error) {
    return inTheWay(troubleOf(error, host.folder, sudo, "no-folder"));
  }
  const names = entries
    .filter(({ name, kind }) => kind !== "folder" && name.endsWith(".conf") && NAME.test(basename(name, ".conf")))
    .map(({ name }) => basename(name, ".conf"))
    .sort(wg0First);
  if (names.length === 0) return inTheWay({ id: "no-file", path: host.folder });
  const found = await Promise.all(names.map((name) => readServer(host, join(host.folder, `${name}.conf`), sudo)));
  const servers = found.filter((one): one is FoundFile => one.kind === "file" && isServerFile(one.conf));
  const [only] = servers;
  if (only && servers.length === 1) return only;
  if (servers.length > 1) {
    return {
      kind: "several",
      interfaces: servers.map(({ name, path, conf }) => ({ name, path, peers: conf.peers.length })),
    };
  }
  // What could not be read may well be the server: that says more than "none of these is one".
  return found.find((one) => one.kind === "trouble") ?? inTheWay({ id: "no-server-file", path: host.folder });
}

/** A server has a port of its own, or a peer that it does not call. */
function isServerFile(conf: Conf): boolean {
  return (
    conf.interface.line !== null &&
    (conf.interface.listenPort !== null || conf.peers.some(({ endpoint }) => endpoint === null))
  );
}

/** `wg0` or `PATH/wg0.conf`; null where wg-quick would refuse the name. */
async function pathOf(host: Host, choice: string): Promise<string | null> {
  if (!choice.includes("/") && !choice.endsWith(".conf")) {
    return NAME.test(choice) ? join(host.folder, `${choice}.conf`) : null;
  }
  if (!choice.endsWith(".conf") || !NAME.test(basename(choice, ".conf"))) return null;
  const path = resolve(choice);
  if (choice.includes("/")) return path;
  // `wg0.conf` alone: here if it is here, else where the others are.
  const here = await host.files.read(path).then(
    () => true,
    (error) => failureOf(error, path).failure.id !== "missing",
  );
  return here ? path : join(host.folder, choice);
}

async function readServer(
  host: Host,
  path: string,
  sudo: string,
): Promise<FoundFile | Extract<Opening, { kind: "trouble" }>> {
  try {
    const text = await host.files.read(path);
    if (text.includes("\0")) return inTheWay({ id: "binary", path });
    return { kind: "file", name: basename(path, ".conf"), path, conf: parseConf(text) };
  } catch (error) {
    return inTheWay(troubleOf(error, path, sudo, "no-file"));
  }
}

async function folderTrouble(host: Host, sudo: string): Promise<Trouble | null> {
  return host.files.list(host.folder).then(
    () => null,
    (error) => troubleOf(error, host.folder, sudo, "no-folder"),
  );
}

function troubleOf(error: unknown, path: string, sudo: string, missing: "no-folder" | "no-file"): Trouble {
  const { id, detail } = failureOf(error, path).failure;
  if (id === "missing") return { id: missing, path };
  if (id === "denied") return { id: "denied", path, sudo };
  if (id === "not-a-file")
    return { id: "not-a-file", path, what: detail === "folder" || detail === "pipe" ? detail : "device" };
  return { id: "failed", path, detail };
}

function inTheWay(trouble: Trouble): Extract<Opening, { kind: "trouble" }> {
  return { kind: "trouble", trouble };
}

/** wg0 before all others, then as people count: wg2 before wg10. */
function wg0First(a: string, b: string): number {
  if (a === "wg0" || b === "wg0") return a === b ? 0 : a === "wg0" ? -1 : 1;
  return a.localeCompare(b, "en", { numeric: true });
}
