/**
 * New keys for a peer that stands in the server's file: its PublicKey, and the PresharedKey beside it, in their own
 * lines, and the other half of both in the device's own file; every other line stays as it is, to the byte.
 */
import type { Conf, Edit, Peer } from "../wireguard/conf.ts";
import { nameFormOf } from "../wireguard/names.ts";
import { pivpnRotated } from "../wireguard/pivpn-list.ts";
import type { World } from "../wireguard/world.ts";
import { nameFormIn } from "../wizard/name-form.ts";
import { KEY_GOES_HERE } from "./client-side.ts";
import { editsBetween } from "./compare.ts";
import type { FileChange } from "./plan.ts";

/** The key of the device as it will be, and the second secret; null for none. */
export interface NewKeys {
  readonly publicKey: string;
  readonly presharedKey: string | null;
}

/** `Key = value # remark` in three parts: what stands before the value, and behind it. */
const VALUE = /^([^=]*=\s*)[^#\r]*?(\s*(?:#[^\r]*)?\r?)$/;

/** The edits that give this peer the keys, in the order of the file. */
export function rotatedEdits(peer: Peer, conf: Conf, { publicKey, presharedKey }: NewKeys): readonly Edit[] {
  const old = peer.publicKey ?? "";
  const lines = conf.lines.map((line, at) =>
    // Some tools write the key into a comment of the block as well.
    at + 1 >= peer.from && at + 1 <= peer.to ? line.replaceAll(old, publicKey) : line,
  );
  for (const at of linesOf("PublicKey", peer)) lines[at] = withValue(lines[at] as string, publicKey);
  putPreshared(lines, peer, conf, presharedKey);
  return editsBetween(conf.text, lines.join("\n"));
}

/** The device's keys as its own file has them; the private one null where it was made on the device and stays there. */
export interface OwnKeys {
  readonly privateKey: string | null;
  readonly presharedKey: string | null;
}

/** The edits of the device's own file, in which `server` is the block of the server. */
export function rotatedOwnEdits(conf: Conf, server: Peer, { privateKey, presharedKey }: OwnKeys): readonly Edit[] {
  const lines = [...conf.lines];
  for (const at of linesOf("PrivateKey", conf.interface)) {
    const line = lines[at] as string;
    lines[at] = privateKey === null ? KEY_GOES_HERE + (line.endsWith("\r") ? "\r" : "") : withValue(line, privateKey);
  }
  putPreshared(lines, server, conf, presharedKey);
  return editsBetween(conf.text, lines.join("\n"));
}

function linesOf(key: string, { settings }: Pick<Peer, "settings">): number[] {
  return settings.filter((one) => one.key === key).map(({ line }) => line - 1);
}

/** In its own line, or in a new one; null takes it out. */
function putPreshared(lines: string[], peer: Peer, conf: Conf, presharedKey: string | null): void {
  const preshared = linesOf("PresharedKey", peer);
  if (presharedKey === null) {
    for (const at of preshared.reverse()) lines.splice(at, 1);
    return;
  }
  for (const at of preshared) lines[at] = withValue(lines[at] as string, presharedKey);
  if (preshared.length === 0) addPreshared(lines, linesOf("PublicKey", peer).at(-1) as number, presharedKey, conf);
}

function withValue(line: string, value: string): string {
  return line.replace(VALUE, (_line, before: string, behind: string) => before + value + behind);
}

/** A line of its own below PublicKey, indented and ended as that one is; for wg-cmd above it (peer-names.md, row 5). */
function addPreshared(lines: string[], at: number, value: string, conf: Conf): void {
  const beside = lines[at] as string;
  // The header above has a line end, which the file's last line may lack.
  const end = lines[at - 1]?.endsWith("\r") ? "\r" : "";
  const indent = /^[^\S\r]*/.exec(beside)?.[0] ?? "";
  const line = `${indent}PresharedKey = ${value}`;
  const last = at === lines.length - 1;
  if (nameFormOf(conf) === "wg-cmd") lines.splice(at, 0, line + end);
  else if (last && !beside.endsWith("\r")) lines.splice(at, 1, beside + end, line);
  else lines.splice(at + 1, 0, line + end);
}

/** PiVPN's list with the new key in place of the old one; none where it is not PiVPN's, or does not have the old one. */
export function rotatedList(old: Peer, publicKey: string, world: World): Extract<FileChange, { kind: "edit" }>[] {
  const list = nameFormIn(world) === "pivpn" ? world.pivpnList : undefined;
  const edit = list && old.publicKey !== null ? pivpnRotated(list.text, old.publicKey, publicKey) : null;
  return list && edit
    ? [{ kind: "edit", path: list.path, before: list.text, after: edit.after, edits: [edit.edit] }]
    : [];
}

/** Whether the new file has the peer with its new key in the place of the old one, and everybody else as before. */
export function isRotated(before: Conf, after: Conf, old: string, publicKey: string): boolean {
  return (
    after.peers.length === before.peers.length &&
    before.peers.every((peer, at) => {
      const now = after.peers[at];
      const key = peer.publicKey === old ? publicKey : peer.publicKey;
      return (
        now?.name === peer.name &&
        now.publicKey === key &&
        now.enabled === peer.enabled &&
        now.allowedIPs.join() === peer.allowedIPs.join()
      );
    })
  );
}
