/**
 * How a peer's name stands in the comments of a server's file: `wg` knows no names, and every tool that keeps them has
 * a form of its own. The table of them stands in names/conventions.ts. Lines are byte text; names are readable text.
 */

import type { Conf } from "./conf.ts";
import { bareText } from "./names/comment.ts";
import { conventionOf, MARKED } from "./names/conventions.ts";
import { lastLineOf, placeOf } from "./names/place.ts";

/** What the file says a peer is called, and by which convention. */
export interface PeerName {
  /** As a person reads it; null where there is none. */
  readonly name: string | null;
  /** The convention's id; null where there is no name. */
  readonly form: NameFormId | null;
}

export type NameFormId = "friendly_name" | (string & {});

/** The name lines of a new peer: above its header, directly below it, and after its block. Readable text. */
export interface NameLines {
  readonly above: readonly string[];
  readonly inside: readonly string[];
  readonly below: readonly string[];
}

/** The name of the peer whose `[Peer]` stands in this line (from 1). */
export function nameOfPeer(lines: readonly string[], line: number): PeerName {
  const isHeader = (raw: string) => bareText(raw).startsWith("[");
  const header = line - 1;
  let from = header - 1;
  while (from >= 0 && !isHeader(lines[from] as string)) from--;
  let to = header + 1;
  while (to < lines.length && !isHeader(lines[to] as string)) to++;
  // From the header before, whose section may own what stands below it, to the next one.
  const start = Math.max(from, 0);
  const texts = lines.slice(start, to + 1).map(bareText);
  const gap = from < 0 ? 0 : lastLineOf(texts, 0) + 1;
  const { name, form } = placeOf(texts, header - start, gap, lastLineOf(texts, header - start));
  return { name, form };
}

/**
 * The convention in which a new peer's name is written: that of most peers; of equally many, that of the last. In a
 * file without names, that of the tool which its head names; else `otherwise`. The Prometheus exporter reads
 * `friendly_name`.
 */
export function nameFormOf(conf: Conf, otherwise: NameFormId = "friendly_name"): NameFormId {
  const counts = new Map<NameFormId, number>();
  for (const { nameForm } of conf.peers) if (nameForm) counts.set(nameForm, (counts.get(nameForm) ?? 0) + 1);
  if (counts.size === 0) return formOfHead(conf) ?? otherwise;
  const most = Math.max(...counts.values());
  const last = conf.peers.findLast(({ nameForm }) => nameForm && counts.get(nameForm) === most);
  return last?.nameForm ?? otherwise;
}

/** The name as that convention writes it. `number` is the next one in a file that counts its peers. */
export function nameLines(
  form: NameFormId,
  name: string,
  peer: { readonly publicKey: string; readonly number?: number },
): NameLines {
  const none: NameLines = { above: [], inside: [], below: [] };
  const convention = conventionOf(form);
  if (!convention) return form === "above" ? { ...none, above: [`# ${name}`] } : { ...none, inside: [`# ${name}`] };
  const written = convention.write(name, peer);
  if (typeof written !== "string") return { ...none, above: [written[0]], below: [written[1]] };
  return convention.place === "above" ? { ...none, above: [written] } : { ...none, inside: [written] };
}

/** Why the convention's tool could not read this name, or null: its name, and what it allows (`A-Z a-z 0-9 _ - (1-15)`). */
export function nameRefusal(
  form: NameFormId,
  name: string,
): { readonly tool: string; readonly allowed: string } | null {
  const grammar = conventionOf(form)?.grammar;
  return grammar && !grammar.pattern.test(name) ? { tool: grammar.tool, allowed: grammar.allowed } : null;
}

/** How far into a file its head reaches. */
const HEAD = 40;

function formOfHead(conf: Conf): NameFormId | null {
  const comments = conf.lines
    .slice(0, HEAD)
    .map(bareText)
    .filter((text) => text.startsWith("#"));
  return MARKED.find(({ head }) => head && comments.some((text) => head.test(text.slice(0, 400))))?.id ?? null;
}
