import { describe, expect, it } from "vitest";
import { freshField, typedField } from "../../src/app/field.ts";
import { ends, marked, paragraph } from "../../src/screens/parts/cells.ts";
import { detailRowsOf } from "../../src/screens/parts/details.ts";
import { fieldRow } from "../../src/screens/parts/field.ts";
import { footer } from "../../src/screens/parts/footer.ts";
import { columnsFor, peerRow } from "../../src/screens/parts/peers.ts";
import { rule } from "../../src/screens/parts/rule.ts";
import { seen } from "../../src/screens/parts/scroll.ts";
import { tickedSteps } from "../../src/screens/parts/steps.ts";
import { wholeText } from "../../src/screens/parts/text-rows.ts";
import { troubleSentences } from "../../src/screens/parts/trouble-rows.ts";
import { type Row, rowWidth, span } from "../../src/text/row.ts";
import { ANTON_KEY, testWorld } from "../wizard/world.ts";
import { plain } from "./frame.tsx";
import * as states from "./states.ts";

const text = (row: Row) => plain(row.map((part) => part.text).join("")).replace(/\n/g, "");

describe("a rule", () => {
  it("is as wide as the window, with a title and a joint", () => {
    const row = rule(
      30,
      [
        { at: 0, text: "left" },
        { at: 16, text: "right" },
      ],
      [{ at: 15, glyph: "┬" }],
    );
    expect(text(row)).toBe("─ left ────────┬─ right ──────");
  });

  it("cuts a title before the next one begins", () => {
    const row = rule(
      30,
      [
        { at: 0, text: "far too long for here" },
        { at: 16, text: "right" },
      ],
      [{ at: 15, glyph: "┬" }],
    );
    expect(text(row)).toBe("─ far too lo… ─┬─ right ──────");
    expect(rowWidth(row)).toBe(30);
  });

  it("lets its last title pass over a joint", () => {
    const row = rule(24, [{ at: 0, text: "long enough to pass" }], [{ at: 10, glyph: "┴" }]);
    expect(text(row)).toBe("─ long enough to pass ──");
  });
});

describe("the footer of the list at 80 columns", () => {
  it("offers the other language, whatever else there is to do", () => {
    const thirty = Array.from({ length: 30 }, (_, at) => `\n[Peer]\nAllowedIPs = 10.77.0.${at + 100}/32\n`).join("");
    const many = testWorld(states.FIVE_PEERS.replace("10.77.0.200", "10.77.0.99") + thirty);
    for (const world of [states.fiveWorld({ live: states.DIFFERING }), states.fiveWorld(), many]) {
      for (const keys of ["", "j", "jj", "jjj", "jjjj", "jjjjj"]) {
        for (const own of [null, states.OWN]) {
          const state = { ...states.typed(states.opened(world), keys), own };
          expect(text(footer(state, states.WORDS.en))).toContain("R по-русски");
          expect(text(footer({ ...state, lang: "ru" }, states.WORDS.ru))).toContain("E in English");
        }
      }
    }
  });
});

describe("the steps while they are done", () => {
  it("have no tick for what was so already, and say so", () => {
    const text = "ip -4 route del 192.168.9.0/24 dev wg0";
    const steps = [{ id: "run", path: "/etc/wireguard/wg0.conf", at: 0, text }] as const;
    const done = { id: "run", at: 0, status: "done", failure: null } as const;
    const shown = (already: boolean, lang: "en" | "ru" = "en") =>
      tickedSteps({ steps }, [{ ...done, ...(already && { already }) }], states.WORDS[lang], 100).map((row) =>
        row.map((part) => part.text).join(""),
      );
    expect(shown(false)).toEqual([`   √  ${text}`]);
    expect(shown(true)).toEqual([`   –  ${text} (nothing to do: it is so already)`]);
    expect(shown(true, "ru")).toEqual([`   –  ${text} (делать нечего: так и есть)`]);
  });
});

describe("a field", () => {
  it("shows its cursor after the last letter", () => {
    expect(text(fieldRow(typedField("lena"), 20))).toBe("lena_");
  });

  it("shows a suggestion nobody has touched dimmed", () => {
    expect(fieldRow(freshField("25"), 20).find((part) => part.text === "25")?.tone).toBe("dim");
    expect(fieldRow(typedField("25"), 20).find((part) => part.text === "25")?.tone).toBe("plain");
  });

  it.each([0, 1, 10, 35, 63, 64])("is a window on a long text that always holds the cursor (%i)", (cursor) => {
    const long = "абвгдежз".repeat(8);
    const row = fieldRow({ text: long, cursor, fresh: false }, 20);
    expect(rowWidth(row)).toBeLessThanOrEqual(20);
    expect(row.map((part) => part.text).join("")).toContain("\u001b[7m");
    expect(text(row).startsWith("…")).toBe(cursor > 17);
  });

  it("makes control characters visible", () => {
    expect(text(fieldRow(typedField("a\u202eb"), 20))).toBe("a<U+202E>b_");
  });
});

describe("a list that scrolls", () => {
  it.each([
    ["all fit", 5, 10, 4, 0, { from: 0, to: 5 }],
    ["the cursor at the top", 100, 10, 0, 0, { from: 0, to: 10 }],
    ["the cursor below what was shown", 100, 10, 42, 0, { from: 33, to: 43 }],
    ["the cursor above what was shown", 100, 10, 3, 40, { from: 3, to: 13 }],
    ["the cursor within: nothing moves", 100, 10, 45, 40, { from: 40, to: 50 }],
    ["the window grew: no row is wasted", 100, 50, 99, 90, { from: 50, to: 100 }],
    ["no room at all", 100, 0, 5, 0, { from: 6, to: 6 }],
  ] as const)("%s", (_name, count, visible, cursor, top, expected) => {
    expect(seen(count, visible, cursor, top)).toEqual(expected);
  });
});

describe("the footer", () => {
  it("drops the least important keys first, never the first one", () => {
    const wide = text(footer(states.resized(states.opened(), { rows: 24, columns: 120 }), states.WORDS.en));
    const narrow = text(footer(states.resized(states.opened(), { rows: 24, columns: 60 }), states.WORDS.en));
    expect(wide).toContain("R по-русски");
    expect(narrow).not.toContain("R по-русски");
    expect(narrow).toContain("a add a peer");
    expect(narrow).toContain("q quit");
    expect(narrow.length).toBeLessThanOrEqual(60);
  });

  it("offers the other language in its own words", () => {
    expect(text(footer(states.opened(states.fiveWorld(), states.LARGE, "ru"), states.WORDS.ru))).toContain(
      "E in English",
    );
  });
});

describe("the table of peers", () => {
  it.each([60, 62, 70, 76, 80, 100, 120, 200])("has columns that fill no more than a window of %i", (columns) => {
    for (const live of [states.LIVE, null]) {
      const table = columnsFor(states.fiveWorld({ live }), columns);
      expect(table.reduce((sum, column) => sum + column.columns + 1, 2)).toBeLessThanOrEqual(columns);
      expect(table.slice(0, 2).map(({ id }) => id)).toEqual(["name", "addresses"]);
      expect(Math.min(...table.map((column) => column.columns))).toBeGreaterThanOrEqual(7);
    }
  });

  it("has all five columns at 80", () => {
    expect(columnsFor(states.fiveWorld(), 80).map(({ id }) => id)).toEqual([
      "name",
      "addresses",
      "handshake",
      "traffic",
      "marks",
    ]);
  });
});

describe("rows", () => {
  it("keep the right end whole and cut the left one", () => {
    const row = ends([span(" a rather long beginning")], [span("end ")], 20);
    expect(text(row)).toBe(" a rather long… end");
    expect(rowWidth(row)).toBe(20);
  });

  it("hang below a mark", () => {
    expect(marked("!", "one two three four", 12, "warning").map(text)).toEqual([" ! one two", "   three", "   four"]);
  });

  it("say that a paragraph goes on where it is cut", () => {
    const rows = paragraph("one two three four five six", 12, "plain", 2).map(text);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatch(/…$/);
  });

  it("hold a long command in full, from the first column on", () => {
    const command = "sudo ".repeat(30).trim();
    expect(
      wholeText(command, 40)
        .map((row) => row.map((part) => part.text).join(""))
        .join(""),
    ).toBe(command);
  });
});

describe("what stands in a file and on the command line", () => {
  const lines = (rows: readonly Row[]) => rows.map(text).join("\n");

  it("is told below the list as people read it, where it is no ASCII", () => {
    const conf = `[Interface]\nListenPort = 1\n[Peer]\nPublicKey = ${ANTON_KEY}\nEndpoint = zürich.example:51820\nAllowedIPs = größe\n`;
    const world = testWorld(conf);
    const [peer] = world.conf.peers;
    if (!peer) throw new Error("no peer");
    const details = lines(detailRowsOf(peer, world, states.WORDS.en, states.NOW, 80, 9));
    expect(details).toContain("zürich.example:51820");
    expect(details).toContain("größe");
    const row = text(peerRow(peer, world, states.WORDS.en, columnsFor(world, 80), false, states.NOW));
    expect(row).toContain("größe");
  });

  it("is made harmless in the line that is to be typed", () => {
    const sudo = "sudo wg-wizard --name '\u001b[31mx'";
    const shown = troubleSentences({ id: "denied", path: "/etc/wireguard", sudo }, states.WORDS.en, 80).flat();
    const raw = shown.flatMap((row) => row.map((part) => part.text)).join("");
    expect(raw).toContain("^[[31mx");
    expect(raw).not.toContain("\u001b");
  });
});
