/**
 * The edits of a file and the rows that show them with their context: made in one place, so that what is shown and what
 * is written cannot differ.
 */
import { SERVER_HALF } from "../notes/note.ts";
import { type Conf, type Edit, readable } from "../wireguard/conf.ts";
import { contextLine } from "./lines.ts";
import type { ViewLine } from "./plan.ts";

/** One edit, the rows that show it, and how many lines of the file are shown above it. */
export interface Part {
  readonly edit: Edit;
  /** How many lines of the edit only put back what it removes: a last line that gets its line end. */
  readonly lead: number;
  readonly lines: readonly ViewLine[];
  readonly context: number;
}

/** In the order of the file; two edits at the same place made one, so that neither undoes the other. */
export function joined(parts: readonly Part[]): Part[] {
  const kept: Part[] = [];
  for (const part of [...parts].sort((a, b) => a.edit.after - b.edit.after)) {
    const last = kept.at(-1);
    if (last?.edit.after !== part.edit.after) {
      kept.push(part);
      continue;
    }
    const { after, remove, insert } = last.edit;
    const edit = { after, remove: remove + part.edit.remove, insert: [...insert, ...part.edit.insert] };
    kept[kept.length - 1] = {
      edit,
      lead: 0,
      lines: [...last.lines, ...part.lines],
      context: Math.max(last.context, part.context),
    };
  }
  return kept;
}

/** The parts as rows: each under its context, numbered as the file will be (what goes: as it was). */
export function rows(parts: readonly Part[], conf: Conf, moved: (line: number) => number): ViewLine[] {
  const shown: ViewLine[] = [];
  let last = 0;
  for (const { edit, lead, lines, context } of parts) {
    shown.push(...contextRows(conf, edit.after + lead, context, moved, last));
    const from = moved(edit.after + edit.remove + 1) - edit.insert.length + lead;
    let come = 0;
    let go = 0;
    for (const line of lines) {
      if (line.kind === "gone") shown.push({ ...line, number: edit.after + ++go });
      else if (line.kind === "new") shown.push({ ...line, number: from + come++ });
      else shown.push(line);
    }
    last = edit.after + edit.remove;
  }
  return shown;
}

/** The lines up to `until` that stand above a change; those up to `after` are shown already. */
export function contextRows(
  conf: Conf,
  until: number,
  count: number,
  moved: (line: number) => number,
  after: number,
): ViewLine[] {
  const shown: ViewLine[] = [];
  for (let line = Math.max(after, until - count) + 1; line <= until; line++) {
    shown.push(withPair(conf, line, contextLine(shownText(conf.lines[line - 1] ?? ""), moved(line))));
  }
  return shown;
}

/** In a short file the context itself may hold the other half of a pair: the server's own `ListenPort`. */
function withPair(conf: Conf, line: number, row: ViewLine): ViewLine {
  const setting = conf.interface.settings.find((own) => own.line === line);
  if (setting?.key === SERVER_HALF["server-identity"]) return { ...row, pair: "server-identity" };
  if (setting?.key === SERVER_HALF.port) return { ...row, pair: "port" };
  return row;
}

/** How many lines the text has; a final newline makes none. */
export function lastLine(conf: Conf): number {
  return conf.lines.at(-1) === "" ? conf.lines.length - 1 : conf.lines.length;
}

/** A line as it is drawn. */
export function shownText(line: string): string {
  return readable(line.endsWith("\r") ? line.slice(0, -1) : line);
}
