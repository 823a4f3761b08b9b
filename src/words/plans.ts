/** What a plan and its two panes say: titles, captions, rows for what is absent, steps, the diff. */
import type { Step } from "../plans/plan.ts";
import type { Untold } from "../plans/unloaded.ts";

/** `name` is null before the peer has one: "the device" is said then. */
interface Who {
  readonly name: string | null;
}

export interface PlanWords {
  readonly panes: {
    /** "wg0.conf, read by the server" */
    readonly serverReads: (values: { readonly file: string }) => string;
    /** "lena-phone.conf, read by lena-phone"; `file` is empty before it has a name. */
    readonly clientReads: (values: Who & { readonly file: string }) => string;
    /** "wg0.conf: + 6 lines", "wg0.conf: + 2 lines, - 1"; with `after`: "… after line 27"; `at`: "2, 33-38", where they do not all stand together. */
    readonly serverChange: (values: {
      readonly file: string;
      readonly lines: number;
      readonly gone: number;
      readonly after: number | null;
      readonly at: string | null;
    }) => string;
    /** "lena-phone.conf, new" */
    readonly clientNew: (values: { readonly file: string }) => string;
    /** "for lena-phone, not kept here" */
    readonly clientNotKept: (values: Who) => string;
    /** Whom a header describes. */
    readonly thisServer: string;
    readonly device: string;
    readonly absent: (keys: readonly string[]) => string;
    readonly endOfFile: string;
    /** In place of a value that nobody here can know. */
    readonly unknown: string;
  };
  /** A word or two for each step, and what it is done to; at most 76 columns with an ordinary path. */
  readonly steps: { readonly [Id in Step["id"]]: (step: Extract<Step, { id: Id }>) => string };
  /** Behind a command that was not run: what it does had been done before. */
  readonly already: string;
  /** Why the running interface is not told: what is written counts all the same. */
  readonly loadLater: Readonly<Record<Untold, (values: { readonly interfaceName: string }) => string>>;
  readonly diffTitle: (values: { readonly file: string }) => string;
}
