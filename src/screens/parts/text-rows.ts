/** Long text that a person may have to copy: broken only where the window ends, nothing added, nothing lost. */
import { type Row, span, type Tone } from "../../text/row.ts";
import { broken } from "../../text/width.ts";

/** The text in rows that use the whole window from its first column on. */
export function wholeText(text: string, columns: number, tone: Tone = "plain"): Row[] {
  return broken(text, columns).map((line) => [span(line, tone)]);
}
