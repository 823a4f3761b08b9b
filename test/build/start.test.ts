/** `npm start`: builds when it must and only then; the call reaches the program. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

let folder = "";

/** A checkout of our own: the sources copied, the installed packages by reference, its own cache. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wg-wizard-start-"));
  for (const name of ["src", "package.json", "package-lock.json", "tsconfig.json"])
    cpSync(name, join(folder, name), { recursive: true });
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync("node_modules")) {
    if (name !== ".cache") symlinkSync(join(process.cwd(), "node_modules", name), join(folder, "node_modules", name));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startedWith(args: readonly string[]) {
  return spawnSync(process.execPath, [join(folder, "src", "build", "start.cjs"), ...args], {
    encoding: "utf8",
    env: { ...process.env, TMPDIR: folder },
  });
}

const built = () => statSync(join(folder, "dist", "main.cjs")).mtimeMs;

test("builds the first time, not again, and again when a source is newer", () => {
  const first = startedWith(["--version"]);
  expect(first.stderr).toBe("");
  expect(first.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  const then = built();
  expect(startedWith(["--version"]).status).toBe(0);
  expect(built()).toBe(then);
  utimesSync(join(folder, "src", "main.ts"), new Date(), new Date());
  expect(startedWith(["--version"]).status).toBe(0);
  expect(built()).toBeGreaterThan(then);
});

test("gives its arguments and its status on", () => {
  expect(startedWith(["list", "--demo"]).stdout).toContain("anton_sevnet");
  expect(startedWith(["bogus"]).status).toBe(2);
});

test("says what is missing before npm ci", () => {
  const bare = mkdtempSync(join(tmpdir(), "wg-wizard-bare-"));
  try {
    cpSync("src", join(bare, "src"), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [join(bare, "src", "build", "start.cjs")], {
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("npm ci");
    expect(stderr).not.toContain("    at ");
  } finally {
    rmSync(bare, { recursive: true, force: true });
  }
});
