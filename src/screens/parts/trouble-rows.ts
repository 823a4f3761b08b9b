/** A trouble's sentences as rows: what it is, then what to do; a command among them whole, from the first column on. */
import type { Row } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import type { Trouble } from "../../wireguard/opening.ts";
import type { Words } from "../../words/words.ts";
import { paragraph } from "./cells.ts";
import { wholeText } from "./text-rows.ts";

/** One block of rows for each sentence. */
export function troubleSentences(trouble: Trouble, words: Words, columns: number): Row[][] {
  const say = words.troubles.opening[trouble.id] as (trouble: Trouble) => { what: string; next: readonly string[] };
  const { what, next } = say(trouble);
  const sudo = trouble.id === "denied" ? trouble.sudo : null;
  const told = sudo === null || next.some((one) => one.includes(sudo));
  return [
    paragraph(visible(what), columns, "strong"),
    ...next.map((one) => (one === sudo ? wholeText(visible(one), columns, "lit") : paragraph(visible(one), columns))),
    ...(told ? [] : [wholeText(visible(sudo ?? ""), columns, "lit")]),
  ];
}
