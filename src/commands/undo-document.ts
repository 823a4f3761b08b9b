/** The document of an undo: in the shape of every change's, and which change it takes back. Its shape may grow, never change. */
import { loadingTexts } from "../plans/loading.ts";
import type { Change, Outcome, PastKind } from "../plans/plan.ts";
import type { UndoPlan } from "../plans/undo.ts";
import type { Words } from "../words/words.ts";
import {
  type ChangeDocument,
  type FileDocument,
  fileDocument,
  outcomeDocument,
  warningDocuments,
} from "./change-document.ts";

export interface UndoDocument {
  readonly plan: {
    readonly peer: Change["peer"];
    /** What is taken back: the id of its record, what it did, and when (ISO 8601). */
    readonly undoes: { readonly record: string; readonly kind: PastKind; readonly time: string };
    readonly files: readonly FileDocument[];
    /** What the running interface is told, as typed at a shell of root's. */
    readonly commands: readonly string[];
    readonly warnings: ChangeDocument["plan"]["warnings"];
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
      commands: plan.loading === null ? [] : loadingTexts(plan.loading),
      warnings: warningDocuments(plan.warnings, words),
    },
    outcome: outcome && outcomeDocument(outcome, words),
  };
}
