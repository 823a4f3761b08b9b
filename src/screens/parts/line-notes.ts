/** The note of the line under the cursor, and of its counterpart where there is room for both; a rule with their names above. */
import { type LinePlace, litLine, twinLine } from "../../app/lines.ts";
import type { State } from "../../app/state.ts";
import { lineText } from "../../panes/told.ts";
import type { Sides, ViewLine } from "../../plans/plan.ts";
import type { Row } from "../../text/row.ts";
import { width } from "../../text/width.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { BLANK, exactly, paragraph } from "./cells.ts";
import { paneJoint } from "./files.ts";
import { ROWS, twoNotes } from "./notes.ts";
import { fileName } from "./paths.ts";
import { roomOf } from "./room.ts";
import { rule } from "./rule.ts";

/** Two files with a cursor in one of them. */
export interface Looked extends LinePlace {
  readonly sides: Sides;
  readonly secretsShown: boolean;
}

/** At most `most` rows of note in a low window, and the rule above them. */
export function lineNotes(state: State, world: World, view: Looked, words: Words, most: number): Row[] {
  const { columns } = state.size;
  const { wide, tall } = roomOf(state.size);
  const here = litLine(view.sides, view);
  const twin = twinLine(view.sides, view);
  const other = twin ? litLine(view.sides, twin) : null;
  const { subject } = view.sides;
  const told = (one: ViewLine | null, room: number) =>
    one ? lineTitle(one, view, words, room) : { title: "", whole: "" };
  const full = (one: ViewLine | null) => (one?.note ? words.notes.lines[one.note].full(subject) : "");
  const elsewhere = here?.counterpart
    ? words.notes.counterpart({ ...here.counterpart, file: fileName(world.path) })
    : "";
  if (wide && tall) {
    const room = Math.floor(columns / 2) - 5;
    const [own, answer] = [told(here, room), told(other, room)];
    const more = own.whole === "" && answer.whole === "" ? 0 : 1;
    const halves = [
      { title: own.title === "" ? "" : `► ${own.title}`, note: joined(own.whole, full(here)) },
      { title: answer.title === "" ? elsewhere : `= ${answer.title}`, note: joined(answer.whole, full(other)) },
    ];
    const [left, right] = view.side === "server" ? halves : halves.reverse();
    return twoNotes(
      left?.note ?? "",
      right?.note ?? "",
      columns,
      [left?.title ?? "", right?.title ?? ""],
      ROWS + more,
    ).slice(0, -1);
  }
  const joint = paneJoint(columns);
  const own = told(here, columns - 6);
  // The counterpart is marked in its pane; here it is named as fully as the row allows.
  const names = other
    ? [`   = ${told(other, columns).title}`, `   = ${other.key ?? ""}`]
    : [elsewhere === "" ? "" : `   ${elsewhere}`];
  const answer = names.find((one) => width(own.title) + width(one) + 6 <= columns) ?? "";
  const title = `► ${own.title}${answer}`;
  const short = !tall && most < 3 && here?.note ? words.notes.lines[here.note].brief(subject) : null;
  const note = [
    ...paragraph(short ?? joined(own.whole, full(here)), columns, "plain", tall ? 5 : most),
    ...(tall && other ? [BLANK, ...paragraph(full(other), columns, "twin", 3)] : []),
  ];
  return [
    rule(columns, [{ at: 0, text: title }], joint === null ? [] : [{ at: joint, glyph: "┴" }]),
    ...exactly(note, Math.max(note.length, tall ? 3 : most)),
  ];
}

function joined(whole: string, note: string): string {
  return whole === "" ? note : `${whole}\n${note}`;
}

/** A line as a title of this width; where it is too long for that, its key is the title and the line stands whole in the note. */
export function lineTitle(
  one: ViewLine,
  { secretsShown }: Pick<Looked, "secretsShown">,
  words: Words,
  room: number,
): { readonly title: string; readonly whole: string } {
  const text = lineText(one, words, secretsShown);
  if (one.kind === "absent") return { title: words.screens.review.absent({ text }), whole: "" };
  const named = (said: string) =>
    one.number === null ? said : words.screens.review.line({ line: one.number, text: said });
  if (one.key === null || width(named(text)) <= room) return { title: named(text), whole: "" };
  return { title: named(one.key), whole: text };
}
