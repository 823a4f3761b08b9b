/**
 * A whole machine in memory: for tests and for pictures of screens. It has no randomness and no clock of its own: both
 * are handed in, so that no seed of keys stands anywhere in the program.
 */
import { basename, dirname, join } from "node:path";
import type { Failure } from "../plans/plan.ts";
import type { LiveCommand } from "../wireguard/command.ts";
import type { Flow } from "../wireguard/flow.ts";
import type { NotUp } from "../wireguard/live.ts";
import { type MachineEvidence, NO_EVIDENCE } from "../wireguard/machine.ts";
import { type Facts, NO_FACTS, type Session } from "../wireguard/world.ts";
import { type FileEntry, type Files, type Host, HostFailure, type Owner, type Randomness } from "./host.ts";
import { PlayedInterface } from "./played.ts";

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
  readonly evidence?: Partial<MachineEvidence>;
  /** `wg show NAME dump` by name, as it is at the start; interfaces that are not here are down. */
  readonly dumps?: Readonly<Record<string, string>>;
  /** Why nobody can tell what runs, whatever `dumps` has. */
  readonly notUp?: NotUp;
  /** The addresses of every running interface. */
  readonly addresses?: readonly string[];
  /** Commands that fail, and what the program says then. */
  readonly commandRefusals?: { readonly [Kind in LiveCommand["kind"]]?: string };
  readonly flows?: readonly Flow[];
  readonly session?: Session;
  /** What `wg-quick up` makes of an interface that is down: its dump, by name. One that is not here fails. */
  readonly brought?: Readonly<Record<string, string>>;
  /** Called while somebody waits, with the time that it is then: what the world does meanwhile. */
  readonly meanwhile?: (host: MemoryHost, now: number) => void;
  /** What refuses: a path, or a method for every path. */
  readonly refusals?: { readonly [pathOrMethod: string]: Failure["id"] };
  readonly demo?: boolean;
  /** The power fails after so many acts on the disk: a text written, a name made, changed or taken away. */
  readonly actsUntilDeath?: number;
  /** Called when a file is replaced, just after the rename: what it returns somebody wrote into the old file. */
  readonly lateWriter?: (path: string) => string | null;
}

export interface MemoryHost extends Host {
  /** The file's byte text as it stands now; null where there is none. */
  text(path: string): string | null;
  /** The interface that is played under this name; a test may change what it does. */
  interface(name: string): PlayedInterface | null;
  /** The commands that were carried out on interfaces. */
  commands(): readonly LiveCommand[];
  /** Whose a file is that was made for somebody else; null for any other. */
  owner(path: string): Owner | null;
  /** Every file, sorted. */
  paths(): readonly string[];
  /** Another program changes a file behind our back; null removes it. */
  meddle(path: string, text: string | null): void;
  /** Whether somebody holds the lock of the file's folder. */
  locked(path: string): boolean;
  /** How many acts on the disk there were. */
  acts(): number;
  /** The same disk after the power came back; it fails again after so many acts, if told. */
  restarted(actsUntilDeath?: number): MemoryHost;
}

interface Held {
  text: string;
  changed: number;
}

const { endpoints: _none, ...nothing } = NO_FACTS;

/** A machine that holds what it is given. */
export function memoryHost(setup: MemorySetup): MemoryHost {
  const held = new Map<string, Held>();
  for (const [path, text] of Object.entries(setup.files ?? {})) held.set(path, { text, changed: setup.now });
  return hostOn(held, setup);
}

/** The machine from one start to its death; the disk outlives it. */
function hostOn(held: Map<string, Held>, setup: MemorySetup): MemoryHost {
  const folders = new Set(setup.folders ?? []);
  const locks = new Set<string>();
  const given = new Map<string, Owner>();
  const interfaces = new Map(
    Object.entries(setup.dumps ?? {}).map(([name, dump]) => [name, new PlayedInterface(dump)]),
  );
  const ran: LiveCommand[] = [];
  const power = new Power(setup.actsUntilDeath ?? Number.POSITIVE_INFINITY);
  const refuse = (method: keyof Files, path: string) => {
    power.needed(path);
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
  const changed = (path: string) => new HostFailure({ id: "changed", path, detail: "" });
  const vacant = (path: string) => {
    if (held.has(path)) throw new HostFailure({ id: "exists", path, detail: "EEXIST" });
  };
  /** As a disk does: a name with half of the text may be all that the power left. */
  const write = (path: string, text: string) => {
    power.spend(path);
    held.set(path, { text: text.slice(0, text.length / 2), changed: setup.now });
    power.spend(path);
    held.set(path, { text, changed: setup.now });
  };
  const name = (from: string, to: string) => {
    const file = at(from);
    power.spend(to);
    held.set(to, { ...file });
  };
  const drop = (path: string) => {
    at(path);
    power.spend(path);
    held.delete(path);
  };
  const rename = (from: string, to: string) => {
    const file = at(from);
    power.spend(to);
    held.set(to, file);
    held.delete(from);
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
    async resolve(path) {
      refuse("resolve", path);
      return path;
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
      vacant(path);
      const draft = hidden(path);
      write(draft, text);
      rename(draft, path);
    },
    async give(path, text, owner) {
      refuse("give", path);
      vacant(path);
      const draft = hidden(path);
      write(draft, text);
      rename(draft, path);
      given.set(path, owner);
    },
    async draft(path, draft, text) {
      refuse("draft", path);
      vacant(draft);
      write(draft, text);
    },
    async move(from, to) {
      refuse("move", to);
      const there = held.get(to);
      if (there && !held.has(from)) return;
      if (there && there.text !== at(from).text) vacant(to);
      if (!there) name(from, to);
      drop(from);
    },
    async swap(draft, path, before) {
      refuse("swap", path);
      refuse("replace", path);
      if (at(path).text !== before) throw changed(path);
      rename(draft, path);
      return { late: setup.lateWriter?.(path) ?? null, otherNames: 0, since: "nothing", unsure: null };
    },
    async replace(path, text, before) {
      refuse("replace", path);
      if (before !== undefined && at(path).text !== before) throw changed(path);
      at(path);
      const draft = hidden(path);
      write(draft, text);
      rename(draft, path);
      return { late: setup.lateWriter?.(path) ?? null, otherNames: 0, since: "nothing", unsure: null };
    },
    async save(path, text) {
      refuse("save", path);
      const draft = hidden(path);
      write(draft, text);
      rename(draft, path);
    },
    async remove(path) {
      refuse("remove", path);
      drop(path);
    },
  };
  let now = setup.now;
  const host: MemoryHost = {
    files,
    wireguard: {
      async dump(name) {
        const refused = setup.notUp;
        if (refused !== undefined) return { kind: refused };
        const played = interfaces.get(name);
        return played === undefined ? { kind: "down" } : { kind: "up", text: played.dump() };
      },
      addresses: async (name) => (interfaces.has(name) ? (setup.addresses ?? null) : null),
      async run(name, command) {
        power.needed(name);
        const played = interfaces.get(name);
        const detail = setup.commandRefusals?.[command.kind];
        if (played === undefined || detail !== undefined) {
          throw new HostFailure({ id: "command", path: name, detail: detail ?? "No such device" });
        }
        const done = played.run(name, command);
        if (done) ran.push(command);
        return done;
      },
      facts: async () => ({ ...nothing, ...setup.facts }),
      flows: async () => setup.flows ?? null,
      taken: async () => null,
      async up(argument) {
        const dump = setup.brought?.[argument];
        if (dump === undefined) throw new HostFailure({ id: "command", path: argument, detail: "No such device" });
        interfaces.set(argument, new PlayedInterface(dump));
        return [`[#] ip link add ${argument} type wireguard`];
      },
      session: () => setup.session ?? null,
    },
    interface: (name) => interfaces.get(name) ?? null,
    commands: () => ran,
    clock: {
      now: () => now,
      async pause(milliseconds) {
        now += milliseconds;
        setup.meanwhile?.(host, now);
      },
    },
    randomness: setup.randomness,
    evidence: async () => ({ ...NO_EVIDENCE, ...setup.evidence }),
    folder: setup.folder ?? "/etc/wireguard",
    demo: setup.demo ?? false,
    text: (path) => held.get(path)?.text ?? null,
    owner: (path) => given.get(path) ?? null,
    paths: () => [...held.keys()].sort(),
    meddle(path, text) {
      if (text === null) held.delete(path);
      else held.set(path, { text, changed: setup.now });
    },
    locked: (path) => locks.has(dirname(path)),
    acts: () => power.spent,
    restarted: (actsUntilDeath = Number.POSITIVE_INFINITY) => hostOn(held, { ...setup, actsUntilDeath }),
  };
  return host;
}

/** What a file is called while it is written. */
function hidden(path: string): string {
  return join(dirname(path), `.${basename(path)}.000000000000.new`);
}

/** So many acts and no more; from then on nothing answers. */
class Power {
  spent = 0;
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  spend(path: string): void {
    this.needed(path);
    if (this.spent === this.most) {
      this.gone = true;
      this.needed(path);
    }
    this.spent++;
  }

  needed(path: string): void {
    if (this.gone) throw new HostFailure({ id: "failed", path, detail: "power" });
  }

  private gone = false;
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
