/**
 * The README's tables that are made from the program's own: `npm run readme` writes them between their marks, and a
 * test holds that they stand there as they are.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { BINDINGS, type CommandId, type Mode } from "../app/keys.ts";
import { en } from "../words/en.ts";

const README = new URL("../../README.md", import.meta.url);

/** The modes of the table, by the name of the screen that a person sees. */
const SCREENS: readonly (readonly [Mode, string])[] = [
  ["dashboard", "list of peers"],
  ["filter", "finding a peer"],
  ["wizard", "a question"],
  ["review", "the review"],
  ["code", "the QR code"],
];

/** The keys of every screen, one row a command. */
export function keysTable(): string {
  const rows = SCREENS.flatMap(([mode, screen]) => {
    const here = BINDINGS.filter((binding) => binding.modes.includes(mode) && en.keys.short[binding.command] !== "");
    const commands = [...new Set(here.map(({ command }) => command))];
    return commands.map((command) => `| ${screen} | ${keysFor(command, mode)} | ${en.keys.long[command]} |`);
  });
  return ["| where | keys | what they do |", "| --- | --- | --- |", ...rows].join("\n");
}

/** The README with every generated part made anew. */
export function withTables(readme: string): string {
  return readme.replace(
    /(<!-- keys -->\n)[\s\S]*?(\n<!-- \/keys -->)/,
    (_all, open, close) => `${open}${keysTable()}${close}`,
  );
}

function keysFor(command: CommandId, mode: Mode): string {
  const keys = BINDINGS.filter((one) => one.command === command && one.modes.includes(mode)).flatMap((one) => one.keys);
  return keys.map((key) => `\`${spelled(key)}\``).join(" ");
}

/** `page-up` as a keyboard has it: `Page-Up`; letters as they are. */
function spelled(key: string): string {
  return key.length === 1
    ? key
    : key.replace(/(^|-)([a-z])/g, (_all, dash: string, letter: string) => dash + letter.toUpperCase());
}

if (process.argv[1] === import.meta.filename) writeFileSync(README, withTables(readFileSync(README, "utf8")));
