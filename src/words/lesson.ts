/** What the lessons say: scenes, packets, routers, knobs, and the way of a packet through AllowedIPs. */
import type { Owner, PeerName, Station, TableId } from "../lesson/allowed-ips.ts";
import type { KnobId, Knobs } from "../lesson/knobs.ts";
import type { Side, Why } from "../lesson/packet.ts";
import type { PresetId } from "../lesson/presets.ts";
import type { AnswerId, PartId, SceneId } from "../lesson/scenes.ts";
import type { Deed, LostAt } from "../lesson/world.ts";

type Sentence<Values> = (values: Values) => string;

interface Seconds {
  readonly seconds: number;
}

/** What a question asks, and what is told after it was played. */
interface Told {
  readonly question: string;
  readonly told: string;
}

/** A station's values by its id. */
type StationWords = {
  readonly [Id in Station["id"]]: Sentence<
    Omit<Extract<Station, { id: Id }>, "id" | "owner"> & StationOwner<Id> & Route
  >;
};

type StationOwner<Id> =
  Extract<Station, { id: Id }> extends { readonly owner: infer One } ? { readonly owner: One } : object;

interface Route {
  readonly source: string;
  readonly target: string;
}

export interface LessonWords {
  /** For the header. */
  readonly title: string;
  readonly freeTitle: string;
  readonly of: Sentence<{ readonly at: number; readonly all: number }>;
  readonly scenes: Readonly<Record<SceneId, string>>;
  readonly parts: Readonly<Record<PartId, Told>>;
  readonly answers: Readonly<Record<AnswerId, string>>;
  readonly verdict: {
    readonly right: Sentence<{ readonly right: string }>;
    readonly other: Sentence<{ readonly right: string }>;
  };
  readonly clock: {
    readonly paused: string;
    /** So many times as fast as it would be; packets are in slow motion whatever it says. */
    readonly times: (times: number) => string;
  };
  readonly nodes: Readonly<Record<Side | "peer" | "gone" | "elsewhere" | "router" | "forwarding", string>>;
  readonly keepalive: (seconds: number | null) => string;
  /** Instead of it where that is the question. */
  readonly keepaliveAsked: string;
  readonly forgets: Sentence<Pick<Knobs, "forgets">>;
  /** The same, where only packets from inside renew a way in. */
  readonly forgetsOutward: Sentence<Pick<Knobs, "forgets">>;
  readonly wayIn: {
    readonly label: string;
    readonly none: string;
    readonly forwarded: Sentence<{ readonly outside: string }>;
    readonly left: Sentence<Seconds>;
  };
  /** What the server knows of the device; `age`: of its key, in seconds. */
  readonly knows: Sentence<{ readonly endpoint: string | null; readonly age: number | null }>;
  readonly happened: string;
  readonly sent: Sentence<{
    readonly device: number;
    readonly server: number;
    readonly octets: number;
    readonly peer: boolean;
  }>;
  /** On the wire and in the list; at most 11 columns. `request` is the device's own ping. */
  readonly packets: Readonly<Record<Why | "request", string>>;
  readonly why: Readonly<
    Record<Why | "request", Sentence<{ readonly attempt: number; readonly seconds: number | null }>>
  >;
  readonly lost: Readonly<Record<LostAt, string>>;
  readonly events: {
    readonly opened: Sentence<{ readonly inside: string; readonly server: boolean }>;
    readonly forgotten: Sentence<{ readonly server: boolean }>;
    readonly gaveUp: Readonly<Record<Side, string>>;
    readonly keysWiped: Readonly<Record<Side, string>>;
    readonly endpoint: Readonly<Record<Side, Sentence<{ readonly endpoint: string }>>>;
    /** Tries that cannot leave, because no endpoint is known. */
    readonly stuck: Readonly<Record<Side, Sentence<{ readonly count: number }>>>;
    readonly done: Readonly<Record<Exclude<Deed["do"], "ping" | "stream">, string>>;
  };
  /** Free play. */
  readonly knobs: Readonly<Record<KnobId, string>>;
  readonly values: { readonly [Id in KnobId]: (value: Knobs[Id]) => string };
  readonly preset: string;
  readonly presets: Readonly<Record<PresetId, { readonly name: string; readonly says: string }>>;
  readonly freeHelp: string;
  readonly ask: Sentence<Pick<Knobs, "asks" | "after">>;
  readonly freeTold: Readonly<Record<LostAt | "arrived" | "waits" | "no-address", string>>;
  /** The lesson of AllowedIPs. */
  readonly addresses: {
    readonly title: string;
    readonly law: string;
    readonly picks: Readonly<Record<"table" | "from" | "source" | "target", string>>;
    readonly tables: Readonly<Record<TableId, string>>;
    readonly server: string;
    readonly blocks: string;
    readonly own: Sentence<{ readonly peer: PeerName }>;
    readonly hint: string;
    readonly stations: StationWords;
    /** Behind the station that names the owner: who holds the address too and does not get it. */
    readonly beaten: Sentence<Owner["beaten"][number]>;
  };
  /** The plain way. */
  readonly plain: {
    readonly goOn: string;
    readonly predict: string;
    readonly rightIs: Sentence<{ readonly right: string }>;
  };
}
