/**
 * The real machine as a Host.
 */
import { randomBytes } from "node:crypto";
import { machineFacts } from "./facts.ts";
import { machineFiles } from "./files.ts";
import type { Host } from "./host.ts";
import { logChange } from "./syslog.ts";
import { dump } from "./wireguard.ts";

/** Where wg-quick keeps its files. */
export const WIREGUARD_FOLDER = "/etc/wireguard";

/** Another `folder` to search, and another `run` for notes of who holds a lock, are for tests. */
export function linuxHost({ folder = WIREGUARD_FOLDER, run = "/run" } = {}): Host {
  return {
    files: machineFiles(run),
    wireguard: { dump, facts: machineFacts },
    clock: { now: () => Date.now() },
    randomness: { bytes: (count) => Uint8Array.from(randomBytes(count)) },
    folder,
    demo: false,
    log: logChange,
  };
}
