/**
 * The machine as the program sees it: four parts behind one interface, and nothing else in the program touches it.
 * linux.ts is the real one, memory.ts the one for tests, and the demo plays an interface over real files.
 */
import type { Failure } from "../plans/plan.ts";
import type { LiveCommand } from "../wireguard/command.ts";
import type { Flow } from "../wireguard/flow.ts";
import type { NotUp } from "../wireguard/live.ts";
import type { MachineEvidence } from "../wireguard/machine.ts";
import type { Facts, Session } from "../wireguard/world.ts";
import type { LoggedChange } from "./syslog.ts";

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

/** Whose a new file is, as numbers. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What came of replacing a file. */
export interface Replaced {
  /** What somebody wrote into the old file while it was replaced, whole; null where nobody did. */
  readonly late: string | null;
  /** How many further names (hard links) the old file had: they still lead to the old text. */
  readonly otherNames: number;
  /**
   * What became of the new text while the old file was watched. `kept`: somebody wrote into it, and what we changed is
   * still in it. `lost`: somebody put a text there that knows nothing of our change. Both texts stand as they are.
   */
  readonly since: "nothing" | "kept" | "lost";
  /** Why the disk would not promise that the new text outlasts a power cut; null where it did. It stands in any case. */
  readonly unsure: Failure | null;
}

/**
 * Every method rejects with a HostFailure. Text is byte text: one character a byte. What a method writes is on the
 * disk when it resolves, and whole under its name or not there at all, whenever the power fails.
 */
export interface Files {
  read(path: string): Promise<string>;
  list(folder: string): Promise<readonly FileEntry[]>;
  /** The path with its links resolved; where nothing stands there, its folder's links. */
  resolve(path: string): Promise<string>;
  /** Takes the lock on the folder that holds the file (links resolved), waiting `seconds` at most, or until `signal`. */
  lock(path: string, seconds: number, signal?: AbortSignal): Promise<Lock>;
  /** A new file, 0600, in a folder made 0700 where it is missing; never overwrites. */
  create(path: string, text: string): Promise<void>;
  /** The same in a folder that stands, for somebody else: the file is theirs before it holds a word. */
  give(path: string, text: string, owner: Owner): Promise<void>;
  /**
   * Text that waits at `draft`, a new name in the folder of `path`, to be moved into place: with the owner, mode (never
   * wider), ACL and labels of the file at `path`, if one stands there and may be replaced; else as `create` makes it.
   */
  draft(path: string, draft: string, text: string): Promise<void>;
  /** A file gets another name, in the same folder or another; never overwrites. Done already is done. */
  move(from: string, to: string): Promise<void>;
  /**
   * The draft takes the place of the file, links to it kept; only if the file still is `before` just before that (else
   * `changed`). The draft was proved when it was written; once the file has its name, nothing is put over it again.
   */
  swap(draft: string, path: string, before: string): Promise<Replaced>;
  /** `draft` and `swap` in one. Where `before` is not told, the file must stay as it is when this begins. */
  replace(path: string, text: string, before?: string): Promise<Replaced>;
  /** A file of our own, 0600, made or replaced. */
  save(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
}

export interface WireGuard {
  /** `wg show NAME dump`. */
  dump(name: string): Promise<{ readonly kind: "up"; readonly text: string } | { readonly kind: NotUp }>;
  /** The addresses that the running interface has, `10.77.0.1/24`; null where it is down or cannot be looked at. */
  addresses(name: string): Promise<readonly string[] | null>;
  /**
   * Carries one command out; rejects with `command` and what the program said. Secrets reach it by a pipe. False: it was
   * so already, and nothing was run.
   */
  run(name: string, command: LiveCommand): Promise<boolean>;
  /** What the machine says of itself; `name` is left out of its addresses. `hooks` may name a key file. */
  facts(name: string, hooks: readonly string[]): Promise<Omit<Facts, "endpoints">>;
  /** UDP flows to this port that connection tracking knows; null where it cannot be read, or tracks nothing. */
  flows(port: number): Promise<readonly Flow[] | null>;
  /** What the interface has taken in (/proc/net/dev); null where it cannot be read. */
  taken(name: string): Promise<{ readonly packets: number; readonly refused: number } | null>;
  /**
   * `wg-quick up`, as wg-quick(8) takes its argument: a name, or a path. Resolves to what it said, line by line and
   * without keys, whether it succeeded; rejects with `command` where it did not.
   */
  up(argument: string): Promise<readonly string[]>;
  /** The SSH connection in which the program runs. */
  session(): Session | null;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
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
  /** What a check asks of the machine for the interface with this file. Never rejects. */
  evidence(path: string): Promise<MachineEvidence>;
  /** Tells the system's log of a change that was carried out; a host without one has none. Never rejects. */
  readonly log?: (change: LoggedChange) => Promise<void>;
}

/** What a host's method rejects with: never a bare system error. */
export class HostFailure extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.id}: ${failure.path} ${failure.detail}`.trim());
    this.failure = failure;
  }
}
