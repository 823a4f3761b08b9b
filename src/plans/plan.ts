/**
 * A Plan: what will be written and done, complete before anything happens. The preview, `--dry-run`, `--json`, the
 * writing and the tests all read this one record.
 */
import type { NoteId, NoteSubject, Pair } from "../notes/note.ts";
import type { Edit } from "../wireguard/conf.ts";
import type { QuestionId } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import { type Loading, loadingTexts } from "./loading.ts";

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
  /** Nobody here can know the value: what is drawn in its place is a sentence's. */
  readonly unknown: boolean;
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
    }
  /** Moved into `backups/` beside the server's file, never deleted. */
  | {
      readonly kind: "move";
      readonly path: string;
      /** Its whole text (byte text): it must still be this when it is moved. */
      readonly before: string;
    };

/** One act of the program, shown before it is done and ticked after. */
export type Step =
  | { readonly id: "lock"; readonly path: string }
  | { readonly id: "compare"; readonly path: string }
  | { readonly id: "backup"; readonly path: string }
  | { readonly id: "create"; readonly path: string }
  /** `lines` come and `gone` go. */
  | { readonly id: "write"; readonly path: string; readonly lines: number; readonly gone: number }
  | { readonly id: "move"; readonly path: string }
  /** A command to the running interface; `at` counts them. What it was given on the way is not taken back if it fails. */
  | { readonly id: "run"; readonly path: string; readonly at: number; readonly text: string }
  /** The interface is read again and compared with the plan. */
  | { readonly id: "verify"; readonly path: string; readonly interfaceName: string };

export type StepId = Step["id"];

/** What a change does; `apply` alone writes no file, and `client` none of the server's, but the device's own. */
export type ChangeKind = "add" | "rotate" | "undo" | "mend" | "apply" | "client";

/** What stands in a record: `apply` writes nothing, and has none. */
export type PastKind = Exclude<ChangeKind, "apply">;

/** What carrying a plan out needs of it: every plan is one. */
export interface Change {
  readonly kind: ChangeKind;
  readonly peer: { readonly name: string; readonly publicKey: string } | null;
  /**
   * The first edit is that of the server's file, beside which the record lies; another file that is edited with it
   * (PiVPN's list of its clients) comes after it, here and among the steps.
   */
  readonly files: readonly FileChange[];
  readonly steps: readonly Step[];
  /** What the running interface is told once the files stand; null where it is down, or runs with another key. */
  readonly loading: Loading | null;
  /** The device's own file, where it is changed in its place. */
  readonly clientFile?: string;
  /** The server's file where it stays as it is: beside it the record lies all the same. */
  readonly beside?: string;
  /** The id of the record of the change that this one takes back. */
  readonly undoes?: string;
  /** A file that is not written, and must still be what the plan was made from (byte text). */
  readonly basis?: { readonly path: string; readonly before: string };
}

/** The plan of a device's own file: of a new peer, or of one that stands in the file and gets new keys. */
export interface Plan extends Change {
  readonly kind: "add" | "rotate";
  readonly peer: { readonly name: string; readonly publicKey: string };
  /** The name a phone or a file takes: at most 15 of `[A-Za-z0-9_=+.-]`. */
  readonly tunnelName: string;
  readonly sides: Sides;
  readonly files: readonly FileChange[];
  readonly steps: readonly Step[];
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
  /** The file of the step: two steps may do the same to two files. */
  readonly path?: string;
  /** Which of the commands, for `run`. */
  readonly at?: number;
  readonly status: StepStatus;
  /** It was so before, and nothing was run for it. */
  readonly already?: boolean;
  /** A sentence's id and values where it failed. */
  readonly failure: Failure | null;
}

/** Whether the result tells of this step. */
export function isResultOf({ id, path, at }: Pick<StepResult, "id" | "path" | "at">, step: Step): boolean {
  if (step.id === "run" && at !== undefined && at !== step.at) return false;
  return id === step.id && (path === undefined || path === step.path);
}

/** The steps that tell the running interface: one for each command, then a look at what came of them. */
export function loadingSteps(loading: Loading | null): readonly Step[] {
  if (loading === null) return [];
  const { path, interfaceName } = loading;
  return [
    ...loadingTexts(loading).map((text, at): Step => ({ id: "run", path, at, text })),
    { id: "verify", path, interfaceName },
  ];
}

/** The edit of the file at `path`; where there is none, that of the server's file. */
export function editAt(
  files: readonly FileChange[],
  path: string | null,
): Extract<FileChange, { kind: "edit" }> | undefined {
  const edits = files.filter((file) => file.kind === "edit");
  return edits.find((edit) => edit.path === path) ?? edits[0];
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
    /** The file cannot be replaced even by root: `chattr +i` or `+a`. */
    | "immutable"
    /** Something is mounted on the file itself. */
    | "mounted"
    /** `wg` or `wg-quick` would refuse the new text; the detail is the line's number. */
    | "faults"
    /** An earlier change was cut off half way, and is yet to be finished or taken back. */
    | "unfinished"
    /** A command to the running interface failed; the detail is what the program said, the path the interface's name. */
    | "command"
    /** The interface cannot be told any more: what was found instead (`NotUp`), or it runs with another key. */
    | "down"
    | "stranger"
    /** Before the first command: this network belongs to a peer by now that the plan does not know of. */
    | "taken"
    /** After the commands something is not as planned: the public key of the first such peer, or a key of [Interface]. */
    | "not-as-planned"
    | "failed";
  readonly path: string;
  readonly detail: string;
}

export interface Outcome {
  /** Whether the files are as planned. */
  readonly status: "done" | "failed";
  /** What became of the running interface; `none`: there was nothing to tell it, or it is down. */
  readonly loaded: "none" | "loaded" | "failed";
  readonly steps: readonly StepResult[];
  readonly clientFile: string | null;
  /** The copy of the server's file as it was; null where nothing was changed. */
  readonly backup: string | null;
  /** The id of the change's record; null where nothing was changed. */
  readonly record: string | null;
  /** Where the text is kept that somebody wrote into the old file while it was replaced. */
  readonly late: string | null;
  /** What else a person should hear of, however it ended. */
  readonly notices: readonly Notice[];
}

/** Something that was met on the way, neither a failure nor part of the plan. */
export type Notice =
  /** Somebody wrote into the old file while it was replaced; that text is kept at `copy`. */
  | { readonly id: "late"; readonly path: string; readonly copy: string }
  /** Somebody wrote into the new file just after it was put in place; that text stands as it is. */
  | { readonly id: "since"; readonly path: string }
  /** The file had `count` further names (hard links): they still lead to the old text. */
  | { readonly id: "other-names"; readonly path: string; readonly count: number }
  /** An earlier change had been cut off, and was brought to an end first. `name` is empty where it is not known. */
  | { readonly id: "settled"; readonly path: string; readonly name: string; readonly became: "done" | "taken back" }
  /** Temporary files that a run of this program left behind when it was cut off were removed. */
  | { readonly id: "swept"; readonly path: string; readonly count: number };
