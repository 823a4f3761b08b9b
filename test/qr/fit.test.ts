/** The ladder: which drawing stands in which window of which terminal, and what is said where none fits. */
import { describe, expect, it } from "vitest";
import { chooseDrawing, type DrawingName, drawingFor, nextDrawing, type Space } from "../../src/qr/fit.ts";
import { CODE_BYTES, modulesOf, sideFor, versionFor } from "../../src/qr/modules.ts";
import { type TerminalGifts, UNKNOWN_GIFTS } from "../../src/qr/terminal.ts";
import { codeOf, FULL } from "./configs.ts";

type Version = keyof typeof FULL;
const side = (version: Version) => 17 + 4 * version;

const window = (rows: number, columns: number, gifts: Partial<TerminalGifts> = {}): Space => ({
  rows,
  columns,
  gifts: { ...UNKNOWN_GIFTS, ...gifts },
});

/** A terminal that draws sextants itself, with cells twice as high as wide. */
const SEXTANTS = { sextants: true, cell: { width: 8, height: 16 } } as const;

/** `half 33x65 q4/4`: the drawing, its rows and columns, the white above and beside it; what is missing; or why not. */
function told(space: Space, version: Version, wish: Parameters<typeof chooseDrawing>[2] = null): string {
  const chosen = chooseDrawing(side(version), space, wish);
  if (chosen.kind === "cannot") return chosen.why;
  if (chosen.kind === "too-small") return `needs ${chosen.needs.rows}x${chosen.needs.columns}`;
  const { name, rows, columns, quiet, scale } = chosen.variant;
  const remark = chosen.remark === null ? "" : ` ${chosen.remark}`;
  return `${name} ${rows}x${columns} ${scale > 0 ? `${scale} px` : `q${quiet.rows}/${quiet.columns}`}${remark}`;
}

describe("rows and columns by drawing (terminal-qr.md §2.2)", () => {
  it.each([
    [9, ["61x122", "57x114"], ["31x61", "29x57", "28"], ["21x31", "19x29"]],
    [10, ["65x130", "61x122"], ["33x65", "31x61", "30"], ["22x33", "21x31"]],
    [11, ["69x138", "65x130"], ["35x69", "33x65", "32"], ["23x35", "22x33"]],
    [12, ["73x146", "69x138"], ["37x73", "35x69", "34"], ["25x37", "23x35"]],
    [13, ["77x154", "73x146"], ["39x77", "37x73", "36"], ["26x39", "25x37"]],
    [14, ["81x162", "77x154"], ["41x81", "39x77", "38"], ["27x41", "26x39"]],
  ] as const)("version %i", (version, full, half, sextant) => {
    const extents = (name: DrawingName) => {
      const found: string[] = [];
      for (let rows = 100; rows > 10; rows--) {
        for (const columns of [200, side(version) * 2 + 4, side(version) + 4, Math.ceil((side(version) + 4) / 2)]) {
          const chosen = chooseDrawing(side(version), window(rows, columns, SEXTANTS), name);
          if (chosen.kind === "fits") found.push(`${chosen.variant.rows}x${chosen.variant.columns}`);
        }
      }
      return new Set(found);
    };
    for (const extent of full) expect(extents("full")).toContain(extent);
    for (const extent of half.slice(0, 2)) expect(extents("half")).toContain(extent);
    expect(extents("half")).toContain(`${half[2]}x${side(version) + 8}`);
    expect(extents("half-top")).toEqual(extents("half"));
    for (const extent of sextant) expect(extents("sextant")).toContain(extent);
  });

  it("one byte more than a version holds takes the next one, and the modules are as many as was said before", () => {
    for (const [version, bytes] of Object.entries(FULL)) {
      expect(versionFor(bytes)).toBe(Number(version));
      expect(versionFor(bytes + 1)).toBe(Number(version) + 1);
    }
    for (const bytes of [1, 17, 18, 106, 1000, 2331, CODE_BYTES])
      expect(modulesOf("k".repeat(bytes))).toHaveLength(sideFor(bytes) ?? 0);
    expect(sideFor(CODE_BYTES + 1)).toBeNull();
  });

  it("a drawing has the rows it claims", () => {
    for (const name of ["full", "half", "half-top", "sextant", "sixel"] as const) {
      const drawing = drawingFor(codeOf(11), window(100, 200), name);
      expect(drawing.kind === "drawn" && [drawing.name, drawing.lines.length]).toEqual([
        name,
        drawing.kind === "drawn" && drawing.rows,
      ]);
    }
  });
});

const PIXELS = { cell: { width: 8, height: 17 } } as const;

describe("windows of usual sizes, one row kept for a hint (terminal-qr.md §2.2)", () => {
  it.each([
    // 80x24: nothing of blocks; sextants up to v12; pictures.
    ["80x24", 23, 80, {}, 9, "needs 29x61"],
    ["80x24", 23, 80, {}, 12, "needs 35x73"],
    ["80x24", 23, 80, SEXTANTS, 10, "sextant 22x33 q4/4 compact"],
    ["80x24", 23, 80, SEXTANTS, 11, "sextant 23x35 q4/4 compact"],
    ["80x24", 23, 80, SEXTANTS, 12, "sextant 23x35 q2/2 compact"],
    ["80x24", 23, 80, SEXTANTS, 13, "needs 25x37"],
    ["80x24", 23, 80, { ...PIXELS, graphics: "sixel" }, 12, "sixel 22x46 5 px"],
    ["80x24", 23, 80, { ...PIXELS, graphics: "kitty" }, 12, "kitty 22x46 5 px"],
    ["80x24", 23, 80, { ...PIXELS, graphics: "iterm" }, 14, "iterm 20x41 4 px"],
    // 80x30: v9 with two rows of white, v10 only with one and all rows.
    ["80x30", 29, 80, {}, 9, "half 29x61 q2/4"],
    ["80x30", 29, 80, {}, 10, "needs 31x65"],
    ["80x30, all rows", 30, 100, {}, 10, "half 30x65 q1/4 tight"],
    ["80x30", 29, 80, SEXTANTS, 14, "sextant 27x41 q4/4 compact"],
    ["80x30", 29, 80, { ...PIXELS, graphics: "sixel" }, 14, "sixel 29x61 6 px"],
    // 120x40: v9 to v13 with four rows of white, v14 with two.
    ["120x40", 39, 120, {}, 9, "half 31x61 q4/4"],
    ["120x40", 39, 120, {}, 13, "half 39x77 q4/4"],
    ["120x40", 39, 120, {}, 14, "half 39x81 q2/4"],
    ["132x50", 49, 132, {}, 14, "half 41x81 q4/4"],
    // A console of 1920x1080 dots: full blocks up to v11.
    ["240x67", 66, 240, { console: true, colours: 16 }, 9, "full 61x122 q4/4"],
    ["240x67", 66, 240, { console: true, colours: 16 }, 10, "full 65x130 q4/4"],
    ["240x67", 66, 240, { console: true, colours: 16 }, 11, "full 65x130 q2/2"],
    ["240x67", 66, 240, { console: true, colours: 16 }, 12, "needs 69x138"],
  ] as const)("%s: %i x %i %o, version %i: %s", (_name, rows, columns, gifts, version, expected) => {
    expect(told(window(rows, columns, gifts), version)).toBe(expected);
  });
});

describe("the ladder (terminal-qr.md §5.2)", () => {
  const kitty = { ...PIXELS, graphics: "kitty" } as const;
  it.each([
    ["0: none is wanted", window(100, 200), "none", "not-wanted"],
    ["2: a picture before everything else", window(100, 300, kitty), null, "kitty 52x110 12 px"],
    ["2: no picture inside a multiplexer", window(40, 120, { ...kitty, multiplexer: "tmux" }), null, "half 37x73 q4/4"],
    ["2: pictures below four pixels a module are none", window(17, 80, kitty), null, "needs 18x37"],
    [
      "2: cells of unknown size are taken for small ones",
      window(23, 80, { graphics: "sixel" }),
      null,
      "sixel 23x49 4 px",
    ],
    ["3: full blocks where there is room", window(73, 146), null, "full 73x146 q4/4"],
    ["3: with less white", window(69, 138), null, "full 69x138 q2/2"],
    ["4: half blocks below that", window(68, 138), null, "half 37x73 q4/4"],
    ["4: less white above, then beside", window(36, 100), null, "half 35x73 q2/4"],
    ["4: less white beside alone", window(40, 70), null, "half 37x69 q4/2"],
    ["4: less white all around", window(35, 69), null, "half 35x69 q2/2"],
    ["4b: one row of white, with the hint", window(34, 73), null, "half 34x73 q1/4 tight"],
    ["4b: never less than four beside it then", window(34, 72), null, "needs 35x69"],
    ["5: too small, and what is missing", window(30, 80), null, "needs 35x73"],
    ["5: too narrow", window(40, 68), null, "needs 37x69"],
    ["5c: sextants where nothing else fits", window(30, 80, SEXTANTS), null, "sextant 25x37 q4/4 compact"],
    ["5c: half blocks before sextants", window(37, 80, SEXTANTS), null, "half 37x73 q4/4"],
    [
      "5c: no sextants in cells higher than twice their width",
      window(30, 80, { ...SEXTANTS, ...PIXELS }),
      null,
      "needs 35x73",
    ],
    ["5c: no sextants in cells of unknown size", window(30, 80, { sextants: true }), null, "needs 35x73"],
    ["5c: no sextants in a multiplexer", window(30, 80, { ...SEXTANTS, multiplexer: "screen" }), null, "needs 35x73"],
    ["5c: no sextants in a font's own drawing", window(30, 80, { cell: SEXTANTS.cell }), null, "needs 35x73"],
    ["without UTF-8 blanks alone", window(68, 138, { utf8: false }), null, "needs 69x138"],
    ["the console: full blocks only", window(68, 300, { console: true }), null, "needs 69x138"],
    ["16 colours: the theme's own, with the hint", window(40, 120, { colours: 16 }), null, "half 37x73 q4/4 themed"],
    ["no colour codes: nothing that anybody could rely on", window(100, 200, { colours: 0 }), null, "no-colours"],
    ["Terminal.app: full blocks", window(73, 146, { maker: "apple" }), null, "full 73x146 q4/4"],
    [
      "Terminal.app: half blocks with the hint about gaps",
      window(40, 120, { maker: "apple" }),
      null,
      "half 37x73 q4/4 gaps",
    ],
    ["a wish comes before the ladder", window(100, 200, kitty), "half", "half 37x73 q4/4"],
    ["a wish for the other half", window(100, 200), "half-top", "half-top 37x73 q4/4"],
    ["a wish is taken at its word", window(30, 80), "sextant", "sextant 25x37 q4/4 compact"],
    ["also for a picture in a multiplexer", window(30, 80, { multiplexer: "tmux" }), "sixel", "sixel 23x49 4 px"],
    ["a wish that does not fit is told", window(50, 120), "full", "needs 69x138"],
  ] as const)("%s", (_name, space, wish, expected) => {
    expect(told(space, 12, wish)).toBe(expected);
  });

  it("a text that no code holds is refused", () => {
    expect(modulesOf("k".repeat(CODE_BYTES + 1))).toBeNull();
    expect(drawingFor(null, window(200, 400))).toEqual({ kind: "cannot", why: "too-long" });
  });

  it("text that is not byte text is a mistake of the caller", () => {
    expect(() => modulesOf("имя")).toThrow(RangeError);
  });

  it("whatever fits stands whole in its space, in any window of any terminal", () => {
    const terminals: Partial<TerminalGifts>[] = [
      {},
      SEXTANTS,
      { console: true, colours: 16 },
      ...(["kitty", "iterm", "sixel"] as const).flatMap((graphics) =>
        [null, { width: 5, height: 8 }, { width: 8, height: 17 }, { width: 20, height: 41 }].map((cell) => ({
          graphics,
          cell,
        })),
      ),
    ];
    let fitted = 0;
    for (const gifts of terminals) {
      for (let rows = 1; rows < 90; rows += 3) {
        for (let columns = 1; columns < 200; columns += 7) {
          const chosen = chooseDrawing(side(11), window(rows, columns, gifts));
          if (chosen.kind === "too-small")
            expect(rows < chosen.needs.rows || columns < chosen.needs.columns).toBe(true);
          if (chosen.kind !== "fits") continue;
          fitted++;
          expect(chosen.variant.rows).toBeLessThanOrEqual(rows);
          expect(chosen.variant.columns).toBeLessThanOrEqual(columns);
        }
      }
    }
    expect(fitted).toBeGreaterThan(1000);
  });

  it("a window of the size that was said to be needed shows it, and not the tight one", () => {
    for (const gifts of [{}, SEXTANTS, { console: true }, { ...PIXELS, graphics: "sixel" as const }]) {
      const chosen = chooseDrawing(side(12), window(16, 60, gifts));
      if (chosen.kind !== "too-small") throw new Error(chosen.kind);
      const then = chooseDrawing(side(12), window(chosen.needs.rows, chosen.needs.columns, gifts));
      expect(then.kind === "fits" && then.variant.tight).toBe(false);
    }
  });
});

describe("the key that goes round the drawings", () => {
  const round = (space: Space, from: DrawingName) => {
    const seen: DrawingName[] = [];
    for (let at = nextDrawing(side(10), space, from); at !== null; at = nextDrawing(side(10), space, at)) {
      if (seen.includes(at)) throw new Error(`${seen} goes round without ${from}`);
      seen.push(at);
      if (at === from) break;
    }
    return seen.join(" ");
  };

  it.each([
    ["a large window", window(80, 200), "half", "half-top full half"],
    ["120x40: no full block", window(38, 120), "half", "half-top half"],
    [
      "a terminal with pictures",
      window(80, 200, { ...PIXELS, graphics: "sixel" }),
      "sixel",
      "half half-top full sixel",
    ],
    ["sextants where they scan", window(38, 120, SEXTANTS), "half", "half-top sextant half"],
    ["the console has one drawing", window(80, 200, { console: true }), "full", ""],
    ["80x24 with pictures has one", window(22, 80, { ...PIXELS, graphics: "kitty" }), "kitty", ""],
  ] as const)("%s", (_name, space, from, expected) => {
    expect(round(space, from)).toBe(expected);
  });
});
