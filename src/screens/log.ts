/** What the running interface was told since the program started, the newest first: when, what, and what went wrong. */
import type { LogEntry, LogState } from "../app/logging.ts";
import type { State } from "../app/state.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/width.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { exactly, marked, paragraph } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";
import { windowed } from "./parts/windowed.ts";

export function log(state: State, world: World, { top }: LogState, words: Words): Row[] {
  const texts = words.live.log;
  const { rows, columns } = state.size;
  const entries = state.log;
  const body =
    entries.length === 0
      ? [[], ...paragraph(texts.none, columns)]
      : windowed(entries.length, top, rows - 4, (at) => entryRows(entries[at] as LogEntry, words, columns), words);
  return [
    header(world, words, [], columns),
    rule(columns, [{ at: 0, text: texts.title, tone: "strong" }]),
    ...exactly(body, rows - 4),
    rule(columns),
    footer(state, words),
  ];
}

/** ` 14:05:31 √ wg set …`: the time in UTC, as the backups are named. */
function entryRows({ at, text, failure }: LogEntry, words: Words, columns: number): Row[] {
  const time = new Date(at).toISOString().slice(11, 19);
  const head: Row = [span(` ${time} `, "dim"), failure === null ? span("√ ", "good") : span("! ", "error")];
  const indent = " ".repeat(12);
  const lines = wrap(visible(text), columns - 13).map(
    (one, row): Row => [...(row === 0 ? head : [span(indent)]), span(one)],
  );
  if (failure === null) return lines;
  const say = words.troubles.failures[failure.id] as (value: typeof failure) => string;
  const told = marked("", visible(say(failure)), columns - 10, "error");
  return [...lines, ...told.map((row): Row => [span(" ".repeat(10)), ...row])];
}
