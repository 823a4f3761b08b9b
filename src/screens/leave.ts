/** The question before answers are lost: it lies over the last rows of the wizard, so that one sees what would go. */
import type { State } from "../app/state.ts";
import type { Row } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import type { Words } from "../words/words.ts";
import { exactly, line, paragraph } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { rule } from "./parts/rule.ts";

export function overWizard(below: readonly Row[], state: State, words: Words): Row[] {
  const { rows, columns } = state.size;
  const texts = words.screens.leave;
  const { rotate, name } = state.view.at === "wizard" ? state.view.wizard.draft : {};
  const title = texts.title[rotate === undefined ? "add" : "rotate"]({ name: visible(name ?? "") });
  const question = [rule(columns), line(title, "strong"), ...paragraph(texts.lost, columns), [], footer(state, words)];
  return [...exactly(below, rows - question.length), ...question];
}
