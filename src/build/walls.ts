/**
 * Who may import whom: the table of the house, and the check that holds it. `npm run lint` and test/build/walls.test.ts
 * read it. Tests and this folder itself stand outside the walls.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Room {
  /** Folders of src/ that it may import. */
  readonly from: readonly string[];
  /** Folders of which it may import types alone. */
  readonly types?: readonly string[];
  /** Packages that it may import; `node:` stands for all of Node's modules. */
  readonly packages: readonly string[];
  /** Pure: no clock, no randomness, no machine. */
  readonly pure: boolean;
}

const ALL_PURE = [
  "wireguard",
  "waiting",
  "notes",
  "wizard",
  "plans",
  "checks",
  "lesson",
  "qr",
  "app",
  "text",
  "panes",
  "words",
];
const WAYS = [...ALL_PURE, "host", "runner", "terminal", "prompts", "commands"];
const INK = ["ink", "react", "react/jsx-runtime"];

function pure(from: readonly string[], packages: readonly string[] = [], types: readonly string[] = []): Room {
  return { from, types, packages, pure: true };
}

/** By the folder's name; `main`, `help`, `ways` and `crash` are files of their own. What is not listed here is refused. */
export const ROOMS: Readonly<Record<string, Room>> = {
  text: pure([], ["fast-string-width"]),
  wireguard: pure(["text"], ["tweetnacl"]),
  notes: pure(["wireguard", "text"]),
  wizard: pure(["notes", "wireguard", "text"]),
  plans: pure(["wizard", "notes", "wireguard", "text"]),
  checks: pure(["plans", "wizard", "notes", "wireguard", "text"]),
  waiting: pure(["wireguard", "text"]),
  lesson: pure(["wireguard", "text"]),
  qr: pure(["wireguard", "text"], ["qrcode-terminal"]),
  panes: pure(["waiting", "plans", "lesson", "notes", "wireguard", "text"], [], ["words", "wizard"]),
  app: pure(["waiting", "checks", "plans", "wizard", "notes", "wireguard", "text", "qr", "panes", "lesson"]),
  words: pure(["text"], [], ["wireguard", "waiting", "notes", "wizard", "plans", "checks", "lesson", "qr", "app"]),
  host: { from: ["wireguard", "text"], types: ["plans"], packages: ["node:"], pure: false },
  terminal: { from: [], types: ["app", "qr"], packages: ["node:"], pure: false },
  screens: { from: ALL_PURE, packages: INK, pure: false },
  runner: {
    from: [...ALL_PURE, "host", "terminal", "screens"],
    types: ["commands"],
    packages: ["node:", ...INK],
    pure: false,
  },
  prompts: { from: [...ALL_PURE, "host", "commands"], packages: ["node:", "@inquirer/prompts"], pure: false },
  commands: { from: [...ALL_PURE, "host", "terminal", "prompts"], packages: ["node:"], pure: false },
  help: { from: ["commands", "words"], types: ["app"], packages: [], pure: false },
  main: { from: ["help", "ways", "crash", ...WAYS], packages: ["node:"], pure: false },
  ways: { from: WAYS, types: ["main"], packages: ["node:"], pure: false },
  crash: { from: ["words", "text"], types: ["app"], packages: [], pure: false },
};

/** Where a pure folder would read a clock, chance or the machine. `new Date(x)` is a format, `new Date()` a clock. */
const IMPURE =
  /\b(?:Date\.now|Math\.random|performance\.|process\.|setTimeout|setInterval|setImmediate|globalThis|crypto\.|fetch)\b|\bnew Date\(\)/;

export interface Breach {
  readonly file: string;
  readonly line: number;
  readonly why: string;
}

/** Every breach under `src`, in the order of the files. */
export function breaches(src: string): readonly Breach[] {
  return sources(src).flatMap((file) => {
    const [folder = ""] = file.split("/");
    if (folder === "build") return [];
    const name = folder.replace(/\.tsx?$/, "");
    const room = ROOMS[name];
    if (room === undefined) return [{ file, line: 1, why: `src/${folder} is in no row of the table` }];
    return inFile(src, file, name, room);
  });
}

function inFile(src: string, file: string, folder: string, room: Room): Breach[] {
  const text = readFileSync(join(src, file), "utf8");
  const found = imports(text).flatMap(({ from, line, typeOnly }) => {
    const why = from.startsWith(".")
      ? wall(folder, file, from, typeOnly, room)
      : stranger(folder, from, typeOnly, room);
    return why === null ? [] : [{ file, line, why }];
  });
  if (!room.pure) return found;
  const lines = bare(text).split("\n");
  for (const [index, line] of lines.entries()) {
    const sign = IMPURE.exec(line)?.[0];
    if (sign !== undefined) found.push({ file, line: index + 1, why: `src/${folder} is pure and has no ${sign}` });
  }
  return found;
}

function wall(folder: string, file: string, from: string, typeOnly: boolean, room: Room): string | null {
  const target = join("/", file, "..", from).slice(1).split("/")[0] ?? "";
  const other = target.replace(/\.(?:tsx?|json)$/, "");
  if (other === folder || other === "package") return null;
  if (room.from.includes(other)) return null;
  if (room.types?.includes(other)) return typeOnly ? null : `src/${folder} imports types alone from src/${other}`;
  return `src/${folder} does not import src/${other}`;
}

function stranger(folder: string, from: string, typeOnly: boolean, room: Room): string | null {
  const allowed = room.packages.some((name) =>
    name === "node:" ? from.startsWith("node:") : from === name || from.startsWith(`${name}/`),
  );
  return allowed || (typeOnly && !room.pure) ? null : `src/${folder} does not import ${from}`;
}

interface Import {
  readonly from: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

/** Static imports and re-exports stand at a line's beginning, as the formatter leaves them; `import(…)` anywhere. */
function imports(text: string): Import[] {
  const code = bare(text, true);
  const all = /^(?:import|export)\b(\s+type\b)?(?:[^"';]*?\bfrom)?\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;
  return Array.from(code.matchAll(all), (match) => ({
    from: match[2] ?? match[3] ?? "",
    line: code.slice(0, match.index).split("\n").length,
    typeOnly: match[1] !== undefined,
  }));
}

/** The text without comments, and without what stands in strings unless `strings`; lines stay where they are. */
function bare(text: string, strings = false): string {
  const blank = (part: string) => part.replace(/[^\n]/g, " ");
  return text.replace(
    /\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\$]|\\.|\$(?!\{))*`/g,
    (part) => (strings && /^["'`]/.test(part) ? part : blank(part)),
  );
}

function sources(folder: string, under = ""): string[] {
  return readdirSync(join(folder, under), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(under, entry.name);
      if (entry.isDirectory()) return sources(folder, path);
      return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
    });
}

if (process.argv[1]?.endsWith("walls.ts") && existsSync("src")) {
  const found = breaches("src");
  for (const { file, line, why } of found) console.error(`src/${file}:${line}  ${why}`);
  if (found.length > 0) process.exitCode = 1;
}
