/** The way of a packet through AllowedIPs, a sentence for each station. */
import { type Case, journey, type Station } from "../lesson/allowed-ips.ts";
import type { Words } from "../words/words.ts";

export interface StationText {
  readonly station: Station;
  readonly text: string;
  /** It ends here without having arrived. */
  readonly ends: boolean;
}

const ENDS: ReadonlySet<Station["id"]> = new Set(["outside", "no-block", "source-refused", "shut-out"]);

/** The stations of this packet, in order. */
export function stationTexts(sent: Case, { lesson: { addresses: texts } }: Words): readonly StationText[] {
  return journey(sent).map((station) => {
    const say = texts.stations[station.id] as (values: unknown) => string;
    const beaten = "owner" in station && station.owner ? station.owner.beaten.map(texts.beaten) : [];
    const text = [say({ ...station, source: sent.source, target: sent.target }), ...beaten].join(" ");
    return { station, text, ends: ENDS.has(station.id) };
  });
}

/** `office: 10.77.0.3 ► 10.77.0.2`. */
export function caseText({ from, source, target }: Case, { lesson: { addresses: texts } }: Words): string {
  return `${from === "server" ? texts.server : from}: ${source} ► ${target}`;
}
