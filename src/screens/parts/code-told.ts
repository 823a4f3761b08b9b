/** What a key on the code's screen has led to, and what can be left out of a code: rows of sentences. */
import { giftsOf } from "../../app/code.ts";
import type { CodeState, State } from "../../app/state.ts";
import { fetchLines } from "../../plans/hand-out.ts";
import type { Saving } from "../../qr/shrink.ts";
import type { Row } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import type { Words } from "../../words/words.ts";
import { marked, paragraph } from "./cells.ts";
import { failureRows } from "./failure.ts";

/** Empty where there is nothing to tell. */
export function toldRows(state: State, { told }: CodeState, words: Words): Row[] {
  const { columns } = state.size;
  const texts = words.code;
  if (told === null) return [];
  if (told.id === "not-handed-out") return failureRows(told.failure, words, columns).slice(1);
  if (told.id === "too-narrow") return marked("!", texts.tooNarrow(told.columns), columns, "warning");
  if (told.id !== "handed-out") {
    const warns = told.id !== "copied";
    return marked(warns ? "!" : "√", texts.told[told.id], columns, warns ? "warning" : "good");
  }
  const { handedOut } = told;
  const tool = giftsOf(state.abilities).maker === "putty" ? "pscp" : "scp";
  const lines = fetchLines(handedOut, tool);
  const where = { ...handedOut, folder: visible(handedOut.folder), user: visible(handedOut.user) };
  return [
    ...marked("√", texts.handedOut(where), columns, "good"),
    ...(lines.length === 0 ? [] : paragraph(lines.length > 1 ? texts.fetchPutty : texts.toFetch, columns)),
    ...lines.flatMap((line) => paragraph(visible(line), columns, "strong")),
    ...paragraph(texts.deleteThem, columns, "warning"),
  ];
}

/** What a saving leaves out, by name. */
export function savedParts({ ids }: Saving, words: Words): readonly string[] {
  return ids.map((id) => words.code.savings[id].what);
}

/** Each of them with its price; `d` takes them one after the other. */
export function savingRows(savings: readonly Saving[], words: Words, columns: number): Row[] {
  return savings.flatMap((saving) => {
    const price = saving.ids.map((id) => words.code.savings[id].price).join(" ");
    const said = words.code.leavesOut({ what: savedParts(saving, words), bytes: saving.bytes });
    return marked("d", `${said} ${price}`, columns, "plain");
  });
}
