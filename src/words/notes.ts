/** Why a line stands in a file, or does not. Widths are held by a test. */
import type { HookAct } from "../notes/hooks.ts";
import type { NoteId, NoteSubject, Role } from "../notes/note.ts";
import type { Quote } from "../notes/quotes.ts";

export interface NoteSentences {
  /** One line of at most 54 columns, drawn under its line where there is room. */
  readonly brief: (subject: NoteSubject) => string;
  /** Two sentences, at most 3 x 78 columns. */
  readonly full: (subject: NoteSubject) => string;
  /** A paragraph: what it does, what it means on the other side, what goes wrong most often. Behind `i` and `explain`. */
  readonly long: (subject: NoteSubject) => string;
}

/** A question of many, and its answer in parts. */
export interface FoundingWords {
  readonly question: string;
  /** In one or two sentences. */
  readonly short: string;
  readonly parts: readonly { readonly head: string; readonly text: string }[];
}

export interface NoteWords {
  readonly lines: Readonly<Record<NoteId, NoteSentences>>;
  /** "A file tells the machine that reads it what to do." */
  readonly law: string;
  /** "its counterpart: line 4 of wg0.conf, not shown" */
  readonly counterpart: (values: { readonly line: number; readonly key: string; readonly file: string }) => string;
  /** What each key is, by its canonical spelling: a line of at most 56 columns for the list of them. */
  readonly keys: Readonly<Record<string, string>>;
  /** What one command of a hook does. */
  readonly hooks: { readonly [Id in HookAct["id"]]: (act: Extract<HookAct, { readonly id: Id }>) => string };
  /** Before what the commands of a hook do. */
  readonly hook: string;
  /** When a program says what it says; its own words follow. */
  readonly quote: (quote: Quote) => string;
  /** Over the note for a key: in whose file it stands. */
  readonly place: Readonly<Record<Role, string>>;
  /** Over the note for the line that is not there. */
  readonly left: Readonly<Record<Role, string>>;
  /** Why is there no PersistentKeepalive on my server? */
  readonly founding: FoundingWords;
}
