/** The launcher and its page, built once for all of a run's terminals: a Node that reads no TypeScript starts them. */
import { build } from "esbuild";

const FOLDER = "node_modules/.cache/wg-wizard/chromium";

/** `node LAUNCHER SETTINGS PROGRAM [ARGUMENTS]`, once it is built. */
export const LAUNCHER = `${FOLDER}/main.mjs`;

export async function buildLauncher(): Promise<void> {
  const from = "test/terminals/chromium";
  const whole = { bundle: true, logLevel: "warning" } as const;
  await build({
    ...whole,
    entryPoints: [`${from}/main.ts`],
    outfile: LAUNCHER,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
  });
  await build({
    ...whole,
    entryPoints: [`${from}/page.js`],
    outfile: `${FOLDER}/page.js`,
    format: "iife",
    // The style sheet is a text in the script.
    loader: { ".css": "text" },
  });
}
