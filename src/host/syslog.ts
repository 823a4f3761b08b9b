/**
 * One line in the system's log for a change that root made: who, what, which peer, which file. Where there is no
 * `logger`, there is no line; nothing secret is ever in it, for it is an argument that everybody can read.
 */
import { visible } from "../text/visible.ts";
import { userName } from "./lock.ts";
import { run } from "./programs.ts";

/** What was done, as the log says it. */
export interface LoggedChange {
  readonly kind: keyof typeof DONE;
  readonly path: string;
  readonly peer: { readonly name: string; readonly publicKey: string } | null;
}

const DONE = {
  add: "added",
  rotate: "gave new keys to",
  undo: "took back the last change of",
  mend: "mended",
  apply: "brought the running interface to the state of",
  client: "changed the device's own file of",
} as const;

/** `anna added peer "lena-phone" uldA…IfGk= in /etc/wireguard/wg0.conf`. */
export function logLine({ kind, path, peer }: LoggedChange, user: string): string {
  const who = peer ? ` peer "${visible(peer.name)}" ${peer.publicKey}` : "";
  return `${user} ${DONE[kind]}${who}${who === "" && kind !== "add" ? "" : " in"} ${visible(path)}`;
}

/** Writes the line; whether it could or not, the change stands. */
export async function logChange(change: LoggedChange): Promise<void> {
  if (process.getuid?.() !== 0) return;
  await run("logger", ["-t", "wg-wizard", "--", logLine(change, userName())], 2);
}
