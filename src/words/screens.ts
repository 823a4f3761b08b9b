/** What stands on the screens beside questions, notes, plans and keys: headers, columns, the sentences of each screen. */
import type { Kind, Order } from "../app/peers.ts";
import type { PastKind, Plan } from "../plans/plan.ts";
import type { NotUp } from "../wireguard/live.ts";

interface Extent {
  readonly rows: number;
  readonly columns: number;
}

interface Interface {
  readonly interfaceName: string;
}

interface File {
  readonly file: string;
}

/** A change that was made: whom it was about, and when, in UTC. */
interface Past {
  readonly name: string;
  readonly when: string;
}

/** Of the two ways to a device's file: a new peer, or new keys for one that stands there. `name` is empty before it has one. */
type Titles = Readonly<Record<Plan["kind"], (values: { readonly name: string }) => string>>;

export interface ScreenWords {
  readonly header: {
    readonly port: (port: number) => string;
    readonly noPort: string;
    readonly up: string;
    readonly down: string;
    /** Something else runs under this name. */
    readonly stranger: string;
    /** Nobody can tell whether it runs. */
    readonly unknown: string;
    readonly demo: string;
    readonly peers: (count: number) => string;
    /** Peers about which file and interface differ; at least one. */
    readonly differ: (count: number) => string;
    /** While a filter is on. */
    readonly peersOf: (values: { readonly shown: number; readonly all: number }) => string;
  };
  /** What stands above the list where something is not as it should be, or not what it seems. */
  readonly notices: {
    readonly demo: (values: { readonly path: string }) => string;
    readonly stranger: (values: Interface) => string;
    /** Why nobody can tell what runs, and what works all the same. */
    readonly notUp: Readonly<Record<Exclude<NotUp, "down">, (values: Interface) => string>>;
    readonly faults: (values: { readonly count: number; readonly file: string }) => string;
    readonly fault: (values: { readonly line: number; readonly sentence: string }) => string;
    /** In the program's own words. */
    readonly says: (values: { readonly program: string; readonly says: string }) => string;
  };
  /** What the running interface says of a peer. */
  readonly live: {
    /** For the column, at most 12 columns each. */
    readonly active: string;
    readonly never: string;
    readonly ago: (seconds: number) => string;
    /** For the details, a sentence each. */
    readonly activeLong: (seconds: number) => string;
    readonly idleLong: (seconds: number) => string;
    readonly neverLong: string;
    readonly notLoaded: (values: Interface) => string;
    readonly down: (values: Interface) => string;
    /** Whatever the reason, which stands above the list. */
    readonly unknown: string;
    readonly seenAt: (values: { readonly endpoint: string }) => string;
    /** At most 7 columns: `1.2 KiB`. */
    readonly bytes: (count: number) => string;
    /** At most 9 columns: `1.2 KiB/s`. */
    readonly rate: (bytesPerSecond: number) => string;
    /** The details' row: what the server received from the peer and sent it; `now` is how fast just now, null for not at all. */
    readonly moved: (values: {
      readonly received: string;
      readonly sent: string;
      readonly now: { readonly received: string; readonly sent: string } | null;
    }) => string;
  };
  readonly dashboard: {
    readonly columns: Readonly<Record<"name" | "addresses" | "handshake" | "traffic" | "rate" | "marks", string>>;
    readonly marks: Readonly<Record<"you" | "off" | "lan" | "keepalive" | "noKey", string>>;
    readonly noName: string;
    readonly none: string;
    readonly noneOfKind: string;
    readonly orders: Readonly<Record<Exclude<Order, "file">, string>>;
    readonly kinds: Readonly<Record<Exclude<Kind, "all">, string>>;
    readonly noneFound: (values: { readonly filter: string }) => string;
    readonly filter: string;
    /** Where its block stands: "line 12 of wg0.conf". */
    readonly line: (values: { readonly line: number; readonly file: string }) => string;
    /** Instead of it for a peer that only the running interface has. */
    readonly noLine: (values: { readonly file: string }) => string;
    /** Of the peer through which the person at the keyboard comes. */
    readonly you: string;
    readonly off: string;
    readonly noKey: string;
    /** In place of a PublicKey that is really a private key. */
    readonly privateKey: string;
    readonly yes: string;
    readonly no: string;
  };
  /** Ctrl-C was heard while steps are carried out. */
  readonly stopping: string;
  readonly opening: string;
  readonly choose: { readonly title: string; readonly help: string };
  readonly wizard: {
    readonly title: Titles;
    readonly of: (values: { readonly at: number; readonly all: number }) => string;
    readonly suggested: string;
    /** Before the names of the questions that are still to come. */
    readonly later: string;
    /** `file`: the one suggested for it, which has a number where its name is taken. */
    readonly tunnel: (values: { readonly tunnel: string; readonly file: string }) => string;
  };
  readonly detail: {
    /** What takes out the keepalive that the server sends: `m`. */
    readonly offer: string;
    /** The device's own file is not on this machine. */
    readonly notKept: string;
    /** Instead of the code of a peer: there is a file, but no code can carry it. */
    readonly noCode: (values: { readonly path: string }) => string;
    /** What new keys mean: `n`. */
    readonly newKeys: (values: { readonly name: string }) => string;
  };
  readonly review: {
    readonly title: Titles;
    readonly nothingYet: string;
    readonly line: (values: { readonly line: number; readonly text: string }) => string;
    readonly absent: (values: { readonly text: string }) => string;
    readonly steps: string;
    /** Lock, compare and backup in one row of at most 74 columns. */
    readonly care: (values: { readonly file: string }) => string;
    readonly codeFits: (values: Extent) => string;
    readonly codeTooSmall: (values: {
      readonly needs: Extent;
      readonly has: Extent;
      readonly missing: string;
    }) => string;
    readonly noCode: string;
    /** Enter was pressed: it does not write. */
    readonly nudge: string;
    readonly more: (count: number) => string;
    readonly jump: string;
  };
  /** What a window is short of: "10 rows". */
  readonly missing: {
    readonly rows: (count: number) => string;
    readonly columns: (count: number) => string;
    readonly both: (values: { readonly rows: string; readonly columns: string }) => string;
  };
  readonly doing: {
    readonly title: Titles;
    readonly running: string;
    readonly failed: string;
    /** Above the diff of what somebody else changed; the answers are kept. */
    readonly meanwhile: (values: File) => string;
    readonly sameAgain: string;
  };
  /** Taking the last change back. `name` is the peer's. */
  readonly undo: {
    readonly looking: string;
    readonly title: Readonly<Record<PastKind, (values: Past) => string>>;
    readonly back: string;
    readonly steps: string;
    readonly nudge: string;
    readonly doing: string;
    readonly done: string;
    readonly undone: Readonly<Record<PastKind, (values: Past & File) => string>>;
    /** `a` offers the answers again. */
    readonly again: string;
    readonly none: string;
    readonly changed: (values: File) => string;
    /** Above the diff; `whole`: from before the change, which is in it too. */
    readonly changedSince: string;
    readonly changedWhole: string;
    readonly gone: (values: { readonly path: string }) => string;
    readonly refused: string;
  };
  /** A change that stopped in the middle. */
  readonly unfinished: {
    readonly title: string;
    readonly what: Readonly<Record<PastKind, (values: Past) => string>>;
    readonly states: Readonly<Record<"old" | "new" | "other", string>>;
    readonly finish: string;
    readonly takeBack: string;
    readonly later: string;
    readonly doing: string;
    readonly finished: string;
    readonly takenBack: string;
    readonly left: string;
    readonly leave: string;
    /** Behind a way out that is closed. */
    readonly cannot: string;
  };
  /** What was met while something was written, before anything else is shown. */
  readonly met: {
    readonly title: string;
    /** Above the diff of what somebody wrote into the old file. */
    readonly late: (values: File) => string;
  };
  readonly code: {
    readonly written: string;
    /** Instead of it where the command that loads the peer has no room. */
    readonly notLoaded: string;
    readonly inApp: string;
    /** What to tap, in the apps' own words. */
    readonly scan: readonly string[];
    readonly name: (values: { readonly tunnel: string }) => string;
    readonly switchOn: string;
    readonly oneDevice: string;
    readonly isKey: string;
    readonly load: (values: Interface & { readonly name: string }) => string;
    readonly isDown: (values: Interface & { readonly name: string }) => string;
    readonly tooSmall: string;
    readonly theCode: string;
    readonly thisWindow: string;
    readonly extent: (values: Extent) => string;
    readonly areMissing: (values: { readonly missing: string }) => string;
    readonly kept: (values: { readonly path: string }) => string;
    readonly notKept: string;
    readonly asText: string;
    /** The client's file without its private key, which never was here. */
    readonly template: (values: { readonly name: string }) => string;
    readonly textTitle: (values: { readonly file: string }) => string;
    readonly textTooLong: (rows: number) => string;
    /** Leaving was asked for, and nothing holds the key yet. */
    readonly held: string;
  };
  readonly keys: {
    readonly title: string;
    readonly notNow: (values: { readonly reason: string }) => string;
  };
  readonly leave: { readonly title: Titles; readonly lost: string };
  /** One line, also in a window that is hardly wide enough for it. */
  readonly tooSmall: (values: Extent & { readonly needs: Extent }) => string;
}
