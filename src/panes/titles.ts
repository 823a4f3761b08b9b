/** The titles of the two panes: who reads the file, or what happens to it; each as wide as its place in the rule. */
import type { Plan, Side, Sides } from "../plans/plan.ts";
import { goneLines, newLines } from "../plans/sides.ts";
import { shortenPath } from "../text/path.ts";
import { visible } from "../text/visible.ts";
import { cut, shorten, width } from "../text/width.ts";
import type { Words } from "../words/words.ts";

type Titles = readonly [server: string, client: string];
type PlanTitles = Pick<Words, "plans">;

/** Columns for either title: `titleRoom` of layout.ts. */
type Room = readonly [server: number, client: number];

const NO_LIMIT: Room = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];

/** While questions are asked: who reads which file. `whole` shows the server's path where there is room. */
export function paneTitles(sides: Sides, words: PlanTitles, whole = false, room: Room = NO_LIMIT): Titles {
  const { serverReads, clientReads } = words.plans.panes;
  const file = whole ? (sides.server.path ?? sides.server.fileName) : sides.server.fileName;
  return [
    fitting({ file, name: null }, room[0], serverReads),
    fitting({ file: sides.client.fileName, name: sides.subject.name }, room[1], clientReads),
  ];
}

/** In the review: how many lines come after which, and which file is new. */
export function reviewTitles(plan: Plan, words: PlanTitles, whole = false, room: Room = NO_LIMIT): Titles {
  const { server, client } = plan.sides;
  const { serverChange, clientNew, clientNotKept } = words.plans.panes;
  const lines = newLines(server);
  const edits = plan.files.find((file) => file.kind === "edit")?.edits ?? [];
  const only = edits.length === 1 && edits[0]?.remove === 0 ? edits[0].after : null;
  const file = whole ? (server.path ?? server.fileName) : server.fileName;
  return [
    fitting({ file, name: null }, room[0], (shown) =>
      serverChange({ ...shown, lines, gone: goneLines(server), after: whole ? only : null, at: runsOf(server) }),
    ),
    client.path === null
      ? fitting({ file: "", name: plan.sides.subject.name }, room[1], clientNotKept)
      : fitting({ file: whole ? client.path : client.fileName, name: null }, room[1], (shown) =>
          plan.clientFile === undefined
            ? clientNew(shown)
            : serverChange({ ...shown, lines: newLines(client), gone: goneLines(client), after: null, at: null }),
        ),
  ];
}

/** `2, 33-38`: where the new lines will stand, if not all in one place; else null. */
function runsOf({ lines }: Side): string | null {
  const runs: [number, number][] = [];
  for (const { kind, number } of lines) {
    const last = runs.at(-1);
    if (kind !== "new" || number === null) continue;
    if (last && number === last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  if (runs.length < 2) return null;
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(", ");
}

interface Shown {
  readonly file: string;
  readonly name: string | null;
}

/** What still tells two names or two files apart. */
const LEAST = 4;

/** The title in so many columns: first folders go, then the end of the peer's name, at last the middle of the file's. */
function fitting({ file, name }: Shown, columns: number, say: (shown: Shown) => string): string {
  const over = (shown: Shown) => Math.max(0, width(visible(say(shown))) - columns);
  let shown: Shown = { file: visible(file), name: name === null ? null : visible(name) };
  shown = { ...shown, file: shortenPath(shown.file, width(shown.file) - over(shown)) };
  if (shown.name !== null)
    shown = { ...shown, name: cut(shown.name, Math.max(LEAST, width(shown.name) - over(shown))) };
  return say({ ...shown, file: shorten(shown.file, Math.max(2 * LEAST, width(shown.file) - over(shown))) });
}
