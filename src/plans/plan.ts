/**
 * A Plan: what will be written and done, complete before anything happens. The preview, `--dry-run`, `--json`, the
 * writing and the tests all read this one record.
 */
import type { NoteId, NoteSubject, Pair } from "../notes/note.ts";
import type { Edit } from "../wireguard/conf.ts";
import type { QuestionId } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";

/** One row of a file as it is shown. Readable text, never cleaned or masked yet: the drawer does both. */
export interface ViewLine {
  /**
   * `context` stands in the file already, `new` will, `gone` will go, `absent` is left out on purpose,
   * `end` marks the end of the file.
   */
  readonly kind: "context" | "new" | "gone" | "absent" | "end";
  /** The whole line; empty for `absent` and `end`. */
  readonly text: string;
  /** The line's number in the file as it will be (for `gone`: as it was); null for `absent` and `end`. */
  readonly number: number | null;
  readonly note: NoteId | null;
  readonly pair: Pair | null;
  /** The other half of the pair where it is not among the lines shown: `ListenPort` in line 4 of the server's file. */
  readonly counterpart: { readonly line: number; readonly key: string } | null;
  /** The question that decides this line. */
  readonly question: QuestionId | null;
  /** Key and value where the line has them: a narrow pane shortens the value, not the key. */
  readonly key: string | null;
  readonly value: string | null;
  /** The value must not be drawn unless asked for. */
  readonly secret: boolean;
  /** For a header: whom the section describes. */
  readonly describes: "peer" | "server" | null;
  /** For `absent`: the keys that are not here. */
  readonly absent: readonly string[];
}

/** One file as one machine reads it. */
export interface Side {
  /** Its path; null for a client's file that is not kept here. */
  readonly path: string | null;
  /** The file's bare name for a pane's title: `lena-phone.conf`. */
  readonly fileName: string;
  readonly lines: readonly ViewLine[];
}

export interface Sides {
  readonly server: Side;
  readonly client: Side;
  readonly subject: NoteSubject;
}

export type FileChange =
  | {
      readonly kind: "edit";
      readonly path: string;
      /** The whole text the plan was made from (byte text): the file must still be this when it is written. */
      readonly before: string;
      readonly after: string;
      readonly edits: readonly Edit[];
    }
  | {
      readonly kind: "create";
      readonly path: string;
      /** Byte text. */
      readonly text: string;
      /** Whether it holds a private key. */
      readonly secret: boolean;
    };

/** One act of the program, shown before it is done and ticked after. */
export type Step =
  | { readonly id: "lock"; readonly path: string }
  | { readonly id: "compare"; readonly path: string }
  | { readonly id: "backup"; readonly path: string }
  | { readonly id: "create"; readonly path: string }
  /** `lines` come and `gone` go. */
  | { readonly id: "write"; readonly path: string; readonly lines: number; readonly gone: number };

export type StepId = Step["id"];

export interface Plan {
  readonly kind: "add";
  readonly peer: { readonly name: string; readonly publicKey: string };
  /** The name a phone or a file takes: at most 15 of `[A-Za-z0-9_=+.-]`. */
  readonly tunnelName: string;
  readonly sides: Sides;
  readonly files: readonly FileChange[];
  readonly steps: readonly Step[];
  /** What loads the new peer into the running interface, as typed at a shell; nothing secret in it. Null where it is down. */
  readonly loadCommand: string | null;
  readonly warnings: readonly Remark[];
  /** The client's file in its smallest form, as the QR code carries it. A secret. Null where its key is not known here. */
  readonly code: string | null;
  /** The client's file, whole (readable text). A secret unless its key is not known here. */
  readonly clientText: string;
}

/** What has become of a step. */
export type StepStatus = "waiting" | "running" | "done" | "failed" | "skipped";

export interface StepResult {
  readonly id: StepId;
  readonly status: StepStatus;
  /** A sentence's id and values where it failed. */
  readonly failure: Failure | null;
}

/** Why something on the machine did not work. `detail` is the system's own word for it, such as `EACCES`. */
export interface Failure {
  readonly id:
    | "changed"
    | "locked"
    | "exists"
    | "denied"
    | "read-only"
    | "full"
    | "missing"
    | "not-a-file"
    | "mismatch"
    | "no-flock"
    | "interrupted"
    | "failed";
  readonly path: string;
  readonly detail: string;
}

export interface Outcome {
  readonly status: "done" | "failed";
  readonly steps: readonly StepResult[];
  readonly clientFile: string | null;
  readonly backup: string | null;
}
