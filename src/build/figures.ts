/** The signs that @inquirer's prompts draw, out of the hundred that come with them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "esbuild";

const FOLDER = "node_modules/@inquirer";

/** Of the table of signs, those that a bundled prompt asks for. Throws where the table looks different. */
export function fewFigures(table: string, asked: ReadonlySet<string>): string {
  const few = table.replace(/^ {4}(\w+): '[^']*',\n/gm, (line, name: string) => (asked.has(name) ? line : ""));
  const missed = [...asked].filter((name) => !new RegExp(`^ {4}${name}: '`, "m").test(few));
  if (few === table || missed.length > 0) throw new Error(`@inquirer/figures looks different now: ${missed}`);
  return few;
}

/** What every file of these packages calls `figures.…`. */
function askedFor(): ReadonlySet<string> {
  const files = ["core/dist", "core/dist/lib", "input/dist", "select/dist"].flatMap((folder) =>
    readdirSync(join(FOLDER, folder))
      .filter((name) => name.endsWith(".js"))
      .map((name) => readFileSync(join(FOLDER, folder, name), "utf8")),
  );
  return new Set(files.flatMap((text) => Array.from(text.matchAll(/\bfigures\.(\w+)/g), ([, name = ""]) => name)));
}

export const figures: Plugin = {
  name: "figures",
  setup(setup) {
    setup.onLoad({ filter: /\/@inquirer\/figures\/dist\/index\.js$/ }, ({ path }) => ({
      contents: fewFigures(readFileSync(path, "utf8"), askedFor()),
      loader: "js",
    }));
  },
};
