/** The code's screen on terminals of every kind and size: whole and readable whenever it stands there, never cut. */
import { beforeAll, describe, expect, it, vi } from "vitest";
import { codePlace } from "../../src/app/code.ts";
import { footerOf } from "../../src/app/keys.ts";
import type { Lang, Size, State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { type TerminalGifts, UNKNOWN_GIFTS } from "../../src/qr/terminal.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { pictureIn, rowWidth } from "../../src/text/row.ts";
import { cellsAfter, codeIn, pixelsOf } from "../qr/cells.ts";
import { decodePixels, prepareDecoders } from "../qr/decoders.ts";
import { itermPixels, kittyPixels, sixelPixels } from "../qr/protocols.ts";
import { drawn, plain } from "./frame.tsx";
import * as states from "./states.ts";

// Many pictures are drawn and read here.
vi.setConfig({ testTimeout: 120_000 });
beforeAll(prepareDecoders);

const with_ = (state: State, gifts: Partial<TerminalGifts>): State =>
  update(state, { type: "gifts", gifts: { ...UNKNOWN_GIFTS, ...gifts } }).state;

/** The code of a peer whose questions were all taken as suggested (v11), in a window of this size. */
function shown(size: Size, gifts: Partial<TerminalGifts> = {}, lang: Lang = "en", given = {}): State {
  const list = { ...states.opened(states.fiveWorld(), size, lang), given };
  return with_(states.showingCode(states.reviewing(list)), gifts);
}

const codeOf = (state: State) => (state.view.at === "code" ? (state.view.code.plan.code ?? "") : "");
const rows = (state: State) => rowsOf(state, states.WORDS[state.lang]);
const text = (state: State) => rows(state).map((row) => plain(row.map((one) => one.text).join("")));

/** What the decoders read of the frame that Ink draws; null where no code stands there. */
async function read(state: State): Promise<string | null> {
  const { size } = state;
  const frame = await drawn(state, (screen) => screen.raw());
  expect(frame.split("\n").length).toBeLessThanOrEqual(size.rows);
  const cells = await cellsAfter(frame, size.rows, size.columns);
  const part = codeIn(cells);
  if (part === null) return null;
  // Sextants are three rows to a cell: in a small one they would have no pixel of their own.
  const cell = state.abilities.gifts?.sextants ? { width: 8, height: 16 } : { width: 4, height: 8 };
  const { cpp, java } = await decodePixels(pixelsOf(cells, part, cell));
  expect(java).toBe(cpp);
  return cpp;
}

describe("resizing while the code is shown", () => {
  const SIZES: readonly Size[] = [
    [24, 80],
    [40, 120],
    [33, 80],
    [34, 69],
    [35, 69],
    [35, 65],
    [36, 64],
    [37, 69],
    [34, 105],
    [37, 106],
    [16, 60],
    [75, 145],
    [71, 140],
    [70, 138],
    [50, 100],
    [25, 200],
    [35, 200],
    [100, 60],
    [67, 240],
    [36, 80],
  ].map(([high, wide]) => ({ rows: high as number, columns: wide as number }));

  it.each([
    ["a usual terminal", {}, 14],
    ["one that draws sextants", { sextants: true, cell: { width: 8, height: 16 } }, 18],
    ["the console", { console: true, utf8: false, colours: 16 }, 2],
  ] as const)("through 20 sizes in %s it is whole and readable, or not there", async (_name, gifts, least) => {
    let state = shown(states.SMALL, gifts);
    let seen = 0;
    for (const size of SIZES) {
      state = states.resized(state, size);
      const code = await read(state);
      const place = state.view.at === "code" ? codePlace(state, state.view.code, size) : null;
      expect([size, code]).toEqual([size, place?.chosen.kind === "fits" ? codeOf(state) : null]);
      if (code !== null) seen++;
    }
    expect(seen).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ["kitty", kittyPixels],
    ["iterm", itermPixels],
    ["sixel", sixelPixels],
  ] as const)(
    "through 20 sizes a picture of %s stands whole on blanks that nothing else is drawn on",
    async (graphics, pixels) => {
      const cell = { width: 8, height: 17 };
      let state = shown(states.SMALL, { graphics, cell });
      let seen = 0;
      for (const size of SIZES) {
        state = states.resized(state, size);
        const all = rows(state);
        const picture = pictureIn(all);
        if (picture === null) continue;
        seen++;
        const image = pixels(picture.show);
        const wide = Math.ceil(image.width / cell.width);
        expect(picture.row - 1 + Math.ceil(image.height / cell.height)).toBeLessThan(size.rows);
        expect(picture.column - 1 + wide).toBeLessThanOrEqual(size.columns);
        expect(image.height).toBeLessThanOrEqual(picture.rows * cell.height);
        const lines = text(state);
        for (let row = picture.row; row < picture.row + picture.rows; row++) {
          const under = (lines[row - 1] ?? "")
            .padEnd(size.columns)
            .slice(picture.column - 1, picture.column - 1 + wide);
          expect(under.trim()).toBe("");
        }
        expect((await decodePixels(image)).cpp).toBe(codeOf(state));
      }
      expect(seen).toBe(19);
    },
  );
});

describe("at 80x24", () => {
  it("a terminal with pictures shows one, with what to do beside it", () => {
    const state = shown(states.SMALL, { graphics: "sixel", cell: { width: 8, height: 17 } });
    expect(pictureIn(rows(state))).not.toBeNull();
    expect(text(state).join(" ")).toContain("Scan from QR");
  });

  it("sextants where they scan, and the title says that a larger window is better", () => {
    const state = shown(states.SMALL, { sextants: true, cell: { width: 8, height: 16 } });
    expect(text(state)[0]).toContain("compact: a larger window scans better");
  });

  it.each(["en", "ru"] as const)(
    "else rows, columns and the ways on, in %s; the code comes with the window",
    (lang) => {
      const state = shown(states.SMALL, {}, lang);
      const said = text(state).join(" ").replace(/ +/g, " ");
      expect(said).toContain(lang === "en" ? "needed 35 rows x 69 columns" : "нужно 35 строк x 69 колонок");
      for (const way of ["Ctrl -", lang === "en" ? "f puts" : "f положит", lang === "en" ? "t shows" : "t покажет"])
        expect(said).toContain(way);
      expect(text(states.resized(state, { rows: 35, columns: 80 })).join("")).toContain("▄");
    },
  );
});

describe("what stands on the screen", () => {
  it.each(["en", "ru"] as const)("never more than five keys in the footer, in %s", (lang) => {
    for (const size of [states.SMALL, states.LARGE]) {
      for (const grows of [true, false]) {
        const state = { ...shown(size, { grows }, lang), own: states.OWN };
        const keys = footerOf(state).map(({ label }) => label);
        expect(keys.length).toBeLessThanOrEqual(5);
        expect(keys).toEqual(expect.arrayContaining(["f", "t", "Enter", "?"]));
        expect(keys.includes("e")).toBe(grows && size === states.SMALL);
      }
    }
  });

  it("no row is wider than the window, whatever was told", () => {
    const handedOut = {
      folder: "/home/anna",
      home: true,
      user: "anna",
      names: ["lena-phone.png", "lena-phone.conf"],
      session: { client: "198.51.100.7", server: "203.0.113.5", port: 2222 },
    };
    const tolds = [
      null,
      { id: "warn-copy" },
      { id: "warn-print" },
      { id: "copied" },
      { id: "did-not-grow" },
      { id: "too-narrow", columns: 69 },
      { id: "handed-out", handedOut },
      { id: "not-handed-out", failure: { id: "full", path: "/home/anna/lena-phone.png", detail: "" } },
    ] as const;
    for (const lang of ["en", "ru"] as const) {
      for (const size of [states.SMALL, states.LARGE, { rows: 16, columns: 60 }, { rows: 36, columns: 80 }]) {
        for (const told of tolds) {
          const state = shown(size, {}, lang);
          if (state.view.at !== "code") throw new Error(state.view.at);
          const now: State = { ...state, view: { at: "code", code: { ...state.view.code, told } } };
          const all = rows(now);
          expect(all).toHaveLength(size.rows);
          for (const row of all) expect(rowWidth(row)).toBeLessThanOrEqual(size.columns);
          if (told?.id === "handed-out") expect(text(now).join("").replace(/ +/g, " ")).toContain("anna@203.0.113.5");
        }
      }
    }
  });

  it("what is told never cuts the code: it stands below it, or alone", async () => {
    for (let high = 30; high <= 44; high++) {
      const state = states.typed(shown({ rows: high, columns: 80 }), "c");
      const code = await read(state);
      expect(code === null || code === codeOf(state)).toBe(true);
      expect(text(state).join(" ")).toContain("clipboard");
    }
  });

  it("nor does the reason why a key does nothing", async () => {
    for (let high = 33; high <= 38; high++) {
      const state = states.typed(shown({ rows: high, columns: 60 + high }), "s");
      const code = await read(state);
      expect(code === null || code === codeOf(state)).toBe(true);
    }
  });

  it("PuTTY is told of pscp", () => {
    const out = { folder: "/home/anna", home: true, user: "anna", names: ["a.png", "a.conf"], session: null };
    const session = { client: "198.51.100.7", server: "203.0.113.5", port: 22 };
    const state = states.typed(shown(states.SMALL, { maker: "putty" }), "f");
    const handedOut = { ...out, session };
    const told = update(state, { type: "handed-out", effect: state.awaiting ?? 0, handedOut, failure: null }).state;
    expect(text(told)).toEqual(
      expect.arrayContaining([" pscp anna@203.0.113.5:a.png .", " pscp anna@203.0.113.5:a.conf ."]),
    );
  });
});

describe("a code that is a little too large", () => {
  const given = { dns: "1.1.1.1, 2606:4700:4700::1111" };
  const size = { rows: 36, columns: 69 };
  const tight = { rows: 35, columns: 69 };

  /** One row short of the smallest drawing of all of it (v12); without a line or two (v11) it fits. */
  const short = { rows: 35, columns: 80 };

  it("offers what makes it fit, with its price; one key shows one smaller code after the other, and the whole again", async () => {
    const state = shown(short, {}, "en", given);
    expect(await read(state)).toBeNull();
    const said = text(state).join(" ").replace(/ +/g, " ");
    expect(said).toContain("The code fits without all DNS entries but the first (21 bytes). If that server fails");
    expect(said).toContain("The code fits without PersistentKeepalive (23 bytes). Nothing from this side");
    expect(await read(states.typed(state, "d"))).toBe(codeOf(state).replace(/^(DNS=[^,\n]*).*$/m, "$1"));
    expect(await read(states.typed(state, "dd"))).toBe(codeOf(state).replace("\nPersistentKeepalive=25", ""));
    expect(await read(states.typed(state, "ddd"))).toBeNull();
  });

  it("says beside the smaller code what it is without", () => {
    const state = states.resized(states.typed(shown(short, {}, "en", given), "d"), { rows: 37, columns: 120 });
    expect(text(state).join(" ").replace(/ +/g, " ")).toContain("! This code is without all DNS");
  });

  it("the review offers the preshared key too, the code's screen does not", () => {
    const list = states.opened(states.fiveWorld(), { rows: 31, columns: 80 });
    const review = states.reviewing(list);
    expect(text(review).join(" ").replace(/ +/g, " ")).toMatch(/It would fit without .*the preshared key/);
    const code = with_(states.showingCode(review), {});
    expect(text(code).join(" ")).not.toContain("preshared");
  });

  it("a key that leaves something out says so where there is nothing to gain", () => {
    for (const large of [size, tight, states.LARGE]) expect(states.typed(shown(large), "d").refusal).toBe("fits");
  });
});
