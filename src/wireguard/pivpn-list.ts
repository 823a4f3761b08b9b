/**
 * PiVPN's own list of its clients, `configs/clients.txt`: one line a client, `NAME PUBLICKEY UNIXTIME IPV4`, the address
 * as a decimal number (peer-names.md). Its menus and its search for a free address go by it. Knows no files.
 */
import type { Address } from "./address.ts";
import { type Conf, type Edit, editText, parseConf } from "./conf.ts";

/** The list as it stands on the disk. */
export interface PivpnList {
  readonly path: string;
  /** Byte text. */
  readonly text: string;
  /** When it was read, in seconds since 1970: the date of a client that is put into it. */
  readonly at: number;
}

export interface PivpnEntry {
  readonly name: string;
  readonly publicKey: string;
}

/** PiVPN looks for these four with one blank between them, and nothing behind: a CR there would hide the address. */
const LINE = /^(\S+) ([A-Za-z0-9+/]{43}=) \d{1,12} (\d{1,10})$/;
/** Older versions kept the last number of the address alone; 0.x.x.x is no client's. */
const ADDRESSES = { least: 2 ** 24, most: 2 ** 32 - 1 };

/** Its clients; null where a line of it is not as this version of PiVPN writes them. Empty lines do not count. */
export function pivpnEntries(text: string): readonly PivpnEntry[] | null {
  const entries: PivpnEntry[] = [];
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const [, name, publicKey, address] = LINE.exec(line) ?? [];
    if (name === undefined || publicKey === undefined) return null;
    if (Number(address) < ADDRESSES.least || Number(address) > ADDRESSES.most) return null;
    entries.push({ name, publicKey });
  }
  return entries;
}

/** Whether the list is that of this file: it may know more clients, but not only strangers. */
export function isListOf(entries: readonly PivpnEntry[], { peers }: Conf): boolean {
  const keys = new Set(peers.map(({ publicKey }) => publicKey));
  return entries.length === 0 || entries.some(({ publicKey }) => keys.has(publicKey));
}

/** The text with one client more, and the edit that makes it; every byte that stood there stays. */
export function pivpnAppended(
  { text, at }: PivpnList,
  { name, publicKey }: PivpnEntry,
  address: Address,
): { readonly after: string; readonly edit: Edit } {
  const conf = parseConf(text);
  const last = conf.lines.length - 1;
  const line = `${name} ${publicKey} ${at} ${address.value}`;
  // A last line without its end gets one; behind a final newline the line just stands.
  const edit: Edit =
    conf.lines[last] === ""
      ? { after: last, remove: 0, insert: [line] }
      : { after: last + 1, remove: 0, insert: [line, ""] };
  return { after: editText(conf, [edit]), edit };
}

/** The text with another key in this client's line, and the edit that makes it; null where no line has the old key. */
export function pivpnRotated(
  text: string,
  old: string,
  publicKey: string,
): { readonly after: string; readonly edit: Edit } | null {
  const conf = parseConf(text);
  const at = conf.lines.findIndex((line) => LINE.exec(line)?.[2] === old);
  if (at < 0) return null;
  const edit: Edit = {
    after: at,
    remove: 1,
    insert: [(conf.lines[at] as string).replace(` ${old} `, ` ${publicKey} `)],
  };
  return { after: editText(conf, [edit]), edit };
}
