/**
 * Two texts of one file as the smallest edits of whole lines that lead from one to the other, and as a diff: what an
 * undo takes back, what somebody else changed meanwhile. Knows neither of them.
 */
import type { Edit } from "../wireguard/conf.ts";
import { type DiffLine, hunksOf } from "./diff.ts";

/** Beyond so many differing lines the middle counts as one change: nobody would read the diff line by line. */
const MOST_STEPS = 1000;

/** The edits that make `after` of `before` (byte text), in order; none where they are the same. */
export function editsBetween(before: string, after: string): readonly Edit[] {
  if (before === after) return [];
  const [old, now] = [before.split("\n"), after.split("\n")];
  // From the end first: a block that was put in then begins with the blank line before it, as people see it.
  const shorter = Math.min(old.length, now.length);
  let tail = 0;
  while (tail < shorter && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  let head = 0;
  while (head < shorter - tail && old[head] === now[head]) head++;
  const middle = { old: old.slice(head, old.length - tail), now: now.slice(head, now.length - tail) };
  const edits = shortest(middle.old, middle.now) ?? [{ after: 0, remove: middle.old.length, insert: middle.now }];
  return edits.map((edit) => ({ ...edit, after: edit.after + head }));
}

/** What differs, as `diff -u` would show it; empty where nothing does. */
export function diffBetween(before: string, after: string): readonly DiffLine[] {
  return hunksOf({ before, edits: editsBetween(before, after) });
}

/** Myers' greedy search for the shortest way; null where it would be longer than anybody reads. */
function shortest(old: readonly string[], now: readonly string[]): Edit[] | null {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let steps = 0; steps <= Math.min(MOST_STEPS, old.length + now.length); steps++) {
    trace.push(new Map(furthest));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = down(furthest, diagonal, steps) ? at(furthest, diagonal + 1) : at(furthest, diagonal - 1) + 1;
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= old.length && x - diagonal >= now.length) return walkedBack(trace, steps, old.length, now);
    }
  }
  return null;
}

/** From the end back to the start: each step is one line that goes or comes; neighbours become one edit. */
function walkedBack(
  trace: readonly Map<number, number>[],
  length: number,
  end: number,
  now: readonly string[],
): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [end, now.length];
  for (let steps = length; steps > 0; steps--) {
    const furthest = trace[steps] as Map<number, number>;
    const diagonal = x - y;
    const came = down(furthest, diagonal, steps);
    const from = at(furthest, came ? diagonal + 1 : diagonal - 1);
    const line = from - (came ? diagonal + 1 : diagonal - 1);
    const step: Edit = came
      ? { after: from, remove: 0, insert: [now[line] as string] }
      : { after: from, remove: 1, insert: [] };
    const next = edits[0];
    if (next && step.after + step.remove === next.after) {
      edits[0] = { after: step.after, remove: step.remove + next.remove, insert: [...step.insert, ...next.insert] };
    } else edits.unshift(step);
    [x, y] = [from, line];
  }
  return edits;
}

/** Whether the way to this diagonal comes from a line that is new, not from one that is gone. */
function down(furthest: ReadonlyMap<number, number>, diagonal: number, steps: number): boolean {
  return diagonal === -steps || (diagonal !== steps && at(furthest, diagonal - 1) < at(furthest, diagonal + 1));
}

function at(furthest: ReadonlyMap<number, number>, diagonal: number): number {
  return furthest.get(diagonal) ?? -1;
}
