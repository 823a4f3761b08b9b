/** The document of applying the file: in the shape of every change's, with who goes and what is left. Its shape may grow, never change. */

import type { ApplyPlan, LeftOver } from "../plans/apply.ts";
import { loadingTexts } from "../plans/loading.ts";
import type { Change, Outcome } from "../plans/plan.ts";
import type { Words } from "../words/words.ts";
import { leftSentence } from "./apply-text.ts";
import { type ChangeDocument, outcomeDocument, warningDocuments } from "./change-document.ts";

export interface ApplyDocument {
  readonly plan: {
    readonly peer: Change["peer"];
    readonly files: readonly [];
    /** What the running interface is told, as typed at a shell of root's. */
    readonly commands: readonly string[];
    readonly warnings: ChangeDocument["plan"]["warnings"];
    /** Peers that run and are not in the file; the time of the last handshake in ISO 8601. */
    readonly vanish: readonly {
      readonly name: string | null;
      readonly publicKey: string;
      readonly latestHandshake: string | null;
    }[];
    /** What only `wg-quick down` and `up` can do. */
    readonly left: readonly { readonly id: LeftOver["what"]; readonly message: string }[];
  };
  /** Null for `--dry-run`, and where there was nothing to do. */
  readonly outcome: ChangeDocument["outcome"];
}

export function applyDocument(plan: ApplyPlan, outcome: Outcome | null, words: Words): ApplyDocument {
  return {
    plan: {
      peer: plan.peer,
      files: [],
      commands: loadingTexts(plan.loading),
      warnings: warningDocuments(plan.warnings, words),
      vanish: plan.vanish.map(({ name, publicKey, latestHandshake }) => ({
        name,
        publicKey,
        latestHandshake: latestHandshake === null ? null : new Date(latestHandshake * 1000).toISOString(),
      })),
      left: leftDocuments(plan.left, words),
    },
    outcome: outcome && outcomeDocument(outcome, words),
  };
}

/** Where file and interface agree. */
export function sameDocument(left: readonly LeftOver[], words: Words): ApplyDocument {
  const plan = {
    peer: null,
    files: [],
    commands: [],
    warnings: [],
    vanish: [],
    left: leftDocuments(left, words),
  } as const;
  return { plan, outcome: null };
}

function leftDocuments(left: readonly LeftOver[], words: Words): ApplyDocument["plan"]["left"] {
  return left.map((one) => ({ id: one.what, message: leftSentence(one, words) }));
}
