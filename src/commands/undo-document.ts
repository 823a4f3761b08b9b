/** The document of an undo: in the shape of every change's, and which change it takes back. Its shape may grow, never change. */
import type { Change, Outcome } from "../plans/plan.ts";
import type { UndoPlan } from "../plans/undo.ts";
import type { Words } from "../words/words.ts";
import { type ChangeDocument, type FileDocument, fileDocument, outcomeDocument } from "./change-document.ts";

export interface UndoDocument {
  readonly plan: {
    readonly peer: Change["peer"];
    /** What is taken back: the id of its record, what it did, and when (ISO 8601). */
    readonly undoes: { readonly record: string; readonly kind: Change["kind"]; readonly time: string };
    readonly files: readonly FileDocument[];
    /** What remains to be typed at a shell: it takes the peer off the running interface. */
    readonly commands: readonly string[];
    readonly warnings: readonly [];
  };
  /** Null for `--dry-run`. */
  readonly outcome: ChangeDocument["outcome"];
}

export function undoDocument(plan: UndoPlan, outcome: Outcome | null, secrets: boolean, words: Words): UndoDocument {
  return {
    plan: {
      peer: plan.peer,
      undoes: { record: plan.undoes, kind: plan.of, time: new Date(plan.at).toISOString() },
      files: plan.files.map((file) => fileDocument(file, secrets)),
      commands: plan.command === null ? [] : [plan.command],
      warnings: [],
    },
    outcome: outcome && outcomeDocument(outcome, words),
  };
}
