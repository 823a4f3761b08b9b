/** What is in the way: of opening a server, of editing its file, of carrying a step out. What, why, what to do next. */
import type { Failure } from "../plans/plan.ts";
import type { FaultId, Faults } from "../wireguard/grammar.ts";
import type { Trouble } from "../wireguard/opening.ts";

export interface TroubleWords {
  /** One sentence for what it is, and the lines that say what to do. */
  readonly opening: {
    readonly [Id in Trouble["id"]]: (trouble: Extract<Trouble, { id: Id }>) => {
      readonly what: string;
      readonly next: readonly string[];
    };
  };
  readonly faults: { readonly [Id in FaultId]: (values: Faults[Id]) => string };
  readonly failures: { readonly [Id in Failure["id"]]: (failure: Failure) => string };
}
