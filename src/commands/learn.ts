/** `wg-wizard learn`: the lessons on the screens; else as text, step by step, or whole into a pipe. */
import { answerQuestion, goOn, type LessonState, questionOf, skip, startLesson } from "../app/lesson.ts";
import { type Case, TABLES } from "../lesson/allowed-ips.ts";
import { type Part, SCENES } from "../lesson/scenes.ts";
import { caseText, stationTexts } from "../panes/journey.ts";
import { entryText } from "../panes/trail.ts";
import { type Asker, asker, Cancelled, canAsk } from "../prompts/asker.ts";
import { wrap } from "../text/width.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Context } from "./command.ts";
import { rowOf } from "./table.ts";

export const learn: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("learn"), args, context);
    if (read.kind === "end") return read.status;
    if (context.openLesson) return context.openLesson();
    try {
      await lessons(context, context.tty.stdout && canAsk(context) ? await asker(context) : null);
      return 0;
    } catch (error) {
      if (error instanceof Cancelled) return 130;
      throw error;
    }
  },
};

/** Signs that a terminal without UTF-8 lacks. */
const ASCII: Readonly<Record<string, string>> = { "√": "v", "×": "x", "►": ">", "◄": "<", "·": "-" };

function out({ abilities, out: print }: Context, text: string): void {
  const bare = abilities.utf8 && !abilities.console;
  print(bare ? text : text.replace(/[√×►◄·]/g, (sign) => ASCII[sign] ?? sign));
}

/** Columns of what is printed: wider lines are hard to read. */
const COLUMNS = 100;

/** The whole course as text; with an asker it waits for a prediction and for Enter. Throws Cancelled on Ctrl-C. */
export async function lessons(context: Context, asking: Asker | null): Promise<void> {
  const { lesson: texts } = context.words;
  let lesson = startLesson();
  for (let scene = -1; lesson.topic === "tour"; lesson = goOn(lesson)) {
    if (lesson.scene !== scene) {
      scene = lesson.scene;
      const id = SCENES[scene]?.id ?? "begin";
      out(context, `\n${texts.of({ at: scene + 1, all: SCENES.length })} · ${texts.scenes[id]}\n`);
    }
    lesson = await played(lesson, context, asking);
    if (asking) await asking.text({ message: texts.plain.goOn, suggestion: "", check: () => null });
  }
  addressLesson(context);
}

/** One question: put, answered, played, told. */
async function played(lesson: LessonState, context: Context, asking: Asker | null): Promise<LessonState> {
  const { lesson: texts } = context.words;
  const { part, answers, right } = questionOf(lesson);
  const { question, told } = texts.parts[(part as Part).id];
  say(context, `\n${question}`);
  const choices = answers.map((id) => ({ value: id, name: texts.answers[id] }));
  const said = asking && (await asking.pick({ message: texts.plain.predict, choices, suggestion: null }));
  const known = lesson.play.trail.length;
  const ended = skip(answerQuestion(lesson));
  const own = part?.knobs === null ? known : 0;
  const lines = ended.play.trail.slice(own).map((entry) => entryText(entry, ended.play.world, context.words));
  out(context, `\n${lines.join("\n")}\n\n`);
  const answer = { right: texts.answers[right] };
  const verdict = texts.verdict[said === right ? "right" : "other"](answer);
  say(context, `${said === null ? texts.plain.rightIs(answer) : verdict} ${told}`);
  return ended;
}

/** One packet for each table: what the second lesson shows, in short. */
const SHOWN: readonly Case[] = [
  { table: "sound", from: "server", source: "10.77.0.1", target: "192.168.7.20" },
  { table: "sound", from: "anna", source: "10.77.0.4", target: "10.77.0.1" },
  { table: "longer", from: "server", source: "10.77.0.1", target: "192.168.7.50" },
  { table: "stolen", from: "server", source: "10.77.0.1", target: "10.77.0.2" },
  { table: "wide", from: "server", source: "10.77.0.1", target: "10.77.0.9" },
];

function addressLesson(context: Context): void {
  const { addresses: texts } = context.words.lesson;
  out(context, `\n${texts.title}\n`);
  say(context, texts.law);
  for (const sent of SHOWN) {
    out(context, `\n${texts.tables[sent.table]}\n`);
    for (const { peer, allowedIPs } of TABLES[sent.table]) {
      out(context, `  [Peer] ${peer}   AllowedIPs = ${allowedIPs.join(", ")}\n`);
    }
    out(context, `${caseText(sent, context.words)}\n`);
    for (const { text, ends } of stationTexts(sent, context.words)) say(context, `${ends ? "×" : "√"} ${text}`);
  }
}

function say(context: Context, text: string): void {
  out(context, `${wrap(text, Math.min(COLUMNS, context.tty.stdout ? context.size.columns : COLUMNS)).join("\n")}\n`);
}
