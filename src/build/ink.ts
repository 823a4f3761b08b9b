/**
 * What is changed in Ink and React on their way into the bundle: what the screens never reach stays out, which is most
 * of it. Ink is run in its debug mode (terminal/terminal.ts), where it hands over plain frames and writes nothing else,
 * and the screens are whole lines (screens/parts/rows.tsx). test/build/frames.test.tsx holds the frames of the bundle
 * against those of Ink as it is published.
 */
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Plugin, PluginBuild } from "esbuild";

/** The version that was read for all of this; with another one the build stops until somebody has read it again. */
const READ = "8.0.0";

/** A module that says what it is if it is called after all. */
function never(what: string): string {
  return `export default () => { throw new Error(${JSON.stringify(`not in the bundle: ${what}`)}); };`;
}

/** A file of src/build/ink/, to be imported from anywhere. */
function own(name: string): string {
  return JSON.stringify(resolve(`src/build/ink/${name}.ts`));
}

/** By the end of a module's path: what stands in its place, and why that is enough. */
const INSTEAD: readonly (readonly [path: RegExp, contents: string])[] = [
  // Drawing and layout: see there.
  [
    /\/ink\/build\/renderer\.js$/,
    `import { draw } from ${own("drawing")}; import textOf from "./squash-text-nodes.js"; export default (root) => draw(root, textOf);`,
  ],
  [/\/ink\/build\/styles\.js$/, `export { applyStyles as default } from ${own("layout")};`],
  [/\/yoga-layout\/dist\/src\/index\.js$/, `export { default } from ${own("layout")};`],
  // Nothing is measured, so nothing is wrapped. Both keep 4096 texts, whole frames here, keys that were shown in them.
  [/\/ink\/build\/measure-text\.js$/, never("measuring a text")],
  [/\/ink\/build\/wrap-text\.js$/, never("wrapping a text")],
  // Asked to spell tabs out, of which visible() lets none through; what else it would do is only for screen readers.
  [/\/wrap-ansi\/index\.js$/, 'export default (text) => text.replaceAll("\\t", " ");'],
  // Colours of Ink's own Text: the rows bring theirs (screens/parts/paper.ts).
  [
    /\/ink\/build\/colorize\.js$/,
    "export default (text, colour) => { if (colour) throw new Error('not in the bundle: colours of Text'); return text; };",
  ],
  [/\/chalk\/source\/index\.js$/, "export default {};"],
  // Ink's own way of writing frames, unused in debug mode; `clear`, `done` and `reset` are called around suspending.
  [
    /\/ink\/build\/log-update\.js$/,
    "const log = () => {}; export default { create: () => Object.assign(log, { clear: log, done: log, reset: log, sync: log, setCursorPosition: log, getCursorPosition: log, willRender: log, isCursorDirty: log }) };",
  ],
  [/\/ansi-escapes\/index\.js$/, 'export default { cursorTo: () => "", eraseDown: "" };'],
  [/\/cli-cursor\/index\.js$/, "export default { show() {} };"],
  [
    /\/es-toolkit\/(?:dist\/)?compat\/index\.m?js$/,
    `export const throttle = ${never("waiting between frames").replace("export default ", "")}`,
  ],
  [/\/patch-console\/dist\/index\.js$/, never("a console of Ink's own")],
  [/\/is-in-ci\/index\.js$/, "export default false;"],
  // Asked where the output does not know its size, which ours always does; it would load node:child_process.
  [/\/terminal-size\/index\.js$/, "export default () => ({ columns: 80, rows: 24 });"],
  // It draws a crash with the source around it: a crash is told on the main screen.
  [/\/ink\/build\/components\/ErrorOverview\.js$/, "export default () => null;"],
];

/** Whether nothing of this file is bundled, because something else stands in its place. */
export function isReplaced(path: string): boolean {
  return INSTEAD.some(([end]) => end.test(path));
}

/** Ink with nothing but what is imported from it by these names. */
export function lessInk(names: readonly string[]): Plugin {
  return { name: "less-ink", setup: (setup) => change(setup, names) };
}

function change(setup: PluginBuild, names: readonly string[]): void {
  const { version } = JSON.parse(readFileSync("node_modules/ink/package.json", "utf8")) as { version: string };
  if (version !== READ)
    throw new Error(`src/build/ink.ts was written for Ink ${READ}, this is ${version}: read it again`);
  const met = new Set<RegExp>();
  for (const [path, contents] of INSTEAD) {
    setup.onLoad({ filter: path }, (file) => {
      met.add(path);
      return { contents, loader: "js", resolveDir: dirname(file.path) };
    });
  }
  // Ink says of itself that all of its modules do something when they are loaded: only these are.
  setup.onLoad({ filter: /\/ink\/build\/index\.js$/ }, ({ path }) => {
    const lines = readFileSync(path, "utf8").split("\n");
    return {
      contents: names
        .map(
          (name) =>
            lines.find((line) => line.startsWith(`export { default as ${name} }`)) ??
            `export { ${name} } from "ink has none"`,
        )
        .join("\n"),
      loader: "js",
    };
  });
  // signal-exit asks it whether what it is given is a function; node:assert takes two milliseconds.
  setup.onResolve({ filter: /^(?:node:)?assert$/ }, () => ({ path: "assert", namespace: "assert" }));
  setup.onLoad({ filter: /.*/, namespace: "assert" }, () => ({
    contents: "export const equal = () => {};",
    loader: "js",
  }));
  setup.onLoad({ filter: /\/ink\/build\/ink\.js$/ }, ({ path }) => ({
    contents: inDebugMode(readFileSync(path, "utf8")),
    loader: "js",
  }));
  setup.onEnd(() => {
    const missed = INSTEAD.filter(([path]) => !met.has(path));
    if (missed.length > 0) throw new Error(`nothing asks for these any more: ${missed.map(([path]) => path.source)}`);
  });
}

/** What of Ink's own class is settled: frames go out as they are, and nothing else of it ever writes. */
function inDebugMode(text: string): string {
  let settled = text;
  const replace = (what: string | RegExp, by: string) => {
    const changed = settled.replaceAll(what, () => by);
    if (changed === settled) throw new Error(`ink.js looks different now: no ${what}`);
    settled = changed;
  };
  // React's developer tools, where DEV is set.
  replace("process.env['DEV'] === 'true'", "false");
  replace("this.options.debug", "true");
  replace("this.options.concurrent", "false");
  for (const method of ["renderInteractiveFrame", "initKittyKeyboard", "confirmKittySupport", "enableKittyProtocol"]) {
    replace(new RegExp(`^    ${method}\\([^\\n]*\\) \\{\\n[\\s\\S]*?^    \\}\\n`, "gm"), `${method}() {}\n`);
  }
  return settled;
}
