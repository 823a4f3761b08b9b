/** The document of `watch --json`. Its shape may grow, never change; nothing in it is secret. */
import { causeTexts } from "../panes/waiting.ts";
import type { About } from "../waiting/about.ts";
import { type Diagnosis, type DiagnosisId, diagnosisOf } from "../waiting/diagnosis.ts";
import type { Seen, Waiting } from "../waiting/waiting.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";

export interface WatchDocument {
  readonly peer: { readonly name: string | null; readonly publicKey: string };
  readonly connected: boolean;
  readonly endpoint: string | null;
  /** ISO 8601. */
  readonly latestHandshake: string | null;
  /** Seconds from the first look to the handshake: 0 for a device that was there already; null where there was none. */
  readonly after: number | null;
  readonly diagnosis: {
    readonly id: DiagnosisId;
    readonly message: string;
    readonly causes: readonly { readonly id: Diagnosis["causes"][number]; readonly message: string }[];
  };
  /** What happened, in its order: `at` is ISO 8601, `after` in seconds. */
  readonly seen: readonly Readonly<Record<string, unknown>>[];
}

export function watchDocument(
  waiting: Waiting,
  world: World,
  about: About,
  name: string | null,
  words: Words,
): WatchDocument {
  const { publicKey, last, since, connectedAt } = waiting;
  const peer = last?.peer ?? null;
  const diagnosis = diagnosisOf(waiting, world);
  const messages = causeTexts(diagnosis, about, words);
  return {
    peer: { name, publicKey },
    connected: connectedAt !== null,
    endpoint: peer?.endpoint ?? null,
    latestHandshake: peer?.latestHandshake ? new Date(peer.latestHandshake * 1000).toISOString() : null,
    after: connectedAt === null ? null : Math.max(0, Math.round((connectedAt - since) / 1000)),
    diagnosis: {
      id: diagnosis.id,
      message: words.waiting.headlines[diagnosis.id](about),
      causes: diagnosis.causes.map((id, at) => ({ id, message: messages[at] ?? "" })),
    },
    seen: waiting.seen.map((one) => seenDocument(one, waiting.shift)),
  };
}

/** Its time by the machine's clock, as that goes now. */
function seenDocument(seen: Seen, shift: number): WatchDocument["seen"][number] {
  const at = new Date(seen.at - shift).toISOString();
  return { ...seen, at, ...("after" in seen && { after: Math.round(seen.after / 1000) }) };
}
