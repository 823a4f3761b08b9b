/**
 * The real machine as a Host.
 */
import { randomBytes } from "node:crypto";
import { bringUp } from "./bring-up.ts";
import { machineEvidence } from "./evidence.ts";
import { machineFacts } from "./facts.ts";
import { machineFiles } from "./files.ts";
import type { Host } from "./host.ts";
import { runLive } from "./live-commands.ts";
import { logChange } from "./syslog.ts";
import { addressesOf, dump, flowsTo, session, takenBy } from "./wireguard.ts";

/** Where wg-quick keeps its files. */
export const WIREGUARD_FOLDER = "/etc/wireguard";

/** Another `folder` to search, and another `run` for notes of who holds a lock, are for tests. */
export function linuxHost({ folder = WIREGUARD_FOLDER, run = "/run" } = {}): Host {
  const files = machineFiles(run);
  return {
    files,
    wireguard: {
      dump,
      addresses: addressesOf,
      run: runLive,
      facts: machineFacts,
      flows: flowsTo,
      taken: takenBy,
      up: bringUp,
      session,
    },
    clock: { now: () => Date.now(), pause: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)) },
    randomness: { bytes: (count) => Uint8Array.from(randomBytes(count)) },
    folder,
    demo: false,
    evidence: (path) => machineEvidence(files, path),
    log: logChange,
  };
}
