/** Both files as panes, in both languages: golden pictures, and what must hold at every width. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  paneColumns,
  rowText,
  sideBySide,
  stacked,
  titleRoom,
  titleRule,
  titleRules,
  window,
  windowTop,
} from "../../src/panes/layout.ts";
import { type PaneOptions, paneRows } from "../../src/panes/pane.ts";
import { paneTitles, reviewTitles } from "../../src/panes/titles.ts";
import { planAdd } from "../../src/plans/add.ts";
import type { Sides } from "../../src/plans/plan.ts";
import { decidedLines, decides, sidesOf } from "../../src/plans/sides.ts";
import { type Row, rowWidth } from "../../src/text/row.ts";
import { width } from "../../src/text/width.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { notes as enNotes } from "../../src/words/en/notes.ts";
import { plans as enPlans } from "../../src/words/en/plans.ts";
import { notes as ruNotes } from "../../src/words/ru/notes.ts";
import { plans as ruPlans } from "../../src/words/ru/plans.ts";
import { ANSWERS, asFarAsKeepalive, MADE, mockupWorld, networks } from "./mockup.ts";

const WORDS = { en: { notes: enNotes, plans: enPlans }, ru: { notes: ruNotes, plans: ruPlans } };
const LANGUAGES = ["en", "ru"] as const;

test("a header names whom it describes, however short the name", () => {
  for (const name of ["x", "é", "a8"]) {
    const sides = sidesOf({ ...asFarAsKeepalive(), name }, mockupWorld(), MADE);
    const rows = paneRows(sides.server, options(sides, "en", {})).map(({ row }) => rowText(row));
    expect(rows.find((row) => row.includes("[Peer]"))).toMatch(new RegExp(` ${name}$`));
  }
});

describe("a title that is too long for its pane", () => {
  const named = (name: string, file: string) =>
    sidesOf({ ...ANSWERS, name, save: { kind: "file", path: file } }, mockupWorld(), MADE);
  const demo = mockupWorld({ path: "/tmp/wg-wizard-demo-lyepQL/wg0.conf" });

  test.each([
    [80, "Anton_Sevnet.conf, read by Anton_Se…", "Anton_Sevnet.conf, читает Anton_Sev…"],
    [120, "Anton_Sevnet.conf, read by Anton_Sevnet", "Anton_Sevnet.conf, читает Anton_Sevnet"],
    [60, "Anton_Sevnet.conf, read by Anton_Sevnet", "Anton_Sevnet.conf, читает Anton_Sevnet"],
  ])("keeps the file's name and who reads it at %i columns", (columns, english, russian) => {
    const sides = named("Anton_Sevnet", "/etc/wireguard/clients/Anton_Sevnet.conf");
    expect(paneTitles(sides, WORDS.en, false, titleRoom(columns))[1]).toBe(english);
    expect(paneTitles(sides, WORDS.ru, false, titleRoom(columns))[1]).toBe(russian);
  });

  test("loses folders first, one after the other", () => {
    const sides = sidesOf(ANSWERS, demo, MADE);
    const server = (room: number) => paneTitles(sides, WORDS.en, true, [room, room])[0];
    expect(server(60)).toBe("/tmp/wg-wizard-demo-lyepQL/wg0.conf, read by the server");
    expect(server(53)).toBe("…/wg-wizard-demo-lyepQL/wg0.conf, read by the server");
    expect(server(50)).toBe("wg0.conf, read by the server");
  });

  test("in the review as well", () => {
    const plan = planAdd(ANSWERS, demo, MADE);
    expect(reviewTitles(plan, WORDS.ru, true, titleRoom(120))[0]).toBe("wg0.conf: + 6 строк после строки 27");
    expect(reviewTitles(plan, WORDS.en, true, titleRoom(160))[0]).toBe(
      "/tmp/wg-wizard-demo-lyepQL/wg0.conf: + 6 lines after line 27",
    );
    expect(reviewTitles(plan, WORDS.en, true, [40, 30])[1]).toBe("…/clients/lena-phone.conf, new".slice(0, 30));
  });

  test("tells where the new lines stand, if not all of them stand together", () => {
    const apart = planAdd({ ...ANSWERS, save: { kind: "none" } }, mockupWorld(), MADE);
    const [first = 0, ...others] = apart.sides.server.lines.flatMap((line) => (line.kind === "new" ? line.number : []));
    expect(others).toEqual(others.map((_, at) => (others[0] ?? 0) + at));
    for (const [lang, lines] of [
      ["en", "7 lines"],
      ["ru", "7 строк"],
    ] as const) {
      const [title] = reviewTitles(apart, WORDS[lang], false, titleRoom(80));
      expect(title).toBe(`wg0.conf: + ${lines}: ${first}, ${others[0]}-${others.at(-1)}`);
    }
  });

  test("never is wider than its place while there is anything left to shorten", () => {
    for (const name of ["x", "Anton_Sevnet", "Лена Петрова, телефон", "李雷的手机".repeat(8), "a".repeat(64)]) {
      const sides = named(name, `/srv/a/very/long/way/to/${"file".repeat(9)}.conf`);
      for (let columns = 34; columns < 100; columns++) {
        for (const lang of LANGUAGES) {
          for (const title of paneTitles(sides, WORDS[lang], true, [columns, columns]))
            expect(width(title), title).toBeLessThanOrEqual(columns);
        }
      }
    }
  });
});

function options(sides: Sides, lang: "en" | "ru", changes: Partial<PaneOptions>): PaneOptions {
  return {
    columns: 39,
    role: "server",
    words: WORDS[lang],
    subject: sides.subject,
    numbers: false,
    briefs: false,
    lit: () => false,
    twin: null,
    secretsShown: false,
    ascii: false,
    ...changes,
  };
}

/** The keepalive step at this size. */
function keepaliveStep(lang: "en" | "ru", columns: number, height: number, briefs: boolean, ascii = false): Row[] {
  const sides = sidesOf(asFarAsKeepalive(), mockupWorld(), MADE);
  const widths = paneColumns(columns) ?? { left: columns, right: columns };
  const kept = decidedLines("keepalive", sides);
  const lit = (line: Parameters<typeof decides>[1]) => decides("keepalive", line);
  const left = paneRows(sides.server, options(sides, lang, { columns: widths.left, briefs, lit, ascii }));
  const right = paneRows(
    sides.client,
    options(sides, lang, { columns: widths.right, role: "client", briefs, lit, ascii }),
  );
  const [server, client] = paneTitles(sides, WORDS[lang], columns >= 100);
  return [
    titleRules([server, client], columns, "┬", ascii),
    ...sideBySide(window(left, height, kept.server), window(right, height, kept.client), columns, ascii ? "|" : "│"),
    titleRules(["", ""], columns, "┴", ascii),
  ];
}

/** The review at this size, the cursor on the server's line with this note. */
function review(lang: "en" | "ru", columns: number, note: string, briefs: boolean): Row[] {
  const plan = planAdd(ANSWERS, mockupWorld(), MADE);
  const { sides } = plan;
  const widths = paneColumns(columns) ?? { left: columns, right: columns };
  const at = sides.server.lines.findIndex((line) => line.note === note);
  const lit = (_: unknown, index: number) => index === at;
  const twin = sides.server.lines[at]?.pair ?? null;
  const left = paneRows(sides.server, options(sides, lang, { columns: widths.left, numbers: true, briefs, lit }));
  const right = paneRows(sides.client, options(sides, lang, { columns: widths.right, role: "client", briefs, twin }));
  const [server, client] = reviewTitles(plan, WORDS[lang], columns >= 100);
  return [
    titleRules([server, client], columns, "┬"),
    ...sideBySide(left, right, columns),
    titleRules(["", ""], columns, "┴"),
  ];
}

const picture = (rows: readonly Row[]) => `${rows.map(rowText).join("\n")}\n`;

describe.each(LANGUAGES)("the panes in %s", (lang) => {
  test("at the keepalive step, 80 columns", async () => {
    await expect(picture(keepaliveStep(lang, 80, 11, false))).toMatchFileSnapshot(`keepalive-80.${lang}.txt`);
  });

  test("at the keepalive step, 120 columns, with brief notes", async () => {
    await expect(picture(keepaliveStep(lang, 120, 22, true))).toMatchFileSnapshot(`keepalive-120.${lang}.txt`);
  });

  test("in the review, 80 columns, the cursor on the line that is not there", async () => {
    const rows = review(lang, 80, "server-peer/no-PersistentKeepalive", false);
    await expect(picture(rows)).toMatchFileSnapshot(`review-80.${lang}.txt`);
  });

  test("in the review, 120 columns, the cursor on AllowedIPs", async () => {
    const rows = review(lang, 120, "server-peer/AllowedIPs", true);
    await expect(picture(rows)).toMatchFileSnapshot(`review-120.${lang}.txt`);
  });

  test("below 76 columns one stands under the other", async () => {
    const sides = sidesOf(asFarAsKeepalive(), mockupWorld(), MADE);
    expect(paneColumns(75)).toBeNull();
    const [server, client] = paneTitles(sides, WORDS[lang]);
    const rows = stacked(
      [
        { title: server, rows: paneRows(sides.server, options(sides, lang, { columns: 60 })) },
        { title: client, rows: paneRows(sides.client, options(sides, lang, { columns: 60, role: "client" })) },
      ],
      60,
    );
    await expect(picture(rows)).toMatchFileSnapshot(`stacked-60.${lang}.txt`);
  });
});

test("in a terminal of ASCII the marks are ASCII", () => {
  expect(picture(keepaliveStep("en", 80, 11, false, true))).toMatch(/^[\x20-\x7e\nА-я]+$/);
});

test("the lit line and its counterpart are marked, not only coloured", () => {
  const rows = review("en", 80, "server-peer/AllowedIPs", false).map(rowText);
  expect(rows.find((row) => row.includes("►"))).toMatch(/^ 33►\+ AllowedIPs = 10\.77\.0\.6\/32/);
  expect(rows.find((row) => row.includes("= Address"))).toMatch(/│ = Address = 10\.77\.0\.6\/32$/);
});

test("no secret is drawn unless asked for", () => {
  const plan = planAdd(ANSWERS, mockupWorld(), MADE);
  const draw = (secretsShown: boolean) =>
    (["server", "client"] as const)
      .flatMap((role) =>
        paneRows(plan.sides[role], options(plan.sides, "en", { columns: 120, role, secretsShown, briefs: true })),
      )
      .map(({ row }) => rowText(row))
      .join("\n");
  expect(draw(false)).not.toContain(MADE.pair.privateKey);
  expect(draw(false)).not.toContain(MADE.presharedKey);
  expect(draw(true)).toContain(MADE.pair.privateKey);
  expect(draw(true).split(MADE.presharedKey).length - 1).toBe(2);
});

test("a secret in a comment of the file is masked as well", () => {
  const conf =
    "[Interface]\nAddress = 10.7.0.1/24\nListenPort = 5\n\n[Peer]\n# -WGP- PrivateKey: hunter2hunter2\n#[disabled] PresharedKey = swordfish\n";
  const sides = sidesOf({ name: "a" }, mockupWorld({ conf: parseConf(conf) }), MADE);
  const text = paneRows(sides.server, options(sides, "en", { columns: 120 }))
    .map(({ row }) => rowText(row))
    .join("\n");
  expect(text).toContain("PrivateKey: ••••••••");
  expect(text).not.toMatch(/hunter2|swordfish/);
});

test("control characters in a comment of the file are made visible", () => {
  const conf = "[Interface]\nAddress = 10.7.0.1/24\nListenPort = 5\n# \u001b[31mred\n";
  const sides = sidesOf({ name: "a" }, mockupWorld({ conf: parseConf(conf) }), MADE);
  const text = paneRows(sides.server, options(sides, "en", { columns: 60 }))
    .map(({ row }) => rowText(row))
    .join("\n");
  expect(text).toContain("# ^[[31mred");
  expect(text).not.toContain("\u001b");
});

test("no row is wider than its pane, whatever the width and the values", () => {
  const values = fc.record({
    columns: fc.integer({ min: 30, max: 140 }),
    name: fc.string({ minLength: 1, maxLength: 64, unit: "grapheme" }),
    lang: fc.constantFrom(...LANGUAGES),
    numbers: fc.boolean(),
    briefs: fc.boolean(),
    ascii: fc.boolean(),
    secretsShown: fc.boolean(),
    addresses: fc.constantFrom(
      networks("10.77.0.6/32"),
      networks("10.77.0.6/32", "fd77:1234:5678:9abc:def0:1234:5678:9abc/128"),
    ),
  });
  fc.assert(
    fc.property(values, ({ columns, name, lang, addresses, ...shape }) => {
      const sides = sidesOf(
        { ...ANSWERS, name, address: addresses, lan: networks("192.168.7.0/24") },
        mockupWorld(),
        MADE,
      );
      for (const role of ["server", "client"] as const) {
        for (const { row } of paneRows(sides[role], options(sides, lang, { columns, role, ...shape }))) {
          expect(rowWidth(row), rowText(row)).toBeLessThanOrEqual(columns);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("a rule is exactly as wide as it should be, whatever its title", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 90 }), fc.integer({ min: 10, max: 200 }), (title, columns) => {
      expect(rowWidth(titleRule(title, columns))).toBe(columns);
      expect(rowWidth(titleRules([title, title], columns, "┬"))).toBe(columns);
    }),
  );
});

test("the part that is shown holds the lit line, and begins at the top while it can", () => {
  const sides = sidesOf(ANSWERS, mockupWorld(), MADE);
  const rows = paneRows(sides.client, options(sides, "en", { columns: 59, role: "client", briefs: true }));
  for (let height = 2; height <= rows.length + 3; height++) {
    for (const [at] of sides.client.lines.entries()) {
      const shown = window(rows, height, at);
      expect(shown.length).toBe(Math.min(height, rows.length));
      expect(shown.map((row) => row.line)).toContain(at);
    }
    expect(windowTop(rows, height, 0)).toBe(0);
    expect(windowTop(rows, height, null)).toBe(0);
  }
});
