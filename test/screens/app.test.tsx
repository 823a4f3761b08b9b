import { describe, expect, it } from "vitest";
import type { Event } from "../../src/app/events.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { rowWidth } from "../../src/text/row.ts";
import { testWorld } from "../wizard/world.ts";
import { drawn, plain } from "./frame.tsx";
import * as states from "./states.ts";

const letters = (text: string): Event[] => Array.from(text, (letter) => ({ type: "letter", letter }));

describe("what is typed", () => {
  it.each<[string, string, readonly Event[]]>([
    ["a letter", "a", letters("a")],
    ["y and Enter in one packet are two keys", "y\r", [...letters("y"), { type: "key", key: "enter" }]],
    [
      "three Backspaces in one packet are three",
      "\u007f\u007f\u007f",
      [
        { type: "key", key: "backspace" },
        { type: "key", key: "backspace" },
        { type: "key", key: "backspace" },
      ],
    ],
    ["an arrow", "\u001b[B", [{ type: "key", key: "down" }]],
    ["Shift-Tab", "\u001b[Z", [{ type: "key", key: "shift-tab" }]],
    ["Ctrl-C is a key like any other", "\u0003", [{ type: "key", key: "ctrl-c" }]],
    [
      "a paste is one event, whatever stands in it",
      "\u001b[200~anna\nq\u001b[201~",
      [{ type: "paste", text: "anna\nq" }],
    ],
    ["Cyrillic letters", "Лена", letters("Лена")],
  ])("%s", async (_name, keys, expected) => {
    const events = await drawn(states.opened(), async (screen) => {
      await screen.write(keys);
      return [...screen.events];
    });
    expect(events).toEqual(expected);
  });
});

describe("a window that is too small", () => {
  it.each([
    [15, 80],
    [24, 59],
    [1, 20],
  ])("of %i rows and %i columns shows one line, and the answers are still there afterwards", async (rows, columns) => {
    const before = states.typed(states.adding(), "lena");
    const small = states.resized(before, { rows, columns });
    const text = await drawn(small, (screen) => screen.text());
    expect(text.split("\n")).toHaveLength(rows);
    expect(text.trimEnd()).toMatch(/^ ?Nothing is lost/);
    const again = states.resized(small, before.size);
    expect(await drawn(again, (screen) => screen.text())).toBe(await drawn(before, (screen) => screen.text()));
  });
});

describe("the one line of a window that is too small", () => {
  it.each([
    ["en", 59, "Nothing is lost. Too small: 59x10, needs 60x16."],
    ["en", 50, "Nothing is lost. Too small: 50x10, needs 60x16."],
    ["en", 40, "Nothing is lost. The window needs 60x16."],
    ["en", 16, "Nothing is lost."],
    ["ru", 50, "Ничего не потеряно. Окно мало: 50x10, нужно 60x16."],
    ["ru", 40, "Ничего не потеряно. Нужно окно 60x16."],
    ["ru", 19, "Ничего не потеряно."],
  ] as const)("in %s says first that nothing is lost, and is whole at %i columns", async (lang, columns, line) => {
    const small = states.resized(states.opened(states.fiveWorld(), states.SMALL, lang), { rows: 10, columns });
    expect((await drawn(small, (screen) => screen.text())).trim()).toBe(line);
  });
});

describe("the name of a peer whose file's name is taken", () => {
  it("is said to be the tunnel's, and the file to have a number", async () => {
    const world = states.fiveWorld({ clientFileNames: ["anna.conf", "anna-2.conf"] });
    const text = (name: string, lang: "en" | "ru" = "en") =>
      drawn(states.typed(states.adding(states.opened(world, states.SMALL, lang)), name), (screen) => screen.text());
    expect(await text("anna")).toContain("Its tunnel will be called anna, its file anna-3.conf: anna.conf is taken.");
    expect(await text("anna", "ru")).toContain("Туннель будет называться anna, файл anna-3.conf: anna.conf занято.");
    // The title over its file says the same.
    expect(await text("anna")).toContain("anna-3.conf, read by anna");
    expect(await text("olga")).toContain("Its file and its tunnel will be called olga.");
  });
});

describe("the keys", () => {
  it("of the review all stand below it in a window of 80 columns, in either language", async () => {
    for (const lang of ["en", "ru"] as const) {
      const review = states.reviewing(states.opened(states.fiveWorld(), states.SMALL, lang));
      const footer = (await drawn(review, (screen) => screen.text())).split("\n").at(-1);
      for (const key of ["w", "e", "v", "d", "Esc", "?"])
        expect(footer).toMatch(new RegExp(`(^|\\s)${key.replace("?", "\\?")} `));
    }
  });

  it("are listed with up and down in one row", async () => {
    const list = await drawn(states.typed(states.opened(), "?"), (screen) => screen.text());
    expect(list).toContain(" ↑↓ ");
    expect(list).not.toMatch(/^ ↓ /m);
  });
});

describe("colours", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
  const coloured = /\u001b\[(?:\d+;)*(?:3[0-9]|4[0-9]|9[0-7])m/;

  it("are the named ones", async () => {
    const raw = await drawn(states.reviewing(), (screen) => screen.raw());
    expect(raw).toMatch(coloured);
    expect(raw).not.toMatch(/[34]8;[25];/);
  });

  it("are left out under NO_COLOR, and the screen says the same", async () => {
    const bare = states.reviewing(states.opened(states.fiveWorld(), states.SMALL, "en", { colours: 0 }));
    const raw = await drawn(bare, (screen) => screen.raw());
    expect(raw).not.toMatch(coloured);
    expect(plain(raw)).toBe(await drawn(states.reviewing(), (screen) => screen.text()));
  });

  it("of the code stay: they are the picture itself", async () => {
    const bare = states.showingCode(
      states.reviewing(states.opened(states.fiveWorld(), states.LARGE, "en", { colours: 0 })),
    );
    expect(await drawn(bare, (screen) => screen.raw())).toMatch(/48;5;231/);
  });
});

describe("a terminal without UTF-8", () => {
  it("gets nothing but ASCII, in the same columns", async () => {
    const screens = [() => states.opened(), () => states.addingAt("keepalive"), () => states.doing(3)];
    for (const make of screens) {
      const state = make();
      const ascii = { ...state, abilities: { ...state.abilities, utf8: false } };
      const text = await drawn(ascii, (screen) => screen.text());
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      // A tick is spelled out in the columns it has; the footer offers no language that cannot be read there.
      const wide = (await drawn(state, (screen) => screen.text())).split("\n").map((line) => line.trimEnd().length);
      const same = text
        .split("\n")
        .slice(0, -1)
        .filter((line, at) => Math.abs(line.trimEnd().length - (wide[at] ?? 0)) <= 1);
      expect(same).toHaveLength(state.size.rows - 1);
    }
  });
});

describe("names of every script and width", () => {
  const NAMES = [
    "anna",
    "Лена Петрова",
    "日本語の名前がとても長いのでここで切れる",
    "👨‍👩‍👧 family",
    "e\u0301tienne",
    "مرحبا",
    "x".repeat(64),
    "evil\u001b[31m",
  ];
  const conf = `[Interface]\nAddress = 10.77.0.1/24\nListenPort = 1\n${NAMES.map(
    (name, at) =>
      `\n[Peer]\n# friendly_name = ${name}\nPublicKey = ${"A".repeat(42)}${at}=\nAllowedIPs = 10.77.0.${at + 2}/32\n`,
  ).join("")}`;

  it("keep the columns straight, and long ones end in an ellipsis", () => {
    const state = states.opened(testWorld(conf, { faults: [] }));
    const rows = rowsOf(state, states.WORDS.en);
    const table = rows.slice(3, 3 + NAMES.length);
    expect(new Set(table.map(rowWidth)).size).toBe(1);
    const text = table.map((row) => row.map((part) => part.text).join(""));
    expect(text[6]).toContain("xxx…");
    expect(text[7]).toContain("^[[31m");
    for (const row of table) expect(rowWidth(row.slice(0, 2))).toBe(rowWidth(table[0]?.slice(0, 2) ?? []));
  });
});

describe("ten thousand peers", () => {
  const MANY = `[Interface]\nAddress = 10.0.0.1/8\nListenPort = 1\n${Array.from(
    { length: 10_000 },
    (_, at) =>
      `\n[Peer]\n# friendly_name = peer-${at}\nPublicKey = k${at}\nAllowedIPs = 10.${at >> 16}.${(at >> 8) & 255}.${at & 255}/32\n`,
  ).join("")}`;

  it("compose no more rows than the window has, and the last one is reached by End", async () => {
    const last = states.typed(states.opened(testWorld(MANY, { faults: [] })), "<end>");
    const text = await drawn(last, (screen) => screen.text());
    expect(text).toContain("► peer-9999");
    expect(text).toContain("10,000 peers");
    expect(text.split("\n")).toHaveLength(24);
  });

  it("are filtered while typing", async () => {
    const some = states.typed(states.opened(testWorld(MANY, { faults: [] })), "/peer-999");
    expect(await drawn(some, (screen) => screen.text())).toContain("11 of 10,000 peers");
  });
});

describe("secrets", () => {
  it("are dots until v is pressed", async () => {
    const { presharedKey, pair } = states.MADE;
    const hidden = states.reviewing();
    const before = await drawn(hidden, (screen) => screen.raw());
    expect(before).not.toContain(presharedKey.slice(0, 8));
    expect(before).not.toContain(pair.privateKey.slice(0, 8));
    const large = states.typed(states.resized(hidden, { rows: 40, columns: 160 }), "v");
    const after = await drawn(large, (screen) => screen.text());
    expect(after).toContain(presharedKey);
    expect(after).toContain(pair.privateKey);
  });

  it("in the diff are dots as well", async () => {
    const diff = states.typed(states.reviewing(), "d");
    expect(await drawn(diff, (screen) => screen.raw())).not.toContain(states.MADE.presharedKey.slice(0, 8));
    expect(await drawn(states.typed(diff, "v"), (screen) => screen.text())).toContain(states.MADE.presharedKey);
  });

  it("are gone from the screen when the code is left", async () => {
    const left = states.typed(
      states.showingCode(states.reviewing(states.opened(states.fiveWorld(), states.LARGE))),
      "<enter>",
    );
    expect(left.awaiting).not.toBeNull();
  });
});
