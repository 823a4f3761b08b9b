/** The two files as the wizard and the review show them: their titles, what is lit, and which part of each is in sight. */
import type { DetailState } from "../../app/detailing.ts";
import { litLine, twinLine } from "../../app/lines.ts";
import type { ReviewState } from "../../app/state.ts";
import { paneColumns, sideBySide, stacked, titleRoom, titleRules, window } from "../../panes/layout.ts";
import { type PaneOptions, type PaneRow, paneRows } from "../../panes/pane.ts";
import { paneTitles, reviewTitles } from "../../panes/titles.ts";
import type { Sides } from "../../plans/plan.ts";
import { decidedLines, decides } from "../../plans/sides.ts";
import type { Row } from "../../text/row.ts";
import type { QuestionId } from "../../wizard/question.ts";
import type { Words } from "../../words/words.ts";
import { exactly } from "./cells.ts";

/** The room for both panes, titles included, and whether brief notes may stand under the lines. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
  readonly briefs: boolean;
}

type Key = "server" | "client";
const KEYS = ["server", "client"] as const;

/** The column of the line between the two panes; null where they stand one above the other. */
export function paneJoint(columns: number): number | null {
  return paneColumns(columns)?.left ?? null;
}

/** While a question is asked: the lines that it decides are lit. */
export function filesOfWizard(sides: Sides, question: QuestionId, words: Words, room: Room): Row[] {
  const decided = decidedLines(question, sides);
  const looks = {
    numbers: false,
    lit: () => (line: Parameters<PaneOptions["lit"]>[0]) => decides(question, line),
    twin: () => null,
    keep: (key: Key) => decided[key],
    secretsShown: false,
  };
  return both(sides, words, room, paneTitles(sides, words, wholePaths(room), titleRoom(room.columns)), looks);
}

/** In the review: the line under the cursor, and its counterpart in the other file. */
export function filesOfReview(review: ReviewState, words: Words, room: Room): Row[] {
  const titles = reviewTitles(review.plan, words, wholePaths(room), titleRoom(room.columns));
  return litFiles({ ...review, sides: review.plan.sides }, words, room, titles);
}

/** Of a peer that stands already: the same, under the titles of who reads which file. */
export function filesOfDetail(detail: DetailState, words: Words, room: Room): Row[] {
  return litFiles(detail, words, room, paneTitles(detail.sides, words, wholePaths(room), titleRoom(room.columns)));
}

function litFiles(
  view: Pick<DetailState, "sides" | "side" | "line" | "secretsShown">,
  words: Words,
  room: Room,
  titles: readonly [string, string],
): Row[] {
  const { sides, side, line, secretsShown } = view;
  const twin = twinLine(sides, view);
  const pair = litLine(sides, view)?.pair ?? null;
  return both(sides, words, room, titles, {
    numbers: true,
    lit: (key) => (_line, at) => side === key && line === at,
    twin: (key) => (side === key ? null : pair),
    keep: (key) => (side === key ? line : twin?.side === key ? twin.line : null),
    secretsShown,
  });
}

/** What differs between the wizard's panes and the review's. */
interface Looks {
  readonly numbers: boolean;
  readonly lit: (key: Key) => PaneOptions["lit"];
  readonly twin: (key: Key) => PaneOptions["twin"];
  readonly keep: (key: Key) => number | null;
  readonly secretsShown: boolean;
}

function both(sides: Sides, words: Words, room: Room, titles: readonly [string, string], looks: Looks): Row[] {
  const { columns, rows } = room;
  const widths = paneColumns(columns);
  const pane = (key: Key, wide: number): readonly PaneRow[] =>
    paneRows(sides[key], {
      columns: wide,
      role: key,
      words,
      subject: sides.subject,
      numbers: looks.numbers && key === "server",
      briefs: room.briefs && wide >= 52,
      lit: looks.lit(key),
      twin: looks.twin(key),
      secretsShown: looks.secretsShown,
      ascii: false,
    });
  if (widths === null) {
    const height = Math.max(0, rows - KEYS.length);
    const all = KEYS.map((key) => pane(key, columns));
    const heights = shares(all[0]?.length ?? 0, all[1]?.length ?? 0, height);
    const panes = KEYS.map((key, at) => ({
      title: titles[at] ?? "",
      rows: window(all[at] ?? [], heights[at] ?? 0, looks.keep(key)),
    }));
    return stacked(panes, columns);
  }
  const height = Math.max(0, rows - 1);
  const left = window(pane("server", widths.left), height, looks.keep("server"));
  const right = window(pane("client", widths.right), height, looks.keep("client"));
  const drawn = sideBySide(
    exactly(
      left.map(({ row }) => row),
      height,
    ),
    right,
    columns,
  );
  return [titleRules(titles, columns, "┬"), ...drawn];
}

/** How two panes share the rows: each what it needs, and half where both need more. */
function shares(left: number, right: number, rows: number): readonly [number, number] {
  const half = Math.floor(rows / 2);
  if (left + right <= rows) return [left, rows - left];
  if (left <= half) return [left, rows - left];
  return right <= half ? [rows - right, right] : [rows - half, half];
}

function wholePaths(room: Room): boolean {
  return room.columns >= 110;
}
