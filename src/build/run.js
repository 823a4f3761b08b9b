/**
 * Runs one of the TypeScript programs of this folder on a Node that reads no TypeScript:
 * `node src/build/run.js src/build/bundle.ts [arguments]`.
 */
import { mkdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const program = process.argv[2];
if (program === undefined) throw new Error("which program?");

process.chdir(root);
const folder = join(root, "node_modules", ".cache", "wg-wizard");
mkdirSync(folder, { recursive: true });
const outfile = join(folder, `${basename(program, ".ts")}-${process.pid}.mjs`);
await build({
  entryPoints: [program],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});
process.argv.splice(1, 2, program);
const { rmSync } = await import("node:fs");
process.on("exit", () => rmSync(outfile, { force: true }));
await import(pathToFileURL(outfile).href);
