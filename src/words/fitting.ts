/**
 * Sentences that carry a name somebody chose: where the name is too long for the room, the sentence is told with the
 * general word instead, so that no line is ever cut.
 */
import { width, wrap } from "../text/width.ts";

/** Columns and rows that a sentence may take. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

export const BRIEF: Room = { columns: 52, rows: 1 };
export const FULL: Room = { columns: 78, rows: 3 };

/** The sentence told in the first way that fits; in the last one where none does. */
export function fitting<Way>(room: Room, ways: readonly [Way, ...Way[]], sentence: (way: Way) => string): string {
  const fits = (way: Way) => {
    const lines = wrap(sentence(way), room.columns);
    return lines.length <= room.rows && lines.every((line) => width(line) <= room.columns);
  };
  return sentence(ways.find(fits) ?? (ways.at(-1) as Way));
}
