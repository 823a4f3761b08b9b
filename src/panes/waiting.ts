/** What was seen while a device was waited for, as sentences: for the screen and for lines alike. */
import { passedTime } from "../text/time.ts";
import { visible } from "../text/visible.ts";
import { type About, hostIn } from "../waiting/about.ts";
import type { Diagnosis } from "../waiting/diagnosis.ts";
import { lastSeen, type Seen, type Waiting } from "../waiting/waiting.ts";
import type { Words } from "../words/words.ts";

/** `0:08` and what happened then; two devices are a diagnosis, and no event. */
export function eventTexts({ seen, since }: Waiting, { name }: About, words: Words): readonly [string, string][] {
  return seen.flatMap((one): [string, string][] =>
    one.what === "two-devices" ? [] : [[passedTime(one.at - since), eventText(one, name, words)]],
  );
}

function eventText(one: Exclude<Seen, { what: "two-devices" }>, name: string, { waiting }: Words): string {
  const from = "from" in one ? (one.from ?? "") : "";
  return waiting.events[one.what]({
    name,
    from: visible(one.what === "moved" ? from : hostIn(from)),
    to: visible("to" in one ? one.to : ""),
    after: Math.round("after" in one ? one.after / 1000 : 0),
    keepalive: "keepalive" in one && one.keepalive,
  });
}

/** How it stands: the headline, then what may be the cause. */
export function causeTexts({ causes }: Diagnosis, about: About, { waiting }: Words): readonly string[] {
  return causes.map((id) => waiting.causes[id](about));
}

/** The device is there: from where, since when, and when its first data came. Null where it is not. */
export function cameText(waiting: Waiting, { name }: About, words: Words): string | null {
  const came = lastSeen(waiting, "connected");
  if (came === null || waiting.last === null) return null;
  const from = visible(hostIn(came.from ?? ""));
  const ago = Math.round((waiting.last.at - came.at) / 1000);
  if (came.already) return words.waiting.wasThere({ name, from, ago });
  const data = lastSeen(waiting, "data");
  return words.waiting.cameFrom({ name, from, ago, data: data && Math.round(data.after / 1000) });
}
