/** What is in the way of opening a server: what it is, what to do, and the command for it, whole, to be copied. */
import type { State } from "../app/state.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { Trouble } from "../wireguard/opening.ts";
import type { Words } from "../words/words.ts";
import { exactly, paragraph } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { plainHeader } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";
import { wholeText } from "./parts/text-rows.ts";

export function trouble(state: State, what: Trouble, words: Words): Row[] {
  const { rows, columns } = state.size;
  return [
    plainHeader(`wg-wizard ${state.version}`, "path" in what ? [span(visible(what.path), "dim")] : [], columns),
    rule(columns),
    ...exactly(troubleRows(what, words, columns), rows - 4),
    rule(columns),
    footer(state, words),
  ];
}

/** The trouble's sentences; a command that stands in a sentence of its own starts in the first column. */
export function troubleRows(what: Trouble, words: Words, columns: number): Row[] {
  const sentences = words.troubles.opening[what.id] as (trouble: Trouble) => { what: string; next: readonly string[] };
  const said = sentences(what);
  const sudo = what.id === "denied" ? what.sudo : null;
  const told = said.next.some((one) => sudo !== null && one.includes(sudo));
  return [
    [],
    ...paragraph(visible(said.what), columns, "strong"),
    ...said.next.flatMap((one) => [
      [],
      ...(sudo !== null && one.trim() === sudo ? wholeText(sudo, columns, "lit") : paragraph(visible(one), columns)),
    ]),
    ...(sudo === null || told ? [] : [[], ...wholeText(sudo, columns, "lit")]),
  ];
}
