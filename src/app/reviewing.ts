/** The review as state: the plan that stands there, and a cursor over the lines of both files that have a note. */
import type { Role } from "../notes/note.ts";
import type { Plan } from "../plans/plan.ts";
import { crossed, firstPlace, moved } from "./lines.ts";
import type { ReviewState } from "./state.ts";

/** The review of this plan, its cursor on the line that people ask about most: the keepalive that is not there. */
export function startReview(plan: Plan): ReviewState {
  const place = firstPlace(plan.sides);
  return { plan, ...place, secretsShown: false, told: false, pane: "files", jumping: null, nudged: false };
}

/** The cursor on the next line with a note, in this direction. */
export function moveLine(review: ReviewState, step: 1 | -1): ReviewState {
  return { ...review, ...moved(review.plan.sides, review, step), nudged: false };
}

/** The cursor in the other file. */
export function crossTo(review: ReviewState, side: Role): ReviewState {
  return review.side === side ? review : { ...review, ...crossed(review.plan.sides, review, side), nudged: false };
}
