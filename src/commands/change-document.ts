/**
 * The document of a change: what is planned, and what came of it. Secrets are masked unless they were asked for. Its
 * shape may grow, never change.
 */
import { loadingTexts } from "../plans/loading.ts";
import type { FileChange, Outcome, Plan, StepId, StepStatus } from "../plans/plan.ts";
import { readable } from "../wireguard/conf.ts";
import type { Remark } from "../wizard/remarks.ts";
import type { Words } from "../words/words.ts";
import { noticeText } from "./notices.ts";
import { shownText } from "./secrets.ts";
import { failureText, remarkText } from "./sentences.ts";

export interface ChangeDocument {
  readonly plan: {
    readonly peer: { readonly name: string; readonly publicKey: string };
    readonly files: readonly FileDocument[];
    /** What the running interface is told, as typed at a shell of root's. */
    readonly commands: readonly string[];
    readonly warnings: readonly { readonly id: string; readonly message: string }[];
    /** The client's file, kept or not. */
    readonly client: { readonly tunnelName: string; readonly text: string };
  };
  /** Null for `--dry-run`. */
  readonly outcome: {
    readonly steps: readonly {
      readonly id: StepId;
      /** The file of the step. */
      readonly path?: string;
      /** For `run`: which of the plan's commands, from 0. */
      readonly command?: number;
      readonly status: StepStatus;
      readonly error: { readonly id: string; readonly path: string; readonly message: string } | null;
    }[];
    /** What became of the running interface; `none`: there was nothing to tell it, or it does not run. */
    readonly loaded: Outcome["loaded"];
    readonly clientFile: string | null;
    /** The id of its record in `backups/`. */
    readonly record: string | null;
    /** What was met on the way; `copy`: where the text is kept that somebody wrote at the same moment. */
    readonly notices: readonly { readonly id: string; readonly copy: string | null; readonly message: string }[];
  } | null;
}

export interface FileDocument {
  readonly path: string;
  /** Null: as the file has it. */
  readonly mode: string | null;
  /** Lines that come, each group after a line of the file as it was (0: at its top). */
  readonly insert?: readonly { readonly after: number; readonly lines: readonly string[] }[];
  /** Lines that go, by their numbers in the file as it was. */
  readonly delete?: readonly { readonly from: number; readonly to: number }[];
  /** The text of a new file. */
  readonly create?: string;
  /** The file goes into `backups/`. */
  readonly move?: true;
}

export interface ChangeOptions {
  readonly warnings: readonly Remark[];
  readonly outcome: Outcome | null;
  readonly secrets: boolean;
  readonly words: Words;
}

export function changeDocument(plan: Plan, { warnings, outcome, secrets, words }: ChangeOptions): ChangeDocument {
  return {
    plan: {
      peer: plan.peer,
      files: plan.files.map((file) => fileDocument(file, secrets)),
      commands: plan.loading === null ? [] : loadingTexts(plan.loading),
      warnings: warningDocuments(warnings, words),
      client: { tunnelName: plan.tunnelName, text: shownText(plan.clientText, secrets) },
    },
    outcome: outcome && outcomeDocument(outcome, words),
  };
}

/** What a plan warns of, as every document of one tells it. */
export function warningDocuments(warnings: readonly Remark[], words: Words): ChangeDocument["plan"]["warnings"] {
  return warnings.map((remark) => ({ id: remark.id, message: remarkText(remark, words) }));
}

/** What came of a change, as every document of one tells it. */
export function outcomeDocument(outcome: Outcome, words: Words): NonNullable<ChangeDocument["outcome"]> {
  return {
    steps: outcome.steps.map(({ id, path, at, status, failure }) => ({
      id,
      ...(path !== undefined && { path }),
      ...(at !== undefined && { command: at }),
      status,
      error: failure && { id: failure.id, path: failure.path, message: failureText(failure, words) },
    })),
    loaded: outcome.loaded,
    clientFile: outcome.clientFile,
    record: outcome.record,
    notices: outcome.notices.map((notice) => ({
      id: notice.id,
      copy: notice.id === "late" ? notice.copy : null,
      message: noticeText(notice, words),
    })),
  };
}

export function fileDocument(file: FileChange, secrets: boolean): FileDocument {
  if (file.kind === "create") return { path: file.path, mode: "0600", create: shownText(readable(file.text), secrets) };
  if (file.kind === "move") return { path: file.path, mode: null, move: true };
  const inserts = file.edits.filter((edit) => edit.insert.length > 0);
  const deletes = file.edits.filter((edit) => edit.remove > 0);
  return {
    path: file.path,
    mode: null,
    ...(inserts.length > 0 && {
      insert: inserts.map(({ after, insert }) => ({
        after,
        lines: insert.map((line) => shownText(readable(line.replace(/\r$/, "")), secrets)),
      })),
    }),
    ...(deletes.length > 0 && {
      delete: deletes.map(({ after, remove }) => ({ from: after + 1, to: after + remove })),
    }),
  };
}
