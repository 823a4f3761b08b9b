/** The first moment: one calm line until the server is read. */
import type { State } from "../app/state.ts";
import type { Row } from "../text/row.ts";
import type { Words } from "../words/words.ts";
import { exactly, line } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { plainHeader } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";

export function opening(state: State, words: Words): Row[] {
  const { rows, columns } = state.size;
  return [
    plainHeader(`wg-wizard ${state.version}`, [], columns),
    rule(columns),
    ...exactly([[], line(words.screens.opening)], rows - 4),
    rule(columns),
    footer(state, words),
  ];
}
