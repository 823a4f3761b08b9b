/** What a person reads when the program has failed by a mistake of its own: a sentence, and a trace without secrets. */
import type { Lang } from "./app/state.ts";
import { visible } from "./text/visible.ts";
import { DOOR } from "./words/door.ts";

/** A WireGuard key in base64. No message is meant to hold one; none gets out where one does after all. */
const KEY = /[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=/g;

export function sentenceOf(error: unknown, lang: Lang): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = text.split("\n").map((line) => visible(line.replace(KEY, "(key)")));
  return DOOR[lang].broken({ message: lines.join("\n") });
}
