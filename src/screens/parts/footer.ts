/** The footer: what the keys do here, read from the bindings table; where it is narrow, the least important go first. */
import type { CommandId } from "../../app/command-id.ts";
import { footerOf, type ShownKey } from "../../app/keys.ts";
import type { State } from "../../app/state.ts";
import { type Row, span } from "../../text/row.ts";
import { width } from "../../text/width.ts";
import type { Words } from "../../words/words.ts";
import { line } from "./cells.ts";

/** Blanks between two keys; a narrow window closes up before anything is dropped. */
const GAPS = ["   ", "  "] as const;

/**
 * One row: ` Enter next   ↑↓ choose   Esc back`. A key that does nothing just now stands only behind `?`, with its reason;
 * `without` is one that would do nothing for the rows above. While it stops it says that instead.
 */
export function footer(state: State, words: Words, without: CommandId | null = null): Row {
  if (state.stopping) return line(words.screens.stopping, "warning");
  const keys = footerOf(state)
    .filter(({ command }) => command !== without)
    .filter((key) => key.reason === null && words.keys.short[key.command] !== "")
    .filter((key) => key.command !== "russian" || state.abilities.utf8);
  const room = state.size.columns - 2;
  const gap = GAPS.find((blanks) => taken(keys, blanks, words) <= room) ?? GAPS[1];
  const kept = fitting(keys, gap, words, room);
  return kept.flatMap((key, at) => [
    span(at === 0 ? " " : gap),
    span(key.label, "strong"),
    span(` ${words.keys.short[key.command]}`),
  ]);
}

function fitting(keys: readonly ShownKey[], gap: string, words: Words, columns: number): readonly ShownKey[] {
  const kept = [...keys];
  while (kept.length > 1 && taken(kept, gap, words) > columns) {
    const least = kept.reduce((low, key) => (key.shown < low.shown ? key : low));
    kept.splice(kept.indexOf(least), 1);
  }
  return kept;
}

function taken(keys: readonly ShownKey[], gap: string, words: Words): number {
  return keys.reduce(
    (sum, { label, command }) => sum + width(label) + 1 + width(words.keys.short[command]) + gap.length,
    -gap.length,
  );
}
