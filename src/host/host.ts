/**
 * The machine as the program sees it: four parts behind one interface, and nothing else in the program touches it.
 * linux.ts is the real one, memory.ts the one for tests, and the demo plays an interface over real files.
 */
import type { Failure } from "../plans/plan.ts";
import type { Facts } from "../wireguard/world.ts";

export interface FileEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
  /** Milliseconds since 1970. */
  readonly changed: number;
  /** Permission bits: 0o600. */
  readonly mode: number;
  /** Bytes. */
  readonly size: number;
}

/** An exclusive hold on a folder, freed by `release` and by the end of the process. */
export interface Lock {
  release(): Promise<void>;
}

/** Every method rejects with a HostFailure. Text is byte text: one character a byte. */
export interface Files {
  read(path: string): Promise<string>;
  list(folder: string): Promise<readonly FileEntry[]>;
  /** Takes the lock on the folder that holds the file (links resolved), waiting `seconds` at most, or until `signal`. */
  lock(path: string, seconds: number, signal?: AbortSignal): Promise<Lock>;
  /** A new file, 0600, in a folder made 0700 where it is missing; never overwrites. */
  create(path: string, text: string): Promise<void>;
  /**
   * The file replaced whole by rename, its owner and mode kept (never wider), then read back and compared. Where
   * `before` is told, the file must still be that just before the rename: else `changed`.
   */
  replace(path: string, text: string, before?: string): Promise<void>;
  /** Copies the file into `backups/` beside it, 0600; gives the copy's path. */
  backup(path: string, now: number): Promise<string>;
  remove(path: string): Promise<void>;
}

export interface WireGuard {
  /** `wg show NAME dump`. */
  dump(name: string): Promise<{ readonly kind: "up"; readonly text: string } | { readonly kind: "down" | "unknown" }>;
  /** What the machine says of itself; `name` is left out of its addresses. `hooks` may name a key file. */
  facts(name: string, hooks: readonly string[]): Promise<Omit<Facts, "endpoints">>;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface Randomness {
  bytes(count: number): Uint8Array;
}

export interface Host {
  readonly files: Files;
  readonly wireguard: WireGuard;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** The folder that is searched for interfaces: `/etc/wireguard`, or the demo's. */
  readonly folder: string;
  readonly demo: boolean;
}

/** What a host's method rejects with: never a bare system error. */
export class HostFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.id}: ${failure.path} ${failure.detail}`.trim());
    this.failure = failure;
  }
}
