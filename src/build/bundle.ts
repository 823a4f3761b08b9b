/**
 * `npm run build`: src/main.ts as a few chunks in dist/, beside the bin and the licence notices (ink.md §1). Not
 * minified, but for the packages that draw and ask: what runs as root and handles keys should be readable. They are CommonJS, which Node
 * reads sooner: its loader of ES modules alone takes a fifth of an empty start.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { HELP } from "../help.ts";
import { notices } from "./notices.ts";

/**
 * What is changed in the packages on the way in. Ink draws on a simpler canvas (CANVAS). It loads React's developer tools where DEV is set, and draws a crash
 * with the source around it: neither is shipped, a crash is told on the main screen.
 */
const packages: Plugin = {
  name: "packages",
  setup(setup) {
    setup.onLoad({ filter: /\/ink\/build\/(?:reconciler|ink)\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("process.env['DEV'] === 'true'", "false"),
      loader: "js",
    }));
    setup.onLoad({ filter: /\/ink\/build\/output\.js$/ }, () => ({ contents: CANVAS, loader: "js" }));
    // Asked where the output does not know its size, which ours always does; it would load node:child_process.
    setup.onLoad({ filter: /\/terminal-size\/index\.js$/ }, () => ({
      contents: "export default () => ({ columns: 80, rows: 24 });",
      loader: "js",
    }));
    setup.onLoad({ filter: /\/ink\/build\/components\/ErrorOverview\.js$/ }, () => ({
      contents: "export default () => null;",
      loader: "js",
    }));
  },
};

/**
 * Ink's canvas takes every line apart into cells at every frame, so that boxes can overlap. Here whole lines stand one
 * below the other (screens/parts/rows.tsx), and are put where they belong as they are.
 */
const CANVAS = `
export default class Output {
  constructor({ height }) {
    this.lines = new Array(height).fill("");
  }
  write(x, y, text) {
    for (const [at, line] of text.split("\\n").entries()) {
      if (y + at < this.lines.length) this.lines[y + at] = " ".repeat(x) + line.trimEnd();
    }
  }
  clip() {}
  unclip() {}
  get() {
    return { output: this.lines.join("\\n"), height: this.lines.length };
  }
}
`;

/** Yoga carries its wasm as base64 in a script: it travels as a file of its own, a third smaller and read at once. */
const yoga: Plugin = {
  name: "yoga",
  setup(setup) {
    setup.onResolve({ filter: /^yoga-layout$/ }, () => ({ path: "yoga", namespace: "yoga" }));
    setup.onLoad({ filter: /.*/, namespace: "yoga" }, () => ({
      contents: YOGA,
      loader: "js",
      resolveDir: "node_modules/yoga-layout/dist/src",
    }));
    setup.onLoad({ filter: /\/yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8")
        .replace(/(base64,)[A-Za-z0-9+/=]+/, "$1")
        .replace("import.meta.url", '""'),
      loader: "js",
    }));
    setup.onResolve({ filter: /^yoga\.wasm$/ }, () => ({ path: "yoga.wasm", namespace: "yoga-wasm" }));
    setup.onLoad({ filter: /.*/, namespace: "yoga-wasm" }, () => {
      const script = readFileSync("node_modules/yoga-layout/dist/binaries/yoga-wasm-base64-esm.js", "utf8");
      const wasm = /base64,([A-Za-z0-9+/=]+)/.exec(script)?.[1];
      if (wasm === undefined) throw new Error("yoga-layout no longer carries its wasm as base64");
      return { contents: Buffer.from(wasm, "base64"), loader: "file" };
    });
  },
};

/** Instantiated at once, while emscripten's own way waits for a promise, which CommonJS cannot do at its top level. */
const YOGA = `
import { readFileSync } from "node:fs";
import { join } from "node:path";
import load from "../binaries/yoga-wasm-base64-esm.js";
import wrapAssembly from "./wrapAssembly.js";
import wasm from "yoga.wasm";
const yoga = {
  instantiateWasm(imports, receive) {
    const module = new WebAssembly.Module(readFileSync(join(__dirname, wasm)));
    receive(new WebAssembly.Instance(module, imports));
    return {};
  },
};
load(yoga);
export default wrapAssembly(yoga);
export * from "./generated/YGEnums.js";
`;

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
  alias: { "string-width": "./src/text/columns.ts" },
  logLevel: "warning",
  metafile: true,
  write: false,
} as const satisfies BuildOptions;

/**
 * Ink and React, which draw and touch no file and no key, in one minified file beside the readable rest: so they take
 * two thirds of the download and of the time to read them.
 */
async function drawing(folder: string) {
  const reacts = Object.keys(createRequire(join(process.cwd(), "package.json"))("react") as object);
  const contents = `
    export * from "ink";
    export { ${reacts.filter((name) => /^[A-Za-z]\w*$/.test(name)).join(", ")} } from "react";
    export { jsx, jsxs } from "react/jsx-runtime";
  `;
  return build({
    ...shared,
    stdin: { contents, resolveDir: process.cwd() },
    format: "cjs",
    banner: { js: STRICT },
    // One byte a character: Node reads such a file sooner than one with a single sign beyond Latin in it.
    charset: "ascii",
    outfile: join(folder, DRAWING),
    assetNames: "[name]",
    minify: true,
    plugins: [packages, yoga, globalProcess],
  });
}

const DRAWING = "ink.cjs";

/** What ES modules are without saying so. */
const STRICT = '"use strict";';

/** What is loaded only when it is wanted: every other `import()` of src/ is bundled with the file that stands there. */
const LATER = /\/(?:ways|crash|tui|en|ru|inquirer|add|show|qr|help|session|demo)\.tsx?$/;

/** Few files instead of one for each `import()`: every file that Node opens costs more than the code in it. */
const fewFiles: Plugin = {
  name: "few-files",
  setup(setup) {
    setup.onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      if (path.endsWith("/src/help.ts"))
        return { contents: `export const HELP = ${JSON.stringify(HELP)};`, loader: "js" };
      const text = readFileSync(path, "utf8");
      const early: string[] = [];
      const contents = text.replace(/\bimport\("(\.[^"]+)"\)/g, (whole, from: string) => {
        if (LATER.test(from)) return whole;
        early.push(`import * as early${early.length} from "${from}";`);
        return `Promise.resolve(early${early.length - 1})`;
      });
      return { contents: `${contents}\n${early.join("\n")}`, loader: path.endsWith("x") ? "tsx" : "ts" };
    });
  },
};

/** tweetnacl looks for a source of randomness when it is loaded, which loads all of node:crypto: ours is handed in. */
const noRandomness: Plugin = {
  name: "no-randomness",
  setup(setup) {
    setup.onLoad({ filter: /\/tweetnacl\/nacl-fast\.js$/ }, ({ path }) => {
      const text = readFileSync(path, "utf8");
      const without = text.replace("else if (typeof require !== 'undefined')", "else if (false)");
      if (without === text) throw new Error("tweetnacl looks for randomness in another way now");
      return { contents: without, loader: "js" };
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
  const passes = [
    await drawing(folder),
    await build({
      ...shared,
      entryPoints: { ...entryPoints },
      outdir: folder,
      // esbuild splits ES modules alone; each chunk becomes CommonJS by itself afterwards.
      format: "esm",
      splitting: true,
      chunkNames: "[name]-[hash]",
      outExtension: { ".js": ".cjs" },
      plugins: [drawnElsewhere, fewFiles, noRandomness, globalProcess],
    }),
  ];
  mkdirSync(folder, { recursive: true });
  const files = passes.flatMap(({ outputFiles }) => outputFiles);
  const made = new Set(files.map(({ path }) => basename(path)));
  for (const name of readdirSync(folder)) if (!made.has(name)) rmSync(join(folder, name), { recursive: true });
  const [first, second] = passes;
  for (const { path, contents } of first?.outputFiles ?? []) writeFileSync(path, contents);
  for (const { path, text } of second?.outputFiles ?? []) {
    const chunk = await commonJs(text);
    writeFileSync(path, ASKING.test(path) ? (await transform(chunk, { minify: true, charset: "utf8" })).code : chunk);
  }
  return {
    inputs: { ...first?.metafile.inputs, ...second?.metafile.inputs },
    outputs: { ...first?.metafile.outputs, ...second?.metafile.outputs },
  };
}

/** The chunk that is @inquirer/prompts and next to nothing else. */
const ASKING = /\/inquirer-\w+\.cjs$/;

/** A module of Node's own, or a package that was CommonJS already, taken in at the top of a chunk. */
const TAKEN_IN = /^var (import_\w+) = (require\("node:[\w/]+"\)|__toESM\(require_\w+\(\)(?:, 1)?\));\n/gm;

/** What esbuild says of a helper of its own, again in each chunk. */
const HELPERS_COMMENT =
  /^ {2}\/\/ (?:If the importer is|file that has been|compatible transform|"default" to the).*\n/gm;

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
  const rest = code.replace(TAKEN_IN, (_line, name: string, call: string) => {
    // In brackets, because `new require("node:x").Y()` would make an instance of require.
    calls.set(name, `(${call})`);
    return "";
  });
  return rest.replace(HELPERS_COMMENT, "").replace(/\bimport_\w+(?=\.)/g, (name) => calls.get(name) ?? name);
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
