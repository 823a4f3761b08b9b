/** `wg-wizard show NAME`: both sides of a peer, side by side where the window is wide enough, with the reason for each line. */
import { paneColumns, rowText, sideBySide, stacked, titleColumns, titleRoom, titleRules } from "../panes/layout.ts";
import { mistakenText } from "../panes/mistaken.ts";
import { paneRows } from "../panes/pane.ts";
import { paneTitles } from "../panes/titles.ts";
import { lineText } from "../panes/told.ts";
import type { Side, Sides } from "../plans/plan.ts";
import { standingSides } from "../plans/standing-sides.ts";
import type { Row } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { wrap } from "../text/width.ts";
import type { Peer } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Context } from "./command.ts";
import { openFor } from "./opening.ts";
import { peerMeant } from "./peers.ts";
import { rowOf } from "./table.ts";

export const show: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("show"), args, context);
    if (read.kind === "end") return read.status;
    const opened = await openFor(context);
    if (opened.kind === "end") return opened.status;
    const peer = peerMeant(read.arguments.bare[0] ?? "", opened.world, context);
    if (typeof peer === "number") return peer;
    showPeer(peer, opened.world, context);
    return 0;
  },
};

/** Columns that a pane needs for the notes to stand under their lines. */
const NOTE_COLUMNS = 60;
/** What is printed into a pipe is this wide. */
const PIPE_COLUMNS = 80;

/** Prints both sides; secrets stay masked. */
export function showPeer(peer: Peer, world: World, context: Context): void {
  const said = context.words.commands.show;
  const sides = standingSides(peer, world);
  const columns = context.tty.stdout ? context.size.columns : PIPE_COLUMNS;
  const wide = context.tty.stdout && !context.options.plain ? paneColumns(columns) : null;
  const rows = wide ? besides(sides, columns, wide, context) : below(sides, columns, context);
  if (sides.client.path === null) {
    const name = visible(peer.name ?? context.words.commands.list.unnamed);
    context.err(`${wrap(said.unknown({ name, folder: visible(world.clientFolder) }), columns).join("\n")}\n\n`);
  }
  context.out(`${rows.map(rowText).join("\n")}\n`);
  const mistaken = mistakenText(peer, world, context.words);
  if (mistaken !== null) context.err(`\n${wrap(mistaken, columns).join("\n")}\n`);
  if (peer.persistentKeepalive !== null && peer.endpoint === null) {
    context.err(`\n${wrap(said.offer, columns).join("\n")}\n`);
  }
}

function besides(
  sides: Sides,
  columns: number,
  widths: { readonly left: number; readonly right: number },
  context: Context,
): Row[] {
  const ascii = isAscii(context);
  const briefs = widths.left >= NOTE_COLUMNS;
  const left = lines(sides.server, "server", sides, widths.left, briefs, context);
  const right = lines(sides.client, "client", sides, widths.right, briefs, context);
  return [
    titleRules(paneTitles(sides, context.words, false, titleRoom(columns)), columns, "┬", ascii),
    ...sideBySide(left, right, columns, ascii ? "|" : "│"),
    titleRules(["", ""], columns, "┴", ascii),
    ...(briefs ? [] : noteRows(sides, columns, context)),
    ...wrap(context.words.notes.law, columns).map((text): Row => [{ text, tone: "plain" }]),
  ];
}

function below(sides: Sides, columns: number, context: Context): Row[] {
  const room = titleColumns(columns);
  const [server, client] = paneTitles(sides, context.words, false, [room, room]);
  return [
    ...stacked(
      [
        { title: server, rows: lines(sides.server, "server", sides, columns, true, context) },
        { title: client, rows: lines(sides.client, "client", sides, columns, true, context) },
      ],
      columns,
      isAscii(context) || context.options.plain,
    ),
    ...wrap(context.words.notes.law, columns).map((text): Row => [{ text, tone: "plain" }]),
  ];
}

function lines(
  side: Side,
  role: "server" | "client",
  sides: Sides,
  columns: number,
  briefs: boolean,
  context: Context,
) {
  return paneRows(side, {
    columns,
    role,
    words: context.words,
    subject: sides.subject,
    numbers: true,
    briefs,
    lit: () => false,
    twin: null,
    secretsShown: false,
    ascii: isAscii(context),
  });
}

/** The notes below both panes where these are too narrow to hold them. */
function noteRows({ server, client, subject }: Sides, columns: number, context: Context): Row[] {
  const { words } = context;
  return [server, client].flatMap((side, at) =>
    side.lines.flatMap((line): Row[] => {
      if (line.note === null || line.describes !== null) return [];
      const brief = words.notes.lines[line.note].brief(subject);
      const text = `${at === 0 ? server.fileName : client.fileName} · ${lineText(line, words)}: ${brief}`;
      return wrap(text.replace(/^ · /, ""), columns).map((part) => [{ text: part, tone: "dim" }]);
    }),
  );
}

function isAscii({ abilities }: Context): boolean {
  return !abilities.utf8 || abilities.console;
}
