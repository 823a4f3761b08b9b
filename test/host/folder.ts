/**
 * A temporary folder for each test, gone afterwards; and what some tests need of the machine.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";

/** The folder of the running test: `folder()`. Call it once in a test file. */
export function temporaryFolder(): () => string {
  let folder = "";
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "wg-wizard-test-")));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return () => folder;
}

export const isRoot = process.getuid?.() === 0;

/** Whether a small disk of one's own can be had: root in a container often cannot. */
export function canMount(): boolean {
  const place = mkdtempSync(join(tmpdir(), "wg-wizard-test-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "none", place], { stdio: "ignore" });
    execFileSync("umount", [place], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    rmdirSync(place);
  }
}

/** Where a test cannot run here it is skipped with a reason; under CI=true it runs, and fails. */
export function unlessHere(here: boolean): boolean {
  return !here && process.env["CI"] !== "true";
}

/** Whether a program answers at all. */
export function has(program: string): boolean {
  try {
    execFileSync("which", [program], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
