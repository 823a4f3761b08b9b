/**
 * Which lines of a file belong to which section: the comments above a header belong to the next peer, end marks and
 * trailing remarks to the block before. Lines come bare (`bareText`); their indexes count from 0 and are inclusive.
 */
import { readable } from "../bytes.ts";
import { bareName, isCommentedOut, isRule } from "./comment.ts";
import { endMarkIn, isStartMark, type Mark, marksIn } from "./marks.ts";

export interface PeerPlace {
  readonly from: number;
  readonly name: string | null;
  readonly form: string | null;
}

/** The one convention whose marks are prose until both of them are there: `# NAME start`, `# NAME end`. */
const START_END = "complexorganizations";

const isHeader = (text: string) => text.startsWith("[");
const isComment = (text: string) => text.startsWith("#");

/** The last line of the section whose header stands at `header`: its settings, remarks below them, its end mark. */
export function lastLineOf(texts: readonly string[], header: number): number {
  let solid = header;
  let end = header + 1;
  for (; end < texts.length; end++) {
    const text = texts[end] as string;
    if (text === "" || isComment(text)) continue;
    if (isHeader(text)) break;
    solid = end;
  }
  const first = texts[solid + 1] ?? "";
  if (solid + 1 === end || (first === "" && solid + 2 === end)) return solid;
  const marked = endMarkAt(texts, header, solid, end);
  if (marked !== null) return marked;
  let stop = solid + 1;
  while (stop < end && texts[stop] !== "") stop++;
  // A run of comments that touches the next header is the next peer's, but for what can only speak of this one.
  const touches = stop === end && end < texts.length;
  const own = touches ? speakingOf(texts, header, solid) : (comment: string) => !beginsNext(comment);
  let last = solid;
  while (last + 1 < stop && own(texts[last + 1] as string)) last++;
  return last + 1 < stop ? groupFrom(texts, last + 1, solid + 1, marksIn(texts[last + 1] as string)[0]) - 1 : last;
}

/** Where behind its settings the block's own end mark stands; null where it has none. */
function endMarkAt(texts: readonly string[], header: number, solid: number, end: number): number | null {
  let last: number | null = null;
  let started: ReadonlySet<string> | null = null;
  for (let at = solid + 1; at < end; at++) {
    const text = texts[at] as string;
    if (text === "") continue;
    const mark = endMarkIn(text);
    if (mark?.id === START_END) started ??= startedAbove(texts, header);
    if (mark && (mark.id !== START_END || started?.has(mark.name))) last = at;
    else if (isStartMark(text)) break;
  }
  return last;
}

/** The names of all `# NAME start` above the header. */
function startedAbove(texts: readonly string[], header: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = header - 1; at >= 0; at--) {
    const text = texts[at] as string;
    if (text !== "" && !isComment(text)) break;
    for (const { convention, name } of marksIn(text)) if (convention.id === START_END) names.add(name);
  }
  return names;
}

/** Whether a comment directly below the settings opens the next block. */
function beginsNext(comment: string): boolean {
  return marksIn(comment).some(({ convention }) => convention.place !== "inside" && convention.id !== START_END);
}

/** Tells of a comment between settings and the next header whether it is the settings': of a kind that stands inside. */
function speakingOf(texts: readonly string[], header: number, solid: number): (comment: string) => boolean {
  let inside: Set<string> | null = null;
  return (comment) => {
    if (isCommentedOut(comment)) return true;
    const marks = marksIn(comment);
    const id = marks[0]?.convention.id;
    if (id === undefined || marks.some(({ convention }) => convention.place !== "inside")) return false;
    inside ??= new Set(
      texts.slice(header + 1, solid).flatMap((text) => marksIn(text).map(({ convention }) => convention.id)),
    );
    return !inside.has(id);
  };
}

/**
 * The first line that belongs to the peer at `header`, and its name. `gap` is the first line that no earlier section
 * owns, `last` the peer's last one.
 */
export function placeOf(texts: readonly string[], header: number, gap: number, last: number): PeerPlace {
  let best: Mark | null = null;
  let bestAt = 0;
  const consider = (mark: Mark, at: number) => {
    if (best !== null && (mark.rank > best.rank || (mark.rank === best.rank && at < bestAt))) return;
    best = mark;
    bestAt = at;
  };
  let ended: ReadonlySet<string> | null = null;
  let run = header; // the first line of the comments that touch the header
  for (let at = header - 1; at >= gap; at--) {
    const text = texts[at] as string;
    if (!isComment(text)) continue;
    const touches = run === at + 1;
    if (touches) run = at;
    for (const mark of marksIn(text)) {
      if (mark.convention.id === START_END) ended ??= endedBelow(texts, header, last);
      const fits =
        mark.convention.place === "inside" ? touches : mark.convention.id !== START_END || ended?.has(mark.name);
      if (fits) consider(mark, at);
    }
  }
  for (let at = header + 1; at <= last; at++) {
    const text = texts[at] as string;
    if (!isComment(text)) continue;
    for (const mark of marksIn(text)) if (mark.convention.place === "inside") consider(mark, at);
  }
  const found = best as Mark | null;
  const bare = found ? null : bareNameOf(texts, header, run, last);
  let from = bare?.from ?? bareFrom(texts, header, run, true).from;
  if (found && bestAt < header) from = groupFrom(texts, bestAt, gap, found);
  while (from > gap && MERGED.test((texts[from - 1] as string).slice(0, 20))) from--;
  return { ...(bare ?? (found && named(found.name, found.convention.id)) ?? NAMELESS), from };
}

/** What earlier versions of WireGuard Portal keep above the header, the client's private key among it. */
const MERGED = /^#\s*-WGP- /;

/** The names of all `# NAME end` directly behind the block. */
function endedBelow(texts: readonly string[], header: number, last: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = last; at > header && isComment(texts[at] as string); at--) {
    const end = endMarkIn(texts[at] as string);
    if (end?.id === START_END) names.add(end.name);
  }
  return names;
}

/** The first line of the group of comments that the name stands in. */
function groupFrom(texts: readonly string[], at: number, gap: number, mark: Mark | undefined): number {
  const group = mark?.convention.group;
  let from = at;
  while (group && from > gap && group.test((texts[from - 1] as string).slice(0, 200))) from--;
  return from;
}

/** The name where no mark says it: rows 27, 23, 15 of peer-names.md, in this order. */
function bareNameOf(texts: readonly string[], header: number, run: number, last: number): PeerPlace {
  const first = header < last ? (texts[header + 1] as string) : "";
  const below = isComment(first) ? named(bareName(first), "inside") : null;
  const inside = aboveKey(texts, below ? runFrom(texts, header + 1, last) : header, last) ?? below;
  if (inside) return { from: bareFrom(texts, header, run, true).from, ...inside };
  const above = bareFrom(texts, header, run, false);
  return { from: above.from, ...(named(above.name, "above") ?? NAMELESS) };
}

/** The last line of the comments that begin at `first`. */
function runFrom(texts: readonly string[], first: number, last: number): number {
  let at = first;
  while (at < last && isComment(texts[at + 1] as string)) at++;
  return at;
}

const NAMELESS = { name: null, form: null } as const;

function named(bytes: string | null, form: string): { name: string; form: string } | null {
  const name = bytes === null ? "" : readable(bytes).trim();
  return name === "" ? null : { name, form };
}

/** Row 27: a comment directly above `PublicKey`, below the line `after`: a name below the header ends with its own run. */
function aboveKey(texts: readonly string[], after: number, last: number): { name: string; form: string } | null {
  for (let at = after + 2; at <= last; at++) {
    const before = texts[at - 1] as string;
    if (!isComment(before) || !/^PublicKey[\t ]*=/i.test(texts[at] as string)) continue;
    const found = named(bareName(before), "above-key");
    if (found) return found;
  }
  return null;
}

/**
 * The comments that touch the header and are this peer's: its name, remarks above that, rules that frame it. Of a peer
 * that is named elsewhere, `remarksOnly`: a heading (`### Clients`) then is nobody's.
 */
function bareFrom(
  texts: readonly string[],
  header: number,
  run: number,
  remarksOnly: boolean,
): { from: number; name: string | null } {
  const text = (at: number) => texts[at] as string;
  const isName = (at: number) => !(remarksOnly && text(at).startsWith("##")) && bareName(text(at)) !== null;
  let at = header - 1;
  while (at >= run && isRule(text(at))) at--;
  const framed = at < header - 1;
  if (at < run || !isName(at)) return { from: header, name: null };
  const name = bareName(text(at));
  while (at > run && isName(at - 1)) at--;
  if (framed && at > run && isRule(text(at - 1))) at--;
  return { from: at, name };
}
