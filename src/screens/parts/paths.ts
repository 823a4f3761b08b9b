/** Paths as a title or a sentence shows them. */
import { visible } from "../../text/visible.ts";

/** The bare name at the end of a path, made harmless. */
export function fileName(path: string): string {
  return visible(path.slice(path.lastIndexOf("/") + 1));
}
