/**
 * One bundle for all test files of a run: who needs it first builds it, the others wait for it. The folder is made before
 * the first file and gone after the last.
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { bundle } from "../../src/build/bundle.ts";

const FOLDER = "WG_WIZARD_TEST_BUNDLE";

/** Vitest's global setup; gives what takes the folder away. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "wg-wizard-bundle-"));
  process.env[FOLDER] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

/** The path of the bin, built in this run. */
export async function sharedBundle(): Promise<string> {
  const folder = process.env[FOLDER] ?? "";
  const ended = join(folder, "ended");
  try {
    mkdirSync(join(folder, "built"));
  } catch {
    while (!existsSync(ended)) await pause(50);
  }
  if (!existsSync(ended)) writeFileSync(ended, await built(join(folder, "built")));
  const failure = readFileSync(ended, "utf8");
  if (failure !== "") throw new Error(failure);
  return join(folder, "built", "wg-wizard.cjs");
}

/** What went wrong; empty where nothing did. */
async function built(folder: string): Promise<string> {
  try {
    await bundle(folder);
    // As in the package: Node looks for one above each of its files, and finds it there.
    copyFileSync("package.json", join(folder, "package.json"));
    return "";
  } catch (error) {
    return String(error);
  }
}
