/** The two machines, what stands between them, the packets on their way, and the ways in with the time they have left. */
import type { Packet, Side } from "../../lesson/packet.ts";
import { ownAddress, type Stop, wayFrom, wayIn } from "../../lesson/places.ts";
import type { Play } from "../../lesson/play.ts";
import type { Flight, LostAt, World } from "../../lesson/world.ts";
import { packetName } from "../../panes/trail.ts";
import { type Row, rowWidth, span, type Tone } from "../../text/row.ts";
import { cut, width } from "../../text/width.ts";
import type { Words } from "../../words/words.ts";
import { line } from "../parts/cells.ts";

/** Where the stops stand, in columns. */
type Places = ReadonlyMap<Stop, number>;

/** All rows; `low`: without the addresses and what the server knows; `asked`: where the line stands is the question. */
export function picture(
  play: Play,
  words: Words,
  columns: number,
  { low, asked }: { readonly low: boolean; readonly asked: boolean },
): Row[] {
  const { world } = play;
  const places = placesOf(wayFrom("device", world.knobs), columns);
  const nodes = [...places.keys()].map((stop) => nodeOf(stop, world, asked, words));
  const roomy = !low && (columns >= 76 || places.size < 4);
  return [
    labels(
      nodes.map((node) => [node.name, "strong"]),
      places,
      columns,
    ),
    labels(
      nodes.map((node) => [node.setting, node.set ? "lit" : "plain"]),
      places,
      columns,
    ),
    ...(roomy
      ? [
          labels(
            nodes.map((node) => [node.address, "dim"]),
            places,
            columns,
          ),
        ]
      : []),
    wire(places, columns),
    lane(play, "device", places, words, columns),
    lane(play, "server", places, words, columns),
    ...ways(world, words, columns),
    ...(low ? [] : [line(knows(world, words), "dim")]),
  ];
}

function placesOf(stops: readonly Stop[], columns: number): Places {
  const last = columns - 3;
  const between: Readonly<Record<string, number>> =
    stops.length === 4
      ? { "device-router": 0.34, "server-router": 0.66 }
      : { "device-router": 0.42, "server-router": 0.58 };
  return new Map(
    stops.map((stop) => [
      stop,
      stop === "device" ? 2 : stop === "server" ? last : Math.round(last * (between[stop] ?? 0)),
    ]),
  );
}

interface Node {
  readonly name: string;
  /** What its file says, or how it forgets; `set`: the line is there. */
  readonly setting: string;
  readonly set: boolean;
  readonly address: string;
}

function nodeOf(stop: Stop, world: World, asked: boolean, { lesson: texts }: Words): Node {
  const { knobs, deviceAt, routers } = world;
  if (stop === "device" || stop === "server") {
    const moved = deviceAt === "gone" ? "gone" : deviceAt === "elsewhere" ? "elsewhere" : null;
    const device = moved ?? (knobs.devicePlace === "public" ? "peer" : "device");
    return {
      name: texts.nodes[stop === "server" ? "server" : device],
      setting: asked ? texts.keepaliveAsked : texts.keepalive(knobs[stop]),
      set: !asked && knobs[stop] !== null,
      address: stop === "device" && deviceAt === "gone" ? "" : ownAddress(stop, knobs, deviceAt),
    };
  }
  const router =
    stop === "server-router" ? routers.server : deviceAt === "elsewhere" ? routers.elsewhere : routers.home;
  return {
    name: texts.nodes[router?.forwarded ? "forwarding" : "router"],
    setting: knobs.renewed === "outward" ? texts.forgetsOutward(knobs) : texts.forgets(knobs),
    set: false,
    address: router?.ip ?? "",
  };
}

/** A text at each stop: the first from the left edge, the last up to the right one, those between around their place. */
function labels(texts: readonly (readonly [string, Tone])[], places: Places, columns: number): Row {
  const at = [...places.values()];
  const last = texts.length - 1;
  const end = columns - 1 - width(texts[last]?.[0] ?? "");
  const row: { text: string; tone: Tone }[] = [];
  let used = 0;
  for (const [n, [text, tone]] of texts.entries()) {
    const room = (n === last ? columns - 1 : n === last - 1 ? end - 2 : (at[n + 1] ?? columns) - 6) - used;
    const wanted = n === 0 ? 1 : n === last ? end : (at[n] ?? 0) - Math.floor(width(text) / 2);
    const most = used + room - Math.min(width(text), room);
    const start = Math.max(used + (n === 0 ? 1 : 2), Math.min(wanted, most));
    const shown = cut(text, Math.max(0, used + room - start));
    row.push(span(" ".repeat(Math.max(0, start - used))), span(shown, tone));
    used = start + width(shown);
  }
  return row;
}

function wire(places: Places, columns: number): Row {
  const at = [...places.values()];
  const signs = Array.from({ length: columns - 5 }, (_, n) => (at.includes(n + 2) ? "┼" : "─"));
  return [span(`  ├${signs.slice(1).join("")}┤`, "dim")];
}

/** Packets of one side: their names travel, the arrow's tip is where they are. */
function lane(play: Play, from: Side, places: Places, words: Words, columns: number): Row {
  const { world, lost } = play;
  const flying = world.flights
    .filter(({ packet }) => packet.from === from)
    .map((flight) => piece(flight.packet, whereIs(flight, world.now, places), words, null));
  const ended =
    lost?.packet.from === from ? [piece(lost.packet, endOf(lost.where, from, places), words, lost.where)] : [];
  const pieces = [...ended, ...flying].sort((a, b) => a.at - b.at);
  // From the right: two that are at one place stand beside each other, and none beyond the edge.
  let limit = columns - 1;
  const starts = pieces.map((_, n) => {
    const { at, text } = pieces[pieces.length - 1 - n] as Piece;
    limit = Math.min(at, limit - width(text));
    const start = Math.max(0, limit);
    limit -= 1;
    return start;
  });
  let used = 0;
  return pieces.flatMap(({ text, tone }, n) => {
    const start = Math.max(used, starts[pieces.length - 1 - n] ?? 0);
    const row = [span(" ".repeat(start - used)), span(`${text} `, tone)];
    used = start + width(text) + 1;
    return row;
  });
}

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly tone: Tone;
}

/** A packet with its tip at this column, or a lost one that lies before the place where it ended. */
function piece(packet: Packet, tip: number, words: Words, lost: LostAt | null): Piece {
  const name = packetName(packet, words);
  const sign = lost === null ? (packet.from === "device" ? "►" : "◄") : "×";
  const tone = lost === null ? TONES[packet.kind] : "error";
  const gap = lost === null ? 0 : 1;
  return packet.from === "device"
    ? { at: Math.max(1, tip - gap - width(name) - 1), text: `${name} ${sign}`, tone }
    : { at: tip + gap, text: `${sign} ${name}`, tone };
}

const TONES: Readonly<Record<Packet["kind"], Tone>> = {
  initiation: "twin",
  response: "twin",
  data: "strong",
  empty: "lit",
};

function whereIs({ way, leg, left, due }: Flight, now: number, places: Places): number {
  const [from, to] = [places.get(way[leg] as Stop) ?? 0, places.get(way[leg + 1] as Stop) ?? 0];
  return Math.round(from + ((to - from) * (now - left)) / (due - left));
}

function endOf(where: LostAt, from: Side, places: Places): number {
  if (where === "device-router" || where === "server-router") return places.get(where) ?? 0;
  const own = where === "no-network" ? from : from === "device" ? "server" : "device";
  return places.get(own) ?? 0;
}

/** A row for each router: the way in through it, and how long it is remembered. */
function ways(world: World, words: Words, columns: number): Row[] {
  const { routers, deviceAt, knobs } = world;
  const { wayIn: texts, nodes } = words.lesson;
  const device = knobs.devicePlace === "router";
  const own = routers.server === null ? [] : (["server"] as const);
  const sides: readonly Side[] = [...(device ? (["device"] as const) : []), ...own];
  return sides.map((side) => {
    const label = own.length === 0 ? texts.label : `${texts.label}, ${nodes[side]}`;
    const forwarded = side === "server" ? (routers.server?.forwarded ?? null) : null;
    if (forwarded) return line(`${label}  ${texts.forwarded(forwarded)}`);
    const mapping = wayIn(routers, side, deviceAt);
    if (mapping === null) return [...line(`${label}  `), span(texts.none, "warning")];
    const left = Math.max(0, mapping.expires - world.now);
    const whole = columns >= 76 && own.length === 0;
    const who = whole ? `${mapping.outside} ► ${mapping.inside}` : mapping.outside;
    const time = texts.left({ seconds: Math.ceil(left / 1000) });
    const row = line(`${label}  ${who}  `);
    const cells = Math.max(5, Math.min(20, columns - rowWidth(row) - 7));
    const full = Math.ceil((cells * left) / Math.max(1, mapping.span));
    return [...row, span("█".repeat(full), "good"), span("░".repeat(cells - full), "dim"), span(` ${time}`, "strong")];
  });
}

function knows({ server, now }: World, { lesson: texts }: Words): string {
  const age = server.current === null ? null : Math.floor((now - server.current.made) / 1000);
  return texts.knows({ endpoint: server.endpoint, age });
}
