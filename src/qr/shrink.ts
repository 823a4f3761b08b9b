/**
 * What may be left out of a code so that it gets smaller, each at its price: lines of the text that the code carries,
 * never of a file. Knows the text alone; whether it then fits is for the caller to say.
 */
import { sideFor } from "./modules.ts";

/** Words have a name and a price for each. */
export type SavingId =
  /** All DNS servers but the first. */
  | "dns"
  | "keepalive"
  /** Everything through the tunnel instead of a long list of networks. */
  | "allowed-ips"
  /** Stands on both sides: only before anything is written. */
  | "preshared-key";

export interface Saving {
  /** What is left out, all of it together; one where one is enough. */
  readonly ids: readonly SavingId[];
  /** The text without it; a secret. */
  readonly text: string;
  /** Bytes that are saved. */
  readonly bytes: number;
  /** Modules in a row of the code that is left. */
  readonly side: number | null;
}

/** The cheapest first. Each gives the text unchanged where it has nothing to leave out. */
const SAVINGS: readonly (readonly [SavingId, (text: string) => string])[] = [
  ["dns", (text) => text.replace(/^(DNS=[^,\n]*),.*$/m, "$1")],
  ["keepalive", (text) => text.replace(/\nPersistentKeepalive=.*/g, "")],
  ["allowed-ips", shortAllowedIPs],
  ["preshared-key", (text) => text.replace(/\nPresharedKey=.*/g, "")],
];

/**
 * What makes the code fit, and nothing else: every single saving that is enough; where none is, the fewest of them
 * together, taken from the cheapest on. `both`: what stands on both sides may go as well. Empty where nothing is
 * enough, or it fits as it is.
 */
export function savingsFor(text: string, both: boolean, fits: (side: number | null) => boolean): readonly Saving[] {
  if (fits(sideFor(text.length))) return [];
  const open = SAVINGS.filter(([id, act]) => (both || id !== "preshared-key") && act(text) !== text);
  const savingOf = (ids: readonly SavingId[], shorter: string): Saving => ({
    ids,
    text: shorter,
    bytes: text.length - shorter.length,
    side: sideFor(shorter.length),
  });
  const single = open.map(([id, act]) => savingOf([id], act(text))).filter(({ side }) => fits(side));
  if (single.length > 0) return single;
  let shorter = text;
  const ids: SavingId[] = [];
  for (const [id, act] of open) {
    shorter = act(shorter);
    ids.push(id);
    if (fits(sideFor(shorter.length))) return [savingOf(ids, shorter)];
  }
  return [];
}

/** `0.0.0.0/0`, and `::/0` where the tunnel carries IPv6; where that is shorter than what stands there. */
function shortAllowedIPs(text: string): string {
  // With two peers the list says which of them gets what.
  if (text.split("[Peer]").length !== 2) return text;
  return text.replace(/^AllowedIPs=(.*)$/m, (line, list: string) => {
    const all = list.includes(":") ? "AllowedIPs=0.0.0.0/0,::/0" : "AllowedIPs=0.0.0.0/0";
    return all.length < line.length ? all : line;
  });
}
