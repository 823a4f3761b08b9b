/**
 * The plan that takes a change back, made from the record of that change and from what stands in its files now; or why
 * nothing can be taken back. Like every plan it is complete before anything happens, and has a record of its own when
 * it is carried out: taking it back in turn gives the change back.
 */
import { type Conf, type Edit, parseConf } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import type { Remark } from "../wizard/remarks.ts";
import { diffBetween, editsBetween } from "./compare.ts";
import { type DiffLine, diffOf } from "./diff.ts";
import { type Loading, loadingOf, touchedBetween } from "./loading.ts";
import { loadingRemarks } from "./loading-remarks.ts";
import {
  type Change,
  type Failure,
  type FileChange,
  loadingSteps,
  type Notice,
  type PastKind,
  type Step,
} from "./plan.ts";
import { saveConfigKept } from "./save-config.ts";

/** A change as its record tells it, and its files as they stand now. Texts are byte text. */
export interface PastChange {
  /** The id of its record. */
  readonly record: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: PastKind;
  readonly peer: Change["peer"];
  /** In the order in which they were written. */
  readonly files: readonly PastFile[];
  /** The server's file where the change left it as it was. */
  readonly beside?: string;
}

export type PastFile =
  | {
      readonly kind: "edit";
      readonly path: string;
      /** As it was before the change; null where its copy is gone. */
      readonly before: string | null;
      /** As it stands now; null where it cannot be read. */
      readonly now: string | null;
      /** As the change left it; null where that is not known any more. Its digest is, as the record has it. */
      readonly after: string | null;
      readonly digest: string | null;
      /** Whether it still is what the change left. */
      readonly same: boolean;
    }
  /** Made by the change; `now` is null where it is not there any more, or where it is (`failure`) but cannot be read. */
  | { readonly kind: "create"; readonly path: string; readonly now: string | null; readonly failure?: Failure }
  /** Moved into `backups/` by the change; `copy` is its text there, null where that is gone. */
  | { readonly kind: "move"; readonly path: string; readonly copy: string | null };

export interface UndoPlan extends Change {
  readonly kind: "undo";
  readonly undoes: string;
  /** The change that is taken back: whether it put the peer there, and when, milliseconds since 1970. */
  readonly of: PastKind;
  readonly at: number;
  /** The server's file; where that stays as it is, the one that does not. */
  readonly path: string;
  /** The change of that file, then of what was edited with it under its name; values that are secret are marked. */
  readonly diff: readonly DiffLine[];
  readonly warnings: readonly Remark[];
}

/** What came of looking for something to take back. */
export type UndoFound =
  | { readonly kind: "plan"; readonly plan: UndoPlan }
  | { readonly kind: "none" }
  /**
   * The file is not any more what the change left. `diff`: what was changed since; where that is not known any more
   * (`whole`), the change itself is in it too.
   */
  | { readonly kind: "changed"; readonly path: string; readonly diff: readonly DiffLine[]; readonly whole: boolean }
  /** The copy of this file as it was is not there any more, so nothing can bring it back. */
  | { readonly kind: "gone"; readonly path: string }
  /** This file would have to go, and cannot even be read. */
  | { readonly kind: "unreadable"; readonly path: string; readonly failure: Failure };

/** A change that stopped in the middle: what its record says it was going to do. */
export interface Unfinished {
  /** The id of its record. */
  readonly record: string;
  /** The server's file. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: PastKind;
  readonly peer: Change["peer"];
  readonly files: readonly { readonly path: string; readonly state: UnfinishedFile }[];
  readonly canFinish: boolean;
  readonly canTakeBack: boolean;
  /** Whether the files tell two stories: some old, some new, or one that is neither. The next change settles all others. */
  readonly torn: boolean;
}

/** As before the change, as planned, or neither. */
export type UnfinishedFile = "old" | "new" | "other";

/** All files become as planned; or as before; or stay as they are, and nobody is asked again. */
export type Settling = "finish" | "take-back" | "leave";

/** What came of it. */
export type Settled =
  | { readonly kind: "done"; readonly notices: readonly Notice[] }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What takes this change back, or why nothing can. */
export function planUndo(change: PastChange | null, world: World): UndoFound {
  const path = change?.beside ?? change?.files.find((file) => file.kind === "edit")?.path;
  if (!change || path === undefined) return { kind: "none" };
  const edits: Extract<FileChange, { kind: "edit" }>[] = [];
  for (const file of change.files) {
    if (file.kind !== "edit") continue;
    const { before, after, now, same } = file;
    if (!same || now === null) {
      const was = after ?? before;
      const diff = was === null || now === null ? [] : diffBetween(was, now);
      return { kind: "changed", path: file.path, diff, whole: after === null };
    }
    if (before === null) return { kind: "gone", path: file.path };
    edits.push({ kind: "edit", path: file.path, before: now, after: before, edits: editsBetween(now, before) });
  }
  const lost = change.files.find((file) => file.kind === "move" && file.copy === null);
  if (lost) return { kind: "gone", path: lost.path };
  for (const file of change.files) {
    if (file.kind === "create" && file.failure) return { kind: "unreadable", path: file.path, failure: file.failure };
  }
  const others = change.files.flatMap(takenBack);
  // What can be taken back without the server's file knowing comes before it, what goes after it.
  const made = others.filter(({ kind }) => kind === "create");
  const moved = others.filter(({ kind }) => kind === "move");
  const server = edits.find((file) => file.path === path);
  const of = directionOf(change, server);
  const then = server ? parseConf(server.after) : world.conf;
  const loading = server ? loadingAfter(server, then, world) : null;
  const plan: UndoPlan = {
    kind: "undo",
    undoes: change.record,
    of,
    at: change.at,
    peer: change.peer,
    path: (change.beside && change.files[0]?.path) || path,
    diff: diffOf({ files: edits }),
    files: [...made, ...edits, ...moved],
    steps: [
      { id: "lock", path },
      ...edits.slice(0, 1).map((file): Step => ({ id: "compare", path: file.path })),
      ...(change.beside ? [] : [{ id: "backup", path } as const]),
      ...made.map((file): Step => ({ id: "create", path: file.path })),
      ...edits.map((file): Step => ({ id: "write", path: file.path, ...linesOf(file.edits) })),
      ...moved.map((file): Step => ({ id: "move", path: file.path })),
      ...loadingSteps(loading),
    ],
    loading,
    warnings: [...loadingRemarks(loading, world), ...(server ? saveConfigKept(world, then) : [])],
    ...(change.beside && { beside: path }),
  };
  return { kind: "plan", plan };
}

/**
 * An undo that was itself taken back has put the peer there again, or its new keys: it counts as what did so at first. A
 * peer whose networks stay in the file only loses its keys.
 */
function directionOf(
  { kind, peer, beside }: PastChange,
  server: { readonly before: string; readonly after: string } | undefined,
): PastKind {
  if (beside) return "client";
  if (!peer || !server) return kind;
  if (!server.before.includes(peer.publicKey) || server.after.includes(peer.publicKey)) return "undo";
  const networks = parseConf(server.before).peers.find(({ publicKey }) => publicKey === peer.publicKey)?.allowedIPs;
  const then = parseConf(server.after).peers.some(({ allowedIPs }) => allowedIPs.join() === networks?.join());
  return then ? "rotate" : "add";
}

/** What the running interface loses or gets back: the peers that differ between the two texts of the server's file. */
function loadingAfter(server: { readonly before: string }, then: Conf, world: World): Loading | null {
  const touched = touchedBetween(parseConf(server.before), then, world.publicKey);
  return touched.size === 0 ? null : loadingOf(world, then, touched);
}

/** A file that was made goes into `backups/`; one that went there comes back. */
function takenBack(file: PastFile): FileChange[] {
  if (file.kind === "create" && file.now !== null) return [{ kind: "move", path: file.path, before: file.now }];
  if (file.kind === "move" && file.copy !== null)
    return [{ kind: "create", path: file.path, text: file.copy, secret: true }];
  return [];
}

/** How many lines a change brings and takes away. */
function linesOf(edits: readonly Edit[]): { readonly lines: number; readonly gone: number } {
  const sum = (count: (edit: Edit) => number) => edits.reduce((all, edit) => all + count(edit), 0);
  return { lines: sum(({ insert }) => insert.length), gone: sum(({ remove }) => remove) };
}
