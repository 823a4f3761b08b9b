/** What the pty tests start: the bundle as it is shipped, a tiny program of the terminal's own, and other Nodes. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { bundleInto } from "../../src/build/bundle.ts";
import { sharedBundle } from "./shared-bundle.ts";

/** The path of the bin, built anew in each run. Nobody changes anything in its folder. */
export const wgWizard = sharedBundle;

/** A program of this folder, bundled alone. */
export async function ownProgram(name: string): Promise<string> {
  const folder = folderOfOurOwn();
  await bundleInto(folder, { [name]: join(import.meta.dirname, `${name}.tsx`) });
  return join(folder, `${name}.cjs`);
}

const folders: string[] = [];
// Belongs to every test file that imports this one.
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOfOurOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), "wg-wizard-bundle-"));
  folders.push(folder);
  return folder;
}

/** Node versions that `.ci/nodes` fetches, by the names of its folders. */
export type NodeName = "12.22" | "18" | "20.17" | "22" | "24" | "26";

/** The binary of that version; null where it is not installed. */
export function nodeNamed(name: NodeName): string | null {
  const folder = process.env["WG_WIZARD_NODES"];
  const path = folder === undefined ? "" : join(folder, name, "bin", "node");
  return existsSync(path) ? path : null;
}
