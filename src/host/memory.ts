/**
 * A whole machine in memory: for tests and for pictures of screens. It has no randomness and no clock of its own: both
 * are handed in, so that no seed of keys stands anywhere in the program.
 */
import { basename, dirname, join } from "node:path";
import type { Failure } from "../plans/plan.ts";
import type { Facts } from "../wireguard/world.ts";
import { type FileEntry, type Files, type Host, HostFailure, type Randomness } from "./host.ts";
import { utcStamp } from "./stamp.ts";

export interface MemorySetup {
  /** Path to byte text; folders come into being with their files. */
  readonly files?: Readonly<Record<string, string>>;
  /** Further folders, empty ones. */
  readonly folders?: readonly string[];
  readonly folder?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly randomness: Randomness;
  readonly facts?: Partial<Omit<Facts, "endpoints">>;
  /** `wg show NAME dump` by name; interfaces that are not here are down. */
  readonly dumps?: Readonly<Record<string, string>>;
  /** What refuses: a path, or a method for every path. */
  readonly refusals?: { readonly [pathOrMethod: string]: Failure["id"] };
  readonly demo?: boolean;
}

export interface MemoryHost extends Host {
  /** The file's byte text as it stands now; null where there is none. */
  text(path: string): string | null;
  /** Every file, sorted. */
  paths(): readonly string[];
  /** Another program changes a file behind our back; null removes it. */
  meddle(path: string, text: string | null): void;
  /** Whether somebody holds the lock of the file's folder. */
  locked(path: string): boolean;
}

interface Held {
  text: string;
  changed: number;
}

const NOTHING_KNOWN: Omit<Facts, "endpoints"> = {
  addresses: [],
  forwarding: { ipv4: null, ipv6: null },
  masquerade: null,
  ipv6Disabled: null,
  resolvers: [],
  hookKey: null,
};

/** A machine that holds what it is given. */
export function memoryHost(setup: MemorySetup): MemoryHost {
  const folder = setup.folder ?? "/etc/wireguard";
  const held = new Map<string, Held>();
  for (const [path, text] of Object.entries(setup.files ?? {})) held.set(path, { text, changed: setup.now });
  const folders = new Set(setup.folders ?? []);
  const locks = new Set<string>();
  const refuse = (method: keyof Files, path: string) => {
    const id = setup.refusals?.[path] ?? setup.refusals?.[method];
    if (id !== undefined) throw new HostFailure({ id, path, detail: "" });
  };
  const at = (path: string): Held => {
    const file = held.get(path);
    if (file) return file;
    const isFolder = entriesIn(path, held, folders) !== null;
    throw new HostFailure(
      isFolder ? { id: "not-a-file", path, detail: "folder" } : { id: "missing", path, detail: "ENOENT" },
    );
  };
  const create = (path: string, text: string) => {
    if (held.has(path)) throw new HostFailure({ id: "exists", path, detail: "EEXIST" });
    held.set(path, { text, changed: setup.now });
  };
  const files: Files = {
    async read(path) {
      refuse("read", path);
      return at(path).text;
    },
    async list(path) {
      refuse("list", path);
      const entries = entriesIn(path, held, folders);
      if (!entries) throw new HostFailure({ id: "missing", path, detail: "ENOENT" });
      return entries;
    },
    async lock(path) {
      refuse("lock", path);
      const place = dirname(path);
      if (locks.has(place)) throw new HostFailure({ id: "locked", path, detail: "" });
      locks.add(place);
      return { release: async () => void locks.delete(place) };
    },
    async create(path, text) {
      refuse("create", path);
      create(path, text);
    },
    async replace(path, text, before) {
      refuse("replace", path);
      if (before !== undefined && at(path).text !== before) throw new HostFailure({ id: "changed", path, detail: "" });
      Object.assign(at(path), { text, changed: setup.now });
    },
    async backup(path, now) {
      refuse("backup", path);
      const first = join(dirname(path), "backups", `${basename(path)}.${utcStamp(now)}`);
      let copy = first;
      for (let count = 2; held.has(copy); count++) copy = `${first}-${count}`;
      create(copy, at(path).text);
      return copy;
    },
    async remove(path) {
      refuse("remove", path);
      at(path);
      held.delete(path);
    },
  };
  return {
    files,
    wireguard: {
      async dump(name) {
        const text = setup.dumps?.[name];
        return text === undefined ? { kind: "down" } : { kind: "up", text };
      },
      facts: async () => ({ ...NOTHING_KNOWN, ...setup.facts }),
    },
    clock: { now: () => setup.now },
    randomness: setup.randomness,
    folder,
    demo: setup.demo ?? false,
    text: (path) => held.get(path)?.text ?? null,
    paths: () => [...held.keys()].sort(),
    meddle(path, text) {
      if (text === null) held.delete(path);
      else held.set(path, { text, changed: setup.now });
    },
    locked: (path) => locks.has(dirname(path)),
  };
}

/** The files and folders directly in the folder; null where there is no such folder. */
function entriesIn(folder: string, held: ReadonlyMap<string, Held>, folders: ReadonlySet<string>): FileEntry[] | null {
  const entries = new Map<string, FileEntry>();
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  for (const [path, { text, changed }] of held) {
    if (!path.startsWith(prefix)) continue;
    const [name = "", ...rest] = path.slice(prefix.length).split("/");
    entries.set(
      name,
      rest.length > 0
        ? { name, kind: "folder", changed, mode: 0o700, size: 0 }
        : { name, kind: "file", changed, mode: 0o600, size: text.length },
    );
  }
  return entries.size > 0 || folders.has(folder) ? [...entries.values()] : null;
}
