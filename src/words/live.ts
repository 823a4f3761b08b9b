/** What is said of the running interface beside its file: differences, loading, applying. */
import type { LeftOver } from "../plans/apply.ts";
import type { Untold } from "../plans/unloaded.ts";

interface Interface {
  readonly interfaceName: string;
}

/** `file`: the bare name of the server's file. */
interface Both extends Interface {
  readonly file: string;
}

/** Commands that could not be carried out. */
export interface LoadingWords {
  /** Above the commands that are left to be typed. */
  readonly left: (values: Interface) => string;
  /** What does it without typing. */
  readonly again: string;
}

/** `wg-wizard apply`, and the screen that does the same; `name` is that of the only peer, null for all of them. */
export interface ApplyWords {
  readonly title: (values: Interface & { readonly name: string | null }) => string;
  /** Why there is nothing to apply to. `argument`: what `wg-quick up` takes. */
  readonly untold: Readonly<Record<Untold, (values: Both & { readonly argument: string }) => string>>;
  readonly faults: (values: Both) => string;
  readonly same: (values: Both) => string;
  /** Above the peers that are taken off. */
  readonly vanish: (count: number) => string;
  /** One of them: `who` is its name or its key; `seconds` since its last handshake, null where there never was one. */
  readonly vanishing: (values: { readonly who: string; readonly seconds: number | null }) => string;
  /** Above what only a down and up can do. */
  readonly left: (values: Interface) => string;
  readonly leftOver: {
    readonly [What in LeftOver["what"]]: (left: Extract<LeftOver, { what: What }>) => string;
  };
  readonly confirm: (values: Interface) => string;
  readonly done: (values: Both & { readonly name: string | null }) => string;
  readonly nothingDone: string;
  /** Without a terminal somebody has to have said yes. */
  readonly needsYes: string;
  /** On the screen: the state on the right, the rule above the steps, and what Enter does not do. */
  readonly looking: string;
  readonly back: string;
  readonly steps: string;
  readonly nudge: string;
  readonly doing: string;
  readonly refused: string;
  /** The interface was told some of it. */
  readonly partly: string;
  readonly finished: string;
  /** What does not fit above or below. */
  readonly more: (count: number) => string;
}

/** The commands that were run so far. */
export interface LogWords {
  readonly title: string;
  readonly none: string;
}

/** How the file and the running interface differ about a peer. */
export interface DifferenceWords {
  /** At most 11 columns each. */
  readonly marks: {
    readonly "not-loaded": string;
    readonly "only-live": string;
    readonly different: string;
    readonly "still-on": string;
  };
  /** A sentence on each, for the selected peer. */
  readonly notLoaded: (values: Interface & { readonly name: string }) => string;
  readonly onlyLive: (values: Interface) => string;
  /** Its block is switched off, and it runs all the same. */
  readonly stillOn: (values: Interface) => string;
  /** `live`: what the interface has. */
  readonly allowedIPs: (values: Interface & { readonly live: string }) => string;
  /** Seconds; null for off. */
  readonly keepalive: (values: Interface & { readonly file: number | null; readonly live: number | null }) => string;
  readonly presharedKey: (values: Interface & { readonly file: boolean; readonly live: boolean }) => string;
  /** What to press, behind the sentence. */
  readonly keys: Readonly<Record<"not-loaded" | "only-live" | "different" | "still-on", (values: Interface) => string>>;
}

export interface LiveWords {
  readonly differences: DifferenceWords;
  readonly loading: LoadingWords;
  readonly apply: ApplyWords;
  readonly log: LogWords;
}
