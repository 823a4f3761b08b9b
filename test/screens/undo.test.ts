/** Taking back, before anything is done: what it is about is told in any window, whatever the peer is called. */
import { describe, expect, it } from "vitest";
import type { State } from "../../src/app/state.ts";
import type { UndoPlan } from "../../src/plans/undo.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { rowWidth } from "../../src/text/row.ts";
import * as states from "./states.ts";

const NAMES = ["nas", "lena-phone", "printer-in-the-cellar-behind-the-old-stairs", "Дача, роутер"];
const WINDOWS = [{ rows: 16, columns: 60 }, { rows: 24, columns: 70 }, states.SMALL, states.LARGE];

/** The undo of such a change of a peer of this name. */
function taking(of: UndoPlan["of"], name: string): State {
  const shown = states.undoing();
  if (shown.view.at !== "undo" || shown.view.undo.found?.kind !== "plan") throw new Error("nothing is taken back");
  const { undo } = shown.view;
  const { plan } = shown.view.undo.found;
  const named = { ...plan, of, peer: plan.peer && { ...plan.peer, name } };
  return { ...shown, view: { at: "undo", undo: { ...undo, found: { kind: "plan", plan: named } } } };
}

describe.each(["add", "undo", "mend", "client"] as const)("the title of taking back %s", (of) => {
  it("keeps the date, and of the name its beginning", () => {
    for (const size of WINDOWS) {
      for (const lang of ["en", "ru"] as const) {
        for (const name of NAMES) {
          const [title = []] = rowsOf({ ...taking(of, name), size, lang }, states.WORDS[lang]);
          const text = title.map((span) => span.text).join("");
          expect(rowWidth(title)).toBeLessThanOrEqual(size.columns);
          expect(text).toContain("2026-11-22 14:05 UTC");
          if (of !== "mend") expect(text).toContain(name.slice(0, 2));
        }
      }
    }
  });
});
