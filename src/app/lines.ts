/** A cursor over the lines of both files that have a note: up and down, and across to the line that answers the lit one. */
import type { Role } from "../notes/note.ts";
import type { Side, Sides, ViewLine } from "../plans/plan.ts";

/** Which pane the cursor is in, and the line of that side it stands on. */
export interface LinePlace {
  readonly side: Role;
  readonly line: number;
}

/** The line under the cursor. */
export function litLine(sides: Sides, { side, line }: LinePlace): ViewLine | null {
  return sides[side].lines[line] ?? null;
}

/** Where its counterpart stands in the other file; null where it is not among the lines shown. */
export function twinLine(sides: Sides, place: LinePlace): LinePlace | null {
  const pair = litLine(sides, place)?.pair;
  if (!pair) return null;
  const side = place.side === "server" ? "client" : "server";
  const line = sides[side].lines.findIndex((other) => other.pair === pair);
  return line < 0 ? null : { side, line };
}

/** The line that people ask about most, keepalive, in the server's block; else its first line with a note. */
export function firstPlace({ server }: Sides): LinePlace {
  const asked = server.lines.findIndex(({ note }) => note === "server-peer/no-PersistentKeepalive");
  const set = server.lines.findIndex(({ note }) => note === "server-peer/PersistentKeepalive");
  return { side: "server", line: asked >= 0 ? asked : set >= 0 ? set : Math.max(0, server.lines.findIndex(hasNote)) };
}

/** The cursor on the next line with a note, in this direction. */
export function moved(sides: Sides, place: LinePlace, step: 1 | -1): LinePlace {
  const { lines } = sides[place.side];
  for (let at = place.line + step; at >= 0 && at < lines.length; at += step) {
    if (hasNote(lines[at])) return { side: place.side, line: at };
  }
  return place;
}

/** The cursor in the other file: on the counterpart, else on the line at the same height that has a note. */
export function crossed(sides: Sides, place: LinePlace, side: Role): LinePlace {
  if (place.side === side) return place;
  return twinLine(sides, place) ?? nearest(sides[side], side, place);
}

function nearest({ lines }: Side, side: Role, place: LinePlace): LinePlace {
  const noted = lines.map((line, at) => ({ line, at })).filter(({ line }) => hasNote(line));
  const best = noted.reduce<number | null>(
    (found, { at }) => (found === null || Math.abs(at - place.line) < Math.abs(found - place.line) ? at : found),
    null,
  );
  return best === null ? place : { side, line: best };
}

function hasNote(line: ViewLine | undefined): boolean {
  return line?.note != null;
}
