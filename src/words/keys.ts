/** A word or two for each command of the bindings table, for the footer; a sentence for the `?` overlay. */
import type { WhyNot } from "../app/allowed.ts";
import type { CommandId } from "../app/command-id.ts";

export interface KeyWords {
  readonly short: Readonly<Record<CommandId, string>>;
  readonly long: Readonly<Record<CommandId, string>>;
  /** Why a key does nothing just now. */
  readonly whyNot: Readonly<Record<WhyNot, string>>;
}
