/**
 * The lesson: above the two machines, the routers between them and what travels; below what happened and why; at the
 * bottom the question, the rule, or the knobs. Nothing in it moves but the packets, the clock and the time of a way in.
 */
import { type LessonState, questionOf } from "../app/lesson.ts";
import type { State } from "../app/state.ts";
import { SPEEDS } from "../lesson/play.ts";
import { SCENES } from "../lesson/scenes.ts";
import { clock, trailRows } from "../panes/trail.ts";
import { type Row, span } from "../text/row.ts";
import { width } from "../text/width.ts";
import type { Words } from "../words/words.ts";
import { addresses } from "./lesson/addresses.ts";
import { block } from "./lesson/block.ts";
import { picture } from "./lesson/picture.ts";
import { exactly, paragraph } from "./parts/cells.ts";
import { footer } from "./parts/footer.ts";
import { plainHeader } from "./parts/header.ts";
import { rule } from "./parts/rule.ts";

/** Rows of the block at the bottom, so that it does not move from stage to stage. */
const BLOCK = 6;
/** More rows of what happened would be too much to send when they turn over. */
const TRAIL = 12;

export function lesson(state: State, view: LessonState, words: Words): Row[] {
  const { rows, columns } = state.size;
  if (view.topic === "addresses") return addresses(state, view.addresses, words);
  const low = rows < 20;
  const drawn = picture(view.play, words, columns, { low, asked: hidesLine(view) });
  const whole = block(view, words, columns);
  // In a low window what happens has the room while it plays; the question was read before.
  const asked = low && view.stage === "play" ? whole.filter((row) => row.some(({ tone }) => tone === "lit")) : whole;
  const free = rows - drawn.length - 4;
  const bottom = exactly(asked, low ? Math.min(asked.length, free) : Math.max(BLOCK, asked.length));
  const room = Math.max(0, free - bottom.length - (low ? 0 : 1));
  const happened =
    view.stage === "knobs"
      ? presetRows(view, words, columns)
      : trailRows(view.play, words, columns, Math.min(room, TRAIL));
  return [
    plainHeader(titleOf(view, words), clockRow(view, words), columns),
    rule(columns),
    ...drawn,
    ...(low ? [] : [happenedRule(view, words, columns)]),
    ...exactly(happened, room),
    rule(columns),
    ...bottom,
    footer(state, words),
  ];
}

function hidesLine(view: LessonState): boolean {
  return view.stage === "ask" && (questionOf(view).part?.hidesLine ?? false);
}

function titleOf({ topic, scene }: LessonState, { lesson: texts }: Words): string {
  if (topic === "free") return `${texts.title} · ${texts.freeTitle}`;
  const id = SCENES[scene]?.id ?? "begin";
  return `${texts.title} · ${texts.of({ at: scene + 1, all: SCENES.length })} · ${texts.scenes[id]}`;
}

function clockRow({ play, stage, running }: LessonState, { lesson: texts }: Words): Row {
  const time = span(clock(play.world.now), "strong");
  if (stage !== "play") return [time];
  const speed = (SPEEDS[play.speed]?.silence ?? 0) / SPEEDS[0].silence;
  return [span(`${running ? texts.clock.times(speed) : texts.clock.paused}   `, "dim"), time];
}

/** The line above what happened: on its right end how much was sent. */
function happenedRule({ play, stage }: LessonState, { lesson: texts }: Words, columns: number): Row {
  const { device, server } = play.sent;
  const sent = texts.sent({
    device: device.packets,
    server: server.packets,
    octets: device.octets + server.octets,
    peer: play.world.knobs.devicePlace === "public",
  });
  const title = { at: 0, text: texts.happened };
  if (stage === "knobs" || device.packets + server.packets === 0) return rule(columns, [title]);
  return rule(columns, [title, { at: Math.max(width(title.text) + 3, columns - width(sent) - 4), text: sent }]);
}

/** While the knobs are turned: what the preset is there for, and what can be done. */
function presetRows({ free }: LessonState, { lesson: texts }: Words, columns: number): Row[] {
  const help = paragraph(texts.freeHelp, columns, "dim");
  if (free.preset === null) return help;
  const { name, says } = texts.presets[free.preset];
  return [...paragraph(`${texts.preset}: ${name}. ${says}`, columns), ...help];
}
