/** Taking back, an unfinished change, and what others write meanwhile, as a person at the keyboard meets them. */
import { describe, expect, it } from "vitest";
import { keysOf } from "../../src/app/keys.ts";
import type { State } from "../../src/app/state.ts";
import type { Failure, Outcome } from "../../src/plans/plan.ts";
import type { Unfinished } from "../../src/plans/undo.ts";
import { byteText, readable } from "../../src/wireguard/conf.ts";
import { FOUNDING_CONF, testWorld } from "../wizard/world.ts";
import { type SessionOptions, session } from "./session.ts";

const world = testWorld();
/** A line at the end of the server's file, as byte text. */
const withLine = (line: string) => byteText(`${FOUNDING_CONF}${line}\n`);
const PATH = "/etc/wireguard/wg0.conf";
const written = (options: SessionOptions = {}) => session(world, options).press("a", "lena", "tab", "w");

function undoOf(state: State) {
  if (state.view.at !== "undo") throw new Error(`the undo is not on the screen, but ${state.view.at}`);
  return state.view.undo;
}

function planOf(state: State) {
  const { found } = undoOf(state);
  if (found?.kind !== "plan") throw new Error(`nothing can be taken back: ${found?.kind}`);
  return found.plan;
}

function failing(id: Failure["id"], detail = ""): Outcome {
  const failure = { id, path: PATH, detail };
  return {
    status: "failed",
    loaded: "none",
    steps: [{ id: "lock", status: "failed", failure }],
    clientFile: null,
    backup: null,
    record: null,
    late: null,
    notices: [],
  };
}

describe("u right after a change", () => {
  it("shows what would be taken back, and writes nothing yet", () => {
    const program = written().press("u");
    const plan = planOf(program.state());
    expect(plan.peer?.name).toBe("lena");
    expect(plan.files).toMatchObject([
      { kind: "edit", path: PATH, after: world.conf.text },
      { kind: "move", path: "/etc/wireguard/clients/lena.conf" },
    ]);
    expect(plan.diff.filter(({ kind }) => kind === "new")).toEqual([]);
    expect(program.effects.filter(({ type }) => type === "carry")).toHaveLength(1);
  });

  it("does nothing on Enter, and says which key does", () => {
    const program = written().press("u", "enter");
    expect(undoOf(program.state())).toMatchObject({ phase: "shown", nudged: true });
  });

  it("takes it back with w, and then shows the list", () => {
    const program = written().press("u", "w");
    expect(program.effects.at(-1)).toMatchObject({ type: "carry", plan: { kind: "undo", undoes: "record 1" } });
    expect(undoOf(program.state()).phase).toBe("done");
    expect(program.press("enter").state().view.at).toBe("dashboard");
  });

  it("goes back to the code on Esc, with nothing changed", () => {
    const program = written();
    const { view } = program.state();
    expect(program.press("u", "esc").state().view).toEqual(view);
  });

  it("works from the list too, as long as the last change is this session's", () => {
    expect(planOf(written().press("enter", "u").state()).peer?.name).toBe("lena");
    const other = session(world).press("u");
    expect(other.state()).toMatchObject({ view: { at: "dashboard" }, refusal: "not-ours" });
  });

  it("keeps the answers: a offers them once more", () => {
    const program = session(world).press("a", "lena", "enter", "10.77.0.99", "tab", "w", "u", "w", "enter", "a");
    if (program.state().view.at !== "wizard") throw new Error("no wizard");
    expect(program.state().view).toMatchObject({ wizard: { current: "name", field: { text: "lena" } } });
    expect(program.press("enter").state().view).toMatchObject({ wizard: { field: { text: "10.77.0.99" } } });
    expect(session(world).press("a", "lena", "tab", "w", "enter", "a").state().view).toMatchObject({
      wizard: { field: { text: "" } },
    });
  });

  it("leaves the offered answers without asking, as nothing was typed", () => {
    const program = written().press("u", "w", "enter", "a", "esc");
    expect(program.state()).toMatchObject({ over: null, view: { at: "dashboard" } });
  });

  it("gives back what was taken back, with the device's file", () => {
    const program = written().press("u", "w", "enter", "u");
    const plan = planOf(program.state());
    expect(plan).toMatchObject({ of: "undo", undoes: "record 2" });
    expect(plan.files.map(({ kind }) => kind)).toEqual(["create", "edit"]);
    program.press("w", "enter");
    expect(planOf(program.press("u").state())).toMatchObject({ of: "add", undoes: "record 3" });
    expect(program.press("esc", "a").state().view).toMatchObject({ wizard: { field: { text: "" } } });
  });

  it("shows secrets only when asked", () => {
    const program = written().press("u");
    expect(undoOf(program.state()).secretsShown).toBe(false);
    expect(undoOf(program.press("v").state()).secretsShown).toBe(true);
  });
});

describe("an undo that cannot be", () => {
  it("is refused where the file was changed since, and shows by what", () => {
    const found = undoOf(
      written({ standing: withLine("# by hand") })
        .press("u")
        .state(),
    ).found;
    if (found?.kind !== "changed") throw new Error(`${found?.kind}`);
    expect(found.whole).toBe(false);
    expect(found.diff.filter(({ kind }) => kind === "new").map(({ text }) => text)).toContain("# by hand");
  });

  it("does nothing on w there, and looks again on Enter", () => {
    const program = written({ standing: "other" }).press("u");
    expect(program.press("w").effects.filter(({ type }) => type === "carry")).toHaveLength(1);
    expect(program.press("enter").effects.at(-1)?.type).toBe("find-change");
    expect(program.press("esc").state().view.at).toBe("code");
  });
});

describe("a change that was made meanwhile by somebody else", () => {
  const later = withLine("# by somebody else");

  it("is shown, next to the reason why nothing was written", () => {
    const program = written({ outcome: failing("changed"), text: later });
    const { view } = program.state();
    if (view.at !== "doing") throw new Error(view.at);
    expect(view.doing.meanwhile?.filter(({ kind }) => kind === "new").map(({ text }) => text)).toEqual([
      "# by somebody else",
    ]);
  });

  it("does not stand in the way of looking the answers over on the new file", () => {
    const program = written({ outcome: failing("changed"), text: later, later: testWorld(readable(later)) }).press(
      "enter",
    );
    expect(program.state().view).toMatchObject({ at: "review", review: { plan: { peer: { name: "lena" } } } });
  });
});

describe("somebody else's lock", () => {
  it("says who holds it, and Enter tries the same plan again", () => {
    const program = written({ outcome: failing("locked", "anna, pid 4711") });
    expect(program.state().view).toMatchObject({ at: "doing", doing: { failure: { detail: "anna, pid 4711" } } });
    const [first] = program.effects.filter(({ type }) => type === "carry");
    program.press("enter");
    const carried = program.effects.filter(({ type }) => type === "carry");
    expect(carried).toHaveLength(2);
    expect(carried[1]).toMatchObject({ plan: first?.type === "carry" ? first.plan : null });
  });

  it("can be given up: Esc goes back to the answers", () => {
    expect(
      written({ outcome: failing("locked") })
        .press("esc")
        .state().view.at,
    ).toBe("wizard");
  });
});

describe("a change that stopped in the middle", () => {
  const unfinished: Unfinished = {
    record: "20261122T140531Z",
    path: PATH,
    at: 0,
    kind: "add",
    peer: { name: "olga", publicKey: "" },
    files: [
      { path: "/etc/wireguard/clients/olga.conf", state: "new" },
      { path: PATH, state: "old" },
    ],
    canFinish: true,
    canTakeBack: true,
    torn: true,
  };

  it("is named at the start, before the list", () => {
    expect(session(world, { unfinished }).state().view).toMatchObject({
      at: "unfinished",
      unfinished: { phase: "asked", unfinished },
    });
  });

  it.each([
    ["f", "finish"],
    ["u", "take-back"],
  ] as const)("on %s: %s, then the list, where peers can be added again", (key, how) => {
    const program = session(world, { unfinished }).press(key);
    expect(program.effects.at(-1)).toMatchObject({ type: "settle", how, unfinished });
    expect(program.state().view).toMatchObject({ unfinished: { phase: "done", chosen: how } });
    program.press("enter");
    expect(program.state()).toMatchObject({ unfinished: null, view: { at: "dashboard" } });
    expect(program.press("a").state().view.at).toBe("wizard");
  });

  it("can wait, but nothing is added before it is settled", () => {
    const program = session(world, { unfinished }).press("esc");
    expect(program.state().view.at).toBe("dashboard");
    expect(program.press("a").state()).toMatchObject({ view: { at: "dashboard" }, refusal: "unfinished" });
    expect(program.press("r").state().view.at).toBe("unfinished");
  });

  it("says why it could not be settled, and both ways stay open", () => {
    const failure = { id: "full", path: PATH, detail: "ENOSPC" } as const;
    const program = session(world, { unfinished, settled: { kind: "failed", failure } }).press("f");
    expect(program.state().view).toMatchObject({ at: "unfinished", unfinished: { phase: "failed", failure } });
    expect(program.press("u").effects.at(-1)).toMatchObject({ type: "settle", how: "take-back" });
  });

  it("offers to leave everything as it is only where a way out is closed", () => {
    const open = session(world, { unfinished });
    expect(keysOf(open.state()).map(({ command }) => command)).not.toContain("leave-it");
    const closed = session(world, { unfinished: { ...unfinished, canFinish: false, canTakeBack: false } });
    expect(closed.press("f").effects.map(({ type }) => type)).not.toContain("settle");
    expect(closed.state().refusal).toBe("cannot");
    expect(closed.press("x").effects.at(-1)).toMatchObject({ type: "settle", how: "leave" });
  });

  it("can be left by q and by Ctrl-C", () => {
    expect(session(world, { unfinished }).press("q").state().exit).toBe(0);
    expect(session(world, { unfinished }).press("ctrl-c").state().exit).toBe(130);
  });
});

describe("what was met while writing", () => {
  const late = withLine("# written at the same moment");
  const copy = "/etc/wireguard/backups/wg0.conf.20261122T140531Z.late";
  const outcome: Outcome = {
    status: "done",
    loaded: "none",
    steps: [],
    clientFile: null,
    backup: null,
    record: "20261122T140531Z",
    late: copy,
    notices: [{ id: "late", path: PATH, copy }],
  };

  it("is seen before the code: where it is kept, and how it differs from the file as it was", () => {
    const program = written({ outcome, text: late });
    expect(program.effects.at(-1)).toMatchObject({ type: "read", path: copy });
    const { view } = program.state();
    if (view.at !== "met") throw new Error(view.at);
    expect(view.met.diff?.filter(({ kind }) => kind === "new").map(({ text }) => text)).toEqual([
      "# written at the same moment",
    ]);
    expect(program.press("enter").state().view.at).toBe("code");
  });

  it("is told even where that text cannot be read any more", () => {
    expect(written({ outcome, text: null }).state().view).toMatchObject({ at: "met", met: { diff: null } });
  });
});
