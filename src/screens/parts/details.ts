/** The selected peer below the list: what its block says, what the running interface says, and the note worth reading. */

import { isOnlyLive } from "../../app/peers.ts";
import type { Rate } from "../../app/status.ts";
import type { NoteId } from "../../notes/note.ts";
import { standingSubject } from "../../plans/standing-sides.ts";
import { type Row, span } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { width } from "../../text/width.ts";
import { type Peer, readable } from "../../wireguard/conf.ts";
import { type Differing, peerDifferences } from "../../wireguard/differences.ts";
import { type LivePeer, livePeerOf } from "../../wireguard/live.ts";
import { mistakenFor } from "../../wireguard/mistaken.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { ends, line, marked, paragraph } from "./cells.ts";
import { handshakeSentence, movedSentence } from "./live.ts";
import { fileName } from "./paths.ts";
import { differenceOf, isOwn, nameOf } from "./peers.ts";

const LABEL = 14;

/** At most `rows` rows: the facts, how it differs from what runs, and the note as far as it fits whole. */
export function detailRowsOf(
  peer: Peer,
  world: World,
  words: Words,
  now: number,
  columns: number,
  rows: number,
  rate: Rate | null = null,
): Row[] {
  const texts = words.screens.dashboard;
  const live = livePeerOf(world, peer.publicKey);
  const file = fileName(world.path);
  const place = isOnlyLive(peer) ? texts.noLine({ file }) : texts.line({ line: peer.line, file });
  const facts: Row[] = [
    ends(fact("PublicKey", keyOf(peer, world, words)), [span(`${place} `, "dim")], columns),
    fact("AllowedIPs", readable(peer.allowedIPs.join(", ")) || "–"),
    ...settingsRow(peer, live, words),
    ...liveRows(handshakeSentence(world, live, now, words), live, words, columns),
    ...(live === null ? [] : [line(movedSentence(live, rate, words))]),
  ];
  // How it differs, and its note, are worth more than what the list says already.
  const differs = differenceRows(peer, world, words, columns);
  const below = [...differs, ...noteRows(peer, world, words, columns, rows - 1 - differs.length)];
  return [...facts.slice(0, Math.max(1, rows - below.length)), ...below].slice(0, rows);
}

/** The note that its block calls for, in full or, where it has to be, in a row. */
function noteRows(peer: Peer, world: World, words: Words, columns: number, rows: number): Row[] {
  const noted = noteOf(peer);
  if (noted === null) return [];
  const subject = standingSubject(peer, world.conf, null, world.interfaceName);
  const { full, brief } = words.notes.lines[noted];
  const whole = marked("!", full(subject), columns, "plain");
  if (whole.length <= rows) return whole;
  const short = paragraph(brief(subject), columns);
  return short.length <= rows ? short : [];
}

/** The note that this peer's block calls for: a keepalive that the server sends, or an endpoint that it dials. */
export function noteOf(peer: Peer): NoteId | null {
  if (peer.persistentKeepalive !== null) return "server-peer/PersistentKeepalive";
  return peer.endpoint !== null ? "server-peer/Endpoint" : null;
}

/** How file and running interface differ about it, a sentence each; then that the person's own connection runs here. */
function differenceRows(peer: Peer, world: World, words: Words, columns: number): Row[] {
  const texts = words.live.differences;
  const found = peer.publicKey === null ? undefined : peerDifferences(world).get(peer.publicKey);
  const interfaceName = visible(world.interfaceName);
  const said: string[] = isOwn(peer, world) ? [words.screens.dashboard.you] : [];
  if (found?.kind === "not-loaded") said.push(texts.notLoaded({ interfaceName, name: nameOf(peer, words) }));
  if (found?.kind === "only-live") said.push((isOnlyLive(peer) ? texts.onlyLive : texts.stillOn)({ interfaceName }));
  if (found?.kind === "different") {
    const { file, live, what } = found;
    const says: Readonly<Record<Differing, () => string>> = {
      "allowed-ips": () => texts.allowedIPs({ interfaceName, live: visible(live.allowedIPs.join(", ")) }),
      keepalive: () => texts.keepalive({ interfaceName, file: file.keepalive, live: live.keepalive }),
      "preshared-key": () =>
        texts.presharedKey({ interfaceName, file: file.presharedKey !== null, live: live.presharedKey !== null }),
    };
    said.push(...what.map((one) => says[one]()));
  }
  const kind = differenceOf(peer, world);
  if (kind !== null) said.push(`${said.pop()} ${texts.keys[kind]({ interfaceName })}`);
  return said.flatMap((sentence) => marked("!", sentence, columns, "warning"));
}

/** A private key in its place is not drawn. */
function keyOf({ publicKey }: Peer, world: World, words: Words): string {
  const texts = words.screens.dashboard;
  return mistakenFor(publicKey, world) === null ? (publicKey ?? texts.noKey) : `•••••••• (${texts.privateKey})`;
}

function fact(label: string, value: string): Row {
  return [span(` ${label}${" ".repeat(Math.max(1, LABEL - width(label)))}`, "dim"), span(visible(value))];
}

/** As its block says; of a peer without one as the interface has it. */
function settingsRow(peer: Peer, live: LivePeer | null, words: Words): Row[] {
  const texts = words.screens.dashboard;
  const { presharedKey, persistentKeepalive } = (isOnlyLive(peer) && live) || peer;
  const settings = [
    `PresharedKey ${presharedKey === null ? texts.no : texts.yes}`,
    ...(peer.endpoint === null ? [] : [`Endpoint ${visible(readable(peer.endpoint))}`]),
    ...(persistentKeepalive === null ? [] : [`PersistentKeepalive ${persistentKeepalive}`]),
    ...(peer.enabled ? [] : [texts.off]),
  ];
  return [[span(` ${settings.join(" · ")}`)]];
}

/** When it was heard of, and from where: in one row where both fit. */
function liveRows(heard: string, live: LivePeer | null, words: Words, columns: number): Row[] {
  if (live === null || live.latestHandshake === null || live.endpoint === null) return [line(heard)];
  const from = words.screens.live.seenAt({ endpoint: visible(readable(live.endpoint)) });
  // Judged by the longest that an active peer gets, so that the rows do not move while the seconds are counted.
  const widest = Math.max(width(heard), width(words.screens.live.activeLong(120)));
  return widest + width(from) + 3 <= columns ? [line(`${heard} ${from}`)] : [line(heard), line(from)];
}
