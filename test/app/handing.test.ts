/** The keys of the code's screen: what each asks of the outside, and what is asked for twice. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Effect } from "../../src/app/events.ts";
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { type TerminalGifts, UNKNOWN_GIFTS } from "../../src/qr/terminal.ts";
import { decodePixels, prepareDecoders } from "../qr/decoders.ts";
import { pngPixels } from "../qr/protocols.ts";
import * as states from "../screens/states.ts";

beforeAll(prepareDecoders);

function shown(gifts: Partial<TerminalGifts> = {}, size = states.SMALL, given = {}): State {
  const list = { ...states.opened(states.fiveWorld(), size), given };
  const code = states.showingCode(states.reviewing(list));
  return update(code, { type: "gifts", gifts: { ...UNKNOWN_GIFTS, ...gifts } }).state;
}

const press = (state: State, letter: string) => update(state, { type: "letter", letter });
const told = ({ view }: State) => (view.at === "code" ? view.code.told : null);
const codeOf = ({ view }: State) => (view.at === "code" ? view.code : null);
const types = (effects: readonly Effect[]) => effects.map(({ type }) => type);

describe("f", () => {
  it("hands over the code as a picture that holds it, and the whole file", async () => {
    const state = shown();
    const { effects } = press(state, "f");
    const [effect] = effects;
    if (effect?.type !== "save-picture") throw new Error(types(effects).join());
    const { name, picture, file } = effect.handOut;
    expect(name).toBe("lena-phone");
    expect(file).toBe(codeOf(state)?.plan.clientText);
    const pixels = pngPixels(Buffer.from(picture ?? "", "latin1"));
    expect((await decodePixels(pixels)).cpp).toBe(codeOf(state)?.plan.code);
  });

  it("says where both lie, and the screen may be left then though no file was kept", () => {
    const asked = press(shown({}, states.SMALL, { save: "none" }), "f").state;
    const handedOut = { folder: "/home/anna", home: true, user: "anna", names: ["a.png", "a.conf"], session: null };
    const { state } = update(asked, { type: "handed-out", effect: asked.awaiting ?? 0, handedOut, failure: null });
    expect(told(state)).toEqual({ id: "handed-out", handedOut });
    expect(types(update(state, { type: "key", key: "enter" }).effects)).toContain("open");
  });

  it("says why it could not, and holds the screen as before", () => {
    const asked = press(shown({}, states.SMALL, { save: "none" }), "f").state;
    const failure = { id: "full", path: "/home/anna/a.png", detail: "" } as const;
    const { state } = update(asked, { type: "handed-out", effect: asked.awaiting ?? 0, handedOut: null, failure });
    expect(told(state)).toEqual({ id: "not-handed-out", failure });
    expect(codeOf(update(state, { type: "key", key: "enter" }).state)?.held).toBe(true);
  });
});

describe("what lets the key out of the screen is asked for twice", () => {
  it.each([
    ["c", "warn-copy", "copy-text"],
    ["p", "warn-print", "print-below"],
  ] as const)("%s warns, and does it the second time", (letter, warning, effect) => {
    const first = press(shown(), letter);
    expect([told(first.state)?.id, types(first.effects)]).toEqual([warning, []]);
    expect(types(press(first.state, letter).effects)).toEqual([effect]);
  });

  it.each(["c", "p"])("any other key takes the warning of %s back", (letter) => {
    const other = letter === "c" ? "p" : "c";
    const between = press(press(shown(), letter).state, other).state;
    const again = press(between, letter);
    expect(types(again.effects)).toEqual([]);
    const text = press(press(press(shown(), letter).state, "t").state, "t").state;
    expect(types(press(text, letter).effects)).toEqual([]);
  });

  it("c hands over the file, p the code in blocks whatever pictures the terminal shows", () => {
    const state = shown({ graphics: "sixel", cell: { width: 8, height: 17 } });
    const [copied] = press(press(state, "c").state, "c").effects;
    expect(copied).toMatchObject({ text: codeOf(state)?.plan.clientText });
    const [printed] = press(press(state, "p").state, "p").effects;
    expect(printed?.type === "print-below" && printed.lines.join("")).toContain("▄");
  });

  it("p says what is missing where the code is wider than the window", () => {
    const narrow = shown({}, { rows: 40, columns: 60 });
    expect(told(press(press(narrow, "p").state, "p").state)).toEqual({ id: "too-narrow", columns: 65 });
  });
});

describe("e", () => {
  it("asks for a window in which the code stands with all its white, where terminals are known to grow", () => {
    const { effects, state } = press(shown({ grows: true }), "e");
    expect(effects).toMatchObject([{ type: "grow-terminal", size: { rows: 37, columns: 80 } }]);
    const no = update(state, { type: "grown", effect: state.awaiting ?? 0, grew: false }).state;
    expect(told(no)).toEqual({ id: "did-not-grow" });
    const yes = update(state, { type: "grown", effect: state.awaiting ?? 0, grew: true }).state;
    expect(told(yes)).toBeNull();
  });

  it("asks nothing of others, nor where the window is large enough", () => {
    expect(press(shown(), "e")).toMatchObject({ effects: [], state: { refusal: "does-not-grow" } });
    expect(press(shown({ grows: true }, states.LARGE), "e")).toMatchObject({ state: { refusal: "large-enough" } });
  });

  it("the size is given back on leaving", () => {
    const { effects } = update(shown({}, states.LARGE), { type: "key", key: "enter" });
    expect(effects).toMatchObject([{ type: "open" }, { type: "grow-terminal", size: null }]);
  });
});

describe("s", () => {
  it("goes round the drawings that fit, and stays with one through a resize that has room for it", () => {
    const state = press(shown({}, states.LARGE), "s").state;
    expect(codeOf(state)?.drawing).toBe("half-top");
    expect(codeOf(press(state, "s").state)?.drawing).toBe("half");
    const larger = states.resized(state, { rows: 80, columns: 200 });
    expect(codeOf(press(larger, "s").state)?.drawing).toBe("full");
  });

  it("says so where there is only one", () => {
    expect(press(shown({ console: true }, { rows: 80, columns: 200 }), "s").state.refusal).toBe("one-drawing");
    expect(press(shown(), "s").state.refusal).toBe("one-drawing");
  });
});

describe("leaving without a file", () => {
  const none = (size: typeof states.SMALL) => shown({}, size, { save: "none" });
  const left = (state: State) => types(update(state, { type: "key", key: "enter" }).effects).includes("open");

  it("needs the code whole on the screen, or the text whole", () => {
    expect(left(none(states.LARGE))).toBe(true);
    expect(left(none(states.SMALL))).toBe(false);
    expect(left(press(none(states.SMALL), "t").state)).toBe(true);
  });

  it("a text of which the window shows a part is not shown whole", () => {
    const long = Array.from({ length: 90 }, (_, at) => `10.${at}.0.0/16`).join(",");
    const state = shown({}, { rows: 20, columns: 60 }, { save: "none", traffic: long });
    expect(left(press(state, "t").state)).toBe(false);
  });
});
