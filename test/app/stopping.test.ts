/** Ctrl-C while steps are carried out: heard at once, and it takes effect between two steps. */
import { describe, expect, it } from "vitest";
import { modeOf } from "../../src/app/modes.ts";
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { checking, manyWorld } from "../screens/checking.ts";
import * as states from "../screens/states.ts";
import { failedAt } from "./session.ts";

const text = (state: State) =>
  rowsOf(state, states.WORDS[state.lang])
    .map((row) => row.map((span) => span.text).join(""))
    .join("\n");
const ctrlC = (state: State) => update(state, { type: "key", key: "ctrl-c" });

/** Every screen on which steps are carried out. */
const DOING: Readonly<Record<string, () => State>> = {
  adding: () => states.doing(2),
  "taking back": () => states.takingBack(3, states.undoing()),
  mending: () => states.typed(checking(states.opened(manyWorld())), "jjmw"),
  settling: () => states.typed(states.halfDone(), "f"),
};

describe.each(Object.entries(DOING))("Ctrl-C while %s", (_name, doing) => {
  it("asks for a stop once, and says that it was heard", () => {
    const state = doing();
    expect(modeOf(state)).toBe("doing");
    expect(text(state)).not.toContain("Stops after this step");
    const { state: stopping, effects } = ctrlC(state);
    expect(effects.map(({ type }) => type)).toEqual(["stop"]);
    expect(stopping.exit).toBe(null);
    expect(text(stopping).split("\n").at(-1)).toContain("Stops after this step.");
    expect(
      text({ ...stopping, lang: "ru" })
        .split("\n")
        .at(-1),
    ).toContain("Остановится после этого шага.");
    expect(ctrlC(stopping).effects).toEqual([]);
  });
});

describe("Ctrl-C while a peer is added", () => {
  const failure = { id: "interrupted", path: "/etc/wireguard/wg0.conf", detail: "" } as const;
  const stopped = () => {
    const { state } = ctrlC(states.doing(2));
    const outcome = failedAt({ id: "write", status: "failed", failure });
    return update(state, { type: "carried", effect: state.awaiting ?? 0, outcome, now: states.NOW }).state;
  };

  it("a step that ends meanwhile does not forget it", () => {
    const { state } = ctrlC(states.doing(2));
    const result = { id: "write", status: "done", failure: null } as const;
    const now = update(state, { type: "step", effect: state.awaiting ?? 0, result }).state;
    expect(text(now)).toContain("Stops after this step.");
  });

  it("when it has stopped, the screen says what became of it, and the next Ctrl-C leaves", () => {
    expect(modeOf(stopped())).toBe("failed");
    expect(text(stopped())).not.toContain("Stops after");
    expect(ctrlC(ctrlC(stopped()).state).state.exit ?? ctrlC(stopped()).state.exit).toBe(130);
  });

  it("while the server is only looked at, it leaves at once", () => {
    const looking = states.typed(states.showingCode(), "u");
    expect(modeOf(looking)).toBe("doing");
    expect(ctrlC(looking).state.exit).toBe(130);
  });
});
