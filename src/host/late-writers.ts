/**
 * The old file, held open while its name goes over to the new one: an editor that had it open writes into what nobody
 * can find any more. Who holds it open longer than this looks is out of reach.
 */
import type { Stats } from "node:fs";
import { constants } from "node:fs";
import { type FileHandle, lstat, open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { HostFailure } from "./host.ts";
import { LARGEST, refuseOthers } from "./read.ts";

/** Milliseconds after the rename at which the old file is read for the last time. */
const PATIENCE = 200;

export class OldFile {
  readonly handle: FileHandle;
  readonly stats: Stats;

  private constructor(handle: FileHandle, stats: Stats) {
    this.handle = handle;
    this.stats = stats;
  }

  /** `shown` is the path for a refusal of what is no file. */
  static async open(target: string, shown: string): Promise<OldFile> {
    const handle = await open(target, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
    try {
      const stats = await handle.stat();
      refuseOthers(stats, shown);
      return new OldFile(handle, stats);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Byte text, whole, as it stands in this file now, whatever its name leads to. */
  async text(): Promise<string> {
    const parts: Buffer[] = [];
    for (let at = 0; ; ) {
      const { bytesRead, buffer } = await this.handle.read(Buffer.alloc(65_536), 0, 65_536, at);
      if (bytesRead === 0) return Buffer.concat(parts).toString("latin1");
      parts.push(buffer.subarray(0, bytesRead));
      at += bytesRead;
      if (at > LARGEST) throw new HostFailure({ id: "failed", path: "", detail: "EFBIG" });
    }
  }

  /** Whether the name still leads to this very file. */
  async standsAt(target: string): Promise<boolean> {
    const { dev, ino } = await lstat(target);
    return dev === this.stats.dev && ino === this.stats.ino;
  }

  /** Looks again when the time since the rename (by `performance.now()`) is up; null where it still is `before`. */
  async lateText(before: string, renamed: number): Promise<string | null> {
    const early = await this.text();
    await pause(Math.max(0, renamed + PATIENCE - performance.now()));
    const last = await this.text();
    // An editor may just be emptying the file to write it anew: then what it wrote before says more.
    const found = last === "" && early !== before ? early : last;
    return found === before ? null : found;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
