/** The lessons as they are seen: golden screens of each scene, what fits where, and how little a frame sends. */
import { describe, expect, it } from "vitest";
import { lessonAlone } from "../../src/app/learning.ts";
import type { LessonState } from "../../src/app/lesson.ts";
import type { Lang, Size, State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { type Part, SCENES } from "../../src/lesson/scenes.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { drawn as asLine } from "../../src/screens/parts/paper.ts";
import { Screen } from "../../src/terminal/screen.ts";
import { rowWidth } from "../../src/text/row.ts";
import { drawn } from "./frame.tsx";
import * as states from "./states.ts";

const LANGS: readonly Lang[] = ["en", "ru"];
const LOW: Size = { rows: 16, columns: 60 };
const SIZES: readonly Size[] = [states.SMALL, states.LARGE, LOW];

const learning = (size: Size, lang: Lang): State => ({ ...states.fresh(size, lang), view: lessonAlone() });
const ticked = (state: State): State => update(state, { type: "clock", now: 0 }).state;
const lessonOf = (state: State): LessonState => {
  if (state.view.at !== "lesson") throw new Error("no lesson");
  return state.view.lesson;
};
const text = (state: State) => drawn(state, (screen) => screen.text());

/** All states of the tour in order: each question, frames of what plays, each rule. */
function* tour(size: Size, lang: Lang): Generator<State> {
  let state = learning(size, lang);
  for (let guard = 0; guard < 20_000 && lessonOf(state).topic === "tour"; guard++) {
    yield state;
    state = lessonOf(state).stage === "play" ? ticked(state) : states.typed(state, "<enter>");
  }
}

const inScene = (state: State, scene: number): State => states.typed(state, "l".repeat(scene));

/** A scene as somebody sees it who answers right: question, a packet on its way, the rule, part by part. */
function scenePictures(scene: number, size: Size, lang: Lang): State[] {
  let state = inScene(learning(size, lang), scene);
  return (SCENES[scene]?.parts ?? []).flatMap((part: Part) => {
    const asked = state;
    let playing = states.typed(asked, `${"j".repeat(part.answers.indexOf(part.right))}<enter>`);
    for (let n = 0; n < 200 && lessonOf(playing).play.world.flights.length === 0; n++) playing = ticked(playing);
    const onItsWay = ticked(playing);
    const told = states.typed(onItsWay, "<enter>");
    state = states.typed(told, "<enter>");
    return [asked, onItsWay, told];
  });
}

const pictures = async (shown: readonly State[]) =>
  `${(await Promise.all(shown.map(text))).join(`\n${"=".repeat(80)}\n`)}\n`;

describe.each(LANGS)("in %s", (lang) => {
  it.each(SCENES.map(({ id }, at) => [id, at] as const))("the scene %s looks as drawn", async (id, at) => {
    const shown = await pictures(scenePictures(at, states.SMALL, lang));
    await expect(shown).toMatchFileSnapshot(`./lesson-${id}.${lang}.80x24.txt`);
  });

  it("free play looks as drawn: the knobs, the question, the answer, a world of one's own", async () => {
    const knobs = states.typed(learning(states.SMALL, lang), "fppp");
    const asked = states.typed(knobs, "<enter>");
    const told = states.typed(asked, "<enter><enter>");
    const both = states.typed(learning(states.SMALL, lang), "fjjjjjlljll<enter><enter><enter>");
    const open = ticked(states.typed(states.typed(learning(states.SMALL, lang), "f "), "s"));
    await expect(await pictures([knobs, asked, told, both, open])).toMatchFileSnapshot(
      `./lesson-free.${lang}.80x24.txt`,
    );
  });

  it("AllowedIPs looks as drawn: the hint, the longest prefix, the stolen address", async () => {
    const hint = states.typed(learning(states.SMALL, lang), "a");
    const longest = states.typed(hint, "ljjjlllll<enter>");
    const stolen = states.typed(hint, "lljl<enter>");
    await expect(await pictures([hint, longest, stolen])).toMatchFileSnapshot(`./lesson-addresses.${lang}.80x24.txt`);
  });

  it.each(SIZES.map((size) => [`${size.columns}x${size.rows}`, size] as const))(
    "the whole tour fits a window of %s: no row is cut, the question and its answers stand there whole",
    (_window, size) => {
      const words = states.WORDS[lang];
      for (const state of tour(size, lang)) {
        const rows = rowsOf(state, words);
        expect(rows.length).toBeLessThanOrEqual(size.rows);
        const shown = rows.map((row) => row.map((part) => part.text).join(""));
        const lesson = lessonOf(state);
        for (const [at, row] of rows.entries()) expect(rowWidth(row), shown[at]).toBeLessThanOrEqual(size.columns);
        if (lesson.stage === "play") continue;
        const part = SCENES[lesson.scene]?.parts[lesson.part] as Part;
        const flat = shown.join(" ").replace(/\s+/g, " ");
        if (lesson.stage === "told") expect(flat).toContain(words.lesson.parts[part.id].told);
        else {
          expect(flat).toContain(words.lesson.parts[part.id].question);
          for (const answer of part.answers) expect(flat).toContain(words.lesson.answers[answer]);
        }
      }
    },
  );

  it.each([
    ["80x24", states.SMALL],
    ["120x40", states.LARGE],
  ] as const)("no frame of the tour in a window of %s sends more than 1.5 kB", (_window, size) => {
    let bytes = 0;
    const screen = new Screen(size, (sent) => {
      bytes += Buffer.byteLength(sent);
    });
    screen.open();
    let most = 0;
    for (const state of tour(size, lang)) {
      bytes = 0;
      const rows = rowsOf(state, states.WORDS[lang]);
      const lines = Array.from({ length: size.rows }, (_, at) => asLine(rows[at] ?? [], state.abilities));
      screen.write(lines.join("\n"));
      if (lessonOf(state).stage === "play" && lessonOf(state).play.world.now > 0) most = Math.max(most, bytes);
    }
    expect(most).toBeGreaterThan(20);
    expect(most).toBeLessThanOrEqual(1536);
  });
});

describe("a terminal without UTF-8", () => {
  it("gets the lesson in ASCII", async () => {
    const state = scenePictures(1, states.SMALL, "en")[2] as State;
    const shown = await text({ ...state, abilities: { ...state.abilities, utf8: false } });
    expect(shown).toMatch(/^[\n\x20-\x7e]*$/);
    expect(shown).toContain("x  device < server  ping");
  });
});

describe("without colour", () => {
  it("the lesson says the same", async () => {
    const state = scenePictures(3, states.SMALL, "en")[4] as State;
    expect(await text({ ...state, abilities: { ...state.abilities, colours: 0 } })).toBe(await text(state));
  });
});
