/** A rule as the table holds it, and short ways to say what it found. */
import { visible } from "../text/visible.ts";
import { cut } from "../text/width.ts";
import { readable } from "../wireguard/bytes.ts";
import type { Conf, Edit, Peer, Setting } from "../wireguard/conf.ts";
import type { Evidence, Need } from "./evidence.ts";
import type { Named, RuleId, RuleValues, Severity } from "./finding.ts";

export interface Found<Id extends RuleId> {
  readonly values: RuleValues[Id];
  /** From 1; null or absent where no line is meant. */
  readonly line?: number | null;
  readonly peer?: Peer | null;
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  readonly mend?: readonly Edit[] | null;
}

export interface RuleOf<Id extends RuleId> {
  readonly id: Id;
  /** The row of wireguard-semantics.md §8; behind them what its other sections tell. */
  readonly number: number;
  readonly severity: Severity;
  /** Without all of these the rule is not judged, and named as such. */
  readonly needs: readonly Need[];
  /** Whose file it is about. */
  readonly of: "server" | "client" | "any";
  readonly judge: (evidence: Evidence) => readonly Found<Id>[];
}

export type Rule = { readonly [Id in RuleId]: RuleOf<Id> }[RuleId];

/** Makes a row of the table, its values checked against its id. */
export function rule<Id extends RuleId>(
  number: number,
  id: Id,
  severity: Severity,
  needs: readonly Need[],
  judge: RuleOf<Id>["judge"],
  of: RuleOf<Id>["of"] = "server",
): RuleOf<Id> {
  return { id, number, severity, needs, of, judge };
}

/** The longest text that a sentence is asked to carry, in columns. */
const LONGEST = 60;

/** Byte text of the file as it may stand in a sentence. */
export function told(text: string): string {
  return cut(visible(readable(text)), LONGEST);
}

/** How a sentence points at a peer. */
export function named(peer: Peer): Named {
  return { name: peer.name === null ? null : cut(visible(peer.name), 32), line: peer.line };
}

/** The peers that are switched on. */
export function peersOn(conf: Conf): readonly Peer[] {
  return conf.peers.filter(({ enabled }) => enabled);
}

/** The line of the section's last setting of this key, which is the one that counts. */
export function lineOf(settings: readonly Setting[], key: string): number | null {
  return settings.findLast((setting) => setting.key === key)?.line ?? null;
}

/** The edit that puts `text` (byte text) in the place of a line; its CR is kept. */
export function replaced(conf: Conf, line: number, text: string): Edit {
  const cr = conf.lines[line - 1]?.endsWith("\r") && !text.endsWith("\r") ? "\r" : "";
  return { after: line - 1, remove: 1, insert: [text + cr] };
}

/** The edit that gives a setting's line another word for its value; blanks, spelling and a comment stay. */
export function reworded(conf: Conf, line: number, word: string): Edit {
  const raw = conf.lines[line - 1] as string;
  return replaced(
    conf,
    line,
    raw.replace(/(=[\t ]*)[^\s#]+/, (_, before: string) => before + word),
  );
}

/** The edit that takes a line out. */
export function removed(line: number): Edit {
  return { after: line - 1, remove: 1, insert: [] };
}
