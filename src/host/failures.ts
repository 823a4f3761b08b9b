/**
 * The system's errors as Failures: an id that has a sentence, the path, and the system's own word for the curious.
 */
import type { Failure } from "../plans/plan.ts";
import { HostFailure } from "./host.ts";

/** What an errno means to a person; whatever is not here is `failed`, with its errno as the detail. */
const MEANING: Readonly<Record<string, Failure["id"]>> = {
  EACCES: "denied",
  EPERM: "denied",
  EROFS: "read-only",
  ENOSPC: "full",
  EDQUOT: "full",
  ENOENT: "missing",
  ENOTDIR: "missing",
  EEXIST: "exists",
  EISDIR: "not-a-file",
};

/** The HostFailure for whatever was thrown while the path was worked on. Never carries a file's text. */
export function failureOf(error: unknown, path: string): HostFailure {
  if (error instanceof HostFailure) return error;
  const code = errnoOf(error);
  // Root lacks no right: what is forbidden even to root was locked with chattr.
  if (code === "EPERM" && process.geteuid?.() === 0) return new HostFailure({ id: "immutable", path, detail: code });
  if (code !== null) return new HostFailure({ id: MEANING[code] ?? "failed", path, detail: code });
  return new HostFailure({ id: "failed", path, detail: error instanceof Error ? error.name : "" });
}

/** `ENOENT` and the like; null for anything that is no system error. */
export function errnoOf(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === "string" ? code : null;
}
