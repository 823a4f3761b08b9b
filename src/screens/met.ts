/** What was met while something was written: above all, what somebody wrote into the old file at the same moment. */
import type { MetState, State } from "../app/state.ts";
import type { Row } from "../text/row.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { exactly, line, paragraph } from "./parts/cells.ts";
import { linesAsRows } from "./parts/diff.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { noticeRows } from "./parts/met.ts";
import { fileName } from "./parts/paths.ts";
import { rule } from "./parts/rule.ts";

export function met(state: State, world: World, view: MetState, words: Words): Row[] {
  const { rows, columns } = state.size;
  const texts = words.screens.met;
  const said = noticeRows(view.notices, words, columns);
  const late = paragraph(texts.late({ file: fileName(world.path) }), columns);
  const diff =
    view.diff === null
      ? []
      : [[], ...late, rule(columns), ...linesAsRows(view.diff, false, words, rows - 8 - said.length - late.length)];
  return [
    header(world, words, [], columns),
    rule(columns),
    line(texts.title, "strong"),
    [],
    ...exactly([...said, ...diff], rows - 6),
    rule(columns),
    footer(state, words),
  ];
}
