/**
 * The rows that show new keys of a peer: its block of the server's file, and its own file, each whole, with the lines
 * that change as they were and as they will be.
 */
import { type Conf, type Edit, editText, type Peer, parseConf } from "../wireguard/conf.ts";
import { wordOf } from "../wireguard/vocabulary.ts";
import { contextLine, lineOf, SETTING_ROWS } from "./lines.ts";
import { type Part, shownText } from "./parts.ts";
import type { ViewLine } from "./plan.ts";
import { type NewKeys, rotatedEdits } from "./rotated.ts";
import { peerLines, standingLines } from "./standing-lines.ts";

/** The block of a peer that gets new keys, whole: its two lines as they were and will be, the others around them. */
export function rotatedParts(peer: Peer, conf: Conf, keys: NewKeys): Part[] {
  const changed = rotatedEdits(peer, conf, keys).map((edit): Part => {
    const gone = conf.lines.slice(edit.after, edit.after + edit.remove);
    const lines = [
      ...gone.map((line) => rotatedRow("gone", line)),
      ...edit.insert.map((line) => rotatedRow("new", line)),
    ];
    return { edit, lead: 0, lines, context: edit.after - peer.from + 1 };
  });
  const rest: Part = {
    edit: { after: peer.to, remove: 0, insert: [] },
    lead: 0,
    lines: peerLines(peer, conf, "server").filter(({ kind }) => kind === "absent"),
    context: peer.to,
  };
  return [...changed, rest];
}

function rotatedRow(kind: "gone" | "new", bytes: string): ViewLine {
  const line = contextLine(shownText(bytes), 0);
  // `publickey=` is the same word.
  const row = SETTING_ROWS[wordOf(line.key ?? "")?.key as keyof typeof SETTING_ROWS] ?? [null, null];
  return lineOf({ ...line, kind, number: null, note: row[0], question: row[1] });
}

/** The lines of the block that stay, each with the note that it has wherever it stands. */
export function notedRows(
  lines: readonly ViewLine[],
  peer: Peer,
  conf: Conf,
  moved: (line: number) => number,
): readonly ViewLine[] {
  const standing = new Map(peerLines(peer, conf, "server").map((line) => [line.number && moved(line.number), line]));
  return lines.map((line) => {
    const known = line.kind === "context" ? standing.get(line.number) : undefined;
    return known ? { ...known, number: line.number } : line;
  });
}

/** The device's own file as rows, after these edits of it. */
export function rotatedFileRows(conf: Conf, edits: readonly Edit[]): readonly ViewLine[] {
  const rowsOf = (file: Conf) => standingLines(file, "client").map(({ line }) => line);
  const before = new Map(rowsOf(conf).map((line) => [line.number, line]));
  const rows = rowsOf(parseConf(editText(conf, edits)));
  let shift = 0;
  for (const { after, remove, insert } of edits) {
    const from = after + 1 + shift;
    const isNew = ({ number }: ViewLine) => number !== null && number >= from && number < from + insert.length;
    for (const [at, line] of rows.entries()) if (isNew(line)) rows[at] = ownRow(line, "new");
    const gone = Array.from({ length: remove }, (_, at) => before.get(after + 1 + at) ?? []).flat();
    const place = rows.findIndex(({ number, kind }) => kind !== "gone" && number !== null && number >= from);
    rows.splice(place < 0 ? rows.length : place, 0, ...gone.map((line) => ownRow(line, "gone")));
    shift += insert.length - remove;
  }
  return rows;
}

/** A key's line; what has no note is the comment that stands in the place of a private key. */
function ownRow(line: ViewLine, kind: "gone" | "new"): ViewLine {
  const note = line.note ?? "client-interface/PrivateKey-elsewhere";
  return lineOf({ ...line, kind, note, question: note === "client-peer/PresharedKey" ? "psk" : "keys" });
}
