/**
 * `npm run build`: src/main.ts as a few chunks in dist/, beside the bin and the licence notices. They are minified:
 * everything is in them, and 350 KiB is what the download may be. They are CommonJS, which Node reads sooner: its loader
 * of ES modules alone takes a fifth of an empty start.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { minify } from "terser";
import { HELP } from "../help.ts";
import { figures } from "./figures.ts";
import { lessInk } from "./ink.ts";
import { merged } from "./merge.ts";
import { notices } from "./notices.ts";
import { reconciler } from "./reconciler.ts";

/** `import process from "node:process"` makes Node work out every property of it, standard input among them. */
const globalProcess: Plugin = {
  name: "global-process",
  setup(setup) {
    setup.onResolve({ filter: /^node:process$/ }, () => ({ path: "process", namespace: "global-process" }));
    setup.onLoad({ filter: /.*/, namespace: "global-process" }, () => ({
      contents:
        "const { process } = globalThis; export default process; export const { cwd, env, platform } = process;",
      loader: "js",
    }));
  },
};

/** What both passes share. */
const shared = {
  bundle: true,
  platform: "node",
  target: "node20",
  jsx: "automatic",
  charset: "utf8",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
  metafile: true,
  write: false,
} as const satisfies BuildOptions;

/** Ink and React in a file of their own, which only the screens load. `names`: what src/ imports from them. */
async function drawing(folder: string, names: readonly string[]) {
  const reacts = Object.keys(createRequire(join(process.cwd(), "package.json"))("react") as object);
  const jsx = ["Fragment", "jsx", "jsxs"];
  const of = (some: (name: string) => boolean) => names.filter(some).join(", ");
  const inks = names.filter((name) => !reacts.includes(name) && !jsx.includes(name));
  const contents = `
    export { ${inks.join(", ")} } from "ink";
    export { ${of((name) => reacts.includes(name) && name !== "Fragment")} } from "react";
    export { ${of((name) => jsx.includes(name))} } from "react/jsx-runtime";
  `;
  return build({
    ...shared,
    stdin: { contents, resolveDir: process.cwd() },
    format: "cjs",
    banner: { js: STRICT },
    // One byte a character: Node reads such a file sooner than one with a single sign beyond Latin in it.
    charset: "ascii",
    outfile: join(folder, DRAWING),
    minify: true,
    // Node loads node:perf_hooks for the one, which takes a millisecond and tells React no more than the other.
    define: { ...shared.define, performance: "Date" },
    plugins: [lessInk(inks), reconciler, globalProcess],
  });
}

const DRAWING = "ink.cjs";

/** What ES modules are without saying so. */
const STRICT = '"use strict";';

/**
 * What is loaded only when it is wanted, all commands but the list among it: every other `import()` of src/ is bundled
 * with the file that stands there.
 */
const LATER = /\/(?:ways|crash|tui|en|ru|inquirer|session|demo)\.tsx?$/;

/** The table of commands, each of which is loaded by such an `import()`. */
const TABLE = /\/src\/commands\/table\.ts$/;

/** All commands but the list as one module: they share most of their code, and a chunk for each costs more than it saves. */
const COMMANDS = "commands";

function commandsOf(table: string): string {
  const files = new Set(Array.from(table.matchAll(/\bimport\("(\.[^"]+)"\)/g), ([, from = ""]) => from));
  files.delete("./list.ts");
  return [...files].map((from) => `export * as ${JSON.stringify(from)} from ${JSON.stringify(from)};`).join("\n");
}

/** A language's sentences, all parts of them. */
const CATALOG = /\/src\/words\/(?:en|ru)\.ts$/;

/**
 * The parts of a language that a list or the first screen can do without: most sentences, in a file of their own. What
 * failures are told with is loaded with the language.
 */
const WHEN_WANTED = ["questions", "remarks", "notes", "checks", "lesson"];

/** The catalog with these parts read when they are first asked for: `NOW(import(…))` becomes `require(…)` in a chunk. */
function partsWhenWanted(catalog: string, lang: string): string {
  return WHEN_WANTED.reduce((text, part) => {
    const from = new RegExp(`^import \\{ ${part} \\} from "([^"]+)";\n`, "m").exec(text);
    if (from === null) return text;
    const getter = `  get ${part}() {\n    return NOW(import("${REST}:${lang}")).${part};\n  },\n`;
    const lazy = text.replace(from[0], "").replace(new RegExp(`^  ${part},\n`, "m"), getter);
    if (new RegExp(`\\b${part}\\b`, "g").exec(lazy.replace(getter, "")))
      throw new Error(`the catalog names ${part} in another way than as one of its parts`);
    return lazy;
  }, catalog);
}

/** What the file of these parts is called on the way: `later-words:en`. */
const REST = "later-words";

/** What measures the signs that columns.ts does not know, in a file of its own too: its patterns take a millisecond. */
const MEASURE = [
  /^import (\w+) from "(fast-string-width)";$/m,
  'const $1 = (text) => NOW(import("$2")).default(text);',
] as const;

/** What `NOW(import("./x"))` has become in a chunk that is CommonJS. */
const NOW = /\bNOW\(Promise\.resolve\(\)\.then\(\(\) => __toESM\((require\("\.\/[\w.-]+"\))\)\)\)/g;

/** Few files instead of one for each `import()`: every file that Node opens costs more than the code in it. */
const fewFiles: Plugin = {
  name: "few-files",
  setup(setup) {
    setup.onResolve({ filter: new RegExp(`^${COMMANDS}$`) }, () => ({ path: COMMANDS, namespace: COMMANDS }));
    setup.onLoad({ filter: /.*/, namespace: COMMANDS }, () => ({
      contents: commandsOf(readFileSync("src/commands/table.ts", "utf8")),
      resolveDir: "src/commands",
    }));
    setup.onResolve({ filter: new RegExp(`^${REST}:`) }, ({ path }) => ({
      path: `${path.slice(REST.length + 1)}-later`,
      namespace: REST,
    }));
    setup.onLoad({ filter: /.*/, namespace: REST }, ({ path }) => ({
      contents: WHEN_WANTED.map((part) => `export { ${part} } from "./${path.slice(0, 2)}/${part}.ts";`).join("\n"),
      resolveDir: "src/words",
    }));
    setup.onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      if (path.endsWith("/src/help.ts"))
        return { contents: `export const HELP = ${JSON.stringify(HELP)};`, loader: "js" };
      const source = readFileSync(path, "utf8");
      const text = CATALOG.test(path) ? partsWhenWanted(source, basename(path, ".ts")) : source.replace(...MEASURE);
      const early: string[] = [];
      const contents = text.replace(/\bimport\("(\.[^"]+)"\)/g, (whole, from: string) => {
        if (LATER.test(from)) return whole;
        if (TABLE.test(path) && from !== "./list.ts")
          return `import("${COMMANDS}").then((all) => all[${JSON.stringify(from)}])`;
        early.push(`import * as early${early.length} from "${from}";`);
        return `Promise.resolve(early${early.length - 1})`;
      });
      return { contents: `${contents}\n${early.join("\n")}`, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};

const drawnElsewhere: Plugin = {
  name: "drawn-elsewhere",
  setup(setup) {
    setup.onResolve({ filter: /^(?:ink|react|react\/jsx-runtime)$/ }, () => ({ path: `./${DRAWING}`, external: true }));
  },
};

/**
 * Bundles into this folder, from the project's own folder as the current one. Gives what was bundled; the folder may
 * hold an earlier build.
 */
export async function bundleInto(folder: string, entryPoints: Readonly<Record<string, string>>): Promise<Metafile> {
  const own = await build({
    ...shared,
    entryPoints: { ...entryPoints },
    outdir: folder,
    // esbuild splits ES modules alone; each chunk becomes CommonJS by itself afterwards.
    format: "esm",
    splitting: true,
    minifyIdentifiers: true,
    chunkNames: "[name]-[hash]",
    outExtension: { ".js": ".cjs" },
    plugins: [drawnElsewhere, fewFiles, figures, globalProcess],
    // Nothing of NaCl is used but this.
    alias: { tweetnacl: "./src/build/curve.ts" },
  });
  const chunks = new Map(own.outputFiles.map(({ path, text }) => [basename(path), text]));
  const drawn = await drawing(folder, drawnNames([...chunks.values()]));
  const [first] = Object.keys(entryPoints).map((name) => `${name}.cjs`);
  const ways = [...chunks.keys()].filter((name) => /^ways-\w+\.cjs$/.test(name));
  const files = shortNames(await merged(chunks, [first ?? "", ...ways]));
  mkdirSync(folder, { recursive: true });
  const made = new Set([DRAWING, ...files.keys()]);
  for (const name of readdirSync(folder)) if (!made.has(name)) rmSync(join(folder, name), { recursive: true });
  for (const { path, text } of drawn.outputFiles) writeFileSync(path, await smaller(text));
  for (const [name, text] of files) {
    writeFileSync(join(folder, name), await smaller(await commonJs(text)));
  }
  return {
    inputs: { ...drawn.metafile.inputs, ...own.metafile.inputs },
    outputs: { ...drawn.metafile.outputs, ...own.metafile.outputs },
  };
}

/** The chunks with names that say nothing of their content, which every file repeats that loads them. */
function shortNames(chunks: ReadonlyMap<string, string>): Map<string, string> {
  const names = new Map<string, string>();
  for (const name of [...chunks.keys()].sort()) {
    const [, base = name] = /^(.*)-[A-Z0-9]{8}\.cjs$/.exec(name) ?? [];
    const taken = new Set(names.values());
    let short = base === name ? name : `${base}.cjs`;
    for (let number = 2; taken.has(short); number++) short = `${base}${number}.cjs`;
    names.set(name, short);
  }
  const renamed = (text: string) => text.replace(/(?<="\.\/)[\w.-]+\.cjs(?=")/g, (name) => names.get(name) ?? name);
  return new Map([...chunks].map(([name, text]) => [names.get(name) ?? name, renamed(text)]));
}

/** What these chunks import from the drawing one: esbuild writes every import in one line. */
function drawnNames(chunks: readonly string[]): string[] {
  const names = new Set<string>();
  for (const chunk of chunks) {
    for (const [, list = ""] of chunk.matchAll(/^import \{([^}]*)\} from "\.\/ink\.cjs";$/gm)) {
      for (const name of list.split(",")) names.add(name.trim().split(" as ")[0] as string);
    }
  }
  return [...names].sort();
}

/**
 * A chunk without its blanks and long names; Terser makes a thirtieth less of it than esbuild does. Only Russian is
 * written as it is: of Latin alone Node reads half the bytes.
 */
async function smaller(chunk: string): Promise<string> {
  const ascii_only = !/\p{Script=Cyrillic}/u.test(chunk);
  const { code } = await minify(chunk, {
    toplevel: true,
    ecma: 2020,
    compress: { pure_getters: true },
    format: { ascii_only },
  });
  return code as string;
}

/** A module of Node's own, or a package that was CommonJS already, taken in at the top of a chunk. */
const TAKEN_IN = /^var (import_\w+) = (require\("node:[\w/]+"\)|__toESM\(require_\w+\(\)(?:, 1)?\));\n/gm;

/** What esbuild says at the end for importers that are ES modules, of which there is none. */
const EXPORTS_FOR_ESM = /^\/\/ Annotate the CommonJS export names.*\n0 && \(module\.exports = \{[^}]*\}\);\n/m;

/** A chunk as CommonJS, in which such modules are loaded where they are first used: node:crypto alone takes 2 ms. */
async function commonJs(chunk: string): Promise<string> {
  const { code } = await transform(chunk, {
    format: "cjs",
    banner: STRICT,
    platform: "node",
    target: "node20",
    charset: "utf8",
    supported: { "dynamic-import": false },
  });
  const calls = new Map<string, string>();
  const rest = withoutHelpers(code.replace(EXPORTS_FOR_ESM, "").replace(NOW, "$1")).replace(
    TAKEN_IN,
    (_line, name: string, call: string) => {
      // In brackets, because `new require("node:x").Y()` would make an instance of require.
      calls.set(name, `(${call})`);
      return "";
    },
  );
  return rest.replace(/\bimport_\w+(?=\.)/g, (name) => calls.get(name) ?? name);
}

/** esbuild's functions for exports and imports of any kind, in front of every chunk, and the names that it exports. */
const HELPERS =
  /^(?:var __create = [\s\S]*?^)?var __defProp = [\s\S]*?^__export\w*\(stdin_exports\w*, \{\n([\s\S]*?)\n\}\);\nmodule\.exports = __toCommonJS\w*\(stdin_exports\w*\);\n/m;

/** A chunk that is loaded, at once or later: its exports are what they are, and need not be made fit for ES modules. */
const OWN = /\b__toESM\d*\((require\("\.\/[\w.-]+"\))\)/g;
const LATER_NODE = /(?<=Promise\.resolve\(\)\.then\(\(\) => )__toESM\d*\((require\("node:[\w/]+"\))\)/g;

/**
 * The chunk with its exports said at its end, which half a kilobyte of helpers else makes getters of in each chunk. No two
 * chunks load each other while they start, and none changes what it exports.
 */
function withoutHelpers(code: string): string {
  const plain = code.replace(OWN, "$1").replace(LATER_NODE, "$1");
  const [head = "", names] = HELPERS.exec(plain) ?? [];
  if (names === undefined) return plain;
  const exported = names.replace(/^ {2}("[^"]+"|[\w$]+): \(\) => (.*?)(,?)$/gm, "  $1: $2$3");
  const rest = `${plain.replace(head, "")}\nmodule.exports = {\n${exported}\n};\n`;
  const missed = [...head.matchAll(/^var (__\w+) =/gm)].find(([, helper]) => rest.includes(`${helper}(`));
  return missed ? plain : rest;
}

/** Everything that is shipped: the bundle, the bin and the notices. */
export async function bundle(folder: string): Promise<Metafile> {
  const metafile = await bundleInto(folder, { main: "src/main.ts" });
  writeFileSync(join(folder, NOTICES), `${notices(metafile, "node_modules")}\n`);
  copyFileSync("src/build/door.cjs", join(folder, BIN));
  chmodSync(join(folder, BIN), 0o755);
  return metafile;
}

const BIN = "wg-wizard.cjs";
export const NOTICES = "THIRD-PARTY-NOTICES";

if (process.argv[1]?.endsWith("bundle.ts")) await bundle("dist");
