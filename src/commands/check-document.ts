/** The documents of a check and of a mend. Their shapes may grow, never change. */
import type { Finding } from "../checks/finding.ts";
import type { Report } from "../checks/judge.ts";
import { loadingTexts } from "../plans/loading.ts";
import type { MendPlan } from "../plans/mend.ts";
import type { Outcome } from "../plans/plan.ts";
import { told } from "../words/finding.ts";
import type { Words } from "../words/words.ts";
import {
  type ChangeDocument,
  type FileDocument,
  fileDocument,
  outcomeDocument,
  warningDocuments,
} from "./change-document.ts";

export interface CheckDocument {
  /** Null for standard input. */
  readonly path: string | null;
  readonly findings: readonly {
    readonly id: string;
    readonly severity: Finding["severity"];
    readonly line: number | null;
    /** Its name, or its public key where it has none. */
    readonly peer: string | null;
    readonly message: string;
    readonly why: string;
    readonly mend: string;
    /** Whether `--mend` can do it. */
    readonly mendable: boolean;
  }[];
  /** Ids of rules whose evidence could not be had. */
  readonly notLookedAt: readonly string[];
  /** What is right, and asked about. */
  readonly notes: readonly { readonly id: string; readonly message: string }[];
}

export function checkDocument(path: string, report: Report, words: Words): CheckDocument {
  const { findings, notLookedAt, keepaliveRight } = report;
  const { text } = words.checks.keepaliveRight;
  return {
    path: path === "" ? null : path,
    findings: findings.map((finding, _, all) => {
      const { id, severity, line, mend } = finding;
      const { what, why, mend: todo } = told(finding, words.checks);
      return {
        id,
        severity,
        line,
        peer: peerOf(finding, all),
        message: what,
        why,
        mend: todo,
        mendable: mend !== null,
      };
    }),
    notLookedAt,
    notes: keepaliveRight ? [{ id: "no-server-keepalive", message: text }] : [],
  };
}

/** What may be a private key is not printed. */
function peerOf({ peer }: Finding, all: readonly Finding[]): string | null {
  if (!peer || peer.name !== null) return peer?.name ?? null;
  const secret = all.some((one) => one.id === "private-key-as-public" && one.peer?.publicKey === peer.publicKey);
  return secret ? null : peer.publicKey;
}

export interface MendDocument {
  readonly plan: {
    readonly peer: null;
    /** The rule whose findings are mended. */
    readonly mends: string;
    readonly files: readonly FileDocument[];
    /** What the running interface is told, as typed at a shell of root's. */
    readonly commands: readonly string[];
    readonly warnings: ChangeDocument["plan"]["warnings"];
  };
  /** Null for `--dry-run`. */
  readonly outcome: ChangeDocument["outcome"];
}

export function mendDocument(plan: MendPlan, outcome: Outcome | null, secrets: boolean, words: Words): MendDocument {
  return {
    plan: {
      peer: null,
      mends: plan.mends,
      files: plan.files.map((file) => fileDocument(file, secrets)),
      commands: plan.loading === null ? [] : loadingTexts(plan.loading),
      warnings: warningDocuments(plan.warnings, words),
    },
    outcome: outcome && outcomeDocument(outcome, words),
  };
}
