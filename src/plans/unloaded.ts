/** Why a running interface is not told of a change, and what is left to be typed where it could not be told of all. */
import type { NotUp } from "../wireguard/live.ts";
import type { World } from "../wireguard/world.ts";
import { type Loading, loadingLine } from "./loading.ts";
import type { Failure, StepResult } from "./plan.ts";

/** `stranger`: it runs with another key than the file's. */
export type Untold = NotUp | "stranger";

/** Null where it runs and is the file's. */
export function untold({ live, stranger, running }: Pick<World, "live" | "stranger" | "running">): Untold | null {
  if (live !== null) return null;
  return stranger ? "stranger" : running.kind === "up" ? "unknown" : running.kind;
}

/** Failures after which nothing should be typed blindly. */
const LOOK_FIRST: ReadonlySet<Failure["id"]> = new Set(["down", "stranger", "taken", "not-as-planned"]);

/** The commands that were not carried out, as one line for a person's own shell; null where there are none to type. */
export function leftToType(loading: Loading | null, results: readonly StepResult[]): string | null {
  if (results.some(({ failure }) => failure !== null && LOOK_FIRST.has(failure.id))) return null;
  return loadingLine(loading, results.filter(({ id, status }) => id === "run" && status === "done").length);
}
