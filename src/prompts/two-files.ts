/**
 * Both files in plain lines, one after the other: who reads each, numbers and marks at the left, the reason below each
 * line. No colours, no frames, and secrets as dots.
 */
import type { Context } from "../commands/command.ts";
import { rowText } from "../panes/layout.ts";
import { paneRows } from "../panes/pane.ts";
import { paneTitles } from "../panes/titles.ts";
import type { Side, Sides } from "../plans/plan.ts";

/** Wide enough for every note; a window that is narrower folds the lines itself. */
const COLUMNS = 80;

export function twoFiles(sides: Sides, context: Context): string {
  const { words } = context;
  const [server, client] = paneTitles(sides, words, true);
  return [
    server,
    ...fileLines(sides.server, "server", sides, context),
    "",
    client,
    ...fileLines(sides.client, "client", sides, context),
    "",
    words.notes.law,
  ].join("\n");
}

function fileLines(side: Side, role: "server" | "client", sides: Sides, { words, abilities, size }: Context): string[] {
  return paneRows(side, {
    columns: Math.max(COLUMNS, size.columns),
    role,
    words,
    subject: sides.subject,
    numbers: role === "server",
    briefs: true,
    lit: () => false,
    twin: null,
    secretsShown: false,
    ascii: !abilities.utf8 || abilities.console,
  }).map(({ row }) => rowText(row));
}
