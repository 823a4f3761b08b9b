/** The list of peers: the server above it, the selected peer or the note worth reading below. Composed anew for each frame. */
import { allPeers, filterOf, listedPeers, listRows, selectedPeer } from "../app/peers.ts";
import type { State } from "../app/state.ts";
import { rateOf } from "../app/status.ts";
import { type Row, span } from "../text/row.ts";
import { visible } from "../text/visible.ts";
import { peerDifferences } from "../wireguard/differences.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { exactly, line, paragraph } from "./parts/cells.ts";
import { detailRowsOf } from "./parts/details.ts";
import { fieldRow } from "./parts/field.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { notices } from "./parts/notices.ts";
import { columnsFor, nameOf, peerRow, titleRow } from "./parts/peers.ts";
import { rule } from "./parts/rule.ts";
import { seen } from "./parts/scroll.ts";

/** Header, titles of the columns, and the rules and footer: rows that are always there. */
const FRAME = 6;
/** Peers that are seen in any case, however much there is to say above them. */
const LEAST = 2;

/** All rows of the screen. Short of rows, the details give way to what stands above the list, the list to neither. */
export function dashboard(state: State, world: World, words: Words): Row[] {
  const { columns, rows } = state.size;
  const notice = notices(state, world, words).slice(0, Math.max(0, rows - FRAME - LEAST));
  const details = Math.max(0, Math.min(rows - listRows(state.size) - FRAME, rows - FRAME - LEAST - notice.length));
  const peer = selectedPeer(state);
  return [
    header(world, words, countOf(state, world, words), columns),
    rule(columns),
    ...notice,
    ...listOf(state, world, words, rows - FRAME - notice.length - details),
    rule(columns, peer ? [{ at: 0, text: nameOf(peer, words), tone: "strong" }] : []),
    ...exactly(
      peer ? detailRowsOf(peer, world, words, state.readAt, columns, details, rateOf(state, peer.publicKey)) : [],
      details,
    ),
    rule(columns),
    state.dashboard.filtering ? filterRow(state, words) : footer(state, words),
  ];
}

/** The titles of the columns and so many peers. */
function listOf(state: State, world: World, words: Words, rows: number): Row[] {
  return exactly(peerTable(state, world, words, rows), rows + 1);
}

function peerTable(state: State, world: World, words: Words, visibleRows: number): Row[] {
  const { dashboard: texts } = words.screens;
  const { columns } = state.size;
  const filter = filterOf(state.dashboard);
  const peers = listedPeers(state);
  if (allPeers(world).length === 0) return [[], ...paragraph(texts.none, columns)];
  if (peers.length === 0)
    return [[], line(filter.trim() === "" ? texts.noneOfKind : texts.noneFound({ filter: visible(filter) }))];
  const { cursor, top } = state.dashboard.place;
  const table = columnsFor(world, columns);
  const window = seen(peers.length, visibleRows, cursor, top);
  return [
    titleRow(table, words),
    ...peers.slice(window.from, window.to).map((peer, at) => {
      const isLit = window.from + at === cursor;
      return peerRow(peer, world, words, table, isLit, state.readAt, rateOf(state, peer.publicKey));
    }),
  ];
}

function countOf(state: State, world: World, words: Words): Row {
  const all = allPeers(world).length;
  const { order, kind } = state.dashboard;
  const shown = listedPeers(state).length;
  const texts = words.screens.header;
  const told = [
    ...(order === "file" ? [] : [words.screens.dashboard.orders[order]]),
    ...(kind === "all" ? [] : [words.screens.dashboard.kinds[kind]]),
    shown === all ? texts.peers(all) : texts.peersOf({ shown, all }),
  ];
  const differ = peerDifferences(world).size;
  return [
    span(told.join(" · "), "dim"),
    ...(differ === 0 ? [] : [span(" · ", "dim"), span(texts.differ(differ), "warning")]),
  ];
}

/** While a filter is typed its field stands where the keys are, and the two keys that end it beside it. */
function filterRow(state: State, words: Words): Row {
  const field = state.dashboard.filtering;
  if (!field) return [];
  const label = ` ${words.screens.dashboard.filter}  `;
  return [
    span(label, "strong"),
    ...fieldRow(field, Math.max(10, Math.floor(state.size.columns / 3))),
    span("  "),
    ...footer(state, words),
  ];
}
