import { describe, expect, it } from "vitest";
import { drawingFor, type Space } from "../../src/qr/fit.ts";
import { modulesOf } from "../../src/qr/modules.ts";

/** Bytes that just fill a code of this version at level L (ISO 18004, byte mode). */
const FULL = { 9: 230, 10: 271, 11: 321, 12: 367, 13: 425, 14: 458 } as const;

const window = (rows: number, columns: number, more: Partial<Space> = {}): Space => ({
  rows,
  columns,
  utf8: true,
  console: false,
  colours: 256,
  ...more,
});

const code = (version: keyof typeof FULL) => modulesOf("k".repeat(FULL[version]));

describe("sizes on the screen", () => {
  it.each([
    [9, 53, "31x61", "29x61", "61x122"],
    [10, 57, "33x65", "31x65", "65x130"],
    [11, 61, "35x69", "33x69", "69x138"],
    [12, 65, "37x73", "35x73", "73x146"],
    [13, 69, "39x77", "37x77", "77x154"],
    [14, 73, "41x81", "39x81", "81x162"],
  ] as const)(
    "version %i has %i modules and takes %s, %s where it is tight, %s in full blocks",
    (version, count, wide, tight, full) => {
      const modules = code(version);
      const size = (space: Space) => {
        const drawing = drawingFor(modules, space);
        return drawing.kind === "drawn" ? `${drawing.rows}x${drawing.columns}` : drawing.kind;
      };
      const [rows, columns] = wide.split("x").map(Number) as [number, number];
      expect(modules).toHaveLength(count);
      expect(size(window(200, 300))).toBe(wide);
      expect(size(window(rows, columns))).toBe(wide);
      expect(size(window(rows - 1, columns))).toBe(tight);
      expect(size(window(rows, columns - 1))).toBe("too-small");
      expect(size(window(200, 300, { console: true, colours: 16 }))).toBe(full);
    },
  );

  it("one byte more than a version holds takes the next one", () => {
    expect(modulesOf("k".repeat(FULL[10] + 1))).toHaveLength(61);
  });

  it("the drawing has the rows it claims", () => {
    const drawing = drawingFor(code(10), window(40, 120));
    expect(drawing.kind === "drawn" && drawing.lines.length).toBe(33);
  });
});

describe("where it does not fit", () => {
  it("80x24 is told what the smallest drawing needs", () => {
    expect(drawingFor(code(11), window(24, 80))).toEqual({
      kind: "too-small",
      needs: { rows: 33, columns: 69 },
      has: { rows: 24, columns: 80 },
    });
  });

  it("a console is told what the full blocks need", () => {
    const drawing = drawingFor(code(9), window(24, 80, { console: true, colours: 16 }));
    expect(drawing).toMatchObject({ kind: "too-small", needs: { rows: 57, columns: 122 } });
  });

  it("a terminal without UTF-8 gets blanks alone", () => {
    const drawing = drawingFor(code(9), window(70, 130, { utf8: false }));
    expect(drawing).toMatchObject({ kind: "drawn", name: "full-block", rows: 61, columns: 122 });
    if (drawing.kind === "drawn") expect(drawing.lines.join("").replaceAll("\u001b", "")).toMatch(/^[ -~]*$/);
  });

  it("a text that no code holds is refused", () => {
    expect(modulesOf("k".repeat(2953))).toHaveLength(177);
    expect(drawingFor(modulesOf("k".repeat(2954)), window(200, 400))).toEqual({ kind: "cannot", why: "too-long" });
  });

  it("text that is not byte text is a mistake of the caller", () => {
    expect(() => modulesOf("имя")).toThrow(RangeError);
  });
});
