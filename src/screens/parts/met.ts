/** What was met on the way of a change as sentences: neither a failure nor part of the plan. */
import type { Notice } from "../../plans/plan.ts";
import type { Row } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import type { Words } from "../../words/words.ts";
import { marked } from "./cells.ts";

export function noticeRows(notices: readonly Notice[], words: Words, columns: number): Row[] {
  return notices.flatMap((notice) => marked("!", noticeSentence(notice, words), columns, "warning"));
}

function noticeSentence(notice: Notice, words: Words): string {
  return visible((words.commands.notices[notice.id] as (notice: Notice) => string)(notice));
}
