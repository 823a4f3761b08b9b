/**
 * The table of rules, and judging by it: each rule that has its evidence gives its findings, each other one is named as
 * not looked at (wireguard-semantics.md §8).
 */
import type { Conf, Edit } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { ADDRESS_RULES } from "./addresses.ts";
import { type Evidence, evidenceFor, has } from "./evidence.ts";
import { FILE_RULES } from "./file.ts";
import type { Finding, RuleId, Severity } from "./finding.ts";
import { HOOK_RULES } from "./hooks.ts";
import { isKeepaliveRight, KEEPALIVE_RULES } from "./keepalive.ts";
import { KEY_RULES } from "./keys.ts";
import { MACHINE_RULES } from "./machine.ts";
import { PORT_RULES } from "./ports.ts";
import type { Found, Rule, RuleOf } from "./rule.ts";

/** Every rule, in the order of the reference. */
export const RULES: readonly Rule[] = [
  ...ADDRESS_RULES,
  ...KEY_RULES,
  ...PORT_RULES,
  ...HOOK_RULES,
  ...KEEPALIVE_RULES,
  ...MACHINE_RULES,
  ...FILE_RULES,
].sort((one, other) => one.number - other.number);

export interface Report {
  /** The gravest first, then by line. */
  readonly findings: readonly Finding[];
  /** Rules whose evidence could not be had, or is not this file's. */
  readonly notLookedAt: readonly RuleId[];
  /** No block has an Endpoint or a keepalive: the answer to "why is there none on my server?" belongs here. */
  readonly keepaliveRight: boolean;
  /** A client's file: the rules about servers do not concern it. */
  readonly isClient: boolean;
}

/** What the rules find; those in `skip` are not judged. */
export function judge(evidence: Evidence, skip: ReadonlySet<RuleId> = new Set()): Report {
  const findings: Finding[] = [];
  const notLookedAt: RuleId[] = [];
  const role = evidence.isClient ? "client" : "server";
  for (const one of RULES) {
    if (skip.has(one.id) || (one.of !== "any" && one.of !== role)) continue;
    if (one.needs.every((need) => has(need, evidence))) findings.push(...judged(one, evidence));
    else notLookedAt.push(one.id);
  }
  return {
    findings: findings.sort(byWeight),
    notLookedAt,
    keepaliveRight: !evidence.isClient && isKeepaliveRight(evidence.world),
    isClient: evidence.isClient,
  };
}

function judged(one: Rule, evidence: Evidence): Finding[] {
  const { id, severity, judge: find } = one as RuleOf<RuleId>;
  return find(evidence).map((found: Found<RuleId>) => {
    const { peer } = found;
    return {
      id,
      severity: found.severity ?? severity,
      line: found.line ?? null,
      peer: peer ? { name: peer.name, publicKey: peer.publicKey, line: peer.line } : null,
      values: found.values,
      mend: found.mend ?? null,
    } as Finding;
  });
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function byWeight(one: Finding, other: Finding): number {
  return WEIGHT[one.severity] - WEIGHT[other.severity] || (one.line ?? 0) - (other.line ?? 0);
}

/** All findings of one rule: told as one where there are many. */
export interface Group {
  readonly id: RuleId;
  /** The gravest among them. */
  readonly severity: Severity;
  /** At least one. */
  readonly findings: readonly [Finding, ...Finding[]];
  /** The edits that mend all that can be mended, in the file's order; null where none can. */
  readonly mend: readonly Edit[] | null;
}

/** The findings by their rules, the gravest first. */
export function groupsOf(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<RuleId, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.id);
    if (group) group.push(finding);
    else groups.set(finding.id, [finding]);
  }
  return [...groups].map(([id, all]) => ({ id, severity: all[0].severity, findings: all, mend: mendOf(all) }));
}

/** Each line once: two findings of one line are mended together. */
function mendOf(findings: readonly Finding[]): readonly Edit[] | null {
  const edits = new Map(findings.flatMap(({ mend }) => mend ?? []).map((edit) => [edit.after, edit]));
  return edits.size === 0 ? null : [...edits.values()].sort((one, other) => one.after - other.after);
}

const marked = new WeakMap<Conf, ReadonlySet<number>>();

/** Left out of the marks: keepalive has a word of its own there, and deriving keys would hold up the first list. */
const NOT_MARKED: ReadonlySet<RuleId> = new Set<RuleId>(["server-keepalive", "private-key-as-public"]);

/** The peers, by the lines of their `[Peer]`, of whom the file alone tells something wrong. Worked out once for each file. */
export function peersToMark(world: World): ReadonlySet<number> {
  const before = marked.get(world.conf);
  if (before) return before;
  const { findings } = judge(evidenceFor({ ...world, live: null, clients: [] }, null), NOT_MARKED);
  const lines = new Set(
    findings.flatMap(({ severity, peer }) => (peer !== null && severity !== "info" ? [peer.line] : [])),
  );
  marked.set(world.conf, lines);
  return lines;
}
