/** One peer that stands already, both its files with their notes: what the review is for a new one. */
import { type DetailState, mendableHere } from "../app/detailing.ts";
import { rotatableHere } from "../app/standing.ts";
import type { State } from "../app/state.ts";
import { mistakenText } from "../panes/mistaken.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { livePeerOf } from "../wireguard/live.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { ends, exactly, line, marked, paragraph } from "./parts/cells.ts";
import { filesOfDetail } from "./parts/files.ts";
import { footer } from "./parts/footer.ts";
import { lineNotes } from "./parts/line-notes.ts";
import { handshakeSentence } from "./parts/live.ts";
import { nameOf } from "./parts/peers.ts";
import { roomOf } from "./parts/room.ts";
import { rule } from "./parts/rule.ts";
import { toldRows } from "./parts/told.ts";

/** Rows of the panes that are kept before the note is shortened. */
const LEAST_PANES = 7;

export function detail(state: State, world: World, view: DetailState, words: Words): Row[] {
  const { rows, columns } = state.size;
  const heard = handshakeSentence(world, livePeerOf(world, view.peer.publicKey), state.readAt, words);
  const head = ends(
    [span(` ${visible(world.interfaceName)} · `), span(nameOf(view.peer, words), "strong")],
    [span(`${heard} `, "dim")],
    columns,
  );
  const foot = [rule(columns), footer(state, words)];
  const room = rows - 1 - foot.length;
  if (view.codeless) return [head, ...exactly(codelessRows(state, view, words), room), ...foot];
  if (view.told) return [head, ...toldRows(view, words, columns, room), ...foot];
  const about = [...mistakenRows(world, view, words, columns), ...offerRows(state, words), ...aboutFiles(view, words)];
  const most = Math.max(1, Math.min(3, room - about.length - LEAST_PANES - 1));
  const notes = lineNotes(state, world, view, words, most);
  const panes = room - notes.length - about.length;
  const files = filesOfDetail(view, words, { columns, rows: panes, briefs: roomOf(state.size).tall });
  return [head, ...exactly(files, panes), ...notes, ...about, ...foot];
}

/** Why no code can be shown, and what else there is. */
function codelessRows(state: State, { peer, sides }: DetailState, words: Words): Row[] {
  const { columns } = state.size;
  const { path } = sides.client;
  const name = nameOf(peer, words);
  const why =
    path === null ? words.commands.code.noClientFile({ name }) : words.screens.detail.noCode({ path: visible(path) });
  const can = rotatableHere(state) === true;
  return [
    [],
    ...paragraph(why, columns),
    [],
    ...(can ? paragraph(words.screens.detail.newKeys({ name }), columns) : []),
  ];
}

/** What is wrong with a PublicKey that is drawn as dots, and what to do about it. */
function mistakenRows(world: World, { peer }: DetailState, words: Words, columns: number): Row[] {
  const said = mistakenText(peer, world, words);
  return said === null ? [] : marked("!", said, columns, "error");
}

/** That there is a way to take out a keepalive which the server sends. */
function offerRows(state: State, words: Words): Row[] {
  return mendableHere(state) === true ? [line(words.screens.detail.offer, "warning")] : [];
}

/** Where the device's own file is not kept here, that what stands for it is only what the server's file tells. */
function aboutFiles({ sides }: DetailState, words: Words): Row[] {
  return sides.client.path === null ? [line(words.screens.detail.notKept, "dim")] : [];
}
