/** A line told outside its pane: its whole text in one row, and the paragraph that says all there is to say of it. */
import { hookActs } from "../notes/hooks.ts";
import type { NoteSubject } from "../notes/note.ts";
import { quotesOf } from "../notes/quotes.ts";
import { masked } from "../plans/diff.ts";
import type { ViewLine } from "../plans/plan.ts";
import { visible } from "../text/visible.ts";
import { cut } from "../text/width.ts";
import type { Words } from "../words/words.ts";

type Told = Pick<Words, "notes" | "plans">;

/** The line as one text: a secret as dots unless asked for, what is absent or unknown in words. */
export function lineText(line: ViewLine, words: Told, secretsShown = false): string {
  if (line.kind === "absent") return words.plans.panes.absent(line.absent);
  if (line.unknown) return visible(line.text) + words.plans.panes.unknown;
  return visible(masked({ text: line.text, secret: line.secret && !secretsShown ? line.value : null }));
}

/** What each command of a hook does, one to a line; empty for a line that is none. */
export function hookTexts({ text }: Pick<ViewLine, "text">, words: Told): readonly string[] {
  const command = /^\s*(?:pre|post)(?:up|down)\s*=(.*)$/i.exec(text)?.[1];
  return hookActs(command ?? "").map((act) => {
    const said = act.id === "own" ? { ...act, program: cut(visible(act.program), 32) } : act;
    return visible((words.notes.hooks[said.id] as (act: typeof said) => string)(said));
  });
}

/** What the programs say of this key, each with when they say it. */
export function quoteTexts(key: string, words: Told): readonly { readonly when: string; readonly says: string }[] {
  return quotesOf(key).map((quote) => ({ when: words.notes.quote(quote), says: quote.says }));
}

/** The whole note of a line, as paragraphs; for a hook what it does comes first. */
export function paragraphsOf(line: ViewLine, subject: NoteSubject, words: Told): readonly string[] {
  if (line.note === null) return [];
  const acts = hookTexts(line, words);
  const quotes = quoteTexts(line.note.replace(/^.*\//, ""), words).map(({ when, says }) => `${when}\n  ${says}`);
  return [
    ...(acts.length > 0 ? [[words.notes.hook, ...acts.map((act) => `  ${act}`)].join("\n")] : []),
    visible(words.notes.lines[line.note].long(subject)),
    ...quotes,
  ];
}
