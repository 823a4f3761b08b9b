/** What is in the way of opening a server: what it is, what to do, and the command for it, whole, to be copied. */
import type { State } from "../app/state.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { Trouble } from "../wireguard/opening.ts";
import type { Words } from "../words/words.ts";
import { BLANK, exactly } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { plainHeader } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";
import { troubleSentences } from "./parts/trouble-rows.ts";

export function trouble(state: State, what: Trouble, words: Words): Row[] {
  const { rows, columns } = state.size;
  return [
    plainHeader(`wg-wizard ${state.version}`, "path" in what ? [span(visible(what.path), "dim")] : [], columns),
    rule(columns),
    ...exactly(
      troubleSentences(what, words, columns).flatMap((one) => [BLANK, ...one]),
      rows - 4,
    ),
    rule(columns),
    footer(state, words),
  ];
}
