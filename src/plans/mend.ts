/**
 * The plan that mends what a check found: the edits of the server's file, and what of them the running interface is
 * told. Complete before anything happens, recorded and taken back like any other change.
 */
import { type Edit, editText, parseConf } from "../wireguard/conf.ts";
import { type Fault, faultsOf } from "../wireguard/grammar.ts";
import type { World } from "../wireguard/world.ts";
import type { Remark } from "../wizard/remarks.ts";
import { type DiffLine, diffOf } from "./diff.ts";
import { loadingOf, touchedBetween } from "./loading.ts";
import { loadingRemarks } from "./loading-remarks.ts";
import { type Change, type FileChange, loadingSteps } from "./plan.ts";
import { saveConfigKept } from "./save-config.ts";

export interface MendPlan extends Change {
  readonly kind: "mend";
  readonly peer: null;
  /** The rule whose findings are mended: an id of checks/. */
  readonly mends: string;
  /** The server's file. */
  readonly path: string;
  readonly diff: readonly DiffLine[];
  readonly warnings: readonly Remark[];
}

/** `faults`: the new text would still be refused, here for the first time; that is for a person to mend. */
export type MendFound =
  | { readonly kind: "plan"; readonly plan: MendPlan }
  | { readonly kind: "faults"; readonly fault: Fault };

/** What makes these edits of the file. */
export function planMend(mends: string, edits: readonly Edit[], world: World): MendFound {
  const { conf, path } = world;
  const after = editText(conf, edits);
  const then = parseConf(after);
  const [fault] = faultsOf(then);
  if (fault) return { kind: "faults", fault };
  // What was never loaded is not loaded by a mend.
  const running = new Set(world.live?.peers.map(({ publicKey }) => publicKey));
  const changed = touchedBetween(conf, then, world.publicKey);
  const touched = new Set([...changed].filter((key) => running.has(key)));
  const loading = touched.size === 0 ? null : loadingOf(world, then, touched);
  const file: FileChange = { kind: "edit", path, before: conf.text, after, edits };
  const count = (of: (edit: Edit) => number) => edits.reduce((sum, edit) => sum + of(edit), 0);
  const plan: MendPlan = {
    kind: "mend",
    peer: null,
    mends,
    path,
    diff: diffOf({ files: [file] }),
    files: [file],
    steps: [
      { id: "lock", path },
      { id: "compare", path },
      { id: "backup", path },
      { id: "write", path, lines: count(({ insert }) => insert.length), gone: count(({ remove }) => remove) },
      ...loadingSteps(loading),
    ],
    loading,
    warnings: [...loadingRemarks(loading, world), ...saveConfigKept(world, then)],
  };
  return { kind: "plan", plan };
}
