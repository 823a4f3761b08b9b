/**
 * Reading a file of unknown kind: never waits on a pipe, never touches a device, never takes more than it can hold. Read
 * in one go: everything else waits for it, and Node's way through its threads takes longer than the reading.
 */

import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats, statSync } from "node:fs";
import { failureOf } from "./failures.ts";
import { HostFailure } from "./host.ts";

/** Far above any server's file (10,000 peers take about 2 MiB). */
export const LARGEST = 64 * 1024 * 1024;

/** The whole file as byte text. Rejects with a HostFailure; for what is no file its detail says what it is. */
export async function readBytes(path: string, largest: number = LARGEST): Promise<string> {
  try {
    // Looked at before it is opened: opening alone can already do something to a device.
    refuseOthers(statSync(path), path);
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    try {
      const found = fstatSync(file);
      refuseOthers(found, path);
      if (found.size > largest) throw new HostFailure({ id: "failed", path, detail: "EFBIG" });
      return readFileSync(file, "latin1");
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw failureOf(error, path);
  }
}

/** What a thing is that is no file: the detail of `not-a-file`. */
export type NotAFile = "folder" | "device" | "pipe";

export function refuseOthers(found: Stats, path: string): void {
  if (found.isFile()) return;
  const what: NotAFile = found.isDirectory() ? "folder" : found.isFIFO() || found.isSocket() ? "pipe" : "device";
  throw new HostFailure({ id: "not-a-file", path, detail: what });
}
