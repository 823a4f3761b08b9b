/**
 * The points of a run at which a fault can strike: every call it makes on the files of a folder, each occurrence.
 */
import type { Call, Fault } from "./strace.ts";

export interface Point {
  readonly call: string;
  readonly path: string;
  /** Which of this call on this path, in its thread. */
  readonly nth: number;
  /** For a sentence: `rename 1 of srv/gate.conf`. */
  readonly shown: string;
}

/** The errors that a disk, a full or read-only file system, missing rights and a signal give; and the power that goes. */
export const FAULTS = ["SIGKILL", "EIO", "ENOSPC", "EACCES", "EROFS", "EINTR"] as const;

export function pointsOf(calls: readonly Call[], folder: string, note: string): Point[] {
  const counted = new Map<string, number>();
  return calls.flatMap(({ thread, name, paths }) => {
    const path = paths.find((one) => one.startsWith(`${folder}/`) || one === note);
    if (path === undefined) return [];
    for (const one of new Set(paths)) {
      const key = `${thread} ${name} ${one}`;
      counted.set(key, (counted.get(key) ?? 0) + 1);
    }
    const nth = counted.get(`${thread} ${name} ${path}`) ?? 1;
    const short = path === note ? "the lock's note" : path.slice(folder.length + 1);
    return [{ call: name, path, nth, shown: `${name} ${nth} of ${short}` }];
  });
}

export function faultAt({ call, path, nth }: Point, kind: Fault["with"]): Fault {
  return { call, path, nth, with: kind };
}
