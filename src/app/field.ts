/**
 * One line of text being typed, as a reducer: text, a cursor between graphemes, and what each key makes of them. It
 * knows no question and no screen.
 */
import { split } from "../text/width.ts";
import type { Event } from "./events.ts";

export interface Field {
  readonly text: string;
  /** Counts graphemes from the left. */
  readonly cursor: number;
  /** The text was put there, not typed: the next letter replaces it, any other key keeps it for editing. */
  readonly fresh: boolean;
}

/** A field that holds a suggestion. */
export function freshField(text: string): Field {
  return { text, cursor: split(text).length, fresh: text !== "" };
}

/** A field that holds what somebody typed before. */
export function typedField(text: string): Field {
  return { text, cursor: split(text).length, fresh: false };
}

type Edit = (
  parts: readonly string[],
  cursor: number,
) => { readonly parts: readonly string[]; readonly cursor: number };

const EDITS: Readonly<Record<string, Edit>> = {
  left: (parts, cursor) => ({ parts, cursor: Math.max(0, cursor - 1) }),
  right: (parts, cursor) => ({ parts, cursor: Math.min(parts.length, cursor + 1) }),
  home: (parts) => ({ parts, cursor: 0 }),
  end: (parts) => ({ parts, cursor: parts.length }),
  backspace: (parts, cursor) => without(parts, Math.max(0, cursor - 1), cursor),
  delete: (parts, cursor) => without(parts, cursor, cursor + 1),
  "ctrl-u": (parts, cursor) => without(parts, 0, cursor),
  "ctrl-k": (parts, cursor) => without(parts, cursor, parts.length),
  "ctrl-w": (parts, cursor) => without(parts, wordStart(parts, cursor), cursor),
};

/** The keys of every shell's command line that mean the same as another one here. */
const ALIASES: Readonly<Record<string, string>> = {
  "ctrl-a": "home",
  "ctrl-e": "end",
  "ctrl-b": "left",
  "ctrl-f": "right",
  "ctrl-h": "backspace",
  "ctrl-d": "delete",
};

/** The field after this event; null where the event is none of the field's business. */
export function editField(field: Field, event: Event): Field | null {
  if (event.type === "letter") return insert(field, event.letter);
  if (event.type === "paste") return insert(field, oneLine(event.text));
  if (event.type !== "key") return null;
  const edit = EDITS[ALIASES[event.key] ?? event.key];
  if (!edit) return null;
  const { parts, cursor } = edit(split(field.text), field.cursor);
  return { text: parts.join(""), cursor, fresh: false };
}

function insert(field: Field, text: string): Field {
  if (text === "") return field;
  const before = field.fresh ? [] : split(field.text).slice(0, field.cursor);
  const after = field.fresh ? [] : split(field.text).slice(field.cursor);
  const head = before.join("") + text;
  return { text: head + after.join(""), cursor: split(head).length, fresh: false };
}

/** Pasted text as one line: line ends and tabs become blanks, other control characters go, the ends are trimmed. */
function oneLine(text: string): string {
  return text
    .replace(/[\t\n\r\v\f\u0085\u2028\u2029]+/g, " ")
    .replace(/\p{Cc}/gu, "")
    .trim();
}

function without(parts: readonly string[], from: number, to: number): { parts: readonly string[]; cursor: number } {
  return { parts: [...parts.slice(0, from), ...parts.slice(to)], cursor: from };
}

function wordStart(parts: readonly string[], cursor: number): number {
  let at = cursor;
  while (at > 0 && parts[at - 1] === " ") at--;
  while (at > 0 && parts[at - 1] !== " ") at--;
  return at;
}
