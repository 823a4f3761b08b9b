/** What happened, one row each: when, what became of it, who sent what to whom, and why. */
import type { Packet, Why } from "../lesson/packet.ts";
import type { Play } from "../lesson/play.ts";
import type { Entry } from "../lesson/trail.ts";
import type { World } from "../lesson/world.ts";
import { type Row, span, type Tone } from "../text/row.ts";
import { fit, width } from "../text/width.ts";
import type { Words } from "../words/words.ts";
import { rowText } from "./layout.ts";

/** `1:05`, from milliseconds. */
export function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What a packet is called: the device's own ping is a request, as nobody sits there and pings. */
export function packetName(packet: Pick<Packet, "why" | "from">, { lesson }: Words): string {
  return lesson.packets[calledOut(packet)];
}

function calledOut({ why, from }: Pick<Packet, "why" | "from">): Why | "request" {
  return why === "ping" && from === "device" ? "request" : why;
}

/** The last rows that fit; when they are full, half of them make room at once, so that the rest stands still meanwhile. */
export function trailRows({ trail, world }: Play, words: Words, columns: number, rows: number): Row[] {
  if (rows < 1) return [];
  const half = Math.max(1, Math.floor(rows / 2));
  const from = trail.length <= rows ? 0 : Math.ceil((trail.length - rows) / half) * half;
  return trail.slice(from).map((entry) => entryRow(entry, world, words, columns));
}

/** The same entry as text, for the plain way. */
export function entryText(entry: Entry, world: World, words: Words): string {
  return rowText(entryRow(entry, world, words, 200)).trimEnd();
}

const LABEL = 15;

function entryRow(entry: Entry, world: World, words: Words, columns: number): Row {
  const time = span(` ${clock(entry.at).padStart(5)} `, "dim");
  if (entry.id !== "packet") return [time, span(`    ${told(entry, words)}`, toneOf(entry))];
  const { packet, fate, count } = entry;
  const { lesson: texts } = words;
  const lost = fate !== "flying" && fate !== "arrived";
  const values = { attempt: packet.attempt, seconds: world.knobs[packet.from] };
  const why = lost ? texts.lost[fate] : texts.why[calledOut(packet)](values);
  const mark = fate === "flying" ? "·" : lost ? "×" : "√";
  const name = packetName(packet, words) + (count > 1 ? ` ${texts.clock.times(count)}` : "");
  const arrow = packet.from === "device" ? "►" : "◄";
  const device = texts.nodes[world.knobs.devicePlace === "public" ? "peer" : "device"];
  // Where it is narrow the arrow says it alone: the device stands on the left.
  const tight = columns < 76;
  const way = tight ? arrow : `${device} ${arrow} ${texts.nodes.server}`;
  const wide = tight ? 2 : width(`${texts.nodes.device} ► ${texts.nodes.server}`) + 2;
  return [
    time,
    span(tight ? ` ${mark} ` : ` ${mark}  `, lost ? "error" : fate === "arrived" ? "good" : "dim"),
    span(fit(way, wide)),
    span(fit(name, LABEL), "strong"),
    span(` ${why}`, lost ? "error" : "plain"),
  ];
}

type Other = Exclude<Entry, { id: "packet" }>;

function toneOf({ id }: Other): Tone {
  return id === "forgotten" || id === "stuck" || id === "gave-up" ? "warning" : "plain";
}

function told(entry: Other, { lesson: { events } }: Words): string {
  switch (entry.id) {
    case "opened":
      return events.opened({ inside: entry.mapping.inside, server: entry.router === "server" });
    case "forgotten":
      return events.forgotten({ server: entry.router === "server" });
    case "gave-up":
      return events.gaveUp[entry.side];
    case "keys-wiped":
      return events.keysWiped[entry.side];
    case "endpoint":
      return events.endpoint[entry.side](entry);
    case "stuck":
      return events.stuck[entry.event.side](entry);
    case "done":
      return entry.deed.do === "ping" || entry.deed.do === "stream" ? "" : events.done[entry.deed.do];
  }
}
