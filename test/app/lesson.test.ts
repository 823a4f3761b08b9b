/** The lessons inside the program: ways in and out, and that nothing typed before is lost. */
import { describe, expect, it } from "vitest";
import { bindingFor, footerOf } from "../../src/app/keys.ts";
import { lessonAlone } from "../../src/app/learning.ts";
import type { LessonState } from "../../src/app/lesson.ts";
import { start } from "../../src/app/start.ts";
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { wanted } from "../../src/app/wanted.ts";
import { SCENES } from "../../src/lesson/scenes.ts";
import * as states from "../screens/states.ts";

const { typed } = states;
const alone = (): State => ({ ...states.fresh(), view: lessonAlone() });
const lessonOf = (state: State): LessonState => {
  if (state.view.at !== "lesson") throw new Error("no lesson stands there");
  return state.view.lesson;
};
const tick = (state: State): State => update(state, { type: "clock", now: 0 }).state;

describe("the ways in and out", () => {
  it("L opens the tour from the list, Esc goes back to it as it was", () => {
    const list = typed(states.opened(), "jj");
    const inside = typed(list, "L");
    expect(lessonOf(inside)).toMatchObject({ topic: "tour", stage: "ask", scene: 0 });
    expect(typed(inside, "<enter><enter><esc>")).toEqual(list);
  });

  it("the key of L on a Russian keyboard opens it too", () => {
    expect(typed(states.opened(), "Д").view.at).toBe("lesson");
  });

  it("Ctrl-T at the keepalive question plays the value at hand, and Esc comes back with nothing lost", () => {
    const asked = typed(states.addingAt("keepalive"), "<backspace><backspace>17");
    const inside = typed(asked, "<ctrl-t>");
    expect(lessonOf(inside)).toMatchObject({ topic: "free", stage: "ask", free: { knobs: { device: 17 } } });
    expect(typed(inside, "<enter><enter><enter>fll<esc>")).toEqual(asked);
  });

  it("off, or what would be refused, is played as no line", () => {
    for (const text of ["off", "0", "70000", ""]) {
      const asked = typed(states.addingAt("keepalive"), `<backspace><backspace><backspace>${text}`);
      expect(lessonOf(typed(asked, "<ctrl-t>")).free.knobs.device).toBeNull();
    }
  });

  it("at every other question Ctrl-T says where it works, and the footer does not offer it", () => {
    const asked = states.addingAt("traffic");
    expect(typed(asked, "<ctrl-t>")).toEqual({ ...asked, refusal: "no-lesson" });
    expect(
      footerOf(asked)
        .filter(({ reason }) => reason === null)
        .map(({ command }) => command),
    ).not.toContain("lesson");
  });

  it("wg-wizard learn looks for no server, and Esc or q ends it with 0", () => {
    const given = { size: states.SMALL, lang: "en", abilities: { utf8: true, colours: 16, console: false } } as const;
    const begun = start({ ...given, version: "0", given: {}, choice: null, demo: false, learn: true });
    expect(begun.effects).toEqual([]);
    for (const key of ["<esc>", "q"]) expect(typed(begun.state, key).exit).toBe(0);
  });

  it("Ctrl-C asks first where typed answers wait behind the lesson", () => {
    const inside = typed(states.addingAt("keepalive"), "<ctrl-t>");
    expect(typed(inside, "<ctrl-c>")).toMatchObject({ over: "quit-wizard", exit: null });
    expect(typed(alone(), "<ctrl-c>").exit).toBe(130);
  });
});

describe("the clock", () => {
  it("is wanted only while something plays and stands there", () => {
    const playing = typed(alone(), "<enter>");
    expect(wanted(playing)).toEqual([{ type: "clock", every: 200 }]);
    for (const still of [
      alone(),
      typed(playing, " "),
      typed(playing, "?"),
      typed(playing, "<enter>"),
      typed(playing, "a"),
    ])
      expect(wanted(still)).toEqual([]);
  });

  it("stands still while it is paused, and runs on from there", () => {
    const paused = typed(tick(typed(alone(), "<enter>")), " ");
    expect(tick(paused)).toEqual(paused);
    expect(lessonOf(tick(typed(paused, " "))).play.world.now).toBeGreaterThan(lessonOf(paused).play.world.now);
  });

  it("runs faster and slower, within bounds", () => {
    const playing = typed(alone(), "<enter>");
    expect(lessonOf(typed(playing, "+++++")).play.speed).toBe(3);
    expect(lessonOf(typed(playing, "------")).play.speed).toBe(0);
  });

  it("a step goes on to the next thing that happens, and stops there", () => {
    const stepped = typed(typed(alone(), "<enter>"), ".");
    expect(lessonOf(stepped)).toMatchObject({ running: false, stage: "play" });
    expect(lessonOf(stepped).play.world.now).toBe(2000);
  });

  it("watched to the end or skipped, a part ends alike", () => {
    let watched = typed(alone(), "<enter>");
    const skipped = typed(watched, "<enter>");
    for (let n = 0; n < 1000 && lessonOf(watched).stage === "play"; n++) watched = tick(watched);
    expect(lessonOf(watched).stage).toBe("told");
    expect(lessonOf(watched).play.trail).toEqual(lessonOf(skipped).play.trail);
  });

  it("a packet is on the screen for at least two frames at any speed", () => {
    for (const speed of ["---", "", "+++"]) {
      let state = typed(typed(alone(), "<enter>"), speed);
      let frames = 0;
      for (let n = 0; n < 1000 && lessonOf(state).stage === "play"; n++) {
        state = tick(state);
        if (lessonOf(state).play.world.flights.some(({ packet }) => packet.why === "no-session")) frames++;
      }
      expect(frames).toBeGreaterThanOrEqual(2);
    }
  });
});

describe("the tour", () => {
  it("goes by Enter through every part of every scene, and then to free play", () => {
    let state = alone();
    const seen: string[] = [];
    while (lessonOf(state).topic === "tour") {
      const { scene, part, stage } = lessonOf(state);
      if (stage === "ask") seen.push(`${scene}.${part}`);
      state = typed(state, "<enter>");
    }
    expect(seen).toEqual(SCENES.flatMap(({ parts }, scene) => parts.map((_, part) => `${scene}.${part}`)));
    expect(lessonOf(state)).toMatchObject({ topic: "free", stage: "knobs" });
  });

  it("left and right go from scene to scene, not beyond either end", () => {
    expect(lessonOf(typed(alone(), "<left>")).scene).toBe(0);
    expect(lessonOf(typed(alone(), "llllllll")).scene).toBe(5);
  });

  it("once more plays a part that goes on in another one with what led to it", () => {
    const told = typed(alone(), "l<enter><enter><enter><enter><enter>");
    expect(lessonOf(told)).toMatchObject({ scene: 1, part: 1, stage: "told" });
    expect(lessonOf(typed(told, "r"))).toMatchObject({ scene: 1, part: 0, stage: "play", running: true });
  });
});

describe("free play", () => {
  it("a knob that is turned shows at once, and is no preset any more", () => {
    const turned = typed(alone(), "flll");
    expect(lessonOf(turned).free).toMatchObject({ knobs: { device: 25 }, preset: null });
    expect(lessonOf(turned).play.world.knobs.device).toBe(25);
  });

  it("a value from the wizard that is in no list is turned to its neighbours", () => {
    const inside = typed(typed(states.addingAt("keepalive"), "<backspace><backspace>17<ctrl-t>"), "f");
    expect(lessonOf(typed(inside, "l")).free.knobs.device).toBe(25);
    expect(lessonOf(typed(inside, "h")).free.knobs.device).toBe(15);
  });

  it("lets nobody help a prediction along", () => {
    const asked = typed(alone(), "f<enter><enter>");
    expect(lessonOf(typed(asked, "dsxmo")).play).toEqual(lessonOf(asked).play);
  });

  it("what is done to its world happens at once", () => {
    const playing = tick(typed(alone(), "f "));
    const pinged = tick(typed(playing, "d"));
    expect(lessonOf(pinged).play.trail.some((one) => one.id === "packet" && one.packet.from === "device")).toBe(true);
    expect(lessonOf(tick(typed(pinged, "m"))).play.world.deviceAt).toBe("gone");
    expect(lessonOf(tick(typed(tick(typed(pinged, "m")), "m"))).play.world.deviceAt).toBe("elsewhere");
  });
});

describe("no key of the lessons is bound twice", () => {
  it.each(["", "<enter>", "<enter><enter>", "f", "f ", "a"])("after %j", (keys) => {
    const state = typed(alone(), keys);
    for (const { command, label } of footerOf(state)) {
      const letter = /^[a-z.]$/.test(label) ? label : null;
      if (letter) expect(bindingFor(state, { type: "letter", letter })?.command).toBe(command);
    }
  });
});
