/** Paths in narrow places: which file it is matters more than where it lies. */
import { width } from "./width.ts";

/**
 * The path without as many of its first folders as it takes to fit `columns`: `…/clients/anna.conf`, at last `anna.conf`.
 * The file's name stays whole, also where it is wider than that.
 */
export function shortenPath(path: string, columns: number): string {
  if (width(path) <= columns) return path;
  const parts = path.replace(/^\//, "").split("/");
  for (let from = 1; from < parts.length - 1; from++) {
    const shown = `…/${parts.slice(from).join("/")}`;
    if (width(shown) <= columns) return shown;
  }
  return parts.at(-1) ?? "";
}
