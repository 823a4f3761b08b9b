/**
 * PiVPN's folder `configs/` beside a server's file: its clients' files lie there, and its list of them. Looked for beside
 * the file as it is called, then beside the file that a link leads to.
 */
import { dirname, join } from "node:path";
import type { PivpnList } from "../wireguard/pivpn-list.ts";
import type { Host } from "./host.ts";

/** More than this is no list of clients. */
const LARGEST = 8 * 1024 * 1024;

export interface PivpnBeside {
  /** Whether `configs/` stands beside the file as it is called. */
  readonly isThere: boolean;
  /** Null where there is no list that can be read. */
  readonly list: PivpnList | null;
}

export async function pivpnBeside({ files, clock }: Host, server: string): Promise<PivpnBeside> {
  const resolved = await files.resolve(server).catch(() => server);
  let isThere = false;
  for (const folder of new Set([server, resolved].map((path) => join(dirname(path), "configs")))) {
    const entries = await files.list(folder).catch(() => null);
    if (!entries) continue;
    isThere ||= folder === join(dirname(server), "configs");
    const path = join(folder, "clients.txt");
    if (!entries.some(({ name, kind, size }) => name === "clients.txt" && kind === "file" && size <= LARGEST)) continue;
    const text = await files.read(path).catch(() => null);
    if (text !== null) return { isThere, list: { path, text, at: Math.floor(clock.now() / 1000) } };
  }
  return { isThere, list: null };
}
