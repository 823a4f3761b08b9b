/** The findings in windows of every size: nothing is cut off, the remedy is always there, hundreds of commands are counted. */
import { describe, expect, it } from "vitest";
import type { Lang, Size, State } from "../../src/app/state.ts";
import { checks } from "../../src/screens/checks.ts";
import { rowWidth } from "../../src/text/row.ts";
import { wrap } from "../../src/text/width.ts";
import { told } from "../../src/words/finding.ts";
import { CASES, sight } from "../checks/cases.ts";
import { testWorld } from "../wizard/world.ts";
import { checking, manyWorld, mended } from "./checking.ts";
import { opened, typed, WORDS } from "./states.ts";

const SIZES: readonly Size[] = [
  { rows: 16, columns: 60 },
  { rows: 24, columns: 80 },
  { rows: 24, columns: 120 },
  { rows: 40, columns: 120 },
];

function drawn(state: State): readonly string[] {
  if (state.view.at !== "checks" || !state.world) throw new Error("not the findings");
  const rows = checks(state, state.world, state.view.checks, WORDS[state.lang]);
  expect(rows).toHaveLength(state.size.rows);
  expect(rows.filter((row) => rowWidth(row) > state.size.columns)).toEqual([]);
  return rows.map((row) => row.map(({ text }) => text).join(""));
}

describe.each(SIZES.map((size) => [`${size.columns}x${size.rows}`, size] as const))("%s", (_, size) => {
  it.each(["en", "ru"] as const)("every finding of every rule, in %s: its line, and what to do", (lang: Lang) => {
    for (const [id, cases] of Object.entries(CASES)) {
      for (const { bad } of cases) {
        const { world, machine } = sight(bad);
        const state = checking(opened(world, size, lang), world, machine);
        const groups = state.view.at === "checks" ? state.view.checks.groups : [];
        const at = groups.findIndex((group) => group.id === id);
        const text = drawn(typed(state, "j".repeat(at)));
        const finding = groups[at]?.findings[0];
        if (!finding) throw new Error(`nothing was found for ${id}`);
        const { mend } = told(finding, WORDS[lang].checks);
        const last = wrap(mend, size.columns - 2).at(-1) ?? "";
        expect([id, text.some((row) => row.includes(last))]).toEqual([id, true]);
        if (finding.line !== null)
          expect(text.some((row) => row.startsWith(`  ${String(finding.line).padStart(4)}  `))).toBe(true);
      }
    }
  });

  it.each(["en", "ru"] as const)("Enter tells any finding to its last word, in %s", (lang: Lang) => {
    for (const [id, cases] of Object.entries(CASES)) {
      for (const { bad } of cases) {
        const { world, machine } = sight(bad);
        const state = checking(opened(world, size, lang), world, machine);
        const groups = state.view.at === "checks" ? state.view.checks.groups : [];
        const at = groups.findIndex((group) => group.id === id);
        const finding = groups[at]?.findings[0];
        if (!finding) throw new Error(`nothing was found for ${id}`);
        const { what, why, mend } = told(finding, WORDS[lang].checks);
        const text = drawn(typed(state, `${"j".repeat(at)}<enter>`))
          .join(" ")
          .replace(/\s+/g, " ");
        for (const one of [what, why, mend]) expect(text).toContain(one.replace(/\s+/g, " "));
      }
    }
  });

  it("the mend, before, while and after", () => {
    for (const lang of ["en", "ru"] as const) {
      const shown = typed(checking(opened(manyWorld(), size, lang)), "jjm");
      for (const state of [shown, typed(shown, "<enter>"), typed(shown, "v"), typed(shown, "w"), mended(shown)])
        drawn(state);
      const failure = { id: "command", path: "wg0", detail: "Operation not permitted" } as const;
      drawn(mended(shown, { loaded: "failed", steps: [{ id: "run", at: 0, status: "failed", failure }] }));
    }
  });
});

it("in the smallest window the lines that change are seen before the lines around them", () => {
  const state = checking(opened(manyWorld(), { rows: 16, columns: 60 }), manyWorld());
  const groups = state.view.at === "checks" ? state.view.checks.groups : [];
  const at = groups.findIndex(({ id }) => id === "server-keepalive");
  const rows = drawn(typed(state, `${"j".repeat(at)}m`));
  expect(rows.filter((row) => /^ +\d+ - PersistentKeepalive = 25/.test(row))).toHaveLength(2);
});

it("of 380 commands two are shown and the others counted", () => {
  const peers = Array.from({ length: 380 }, (_, at) => ({
    publicKey: Buffer.alloc(32, at & 255)
      .fill(at >> 8, 0, 1)
      .fill(1, 1, 2)
      .toString("base64"),
    address: `10.77.${1 + (at >> 8)}.${at & 255}/32`,
  }));
  const blocks = peers.map(
    ({ publicKey, address }) => `[Peer]\nPublicKey = ${publicKey}\nAllowedIPs = ${address}\nPersistentKeepalive = 9\n`,
  );
  const live = {
    publicKey: null,
    listenPort: 1,
    fwMark: null,
    peers: peers.map(({ publicKey, address }) => ({
      publicKey,
      endpoint: null,
      allowedIPs: [address],
      latestHandshake: null,
      rx: 0,
      tx: 0,
      persistentKeepalive: 9,
      presharedKey: null,
    })),
  };
  const world = testWorld(`[Interface]\nListenPort = 1\n\n${blocks.join("\n")}`, { live });
  const state = checking(opened(world));
  expect(drawn(state).filter((row) => row.includes("380 times"))).toHaveLength(1);
  const text = drawn(typed(state, "m")).join("\n");
  expect(text.match(/wg set/g)).toHaveLength(2);
  expect(text).toContain("and 378 more commands");
});
