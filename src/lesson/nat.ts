/**
 * A router's table for UDP: who inside has spoken with whom outside, and until when that is remembered. `linux` is
 * conntrack at its defaults: 30 s, and 120 s once both sides were seen for more than two seconds (reference §5.3). The
 * outside port is that of the inside, as Linux keeps it where it can.
 */

export type Forgets = "linux" | 30 | 60 | 120 | 300;
/** What prolongs a mapping: RFC 4787 REQ-6 wants it of packets from inside, and allows it of those from outside. */
export type Renewed = "both" | "outward";

export interface Rules {
  readonly forgets: Forgets;
  readonly renewed: Renewed;
}

export interface Mapping {
  readonly inside: string;
  readonly outside: string;
  readonly remote: string;
  readonly made: number;
  readonly expires: number;
  /** Milliseconds that the last packet which counts gave it. */
  readonly span: number;
  /** Something came back. */
  readonly answered: boolean;
}

export interface Router {
  /** Its public address. */
  readonly ip: string;
  /** A port of the machine inside that is open to everybody; null for none. */
  readonly forwarded: { readonly outside: string; readonly inside: string } | null;
  readonly mappings: readonly Mapping[];
}

const UNANSWERED = 30_000;
const STREAM = 120_000;
const STREAM_AFTER = 2_000;

/** Milliseconds that a mapping is remembered after a packet at this moment. */
function remembers({ forgets }: Rules, mapping: Pick<Mapping, "made" | "answered">, now: number): number {
  if (forgets !== "linux") return forgets * 1000;
  return mapping.answered && now - mapping.made > STREAM_AFTER ? STREAM : UNANSWERED;
}

function prolonged(mapping: Mapping, rules: Rules, now: number): Mapping {
  const span = remembers(rules, mapping, now);
  return { ...mapping, expires: now + span, span };
}

/** A packet from inside: it gets through always, and leaves a mapping behind. `opened`: there was none. */
export function outward(
  router: Router,
  rules: Rules,
  { source, target }: { readonly source: string; readonly target: string },
  now: number,
): { readonly router: Router; readonly mapping: Mapping; readonly opened: boolean } {
  const found = router.mappings.find((one) => one.inside === source && one.remote === target);
  const outside = `${router.ip}:${source.slice(source.lastIndexOf(":") + 1)}`;
  const before = found ?? {
    inside: source,
    outside,
    remote: target,
    made: now,
    expires: now,
    span: 0,
    answered: false,
  };
  const mapping = prolonged(before, rules, now);
  return { router: replaced(router, found ?? null, mapping), mapping, opened: found === undefined };
}

/** A packet from outside: the machine inside that it is for, or null where the router knows of none. */
export function inward(
  router: Router,
  rules: Rules,
  { source, target }: { readonly source: string; readonly target: string },
  now: number,
): { readonly router: Router; readonly inside: string } | null {
  const found = router.mappings.find((one) => one.outside === target && one.remote === source);
  if (found) {
    const kept = rules.renewed === "both" ? prolonged(found, rules, now) : found;
    return { router: replaced(router, found, { ...kept, answered: true }), inside: found.inside };
  }
  const { forwarded } = router;
  return forwarded?.outside === target ? { router, inside: forwarded.inside } : null;
}

function replaced(router: Router, before: Mapping | null, after: Mapping): Router {
  return { ...router, mappings: [...router.mappings.filter((one) => one !== before), after] };
}

/** The mapping that is forgotten next; null for none. */
export function nextForgotten(router: Router): Mapping | null {
  return router.mappings.reduce<Mapping | null>(
    (next, one) => (next === null || one.expires < next.expires ? one : next),
    null,
  );
}
