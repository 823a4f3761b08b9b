/** Why a line stands in a file, or does not. Widths are held by a test. */
import type { NoteId, NoteSubject } from "../notes/note.ts";

export interface NoteSentences {
  /** One line of at most 54 columns, drawn under its line where there is room. */
  readonly brief: (subject: NoteSubject) => string;
  /** Two sentences, at most 3 x 78 columns. */
  readonly full: (subject: NoteSubject) => string;
  /** A paragraph: what it does, what it means on the other side, what goes wrong most often. Behind `?` and `show`. */
  readonly long: (subject: NoteSubject) => string;
}

export interface NoteWords {
  readonly lines: Readonly<Record<NoteId, NoteSentences>>;
  /** "A file tells the machine that reads it what to do." */
  readonly law: string;
  /** "its counterpart: line 4 of wg0.conf, not shown" */
  readonly counterpart: (values: { readonly line: number; readonly key: string; readonly file: string }) => string;
}
