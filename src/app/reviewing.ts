/**
 * The review as state: the plan that stands there, and a cursor over the lines of both files that have a note. Left
 * and right go to the line that answers the one under the cursor.
 */
import type { Plan, Side, ViewLine } from "../plans/plan.ts";
import type { ReviewState } from "./state.ts";

/** The review of this plan, its cursor on the line that people ask about most: the keepalive that is not there. */
export function startReview(plan: Plan): ReviewState {
  const asked = plan.sides.server.lines.findIndex((line) => line.note === "server-peer/no-PersistentKeepalive");
  const line = asked >= 0 ? asked : Math.max(0, plan.sides.server.lines.findIndex(hasNote));
  return { plan, side: "server", line, secretsShown: false, pane: "files", jumping: null, nudged: false };
}

/** The side the cursor is in. */
export function litSide(review: ReviewState): Side {
  return review.plan.sides[review.side];
}

/** The line under the cursor. */
export function litLine(review: ReviewState): ViewLine | null {
  return litSide(review).lines[review.line] ?? null;
}

/** Where its counterpart stands in the other file; null where it is not among the lines shown. */
export function twinLine(review: ReviewState): { readonly side: "server" | "client"; readonly line: number } | null {
  const pair = litLine(review)?.pair;
  if (!pair) return null;
  const side = review.side === "server" ? "client" : "server";
  const line = review.plan.sides[side].lines.findIndex((other) => other.pair === pair);
  return line < 0 ? null : { side, line };
}

/** The cursor on the next line with a note, in this direction. */
export function moveLine(review: ReviewState, step: 1 | -1): ReviewState {
  const { lines } = litSide(review);
  for (let at = review.line + step; at >= 0 && at < lines.length; at += step) {
    if (hasNote(lines[at])) return { ...review, line: at, nudged: false };
  }
  return { ...review, nudged: false };
}

/** The cursor in the other file: on the counterpart, else on the line at the same height that has a note. */
export function crossTo(review: ReviewState, side: "server" | "client"): ReviewState {
  if (review.side === side) return review;
  const twin = twinLine(review);
  if (twin) return { ...review, side, line: twin.line, nudged: false };
  const { lines } = review.plan.sides[side];
  const noted = lines.map((line, at) => ({ line, at })).filter(({ line }) => hasNote(line));
  const nearest = noted.reduce<number | null>(
    (best, { at }) => (best === null || Math.abs(at - review.line) < Math.abs(best - review.line) ? at : best),
    null,
  );
  return nearest === null ? review : { ...review, side, line: nearest, nudged: false };
}

function hasNote(line: ViewLine | undefined): boolean {
  return line?.note != null;
}
