/** The line of a finding as it may be drawn: without what is secret in it, or could be. Readable text, not cleaned yet. */
import { masked } from "../plans/diff.ts";
import { contextLine } from "../plans/lines.ts";
import { readable } from "../wireguard/bytes.ts";
import type { Conf } from "../wireguard/conf.ts";
import { withoutKeys } from "../wireguard/secret.ts";
import type { Finding, RuleId } from "./finding.ts";

/** Lines of which nobody knows what they hold, and public keys that are none: nothing in them that looks like a key is shown. */
const DOUBTFUL: ReadonlySet<RuleId> = new Set<RuleId>(["refused-line", "bad-key", "private-key-as-public"]);

/** Null where the finding is about no line. */
export function shownLine({ id, line }: Pick<Finding, "id" | "line">, conf: Conf): string | null {
  const raw = line === null ? undefined : conf.lines[line - 1];
  if (raw === undefined) return null;
  const text = readable(raw.endsWith("\r") ? raw.slice(0, -1) : raw);
  const { secret, value } = contextLine(text, 0);
  const shown = masked({ text, secret: secret ? value : null });
  return DOUBTFUL.has(id) ? withoutKeys(shown) : shown;
}
