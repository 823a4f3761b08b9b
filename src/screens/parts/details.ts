/** The selected peer below the list: what its block says, what the running interface says, and the note worth reading. */

import type { NoteId, NoteSubject } from "../../notes/note.ts";
import { type Row, span } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { width } from "../../text/width.ts";
import { type Peer, readable } from "../../wireguard/conf.ts";
import type { LivePeer } from "../../wireguard/live.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { ends, line, marked, paragraph } from "./cells.ts";
import { handshakeSentence, livePeerOf } from "./live.ts";
import { fileName } from "./paths.ts";

const LABEL = 14;

/** At most `rows` rows, the facts first, then the note as far as it fits whole. */
export function detailRowsOf(
  peer: Peer,
  world: World,
  words: Words,
  now: number,
  columns: number,
  rows: number,
): Row[] {
  const texts = words.screens.dashboard;
  const live = livePeerOf(world, peer.publicKey);
  const place = texts.line({ line: peer.line, file: fileName(world.path) });
  const facts: Row[] = [
    ends(fact("PublicKey", peer.publicKey ?? texts.noKey), [span(`${place} `, "dim")], columns),
    fact("AllowedIPs", readable(peer.allowedIPs.join(", ")) || "–"),
    ...settingsRow(peer, words),
    ...liveRows(handshakeSentence(world, live, now, words), live, words, columns),
  ];
  const noted = noteOf(peer);
  if (noted === null) return facts.slice(0, rows);
  const note = words.notes.lines[noted].full(subjectOf(peer, world));
  const room = rows - facts.length;
  const whole = marked("!", note, columns, "plain");
  if (whole.length <= room) return [...facts, ...whole];
  // Where both do not fit, the note is worth more than what the list says already.
  const short = [facts[0] as Row, ...whole];
  return short.length <= rows
    ? [...facts.slice(0, rows - whole.length), ...whole]
    : [
        ...facts.slice(0, Math.max(1, rows - 1)),
        ...paragraph(words.notes.lines[noted].brief(subjectOf(peer, world)), columns),
      ].slice(0, rows);
}

/** The note that this peer's block calls for: a keepalive that the server sends, or an endpoint that it dials. */
export function noteOf(peer: Peer): NoteId | null {
  if (peer.persistentKeepalive !== null) return "server-peer/PersistentKeepalive";
  return peer.endpoint !== null ? "server-peer/Endpoint" : null;
}

/** What the notes may say of a peer that stands in the file. */
export function subjectOf(peer: Peer, world: World): NoteSubject {
  const one = (entry: string) => /\/(32|128)$/.test(entry) || !entry.includes("/");
  return {
    name: peer.name === null ? null : visible(peer.name),
    interfaceName: world.interfaceName,
    addresses: visible(readable(peer.allowedIPs.filter(one).join(", "))),
    lan: visible(readable(peer.allowedIPs.filter((entry) => !one(entry)).join(", "))),
    traffic: null,
    endpoint: peer.endpoint === null ? null : visible(readable(peer.endpoint)),
    listenPort: world.conf.interface.listenPort,
    dns: "",
    mtu: null,
    keepalive: peer.persistentKeepalive,
  };
}

function fact(label: string, value: string): Row {
  return [span(` ${label}${" ".repeat(Math.max(1, LABEL - width(label)))}`, "dim"), span(visible(value))];
}

function settingsRow(peer: Peer, words: Words): Row[] {
  const texts = words.screens.dashboard;
  const settings = [
    `PresharedKey ${peer.presharedKey === null ? texts.no : texts.yes}`,
    ...(peer.endpoint === null ? [] : [`Endpoint ${visible(readable(peer.endpoint))}`]),
    ...(peer.persistentKeepalive === null ? [] : [`PersistentKeepalive ${peer.persistentKeepalive}`]),
    ...(peer.enabled ? [] : [texts.off]),
  ];
  return [[span(` ${settings.join(" · ")}`)]];
}

/** When it was heard of, and from where: in one row where both fit. */
function liveRows(heard: string, live: LivePeer | null, words: Words, columns: number): Row[] {
  if (live === null || live.latestHandshake === null || live.endpoint === null) return [line(heard)];
  const from = words.screens.live.seenAt({ endpoint: visible(readable(live.endpoint)) });
  return width(heard) + width(from) + 3 <= columns ? [line(`${heard} ${from}`)] : [line(heard), line(from)];
}
