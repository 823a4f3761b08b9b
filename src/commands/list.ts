/** `wg-wizard list`: the peers, as a table for people or as a document for programs. */
import type { Host } from "../host/host.ts";
import { visible } from "../text/visible.ts";
import { cut, fit as filled, width } from "../text/width.ts";
import { shortKey } from "../wireguard/key-text.ts";
import type { World } from "../wireguard/world.ts";
import { differing } from "../wizard/followed.ts";
import type { Words } from "../words/words.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { jsonText } from "./json.ts";
import { type ListDocument, type ListedPeer, listDocument } from "./list-document.ts";
import { openFor } from "./opening.ts";
import { faultLine } from "./sentences.ts";
import { rowOf } from "./table.ts";

export const list: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("list"), args, context);
    if (read.kind === "end") return read.status;
    const json = read.arguments.on.has("json");
    const opened = await openFor(context, { facts: false });
    if (opened.kind === "end") {
      if (opened.trouble === null) return opened.status;
      // A program must never take the demo's peers for the server's.
      if (json) context.out(jsonText({ error: opened.trouble.id, path: opened.trouble.path }, 0));
      else if (!context.tty.stdout && context.options.interface === null) await demoList(context);
      return opened.status;
    }
    const document = listDocument(opened.world, opened.host.clock.now());
    if (json) context.out(jsonText(document, 0));
    else printList(document, opened.world, opened.host.clock.now(), context);
    await sayHalfDone(opened.host, opened.world, context);
    return 0;
  },
};

/** The bare call where nobody sits at a terminal: the list; the demo's where no server was found, and that is no failure. */
export async function bareList(context: Context): Promise<ExitStatus> {
  const opened = await openFor(context, { facts: false });
  if (opened.kind === "end") {
    // What was asked for by name is answered, not played.
    if (opened.trouble === null || context.options.interface !== null) return opened.status;
    await demoList(context);
    return 0;
  }
  const now = opened.host.clock.now();
  printList(listDocument(opened.world, now), opened.world, now, context);
  await sayHalfDone(opened.host, opened.world, context);
  return 0;
}

/** A change that stopped in the middle is named, and the list is given all the same. */
async function sayHalfDone(host: Host, { path }: World, context: Context): Promise<void> {
  const { refusedForUnfinished } = await import("./unfinished.ts");
  await refusedForUnfinished(context, host, path);
}

/** The heading about the interface and what is odd about it go to stderr, the table to stdout. */
function printList(document: ListDocument, world: World, now: number, context: Context): void {
  const { words } = context;
  context.err(`${heading(document, words)}\n`);
  if (document.peers.length === 0) context.err(`${words.commands.list.none}\n`);
  else
    context.out(`${table(document.peers, now, words, context.tty.stdout ? context.size.columns : null).join("\n")}\n`);
  for (const sentence of standing(world, words)) context.err(`${sentence}\n`);
  for (const fault of world.faults) context.err(`${faultLine(fault, world.path, words)}\n`);
}

/** Why nothing is known of what runs, or how its own lines differ from the file's. */
function standing(world: World, words: Words): string[] {
  const { notices, live } = words.screens;
  const interfaceName = visible(world.interfaceName);
  if (world.stranger) return [notices.stranger({ interfaceName })];
  const { kind } = world.running;
  if (kind !== "up") return [kind === "down" ? live.down({ interfaceName }) : notices.notUp[kind]({ interfaceName })];
  const differs = differing(world);
  return differs === null ? [] : [words.remarks["follow-differs"](differs.values)];
}

async function demoList(context: Context): Promise<void> {
  const [{ demoHost }, { openServer }] = await Promise.all([import("../host/demo.ts"), import("../host/open.ts")]);
  const host = await demoHost();
  const opening = await openServer(host, null, { facts: false });
  if (opening.kind !== "opened") return;
  context.err(`\n${context.words.commands.demoInstead}\n`);
  const now = host.clock.now();
  printList(listDocument(opening.world, now), opening.world, now, context);
}

/** `wg0 · 10.77.0.1/24 · port 47770 · 5 peers`. */
export function heading({ interface: own, peers }: ListDocument, words: Words): string {
  const said = words.commands.list;
  const parts = [own.name, own.addresses.join(", ")];
  if (own.listenPort !== null) parts.push(said.port({ port: own.listenPort }));
  if (own.up) parts.push(said.up);
  parts.push(words.screens.header.peers(peers.length));
  return parts
    .filter((part) => part !== "")
    .map(visible)
    .join(" · ");
}

/** Names longer than this are cut, so that one of them does not push all columns aside. */
const NAME_COLUMNS = 32;
const ADDRESS_COLUMNS = 40;

/** The table's lines, heads first; none wider than `columns` where a width is given. */
export function table(peers: readonly ListedPeer[], now: number, words: Words, columns: number | null): string[] {
  const said = words.commands.list;
  const live = peers.some((peer) => peer.live !== null);
  const differ = peers.some((peer) => peer.difference !== null);
  const heads = [
    said.columns.name,
    said.columns.addresses,
    ...(live ? [said.columns.handshake] : []),
    ...(differ ? [said.columns.difference] : []),
    said.columns.key,
  ];
  const most = [NAME_COLUMNS, ADDRESS_COLUMNS, ...(live ? [20] : []), ...(differ ? [12] : []), 12];
  const rows = peers.map((peer) => [
    `${visible(peer.name ?? said.unnamed)}${peer.enabled ? "" : ` (${said.disabled})`}`,
    visible(peer.allowedIPs.join(", ")),
    ...(live ? [handshake(peer, now, words)] : []),
    ...(differ ? [mark(peer, words)] : []),
    visible(shortKey(peer.publicKey ?? "")),
  ]);
  const widths = heads.map((head, at) =>
    rows.reduce((widest, row) => Math.max(widest, Math.min(most[at] ?? 0, width(row[at] ?? ""))), width(head)),
  );
  return [heads, ...rows].map((row) => {
    const line = row.map((cell, at) => filled(cell, widths[at] ?? 0)).join("  ");
    return (columns === null ? line : cut(line, columns)).trimEnd();
  });
}

/** A switched-off peer that runs all the same is the one that is only live and has a line. */
function mark({ difference, line }: ListedPeer, words: Words): string {
  const { marks } = words.live.differences;
  if (difference === null) return "";
  return marks[difference.kind === "only-live" && line !== null ? "still-on" : difference.kind];
}

function handshake(peer: ListedPeer, now: number, words: Words): string {
  const at = peer.live?.latestHandshake;
  if (!at) return words.commands.list.never;
  return words.screens.live.ago(Math.max(0, Math.round((now - Date.parse(at)) / 1000)));
}
