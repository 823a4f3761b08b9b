/**
 * Peers as most tools and this program write them: `Key = value` in the usual order, a blank line between two blocks.
 * Such a block says the same whatever stands around it, so it is read in one go; all others are read line by line
 * (conf.ts). A server with thousands of peers is known in a fraction of the time that way.
 */
import { readable } from "./bytes.ts";
import type { Peer, Setting } from "./conf.ts";
import { bareText } from "./names/comment.ts";

/** Plain peers one after the other. Lines count from 0. */
export interface PlainRun {
  /** The line of the first header. */
  readonly from: number;
  /** The line behind the blank one that ends the last block: the next header, or the end of the file. */
  readonly to: number;
  readonly peers: readonly Peer[];
}

/** A block with what ends it: a blank line and the next header, or the end of the file. No value has a blank or a `#`. */
const BLOCK =
  /\[Peer\]\n(?:# friendly_name = ((?:[\w.\x80-\xff-]| (?=[\w.\x80-\xff-])){1,200})\n)?PublicKey = ([\w+/=]+)\n(?:PresharedKey = ([\w+/=]+)\n)?AllowedIPs = ([\w.:/]+(?:, ?[\w.:/]+)*)\n(?:Endpoint = ([\w.:[\]-]+)\n)?(?:PersistentKeepalive = (\w+)\n)?(?:\n(?=\[Peer\]\n)|$)/y;

const HEADER = "\n\n[Peer]\n";

/** Gives the seconds of PersistentKeepalive's value. */
type Seconds = (value: string) => number | null;

/** All runs of plain peers, in the file's order. `lines` is the text split at LF. */
export function plainRuns(text: string, lines: readonly string[], seconds: Seconds): PlainRun[] {
  const runs: PlainRun[] = [];
  let counted = 0;
  let line = 0;
  let search = 0;
  for (;;) {
    const found = text.indexOf(HEADER, search);
    if (found < 0) return runs;
    const header = found + 2;
    for (; counted < header; line++) counted = text.indexOf("\n", counted) + 1;
    // A block is followed by the blank line in front of the next one: that line is found again from there.
    search = header;
    if (!isSetting(lines[line - 2] as string)) continue;
    const run = runFrom(text, header, line, seconds);
    if (run === null) continue;
    runs.push(run.run);
    search = run.end - 2;
    [counted, line] = [run.end, run.run.to];
  }
}

/** Whether the section above surely ends with this line: it is no comment, which could speak of the next peer. */
function isSetting(line: string): boolean {
  const text = bareText(line);
  return text !== "" && !text.startsWith("#");
}

function runFrom(
  text: string,
  header: number,
  from: number,
  seconds: Seconds,
): { readonly run: PlainRun; readonly end: number } | null {
  const peers: Peer[] = [];
  let line = from;
  let end = header;
  BLOCK.lastIndex = header;
  for (let block = BLOCK.exec(text); block !== null; block = BLOCK.exec(text)) {
    const peer = peerOf(block, line, seconds);
    if (peer === null) break;
    peers.push(peer);
    line = peer.to + 1;
    end = BLOCK.lastIndex;
  }
  return peers.length === 0 ? null : { run: { from, to: line, peers }, end };
}

/** The peer of such a block, whose header stands in line `header` (from 0); null where its name is made of blanks. */
function peerOf(block: RegExpExecArray, header: number, seconds: Seconds): Peer | null {
  const [, comment, publicKey = "", presharedKey, networks = "", endpoint, keepalive] = block;
  const name = comment === undefined ? null : readable(comment).trim();
  if (name === "") return null;
  let line = header + (name === null ? 2 : 3);
  const settings: Setting[] = [{ key: "PublicKey", value: publicKey, line }];
  const add = (key: string, value: string) => {
    line += 1;
    settings.push({ key, value, line });
  };
  if (presharedKey !== undefined) add("PresharedKey", presharedKey);
  add("AllowedIPs", networks);
  if (endpoint !== undefined) add("Endpoint", endpoint);
  if (keepalive !== undefined) add("PersistentKeepalive", keepalive);
  return {
    name,
    nameForm: name === null ? null : "friendly_name",
    publicKey,
    presharedKey: presharedKey ?? null,
    allowedIPs: networks.includes(",") ? networks.split(/, ?/) : [networks],
    endpoint: endpoint ?? null,
    persistentKeepalive: keepalive === undefined ? null : seconds(keepalive),
    enabled: true,
    line: header + 1,
    from: header + 1,
    to: line,
    settings,
  };
}
