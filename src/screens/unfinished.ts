/** A change that stopped in the middle: what it was, what became of each file, and the two ways out of it. */
import type { State, UnfinishedState } from "../app/state.ts";
import { type Row, span } from "../text/row.ts";
import { utcTime } from "../text/time.ts";
import { visible } from "../text/visible.ts";
import { fit, shorten, width } from "../text/width.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import { exactly, line, marked, paragraph } from "./parts/cells.ts";
import { failureRows } from "./parts/failure.ts";
import { footer } from "./parts/footer.ts";
import { header } from "./parts/header.ts";
import { noticeRows } from "./parts/met.ts";
import { rule } from "./parts/rule.ts";

export function unfinished(state: State, world: World, view: UnfinishedState, words: Words): Row[] {
  const { rows, columns } = state.size;
  const texts = words.screens.unfinished;
  const { kind, peer, at } = view.unfinished;
  const what = texts.what[kind]({ name: visible(peer?.name ?? ""), when: utcTime(at) });
  return [
    header(world, words, view.phase === "doing" ? [span(texts.doing, "dim")] : [], columns),
    rule(columns),
    line(texts.title, "strong"),
    [],
    ...exactly(
      [
        ...paragraph(what, columns),
        [],
        ...(view.phase === "done" ? endRows(view, words, columns) : openRows(view, words, columns)),
        ...failureRows(view.failure, words, columns),
      ],
      rows - 6,
    ),
    rule(columns),
    footer(state, words),
  ];
}

function openRows(view: UnfinishedState, words: Words, columns: number): Row[] {
  const texts = words.screens.unfinished;
  const { canFinish, canTakeBack } = view.unfinished;
  const ways = [
    { key: "f", text: texts.finish, open: canFinish },
    { key: "u", text: texts.takeBack, open: canTakeBack },
    ...(canFinish && canTakeBack ? [] : [{ key: "x", text: texts.leave, open: true }]),
    { key: "Esc", text: texts.later, open: true },
  ];
  return [
    ...fileRows(view, words, columns),
    [],
    ...ways.flatMap(({ key, text, open }) =>
      marked(key.padEnd(3), open ? text : `${text} ${texts.cannot}`, columns, open ? "plain" : "dim"),
    ),
  ];
}

function fileRows({ unfinished: { files } }: UnfinishedState, words: Words, columns: number): Row[] {
  const { states } = words.screens.unfinished;
  const room = columns - Math.max(...files.map(({ state }) => width(states[state]))) - 8;
  const paths = files.map(({ path }) => shorten(visible(path), room));
  const wide = Math.max(...paths.map(width));
  return files.map(({ state }, at): Row => {
    const path = fit(paths[at] ?? "", wide);
    return [span(`   ${path}   `), span(states[state], state === "other" ? "warning" : "dim")];
  });
}

function endRows({ chosen, notices }: UnfinishedState, words: Words, columns: number): Row[] {
  const texts = words.screens.unfinished;
  const ends = { finish: texts.finished, "take-back": texts.takenBack, leave: texts.left };
  return [...marked("√", ends[chosen ?? "leave"], columns, "good"), [], ...noticeRows(notices, words, columns)];
}
