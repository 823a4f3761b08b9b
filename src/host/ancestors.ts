/**
 * What `sudo` dropped: a few variables that steer how the program looks, found again as root in the environment of the
 * processes that started this one. These names and nothing else; where they cannot be found nothing is said.
 */
import { readFileSync } from "node:fs";

const STEERING = [
  "SSH_CONNECTION",
  "TMUX",
  "STY",
  "NO_COLOR",
  "ACCESSIBLE",
  "INK_SCREEN_READER",
  "WG_WIZARD_QR",
  "LC_TERMINAL",
  "LANG",
  "LC_ALL",
  "LC_MESSAGES",
  "LC_CTYPE",
] as const;

export type SteeringVariable = (typeof STEERING)[number];

export type Variables = { readonly [Name in SteeringVariable]?: string };

/** More ancestors than a shell in tmux in a shell over SSH will ever have. */
const FARTHEST = 32;

/** The nearest ancestor's value of each; what this process has itself is left out. Empty unless root on Linux. */
export function ancestorVariables(
  own: Readonly<Record<string, string | undefined>> = process.env,
  parent: number = process.ppid,
): Variables {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return {};
  const found: { [Name in SteeringVariable]?: string } = {};
  let pid = parent;
  for (let steps = 0; pid > 1 && steps < FARTHEST; steps++) {
    const theirs = environmentOf(pid);
    for (const name of STEERING) {
      const value = theirs.get(name);
      if (value !== undefined && own[name] === undefined) found[name] ??= value;
    }
    pid = parentOf(pid);
  }
  return found;
}

/** The steering variables alone, of one process. Long values and such with control characters are no settings. */
function environmentOf(pid: number): ReadonlyMap<string, string> {
  const text = textAt(`/proc/${pid}/environ`);
  const variables = new Map<string, string>();
  for (const line of text.split("\0")) {
    const [name = "", ...rest] = line.split("=");
    const value = rest.join("=");
    if ((STEERING as readonly string[]).includes(name) && /^[\x20-\x7e]{0,256}$/.test(value))
      variables.set(name, value);
  }
  return variables;
}

/** Field 4 of /proc/PID/stat; 0 where there is no such process. */
function parentOf(pid: number): number {
  const line = textAt(`/proc/${pid}/stat`);
  return Number(line.slice(line.lastIndexOf(")") + 2).split(" ")[1]) || 0;
}

/** Read at once, because it lies in memory and everything else waits for it; empty where it cannot be read. */
function textAt(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
