import { describe, expect, it } from "vitest";
import type { Size } from "../../src/app/state.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { rowWidth } from "../../src/text/row.ts";
import { testWorld } from "../wizard/world.ts";
import { agreeing, allDifferent, applied, applying, differing, half } from "./applying.ts";
import { LANGS, looksAsDrawn, type Make, SIZES } from "./as-drawn.ts";
import { checking, manyWorld, mended } from "./checking.ts";
import { drawn } from "./frame.tsx";
import * as states from "./states.ts";

const list: Make = (size, lang) => states.opened(states.fiveWorld(), size, lang);
const SUDO = "sudo /home/anton/.nvm/versions/node/v20.17.0/bin/node /usr/lib/node_modules/wg-wizard/dist/wg-wizard.js";
const EMPTY = states.FIVE_PEERS.slice(0, states.FIVE_PEERS.indexOf("\n[Peer]"));
const MISSPELT = states.FIVE_PEERS.replace("ListenPort", "ListenProt");

const written: Make = (size, lang) => states.showingCode(states.reviewing(list(size, lang)));

/** One picture each, at both sizes and in both languages. A reviewer reads them in the diff. */
const SCREENS: Readonly<Record<string, Make>> = {
  dashboard: list,
  "dashboard-filter": (size, lang) => states.typed(list(size, lang), "/lena"),
  "dashboard-empty": (size, lang) => states.opened(testWorld(EMPTY), size, lang),
  "dashboard-keepalive": (size, lang) => states.typed(list(size, lang), "jjj"),
  "dashboard-faults": (size, lang) => states.opened(testWorld(MISSPELT), size, lang),
  "dashboard-refused": (size, lang) => states.typed(states.opened(testWorld(MISSPELT), size, lang), "a"),
  "dashboard-demo": (size, lang) => ({
    ...states.opened(
      states.fiveWorld({ demo: true, live: null, path: "/tmp/wg-wizard-demo-Xk2f9a/wg0.conf" }),
      size,
      lang,
    ),
    demoBecause: { id: "denied", path: "/etc/wireguard", sudo: SUDO },
  }),
  "dashboard-differs": (size, lang) =>
    states.typed(states.opened(states.fiveWorld({ live: states.DIFFERING }), size, lang), "j"),
  "dashboard-only-live": (size, lang) =>
    states.typed(states.opened(states.fiveWorld({ live: states.DIFFERING }), size, lang), "G"),
  "dashboard-sorted": (size, lang) =>
    states.typed(states.heardAgain(list(size, lang), states.FIRST_KEY, 24_000, 1_400_000), "ssff"),
  "dashboard-rate": (size, lang) => states.heardAgain(list(size, lang), states.FIRST_KEY, 24_000, 1_400_000),
  "dashboard-you": (size, lang) =>
    states.opened(states.fiveWorld({ session: { client: "10.77.0.2", server: "10.77.0.1", port: 22 } }), size, lang),
  "dashboard-stranger": (size, lang) => states.opened(states.strangerWorld(), size, lang),
  "dashboard-no-wg": (size, lang) =>
    states.opened(states.fiveWorld({ live: null, running: { kind: "no-wg" } }), size, lang),
  "wizard-follow": (size, lang) =>
    states.addingAt("follow", states.opened(states.strangerWorld({ addresses: ["10.99.0.1/24"] }), size, lang)),
  trouble: (size, lang) => states.inTrouble({ id: "denied", path: "/etc/wireguard/wg0.conf", sudo: SUDO }, size, lang),
  choose: (size, lang) => states.choosing(size, lang),
  "wizard-name": (size, lang) => states.typed(states.adding(list(size, lang)), "lena-phone"),
  "wizard-name-taken": (size, lang) => states.typed(states.adding(list(size, lang)), "nas<enter>"),
  "wizard-address-taken": (size, lang) =>
    states.typed(states.addingAt("address", list(size, lang)), "10.77.0.2<enter>"),
  "wizard-traffic": (size, lang) => states.addingAt("traffic", list(size, lang)),
  "wizard-keepalive": (size, lang) => states.addingAt("keepalive", list(size, lang)),
  "wizard-leave": (size, lang) => states.typed(states.adding(list(size, lang)), "lena<esc>"),
  review: (size, lang) => states.reviewing(list(size, lang)),
  "review-key": (size, lang) => states.typed(states.reviewing(list(size, lang)), "kkk"),
  "review-nudged": (size, lang) => states.typed(states.reviewing(list(size, lang)), "<enter>"),
  "review-warned": (size, lang) =>
    states.reviewing({
      ...states.opened(states.fiveWorld({ facts: states.NO_INTERNET }), size, lang),
      given: { endpoint: "192.168.1.10:47770" },
    }),
  "review-diff": (size, lang) => states.typed(states.reviewing(list(size, lang)), "d"),
  "review-told": (size, lang) => states.typed(states.reviewing(list(size, lang)), "i"),
  detail: (size, lang) => states.typed(list(size, lang), "j<enter>"),
  "detail-kept": (size, lang) => states.typed(states.opened(states.keptWorld(), size, lang), "j<enter>jj<right>"),
  "detail-keepalive": (size, lang) => states.typed(list(size, lang), "jjj<enter>"),
  "detail-codeless": (size, lang) => states.typed(list(size, lang), "jjjc"),
  "wizard-rotate": (size, lang) => states.rotating(list(size, lang)),
  "review-rotate": (size, lang) => states.typed(states.rotating(list(size, lang)), "<tab>"),
  "review-rotate-kept": (size, lang) =>
    states.typed(
      states.rotating(states.typed(states.opened(states.keptWorld(), size, lang), "j"), "<enter>n"),
      "<tab>",
    ),
  "undo-rotate": (size, lang) =>
    states.undoing(states.showingCode(states.typed(states.rotating(list(size, lang)), "<tab>"))),
  "code-standing": (size, lang) => states.typed(states.opened(states.keptWorld(), size, lang), "jc"),
  "detail-told": (size, lang) => states.typed(list(size, lang), "jjj<enter><enter>"),
  "review-jump": (size, lang) => states.typed(states.reviewing(list(size, lang)), "ejj"),
  doing: (size, lang) => states.doing(3, states.reviewing(list(size, lang))),
  "doing-failed": (size, lang) => states.failed(states.reviewing(list(size, lang))),
  code: (size, lang) => states.showingCode(states.reviewing(list(size, lang))),
  "code-text": (size, lang) => states.typed(states.showingCode(states.reviewing(list(size, lang))), "t"),
  "code-held": (size, lang) =>
    states.typed(states.showingCode(states.reviewing({ ...list(size, lang), given: { save: "none" } })), "<enter>"),
  "doing-changed": (size, lang) => states.stopped("changed", states.reviewing(list(size, lang))),
  "doing-locked": (size, lang) => states.stopped("locked", states.reviewing(list(size, lang))),
  met: (size, lang) => states.metOthers(states.reviewing(list(size, lang))),
  undo: (size, lang) => states.undoing(written(size, lang)),
  "undo-loaded": (size, lang) => states.undoingLoaded(written(size, lang)),
  "undo-nudged": (size, lang) => states.typed(states.undoing(written(size, lang)), "<enter>"),
  "undo-doing": (size, lang) => states.takingBack(3, states.undoing(written(size, lang))),
  "undo-done": (size, lang) => states.takingBack(99, states.undoingLoaded(written(size, lang))),
  "undo-changed": (size, lang) => states.undoing(written(size, lang), states.withAnother(states.fiveWorld())),
  "dashboard-own": (size, lang) => ({ ...list(size, lang), own: states.OWN }),
  unfinished: (size, lang) => states.halfDone(size, lang),
  "unfinished-closed": (size, lang) =>
    states.halfDone(size, lang, {
      files: [{ path: "/etc/wireguard/wg0.conf", state: "other" }],
      canFinish: false,
      canTakeBack: false,
    }),
  "unfinished-done": (size, lang) => states.settled(states.halfDone(size, lang)),
  checks: (size, lang) => checking(states.opened(manyWorld(), size, lang)),
  "checks-lit": (size, lang) => states.typed(checking(states.opened(manyWorld(), size, lang)), "jj"),
  "checks-quiet": (size, lang) => checking(states.opened(testWorld(), size, lang)),
  "checks-looking": (size, lang) => states.typed(states.opened(manyWorld(), size, lang), "x"),
  "checks-mend": (size, lang) => states.typed(checking(states.opened(manyWorld(), size, lang)), "jjm"),
  "checks-mended": (size, lang) => mended(states.typed(checking(states.opened(manyWorld(), size, lang)), "jjm")),
  apply: (size, lang) => applying(differing(), size, lang),
  "apply-one": (size, lang) => applying(differing(), size, lang, "jjl"),
  "apply-many": (size, lang) => states.typed(applying(allDifferent(), size, lang), "jjjj"),
  "apply-doing": (size, lang) => half(250, applying(allDifferent(), size, lang)),
  "apply-done": (size, lang) => applied(applying(differing(), size, lang)),
  "apply-refused": (size, lang) => applied(applying(differing(), size, lang), 6),
  "apply-same": (size, lang) => applying(agreeing(), size, lang),
  "apply-down": (size, lang) => applying(states.fiveWorld({ live: null, running: { kind: "down" } }), size, lang),
  log: (size, lang) => states.typed(applied(applying(differing(), size, lang), 6), "o"),
  "log-empty": (size, lang) => states.typed(list(size, lang), "o"),
  "code-refused": (size, lang) => states.refusedByInterface(written(size, lang)),
  keys: (size, lang) => states.typed(list(size, lang), "?"),
  opening: (size, lang) => states.fresh(size, lang),
};

looksAsDrawn(SCREENS);

describe("every screen", () => {
  const windows: readonly Size[] = [
    { rows: 16, columns: 60 },
    { rows: 24, columns: 80 },
    { rows: 24, columns: 120 },
    { rows: 40, columns: 76 },
    { rows: 40, columns: 120 },
    { rows: 33, columns: 111 },
    { rows: 60, columns: 200 },
  ];

  it.each([...SIZES, { rows: 30, columns: 100 }].map((size) => [`${size.columns}x${size.rows}`, size] as const))(
    "says nothing that the right edge of a window of %s would cut off",
    (_window, size) => {
      for (const [name, make] of Object.entries(SCREENS)) {
        for (const lang of LANGS) {
          const rows = rowsOf(make(size, lang), states.WORDS[lang]);
          const wide = rows
            .filter((row) => rowWidth(row) > size.columns)
            .map((row) => `${name}.${lang}: ${row.map(({ text }) => text).join("")}`);
          expect(wide).toEqual([]);
        }
      }
    },
  );

  it.each(windows.map((size) => [`${size.columns}x${size.rows}`, size] as const))(
    "has as many rows as a window of %s, so that its footer is never pushed out",
    (_window, size) => {
      for (const [name, make] of Object.entries(SCREENS)) {
        for (const lang of LANGS) {
          expect([name, lang, rowsOf(make(size, lang), states.WORDS[lang]).length]).toEqual([name, lang, size.rows]);
        }
      }
    },
  );

  it.each(windows.map((size) => [`${size.columns}x${size.rows}`, size] as const))(
    "is exactly as large as a window of %s",
    async (_window, size) => {
      for (const make of Object.values(SCREENS)) {
        const lines = (await drawn(make(size, "ru"), (screen) => screen.raw())).split("\n");
        expect(lines).toHaveLength(size.rows);
      }
    },
  );
});
