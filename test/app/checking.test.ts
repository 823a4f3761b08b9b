/** The findings as state: looked at, moved over, mended, taken back, and whatever can go wrong on the way. */
import { describe, expect, it } from "vitest";
import type { Effect } from "../../src/app/events.ts";
import { footerOf } from "../../src/app/keys.ts";
import { modeOf } from "../../src/app/modes.ts";
import type { State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { peersToMark } from "../../src/checks/judge.ts";
import { checking, MANY_FINDINGS, mended } from "../screens/checking.ts";
import { FIVE_PEERS, fiveWorld, halfDone, NOW, opened, typed } from "../screens/states.ts";
import { FOUNDING_CONF, testWorld } from "../wizard/world.ts";

const many = () => opened(testWorld(MANY_FINDINGS));
const effectsOf = (state: State, letter: string): readonly Effect[] =>
  update(state, { type: "letter", letter }).effects;
const shownKeys = (state: State) => footerOf(state).flatMap(({ command, reason }) => (reason === null ? command : []));
const checks = (state: State) => {
  if (state.view.at !== "checks") throw new Error(`the screen is ${state.view.at}`);
  return state.view.checks;
};

describe("x in the list", () => {
  it("asks for the evidence of this server, and can be left before it comes", () => {
    const [effect] = effectsOf(many(), "x");
    expect(effect).toMatchObject({ type: "gather", path: "/etc/wireguard/wg0.conf" });
    const looking = typed(many(), "x");
    expect(checks(looking).report).toBe(null);
    const left = typed(looking, "<esc>");
    expect(left.view.at).toBe("dashboard");
    const late = update(left, {
      type: "gathered",
      effect: looking.awaiting ?? 0,
      opening: { kind: "opened", world: fiveWorld() },
      machine: null,
      now: NOW,
    });
    expect(late.state.view.at).toBe("dashboard");
  });

  it("works on a Russian keyboard too", () => {
    expect(effectsOf(many(), "ч")[0]?.type).toBe("gather");
  });

  it("lists what was found; the cursor stays within it, and where it was after r", () => {
    const found = checking(many());
    expect(checks(found).groups.map(({ id }) => id)).toEqual([
      "same-network-twice",
      "save-config",
      "server-keepalive",
      "host-bits",
      "common-lan",
    ]);
    expect(checks(typed(found, "kk")).cursor).toBe(0);
    expect(checks(typed(found, "jjjjjjjjj")).cursor).toBe(4);
    const again = update(typed(found, "jjr"), {
      type: "gathered",
      effect: (found.awaiting ?? found.nextEffect) as number,
      opening: { kind: "opened", world: testWorld(MANY_FINDINGS) },
      machine: null,
      now: NOW,
    }).state;
    expect(checks(again).cursor).toBe(2);
    expect(checks(again).own).toBe(false);
  });

  it("a server that cannot be read any more: back to the list", () => {
    const asked = typed(many(), "x");
    const opening = { kind: "trouble", trouble: { id: "no-file", path: "/etc/wireguard/wg0.conf" } } as const;
    const { state } = update(asked, {
      type: "gathered",
      effect: asked.awaiting ?? 0,
      opening,
      machine: null,
      now: NOW,
    });
    expect(state.view.at).toBe("dashboard");
  });
});

describe("Enter on a finding", () => {
  it("tells it in full, then the next one; Enter and Esc go back to the list, m shows its mend", () => {
    const told = typed(checking(many()), "j<enter>");
    expect(checks(told)).toMatchObject({ told: true, cursor: 1 });
    expect(checks(typed(told, "j"))).toMatchObject({ told: true, cursor: 2 });
    for (const key of ["<enter>", "i", "<esc>", "q"]) expect(checks(typed(told, key)).told).toBe(false);
    expect(checks(typed(told, "jm")).mending).not.toBe(null);
    expect(checks(typed(told, "jm<esc>"))).toMatchObject({ told: true, mending: null });
    expect(shownKeys(told)).toContain("untell-finding");
    expect(shownKeys(told)).not.toContain("tell-finding");
  });

  it("where nothing was found there is nothing to tell", () => {
    const none = opened(testWorld(FIVE_PEERS.replace("PersistentKeepalive = 25", "Endpoint = 198.51.100.7:51820")));
    expect(checks(checking(none)).groups).toEqual([]);
    expect(checks(typed(checking(none), "<enter>")).told).toBe(false);
  });
});

describe("m", () => {
  it("shows the mend of the whole rule, and Esc goes back to the findings, then to the list", () => {
    const shown = typed(checking(many()), "jjm");
    const found = checks(shown).mending?.found;
    expect(modeOf(shown)).toBe("mend");
    expect(found?.kind === "plan" && found.plan.files[0]?.kind).toBe("edit");
    expect(found?.kind === "plan" && found.plan.steps.find(({ id }) => id === "write")).toMatchObject({ gone: 2 });
    const back = typed(shown, "<esc>");
    expect([back.view.at, checks(back).mending]).toEqual(["checks", null]);
    expect(typed(back, "<esc>").view.at).toBe("dashboard");
  });

  it("says why it does nothing where only a person can know, and on the quiet line", () => {
    expect(typed(checking(many()), "m").refusal).toBe("by-hand");
    const quiet = checking(opened(testWorld(FOUNDING_CONF)));
    expect(checks(quiet).report?.keepaliveRight).toBe(true);
    expect(typed(quiet, "m").refusal).toBe("no-finding");
  });

  it("does nothing while another change is unfinished", () => {
    const later = typed(halfDone(), "<esc>");
    expect(typed(checking(later, testWorld(MANY_FINDINGS)), "jjm").refusal).toBe("unfinished");
  });

  it("Enter writes nothing", () => {
    const nudged = typed(typed(checking(many()), "jjm"), "<enter>");
    expect(checks(nudged).mending).toMatchObject({ phase: "shown", nudged: true });
    expect(update(typed(checking(many()), "jjm"), { type: "key", key: "enter" }).effects).toEqual([]);
  });
});

describe("w", () => {
  const shown = () => typed(checking(many()), "jjm");

  it("carries it out; Enter looks at what is left, and u in the list takes it back", () => {
    expect(effectsOf(shown(), "w")[0]).toMatchObject({
      type: "carry",
      plan: { kind: "mend", mends: "server-keepalive" },
    });
    const done = mended(shown());
    expect(modeOf(done)).toBe("undone");
    expect(done.own).toMatchObject({ path: "/etc/wireguard/wg0.conf" });
    expect(update(done, { type: "key", key: "enter" }).effects[0]?.type).toBe("gather");
    expect(done.retry).toBe(null);
  });

  it("somebody changed the file meanwhile: what they changed is read, and nothing else is on offer but another look", () => {
    const failure = { id: "changed", path: "/etc/wireguard/wg0.conf", detail: "" } as const;
    const now = typed(shown(), "w");
    const plan = checks(now).mending?.found;
    const steps = plan?.kind === "plan" ? plan.plan.steps : [];
    const outcome = {
      status: "failed",
      loaded: "none",
      steps: steps.map(({ id, path }, at) => ({
        id,
        path,
        status: at === 1 ? ("failed" as const) : ("skipped" as const),
        failure: at === 1 ? failure : null,
      })),
      clientFile: null,
      backup: null,
      record: null,
      late: null,
      notices: [],
    } as const;
    const told = update(now, { type: "carried", effect: now.awaiting ?? 0, outcome, now: NOW });
    expect(told.effects[0]).toMatchObject({ type: "read" });
    const text = `${MANY_FINDINGS}# olga was here\n`;
    const read = update(told.state, { type: "text-read", effect: told.state.awaiting ?? 0, text }).state;
    expect(checks(read).mending?.meanwhile?.some((line) => line.text.includes("olga"))).toBe(true);
    expect(modeOf(read)).toBe("failed");
    expect(update(read, { type: "key", key: "enter" }).effects[0]?.type).toBe("gather");
    expect(read.own).toBe(null);
  });

  it("somebody else's lock: the same once more", () => {
    const failure = { id: "locked", path: "/etc/wireguard/wg0.conf", detail: "" } as const;
    const locked = mended(shown(), {
      status: "failed",
      record: null,
      steps: [{ id: "lock", path: failure.path, status: "failed", failure }],
    });
    expect(modeOf(locked)).toBe("locked");
    expect(update(locked, { type: "key", key: "enter" }).effects[0]?.type).toBe("carry");
  });

  it("what somebody wrote meanwhile is seen first", () => {
    const notices = [{ id: "other-names", path: "/etc/wireguard/wg0.conf", count: 1 }] as const;
    const met = mended(shown(), { notices });
    expect(met.view.at).toBe("met");
    expect(typed(met, "<enter>").view.at).toBe("checks");
  });

  it("each step is ticked as it is done, commands to the interface too", () => {
    const now = typed(shown(), "w");
    const tick = (state: State, at: number) =>
      update(state, {
        type: "step",
        effect: now.awaiting ?? 0,
        result: { id: "run", path: "/etc/wireguard/wg0.conf", at, status: "done", failure: null },
      }).state;
    expect(checks(tick(tick(now, 0), 1)).mending?.results).toHaveLength(2);
  });
});

describe("the marks in the list", () => {
  it("are for peers of whom the file tells something wrong, worked out once for a file", () => {
    const world = testWorld(MANY_FINDINGS);
    const names = (lines: ReadonlySet<number>) =>
      world.conf.peers.filter(({ line }) => lines.has(line)).map(({ name }) => name);
    // The keepalive of two more has a word of its own.
    expect(names(peersToMark(world))).toEqual(["anton_sevnet", "Дача, роутер"]);
    expect(peersToMark({ ...world, live: null })).toBe(peersToMark(world));
    expect(peersToMark(testWorld(FIVE_PEERS)).size).toBe(0);
  });
});
