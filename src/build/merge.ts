/**
 * esbuild parts a program into as many chunks as there are sets of ways to use a module, dozens of them, and every file
 * costs Node more than the code in it. What is loaded together in any case is put together here: chunks that an entry
 * loads when it starts become one file with it. Whoever else wants something of them finds it there.
 */
import { build } from "esbuild";

/** Chunks of ES modules by their file names, as esbuild writes them. */
export type Chunks = ReadonlyMap<string, string>;

/** `import { a, b as c } from "./x.cjs";` in a chunk; `import "./x.cjs";` has no list. */
const IMPORT = /^import (?:\{([^}]*)\} from )?"\.\/([\w.-]+)";$/gm;
/** `export { a, b as c };` at a chunk's end. */
const EXPORT = /^export \{([^}]*)\};$/gm;

/**
 * The chunks with those merged that each of `entries` loads at once. The entries come in the order in which they are
 * loaded: what two of them load is the first one's.
 */
export async function merged(chunks: Chunks, entries: readonly string[]): Promise<Map<string, string>> {
  const home = new Map<string, string>();
  for (const entry of entries) {
    for (const name of loadedBy(entry, chunks)) if (!home.has(name)) home.set(name, entry);
  }
  const names = new Names();
  for (const entry of entries) {
    for (const [, list = ""] of (chunks.get(entry) as string).matchAll(EXPORT)) {
      for (const [, exported] of pairs(list)) names.of(entry, entry, exported);
    }
  }
  const turned = new Map([...chunks].map(([name, text]) => [name, redirected(text, name, home, names)]));
  const result = new Map<string, string>();
  for (const [name, text] of turned) {
    if (!home.has(name)) result.set(name, text);
    else if (entries.includes(name)) result.set(name, await oneFile(name, turned, home, names));
  }
  return result;
}

/** The chunk and all that it imports, and what they import. */
function loadedBy(name: string, chunks: Chunks, seen = new Set<string>()): ReadonlySet<string> {
  const text = chunks.get(name);
  if (seen.has(name) || text === undefined) return seen;
  seen.add(name);
  for (const [, , from = ""] of text.matchAll(IMPORT)) loadedBy(from, chunks, seen);
  return seen;
}

/** `a, b as c` as [["a", "a"], ["b", "c"]]. */
function pairs(list: string): [first: string, second: string][] {
  return list
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => {
      const [first = "", second = first] = one.split(" as ");
      return [first, second];
    });
}

/** Under which names a merged file exports what others want of its chunks: their own, numbered where two are the same. */
class Names {
  /** By file: by its name outside, the chunk and the name there. */
  readonly #given = new Map<string, Map<string, readonly [chunk: string, name: string]>>();

  of(file: string, chunk: string, name: string): string {
    const given = this.#given.get(file) ?? new Map<string, readonly [string, string]>();
    this.#given.set(file, given);
    for (let count = 1; ; count++) {
      const outside = count === 1 ? name : `${name}$${count}`;
      const [known, itsName] = given.get(outside) ?? [];
      if (known === undefined) given.set(outside, [chunk, name]);
      if (known === undefined || (known === chunk && itsName === name)) return outside;
    }
  }

  /** What the file exports: `export { name as outside } from "./chunk";` for each. */
  exportsOf(file: string): string {
    const all = [...(this.#given.get(file) ?? [])];
    return all.map(([outside, [chunk, name]]) => `export { ${name} as ${outside} } from "./${chunk}";`).join("\n");
  }
}

/** The text with imports of chunks that become a part of another file turned to that file. */
function redirected(text: string, name: string, home: ReadonlyMap<string, string>, names: Names): string {
  return text.replace(IMPORT, (line, list: string | undefined, from: string) => {
    const there = home.get(from);
    if (there === undefined || there === home.get(name)) return line;
    if (list === undefined) return `import "./${there}";`;
    const wanted = pairs(list).map(([imported, local]) => `${names.of(there, from, imported)} as ${local}`);
    return `import { ${wanted.join(", ")} } from "./${there}";`;
  });
}

/** The entry and its chunks as one ES module. */
async function oneFile(
  entry: string,
  chunks: Chunks,
  home: ReadonlyMap<string, string>,
  names: Names,
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `import "./${entry}";\n${names.exportsOf(entry)}`, sourcefile: "together.js", resolveDir: "/" },
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "esm",
    charset: "utf8",
    legalComments: "none",
    plugins: [
      {
        name: "chunks",
        setup(setup) {
          setup.onResolve({ filter: /^\.\// }, ({ path, kind }) => {
            const name = path.slice(2);
            return kind !== "dynamic-import" && home.get(name) === entry
              ? { path: name, namespace: "chunk" }
              : { path, external: true };
          });
          setup.onLoad({ filter: /.*/, namespace: "chunk" }, ({ path }) => ({
            // Without this a chunk that exports nothing would not be taken for an ES module.
            contents: `${chunks.get(path)}\nexport {};\n`,
            loader: "js",
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}
