/**
 * The README's tables that are made from the program's own: `npm run readme` writes them between their marks, and a
 * test holds that they stand there as they are.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { BINDINGS } from "../app/bindings.ts";
import type { CommandId } from "../app/command-id.ts";
import type { Mode } from "../app/modes.ts";
import { en } from "../words/en.ts";

/** npm runs scripts in the project's folder. */
const README = "README.md";

/** The modes of the table, by the name of the screen that a person sees; what is a game tells its keys itself. */
const SCREENS: readonly (readonly [Mode, string])[] = [
  ["dashboard", "list of peers"],
  ["filter", "finding a peer"],
  ["detail", "a peer"],
  ["codeless", "no code"],
  ["wizard", "a question"],
  ["review", "the review"],
  ["code", "the QR code"],
  ["waiting", "the waiting"],
  ["keep-copy", "the device is there"],
  ["checks", "what was found"],
  ["mend", "a mend"],
  ["apply", "applying the file"],
  ["log", "the log"],
];

/** The keys of every screen; a command that is the same on several screens stands once. */
export function keysTable(): string {
  const where = new Map<string, string[]>();
  for (const [mode, screen] of SCREENS) {
    const here = BINDINGS.filter((binding) => binding.modes.includes(mode) && en.keys.short[binding.command] !== "");
    for (const command of new Set(here.map((binding) => binding.command))) {
      const row = `| ${keysFor(command, mode)} | ${en.keys.long[command]} |`;
      where.set(row, [...(where.get(row) ?? []), screen]);
    }
  }
  const rows = [...where].map(([row, screens]) => `${row} ${placesOf(screens)} |`);
  return ["| keys | what they do | where |", "| --- | --- | --- |", ...rows].join("\n");
}

/** Where a key is one of nearly all screens, those that lack it are named. */
function placesOf(screens: readonly string[]): string {
  const others = SCREENS.map(([, screen]) => screen).filter((screen) => !screens.includes(screen));
  if (others.length === 0) return "everywhere";
  return others.length <= 3 ? `everywhere but ${others.join(", ")}` : [...new Set(screens)].join(", ");
}

/** The README with every generated part made anew. */
export function withTables(readme: string): string {
  return readme.replace(
    /(<!-- keys -->\n)[\s\S]*?(<!-- \/keys -->)/,
    (_all, open, close) => `${open}${keysTable()}\n${close}`,
  );
}

function keysFor(command: CommandId, mode: Mode): string {
  const keys = BINDINGS.filter((one) => one.command === command && one.modes.includes(mode)).flatMap((one) => one.keys);
  return keys.map((key) => `\`${spelled(key)}\``).join(" ");
}

/** `page-up` as a keyboard has it: `Page-Up`; letters as they are. */
function spelled(key: string): string {
  if (key === " ") return "Space";
  return key.length === 1
    ? key
    : key.replace(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => dash + letter.toUpperCase());
}

if (process.argv[1]?.endsWith("readme.ts")) writeFileSync(README, withTables(readFileSync(README, "utf8")));
